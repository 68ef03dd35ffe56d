/* Spelling (A11): each word against a dictionary, the words of the trade, and
 * the names of the record. */
#ifndef LETTER_SPELLING_H
#define LETTER_SPELLING_H

#include "letter/check.h"

/* Nothing is looked at where q->speller is NULL. */
void spelling_check(const struct text *t, const struct check_question *q, struct findings *ret);

/* A word without the 's of possession: "Jane's", "the Smiths'". */
struct str spelling_stem(struct str word);

#endif
