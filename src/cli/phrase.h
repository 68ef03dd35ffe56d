/* What was recorded, in words and as JSON: shared by the line that follows a
 * recording, by undo and redo, and by the history. */
#ifndef CLI_PHRASE_H
#define CLI_PHRASE_H

#include "app/agenda.h"
#include "codec/json_write.h"

/* Where the names behind the ids are to be found; whatever is zero is not looked at. */
struct phrase {
    struct arena *arena;
    struct app *app;
    const struct app_house *house;
    struct events listing; /* ascending by seq */
    struct events more; /* in no order */
    civil_t now; /* there; days are told as seen from it.  TIME_NONE: with their year */
};

/* "thank-you by e-mail to Jane Moss, today at 15:00"; no capital, no full stop. */
struct str phrase_event(const struct phrase *p, const struct event *e);

/* The organisation, and the zone, of the opportunity that an event is about; empty and the seeker's where there is none. */
struct str phrase_organisation(const struct phrase *p, const struct event *e);
const struct zone *phrase_zone(const struct phrase *p, const struct event *e);

/* The event as one JSON object, without what it does not have. */
void phrase_json(const struct phrase *p, struct json_write *w, const char *key, const struct event *e, bool undone);

/* "today at 15:00", "Thu 8 Oct", "Thu 8 Oct 2026 at 15:00". */
struct str phrase_moment(struct arena *a, civil_t at, enum precision precision, civil_t now);
struct str phrase_day(struct arena *a, day_t day, civil_t now);

struct str phrase_iso(struct arena *a, const struct zone *z, civil_t at); /* 2026-10-08T15:00+02:00 */

/* The introduction (EVENT_NEW, EVENT_PERSON, EVENT_INTERVIEW) of that id, or NULL. */
const struct event *phrase_introduction(const struct phrase *p, int64_t id);
struct str phrase_person(const struct phrase *p, int64_t id); /* the name; empty where it is not known */

#endif
