/* Days as people name them in a mail, in English, German and French: "Friday 23
 * October", "by the end of next week", "in two to three weeks", "within ten
 * business days", "bis Ende nächster Woche", "d'ici la fin de la semaine".  Of a
 * span the end counts. */
#ifndef WORD_DAYS_H
#define WORD_DAYS_H

#include "letter/text.h"
#include "plan/calendar.h"

struct days_now {
    day_t sent; /* the day it was written */
    const struct calendar *calendar; /* NULL: Monday to Friday */
    bool day_first; /* 3/4 is the third of April: the mail is German or French */
};

struct days_said {
    size_t first, end; /* words */
    day_t day; /* DAY_NONE: it could be two days, or is none: doubt says so */
    const char *doubt; /* a sentence; NULL: none */
    bool dated; /* a date or a weekday, not a span such as "two weeks" */
};

/* The first way of naming a day in words [from, end) of one sentence; false: there is none. */
bool days_next(const struct text *t, size_t from, size_t end, const struct days_now *now, struct days_said *ret);

/* A time of day at word i ("3pm", "15:30", "10 Uhr", "14h30"), its words in *ret_n; -1: none. */
int days_clock(const struct text *t, size_t i, size_t end, size_t *ret_n);

/* Whether word i is short for a time zone ("CET", "PT", "Eastern"). */
bool days_clock_zone(const struct text *t, size_t i);

#endif
