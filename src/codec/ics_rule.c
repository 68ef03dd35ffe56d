/* Rules read and worked out.  A period (day, week, month or year) at a time: its days that fit, at their times, and of
 * these the positions asked for. */
#include "codec/ics_rule.h"

#include "codec/content.h"
#include "codec/ics_time.h"

#include <stdlib.h>

/* --- reading --- */

static bool number_of(struct str s, int64_t least, int64_t most, int64_t *ret)
{
    s = str_trim(s);
    bool minus = s.n && s.p[0] == '-', sign = minus || (s.n && s.p[0] == '+');
    if (sign) s.p++, s.n--;
    if (!s.n || s.p[0] == '-' || !str_number(s, ret)) return false;
    if (minus) *ret = -*ret;
    return *ret >= least && *ret <= most;
}

/* A list of numbers into bits, those below zero into others. */
static bool read_bits(struct str list, int most, bool back, uint64_t *bits, uint64_t *bits_back)
{
    struct str one;
    int64_t n;
    while (list.n) {
        str_cut(list, ',', &one, &list);
        if (!number_of(one, back ? -most : 0, most, &n)) return false;
        uint64_t *to = n < 0 ? bits_back : bits;
        n = n < 0 ? -n : n;
        to[n / 64] |= (uint64_t)1 << (n % 64);
    }
    return true;
}

static bool weekday_of(struct str s, enum weekday *ret)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (int i = 0; i < 7; i++)
        if (str_is_nocase(s, names[i])) {
            *ret = (enum weekday)(i + 1);
            return true;
        }
    return false;
}

static bool read_days(struct ics_rule *r, struct str list)
{
    struct str one;
    while (list.n) {
        int64_t nth = 0;
        enum weekday weekday;
        str_cut(list, ',', &one, &list);
        one = str_trim(one);
        if (one.n < 2 || r->n_days == ICS_RULE_DAYS) return false;
        struct str name = {one.p + one.n - 2, 2}, number = {one.p, one.n - 2};
        if (!weekday_of(name, &weekday) || (number.n && !number_of(number, -53, 53, &nth))) return false;
        r->days[r->n_days++] = (struct ics_rule_day){(int8_t)nth, (uint8_t)weekday};
    }
    return r->n_days > 0;
}

static bool read_positions(struct ics_rule *r, struct str list)
{
    struct str one;
    while (list.n) {
        int64_t n;
        str_cut(list, ',', &one, &list);
        if (r->n_positions == ICS_RULE_POSITIONS || !number_of(one, -366, 366, &n) || !n) return false;
        r->positions[r->n_positions++] = (int16_t)n;
    }
    return r->n_positions > 0;
}

static bool read_frequency(struct str s, enum ics_frequency *ret)
{
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    for (int i = 0; i < 4; i++)
        if (str_is_nocase(s, names[i])) {
            *ret = (enum ics_frequency)i;
            return true;
        }
    return false;
}

/* A day without a time is meant to its end. */
static bool read_until(struct ics_rule *r, struct str s)
{
    struct ics_time t;
    if (!ics_time_read(s, &t)) return false;
    r->until = t.day_only ? t.civil + DAY_SECONDS - 1 : t.civil;
    r->until_utc = t.utc;
    return true;
}

struct clock_parts { /* bits of hours, minutes, seconds; 0: as the entry begins */
    uint64_t hours, minutes, seconds;
};

