/* When the next inquiry opens: section 3 of the rulebook, its numbers from the
 * playbook.  An end, an offer or a rest of the opportunity are the caller's. */
#ifndef PLAN_NEXT_H
#define PLAN_NEXT_H

#include "plan/state.h"

enum next_kind {
    NEXT_INQUIRY,
    NEXT_END, /* the number is reached: hold or move-on opens */
    NEXT_NOTHING, /* the number is reached, and nothing follows (after a meeting) */
};

struct next {
    enum next_kind kind;
    const struct rhythm *rhythm;
    day_t opens, due; /* of an inquiry business days; of an end as counted */
    uint8_t because, count;
    day_t day; /* what `because` speaks of */
    rules_t rules;
    bool asked; /* they asked for this contact */
    struct channels channels;
};

void next_find(struct next *ret, const struct state *s);

/* When it would be due but for a promised date, a named date or an interview ahead; DAY_NONE: never.  n: as it is. */
day_t next_otherwise(const struct state *s, const struct next *n);

#endif
