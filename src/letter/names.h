#ifndef LETTER_NAMES_H
#define LETTER_NAMES_H

#include "letter/check.h"

void names_check(const struct text *t, const struct check_question *q, struct findings *ret);

#endif
