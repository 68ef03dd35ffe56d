/* Business days by two tables: rank (how many before a day) and its inverse.
 * Days outside the tables are stepped over one by one. */
#include "plan/calendar.h"

#include <string.h>

static bool in_tables(const struct calendar *c, day_t day)
{
    return day >= c->first && day - c->first < c->n;
}

static bool is_weekend(const struct calendar *c, day_t day)
{
    return (c->weekend >> day_weekday(day)) & 1;
}

bool calendar_is_business(const struct calendar *c, day_t day)
{
    if (!in_tables(c, day)) return !is_weekend(c, day);
    int32_t i = day - c->first;
    return c->rank[i + 1] > c->rank[i];
}

day_t calendar_add(const struct calendar *c, day_t day, int n)
{
    if (in_tables(c, day)) {
        int32_t rank = c->rank[day - c->first + 1] + n - 1;
        if (rank < c->rank[c->n]) return c->first + c->nth[rank];
    }
    while (n > 0) n -= calendar_is_business(c, ++day);
    return day;
}

day_t calendar_before(const struct calendar *c, day_t day, int n)
{
    if (in_tables(c, day)) {
        int32_t rank = c->rank[day - c->first] - n;
        if (rank >= 0) return c->first + c->nth[rank];
    }
    while (n > 0) n -= calendar_is_business(c, --day);
    return day;
}

day_t calendar_next(const struct calendar *c, day_t day)
{
    return calendar_is_business(c, day) ? day : calendar_add(c, day, 1);
}

bool calendar_knows(const struct calendar *c, day_t day)
{
    return c->has_holidays && in_tables(c, day);
}

/* Expects rank[i] to hold 1 for a holiday at index i; turns it into the tables. */
static void index_days(struct calendar *c)
{
    uint16_t count = 0;
    enum weekday w = day_weekday(c->first);
    for (int32_t i = 0; i < c->n; i++) {
        bool business = !c->rank[i] && !((c->weekend >> w) & 1);
        c->rank[i] = count;
        if (business) c->nth[count++] = (uint16_t)i;
        w = w == SUNDAY ? MONDAY : w + 1;
    }
    c->rank[c->n] = count;
}

static void begin(struct calendar *c, unsigned weekend)
{
    *c = (struct calendar){.weekend = weekend, .first = day_from_ymd(CALENDAR_FIRST_YEAR, 1, 1)};
    c->n = day_from_ymd(CALENDAR_LAST_YEAR + 1, 1, 1) - c->first;
}

void calendar_make(struct calendar *ret, unsigned weekend, const day_t *holidays, size_t n)
{
    begin(ret, weekend);
    ret->has_holidays = true;
    for (size_t i = 0; i < n; i++)
        if (in_tables(ret, holidays[i])) ret->rank[holidays[i] - ret->first] = 1;
    index_days(ret);
}

/* The line that starts at or after `at`; comment lines come first in the data, before any code. */
static struct str line_at(struct str data, size_t at)
{
    const char *end = memchr(data.p + at, '\n', data.n - at);
    return (struct str){data.p + at, end ? (size_t)(end - data.p) - at : data.n - at};
}

static size_t line_start(struct str data, size_t at)
{
    while (at > 0 && data.p[at - 1] != '\n') at--;
    return at;
}

/* Binary search over lines sorted by code. */
static bool find_line(struct str data, struct str code, struct str *ret)
{
    size_t low = 0, high = data.n;
    while (low < high) {
        size_t at = line_start(data, low + (high - low) / 2);
        struct str line = line_at(data, at), head, rest;
        str_cut(line, '\t', &head, &rest);
        int order = line.p[0] == '#' ? -1 : str_compare(head, code);
        if (order == 0) {
            *ret = rest;
            return true;
        }
        if (order < 0)
            low = at + line.n + 1;
        else
            high = at;
    }
    return false;
}

enum { EVERY_DAY = 0xfe };

static bool parse_weekend(struct str digits, unsigned *ret)
{
    unsigned weekend = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '1' || digits.p[i] > '7') return false;
        weekend |= 1U << (digits.p[i] - '0');
    }
    *ret = weekend;
    return weekend != EVERY_DAY; /* or the next business day would never come */
}

/* "2026:0101,0119": marks each day in c->rank. */
static bool parse_year(struct calendar *c, struct str text)
{
    struct str head, days, item;
    int64_t year, number;
    if (!str_cut(text, ':', &head, &days) || !str_number(head, &year) || year < 1 || year > 9999) return false;
    while (days.n) {
        str_cut(days, ',', &item, &days);
        if (item.n != 4 || !str_number(item, &number)) return false;
        int month = (int)number / 100, day = (int)number % 100;
        if (!day_exists((int)year, month, day)) return false;
        day_t d = day_from_ymd((int)year, month, day);
        if (in_tables(c, d)) c->rank[d - c->first] = 1;
    }
    return true;
}

static bool parse_line(struct calendar *c, struct str rest)
{
    struct str digits, years, year;
    str_cut(rest, '\t', &digits, &years);
    unsigned weekend;
    if (!parse_weekend(digits, &weekend)) return false;
    begin(c, weekend);
    c->has_holidays = true;
    years = str_trim(years);
    while (years.n) {
        str_cut(years, ' ', &year, &years);
        if (!parse_year(c, year)) return false;
    }
    index_days(c);
    return true;
}

enum { CODE_MAX = 16 };

/* Upper case; letters, digits and dashes alone. */
static bool normal_code(struct str code, char out[static CODE_MAX], size_t *ret_n)
{
    if (code.n < 2 || code.n > CODE_MAX) return false;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(i > 2 && c >= '0' && c <= '9') && !(i > 1 && c == '-')) return false;
        out[i] = (char)(c >= 'a' ? c - 32 : c);
    }
    *ret_n = code.n;
    return true;
}

enum err calendar_load(struct calendar *ret, struct str data, struct str code, struct err_info *info)
{
    if (code.n == 0) {
        begin(ret, CALENDAR_WEEKEND);
        index_days(ret);
        return OK;
    }
    char upper[CODE_MAX];
    size_t n;
    if (!normal_code(code, upper, &n))
        return err_set(
            info, ERR_INPUT, "\"%.*s\" is no country: use a code such as US, FR or DE-BY", (int)code.n, code.p);
    struct str rest;
    for (;;) {
        if (find_line(data, (struct str){upper, n}, &rest)) break;
        while (n > 0 && upper[n - 1] != '-') n--;
        if (n == 0)
            return err_set(info, ERR_NOT_FOUND,
                "no holidays are known for the country \"%.*s\": use a two-letter code such as US, FR or DE, with a "
                "region after a dash where there is one (DE-BY)",
                (int)code.n, code.p);
        n--;
    }
    if (!parse_line(ret, rest))
        return err_set(
            info, ERR_INPUT, "holidays: the line of %.*s is damaged: reinstall the data file", (int)n, upper);
    return OK;
}
