/* Zones of a calendar, by name or by rules. */
#include "codec/ics_zone.h"

#include "codec/ics_rule.h"
#include "codec/ics_time.h"

#include <stdlib.h>

enum { FIRST_YEAR = 2014, LAST_YEAR = 2042, CHANGES_MAX = 1000, PARTS_MAX = 20000, ID_MAX = 200 };

/* Rules as a calendar brings them.  Two of one name that differ are of no use: nobody can say which is meant. */
struct ics_zone_rules {
    struct str id, location; /* location: X-LIC-LOCATION, a name of the IANA database */
    struct zone zone;
    bool good;
};

/* --- parts: STANDARD, DAYLIGHT --- */

struct part {
    struct ics_time begins;
    bool has_begin, has_from, has_to, bad;
    int32_t from, to;
    struct str rule;
};

struct changes {
    struct zone_change *items;
    size_t n, room;
    struct arena *a;
    civil_t first; /* of the earliest part */
    int32_t before;
};

static void add(struct changes *c, civil_t at, const struct part *p)
{
    if (c->n == CHANGES_MAX) return;
    *ARENA_PUSH(c->a, c->items, c->n, c->room) = (struct zone_change){at - p->from, p->to};
}

static bool days_said(const struct ics_rule *r)
{
    return r->n_days || r->month_days || r->month_days_back;
}

/* Only rules of the kind that clocks are changed by: once a year, in a month said. */
static bool add_rule(struct changes *c, const struct part *p)
{
    enum { ONSETS = LAST_YEAR - FIRST_YEAR + 1 };
    struct ics_rule r;
    civil_t onsets[ONSETS], begins = p->begins.civil;
    civil_t from = civil_at(day_from_ymd(FIRST_YEAR, 1, 1), 0, 0);
    if (!ics_rule_read(p->rule, begins, &r)) return false;
    if (r.frequency != ICS_YEARLY || r.interval != 1 || !r.months || r.count || !days_said(&r)) return false;
    if (r.until != TIME_NEVER && r.until_utc) r.until += p->from;
    if (begins < from) { /* from 1601 on, says Outlook: the years before are of no interest */
        int second = civil_second_of_day(begins);
        begins = from + second;
    }
    size_t n = ics_rule_expand(&r, begins, begins, civil_at(day_from_ymd(LAST_YEAR, 12, 31), 0, 0), onsets, ONSETS);
    for (size_t i = 0; i < n; i++) add(c, onsets[i], p);
    return true;
}

static void take_dates(struct changes *c, const struct part *p, struct str list)
{
    struct str one, end;
    struct ics_time t;
    while (list.n) {
        str_cut(list, ',', &one, &list);
        str_cut(one, '/', &one, &end);
        if (ics_time_read(one, &t)) add(c, t.utc ? t.civil + p->from : t.civil, p);
    }
}

static bool finish_part(struct changes *c, const struct part *p, const struct str *dates, size_t n_dates)
{
    if (p->bad || !p->has_begin || !p->has_from || !p->has_to) return false;
    civil_t begins = p->begins.utc ? p->begins.civil + p->from : p->begins.civil;
    if (begins < c->first) c->first = begins, c->before = p->from;
    add(c, begins, p);
    for (size_t i = 0; i < n_dates; i++) take_dates(c, p, dates[i]);
    return !p->rule.n || add_rule(c, p);
}

static void take_line(struct part *p, const struct content_line *l)
{
    if (str_is_nocase(l->name, "DTSTART"))
        p->has_begin = ics_time_read(l->value, &p->begins);
    else if (str_is_nocase(l->name, "TZOFFSETFROM"))
        p->has_from = ics_time_offset(l->value, &p->from);
    else if (str_is_nocase(l->name, "TZOFFSETTO"))
        p->has_to = ics_time_offset(l->value, &p->to);
    else if (str_is_nocase(l->name, "RRULE"))
        p->bad |= p->rule.n > 0, p->rule = l->value;
}

static bool is_framed(const struct content_line *l, const char *frame)
{
    return str_is_nocase(l->name, frame);
}

/* Behind BEGIN:STANDARD; stops before a line that is no part of it. */
static bool read_part(struct ics_zones *z, struct content_file *f, struct arena *scratch, struct changes *c)
{
    struct part p = {0};
    struct content_line l;
    struct str *dates = NULL;
    size_t n = 0, room = 0;
    for (;;) {
        struct content_file before = *f;
        if (!content_next(f, scratch, false, &l)) return false;
        if (is_framed(&l, "BEGIN")) {
            *f = before;
            return false;
        }
        if (is_framed(&l, "END")) break;
        take_line(&p, &l);
        if (str_is_nocase(l.name, "RDATE")) *ARENA_PUSH(scratch, dates, n, room) = l.value;
    }
    return z->parts++ < PARTS_MAX && finish_part(c, &p, dates, n);
}

/* --- rules --- */

