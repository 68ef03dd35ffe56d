/* What is wrong with a letter whatever it says: doubled words, a and an, blanks
 * and stops, quotes and brackets, places left to fill in, small letters where
 * capitals belong, sentences nobody can follow (A11, C9).  Linear. */
#ifndef LETTER_TYPOGRAPHY_H
#define LETTER_TYPOGRAPHY_H

#include "letter/check.h"

enum { TYPOGRAPHY_FINDINGS_MAX = 1000 };

/* Adds findings, not in the order of their places. */
void typography_check(const struct text *t, struct findings *ret);

#endif
