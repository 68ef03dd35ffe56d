/* What the facts known at a moment amount to: the words of the rulebook's
 * section 2 (T, D, P, L, W, unanswered ...), folded in one pass. */
#ifndef PLAN_STATE_H
#define PLAN_STATE_H

#include "plan/plan.h"

struct state {
    const struct plan_case *c;
    civil_t known; /* what happened by then is known */
    civil_t now; /* the moment asked about: now, or later with no more knowledge */
    day_t today;
    uint32_t kinds; /* bit 1 << enum fact_kind: which there are, known by then or not */
    size_t first_interview, end_interviews; /* all interviews lie in facts[first .. end - 1] */
    civil_t last_ends; /* of the interviews that stand, held or not, the latest end; TIME_NONE: there is none */
    civil_t next_begins; /* of those to come, the earliest beginning; TIME_NEVER: there is none */
    const struct fact *held; /* the latest interview that has begun */
    civil_t held_since; /* when it began; TIME_NONE: there is none */
    const struct fact *ahead; /* the last one to come */
    day_t applied; /* D ... */
    day_t first_contact; /* ... or this; looked up only where there is no application and no word */
    bool any_word;
    civil_t word_at;
    day_t word_day; /* W */
    day_t promised; /* P in force, or DAY_NONE */
    uint8_t unanswered; /* inquiries since then, 255 at most; a skipped one counts */
    const struct fact *asked; /* they asked to be contacted, and that still stands */
    bool asked_not_to;
    const struct fact *no; /* what ended the opportunity, and nothing has lifted it since */
    bool rests; /* put on hold or moved on from, and no word since */
    const struct fact *offer; /* awaits an answer */
    uint32_t ends_skipped; /* bit 1 << enum step: hold or move-on was set aside since the last inquiry or word */
};

void state_fold(struct state *ret, const struct plan_case *c, civil_t known, civil_t now);

bool state_known(const struct fact *f, civil_t known); /* has it happened, or been arranged, by then? */
bool state_stands(const struct fact *interview, civil_t known); /* known and not cancelled */
bool state_is_no(const struct fact *end); /* theirs: a rejection, or the position is filled */
bool state_is_inquiry(const struct fact *f); /* a contact, not an attempt */
day_t state_interview_day(const struct fact *interview); /* of its end */

/* What the facts known by then say beyond that; a day is DAY_NONE where there is no such contact. */
day_t state_last_inquiry(const struct state *s); /* L; a skip counts */
day_t state_last_asked(const struct state *s); /* the same without skips */
day_t state_last_call(const struct state *s); /* that counts for one call a week; since the interview held */
day_t state_thanks_call(const struct state *s); /* the last since the interview held; no attempt */
bool state_asked_since_meeting(const struct state *s); /* an inquiry, answered or not, or a skip of one */
uint8_t state_articles(const struct state *s, civil_t *ret_last); /* how many were sent; the last one if there is one */

/* To whom an inquiry goes (E8). */
int16_t state_recipient(const struct state *s);

#endif
