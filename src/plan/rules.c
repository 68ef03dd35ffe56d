/* The rules in short, as the rulebook has them. */
#include "plan/rules.h"

#include <stddef.h>

const struct rule rules_all[RULE_COUNT] = {
    {"A1", "Before leaving, ask by when they mean to fill the position", "capture"},
    {"A2", "Following up is planned, a strategic part of the search, from the start", "step"},
    {"A3", "Collect business cards: the spelling of every name and title must be right", "capture, letter"},
    {"A4", "A note of its own to every person met, the receptionist included", "step"},
    {"A5", "A note after each interview, also to a person already thanked for an earlier one", "step"},
    {"A6", "The note says: high interest in the position and the company, confidence in being able to do the job",
        "letter"},
    {"A7", "The note thanks for time and interest, and recalls topics that were really discussed", "letter"},
    {"A8", "Call each reference in person, talk through this opportunity and the skills to stress", "step, call"},
    {"A9", "Stay calm and positive: decisions slip because of other priorities", "mood"},
    {"A10", "Don't use e-mail alone: use all means of communication", "limit (a warning), step"},
    {"A11", "No spelling or grammar mistakes", "letter"},
    {"A12", "Don't stop the search while you wait: keep interviewing", "search"},
    {"A13", "Don't take a rejection personally", "mood"},
    {"A14", "No negativity after a rejection: a better opportunity may come from the same people", "letter, step"},
    {"B1", "Ask at the end of the interview when the decision is expected", "capture"},
    {"B2", "Be proactive: the plan exists before it is needed", "step"},
    {"B3", "Correct names and titles of all interviewers", "capture"},
    {"B4",
        "An individual thank-you to each interviewer within two business days, varied because recipients may compare; "
        "always, even when the job is not wanted; after every interview",
        "step, letter"},
    {"B5", "Tell references that a call may come", "step"},
    {"B6", "Don't stop hunting, however sure the offer feels", "search"},
    {"B7",
        "Call when the promised time has passed; with no time promised, call after a week to ten days. It may be the "
        "only way to learn of a no",
        "step"},
    {"B8", "On the call, build rapport and sell strengths", "call"},
    {"B9", "Be patient: hiring takes longer than the employer thinks", "mood, limit"},
    {"B10", "Keep following up, above all if they ask for it, but don't go overboard", "step, limit"},
    {"B11", "Don't lean on one job or one interview", "search"},
    {"B12", "Use another offer as leverage", "step, letter"},
    {"B13",
        "Burn no bridges: the one hired may decline, they may hire again; bring interviewers into the network, ask for "
        "referrals",
        "step, letter"},
    {"B14", "Enthusiastic, never desperate", "letter"},
    {"C1",
        "3X3: three business days after the first contact or application, follow up with the hiring manager or an HR "
        "contact",
        "step"},
    {"C2",
        "Voicemail or talk, the same three parts: they are busy with many responses; did the application arrive; can "
        "anything be done to improve the chances",
        "call, letter"},
    {"C3",
        "3X3, continued (public record of the process): no word three business days after the last contact, follow up "
        "again; after three follow-ups with no connection, put it in a holding file, not in the bin",
        "step, limit"},
    {"C4", "The day after an interview, job or informational, call to thank and, where it fits, reconfirm interest",
        "step, call"},
    {"C5", "Then call back every week to ten days until a definite yes or no", "step, limit"},
    {"C6", "A handwritten note besides the call", "step"},
    {"C7", "Informational and networking meetings get follow-up too", "step"},
    {"C8", "Over 60 % of people never follow up after an interview, more after a networking meeting",
        "search (shown beside the user's own rate)"},
    {"C9", "Mind the words and how many there are", "letter, call"},
    {"D1", "Ask for the time frame; it times every follow-up", "capture"},
    {"D2", "A separate and different e-mail to each person met", "letter"},
    {"D3", "No word within the time frame: e-mail the primary contact (HR or hiring manager)", "step"},
    {"D4", "One inquiry more, about two weeks after the first; anything beyond is pestering", "step, limit"},
    {"D5", "A short thank-you within 24 hours, with interest in position and company, and ability", "step, letter"},
    {"D6", "Two or three bullet points on what was discussed, restating qualifications", "letter"},
    {"D7", "Mention references; attach a reference letter", "letter"},
    {"D8", "The promised date passed after the first inquiry: one more polite one", "step"},
    {"D9", "Concise and friendly; use the time frame as the reason; never say that they failed to get back", "letter"},
    {"D10", "Time frames are hard for employers: allow for emergencies", "mood, limit"},
    {"D11", "Keep lines open: send a link to a recent article on a shared subject", "step, letter"},
    {"D12", "Ask to connect on LinkedIn, with a personal line", "step, letter"},
    {"D13", "Know when to move on", "step"},
    {"E1", "Get the interviewer's contact details, the name spelled right", "capture"},
    {"E2",
        "Ask whether every applicant will be contacted, whether one may contact the company, and the best day and time "
        "to do so",
        "capture"},
    {"E3", "Two days after the interview, an e-mail of thanks that repeats the interest", "step"},
    {"E4", "A thank-you for every process, whatever came of it", "step"},
    {"E5", "A week before following up by phone; with a time given, no contact before it", "step, limit"},
    {"E6", "Not hearing is not a no: delays happen", "mood"},
    {"E7", "Never stop looking because one interview went well", "search"},
    {"E8", "No direct contact, or not wanting to bother: ask Human Resources", "step"},
    {"E9", "The phone is ideal, and a call is prepared: know exactly what to say", "call"},
    {"E10", "Not two or three calls in a week, and never two on one day", "limit"},
    {"E11", "Not decided yet: ask for a date, and contact again only around that date", "capture, step, limit"},
    {"E12", "A no is a chance to ask about other vacancies", "call, letter"},
    {"E13", "After a few tries without reaching anyone, give up and redirect the effort", "step"},
};

int rules_index(struct str id)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (str_is_nocase(id, rules_all[i].id)) return i;
    return -1;
}

const char *rules_guide(int index)
{
    switch (rules_all[index].id[0]) {
    case 'A': return "Are You Following Up or Stalking? (Proactive Career Search)";
    case 'B': return "Key rules and strategies for following up your interviews (D. O'Halloran)";
    case 'C': return "Following Up Just Enough (Career Stimulus Program; S. Rosenblum's 3X3 process)";
    case 'D': return "After the Interview: Be Proactive Not Annoying (2014)";
    default: return "Follow-up when Looking for a Job (2021)";
    }
}

bool rules_parse(struct str ids, rules_t *ret)
{
    rules_t set = 0;
    while (ids.n) {
        size_t n = 0;
        while (n < ids.n && ids.p[n] != ' ' && ids.p[n] != ',') n++;
        if (n > 0) {
            int index = rules_index((struct str){ids.p, n});
            if (index < 0) return false;
            set |= (rules_t)1 << index;
        }
        size_t skip = n < ids.n ? n + 1 : n;
        ids = (struct str){ids.p + skip, ids.n - skip};
    }
    *ret = set;
    return true;
}

void rules_write(struct buf *b, rules_t set)
{
    const char *between = "";
    for (int i = 0; i < RULE_COUNT; i++) {
        if (!((set >> i) & 1)) continue;
        buf_printf(b, "%s%s", between, rules_all[i].id);
        between = ", ";
    }
}
