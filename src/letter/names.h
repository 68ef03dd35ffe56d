/* Names in a letter (A3, B3): misspelt, of somebody else, of another house. */
#ifndef LETTER_NAMES_H
#define LETTER_NAMES_H

#include "letter/check.h"

/* Against q->names and, where there are, q->facts.  Without facts everything is a warning: it is not known whom the
 * letter is for. */
void names_check(const struct text *t, const struct check_question *q, struct findings *ret);

#endif