static int by_instant(const void *a, const void *b)
{
    const struct zone_change *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static struct zone settle(struct arena *a, struct changes *c)
{
    struct zone z = {.offset = c->before};
    struct zone_change *kept = ARENA_NEW(a, struct zone_change, c->n);
    if (c->n > 1) qsort(c->items, c->n, sizeof *c->items, by_instant);
    for (size_t i = 0; i < c->n; i++) {
        int32_t before = z.n ? kept[z.n - 1].offset : z.offset;
        if (c->items[i].offset != before) kept[z.n++] = c->items[i];
    }
    z.changes = kept;
    return z;
}

static bool same_zone(const struct zone *x, const struct zone *y)
{
    if (x->offset != y->offset || x->n != y->n) return false;
    for (uint32_t i = 0; i < x->n; i++)
        if (x->changes[i].at != y->changes[i].at || x->changes[i].offset != y->changes[i].offset) return false;
    return true;
}

static struct ics_zone_rules *rules_of(const struct ics_zones *z, struct str id)
{
    for (size_t i = z->n_rules; i-- > 0;)
        if (str_eq(z->rules[i].id, id)) return &z->rules[i];
    return NULL;
}

static void keep(struct ics_zones *z, const struct ics_zone_rules *new)
{
    struct ics_zone_rules *known = rules_of(z, new->id);
    if (known) {
        known->good &= new->good &&same_zone(&known->zone, &new->zone);
        return;
    }
    if (z->n_rules == ICS_ZONES_MAX) return;
    struct zone_change *changes = ARENA_NEW(z->a, struct zone_change, new->zone.n);
    for (uint32_t i = 0; i < new->zone.n; i++) changes[i] = new->zone.changes[i];
    struct ics_zone_rules *r = ARENA_PUSH(z->a, z->rules, z->n_rules, z->rules_room);
    *r = *new;
    r->id = arena_str(z->a, new->id);
    r->location = arena_str(z->a, new->location);
    r->zone.changes = changes;
}

static bool is_part(struct str name)
{
    return str_is_nocase(name, "STANDARD") || str_is_nocase(name, "DAYLIGHT");
}

void ics_zone_read(struct ics_zones *z, struct content_file *f, struct arena *scratch)
{
    struct changes c = {.a = scratch, .first = TIME_NEVER};
    struct ics_zone_rules r = {.good = true};
    struct content_line l;
    for (;;) {
        struct content_file before = *f;
        if (!content_next(f, scratch, false, &l)) break;
        struct str value = str_trim(l.value);
        if (is_framed(&l, "BEGIN") && is_part(value)) {
            r.good &= read_part(z, f, scratch, &c);
        } else if (is_framed(&l, "BEGIN") || (is_framed(&l, "END") && str_is_nocase(value, "VCALENDAR"))) {
            *f = before;
            r.good = false;
            break;
        } else if (is_framed(&l, "END") && str_is_nocase(value, "VTIMEZONE")) {
            break;
        } else if (str_is_nocase(l.name, "TZID")) {
            r.id = content_unquoted(value);
        } else if (str_is_nocase(l.name, "X-LIC-LOCATION")) {
            r.location = value;
        }
    }
    if (!r.id.n || r.id.n > ID_MAX) return;
    r.good &= c.n > 0 && c.n < CHANGES_MAX;
    if (r.good) r.zone = settle(scratch, &c);
    keep(z, &r);
}

/* --- names --- */

/* "EST" may be anything: where the calendar brings rules, they decide. */
static bool is_plain(struct str id)
{
    return str_contains(id, STR("/")) || id.n > 5 || str_is_nocase(id, "UTC") || str_is_nocase(id, "GMT");
}

static struct ics_zone make(struct ics_zones *z, struct str id)
{
    struct ics_zone made = {.id = arena_str(z->a, id), .clock = ICS_UNKNOWN};
    const struct ics_zone_rules *r = rules_of(z, id);
    made.has_rules = r && r->good;
    if (made.has_rules) made.rules = r->zone;
    bool by_name = !made.has_rules || is_plain(id);
    if (by_name && zone_names_find(&z->names, z->a, id, &made.name, &made.zone)) {
        made.clock = ICS_ZONE;
    } else if (r && zone_names_find(&z->names, z->a, r->location, &made.name, &made.zone)) {
        made.clock = ICS_ZONE;
    } else if (made.has_rules) {
        made.clock = ICS_RULES;
        made.zone = made.rules;
    }
    return made;
}

const struct ics_zone *ics_zone_find(struct ics_zones *z, struct str id)
{
    static const struct ics_zone none = {.clock = ICS_UNKNOWN};
    if (z->last < z->n && str_eq(z->items[z->last].id, id)) return &z->items[z->last];
    for (size_t i = 0; i < z->n; i++)
        if (str_eq(z->items[i].id, id)) {
            z->last = i;
            return &z->items[i];
        }
    if (z->n == ICS_ZONES_MAX || id.n > ID_MAX) return &none;
    struct ics_zone made = make(z, id);
    z->last = z->n;
    struct ics_zone *kept = ARENA_PUSH(z->a, z->items, z->n, z->room);
    *kept = made;
    return kept;
}
