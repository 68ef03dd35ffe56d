/* Dates, times and durations as calendars write them (RFC 5545, 3.3.4 to 3.3.6). */
#ifndef CODEC_ICS_TIME_H
#define CODEC_ICS_TIME_H

#include "base/civil.h"

struct ics_time {
    civil_t civil; /* of a day its midnight */
    bool day_only, utc;
};

/* "20261008", "20261008T150000", "20261008T150000Z"; also as ISO 8601 has them, with - and :.  False: no such time. */
bool ics_time_read(struct str s, struct ics_time *ret);
bool ics_time_duration(struct str s, int64_t *ret); /* "PT1H30M", "-P1W": seconds */
bool ics_time_offset(struct str s, int32_t *ret); /* "+0100", "-033000" */

char *ics_time_format(civil_t t, bool utc, char out[static 24]); /* 20261008T150000, and a Z */

#endif