static bool read_part(struct ics_rule *r, struct clock_parts *c, struct str name, struct str value)
{
    uint64_t bits[6] = {0}, back[6] = {0};
    bool good = true;
    if (str_is_nocase(name, "FREQ")) return read_frequency(value, &r->frequency);
    if (str_is_nocase(name, "INTERVAL")) return number_of(value, 1, 10000, &r->interval);
    if (str_is_nocase(name, "COUNT")) return number_of(value, 1, INT32_MAX, &r->count);
    if (str_is_nocase(name, "UNTIL")) return read_until(r, value);
    if (str_is_nocase(name, "WKST")) return weekday_of(value, &r->week_begins);
    if (str_is_nocase(name, "BYDAY")) return read_days(r, value);
    if (str_is_nocase(name, "BYSETPOS")) return read_positions(r, value);
    if (str_is_nocase(name, "BYYEARDAY")) return read_bits(value, 366, true, r->year_days, r->year_days_back);
    if (str_is_nocase(name, "BYMONTHDAY")) {
        good = read_bits(value, 31, true, bits, back);
        r->month_days = (uint32_t)bits[0], r->month_days_back = (uint32_t)back[0];
    } else if (str_is_nocase(name, "BYWEEKNO")) {
        good = read_bits(value, 53, true, &r->weeks, &r->weeks_back);
    } else if (str_is_nocase(name, "BYMONTH")) {
        good = read_bits(value, 12, false, bits, back) && !(bits[0] & 1);
        r->months = (uint16_t)bits[0];
    } else if (str_is_nocase(name, "BYHOUR")) {
        good = read_bits(value, 23, false, &c->hours, back);
    } else if (str_is_nocase(name, "BYMINUTE")) {
        good = read_bits(value, 59, false, &c->minutes, back);
    } else if (str_is_nocase(name, "BYSECOND")) {
        good = read_bits(value, 59, false, &c->seconds, back);
    } else {
        good = content_starts(name, "X-") || (str_is_nocase(name, "SKIP") && str_is_nocase(value, "OMIT")) ||
               (str_is_nocase(name, "RSCALE") && str_is_nocase(value, "GREGORIAN"));
    }
    return good;
}

static bool add_times(struct ics_rule *r, const struct clock_parts *c, civil_t begins)
{
    int second = civil_second_of_day(begins);
    if (!c->hours && !c->minutes && !c->seconds) return true;
    uint64_t hours = c->hours ? c->hours : (uint64_t)1 << (second / HOUR_SECONDS);
    uint64_t minutes = c->minutes ? c->minutes : (uint64_t)1 << (second % HOUR_SECONDS / MINUTE_SECONDS);
    uint64_t seconds = c->seconds ? c->seconds : (uint64_t)1 << (second % MINUTE_SECONDS);
    for (int h = 0; h < 24; h++)
        for (int m = 0; hours >> h & 1 && m < 60; m++)
            for (int s = 0; minutes >> m & 1 && s < 60; s++) {
                if (!(seconds >> s & 1)) continue;
                if (r->n_times == ICS_RULE_TIMES) return false;
                r->times[r->n_times++] = h * HOUR_SECONDS + m * MINUTE_SECONDS + s;
            }
    return true;
}

static bool has_days(const uint64_t bits[static 6], const uint64_t back[static 6])
{
    uint64_t any = 0;
    for (int i = 0; i < 6; i++) any |= bits[i] | back[i];
    return any != 0;
}

/* What the entry's beginning says in place of the rule. */
static void lean_on(struct ics_rule *r, civil_t begins)
{
    struct ymd d = day_to_ymd(day_of(begins));
    bool month_days = r->month_days || r->month_days_back, weeks = r->weeks || r->weeks_back;
    bool year_days = has_days(r->year_days, r->year_days_back);
    bool some = month_days || year_days || r->n_days;
    bool weekday = r->frequency == ICS_WEEKLY || (r->frequency == ICS_YEARLY && weeks);
    if (!r->n_times) r->times[r->n_times++] = civil_second_of_day(begins);
    if (r->frequency == ICS_DAILY || some) return;
    if (weekday) {
        r->days[r->n_days++] = (struct ics_rule_day){0, (uint8_t)day_weekday(day_of(begins))};
        return;
    }
    r->month_days = (uint32_t)1 << d.day;
    if (r->frequency == ICS_YEARLY && !r->months) r->months = (uint16_t)(1U << d.month);
}

