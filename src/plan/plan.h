/* The planner: facts about an opportunity, a playbook and a moment give the
 * actions to take and the judgement of any contact one has in mind.
 *
 * Pure: no clock, no files, no allocation.  All times are civil times in the
 * employer's zone; the caller converts. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "base/zone.h"
#include "model/kinds.h"
#include "plan/calendar.h"
#include "plan/playbook.h"

enum { PERSON_OFFICE = -1, PERSON_SELF = -2 }; /* Human Resources by name of the office; oneself, or not known who */

enum fact_kind {
    FACT_APPLIED, /* at */
    FACT_INTERVIEW, /* at: arranged; begins, ends as finally moved; cancelled; with; id */
    FACT_TOLD, /* at; day: decision by; may_contact */
    FACT_CONTACT, /* at; person, channel, purpose, outcome */
    FACT_WORD, /* at; person, gist; day: decision by, day2: follow up on */
    FACT_OFFER, /* at; person; day: answer by */
    FACT_CLOSED, /* at (TIME_NEVER: date unknown); ending */
    FACT_REOPENED, /* at */
    FACT_DONE, /* at; step, person, id: done otherwise than by a contact */
    FACT_SKIPPED, /* at; step, person, id: not this one */
    FACT_SNOOZED, /* at; step, person, id; ends: until when */
    FACT_NAMED, /* at; person: a reference is named */
};

/* Facts are sorted by plan_fact_order.  A day without a time stands at its start if it is ours, at its last second if
 * it is theirs. */
struct fact {
    civil_t at;
    civil_t begins, ends, cancelled; /* of an interview; cancelled TIME_NEVER: it stands */
    day_t day, day2;
    uint32_t id; /* of an interview, its own; of what refers to one, that interview's; 0 none */
    uint32_t with; /* first of the people met, an index into plan_case.with */
    uint16_t with_n;
    int16_t person; /* index into plan_case.people */
    uint16_t opp; /* which opportunity of the house */
    uint8_t kind; /* enum fact_kind */
    uint8_t channel, purpose, outcome, gist, ending, step, may_contact;
    bool day_only;
    bool debriefed; /* interview: people, topics and what was told are all recorded */
};

int plan_fact_order(const struct fact *a, const struct fact *b); /* time, then ours before theirs; else 0 */
civil_t plan_fact_day(const struct fact *f, day_t day); /* where one of a day without a time stands */

struct plan_person {
    uint8_t role; /* enum role */
    bool known; /* belongs to this opportunity (the others matter to the house alone) */
    bool primary, do_not_contact, has_phone, has_email, general;
};

/* An offer for another opportunity of the search, in the civil time of this one's zone. */
struct plan_offer {
    civil_t at;
    day_t answer_by; /* DAY_NONE: not said */
    civil_t accepted, ended; /* when accepted; when it ceased to stand in any way; TIME_NEVER: not */
};

struct plan_hours {
    unsigned weekdays; /* bit 1 << enum weekday; 0: every business day */
    int32_t from, until; /* seconds of the day, both included */
};
#define PLAN_OFFICE_HOURS ((struct plan_hours){0, 9 * HOUR_SECONDS, 17 * HOUR_SECONDS})

/* All that is known about one opportunity. */
struct plan_case {
    const struct playbook *playbook;
    const struct calendar *calendar;
    const struct zone *zone; /* NULL: a zone whose clocks never change */
    struct plan_hours hours;
    enum opp_kind kind;
    uint16_t opp;
    civil_t created; /* when the opportunity was first recorded */
    const struct fact *facts; /* of this opportunity */
    size_t n_facts;
    const struct fact *house; /* contacts and words of every opportunity of the house, this one's included; */
    size_t n_house; /* NULL: there is no other opportunity, `facts` serves */
    const struct plan_person *people;
    size_t n_people;
    const int16_t *with;
    const struct plan_offer *offers; /* for other opportunities */
    size_t n_offers;
    bool may_be_over; /* something read may be a no: it rests until a person has said */
};

enum action_state { ACTION_UPCOMING, ACTION_OPEN, ACTION_LATE };

