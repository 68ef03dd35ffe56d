/* The time zones of a calendar: under the name that its times are written with,
 * the zone of the IANA database where it is known for sure, else the rules that
 * the calendar brings (VTIMEZONE). */
#ifndef CODEC_ICS_ZONE_H
#define CODEC_ICS_ZONE_H

#include "codec/content.h"
#include "sys/zone_names.h"

enum ics_clock {
    ICS_FLOATING, /* nobody says: the clock of wherever one is */
    ICS_UTC,
    ICS_ZONE, /* of the IANA database */
    ICS_RULES, /* none that is known, but the calendar brings its rules */
    ICS_UNKNOWN, /* neither: its instant is not known */
};

struct ics_zone {
    struct str id; /* as it is written */
    enum ics_clock clock; /* ICS_ZONE, ICS_RULES or ICS_UNKNOWN */
    struct str name; /* ICS_ZONE: in the IANA database */
    struct zone zone; /* by which to reckon */
    bool has_rules;
    struct zone rules; /* those that the calendar brings, for comparing */
};

struct ics_zone_rules;

enum { ICS_ZONES_MAX = 500 }; /* of one file, with rules or without; the others are unknown */

struct ics_zones { /* zero, but for the arena */
    struct arena *a;
    struct zone_names names;
    struct ics_zone_rules *rules;
    struct ics_zone *items;
    size_t n_rules, rules_room, n, room, last;
    size_t parts; /* read so far */
};

/* Reads on behind BEGIN:VTIMEZONE, to its end or, where it has none, before what does not belong to it. */
void ics_zone_read(struct ics_zones *z, struct content_file *f, struct arena *scratch);

/* The zone of that name, once all of the file's rules were read. */
const struct ics_zone *ics_zone_find(struct ics_zones *z, struct str id);

#endif
