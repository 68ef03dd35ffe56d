/* The properties of one event.  Private to ics_*.c. */
#ifndef CODEC_ICS_PROPERTY_H
#define CODEC_ICS_PROPERTY_H

#include "codec/ics_read.h"

struct ics_list { /* a value of several times, and the zone they are written in */
    struct str value, zone;
};

struct ics_component { /* an event while it is read; zero but for the first five */
    struct ics_event *e;
    struct arena *a;
    struct ics_zones *zones;
    bool old; /* vCalendar 1.0 */
    bool brief; /* only what identifies it is wanted */
    struct str begins, begins_zone, ends, ends_zone, duration, recurrence, recurrence_zone, rule;
    bool begins_day, rules; /* rules: more than one, or an old one */
    struct ics_list *dates, *exceptions; /* RDATE, EXDATE */
    size_t n_dates, dates_room, n_exceptions, exceptions_room, people_room;
    int link_rank;
};

void ics_property_take(struct ics_component *c, const struct content_line *l);

/* Once all its lines were taken: its times. */
void ics_property_finish(struct ics_component *c);

/* A time as written, in its zone.  False: it is none. */
bool ics_property_moment(struct ics_component *c, struct str value, struct str zone, struct ics_moment *ret);
/* What identifies an occurrence: see struct ics_event. */
struct str ics_property_recurrence(struct arena *a, const struct ics_moment *m);

void ics_property_fault(struct ics_component *c, size_t line, struct str why); /* the first stays */
void ics_property_doubt(struct ics_component *c, struct str what);

#endif
