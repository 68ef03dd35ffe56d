/* Business days: working days of a country and region.
 *
 * Holidays are known for the years that data/holidays.txt covers; outside them
 * weekends alone decide, and calendar_knows says so. */
#ifndef PLAN_CALENDAR_H
#define PLAN_CALENDAR_H

#include "base/civil.h"
#include "base/err.h"

enum { CALENDAR_FIRST_YEAR = 2022, CALENDAR_LAST_YEAR = 2040 };
enum { CALENDAR_DAYS = 19 * 366, CALENDAR_WEEKEND = 1 << SATURDAY | 1 << SUNDAY };

struct calendar {
    unsigned weekend; /* bit 1 << enum weekday */
    bool has_holidays; /* false: the country has no line in the data, or none was asked for */
    day_t first; /* the day of index 0; 0 in a zeroed calendar */
    int32_t n; /* days in the tables */
    uint16_t rank[CALENDAR_DAYS + 1]; /* business days before the day of this index */
    uint16_t nth[CALENDAR_DAYS]; /* index of the business day of this rank */
};

/* Fills *ret for a code such as "US", "DE-BY", "gb-sct"; a region without a line of its own falls back to its country.
 * data: the text of data/holidays.txt, whole.  An empty code: Saturday and Sunday alone.  ERR_INPUT: malformed code or
 * a damaged line; ERR_NOT_FOUND: a country that the data do not have. */
MUST_USE enum err calendar_load(struct calendar *ret, struct str data, struct str code, struct err_info *info);

/* The same from a list of holidays, ascending or not. */
void calendar_make(struct calendar *ret, unsigned weekend, const day_t *holidays, size_t n);

bool calendar_is_business(const struct calendar *c, day_t day);
day_t calendar_add(const struct calendar *c, day_t day, int n); /* the nth business day strictly after; n > 0 */
day_t calendar_before(const struct calendar *c, day_t day, int n); /* the nth business day strictly before; n > 0 */
day_t calendar_next(const struct calendar *c, day_t day); /* the day itself, else the next business day */
bool calendar_knows(const struct calendar *c, day_t day); /* are holidays of that day's year known? */

#endif