bool ics_rule_read(struct str text, civil_t begins, struct ics_rule *ret)
{
    struct ics_rule r = {.interval = 1, .until = TIME_NEVER, .week_begins = MONDAY};
    struct clock_parts c = {0};
    struct str part, name, value;
    bool frequency = false;
    while (text.n) {
        str_cut(text, ';', &part, &text);
        if (!str_trim(part).n) continue;
        if (!str_cut(part, '=', &name, &value)) return false;
        name = str_trim(name);
        if (!read_part(&r, &c, name, str_trim(value))) return false;
        frequency |= str_is_nocase(name, "FREQ");
    }
    if (!frequency || !add_times(&r, &c, begins)) return false;
    lean_on(&r, begins);
    *ret = r;
    return true;
}

/* --- which days fit --- */

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

static day_t week_of(const struct ics_rule *r, day_t day)
{
    return day - ((int)day_weekday(day) - (int)r->week_begins + 7) % 7;
}

/* The week that has at least four days in the year is its first. */
static day_t first_week(const struct ics_rule *r, int year)
{
    return week_of(r, day_from_ymd(year, 1, 4));
}

static bool fits_week(const struct ics_rule *r, day_t day, int year)
{
    if (!r->weeks && !r->weeks_back) return true;
    day_t first = first_week(r, year), next = year < 9999 ? first_week(r, year + 1) : DAY_LAST;
    if (day < first) next = first, first = first_week(r, year > 1 ? year - 1 : 1);
    if (day >= next) first = next, next = year < 9998 ? first_week(r, year + 2) : DAY_LAST;
    int week = (day - first) / 7 + 1, back = (next - day + 6) / 7;
    return (r->weeks >> week & 1) || (r->weeks_back >> back & 1);
}

static bool fits_nth(int8_t nth, int forward, int back)
{
    return !nth || (nth > 0 ? nth == forward : -nth == back);
}

static bool fits_weekday(const struct ics_rule *r, day_t day, const struct ymd *d)
{
    if (!r->n_days) return true;
    bool in_month = r->frequency == ICS_MONTHLY || (r->frequency == ICS_YEARLY && r->months);
    bool in_year = r->frequency == ICS_YEARLY && !r->months && !r->weeks && !r->weeks_back;
    int before = in_month ? d->day - 1 : day - day_from_ymd(d->year, 1, 1);
    int length = in_month ? month_length(d->year, d->month) : 365 + leap(d->year);
    enum weekday weekday = day_weekday(day);
    for (size_t i = 0; i < r->n_days; i++) {
        if (r->days[i].weekday != weekday) continue;
        int8_t nth = in_month || in_year ? r->days[i].nth : 0;
        if (fits_nth(nth, before / 7 + 1, (length - before - 1) / 7 + 1)) return true;
    }
    return false;
}

static bool fits(const struct ics_rule *r, day_t day, struct ymd d)
{
    int left = month_length(d.year, d.month) - d.day + 1;
    bool month_days = r->month_days || r->month_days_back;
    if (month_days && !(r->month_days >> d.day & 1) && !(r->month_days_back >> left & 1)) return false;
    if (has_days(r->year_days, r->year_days_back)) {
        int of_year = day - day_from_ymd(d.year, 1, 1) + 1, back = 365 + leap(d.year) - of_year + 1;
        bool good =
            (r->year_days[of_year / 64] >> (of_year % 64) & 1) || (r->year_days_back[back / 64] >> (back % 64) & 1);
        if (!good) return false;
    }
    return fits_week(r, day, d.year) && fits_weekday(r, day, &d);
}

/* --- periods --- */

struct period {
    day_t first, after;
};

