/* Opportunities and people by what they are called.  Actions: find_action.c;
 * making ids: find_slug.c. */
#include "app/find.h"

#include "sys/text.h"

#include <string.h>

enum { LISTED_MAX = 8, SHOWN_MAX = 48 };

/* The beginning of a name, for a sentence that must not grow without bound. */
static struct str shown(struct str s)
{
    return str_clip(s, SHOWN_MAX);
}

/* --- who comes into question --- */

struct candidate {
    struct str slug, name, more; /* more: what tells it from its likes */
    int64_t id, house;
};

struct candidates {
    struct arena *a;
    struct candidate *items;
    size_t n, room;
};

static void add_candidate(struct candidates *c, struct candidate x)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->items[i].id == x.id) return;
    *ARENA_PUSH(c->a, c->items, c->n, c->room) = x;
}

static enum err ambiguous(const struct candidates *c, struct str text, struct err_info *info)
{
    AUTO(buf) list = {0};
    for (size_t i = 0; i < c->n && i < LISTED_MAX; i++) {
        const struct candidate *x = &c->items[i];
        struct str name = shown(x->name), more = shown(x->more);
        buf_printf(&list, "%s%.*s (%.*s%s%.*s)", i ? ", " : "", STR_ARG(shown(x->slug)), STR_ARG(name),
            more.n ? ", " : "", STR_ARG(more));
    }
    if (c->n > LISTED_MAX) buf_printf(&list, " and %zu more", c->n - LISTED_MAX);
    return err_set(info, ERR_AMBIGUOUS, "\"%.*s\" could be %.*s: say more of it, or the id in front of the brackets",
        STR_ARG(shown(text)), STR_ARG(buf_str(&list)));
}

/* How many slips would make one of the other, at most so many that it can still be meant. */
static unsigned slips(struct str key, struct str name)
{
    unsigned limit = key.n <= 3 ? 1 : key.n <= 6 ? 2 : 3;
    unsigned d = text_distance(key, name, limit);
    return d > limit || d >= key.n ? UINT32_MAX : d;
}

/* The nearest to what was typed: the whole of a name, or one of its words. */
static unsigned slips_in(struct str key, struct str name)
{
    unsigned best = slips(key, name);
    struct str word;
    while (name.n) {
        str_cut(name, ' ', &word, &name);
        unsigned d = word.n ? slips(key, word) : UINT32_MAX;
        if (d < best) best = d;
    }
    return best;
}

/* --- opportunities --- */

static struct candidate opp_candidate(const struct event *e)
{
    return (struct candidate){e->slug, e->name, e->title, e->seq, e->house};
}

static enum err no_opp(
    const struct events *all, struct str text, struct str key, struct arena *a, struct err_info *info)
{
    const struct event *nearest = NULL;
    unsigned best = UINT32_MAX;
    text = shown(text);
    if (!all->n)
        return err_set(info, ERR_NOT_FOUND,
            "there is no opportunity \"%.*s\", nor any other yet: \"hearback new\" records the first", STR_ARG(text));
    for (size_t i = 0; i < all->n; i++) {
        const struct event *e = &all->items[i];
        const struct str names[] = {e->slug, text_fold(a, e->name), text_fold(a, e->title)};
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            unsigned d = slips_in(key, names[k]);
            if (d < best) best = d, nearest = e;
        }
    }
    if (!nearest)
        return err_set(
            info, ERR_NOT_FOUND, "there is no opportunity \"%.*s\": \"hearback list\" shows them all", STR_ARG(text));
    return err_set(info, ERR_NOT_FOUND, "there is no opportunity \"%.*s\"; did you mean %.*s (%.*s, %.*s)?",
        STR_ARG(text), STR_ARG(shown(nearest->slug)), STR_ARG(shown(nearest->name)), STR_ARG(shown(nearest->title)));
}

static bool opp_matches(const struct event *e, struct str key, struct arena *a)
{
    struct str names = arena_format(a, "%.*s %.*s", STR_ARG(e->name), STR_ARG(e->title));
    return str_contains(e->slug, key) || str_contains(text_fold(a, names), key);
}

