/* The health of the whole search: how much was done of late, what hangs on a
 * single opportunity, how often interviews were followed up.  Numbers only; the
 * words are the command's. */
#ifndef APP_HEALTH_H
#define APP_HEALTH_H

#include "app/stand.h"

enum { HEALTH_WEEKS = 8, HEALTH_ACTIVE_DAYS = 14, HEALTH_FOLLOW_DAYS = 30, HEALTH_CHANNELS = CHANNEL_IN_PERSON + 1 };

struct health_week {
    day_t from; /* its Monday, on the seeker's clock */
    size_t applications, contacts, interviews; /* contacts: all of ours, attempts not; interviews begun */
};

/* Held interviews, or meetings, that have had their time for thanks. */
struct health_follow {
    size_t held, followed;
    size_t fresh; /* held too recently to be counted */
};

enum health_why {
    HEALTH_BALANCED,
    HEALTH_ONE_INTERVIEW, /* a single live opportunity has come to an interview */
    HEALTH_ONE_ACTIVE, /* all that was done in HEALTH_ACTIVE_DAYS was for a single opportunity */
};

struct health {
    struct health_week weeks[HEALTH_WEEKS]; /* the last one is not over yet */
    int64_t goal; /* things a week, applications and contacts; 0: not set */
    size_t opps, live, hold, ended, interviewing,
        accepted; /* interviewing: live ones with an interview held or ahead */
    enum health_why why;
    struct str slug, organisation, position; /* of the one; empty where there is none */
    struct health_follow interviews, meetings; /* meetings: informational and networking */
    size_t channels[HEALTH_CHANNELS]; /* contacts of those weeks, by enum channel */
};

/* Walks the whole journal once. */
MUST_USE enum err health_make(struct app *app, struct arena *a, struct health *ret, struct err_info *info);

#endif
