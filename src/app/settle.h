/* The events of a house as they stand once a person's word on them is heard:
 * what a mail means where it was said anew, and two records of one human being
 * as one.  Events are never changed; whoever plans by them reads them so. */
#ifndef APP_SETTLE_H
#define APP_SETTLE_H

#include "base/arena.h"
#include "store/journal.h"

/* *ret: `events` itself where nothing was said anew, else a copy in the arena, in the same order. */
void settle_events(const struct events *events, struct arena *a, struct events *ret);

/* Whether something read at this opportunity may be a no or say that the position is filled, and nobody has said yet
 * whether it does.  Its own events, by number. */
bool settle_may_be_over(const struct event *own, size_t n, struct arena *a);

#endif
