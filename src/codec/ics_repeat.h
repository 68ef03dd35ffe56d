/* An event that repeats: its occurrences.  Private to ics_*.c. */
#ifndef CODEC_ICS_REPEAT_H
#define CODEC_ICS_REPEAT_H

#include "codec/ics_property.h"

struct ics_repeat_own { /* an occurrence that has an event of its own in the file */
    struct str uid, recurrence;
};
int ics_repeat_by_own(const void *a, const void *b); /* for qsort */

struct ics_repeat {
    const struct ics_repeat_own *own; /* ascending */
    size_t n_own;
    civil_t begins[2 * ICS_REPEATS_MAX]; /* on the clock of the event's beginning */
    size_t n;
};

/* False: it does not repeat.  Else those that stand here, without those that are excepted or have an event of their
 * own; what is not certain about them becomes a doubt of the event. */
bool ics_repeat_make(struct ics_component *c, struct ics_repeat *r);
void ics_repeat_take(struct ics_component *c, const struct ics_repeat *r, size_t i, struct ics_event *ret);

#endif
