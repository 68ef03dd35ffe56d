/* Dates as tables hold them: 2024-03-05, 05/03/2024, 3/5/24, 8:15 AM,
 * 05 Mar 2024, 5. Maerz 2024, ISO 8601 with a time and an offset.
 *
 * Whether 05/03 is in March or in May cannot be seen in one cell: date_hint
 * gathers what a whole file says, date_read is then told.  A date that does
 * not exist is refused, never moved. */
#ifndef CODEC_DATE_H
#define CODEC_DATE_H

#include "base/civil.h"
#include "base/err.h"

enum date_order { DATE_ORDER_UNSAID, DATE_DAY_FIRST, DATE_MONTH_FIRST };

enum date_hint {
    DATE_HINT_NONE, /* says nothing about the order */
    DATE_HINT_DAY_FIRST, /* 31/01/2024, and dates with dots, which are written day first */
    DATE_HINT_MONTH_FIRST, /* 01/31/2024 */
    DATE_HINT_EITHER, /* 05/03/2024: the file must decide */
};
enum date_hint date_hint(struct str cell);

enum date_found {
    DATE_EMPTY, /* nothing, or a word for it: N/A, none, - */
    DATE_TEXT, /* not written as a date: "rolling", "yes", "2 rounds" */
    DATE_READ,
    DATE_BAD, /* meant as a date, but none: info says why */
};

struct date {
    bool timed; /* else a day; a time of exactly 00:00 counts as a day, as exporters write days so */
    bool fixed; /* the time came with an offset or Z, so the instant is known */
    civil_t at; /* as written; a day: its midnight */
    instant_t instant; /* only if fixed */
};

/* *ret is set for DATE_READ alone, info (may be NULL) for DATE_BAD alone.  With the order unsaid a date that can be
 * read both ways is DATE_BAD. */
MUST_USE enum date_found date_read(struct str cell, enum date_order order, struct date *ret, struct err_info *info);

#endif
