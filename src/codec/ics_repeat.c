/* Occurrences: by rule and by date, without the exceptions. */
#include "codec/ics_repeat.h"

#include "codec/ics_rule.h"
#include "codec/ics_time.h"

#include <stdlib.h>

int ics_repeat_by_own(const void *a, const void *b)
{
    const struct ics_repeat_own *x = a, *y = b;
    int order = str_compare(x->uid, y->uid);
    return order ? order : str_compare(x->recurrence, y->recurrence);
}

static int by_time(const void *a, const void *b)
{
    civil_t x = *(const civil_t *)a, y = *(const civil_t *)b;
    return (x > y) - (x < y);
}

/* --- clocks --- */

/* The zone that the event begins in; NULL: its clock stands still (UTC), or nobody knows it. */
static const struct zone *zone_of(struct ics_component *c)
{
    bool known = c->e->begins.clock == ICS_ZONE || c->e->begins.clock == ICS_RULES;
    return known ? &ics_zone_find(c->zones, str_trim(c->begins_zone))->zone : NULL;
}

static struct ics_moment moment_at(struct ics_component *c, const struct ics_moment *like, civil_t civil)
{
    struct ics_moment m = *like;
    const struct zone *z = zone_of(c);
    m.civil = civil;
    if (m.instant != TIME_NONE) m.instant = z ? zone_instant(z, civil) : civil;
    return m;
}

/* A time of RDATE or EXDATE on the clock that the event begins by. */
static bool on_clock(struct ics_component *c, struct str value, struct str zone, civil_t *ret)
{
    struct ics_moment m;
    struct str begins, period;
    str_cut(value, '/', &begins, &period);
    if (!ics_property_moment(c, begins, zone, &m)) return false;
    const struct zone *z = zone_of(c);
    bool both = m.instant != TIME_NONE && c->e->begins.instant != TIME_NONE;
    *ret = m.civil;
    if (both) *ret = z ? zone_civil(z, m.instant) : m.instant;
    if (m.day_only && !c->e->begins.day_only) *ret += civil_second_of_day(c->e->begins.civil);
    return true;
}

/* --- by rule --- */

static bool add_rule(struct ics_component *c, struct ics_repeat *r)
{
    const struct ics_event *e = c->e;
    struct ics_rule rule;
    civil_t begins = e->begins.civil;
    if (!c->rule.n) return true;
    if (c->rules || !ics_rule_read(c->rule, begins, &rule)) {
        ics_property_doubt(c, STR("it repeats by a rule that is not read here: only its first time was taken"));
        return false;
    }
    const struct zone *z = zone_of(c);
    if (rule.until != TIME_NEVER && rule.until_utc && z) rule.until = zone_civil(z, rule.until);
    civil_t before = begins + (civil_t)ICS_REPEATS_DAYS * DAY_SECONDS + 1;
    r->n += ics_rule_expand(&rule, begins, begins + 1, before, r->begins + r->n, ICS_REPEATS_MAX - 1);
    return true;
}

/* --- by date --- */

enum { LISTED_MAX = 10000 }; /* dates of an event that are looked at */

static void add_dates(struct ics_component *c, struct ics_repeat *r)
{
    struct str one;
    for (size_t i = 0; i < c->n_dates; i++)
        for (struct str list = c->dates[i].value; list.n && r->n < 2 * ICS_REPEATS_MAX;) {
            civil_t at;
            str_cut(list, ',', &one, &list);
            if (on_clock(c, one, c->dates[i].zone, &at)) r->begins[r->n++] = at;
        }
}

static void drop_exceptions(struct ics_component *c, struct ics_repeat *r)
{
    struct str one;
    civil_t *away = NULL, at;
    size_t n = 0, room = 0, kept = 0;
    for (size_t i = 0; i < c->n_exceptions; i++)
        for (struct str list = c->exceptions[i].value; list.n && n < LISTED_MAX;) {
            str_cut(list, ',', &one, &list);
            if (on_clock(c, one, c->exceptions[i].zone, &at)) *ARENA_PUSH(c->a, away, n, room) = at;
        }
    if (!n) return;
    qsort(away, n, sizeof *away, by_time);
    for (size_t i = 0; i < r->n; i++)
        if (!bsearch(&r->begins[i], away, n, sizeof *away, by_time)) r->begins[kept++] = r->begins[i];
    r->n = kept;
}

/* Each once, those first in time; without those that have an event of their own. */
static void settle(struct ics_component *c, struct ics_repeat *r)
{
    size_t kept = 0;
    qsort(r->begins, r->n, sizeof *r->begins, by_time);
    for (size_t i = 0; i < r->n && kept < ICS_REPEATS_MAX; i++) {
        struct ics_moment m = moment_at(c, &c->e->begins, r->begins[i]);
        struct ics_repeat_own wanted = {c->e->uid, ics_property_recurrence(c->a, &m)};
        bool again = i && r->begins[i] == r->begins[i - 1];
        bool own = r->n_own && bsearch(&wanted, r->own, r->n_own, sizeof wanted, ics_repeat_by_own);
        if (!again && !own) r->begins[kept++] = r->begins[i];
    }
    r->n = kept;
}

bool ics_repeat_make(struct ics_component *c, struct ics_repeat *r)
{
    if ((!c->rule.n && !c->n_dates) || c->e->recurrence.n) return false;
    r->begins[0] = c->e->begins.civil;
    r->n = 1;
    if (!add_rule(c, r) && !c->n_dates) return false;
    add_dates(c, r);
    drop_exceptions(c, r);
    settle(c, r);
    return true;
}

void ics_repeat_take(struct ics_component *c, const struct ics_repeat *r, size_t i, struct ics_event *ret)
{
    struct ics_event e = *c->e;
    civil_t shift = r->begins[i] - e.begins.civil;
    const struct ics_moment first = e.begins;
    e.begins = moment_at(c, &first, r->begins[i]);
    if (e.ends.civil != TIME_NONE) {
        e.ends.civil += shift;
        bool both =
            first.instant != TIME_NONE && e.begins.instant != TIME_NONE; /* the end may have a zone of its own */
        if (e.ends.instant != TIME_NONE && both) e.ends.instant += e.begins.instant - first.instant;
        if (e.ends.instant != TIME_NONE && !both) e.ends.instant += shift;
    }
    e.recurrence = ics_property_recurrence(c->a, &e.begins);
    *ret = e;
}
