/* An event: one thing that was recorded.  Events are only ever added; what an
 * opportunity, a person or the whole search looks like is folded from them.
 *
 * One struct serves every kind; which members a kind uses stands beside it.
 * Whatever is not used is zero (days: DAY_NONE).  Ids are the seq of the event
 * that introduced the thing: an opportunity's of its EVENT_NEW, a person's of
 * its EVENT_PERSON, an interview's of its EVENT_INTERVIEW, a house's of the
 * first EVENT_NEW there; 0 is none. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "base/civil.h"
#include "base/err.h"
#include "model/kinds.h"

enum event_kind { /* codes are stored: append only */
    EVENT_NEW = 1, /* opp_kind; name organisation, title position, slug, country, zone, url */
    EVENT_PERSON = 2, /* person known: name, mail, title, phone, role, flags; slug */
    EVENT_PERSON_CHANGE = 3, /* person; whatever of EVENT_PERSON is given replaces */
    EVENT_APPLIED = 4, /* at */
    EVENT_INTERVIEW = 5, /* at begins, ends, arranged; text round; slug; title place, url call link, source, count its
                          * version (SEQUENCE) */
    EVENT_MOVED = 6, /* interview; ends new end; arranged = new begin (civil); title, url, count likewise */
    EVENT_CANCELLED = 7, /* interview; at; count */
    EVENT_ENDS = 8, /* interview; ends corrected */
    EVENT_ATTENDED = 9, /* interview, person: was there */
    EVENT_TOPIC = 10, /* interview, person (0: with all); text */
    EVENT_TOLD = 11, /* at; day decision-by; contacts_everyone, may_contact; text best time */
    EVENT_CONTACTED = 12, /* at; person (0: the office); channel, purpose, outcome; text letter; title subject; source,
                           * url thread */
    EVENT_HEARD = 13, /* at; person (0: not said who); gist; day decision-by, day2 follow-up-on; text what they wrote,
                       * title subject; source, url thread */
    EVENT_OFFER = 14, /* at; person; day answer-by; text terms */
    EVENT_CLOSED = 15, /* at (precision unknown allowed); ending */
    EVENT_REOPENED = 16, /* at */
    EVENT_DONE = 17, /* at; step, person, interview: done without a contact (debrief, questions) */
    EVENT_SKIPPED = 18, /* at; step, person, interview, count; text why */
    EVENT_SNOOZED = 19, /* at; step, person, interview, count; ends until when */
    EVENT_NOTE = 20, /* at; text */
    EVENT_NAMED = 21, /* at; person: a reference named for this opportunity */
    EVENT_UNDO = 22, /* count: the batch taken back */
    EVENT_REDO = 23, /* count: the batch put back */
    EVENT_SETTING = 24, /* name key, text value (empty: default) */
    /* What was read and wants a person's word: why says the reason, text the passage. */
    EVENT_MAY_MEAN = 25, /* at; count the contact or word it is about; gist, day, day2, or purpose (FLAG_OURS) */
    EVENT_MAY_BE_PERSON = 26, /* at; person (0: somebody new); name, title, mail, phone; count the word it stands in */
    EVENT_MAY_BE_NEW = 27, /* a word about no known opportunity: at; name organisation, title position, mail "Name
                            * <address>" of who wrote (FLAG_GENERAL: nobody in particular), gist, day, day2, phone subject, source, url thread, text */
    EVENT_MAY_BE_SAME = 28, /* person, count another person: two records of one human being */
    EVENT_SETTLED = 29, /* count the suggestion; FLAG_ACCEPTED or not */
    EVENT_MEANS = 30, /* count a contact or word; gist, day, day2, or purpose (FLAG_OURS), in place of what it had */
    EVENT_SAME = 31, /* person, count another person, who is the same: all of theirs is the first one's */
    EVENT_LAST = EVENT_SAME,
};

enum { HOUSE_NONE = -1 }; /* of what was read and belongs to no opportunity yet (EVENT_MAY_BE_NEW) */

extern const char *const event_kind_names[]; /* [0] is "" */

enum precision { PRECISION_TIME, PRECISION_DAY, PRECISION_UNKNOWN };

enum event_flag {
    FLAG_PRIMARY = 1, /* person: the primary contact of the opportunity */
    FLAG_DO_NOT_CONTACT = 2, /* person: no contact of any purpose */
    FLAG_GENERAL = 4, /* person: the house's general address, not a human being */
    FLAG_ACCEPTED = 8, /* settled: what was suggested is so */
    FLAG_OURS = 16, /* means, may-mean: about a contact of ours, so its purpose is meant */
};

struct event {
    int64_t seq; /* place in the journal, from 1; 0 until recorded */
    int64_t batch; /* seq of the first event recorded by the same command: what undo takes back */
    instant_t recorded; /* when it was written down */
    enum event_kind kind;
    int64_t house, opp, person, interview;
    enum precision precision;
    civil_t at; /* in the zone of the opportunity; a day: its midnight; unknown: TIME_NONE */
    instant_t instant; /* from when the planner goes by it, in UTC: at (theirs on a day without a time: its end; an
                        * interview: when it was arranged), by the zone data of the recording */
    civil_t ends, arranged; /* 0 or TIME_NONE: not said */
    day_t day, day2;
    int64_t count;
    uint8_t opp_kind, role, channel, purpose, outcome, gist, ending, step; /* codes of kinds.h */
    uint8_t contacts_everyone, may_contact; /* enum answer */
    uint8_t flags;
    struct str name, title, mail, phone, slug, country, zone, url, text;
    struct str source; /* what it was read from: "mid:" and a Message-ID, "uid:" and a calendar's UID, ... */
    struct str why; /* reason of a suggestion */
};

struct event event_zero(enum event_kind kind); /* days DAY_NONE, times TIME_NONE */

/* What makes an event valid by itself: the members its kind needs are there, codes are known, texts are UTF-8 of at
 * most EVENT_TEXT_MAX bytes (other strings EVENT_NAME_MAX), an interview does not end before it begins, days lie
 * within DAY_FIRST and DAY_LAST.  Fills info with field and sentence. */
enum { EVENT_NAME_MAX = 1000, EVENT_TEXT_MAX = 20000 };
MUST_USE enum err event_check(const struct event *e, struct err_info *info);

#endif
