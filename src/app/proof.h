/* What it takes to check a letter: phrase rules, lists of words, dictionaries,
 * loaded when a letter is to be checked and not before. */
#ifndef APP_PROOF_H
#define APP_PROOF_H

#include "app/house.h"
#include "letter/check.h"

struct spell;

struct proof { /* must stay where it is while open */
    struct check_question question; /* ready, but for what is known of the letter: facts, names, sent */
    struct str skipped; /* why spelling is not looked at, a sentence; empty: it is */
    /* private */
    struct check_speller speller;
    struct spell *own, *other;
    struct str other_language;
    bool other_tried, both;
    struct arena *arena;
};

/* language: "en-US" or "en-GB", or empty: either spelling will do.  ERR_INPUT where a rule file of the user is broken;
 * a dictionary that is missing is no failure. */
MUST_USE enum err proof_open(struct proof *ret, struct str language, struct arena *a, struct err_info *info);
void proof_close(struct proof *p);

/* Puts into the question what the record has for a letter: all names; and of the opportunity (NULL: none is meant) and
 * its house, what others there have got. */
MUST_USE enum err proof_record(struct proof *p, struct app *app, const struct app_house *house,
    const struct app_opp *opp, int16_t person, struct err_info *info);

#endif
