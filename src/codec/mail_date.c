#include "codec/mail_date.h"

#include <string.h>

enum { WORDS_MAX = 16, YEAR_FIRST = 1970, YEAR_LAST = 9999, OFFSET_HOURS_MAX = 15 };

struct parts { /* -1: not seen */
    int year, month, day;
    int hour, minute, second;
    int offset; /* minutes */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* So many digits at the front of *s, taken off; -1: there are fewer, or more. */
static int digits(struct str *s, size_t least, size_t most)
{
    int value = 0;
    size_t n = 0;
    for (; n < s->n && n < most && is_digit(s->p[n]); n++) value = value * 10 + (s->p[n] - '0');
    if (n < least || (n < s->n && n == most && is_digit(s->p[n]))) return -1;
    *s = (struct str){s->p + n, s->n - n};
    return value;
}

static bool take(struct str *s, char c)
{
    if (!s->n || s->p[0] != c) return false;
    *s = (struct str){s->p + 1, s->n - 1};
    return true;
}

static int month_of(struct str s)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (s.n < 3) return -1;
    for (int i = 0; i < 12; i++) {
        char name[4] = {months[3 * i], months[3 * i + 1], months[3 * i + 2], 0};
        if (str_is_nocase((struct str){s.p, 3}, name)) return i + 1;
    }
    return -1;
}

/* RFC 5322, 4.3, and two that are written in Europe; those not known are UTC. */
static int zone_of(struct str s)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
        {"CET", 1}, {"CEST", 2}, {"MEZ", 1}, {"MESZ", 2}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_is_nocase(s, zones[i].name)) return zones[i].hours * 60;
    return 0;
}

static bool set(int *part, int value)
{
    if (*part >= 0 || value < 0) return false;
    *part = value;
    return true;
}

/* +0200, +02:00, +02. */
static bool take_offset(struct str s, struct parts *p)
{
    int sign = s.p[0] == '-' ? -1 : 1, hours, minutes = 0;
    s = (struct str){s.p + 1, s.n - 1};
    if (s.n == 4) {
        int both = digits(&s, 4, 4);
        hours = both / 100, minutes = both % 100;
    } else {
        hours = digits(&s, 2, 2);
        if (take(&s, ':')) minutes = digits(&s, 2, 2);
    }
    p->offset = sign * (hours * 60 + minutes);
    return s.n == 0 && hours >= 0 && hours <= OFFSET_HOURS_MAX && minutes >= 0 && minutes < 60;
}

/* hh:mm, hh:mm:ss, and with a fraction; what follows in the same word is a zone. */
static bool take_time(struct str s, struct parts *p)
{
    if (p->hour >= 0) return false;
    p->hour = digits(&s, 1, 2);
    if (p->hour < 0 || p->hour > 23 || !take(&s, ':')) return false;
    p->minute = digits(&s, 2, 2);
    p->second = take(&s, ':') ? digits(&s, 2, 2) : 0;
    if (take(&s, '.'))
        while (s.n && is_digit(s.p[0])) take(&s, s.p[0]);
    if (p->minute < 0 || p->minute > 59 || p->second < 0 || p->second > 60) return false; /* 60: a leap second */
    if (s.n && (s.p[0] == '+' || s.p[0] == '-')) return take_offset(s, p);
    return s.n == 0 || is_letter(s.p[0]);
}

static bool take_year(int year, size_t n_digits, struct parts *p)
{
    if (n_digits == 2) year += year < 50 ? 2000 : 1900;
    if (n_digits == 3) year += 1900;
    return set(&p->year, year);
}

/* A word that begins with a digit and has no colon before any T: a day, a year, 12-Oct-2026, 2026-10-12T10:00. */
static bool take_number(struct str s, struct parts *p)
{
    size_t before = s.n;
    int first = digits(&s, 1, 4);
    size_t n = before - s.n;
    if (s.n == 0 && n <= 2 && p->day < 0) return set(&p->day, first);
    if (s.n == 0) return first >= 0 && n >= 2 && take_year(first, n, p);
    if (!take(&s, '-') || first < 0) return false;
    if (n == 4) {
        bool good = set(&p->year, first) && set(&p->month, digits(&s, 2, 2)) && take(&s, '-');
        good = good && set(&p->day, digits(&s, 2, 2));
        return good && (s.n == 0 || (take(&s, 'T') && take_time(s, p)));
    }
    struct str month, year;
    if (!set(&p->day, first) || !str_cut(s, '-', &month, &year) || !set(&p->month, month_of(month))) return false;
    before = year.n;
    first = digits(&year, 2, 4);
    return year.n == 0 && first >= 0 && take_year(first, before, p);
}

static bool take_word(struct str s, struct parts *p)
{
    const char *colon = memchr(s.p, ':', s.n), *dash = memchr(s.p, '-', s.n);
    if (is_digit(s.p[0]) && colon && !(dash && dash < colon)) return take_time(s, p);
    if (is_digit(s.p[0])) return take_number(s, p);
    if (s.p[0] == '+' || s.p[0] == '-') return s.n >= 3 && take_offset(s, p);
    if (!is_letter(s.p[0])) return false;
    int month = month_of(s);
    if (month > 0 && p->month < 0) return set(&p->month, month);
    if (p->hour >= 0 && !p->offset) p->offset = zone_of(s);
    return true; /* the day of the week, and zones that are not known */
}

/* The next word: comments in brackets, blanks and commas are between them. */
static bool next_word(struct str *s, struct str *ret)
{
    int depth = 0;
    size_t i = 0, from;
    if (!s->n) return false;
    for (; i < s->n; i++) {
        if (s->p[i] == '(') depth++;
        if (s->p[i] == ')' && depth)
            depth--;
        else if (!depth && !strchr(" \t\r\n,()", s->p[i]))
            break;
    }
    for (from = i; i < s->n && s->p[i] && !strchr(" \t\r\n,()", s->p[i]); i++) continue;
    *ret = (struct str){s->p + from, i - from};
    *s = (struct str){s->p + i, s->n - i};
    return ret->n > 0;
}

static bool parse(struct str s, struct parts *ret)
{
    struct parts p = {-1, -1, -1, -1, -1, -1, 0};
    struct str word;
    for (int i = 0; next_word(&s, &word); i++)
        if (i == WORDS_MAX || !take_word(word, &p)) return false;
    *ret = p;
    return p.year >= YEAR_FIRST && p.year <= YEAR_LAST && p.month > 0 && p.hour >= 0 &&
           day_exists(p.year, p.month, p.day);
}

bool mail_date_parse(struct str s, instant_t *ret, int32_t *ret_offset_minutes)
{
    struct parts p;
    if (!parse(s, &p)) return false;
    instant_t t = civil_at(day_from_ymd(p.year, p.month, p.day), p.hour, p.minute) + p.second - p.offset * 60;
    if (t < 0) return false;
    *ret = t;
    *ret_offset_minutes = p.offset;
    return true;
}

bool mail_date_like(struct str s)
{
    bool time = false, date = false;
    struct str word;
    for (int i = 0; i < WORDS_MAX && next_word(&s, &word); i++) {
        struct parts p = {-1, -1, -1, -1, -1, -1, 0};
        if (!time && is_digit(word.p[0])) time = memchr(word.p, ':', word.n) && take_time(word, &p);
        struct str year = word;
        date |= month_of(word) > 0 || (word.n >= 4 && digits(&year, 4, 4) >= YEAR_FIRST);
    }
    return time && date;
}
