/* The search as a calendar that other programs subscribe to (iCalendar):
 * interviews, what there is to do, promised dates and quiet periods.
 *
 * Everything is an event, as Google Calendar shows no to-dos.  What concerns a
 * day stands on the seeker's own day and blocks no time.  An entry keeps its UID
 * for as long as it is the same thing; its SEQUENCE never falls and rises when
 * something that concerns it is recorded or taken back. */
#ifndef APP_FEED_H
#define APP_FEED_H

#include "app/app.h"

enum { FEED_PAST_DAYS = 90 }; /* an interview that ended longer ago is left out */

/* As of app->now; the same record and moment give the same bytes.  *ret_n: events. */
MUST_USE enum err feed_write(struct app *app, struct buf *b, int64_t *ret_n, struct err_info *info);

#endif
