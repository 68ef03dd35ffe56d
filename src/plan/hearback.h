/* libhearback: the planner as a library.
 *
 * A program gives it a playbook (playbook_load), a calendar (calendar_load or
 * calendar_make) and the facts of an opportunity (struct plan_case), and asks
 * for plan_make, plan_road or plan_check.  Nothing else is needed, and nothing
 * is kept between calls. */
#ifndef HEARBACK_H
#define HEARBACK_H

#include "plan/calendar.h"
#include "plan/plan.h"
#include "plan/playbook.h"
#include "plan/rules.h"

#endif
