/* A house loaded from its events: its opportunities, its people, and for each
 * opportunity the case that the planner takes. */
#ifndef APP_HOUSE_H
#define APP_HOUSE_H

#include "app/app.h"

struct app_person {
    int64_t id;
    int64_t opp; /* where introduced */
    struct str slug, name, mail, phone, title;
    enum role role;
    bool do_not_contact, general;
};

struct app_interview {
    int64_t id;
    struct str slug, round;
    struct str place, link; /* link: of the call */
    civil_t begins, ends;
    bool cancelled;
    const struct event *event;
};

struct app_opp {
    int64_t id;
    struct str slug, organisation, position, country, zone_name, url, best_time;
    const struct zone *zone;
    struct app_interview *interviews;
    size_t n_interviews;
    const struct event **events; /* its own, by seq */
    size_t n_events;
    struct plan_case c; /* people and their indices are the house's */
    civil_t latest; /* of its facts; TIME_NONE where there is none */
};

struct app_house {
    int64_t id;
    struct app_opp *opps;
    size_t n_opps;
    struct app_person *people;
    size_t n_people;
    struct plan_person *plan_people; /* of no opportunity in particular */
    instant_t latest; /* of all its facts, as an instant; 0 where there is none */
};

/* Everything lives in the arena. */
MUST_USE enum err house_make(struct app *app, int64_t id, const struct events *events, struct arena *a,
    struct app_house *ret, struct err_info *info);
MUST_USE enum err house_load(
    struct app *app, int64_t id, struct arena *a, struct app_house *ret, struct err_info *info);

struct app_opp *house_opp(struct app_house *h, int64_t id); /* NULL: none */
const struct app_person *house_person(const struct app_house *h, int64_t id); /* NULL: none */
int16_t house_person_index(const struct app_house *h, int64_t id); /* PERSON_SELF: none */

/* "tue,thu 14:00-16:00" and the like; false where it makes no sense. */
bool house_hours(struct str text, struct plan_hours *ret);

#endif
