/* Playbooks: the numbers and steps of one way of following up, as data.
 *
 * A playbook is a text file (playbooks/README.md has its form) that the loader
 * checks completely; what comes out is a small table that the planner walks. */
#ifndef PLAN_PLAYBOOK_H
#define PLAN_PLAYBOOK_H

#include "base/arena.h"
#include "base/civil.h"
#include "model/kinds.h"
#include "plan/rules.h"

enum unit { UNIT_HOURS, UNIT_DAYS, UNIT_BUSINESS_DAYS };

/* A distance in time: "7d", "3bd", "24h"; may be negative ("-1bd"). */
struct span {
    int16_t n;
    uint8_t unit; /* enum unit */
};

enum anchor {
    ANCHOR_NONE, /* never */
    ANCHOR_TRIGGER, /* what set the step off: an interview's end, an offer, a no ... */
    ANCHOR_START, /* the interview's start */
    ANCHOR_OPENS, /* this step's own opening */
    ANCHOR_ANSWER, /* the day by which an offer wants its answer */
};

/* A moment relative to an anchor; `whole` anchors keep the time of day when nothing is added. */
struct moment {
    uint8_t anchor; /* enum anchor */
    bool exact; /* the anchor itself or hours from it: a time of day; else a day */
    struct span plus;
};

enum trigger {
    TRIGGER_AHEAD, /* an interview to come */
    TRIGGER_INTERVIEW, /* an interview's end */
    TRIGGER_WAITING, /* silence after the latest interview */
    TRIGGER_REFERENCE, /* a reference was named, and then an interview, or they asked for references */
    TRIGGER_OFFER, /* an offer here */
    TRIGGER_OTHER_OFFER, /* an offer elsewhere */
    TRIGGER_ACCEPTED, /* an offer elsewhere was accepted */
    TRIGGER_NO, /* a no */
};

enum audience {
    TO_SELF,
    TO_EACH_PERSON,
    TO_EACH_INTERVIEWER,
    TO_PRIMARY_IF_MET,
    TO_RECIPIENT,
    TO_EACH_REFERENCE,
    TO_OFFERER,
    TO_REFUSER
};

enum { CHANNELS_MAX = 3, STEPS_MAX = 24, SEQUENCE_MAX = 10 };

struct channels {
    uint8_t items[CHANNELS_MAX]; /* enum channel, in order of preference */
    uint8_t n;
};

/* A step other than the inquiries and what ends them. */
struct step_rule {
    enum step step;
    enum trigger trigger;
    enum audience audience;
    enum purpose purpose;
    struct channels channels;
    struct moment opens, due, due_else, closes, closes_else; /* _else: where the answer date is not known */
    uint8_t most; /* how many times in all; 0: no bound of its own */
    bool keep_warm; /* goes last on a day, never moves an inquiry */
    rules_t rules;
    struct str why;
};

/* How silence is met: the inquiries before an interview, or after one. */
struct rhythm {
    enum step step;
    enum purpose purpose;
    struct span first, first_due; /* after the interview, the application or the first contact */
    struct span word, word_due; /* after another word of theirs */
    struct span gap, gap_due; /* after the last inquiry */
    uint8_t number; /* inquiries without a word between */
    bool from_thanks_call; /* `first` counts from the last thanks call where one was made */
    bool keeps_pace; /* a promised date does not come before the own rhythm */
    struct channels channels[SEQUENCE_MAX]; /* of the 1st, 2nd ... inquiry; the last one repeats */
    uint8_t sequence; /* how many of them are given */
    enum step then; /* hold or move-on */
    struct span then_after;
    rules_t first_rules, word_rules, gap_rules, number_rules, then_rules;
    struct str why, then_why;
};

enum limit {
    LIMIT_OPENING,
    LIMIT_NUMBER,
    LIMIT_NO_IS_NO,
    LIMIT_OFFER_HERE,
    LIMIT_ASKED_NOT_TO,
    LIMIT_DO_NOT_CONTACT,
    LIMIT_ONE_A_DAY,
    LIMIT_CALL_A_WEEK,
    LIMIT_HOUSE,
    LIMIT_BUSINESS_DAYS,
    LIMIT_HOURS,
    LIMIT_ALL_MEANS
};
enum { LIMIT_COUNT = LIMIT_ALL_MEANS + 1 };
extern const char *const limit_names[]; /* NULL-terminated */

struct limit_rule {
    uint8_t number; /* of contacts, where the limit counts any */
    struct span within; /* the time over which it counts, or the distance it asks for */
    struct span before; /* the same before an interview, where it differs */
    rules_t rules;
    struct str why;
};

struct playbook {
    struct str name, title, guide;
    struct rhythm before, after;
    bool meetings_keep_rhythm; /* informational and networking meetings are followed up like job interviews */
    struct span meeting_after; /* else: one inquiry so long after the meeting */
    rules_t meeting_rules, promised_rules, asked_rules;
    struct span inquiry_closes; /* after it opens */
    struct span hold_shown; /* for how long a hold that came by itself is announced */
    struct step_rule steps[STEPS_MAX];
    uint8_t n_steps;
    /* Worked out by the loader: so long after an interview's end all that it set off has closed. */
    day_t reach_days, reach_business_days; /* the later of the two */
    struct limit_rule limits[LIMIT_COUNT];
};

/* Gives the text of another playbook, for `based-on`. */
typedef enum err playbook_source(void *context, struct str name, struct str *ret_text, struct err_info *info);

/* Reads a playbook; strings of *ret are views of text (and of the texts it is based on).  Errors are ERR_INPUT and name
 * `where` (a file) and the line: unknown or repeated section or key, missing key, malformed span, moment, channel or
 * rule id, a step that closes before it opens, `based-on` in a circle. */
MUST_USE enum err playbook_load(struct playbook *ret, struct str name, struct str where, struct str text,
    playbook_source *source, void *context, struct err_info *info);

void span_write(struct buf *b, struct span s); /* "7 days", "3 business days" */
void moment_write(struct buf *b, struct moment m, const char *trigger); /* "2 business days after the interview" */
extern const char *const trigger_names[], *const audience_names[];

#endif
