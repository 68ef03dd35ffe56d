/* From a file to its events.  It is read twice: first where each event stands, which occurrences stand for themselves
 * and what zones there are; then event by event, so that memory does not grow with what events say. */
#include "codec/ics_read.h"

#include "codec/ics_property.h"
#include "codec/ics_repeat.h"

#include <stdlib.h>
#include <string.h>

/* --- framing --- */

enum frame {
    FRAME_NONE,
    FRAME_CALENDAR,
    FRAME_EVENT,
    FRAME_ZONE,
    FRAME_OTHER, /* stands beside events, and is passed over */
    FRAME_INNER /* within something: an alarm, or whatever */
};

static enum frame frame_of(const struct content_line *l)
{
    static const char *const others[] = {"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL", NULL};
    struct str what = str_trim(l->value);
    bool begin = str_is_nocase(l->name, "BEGIN");
    if (!begin && !str_is_nocase(l->name, "END")) return FRAME_NONE;
    if (str_is_nocase(what, "VCALENDAR")) return FRAME_CALENDAR;
    if (str_is_nocase(what, "VEVENT")) return FRAME_EVENT;
    if (str_is_nocase(what, "VTIMEZONE")) return FRAME_ZONE;
    return str_among_nocase(what, others) ? FRAME_OTHER : FRAME_INNER;
}

static bool begins(const struct content_line *l)
{
    return str_is_nocase(l->name, "BEGIN");
}

struct calendar_head {
    enum ics_method method;
    bool old;
};

struct place { /* where an event stands */
    struct content_file at; /* behind its BEGIN */
    struct calendar_head head;
    struct str uid, recurrence, zone; /* recurrence as written */
};

struct reading {
    struct arena a, scratch;
    struct ics_zones zones;
    struct calendar_head head; /* of the calendar at hand */
    struct place *places;
    size_t n, room;
    struct ics_repeat_own *own; /* occurrences that stand for themselves, ascending */
    size_t n_own, own_room;
    ics_visit *visit;
    void *context;
    struct content_line line;
};

static void reading_close(struct reading *r)
{
    arena_close(&r->a);
    arena_close(&r->scratch);
}

static enum ics_method method_of(struct str s)
{
    static const char *const names[] = {
        "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"};
    s = str_trim(s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is_nocase(s, names[i])) return (enum ics_method)(i + ICS_PUBLISH);
    return ICS_OTHER_METHOD;
}

/* --- an event --- */

static struct str cut_off(void)
{
    return STR("this event does not end (END:VEVENT is missing): it was cut off, or is damaged");
}

/* Reads on behind its BEGIN; where it does not end, stops before what belongs to another. */
static void read_event(struct reading *r, struct content_file *f, struct ics_component *c)
{
    size_t depth = 0; /* of what stands within: counted, not read */
    for (;;) {
        struct content_file before = *f;
        struct content_line l;
        if (!content_next(f, &r->scratch, c->old, &l)) break;
        enum frame frame = frame_of(&l);
        if (frame == FRAME_EVENT && !begins(&l)) return;
        if (frame != FRAME_NONE && frame != FRAME_INNER) {
            *f = before;
            break;
        }
        if (frame == FRAME_INNER && begins(&l)) depth++;
        if (frame == FRAME_INNER && !begins(&l) && depth) depth--;
        if (frame == FRAME_NONE && !depth) ics_property_take(c, &l);
    }
    ics_property_fault(c, c->e->line, cut_off());
}

static struct ics_event event_zero_of(const struct calendar_head *head, size_t line)
{
    return (struct ics_event){
        .line = line, .method = head->method, .stamp = TIME_NONE, .created = TIME_NONE, .modified = TIME_NONE};
}

static struct ics_component component_of(struct reading *r, struct ics_event *e, const struct calendar_head *head)
{
    return (struct ics_component){.e = e, .a = &r->scratch, .zones = &r->zones, .old = head->old};
}

/* --- first: where they stand --- */

