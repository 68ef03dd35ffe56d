/* Time zones: from the machine's zone data to base/zone.h.
 *
 * Zones are named as in the IANA database ("Europe/Berlin"); nothing unknown
 * is ever taken for UTC. */
#ifndef SYS_ZONES_H
#define SYS_ZONES_H

#include "base/arena.h"
#include "base/zone.h"

/* The changes of the years ZONES_FIRST_YEAR to ZONES_LAST_YEAR (what lies before has the offset of the first of
 * January then), in the arena.  ERR_INPUT, with the likeliest name, for one that is not known. */
enum { ZONES_FIRST_YEAR = 2015, ZONES_LAST_YEAR = 2041 };
MUST_USE enum err zones_load(struct arena *a, struct str name, struct zone *ret, struct err_info *info);

/* The zone this machine is set to: TZ, else where /etc/localtime leads, else /etc/timezone; "UTC" when none of them
 * names a zone. */
struct str zones_local_name(struct arena *a);

/* The zone of a country (ISO 3166, "DE"): where it has only one, or one in which nearly everybody lives.  Empty where
 * that would be a guess (US, AU, BR, ...) and for what is no country. */
struct str zones_of_country(struct arena *a, struct str country);

#endif