/* The n-th period from the one that the entry begins in; false: it lies behind all years. */
static bool period_at(const struct ics_rule *r, day_t begins, int64_t n, struct period *ret)
{
    int64_t steps = n * r->interval;
    struct ymd d = day_to_ymd(begins);
    if (steps > DAY_LAST) return false;
    if (r->frequency == ICS_DAILY || r->frequency == ICS_WEEKLY) {
        int64_t length = r->frequency == ICS_DAILY ? 1 : 7;
        int64_t first = (length == 7 ? week_of(r, begins) : begins) + steps * length;
        if (first + length > DAY_LAST) return false;
        *ret = (struct period){(day_t)first, (day_t)(first + length)};
        return true;
    }
    bool months = r->frequency == ICS_MONTHLY;
    int64_t month = (int64_t)d.year * 12 + (months ? d.month - 1 : 0) + steps * (months ? 1 : 12);
    int64_t after = month + (months ? 1 : 12);
    if (after / 12 > 9999) return false;
    *ret = (struct period){day_from_ymd((int)(month / 12), (int)(month % 12) + 1, 1),
        day_from_ymd((int)(after / 12), (int)(after % 12) + 1, 1)};
    return true;
}

/* --- expansion --- */

struct expansion {
    const struct ics_rule *r;
    civil_t begins, from, before;
    int64_t counted;
    civil_t *out;
    size_t n, max;
};

/* False: that was the last. */
static bool emit(struct expansion *x, civil_t at)
{
    if (at < x->begins) return true;
    if (at > x->r->until || at >= x->before) return false;
    if (at > x->begins) x->counted++;
    if (x->r->count && x->counted > x->r->count) return false;
    if (at >= x->from) x->out[x->n++] = at;
    return x->n < x->max;
}

static size_t candidates(const struct ics_rule *r, const struct period *p, day_t *ret)
{
    size_t n = 0;
    for (day_t day = p->first; day < p->after; day++) {
        struct ymd d = day_to_ymd(day);
        if (r->months && !(r->months >> d.month & 1))
            day += month_length(d.year, d.month) - d.day;
        else if (fits(r, day, d))
            ret[n++] = day;
    }
    return n;
}

static civil_t candidate(const struct ics_rule *r, const day_t *days, size_t i)
{
    return (civil_t)days[i / r->n_times] * DAY_SECONDS + r->times[i % r->n_times];
}

static int by_place(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Of all candidates of a period those at the positions said. */
static bool emit_positions(struct expansion *x, const day_t *days, size_t n)
{
    const struct ics_rule *r = x->r;
    size_t places[ICS_RULE_POSITIONS] = {0}, n_places = 0;
    for (size_t i = 0; i < r->n_positions; i++) {
        size_t away = (size_t)abs(r->positions[i]);
        if (away <= n) places[n_places++] = r->positions[i] > 0 ? away - 1 : n - away;
    }
    qsort(places, n_places, sizeof *places, by_place);
    for (size_t i = 0; i < n_places; i++) {
        if (i && places[i] == places[i - 1]) continue;
        if (!emit(x, candidate(r, days, places[i]))) return false;
    }
    return true;
}

static bool emit_period(struct expansion *x, const struct period *p)
{
    day_t days[366];
    size_t n = candidates(x->r, p, days) * x->r->n_times;
    if (x->r->n_positions) return emit_positions(x, days, n);
    for (size_t i = 0; i < n; i++)
        if (!emit(x, candidate(x->r, days, i))) return false;
    return true;
}

size_t ics_rule_expand(const struct ics_rule *r, civil_t begins, civil_t from, civil_t before, civil_t *ret, size_t max)
{
    struct expansion x = {
        .r = r, .begins = begins, .from = from, .before = before, .counted = 1, .out = ret, .max = max};
    struct period p;
    day_t last = before == TIME_NEVER ? DAY_LAST : day_of(before);
    for (int64_t n = 0; max && period_at(r, day_of(begins), n, &p) && p.first <= last; n++)
        if (!emit_period(&x, &p)) break;
    return x.n;
}
