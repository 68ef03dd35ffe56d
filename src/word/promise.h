/* Days in a mail: by when they decide, when we may ask, when one meets.
 *
 * Relative to the day it was sent; of a span the end counts, as that is the day
 * that must have passed ("in two to three weeks": three).  What could be two
 * days is none, and says so. */
#ifndef WORD_PROMISE_H
#define WORD_PROMISE_H

#include "word/rules.h"

enum promise_kind {
    PROMISE_DECISION, /* they decide or write by then */
    PROMISE_FOLLOW_UP, /* we may ask on that day, or if nothing has come by then */
    PROMISE_MEETING, /* a day, perhaps with a time, proposed or fixed for an interview */
};
extern const char *const promise_names[]; /* decision, follow-up, meeting */

struct promise {
    enum promise_kind kind;
    day_t day; /* DAY_NONE: said, but not to be understood; doubt says why */
    int minute; /* of the day; -1: no time said.  For meetings */
    struct str zone; /* "CET", "Eastern time", as written */
    struct str said; /* the words for the day */
    struct str doubt; /* a sentence for the user; empty: none */
    struct word_reason reason;
};

enum { PROMISES_MAX = 50 };

struct promises {
    struct promise *items; /* in the order of their places */
    size_t n;
};

/* DECISION and FOLLOW_UP: where several, the last in the mail is in force (promise_in_force). */
void promise_read(const struct word_mail *m, const struct rules_found *found, struct arena *a, struct promises *ret);

/* Out of office: the day they are back; DAY_NONE: not said. */
day_t promise_back(const struct word_mail *m, const struct rules_found *found);

/* Of a kind, the one that counts; NULL: none with a day after the one it was sent. */
const struct promise *promise_in_force(const struct promises *p, enum promise_kind kind, day_t sent);

#endif
