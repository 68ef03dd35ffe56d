/* What the facts known at a moment amount to: the words of the rulebook's
 * section 2 (T, D, P, L, W, unanswered ...), folded in one pass. */
#ifndef PLAN_STATE_H
#define PLAN_STATE_H

#include "plan/plan.h"

struct state {
    const struct plan_case *c;
    civil_t known; /* what happened by then is known */
    civil_t now;   /* the moment asked about: now, or later with no more knowledge */
    day_t today;
    const struct fact *held;  /* the latest interview that has begun */
    const struct fact *ahead; /* the last one to come */
    day_t applied, first_contact; /* D is the first of them that there is */
    bool any_word;
    civil_t word_at;
    day_t word_day;           /* W */
    day_t promised;           /* P in force, or DAY_NONE */
    uint8_t unanswered;
    day_t last_inquiry;       /* L; a skip counts */
    day_t last_asked;         /* the same without skips */
    uint8_t since_meeting;    /* inquiries since the latest held interview began, answered or not */
    const struct fact *asked; /* they asked to be contacted, and that still stands */
    bool asked_not_to;
    const struct fact *no;    /* what ended the opportunity, and nothing has lifted it since */
    bool rests;               /* put on hold or moved on from, and no word since */
    const struct fact *offer; /* awaits an answer */
    day_t last_call;          /* counting for one call a week */
    day_t thanks_call;        /* last one since the interview, where it was more than an attempt */
    uint8_t articles;
    civil_t last_article;
    uint32_t ends_skipped;    /* bit 1 << enum step: hold or move-on was set aside since the last inquiry or word */
};

void state_fold(struct state *ret, const struct plan_case *c, civil_t known, civil_t now);

bool state_known(const struct fact *f, civil_t known); /* has it happened, or been arranged, by then? */
bool state_stands(const struct fact *interview, civil_t known); /* known and not cancelled */
bool state_is_no(const struct fact *end);    /* theirs: a rejection, or the position is filled */
bool state_is_inquiry(const struct fact *f); /* a contact, not an attempt */
day_t state_interview_day(const struct fact *interview); /* of its end */

/* To whom an inquiry goes (E8). */
int16_t state_recipient(const struct state *s);

#endif
