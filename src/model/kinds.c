/* The names of the rulebook's words. */
#include "model/kinds.h"

const char *const opp_kind_names[] = {"job", "informational", "networking", NULL};
const char *const role_names[] = {
    "interviewer", "hiring-manager", "hr", "recruiter", "reception", "reference", "referrer", "other", NULL};
const char *const channel_names[] = {"email", "phone", "note", "linkedin", "in-person", NULL};
const char *const purpose_names[] = {"thanks", "three-part", "inquiry", "reply", "reference", "material", "gracious",
    "check-back", "connect", "article", "other", NULL};
const char *const outcome_names[] = {"sent", "reached", "voicemail", "no-answer", NULL};
const char *const gist_names[] = {"received", "not-yet", "asked-to-follow-up", "interview", "references", "rejected",
    "filled", "offer", "other", NULL};
const char *const ending_names[] = {
    "rejected", "withdrawn", "filled", "accepted", "declined", "moved-on", "hold", NULL};
const char *const step_names[] = {"ask-questions", "debrief", "thanks", "thanks-note", "thanks-call", "three-part",
    "inquiry", "connect", "article", "brief-reference", "answer-offer", "tell-of-offer", "withdraw", "gracious",
    "check-back", "move-on", "hold", NULL};
const char *const answer_names[] = {"unsaid", "no", "yes", NULL};

int kind_code(const char *const names[], struct str name)
{
    for (int i = 0; names[i]; i++)
        if (str_is(name, names[i])) return i;
    return -1;
}
