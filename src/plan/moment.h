/* Spans ("7d") and moments ("trigger + 2bd") as playbooks write them. */
#ifndef PLAN_MOMENT_H
#define PLAN_MOMENT_H

#include "base/zone.h"
#include "plan/calendar.h"
#include "plan/playbook.h"

bool moment_parse_span(struct str s, struct span *ret);
bool moment_parse(struct str s, struct moment *ret);

/* When it is: anchors[] by enum anchor (TIME_NONE: not known), anything that is a day at hour:00. */
civil_t moment_resolve(
    const struct moment *m, const civil_t anchors[], int hour, const struct calendar *c, const struct zone *z);

day_t moment_add(const struct calendar *c, day_t day, struct span s); /* days or business days */
int moment_least_days(struct span s); /* a lower bound of the span in calendar days, to compare spans by */

#endif
