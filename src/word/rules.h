/* Rules for what a mail means, as files that a coach can read and change
 * (mail/README.md says how): patterns of words, each with what it is a sign of,
 * a reason, and examples that must and must not match.
 *
 * Linear in the text, by the engine of letter/phrases.h. */
#ifndef WORD_RULES_H
#define WORD_RULES_H

#include "letter/phrases.h"
#include "letter/text.h"
#include "model/kinds.h"
#include "word/mail.h"

/* What a rule is a sign of ("says = ..."). */
enum rules_sign {
    RULES_RECEIVED,
    RULES_NOT_YET,
    RULES_ASKED_TO_FOLLOW_UP,
    RULES_INTERVIEW,
    RULES_REFERENCES,
    RULES_REJECTED,
    RULES_FILLED,
    RULES_OFFER,
    RULES_NOTHING, /* the sentence is supposed, general or courtesy: no sign in it counts */
    RULES_OUT_OF_OFFICE,
    RULES_BOUNCE,
    RULES_LIST, /* a newsletter, an alert, an advertisement */
    RULES_DECIDES, /* a day in the sentence is one by which they decide or write */
    RULES_CONTACT_US, /* a day in the sentence is one on which we may ask */
    RULES_MEETING, /* a day in the sentence is that of a meeting */
    RULES_WORK, /* the mail is about an application or a search for work */
    RULES_NOT_WORK, /* it is about another thing that is ordered, booked or applied for */
    RULES_OUR_THANKS, /* of a mail of the user's own: what it was for */
    RULES_OUR_INQUIRY,
    RULES_OUR_CHECK_BACK,
    RULES_OUR_GRACIOUS,
    RULES_OUR_MATERIAL,
};
enum { RULES_SIGNS = RULES_OUR_MATERIAL + 1 };
extern const char *const rules_sign_names[];

enum rules_strength {
    RULES_HINT, /* with another hint of the same sign only */
    RULES_LIKELY,
    RULES_SURE,
};

struct rules_finding {
    enum rules_sign sign;
    enum rules_strength strength;
    uint32_t rule; /* index */
    uint32_t sentence; /* of the text or the subject */
    struct word_reason reason;
    size_t at, end; /* the words found themselves, in bytes */
};

struct rules_found {
    struct rules_finding *items; /* in the order of their places, those of the subject first */
    size_t n;
    struct text subject, text; /* as read */
};

struct word_rules;

struct word_rules *word_rules_new(struct arena *a);

/* Adds the rules of a file.  language: its folder ("en").  PHRASES_PROVED runs the examples.  ERR_INPUT, "where:line:
 * sentence": no rule of it was added. */
MUST_USE enum err word_rules_load(struct word_rules *r, struct str text, const char *where, struct str language,
    enum phrases_trust trust, struct arena *a, struct err_info *info);

/* Adds mail/senders.txt: domains of applicant systems, job boards, free mail. */
MUST_USE enum err word_rules_senders(
    struct word_rules *r, struct str text, const char *where, struct arena *a, struct err_info *info);

/* All that rules find in the subject and in own (the text, masked to the writer's words: own_mask). */
void rules_find(
    const struct word_rules *r, struct str subject, struct str own, struct arena *a, struct rules_found *ret);

/* A copy, as long as it, in which commas, brackets, quotes and dashes are blank and lines broken within a sentence are
 * joined: they part no phrase in what is matched here. */
struct str rules_soften(struct str s, struct arena *a);

#endif
