/* The limits: section 5 of the rulebook, for one proposed contact. */
#ifndef PLAN_LIMITS_H
#define PLAN_LIMITS_H

#include "plan/next.h"

struct proposal {
    int16_t person;
    enum channel channel;
    enum purpose purpose;
    civil_t at;
};

/* s: the state at p->at, or before it if no interview begins between; n: its next inquiry. */
void limits_judge(struct verdict *ret, const struct state *s, const struct next *n, const struct proposal *p);

/* The facts that the person and the house limits look at. */
const struct fact *limits_house(const struct plan_case *c, size_t *ret_n);

#endif
