/* Calendars and invitations into the record: which entries are interviews, and
 * of which opportunity.  What becomes of each: import_meeting.h.
 *
 * Everything else in a calendar is left out and counted.  What looks like an
 * interview of an opportunity that is not in the record is left for a person. */
#ifndef APP_IMPORT_CALENDAR_H
#define APP_IMPORT_CALENDAR_H

#include "app/import.h"

struct import_invitation { /* the mail that it came with */
    int64_t house, opp; /* what the mail belongs to; 0: not known */
    instant_t sent;
    const struct str *own; /* addresses and names of the seeker, beside those that the profile has */
    size_t n_own;
};

/* how: NULL for a file, which then decides on r->kind; the counts are added to those in *r.  ERR_INPUT: no calendar, or
 * none that can be read. */
MUST_USE enum err import_calendar(struct import *i, struct str bytes, const struct import_invitation *how,
    struct import_result *r, struct err_info *info);

#endif
