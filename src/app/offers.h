/* The offers of the whole search: what one employer should know of another
 * (tell-of-offer, withdraw). */
#ifndef APP_OFFERS_H
#define APP_OFFERS_H

#include "app/house.h"

struct app_offer {
    int64_t opp;
    instant_t at, accepted, ended; /* TIME_NEVER: not */
    day_t answer_by;
};

/* Puts into each case of the house the offers for all other opportunities.  They are looked for once in an app's life;
 * offers_forget has them looked for again. */
MUST_USE enum err offers_put(struct app *app, struct app_house *h, struct arena *a, struct err_info *info);
void offers_forget(struct app *app);

/* Does this event change what other opportunities should know? */
bool offers_touched(const struct event *e);

/* The latest moment at which any of them changed; 0 where there is none. */
instant_t offers_latest(const struct app *app);

#endif
