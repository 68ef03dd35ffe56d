/* Rules by which an entry of a calendar repeats (RFC 5545, 3.3.10): from the
 * text to civil times.
 *
 * Own code, because libical 3.0 does not come back from some rules that never
 * fit ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30").  Here each day of the time
 * asked for is looked at once, so that no rule costs more than another.
 * Compared with libical in the tests. */
#ifndef CODEC_ICS_RULE_H
#define CODEC_ICS_RULE_H

#include "base/civil.h"

enum ics_frequency { ICS_DAILY, ICS_WEEKLY, ICS_MONTHLY, ICS_YEARLY };

enum { ICS_RULE_DAYS = 64, ICS_RULE_POSITIONS = 32, ICS_RULE_TIMES = 48 };

struct ics_rule_day {
    int8_t nth; /* 0: each; -1: the last */
    uint8_t weekday; /* enum weekday */
};

struct ics_rule {
    enum ics_frequency frequency;
    int64_t interval, count; /* count 0: no end by it */
    civil_t until; /* TIME_NEVER: no end by it; ends with this day or second */
    bool until_utc; /* until is an instant */
    enum weekday week_begins;
    uint16_t months; /* bit n: month n; 0: not said, likewise below */
    uint32_t month_days, month_days_back; /* bit n: n-th day, or n-th from the end */
    uint64_t year_days[6], year_days_back[6], weeks, weeks_back;
    struct ics_rule_day days[ICS_RULE_DAYS];
    size_t n_days;
    int32_t times[ICS_RULE_TIMES]; /* seconds of the day, ascending; n_times 0: when the entry begins */
    size_t n_times;
    int16_t positions[ICS_RULE_POSITIONS];
    size_t n_positions;
};

/* begins: of the entry, which the rule leans on for what it does not say.  False: not a rule that is read here; also
 * those that repeat by the hour, minute or second. */
bool ics_rule_read(struct str text, civil_t begins, struct ics_rule *ret);

/* The times from `from` on and before `before`, at most max, ascending; returns how many.  Counted from the beginning,
 * which counts itself but is only among them where the rule says so. */
size_t ics_rule_expand(
    const struct ics_rule *r, civil_t begins, civil_t from, civil_t before, civil_t *ret, size_t max);

#endif
