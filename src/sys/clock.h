/* The clock: nothing else in the product reads it.  A command asks once, at
 * its start, unless --now tells it what to take for the present. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include "base/civil.h"

instant_t clock_now(void);

/* Microseconds since some moment in the past that no one sets: for measuring how long something took. */
int64_t clock_ticks(void);

#endif
