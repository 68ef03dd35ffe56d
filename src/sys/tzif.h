/* Files of compiled time zones (RFC 8536, TZif), versions 2 to 4, with the rule
 * in their footer for the years they do not list. */
#ifndef SYS_TZIF_H
#define SYS_TZIF_H

#include "base/arena.h"
#include "base/zone.h"

/* The changes of offset after `from` and before `to`, in the arena.  False for what is no such file. */
bool tzif_read(struct arena *a, struct str bytes, instant_t from, instant_t to, struct zone *ret);

#endif
