/* The words of days: between their table and days. */
#ifndef WORD_DAYS_WORDS_H
#define WORD_DAYS_WORDS_H

#include "base/str.h"

enum days_class {
    DAYS_OTHER,
    DAYS_MONTH, /* value: 1 to 12 */
    DAYS_WEEKDAY, /* 1 to 7 */
    DAYS_NUMBER, /* "two", "couple" */
    DAYS_UNIT, /* value: enum days_unit */
    DAYS_WORKING, /* business, working */
    DAYS_NEXT,
    DAYS_COMING, /* nearer than next: "this", "coming", "prochain" */
    DAYS_END,
    DAYS_EARLY,
    DAYS_MID,
    DAYS_FILL, /* of, the: what may stand between */
    DAYS_OR, /* to, or: between two numbers */
    DAYS_TODAY,
    DAYS_TOMORROW,
    DAYS_OVERMORROW,
    DAYS_WITHIN, /* what makes "two weeks" a span ahead */
    DAYS_AGO, /* what makes it one behind */
    DAYS_BEFORE,
    DAYS_CHRISTMAS,
    DAYS_WEEK_NUMBER, /* KW */
    DAYS_LATER /* early's opposite */
};
enum days_unit { UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_YEAR, UNIT_BUSINESS_DAY };

struct days_word {
    const char *word; /* in small letters */
    unsigned char class, value;
};

/* The word's entry; DAYS_OTHER where it has none. */
struct days_word days_words_find(struct str lower);

#endif
