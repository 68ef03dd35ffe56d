/* Time zones under the names that programs write into calendars: those of the
 * IANA database, with whatever a program puts before them, and those of Windows
 * (data/windows-zones.txt).
 *
 * A name is taken only where it means one zone.  Nothing is guessed by offsets. */
#ifndef SYS_ZONE_NAMES_H
#define SYS_ZONE_NAMES_H

#include "base/arena.h"
#include "base/zone.h"

struct zone_name;

struct zone_names { /* the table of Windows, read when first asked; zero otherwise */
    bool read;
    struct zone_name *items; /* ascending */
    size_t n;
};

/* The zone that a name means, and what the IANA database calls it; false: it is not known.  The arena lives as long as
 * the table. */
bool zone_names_find(struct zone_names *t, struct arena *a, struct str name, struct str *ret_name, struct zone *ret);

#endif
