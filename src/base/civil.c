/* Civil days and times.  The day arithmetic is H. Hinnant's
 * (chrono-Compatible Low-Level Date Algorithms, public domain). */
#include "base/civil.h"

#include <stdio.h>

day_t day_from_ymd(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct ymd day_to_ymd(day_t day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int m = (5 * of_year + 2) / 153;
    int month = m < 10 ? m + 3 : m - 9;
    return (struct ymd){year + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

bool day_exists(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    struct ymd back = day_to_ymd(day_from_ymd(year, month, day));
    return back.month == month && back.day == day;
}

enum weekday day_weekday(day_t day)
{
    int w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (enum weekday)((w < 0 ? w + 7 : w) + 1);
}

day_t day_of(civil_t t)
{
    return (day_t)(t >= 0 ? t / DAY_SECONDS : -((-t + DAY_SECONDS - 1) / DAY_SECONDS));
}

civil_t civil_at(day_t day, int hour, int minute)
{
    return (civil_t)day * DAY_SECONDS + hour * HOUR_SECONDS + minute * MINUTE_SECONDS;
}

int civil_second_of_day(civil_t t)
{
    return (int)(t - (civil_t)day_of(t) * DAY_SECONDS);
}

/* Exactly `digits` decimal digits at *s, taken off its front. */
static bool take(struct str *s, size_t digits, int *ret)
{
    int64_t value;
    if (s->n < digits || s->p[0] == '-' || !str_number((struct str){s->p, digits}, &value)) return false;
    *ret = (int)value;
    s->p += digits, s->n -= digits;
    return true;
}

static bool take_char(struct str *s, char c)
{
    if (!s->n || s->p[0] != c) return false;
    s->p++, s->n--;
    return true;
}

static bool take_day(struct str *s, day_t *ret)
{
    int y, m, d;
    if (!take(s, 4, &y) || !take_char(s, '-') || !take(s, 2, &m) || !take_char(s, '-') || !take(s, 2, &d)) return false;
    if (!day_exists(y, m, d)) return false;
    *ret = day_from_ymd(y, m, d);
    return true;
}

bool day_parse(struct str s, day_t *ret)
{
    day_t day;
    if (!take_day(&s, &day) || s.n) return false;
    *ret = day;
    return true;
}

bool civil_parse(struct str s, civil_t *ret)
{
    day_t day;
    int hour, minute, second = 0;
    if (!take_day(&s, &day) || !(take_char(&s, 'T') || take_char(&s, ' '))) return false;
    if (!take(&s, 2, &hour) || !take_char(&s, ':') || !take(&s, 2, &minute)) return false;
    if (take_char(&s, ':') && !take(&s, 2, &second)) return false;
    if (s.n || hour > 23 || minute > 59 || second > 59) return false;
    *ret = civil_at(day, hour, minute) + second;
    return true;
}

char *day_format(day_t day, char out[static 16])
{
    struct ymd d = day_to_ymd(day);
    snprintf(out, 16, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
    return out;
}

char *civil_format(civil_t t, char out[static 24])
{
    day_format(day_of(t), out);
    int s = civil_second_of_day(t);
    snprintf(out + 10, 14, s % 60 ? "T%02d:%02d:%02d" : "T%02d:%02d", s / HOUR_SECONDS, s / 60 % 60, s % 60);
    return out;
}
