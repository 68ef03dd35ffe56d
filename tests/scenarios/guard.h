/* Memory in which a step too far is seen, also where no sanitizer looks on. */
#ifndef TESTS_GUARD_H
#define TESTS_GUARD_H

#include "plan/plan.h"

/* Moves the arrays of a case to where reading beyond them ends the program; until the next call. */
void guard_case(struct plan_case *c);

/* Fills a plan with what must not be looked at: whatever stood there before. */
void guard_plan(struct plan *p);

#endif
