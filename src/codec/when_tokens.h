/* The tokens of a time as people say it: words by a table, numbers by their
 * shape.  A part of when.c, for its eyes only. */
#ifndef CODEC_WHEN_TOKENS_H
#define CODEC_WHEN_TOKENS_H

#include "base/civil.h"
#include "base/err.h"

enum token_kind {
    TOKEN_END, /* of the text */
    TOKEN_DATE, /* value: day_t */
    TOKEN_DAY_MONTH, /* value: month, more: day */
    TOKEN_DOTTED, /* "9.30": value and more, before and after the dot */
    TOKEN_CLOCK, /* value: second of the day */
    TOKEN_OFFSET, /* value: seconds east */
    TOKEN_NUMBER, /* value, more: how many digits (0: a word) */
    TOKEN_ORDINAL, /* "20th" */
    TOKEN_WEEKDAY,
    TOKEN_MONTH,
    TOKEN_UNIT, /* value: enum unit */
    TOKEN_AM_PM, /* value: 0 or 12 hours */
    TOKEN_RELATIVE, /* "tomorrow"; value: days from today */
    TOKEN_WHICH, /* "next"; value: enum which */
    TOKEN_HALF_DAY, /* "morning"; value: enum half_day */
    TOKEN_TONIGHT,
    TOKEN_NOW,
    TOKEN_NOON,
    TOKEN_MIDNIGHT,
    TOKEN_EDGE, /* "end", "start"; value: enum edge */
    TOKEN_AGO,
    TOKEN_IN,
    TOKEN_FROM,
    TOKEN_OF,
    TOKEN_AFTER,
    TOKEN_BEFORE,
    TOKEN_AT,
    TOKEN_HALF,
    TOKEN_NOISE, /* "on", "the" */
    TOKEN_BUSINESS,
    TOKEN_VAGUE,
};

enum unit { MINUTES, HOURS, DAYS, WEEKS, FORTNIGHTS, MONTHS, YEARS };
enum which { LAST, THIS, NEXT, COMING };
enum half_day { NO_HALF, MORNING, AFTERNOON, EVENING };
enum edge { START_OF, END_OF };

struct token {
    enum token_kind kind;
    int value, more;
    bool after_t; /* a date before a T, or a clock behind one: ISO 8601 */
};

enum { WHEN_TOKENS_MAX = 24 };

struct when_tokens {
    struct str text; /* all of it, trimmed */
    day_t today; /* for examples only */
    struct err_info *info;
    struct str rest; /* not yet read */
    struct token items[WHEN_TOKENS_MAX + 1]; /* from the n-th on TOKEN_END */
    size_t n;
};

extern const char *const when_tokens_months[]; /* [1] is "January" */

/* Reads all of text into items.  Times of day are below 24:00, dates exist. */
MUST_USE enum err when_tokens_read(struct when_tokens *t);

/* ERR_INPUT: the text, the fault, and what would do. */
enum err when_tokens_refuse(const struct when_tokens *t, const char *format, ...) PRINTF_LIKE(2, 3);

MUST_USE enum err when_tokens_check_date(const struct when_tokens *t, int year, int month, int day);

#endif
