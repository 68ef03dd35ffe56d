/* What there is to do, in a few words, for lists and calendars. */
#ifndef APP_HEADLINE_H
#define APP_HEADLINE_H

#include "app/house.h"

/* "Thank Jane Moss by e-mail" */
struct str headline_action(struct arena *a, const struct app_house *h, const struct action *x);

/* A name, or "Human Resources"; empty for oneself. */
struct str headline_person(const struct app_house *h, int16_t person);

#endif