/* Why an action is there: what its sentence is made of. */
enum because {
    BECAUSE_STEP, /* the playbook's own sentence says it */
    BECAUSE_ASKED, /* they asked to be contacted, on day */
    BECAUSE_AHEAD, /* an interview is ahead, on day */
    BECAUSE_PROMISED, /* they meant to decide by day */
    BECAUSE_INTERVIEW, /* no date was named at the interview on day */
    BECAUSE_WORD, /* their last word was on day */
    BECAUSE_APPLIED, /* applied, or first contact, on day */
    BECAUSE_FIRST, /* nothing has happened yet */
    BECAUSE_SILENCE, /* count inquiries since their last word, the last on day */
    BECAUSE_NUMBER, /* count inquiries were all the playbook has; the last on day */
    BECAUSE_RESTED, /* an inquiry closed undone on day */
    BECAUSE_MEETING, /* an informational or networking meeting on day */
    BECAUSE_OFFER, /* their offer awaits an answer */
    BECAUSE_ASKED_NOT_TO, /* they asked not to be contacted */
    BECAUSE_UNREAD, /* what they wrote may be a no, and nobody has said yet whether it is */
};

struct action {
    enum step step;
    enum purpose purpose;
    int16_t person; /* index, PERSON_OFFICE or PERSON_SELF */
    struct channels channels; /* in the order in which to try; n 0 for what one does for oneself */
    uint8_t channel; /* the one offered */
    civil_t opens, due, closes; /* closes: TIME_NEVER where it stays */
    civil_t call_from; /* a call that must wait for its hour: when; else TIME_NONE */
    uint8_t state; /* enum action_state */
    bool follows_interview; /* sorts before what precedes one */
    bool keep_warm;
    uint8_t because; /* enum because */
    uint8_t count;
    day_t day;
    uint32_t id; /* interview that it follows, or how many of its kind came before; tells actions apart */
    rules_t rules;
    const struct step_rule *rule; /* NULL for inquiries and what ends them */
};

/* The silence that is to be kept: no inquiry before `until`. */
struct quiet {
    bool is; /* false: an inquiry is open, or the opportunity has ended */
    civil_t until; /* TIME_NEVER: not foreseen */
    civil_t otherwise; /* when it would be due but for a date, an interview or an offer; TIME_NEVER: never */
    uint8_t because;
    uint8_t count;
    day_t day;
    rules_t rules;
};

enum { PLAN_ACTIONS_MAX = 128, PLAN_WINDOWS_MAX = 6 };

/* From `from` until before `until` (TIME_NEVER: for good). */
struct window {
    civil_t from, until;
};

struct plan {
    struct action actions[PLAN_ACTIONS_MAX];
    size_t n;
    struct quiet quiet;
    bool ended, rests; /* a no or an acceptance; in the holding file or moved on */
    bool anything; /* something is open, or may be one day without anything new happening ... */
    civil_t from, until; /* ... not before from, nor at or after until (TIME_NEVER: it stays), whenever one asks */
    struct window windows[PLAN_WINDOWS_MAX]; /* the same more closely: only within one of them; ascending, apart */
    size_t n_windows;
};

/* Every action open at `now` or still to come, nearest first in the rulebook's order. */
void plan_make(const struct plan_case *c, civil_t now, struct plan *ret);

/* The road if silent, from now: each action as it is when its turn comes, in the order in which they are done.
 * The arena holds the road's own history while it is worked out. */
void plan_road(const struct plan_case *c, civil_t now, struct arena *a, struct plan *ret);

/* The rulebook's order of actions, for qsort. */
int plan_action_order(const struct action *a, const struct action *b);

enum judgement { JUDGED_OK, JUDGED_WAIT, JUDGED_STOP };

struct verdict {
    enum judgement judgement;
    civil_t until; /* JUDGED_WAIT: the first good moment; else TIME_NONE */
    unsigned binding; /* bit 1 << enum limit: every limit that refuses the contact as proposed */
    bool all_means; /* the third e-mail in a row */
    uint8_t because, count; /* of LIMIT_OPENING and LIMIT_NUMBER */
    day_t day; /* of LIMIT_OPENING: the day that because speaks of */
    day_t last; /* of the limits that look back: the day of the contact that stands in the way */
    rules_t rules;
};

/* Would this contact be a follow-up or pestering?  at: when it is meant to happen. */
struct verdict plan_check(
    const struct plan_case *c, int16_t person, enum channel channel, enum purpose purpose, civil_t at);

/* Sentences for people: why an action is there, why silence is kept, why a contact is refused (one sentence a limit). */
void plan_explain_action(struct buf *b, const struct plan_case *c, const struct action *a);
void plan_explain_quiet(struct buf *b, const struct quiet *q);
void plan_explain_limit(struct buf *b, const struct plan_case *c, const struct verdict *v, enum limit limit);

#endif