static enum err find_event(struct reading *r, struct content_file *f, struct err_info *info)
{
    struct ics_event e = event_zero_of(&r->head, f->line - 1);
    struct ics_component c = component_of(r, &e, &r->head);
    if (r->n == ICS_EVENTS_MAX)
        return err_set(
            info, ERR_INPUT, "this calendar has more than %d events: export fewer years of it", ICS_EVENTS_MAX);
    struct place *p = ARENA_PUSH(&r->a, r->places, r->n, r->room);
    *p = (struct place){.at = *f, .head = r->head};
    c.brief = true;
    read_event(r, f, &c);
    if (c.recurrence.n) {
        p->uid = arena_str(&r->a, e.uid);
        p->recurrence = arena_str(&r->a, c.recurrence);
        p->zone = arena_str(&r->a, c.recurrence_zone);
    }
    arena_reset(&r->scratch);
    return OK;
}

/* What stands beside events has no lines of ours; its alarms and the like end as they may. */
static enum err find_events(struct reading *r, struct content_file *f, struct err_info *info)
{
    bool calendar = false, other = false;
    enum err err = OK;
    while (!err && content_next(f, &r->scratch, false, &r->line)) {
        struct content_line *l = &r->line;
        enum frame frame = frame_of(l);
        if (frame == FRAME_CALENDAR) {
            calendar |= begins(l);
            r->head = (struct calendar_head){0};
        }
        if (frame != FRAME_NONE && frame != FRAME_INNER) other = frame == FRAME_OTHER && begins(l);
        if (frame == FRAME_EVENT && begins(l))
            err = find_event(r, f, info);
        else if (frame == FRAME_ZONE && begins(l))
            ics_zone_read(&r->zones, f, &r->scratch);
        else if (!other && str_is_nocase(l->name, "METHOD"))
            r->head.method = method_of(l->value);
        else if (!other && str_is_nocase(l->name, "VERSION"))
            r->head.old = str_is(str_trim(l->value), "1.0");
        arena_reset(&r->scratch);
    }
    if (!err && !calendar) return err_set(info, ERR_INPUT, "this is no calendar: BEGIN:VCALENDAR is missing");
    return err;
}

/* A calendar may name its method behind its events, though none is known to. */
static void find_own(struct reading *r)
{
    for (size_t i = 0; i < r->n; i++) {
        struct place *p = &r->places[i];
        struct ics_moment m;
        struct ics_component c = {.zones = &r->zones, .a = &r->a};
        if (!p->recurrence.n || !ics_property_moment(&c, p->recurrence, p->zone, &m)) continue;
        *ARENA_PUSH(&r->a, r->own, r->n_own, r->own_room) =
            (struct ics_repeat_own){p->uid, ics_property_recurrence(&r->a, &m)};
    }
    if (r->n_own > 1) qsort(r->own, r->n_own, sizeof *r->own, ics_repeat_by_own);
}

/* --- then: what they say --- */

static enum err hand_on_each(struct reading *r, struct ics_component *c, struct err_info *info)
{
    struct ics_repeat all = {.own = r->own, .n_own = r->n_own};
    if (!ics_repeat_make(c, &all)) return r->visit(r->context, c->e, info);
    enum err err = OK;
    for (size_t i = 0; !err && i < all.n; i++) {
        struct ics_event one = *c->e;
        ics_repeat_take(c, &all, i, &one);
        err = r->visit(r->context, &one, info);
    }
    return err;
}

static enum err read_events(struct reading *r, struct err_info *info)
{
    enum err err = OK;
    for (size_t i = 0; !err && i < r->n; i++) {
        struct place *p = &r->places[i];
        struct content_file f = p->at;
        struct ics_event e = event_zero_of(&p->head, f.line - 1);
        struct ics_component c = component_of(r, &e, &p->head);
        read_event(r, &f, &c);
        ics_property_finish(&c);
        err = e.fault.n ? r->visit(r->context, &e, info) : hand_on_each(r, &c, info);
        arena_reset(&r->scratch);
    }
    return err;
}

enum err ics_read(struct str bytes, ics_visit *visit, void *context, struct err_info *info)
{
    AUTO(reading) r = {.visit = visit, .context = context};
    r.zones.a = &r.a;
    if (bytes.n > ICS_FILE_MAX)
        return err_set(info, ERR_INPUT, "this calendar is larger than %d MB: export fewer years of it, or split it",
            ICS_FILE_MAX >> 20);
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")))
        return err_set(info, ERR_INPUT, "this is UTF-16 text: save it as UTF-8 and import that");
    struct content_file f = content_lines(bytes);
    enum err err = find_events(&r, &f, info);
    if (err) return err;
    find_own(&r);
    return read_events(&r, info);
}
