/* A time zone as a table of changes. */
#include "base/zone.h"

int32_t zone_offset(const struct zone *z, instant_t t)
{
    uint32_t low = 0, high = z->n; /* the first change after t */
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (z->changes[middle].at <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? z->changes[low - 1].offset : z->offset;
}

civil_t zone_civil(const struct zone *z, instant_t t)
{
    return t + zone_offset(z, t);
}

instant_t zone_instant(const struct zone *z, civil_t t)
{
    int32_t before = zone_offset(z, t - 26 * HOUR_SECONDS), after = zone_offset(z, t + 26 * HOUR_SECONDS);
    if (zone_offset(z, t - before) == before) return t - before; /* also the first of two */
    if (zone_offset(z, t - after) == after) return t - after;
    return t - before; /* in a gap */
}
