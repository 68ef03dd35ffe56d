/* Showing actions, quiet periods and verdicts: as JSON with the keys of the
 * interface, and as calm text. */
#ifndef CLI_AGENDA_VIEW_H
#define CLI_AGENDA_VIEW_H

#include "app/agenda.h"
#include "cli/command.h"
#include "codec/json_write.h"

/* {"now", "playbook", "actions", "quiet"}: opens the document and leaves it open for more keys. */
void agenda_view_json(struct json_write *w, const struct app *app, const struct agenda *g);

/* Its "actions" alone, as a member of the object that is open. */
void agenda_view_json_actions(struct json_write *w, const struct app *app, const struct agenda *g);

/* "2026-10-08T15:00:00+02:00" */
struct str agenda_view_time(struct arena *a, const struct zone *z, instant_t t);
void agenda_view_json_time(struct json_write *w, const char *key, const struct zone *z, instant_t t, struct arena *a);
void agenda_view_json_rules(struct json_write *w, const char *key, rules_t rules);

/* "Thank Jane Moss by e-mail" */
struct str agenda_view_headline(struct arena *a, const struct agenda_item *x);
struct str agenda_view_person(const struct app_house *h, int16_t person); /* a name, or "Human Resources" */

/* A numbered list of at most `most` (0: all) items; the others are counted. */
void agenda_view_list(struct cli *cli, const struct app *app, const struct agenda *g, size_t most, bool numbered);
void agenda_view_quiet(struct cli *cli, const struct app *app, const struct agenda *g, size_t most);

/* A road, in the order in which it is walked: day, hour, what. */
void agenda_view_road(struct cli *cli, const struct app *app, const struct agenda *g);

/* A time as the seeker reads it: on their own clock, with the employer's beside it where that differs. */
struct str agenda_view_due(struct arena *a, const struct app *app, const struct agenda_item *x);

#endif
