/* Drafts: a template filled with facts.
 *
 * Letters to colleagues differ (B4, D2): the draft for one person is made after
 * those for the colleagues before, in the order of their ids, and each part
 * takes the variant that has least in common with what they read.  The same
 * facts always give the same draft. */
#ifndef LETTER_DRAFT_H
#define LETTER_DRAFT_H

#include "letter/templates.h"

struct draft_part {
    struct str name, text;
    bool joined;
};

struct draft_missing {
    struct str question, answer; /* answer: the command that tells it, with OPP, ID and ACTION as they stand */
    bool needed; /* the draft holds "[question]"; else it would only say more */
};

struct draft {
    const struct template *template;
    struct str subject, body; /* the subject is empty where there is none; body ends with a line break */
    struct draft_part *parts; /* what the body is made of, and of a call what its sheet holds besides */
    size_t n_parts, parts_room;
    struct draft_missing *missing; /* what is needed first */
    size_t n_missing, missing_room;
    size_t n_needed; /* 0: it is complete */
};

enum { DRAFT_VOICEMAIL_WORDS = 75 }; /* 30 seconds (C2) */

/* form: the name of a template, or empty.  False: there is no template for it. */
MUST_USE bool draft_make(
    const struct templates *t, const struct letter_facts *f, struct str form, struct arena *a, struct draft *ret);

struct str draft_part(const struct draft *d, const char *name); /* its text; empty: there is none */

#endif
