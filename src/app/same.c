#include "app/same.h"

#include "app/settle.h"
#include "base/map.h"
#include "sys/text.h"

#include <stdlib.h>

enum { WORDS = 6, BEGINNING = 3 };

struct name { /* folded words without titles and stops */
    struct str words[WORDS];
    size_t n;
};

static bool is_title(struct str word)
{
    static const char *const titles[] = {"dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "m", "mme", "mlle",
        "phd", "mba", "jr", "sr", "dipl", "ing", NULL};
    return str_among(word, titles);
}

/* "Moss, Jane" is Jane Moss. */
static struct name name_of(struct arena *a, struct str text)
{
    struct name n = {0};
    struct str key = text_fold(a, text), family, given, word;
    if (str_cut(key, ',', &family, &given) && str_trim(given).n)
        key = arena_format(a, "%.*s %.*s", STR_ARG(str_trim(given)), STR_ARG(str_trim(family)));
    while (key.n && n.n < WORDS) {
        str_cut(key, ' ', &word, &key);
        while (word.n && (word.p[word.n - 1] == '.' || word.p[word.n - 1] == ',')) word.n--;
        bool initial = word.n == 1 && n.n > 0; /* a middle one says nothing */
        if (word.n && !is_title(word) && !(initial && key.n)) n.words[n.n++] = word;
    }
    return n;
}

static bool given_fits(struct str x, struct str y)
{
    if (x.n > y.n) {
        struct str longer = x;
        x = y, y = longer;
    }
    return str_starts(y, x) && (x.n == 1 || x.n >= BEGINNING);
}

static bool fits(const struct name *x, const struct name *y)
{
    if (!x->n || !y->n || (x->n == 1 && y->n == 1)) return false;
    if (!str_eq(x->words[x->n - 1], y->words[y->n - 1])) return false;
    return x->n == 1 || y->n == 1 || given_fits(x->words[0], y->words[0]);
}

bool same_names(struct arena *a, struct str x, struct str y)
{
    struct name p = name_of(a, x), q = name_of(a, y);
    return fits(&p, &q);
}

struct candidate {
    const struct event *e;
    struct name name;
};

static bool same_family(const struct candidate *x, const struct candidate *y)
{
    return str_eq(x->name.words[x->name.n - 1], y->name.words[y->name.n - 1]);
}

static int by_family(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = str_compare(x->name.words[x->name.n - 1], y->name.words[y->name.n - 1]);
    return order ? order : (x->e->seq > y->e->seq) - (x->e->seq < y->e->seq);
}

static uint64_t pair(int64_t x, int64_t y)
{
    return x < y ? map_mix((uint64_t)x, (uint64_t)y) : map_mix((uint64_t)y, (uint64_t)x);
}

static enum err offer(struct import *i, const struct event *kept, const struct event *other, struct err_info *info)
{
    struct event e = event_zero(EVENT_MAY_BE_SAME);
    e.opp = other->opp;
    e.person = kept->seq;
    e.count = other->seq;
    e.why = STR("Their names can be of one person.");
    return import_record(i, &e, NULL, info);
}

/* Who stands in the record with a fuller name, or else first, is the one that stays. */
static enum err compare(struct import *i, const struct candidate *x, const struct candidate *y, struct err_info *info)
{
    bool fuller = y->e->name.n > x->e->name.n;
    return offer(i, fuller ? y->e : x->e, fuller ? x->e : y->e, info);
}

enum err same_offer(struct import *i, int64_t house, int64_t *ret_offered, struct err_info *info)
{
    enum { NEIGHBOURS = 50 }; /* of one family name at one house */
    AUTO(arena) a = {0};
    struct events raw, all;
    struct map known = {0};
    size_t n = 0;
    enum err err = journal_house(i->app->journal, house, &a, &raw, info);
    if (err) return err;
    settle_events(&raw, &a, &all);
    struct candidate *people = ARENA_NEW(&a, struct candidate, all.n);
    for (size_t k = 0; k < all.n; k++) {
        const struct event *e = &all.items[k];
        if (e->kind == EVENT_MAY_BE_SAME) map_put(&known, &a, pair(e->person, e->count), 1);
        if (e->kind != EVENT_PERSON || e->flags & FLAG_GENERAL) continue;
        people[n] = (struct candidate){e, name_of(&a, e->name)};
        n += people[n].name.n > 0;
    }
    if (n > 1) qsort(people, n, sizeof *people, by_family);
    for (size_t k = 0; k < n && !err; k++)
        for (size_t m = k + 1; m < n && m < k + NEIGHBOURS && !err && same_family(&people[k], &people[m]); m++) {
            bool offered = map_get(&known, pair(people[k].e->seq, people[m].e->seq));
            if (offered || !fits(&people[k].name, &people[m].name)) continue;
            err = compare(i, &people[k], &people[m], info);
            ++*ret_offered;
        }
    return err;
}
