/* What the purpose of a letter needs, and what it claims (A6, A7, C2, C9, D2, D5
 * to D7, D9, D12, E12). */
#ifndef LETTER_COMPLETE_H
#define LETTER_COMPLETE_H

#include "letter/check.h"

/* Where no purpose was said, only claims of an attachment are looked at. */
void complete_check(const struct text *t, const struct check_question *q, struct findings *ret);

#endif
