/* One use of hearback: its journal, the moment taken for now, the playbook,
 * what the seeker has set; and zones and calendars loaded when first needed. */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/arena.h"
#include "base/zone.h"
#include "plan/hearback.h"
#include "store/journal.h"
#include "sys/file.h"

struct app_named_zone {
    struct str name;
    struct zone zone;
};

struct app_named_calendar {
    struct str code;
    struct calendar calendar;
};

struct app {
    struct arena *arena; /* lives as long as the app */
    struct journal *journal;
    const char *path;
    instant_t now;
    struct str zone_name; /* the seeker's */
    const struct zone *zone;
    struct events settings;
    struct playbook playbook;
    struct str agenda_key; /* what the agenda of the default playbook must have been derived under */
    bool own_playbook; /* named for this use: the agenda, kept for the default one, does not serve */
    struct file_map holidays;
    struct app_named_zone **zones;
    size_t n_zones, zones_room;
    struct app_named_calendar **calendars;
    size_t n_calendars, calendars_room;
    bool offers_known;
    struct app_offer *offers;
    size_t n_offers;
};

struct app_options {
    const char *path; /* of the database */
    const char *now; /* ISO 8601, or NULL: the clock */
    const char *playbook; /* or NULL: the one set, else balanced */
    enum journal_mode mode;
};

/* On failure nothing stays open.  The app and what it gives out live in the arena. */
MUST_USE enum err app_open(struct app *ret, const struct app_options *o, struct arena *a, struct err_info *info);
void app_close(struct app *app);

/* As app_open, but with no database: for previews and the like.  path is not used. */
MUST_USE enum err app_open_without(
    struct app *ret, const struct app_options *o, struct arena *a, struct err_info *info);

struct str app_setting(const struct app *app, const char *name); /* empty: not set */

/* Loaded once each. ERR_INPUT: unknown. */
MUST_USE enum err app_zone(struct app *app, struct str name, const struct zone **ret, struct err_info *info);
MUST_USE enum err app_calendar(struct app *app, struct str code, const struct calendar **ret, struct err_info *info);

/* A playbook by name: the user's own folder first, then those that come with the program. */
MUST_USE enum err app_playbook(struct app *app, struct str name, struct playbook *ret, struct err_info *info);
/* The names of all, those that come with the program first. */
MUST_USE enum err app_playbook_names(struct app *app, struct str **ret, size_t *ret_n, struct err_info *info);

/* A file of this user's about this database: $XDG_STATE_HOME/hearback/FOLDER/ and a name made of the database's.
 * Nothing is made or opened; both are followed by a NUL. */
MUST_USE enum err app_state_file(
    struct app *app, const char *folder, struct str *ret_folder, struct str *ret, struct err_info *info);

civil_t app_now(const struct app *app); /* on the seeker's clock */

#endif
