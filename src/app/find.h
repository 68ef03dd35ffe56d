/* Finding what people name: opportunities, people, actions; and making the
 * short ids (slugs) by which they can be named again. */
#ifndef APP_FIND_H
#define APP_FIND_H

#include "app/agenda.h"

/* The opportunity that `text` names: its slug, whole, else any part of its slug, organisation or position (whatever the
 * case and the accents).  ERR_AMBIGUOUS lists the candidates (at most eight), ERR_NOT_FOUND suggests the nearest. */
MUST_USE enum err find_opp(struct app *app, struct str text, struct arena *a, struct app_house *ret_house,
    struct app_opp **ret, struct err_info *info);

/* A person of the house, as known to the opportunity (may be NULL) first: slug, mail address, or any part of the name;
 * "hr" and the other names of roles mean the one person of that role, and "hr" else the office.  *ret: index or
 * PERSON_OFFICE. */
MUST_USE enum err find_person(struct app *app, const struct app_house *h, const struct app_opp *o, struct str text,
    struct arena *a, int16_t *ret, struct err_info *info);

/* A person anywhere, for `show`. */
MUST_USE enum err find_anybody(struct app *app, struct str text, struct arena *a, struct app_house *ret_house,
    int16_t *ret, struct err_info *info);

/* An action by its id, or by its number in the list last shown to this user. */
MUST_USE enum err find_action(
    struct app *app, struct str text, struct arena *a, struct agenda_item *ret, struct err_info *info);

/* The list last shown: ids by number, kept in the user's state folder under the name of the database, mode 0600.
 * Written only where it has changed. */
MUST_USE enum err find_remember(struct app *app, const struct str *ids, size_t n, struct err_info *info);

/* "Acme GmbH" -> "acme-gmbh": letters and digits of the folded name, at most FIND_SLUG_MAX bytes; never empty. */
enum { FIND_SLUG_MAX = 48 };
struct str find_slug(struct arena *a, struct str name);
/* The same with -2, -3 ... where it is taken among things of that kind (EVENT_NEW or EVENT_PERSON). */
MUST_USE enum err find_free_slug(
    struct app *app, enum event_kind kind, struct str wish, struct arena *a, struct str *ret, struct err_info *info);
/* For an opportunity: from the organisation, where that is taken with the position, else numbered:
 * acme, acme-engineer, acme-3. */
MUST_USE enum err find_opp_slug(struct app *app, struct str organisation, struct str position, struct arena *a,
    struct str *ret, struct err_info *info);

#endif
