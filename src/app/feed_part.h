/* What the parts of the feed share: an entry, and how it is written. */
#ifndef APP_FEED_PART_H
#define APP_FEED_PART_H

#include "app/house.h"
#include "codec/ics_write.h"

/* Of the newest event that concerns an entry. */
struct feed_version {
    int64_t seq;
    instant_t recorded;
};

struct feed_writing {
    struct app *app;
    struct ics_write ics;
    day_t today; /* the seeker's */
    struct feed_version common; /* of what belongs to no house: settings, undo, redo */
    struct feed_version newest; /* of all there is */
    struct feed_version house, people; /* of the house at hand: of all of it, and of what is known of its people */
    struct arena arena; /* the house's */
    struct plan plan; /* the opportunity's, as of now */
    int64_t n;
};

struct feed_entry {
    struct str uid;
    struct feed_version version;
    const char *category, *status;
    struct str summary, description, url, location;
    bool timed, busy; /* busy: blocks the time */
    instant_t begins, ends; /* if timed ... */
    day_t first, after; /* ... else whole days, without the last */
    int64_t alarms[2]; /* seconds after it begins */
    size_t n_alarms;
};

void feed_put(struct feed_writing *f, const struct feed_entry *e);

/* The entry of an opportunity with that tail, such as "interview-15". */
struct str feed_uid(struct feed_writing *f, const struct app_opp *o, struct str tail);

/* The newer of two. */
struct feed_version feed_newer(struct feed_version v, int64_t seq, instant_t recorded);

/* A version that also rises from day to day, for what the planner works out anew each day. */
struct feed_version feed_daily(const struct feed_writing *f, const struct app_opp *o, struct feed_version v);

void feed_day_text(struct buf *b, day_t day); /* "Fri 23 Oct 2026" */
struct str feed_place(struct arena *a, const struct app_opp *o); /* "Engineer, Acme" */

/* The parts. */
void feed_interview_all(struct feed_writing *f, const struct app_house *h, const struct app_opp *o);
void feed_plan(struct feed_writing *f, const struct app_house *h, const struct app_opp *o);

#endif
