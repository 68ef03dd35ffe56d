/* A time zone as a table: when the offset from UTC changes.  Made by sys/ from
 * the machine's zone data, used by pure code.
 *
 * A civil time that does not exist (clocks go forward) takes the offset from
 * before the gap; one that occurs twice (clocks go back) is the first. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/civil.h"

struct zone_change {
    instant_t at; /* from this instant on ... */
    int32_t offset; /* ... civil time = UTC + offset seconds */
};

struct zone {
    int32_t offset; /* before the first change; all there is when n is 0 */
    uint32_t n;
    const struct zone_change *changes; /* ascending */
};

int32_t zone_offset(const struct zone *z, instant_t t);
civil_t zone_civil(const struct zone *z, instant_t t);
instant_t zone_instant(const struct zone *z, civil_t t);

#endif
