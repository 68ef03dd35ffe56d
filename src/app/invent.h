/* An invented case, for previews and comparisons: no database is needed. */
#ifndef APP_INVENT_H
#define APP_INVENT_H

#include "app/agenda.h"

struct invent {
    day_t applied; /* DAY_NONE: not given */
    civil_t interview, ends; /* TIME_NONE: not given */
    day_t promised; /* DAY_NONE */
    int people; /* interviewers; the first is the primary contact */
    struct str country, zone; /* empty: none, the seeker's */
};

enum { INVENT_PEOPLE_MAX = 20 };

/* The road of that case under the app's playbook, as an agenda of one house. */
MUST_USE enum err invent_road(
    struct app *app, const struct invent *v, struct arena *a, struct agenda *ret, struct err_info *info);

#endif
