/* The check of a letter: who looks at what, and that nothing is said twice. */
#include "letter/check.h"

#include "letter/complete.h"
#include "letter/dates.h"
#include "letter/likeness.h"
#include "letter/names.h"
#include "letter/phrases.h"
#include "letter/spelling.h"
#include "letter/typography.h"

#include <stdlib.h>

enum { LIKE_PERCENT = 50 }; /* of its runs of three words, from which two letters look like one */
enum { LOOK_BACK = 8 }; /* findings before one that may speak of the same words */

/* B4, D2: people who work together compare. */
static void check_likeness(const struct text *t, const struct check_question *q, struct findings *ret)
{
    struct arena *a = ret->arena;
    for (size_t i = 0; i < q->n_sent; i++) {
        struct text other;
        if (q->sent[i].text.n > TEXT_MAX || !str_utf8(q->sent[i].text, NULL)) continue;
        text_read(q->sent[i].text, a, &other);
        int percent = (int)(likeness_share(t, &other, a) * 100);
        if (percent < LIKE_PERCENT) continue;
        struct str why = arena_format(a,
            "%d%% of this letter is in the one to %.*s too, and the two may compare; say it in another way here.",
            percent, STR_ARG(q->sent[i].to));
        check_add(ret, FINDING_WARNING, "D2", 0, 0, why);
    }
}

/* By place, the wider first; what concerns the whole letter comes last. */
static int compare(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (!x->n != !y->n) return !x->n - !y->n;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    if (x->level != y->level) return (int)x->level - (int)y->level;
    int rule = str_compare(str_from(x->rule), str_from(y->rule));
    return rule ? rule : str_compare(x->why, y->why);
}

/* Two that speak of the same words: of one span or nearly, or of one rule and overlapping. */
static bool are_same(const struct finding *x, const struct finding *y)
{
    size_t x_end = x->at + x->n, y_end = y->at + y->n;
    if (!x->n || !y->n) return !x->n && !y->n && str_eq(x->why, y->why);
    size_t begin = x->at > y->at ? x->at : y->at, end = x_end < y_end ? x_end : y_end;
    if (end <= begin) return false;
    size_t longer = x->n > y->n ? x->n : y->n;
    return (end - begin) * 2 > longer || str_eq(str_from(x->rule), str_from(y->rule));
}

/* Of two that are the same the graver stays, else the one with a suggestion, else the first. */
static bool is_better(const struct finding *x, const struct finding *y)
{
    if (x->level != y->level) return x->level == FINDING_ERROR;
    return x->n_suggestions && !y->n_suggestions;
}

static void drop_doubles(struct findings *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++) {
        bool drop = false;
        for (size_t back = 1; back <= LOOK_BACK && back <= kept && !drop; back++) {
            struct finding *before = &f->items[kept - back];
            drop = are_same(before, &f->items[i]);
            if (drop && is_better(&f->items[i], before)) *before = f->items[i];
        }
        if (!drop) f->items[kept++] = f->items[i];
    }
    f->n = kept;
}

void check_text(const struct text *t, const struct check_question *q, struct arena *a, struct findings *ret)
{
    *ret = (struct findings){.arena = a};
    names_check(t, q, ret); /* before spelling, so that a name is spoken of as one */
    typography_check(t, ret);
    if (q->rules) phrases_check(q->rules, t, ret);
    spelling_check(t, q, ret);
    complete_check(t, q, ret);
    dates_check(t, q, ret);
    check_likeness(t, q, ret);
    if (ret->n) qsort(ret->items, ret->n, sizeof *ret->items, compare);
    drop_doubles(ret);
}
