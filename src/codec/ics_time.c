/* Times read and written. */
#include "codec/ics_time.h"

#include <stdio.h>

/* The next n digits; false: fewer stand there. */
static bool take(struct str *s, int n, int *ret)
{
    int value = 0;
    if (s->n < (size_t)n) return false;
    for (int i = 0; i < n; i++) {
        if (s->p[i] < '0' || s->p[i] > '9') return false;
        value = value * 10 + s->p[i] - '0';
    }
    s->p += n, s->n -= (size_t)n;
    *ret = value;
    return true;
}

static bool take_char(struct str *s, char c)
{
    if (!s->n || s->p[0] != c) return false;
    s->p++, s->n--;
    return true;
}

bool ics_time_read(struct str s, struct ics_time *ret)
{
    int year, month, day, hour = 0, minute = 0, second = 0;
    struct ics_time t = {0};
    s = str_trim(s);
    if (!take(&s, 4, &year)) return false;
    bool dashes = take_char(&s, '-');
    if (!take(&s, 2, &month) || (dashes && !take_char(&s, '-')) || !take(&s, 2, &day)) return false;
    if (!day_exists(year, month, day)) return false;
    t.day_only = !s.n;
    if (!t.day_only) {
        if (!take_char(&s, 'T') && !take_char(&s, 't') && !take_char(&s, ' ')) return false;
        if (!take(&s, 2, &hour)) return false;
        bool colons = take_char(&s, ':');
        if (!take(&s, 2, &minute)) return false;
        if (colons ? take_char(&s, ':') : s.n && s.p[0] >= '0' && s.p[0] <= '9')
            if (!take(&s, 2, &second)) return false;
        t.utc = take_char(&s, 'Z') || take_char(&s, 'z');
    }
    if (s.n || hour > 23 || minute > 59 || second > 60) return false;
    if (second == 60) second = 59; /* a leap second, which no clock here has */
    t.civil = civil_at(day_from_ymd(year, month, day), hour, minute) + second;
    *ret = t;
    return true;
}

bool ics_time_duration(struct str s, int64_t *ret)
{
    static const int64_t units[] = {
        ['W'] = 7 * DAY_SECONDS, ['D'] = DAY_SECONDS, ['H'] = HOUR_SECONDS, ['M'] = MINUTE_SECONDS, ['S'] = 1};
    enum { NUMBER_MAX = 7 };
    int64_t sum = 0;
    bool any = false, time = false;
    s = str_trim(s);
    bool minus = take_char(&s, '-');
    if (!minus) (void)take_char(&s, '+');
    if (!take_char(&s, 'P')) return false;
    while (s.n) {
        int64_t n = 0;
        size_t digits = 0;
        if (!time && take_char(&s, 'T')) time = true;
        for (; digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9'; digits++)
            if (digits < NUMBER_MAX) n = n * 10 + s.p[digits] - '0';
        if (!digits || digits > NUMBER_MAX || digits == s.n) return false;
        char unit = s.p[digits];
        bool of_time = unit == 'H' || unit == 'M' || unit == 'S', known = of_time || unit == 'W' || unit == 'D';
        if (!known || of_time != time) return false;
        sum += n * units[(unsigned char)unit];
        any = true;
        s.p += digits + 1, s.n -= digits + 1;
    }
    if (any) *ret = minus ? -sum : sum;
    return any;
}

bool ics_time_offset(struct str s, int32_t *ret)
{
    int hour, minute, second = 0;
    s = str_trim(s);
    bool minus = take_char(&s, '-');
    if (!minus) (void)take_char(&s, '+'); /* some leave it out */
    if (!take(&s, 2, &hour)) return false;
    (void)take_char(&s, ':');
    if (!take(&s, 2, &minute) || (s.n && !take(&s, 2, &second)) || s.n) return false;
    if (hour > 15 || minute > 59 || second > 59) return false;
    int32_t offset = hour * HOUR_SECONDS + minute * MINUTE_SECONDS + second;
    *ret = minus ? -offset : offset;
    return true;
}

char *ics_time_format(civil_t t, bool utc, char out[static 24])
{
    struct ymd d = day_to_ymd(day_of(t));
    int second = civil_second_of_day(t);
    snprintf(out, 24, "%04u%02u%02uT%02u%02u%02u%s", (unsigned)d.year % 10000, (unsigned)d.month % 100,
        (unsigned)d.day % 100, (unsigned)second / HOUR_SECONDS % 100, (unsigned)second % HOUR_SECONDS / MINUTE_SECONDS,
        (unsigned)second % MINUTE_SECONDS, utc ? "Z" : "");
    return out;
}
