/* The second opinion: verdicts, plans and roads worked out anew from the
 * rulebook, by someone who has not seen src/plan/.  Slow and plain on purpose;
 * the tests compare it with the product on random and enumerated histories.
 *
 * Times are civil seconds since 1970-01-01T00:00 in the employer's zone, which
 * here never changes its clocks; days are whole days since 1970-01-01. */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define O_NO_DAY INT32_MIN /* no day named; in `at`: O_NO_TIME, an unknown date */
#define O_NO_TIME INT64_MIN
#define O_NEVER INT64_MAX /* `closes` of what does not close */
#define O_OFFICE (-1) /* Human Resources by name of the office */
#define O_SELF (-2) /* nobody: a thing to do for oneself, or unknown sender */

enum { O_MAX_PEOPLE = 6, O_MAX_OPPS = 3, O_MAX_EVENTS = 24, O_MAX_ACTIONS = 96, O_MAX_HOLIDAYS = 8 };

enum o_playbook { O_BALANCED, O_A, O_B, O_C, O_D, O_E };
enum o_opp_kind { O_JOB, O_INFORMATIONAL, O_NETWORKING };
enum o_role { O_INTERVIEWER, O_HIRING_MANAGER, O_HR, O_RECRUITER, O_RECEPTION, O_REFERENCE, O_REFERRER, O_OTHER_ROLE };
enum o_channel { O_EMAIL, O_PHONE, O_NOTE, O_LINKEDIN, O_IN_PERSON };
enum o_purpose {
    O_THANKS,
    O_THREE_PART,
    O_INQUIRY,
    O_REPLY,
    O_REFERENCE_TALK,
    O_MATERIAL,
    O_GRACIOUS,
    O_CHECK_BACK,
    O_CONNECT,
    O_ARTICLE,
    O_OTHER_PURPOSE
};
enum o_outcome { O_SENT, O_REACHED, O_VOICEMAIL, O_NO_ANSWER };
enum o_gist {
    O_RECEIVED,
    O_NOT_YET,
    O_ASKED_TO_FOLLOW_UP,
    O_INTERVIEW_GIST,
    O_REFERENCES,
    O_REJECTED,
    O_FILLED,
    O_OFFER_GIST,
    O_OTHER_GIST
};
enum o_ending { O_AS_REJECTED, O_AS_WITHDRAWN, O_AS_FILLED, O_AS_ACCEPTED, O_AS_DECLINED, O_AS_MOVED_ON, O_AS_HOLD };
enum o_step {
    O_S_ASK_QUESTIONS,
    O_S_DEBRIEF,
    O_S_THANKS,
    O_S_THANKS_NOTE,
    O_S_THANKS_CALL,
    O_S_THREE_PART,
    O_S_INQUIRY,
    O_S_CONNECT,
    O_S_ARTICLE,
    O_S_BRIEF_REFERENCE,
    O_S_ANSWER_OFFER,
    O_S_TELL_OF_OFFER,
    O_S_WITHDRAW,
    O_S_GRACIOUS,
    O_S_CHECK_BACK,
    O_S_MOVE_ON,
    O_S_HOLD
};

enum o_event_kind {
    O_APPLIED, /* at */
    O_INTERVIEW, /* at (begins), end, arranged, with (bit i = people[i]); id = its place in events[];
                    * what is stored here is the interview as finally moved */
    O_CANCELLED, /* at; interview = index of the interview event it cancels */
    O_TOLD, /* at; day = decision-by or O_NO_DAY; may_contact: -1 not said, 0 no, 1 yes */
    O_CONTACTED, /* at, person (or O_OFFICE), channel, purpose, outcome */
    O_HEARD, /* at, person (or O_SELF: not known who), gist; day = decision-by, day2 = follow-up-on */
    O_OFFER, /* at; person who offered or O_SELF; day = answer-by */
    O_CLOSED, /* at (O_NO_TIME: date unknown), ending */
    O_REOPENED, /* at */
    O_SKIPPED, /* at; step, person (O_SELF where the step has none): "not this one" */
    O_NAMED /* at; person, a reference, is named for this opportunity */
};

struct o_event {
    enum o_event_kind kind;
    int opp; /* index; opportunity 0 is the one that is asked about */
    int64_t at, end, arranged;
    bool day_only; /* the time of day is not known; `at` is then midnight at the start of the day */
    int32_t day, day2;
    int person, interview, may_contact;
    unsigned with;
    enum o_channel channel;
    enum o_purpose purpose;
    enum o_outcome outcome;
    enum o_gist gist;
    enum o_ending ending;
    enum o_step step;
};

struct o_person {
    enum o_role role;
    bool primary; /* primary contact of opportunity 0 */
    bool do_not_contact, has_phone;
    unsigned opps; /* bit i: known for opportunity i; recipients of opportunity i come from these alone */
};

/* One house with its opportunities; O_OFFER and O_CLOSED of an opportunity with other_house set come from
 * elsewhere: they matter for tell-of-offer and withdraw alone. */
struct o_case {
    enum o_playbook playbook;
    int n_opps, n_people, n_events, n_holidays;
    enum o_opp_kind opp_kind[O_MAX_OPPS];
    bool other_house[O_MAX_OPPS];
    int64_t created[O_MAX_OPPS]; /* when the opportunity was first recorded */
    struct o_person people[O_MAX_PEOPLE];
    struct o_event events[O_MAX_EVENTS]; /* in any order */
    int32_t holidays[O_MAX_HOLIDAYS]; /* besides Saturday and Sunday */
    int64_t now;
};

enum o_judgement { O_OK, O_WAIT, O_STOP };
enum o_limit { /* bits of o_verdict.limits */
    O_L_OPENING = 1,
    O_L_NUMBER = 2,
    O_L_NO_IS_NO = 4,
    O_L_OFFER_HERE = 8,
    O_L_ASKED_NOT_TO = 16,
    O_L_DO_NOT_CONTACT = 32,
    O_L_ONE_A_DAY = 64,
    O_L_CALL_A_WEEK = 128,
    O_L_HOUSE = 256,
    O_L_BUSINESS_DAYS = 512,
    O_L_HOURS = 1024
};

struct o_verdict {
    enum o_judgement judgement;
    int64_t until; /* of O_WAIT */
    unsigned limits; /* every limit that refuses the contact at the proposed moment */
    bool all_means; /* the A10 warning */
};

struct o_action {
    enum o_step step;
    int person; /* index, O_OFFICE or O_SELF */
    enum o_channel channel; /* the one offered; meaningless for O_SELF */
    int64_t opens, due, closes;
    bool open; /* opens <= now, not yet closed: open or late */
};

/* A contact proposed for opportunity 0 at time `at` (>= c->now), to person (index or O_OFFICE). */
struct o_verdict oracle_check(
    const struct o_case *c, int person, enum o_channel channel, enum o_purpose purpose, int64_t at);

/* Every action of opportunity 0 still to come or open at c->now, in the order due, opens, step, person;
 * returns how many were written to out (at most O_MAX_ACTIONS). */
int oracle_plan(const struct o_case *c, struct o_action *out);

/* The road if silent: the actions in the order in which they are done. */
int oracle_road(const struct o_case *c, struct o_action *out);

#ifdef __cplusplus
}
#endif
#endif
