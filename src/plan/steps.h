/* Which actions the playbook's steps call for, before any limit has been asked:
 * section 4 of the rulebook, and the inquiry of section 3. */
#ifndef PLAN_STEPS_H
#define PLAN_STEPS_H

#include "plan/next.h"

/* Adds to out every action not yet done whose time has not passed. */
void steps_collect(struct plan *out, const struct state *s, const struct next *n);

#endif
