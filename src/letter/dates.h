/* Days in a letter: a weekday that is not that date's, a date that does not
 * exist, a day that is another one in the record. */
#ifndef LETTER_DATES_H
#define LETTER_DATES_H

#include "letter/check.h"

/* A date without a year is only judged where q->facts say what day it is. */
void dates_check(const struct text *t, const struct check_question *q, struct findings *ret);

#endif
