/* Times as people say them: "yesterday 3pm", "fri", "in 2 weeks", "20 Oct",
 * and ISO 8601.  Pure: what "now" is comes from the caller, as civil time in
 * the zone in which the answer is meant.
 *
 * What could mean two things is refused, with the ways to say either.
 *
 *   3pm, 9.30am, 15:00, noon          2026-10-08T15:00[:30][Z|+02:00], 2026-10-08 3pm
 *   now, today, tomorrow evening      20 Oct, October 20th, 2026, 20.10., 20.10.2026, 10/20/2026, the 20th
 *   fri, this fri, next fri, last fri in 2 weeks, 3 days ago, an hour from now, half an hour ago
 *   fri 16 Oct (must agree)           fri next week, end of [next] week (its Friday), end of October
 *
 * "Next friday" is the Friday of the next week (Monday to Sunday), as opposed to this week's; "last friday" the latest
 * one before today.  Months end where they end: a month after 31 January is 28 or 29 February.  Parts of a day
 * ("tomorrow morning") say the day, and which half of it "at 9" is.  Fractions of a second are dropped. */
#ifndef CODEC_WHEN_H
#define CODEC_WHEN_H

#include "base/civil.h"
#include "base/err.h"
#include "model/event.h"

enum { WHEN_MAX = 200 }; /* bytes */

/* Where "fri", "3pm", "20 Oct" and "the 20th" lie as seen from now; today counts as both past and future, for "fri" and
 * "3pm" only while the time of day does. */
enum when_lean {
    WHEN_PAST, /* recording what happened: the latest that is not to come */
    WHEN_FUTURE, /* planning: the first that is not over */
    WHEN_NEAREST, /* whichever is less far */
};

struct when {
    enum precision precision; /* PRECISION_TIME or PRECISION_DAY */
    civil_t at; /* on the wall clock where now was, or at offset if one was given; a day: its midnight */
    bool has_offset; /* an offset from UTC was given: the instant is at - offset */
    int32_t offset; /* seconds east */
};

/* ERR_INPUT with a sentence that names the fault and shows what would do. */
MUST_USE enum err when_parse(
    struct str text, civil_t now, enum when_lean lean, struct when *ret, struct err_info *info);

#endif
