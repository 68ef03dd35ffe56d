/* Writing down what happened: events checked, given their instants and their
 * place, agenda brought up to date, all in one transaction. */
#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "app/find.h"
#include "codec/when.h"

struct record {
    struct app *app;
    int64_t *houses; /* touched so far, once each */
    size_t n_houses, houses_room;
    bool offers; /* what other opportunities should know may have changed */
    bool open;
    struct event *events; /* recorded so far; their strings are the caller's */
    size_t n_events, events_room;
};

/* begin, then any number of record_event, then record_commit; record_abort on failure (harmless after the commit). */
MUST_USE enum err record_begin(struct record *r, struct app *app, struct err_info *info);
/* Fills recorded, and instant in the zone (NULL: the seeker's; give the opportunity's own), and appends.  *e gets its
 * seq.  The instant is that of the moment from which on the planner goes by the event: of an interview when it was
 * arranged; of a day without a time its beginning if it is ours, its end if it is theirs. */
MUST_USE enum err record_event(struct record *r, struct event *e, const struct zone *zone, struct err_info *info);
/* Takes back (or puts back) the newest batch that can be; *ret_batch: which.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err record_undo(struct record *r, bool redo, int64_t *ret_batch, struct err_info *info);
MUST_USE enum err record_commit(struct record *r, struct err_info *info);
void record_abort(struct record *r);

/* "Name <mail>; Title; role" as --with and met take it.  ERR_INPUT: no name, a mail address without @, unknown role. */
struct record_person {
    struct str name, mail, title, phone;
    int role; /* -1: not said */
    int default_role; /* of one not known yet, or known only as "other" */
    unsigned flags; /* enum event_flag */
};
MUST_USE enum err record_parse_person(
    struct str text, struct arena *a, struct record_person *ret, struct err_info *info);

/* The person of that description at the opportunity: one known at the house by name or address (also if recorded in
 * this transaction), changed where the description says more, else a new one.  A reference is named for the
 * opportunity.  now: there.  *ret: the person's id. */
MUST_USE enum err record_person(struct record *r, struct app_house *h, const struct app_opp *o,
    const struct record_person *p, civil_t now, struct arena *a, int64_t *ret, struct err_info *info);

/* A time as people say it, in the opportunity's zone; an explicit offset is heeded.  Sets at and precision of *e. */
MUST_USE enum err record_time(struct app *app, const struct zone *zone, struct str text, enum when_lean lean,
    struct event *e, struct err_info *info);
/* A day as people say it. */
MUST_USE enum err record_day(
    struct app *app, const struct zone *zone, struct str text, enum when_lean lean, day_t *ret, struct err_info *info);
/* ERR_INPUT if what is said to have happened lies ahead: by more than half a day (clocks and zones get confused), or,
 * of a day without a time, on a later day than today here and there. */
MUST_USE enum err record_happened(
    const struct app *app, const struct zone *zone, const struct event *e, struct err_info *info);

#endif
