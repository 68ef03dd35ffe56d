#ifndef LETTER_COMPLETE_H
#define LETTER_COMPLETE_H

#include "letter/check.h"

void complete_check(const struct text *t, const struct check_question *q, struct findings *ret);

#endif