static enum err choose_opp(
    struct app *app, struct str text, struct arena *a, struct candidate *ret, struct err_info *info)
{
    struct candidates found = {.a = a};
    struct events all;
    struct str key = text_fold(a, text);
    if (!key.n) return err_set(info, ERR_INPUT, "no opportunity is named: say its id or part of its name");
    enum err err = journal_slug(app->journal, EVENT_NEW, key, a, &all, info);
    if (!err && all.n == 1) return *ret = opp_candidate(&all.items[0]), OK;
    if (!err) err = journal_introductions(app->journal, EVENT_NEW, a, &all, info);
    if (err) return err;
    for (size_t i = 0; i < all.n; i++)
        if (opp_matches(&all.items[i], key, a)) add_candidate(&found, opp_candidate(&all.items[i]));
    if (found.n > 1) return ambiguous(&found, text, info);
    if (!found.n) return no_opp(&all, text, key, a, info);
    *ret = found.items[0];
    return OK;
}

enum err find_opp(struct app *app, struct str text, struct arena *a, struct app_house *ret_house, struct app_opp **ret,
    struct err_info *info)
{
    struct candidate c;
    struct app_house *h = ARENA_NEW(a, struct app_house, 1);
    enum err err = choose_opp(app, text, a, &c, info);
    if (!err) err = house_load(app, c.house, a, h, info);
    if (err) return err;
    struct app_opp *o = house_opp(h, c.id);
    if (!o) return err_set(info, ERR_NOT_FOUND, "the opportunity \"%.*s\" has just gone: try again", STR_ARG(c.slug));
    *ret_house = *h;
    *ret = o;
    return OK;
}

/* --- people of a house --- */

static struct candidate person_candidate(const struct app_person *p)
{
    return (struct candidate){p->slug, p->name, p->title.n ? p->title : str_from(role_names[p->role]), p->id, 0};
}

static bool is_known(const struct app_opp *o, size_t i)
{
    return o && o->c.people[i].known;
}

enum match { MATCH_PART, MATCH_WHOLE };

static bool person_matches(const struct app_person *p, struct str key, enum match match, struct arena *a)
{
    struct str name = text_fold(a, p->name), mail = text_fold(a, p->mail);
    if (match == MATCH_WHOLE) return str_eq(p->slug, key) || str_eq(name, key) || (mail.n && str_eq(mail, key));
    return str_contains(p->slug, key) || str_contains(name, key) || str_contains(mail, key);
}

/* Those that fit: whole before in part, known to the opportunity before the rest of the house. */
static void gather_people(struct candidates *found, const struct app_house *h, const struct app_opp *o, struct str key)
{
    for (int match = MATCH_WHOLE; match >= MATCH_PART && !found->n; match--) {
        for (int known = 1; known >= 0 && !found->n; known--)
            for (size_t i = 0; i < h->n_people; i++)
                if (is_known(o, i) == known && person_matches(&h->people[i], key, (enum match)match, found->a))
                    add_candidate(found, person_candidate(&h->people[i]));
    }
}

static void gather_role(struct candidates *found, const struct app_house *h, const struct app_opp *o, enum role role)
{
    for (int known = 1; known >= 0 && !found->n; known--)
        for (size_t i = 0; i < h->n_people; i++)
            if (is_known(o, i) == known && h->people[i].role == role && (known || role != ROLE_HR))
                add_candidate(found, person_candidate(&h->people[i]));
}

static struct str house_name(const struct app_house *h, const struct app_opp *o)
{
    return o ? o->organisation : h->n_opps ? h->opps[0].organisation : STR("this organisation");
}

static enum err nobody(const struct app_house *h, const struct app_opp *o, struct str text, struct str key,
    struct arena *a, struct err_info *info)
{
    const struct app_person *nearest = NULL;
    unsigned best = UINT32_MAX;
    for (size_t i = 0; i < h->n_people; i++) {
        unsigned d = slips_in(key, text_fold(a, h->people[i].name)), e = slips_in(key, h->people[i].slug);
        if (e < d) d = e;
        if (d < best) best = d, nearest = &h->people[i];
    }
    struct str where = shown(house_name(h, o));
    text = shown(text);
    if (nearest)
        return err_set(info, ERR_NOT_FOUND, "nobody called \"%.*s\" is known at %.*s; did you mean %.*s (%.*s)?",
            STR_ARG(text), STR_ARG(where), STR_ARG(shown(nearest->slug)), STR_ARG(shown(nearest->name)));
    return err_set(info, ERR_NOT_FOUND,
        "nobody called \"%.*s\" is known at %.*s: \"hearback met\" makes somebody known, and \"hr\" is the office",
        STR_ARG(text), STR_ARG(where));
}

