/* The agenda: deriving it when something is recorded, and reading from it what
 * is to be done. */
#ifndef APP_AGENDA_H
#define APP_AGENDA_H

#include "app/house.h"

/* After appending events, before the commit: brings the agenda rows of the houses up to date; of all of them where an
 * offer came or went (`offers`), or the agenda was made under another playbook. */
MUST_USE enum err agenda_update(struct app *app, const int64_t *houses, size_t n, bool offers, struct err_info *info);

/* Makes all that is derived anew. */
MUST_USE enum err agenda_rebuild(struct app *app, struct err_info *info);

struct agenda_item {
    struct app_house *house;
    struct app_opp *opp;
    struct action action;
    instant_t opens, due, closes; /* of the action; closes TIME_NEVER */
    bool can_wait;
    struct str id;
};

struct agenda_quiet {
    struct app_house *house;
    struct app_opp *opp;
    struct quiet quiet;
    instant_t until; /* TIME_NEVER: not foreseen */
};

struct agenda {
    struct agenda_item *items; /* in the rulebook's order */
    size_t n;
    struct agenda_quiet *quiet; /* nearest first */
    size_t n_quiet;
    size_t resting; /* opportunities in the holding file or moved on from, as far as they were looked at */
};

struct agenda_question {
    int days; /* also what opens within so many days */
    bool all; /* all that is quiet, however far off or unforeseen its end */
    size_t quiet_max; /* 0: all */
};

enum { AGENDA_QUIET_DAYS = 14 };

/* What is open or late now, over the whole search. */
MUST_USE enum err agenda_today(
    struct app *app, const struct agenda_question *q, struct arena *a, struct agenda *ret, struct err_info *info);

/* The id by which an action is named: stable while it is the same action. */
struct str agenda_action_id(
    struct arena *a, const struct app_house *h, const struct app_opp *o, const struct action *x);

/* One opportunity's plan, all of it. */
MUST_USE enum err agenda_plan(struct app *app, struct app_house *h, struct app_opp *o, bool if_silent, struct arena *a,
    struct agenda *ret, struct err_info *info);

#endif
