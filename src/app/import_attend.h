/* Who is at an interview, as a calendar tells of it: people of the house, those
 * that it did not know introduced.  Not the seeker, no rooms, no lists, nobody
 * who has declined, and no guests of the seeker's own.
 *
 * Private to import*.c. */
#ifndef APP_IMPORT_ATTEND_H
#define APP_IMPORT_ATTEND_H

#include "app/import_meeting.h"

uint64_t import_attend_mark(int64_t interview, int64_t person);
void import_attend_learn(struct import_meetings *m, struct meeting_house *h); /* whom the house knows */

/* *ret_new: how many were not known to be there. */
MUST_USE enum err import_attend(struct import_meetings *m, struct meeting_house *h, int64_t interview,
    const struct app_opp *o, const struct ics_event *e, int64_t *ret_new, struct err_info *info);

#endif