enum err find_person(struct app *app, const struct app_house *h, const struct app_opp *o, struct str text,
    struct arena *a, int16_t *ret, struct err_info *info)
{
    (void)app;
    struct candidates found = {.a = a};
    struct str key = text_fold(a, text);
    int role = kind_code(role_names, key);
    if (!key.n) return err_set(info, ERR_INPUT, "no person is named: say a name, an address, or \"hr\"");
    if (role >= 0) gather_role(&found, h, o, (enum role)role);
    if (role == ROLE_HR && !found.n) return *ret = PERSON_OFFICE, OK;
    if (role < 0) gather_people(&found, h, o, key);
    if (found.n > 1) return ambiguous(&found, text, info);
    if (!found.n && role >= 0)
        return err_set(info, ERR_NOT_FOUND, "no %s is known at %.*s: name the person", role_names[role],
            STR_ARG(shown(house_name(h, o))));
    if (!found.n) return nobody(h, o, text, key, a, info);
    *ret = house_person_index(h, found.items[0].id);
    return OK;
}

/* --- people anywhere --- */

struct looking {
    struct candidates found;
    struct str key;
    enum match match;
};

static void look_at_event(struct looking *l, const struct event *e)
{
    bool change = e->kind == EVENT_PERSON_CHANGE;
    if (e->kind != EVENT_PERSON && !change) return;
    struct app_person p = {.id = change ? e->person : e->seq,
        .name = e->name,
        .mail = e->mail,
        .title = e->title,
        .role = (enum role)e->role};
    if (!change) p.slug = e->slug;
    AUTO(arena) passing = {0};
    if (!person_matches(&p, l->key, l->match, &passing)) return;
    struct candidate c = person_candidate(&p);
    c.slug = arena_str(l->found.a, c.slug);
    c.name = arena_str(l->found.a, c.name);
    c.more = arena_str(l->found.a, c.more);
    c.house = e->house;
    add_candidate(&l->found, c);
}

static enum err look_at_house(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    (void)house, (void)info;
    for (size_t i = 0; i < events->n; i++) look_at_event(context, &events->items[i]);
    return OK;
}

/* Names that were changed later stand in no introduction: where none of those fits, all is walked. */
static enum err look_everywhere(struct app *app, struct looking *l, struct arena *a, struct err_info *info)
{
    struct events all;
    enum err err = journal_introductions(app->journal, EVENT_PERSON, a, &all, info);
    for (int match = MATCH_WHOLE; !err && match >= MATCH_PART && !l->found.n; match--) {
        l->match = (enum match)match;
        for (size_t i = 0; i < all.n; i++) look_at_event(l, &all.items[i]);
    }
    if (err || l->found.n) return err;
    return journal_walk(app->journal, look_at_house, l, info);
}

enum err find_anybody(
    struct app *app, struct str text, struct arena *a, struct app_house *ret_house, int16_t *ret, struct err_info *info)
{
    struct looking l = {.found = {.a = a}, .key = text_fold(a, text)};
    struct app_house h;
    if (!l.key.n) return err_set(info, ERR_INPUT, "no person is named");
    enum err err = look_everywhere(app, &l, a, info);
    if (err) return err;
    if (l.found.n > 1) return ambiguous(&l.found, text, info);
    if (!l.found.n)
        return err_set(info, ERR_NOT_FOUND, "nobody called \"%.*s\" is known: \"hearback list people\" shows them all",
            STR_ARG(shown(text)));
    err = house_load(app, l.found.items[0].house, a, &h, info);
    if (err) return err;
    int16_t p = house_person_index(&h, l.found.items[0].id);
    if (p < 0) return err_set(info, ERR_NOT_FOUND, "\"%.*s\" has just gone: try again", STR_ARG(shown(text)));
    *ret_house = h;
    *ret = p;
    return OK;
}
