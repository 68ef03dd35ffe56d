/* What imports suggest, and what a person makes of it.
 *
 * A suggestion stays in the record, settled or not; settling one adds what it
 * said, or what the person says instead, in the same batch: one undo takes it
 * back and the suggestion waits again. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/record.h"

struct review_item {
    struct event e; /* EVENT_MAY_...; e.seq is its number */
    struct event about; /* the mail; kind 0: none, or the suggestion is one */
    struct app_house *house; /* NULL: of no opportunity yet */
    const struct app_opp *opp;
};

/* Everything that waits, what may end an opportunity first, else as it came. */
MUST_USE enum err review_list(
    struct app *app, struct arena *a, struct review_item **ret, size_t *ret_n, struct err_info *info);
/* How many wait; quick. */
MUST_USE enum err review_count(struct app *app, struct arena *a, size_t *ret, struct err_info *info);

struct review_answer {
    bool yes;
    int gist; /* instead of what it suggests; -1: as suggested */
    int purpose; /* likewise, of a mail of ours */
    bool says_day, says_day2; /* day and day2 stand for what was suggested */
    day_t day, day2;
    struct str organisation, position; /* of a new opportunity; empty: as suggested */
    const struct app_opp *opp; /* a mail about no opportunity is about this one; NULL: a new one */
    const struct app_house *house; /* of opp */
};

struct review_settled {
    size_t n; /* suggestions: mails of the same new opportunity are settled together */
    struct str slug; /* of what is new; empty: nothing is */
};

/* ERR_INPUT where the answer does not go with the suggestion. */
MUST_USE enum err review_settle(struct record *r, const struct review_item *item, const struct review_answer *answer,
    const struct review_item *all, size_t n, struct arena *a, struct review_settled *ret, struct err_info *info);

#endif
