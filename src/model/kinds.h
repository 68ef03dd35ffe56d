/* The words of the rulebook that are one of a few: their codes, as stored, and
 * their names, as typed and shown.  Codes are never reused or renumbered. */
#ifndef MODEL_KINDS_H
#define MODEL_KINDS_H

#include "base/str.h"

enum opp_kind { OPP_JOB, OPP_INFORMATIONAL, OPP_NETWORKING };

enum role {
    ROLE_INTERVIEWER,
    ROLE_HIRING_MANAGER,
    ROLE_HR,
    ROLE_RECRUITER,
    ROLE_RECEPTION,
    ROLE_REFERENCE,
    ROLE_REFERRER,
    ROLE_OTHER
};

enum channel { CHANNEL_EMAIL, CHANNEL_PHONE, CHANNEL_NOTE, CHANNEL_LINKEDIN, CHANNEL_IN_PERSON };

enum purpose {
    PURPOSE_THANKS,
    PURPOSE_THREE_PART,
    PURPOSE_INQUIRY,
    PURPOSE_REPLY,
    PURPOSE_REFERENCE,
    PURPOSE_MATERIAL,
    PURPOSE_GRACIOUS,
    PURPOSE_CHECK_BACK,
    PURPOSE_CONNECT,
    PURPOSE_ARTICLE,
    PURPOSE_OTHER
};

enum outcome { OUTCOME_SENT, OUTCOME_REACHED, OUTCOME_VOICEMAIL, OUTCOME_NO_ANSWER };

enum gist {
    GIST_RECEIVED,
    GIST_NOT_YET,
    GIST_ASKED_TO_FOLLOW_UP,
    GIST_INTERVIEW,
    GIST_REFERENCES,
    GIST_REJECTED,
    GIST_FILLED,
    GIST_OFFER,
    GIST_OTHER
};

enum ending {
    ENDING_REJECTED,
    ENDING_WITHDRAWN,
    ENDING_FILLED,
    ENDING_ACCEPTED,
    ENDING_DECLINED,
    ENDING_MOVED_ON,
    ENDING_HOLD
};

enum step {
    STEP_ASK_QUESTIONS,
    STEP_DEBRIEF,
    STEP_THANKS,
    STEP_THANKS_NOTE,
    STEP_THANKS_CALL,
    STEP_THREE_PART,
    STEP_INQUIRY,
    STEP_CONNECT,
    STEP_ARTICLE,
    STEP_BRIEF_REFERENCE,
    STEP_ANSWER_OFFER,
    STEP_TELL_OF_OFFER,
    STEP_WITHDRAW,
    STEP_GRACIOUS,
    STEP_CHECK_BACK,
    STEP_MOVE_ON,
    STEP_HOLD
};
enum { STEP_COUNT = STEP_HOLD + 1 };

enum answer { ANSWER_UNSAID, ANSWER_NO, ANSWER_YES };

/* A set of such words: names[code], NULL-terminated. */
extern const char *const opp_kind_names[],
    *const role_names[], *const channel_names[], *const purpose_names[], *const outcome_names[],
                                                                             *const gist_names[],
                                                                                 *const ending_names[],
                                                                                     *const step_names[],
                                                                                         *const answer_names[];

/* The code of a name in such a set, or -1. */
int kind_code(const char *const names[], struct str name);

#endif
