/* Civil days and civil times: calendar arithmetic without a zone.
 *
 * A day is a whole number of days since 1970-01-01; a civil time is seconds
 * since 1970-01-01T00:00 on somebody's wall clock, as if no clock there were
 * ever changed.  An instant (UTC seconds) is a third thing; zone.h and sys/
 * lead from one to the other. */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include "base/str.h"

typedef int32_t day_t; /* days since 1970-01-01 */
typedef int64_t civil_t; /* civil seconds */
typedef int64_t instant_t; /* UTC seconds since 1970-01-01T00:00Z */

#define DAY_NONE INT32_MIN
#define TIME_NONE INT64_MIN
#define TIME_NEVER INT64_MAX
enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, MINUTE_SECONDS = 60 };
#define DAY_FIRST (-719162) /* 0001-01-01 */
#define DAY_LAST 2932896 /* 9999-12-31 */

enum weekday { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY }; /* as in ISO 8601 */

struct ymd {
    int year, month, day;
};

day_t day_from_ymd(int year, int month, int day); /* the date must exist */
bool day_exists(int year, int month, int day); /* years 1 to 9999 */
struct ymd day_to_ymd(day_t day);
enum weekday day_weekday(day_t day);
day_t day_of(civil_t t); /* floors, also before 1970 */
civil_t civil_at(day_t day, int hour, int minute);
int civil_second_of_day(civil_t t); /* 0 to 86399 */

/* "2026-10-08", nothing else: false on a date that does not exist. */
bool day_parse(struct str s, day_t *ret);
char *day_format(day_t day, char out[static 16]); /* YYYY-MM-DD; returns out */

/* "2026-10-08T15:00" or with ":30"; the T may be a blank.  No offset. */
bool civil_parse(struct str s, civil_t *ret);
char *civil_format(civil_t t, char out[static 24]); /* YYYY-MM-DDTHH:MM, with seconds if there are any */

#endif
