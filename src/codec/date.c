/* Dates as tables hold them. */
#include "codec/date.h"

#include <string.h>

enum {
    YEAR_FIRST = 1950, /* outside these a year is taken for a slip of the pen */
    YEAR_LAST = 2100,
    PIVOT = 69, /* two digits up to this are 20xx (POSIX strptime) */
};

/* How a cell was written, before it is known to exist. */
struct parts {
    enum { BY_NAME, BY_NUMBER, YEAR_AHEAD } form;
    bool dotted;
    int first, second, year; /* by name and year ahead: day, month */
    bool timed, fixed;
    int hour, minute, second_of_minute, offset; /* offset in minutes */
};

struct word {
    const char *text;
    int value;
};

/* English, French and German, short and long, with and without their accents. */
static const struct word months[] = {
    {"jan", 1},
    {"january", 1},
    {"janv", 1},
    {"janvier", 1},
    {"januar", 1},
    {"jänner", 1}, //
    {"feb", 2},
    {"february", 2},
    {"fev", 2},
    {"fév", 2},
    {"fevr", 2},
    {"févr", 2},
    {"fevrier", 2},
    {"février", 2},
    {"februar", 2},
    {"feber", 2}, //
    {"mar", 3},
    {"march", 3},
    {"mars", 3},
    {"mär", 3},
    {"märz", 3},
    {"maerz", 3},
    {"mrz", 3}, //
    {"apr", 4},
    {"april", 4},
    {"avr", 4},
    {"avril", 4}, //
    {"may", 5},
    {"mai", 5}, //
    {"jun", 6},
    {"june", 6},
    {"juin", 6},
    {"juni", 6}, //
    {"jul", 7},
    {"july", 7},
    {"juil", 7},
    {"juillet", 7},
    {"juli", 7}, //
    {"aug", 8},
    {"august", 8},
    {"aout", 8},
    {"août", 8}, //
    {"sep", 9},
    {"sept", 9},
    {"september", 9},
    {"septembre", 9}, //
    {"oct", 10},
    {"october", 10},
    {"octobre", 10},
    {"okt", 10},
    {"oktober", 10}, //
    {"nov", 11},
    {"november", 11},
    {"novembre", 11}, //
    {"dec", 12},
    {"déc", 12},
    {"december", 12},
    {"decembre", 12},
    {"décembre", 12},
    {"dez", 12},
    {"dezember", 12},
};

static const struct word weekdays[] = {
    {"mon", 1}, {"monday", 1}, {"lun", 1}, {"lundi", 1}, {"mo", 1}, {"montag", 1}, //
    {"tue", 2}, {"tues", 2}, {"tuesday", 2}, {"mardi", 2}, {"di", 2}, {"dienstag", 2}, //
    {"wed", 3}, {"wednesday", 3}, {"mer", 3}, {"mercredi", 3}, {"mi", 3}, {"mittwoch", 3}, //
    {"thu", 4}, {"thur", 4}, {"thurs", 4}, {"thursday", 4}, {"jeu", 4}, {"jeudi", 4}, {"do", 4}, {"donnerstag", 4}, //
    {"fri", 5}, {"friday", 5}, {"ven", 5}, {"vendredi", 5}, {"fr", 5}, {"freitag", 5}, //
    {"sat", 6}, {"saturday", 6}, {"sam", 6}, {"samedi", 6}, {"sa", 6}, {"samstag", 6}, //
    {"sun", 7}, {"sunday", 7}, {"dim", 7}, {"dimanche", 7}, {"so", 7}, {"sonntag", 7}, //
};

static const char *const nothings[] = {"-", "--", "–", "—", "?", "n/a", "na", "n.a.", "none", "null", "nil", "nan",
    "tbd", "tba", "unknown", "undefined", NULL};
static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", NULL};
static const char *const of_words[] = {"of", "de", NULL};
static const char *const at_words[] = {"at", "à", "um", NULL};
static const char *const zero_zones[] = {"z", "utc", "gmt", NULL};

/* --- Taking things off the front of a view --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool all_digits(struct str s)
{
    while (s.n && is_digit(s.p[0])) s.p++, s.n--;
    return s.n == 0;
}

static bool skip_blanks(struct str *s)
{
    size_t before = s->n;
    while (s->n && (s->p[0] == ' ' || s->p[0] == '\t')) s->p++, s->n--;
    /* U+00A0 and U+202F, which stand before AM in what newer browsers export. */
    while (s->n >= 2 && memcmp(s->p, "\xC2\xA0", 2) == 0) s->p += 2, s->n -= 2;
    while (s->n >= 3 && memcmp(s->p, "\xE2\x80\xAF", 3) == 0) s->p += 3, s->n -= 3;
    return s->n < before;
}

static bool skip_char(struct str *s, char c)
{
    if (!s->n || s->p[0] != c) return false;
    s->p++, s->n--;
    return true;
}

/* A number of at most five digits; *ret_digits tells how many there were, 0 for none or too many. */
static int take_number(struct str *s, int *ret_digits)
{
    int value = 0, digits = 0;
    while ((size_t)digits < s->n && is_digit(s->p[digits]) && digits < 6) value = value * 10 + (s->p[digits++] - '0');
    *ret_digits = digits <= 5 ? digits : 0;
    s->p += digits, s->n -= (size_t)digits;
    return value;
}

/* The letters at the front, in lower case; everything beyond ASCII counts as one. */
static struct str peek_word(struct str s, char out[static 16])
{
    size_t n = 0;
    while (n < s.n && n < 16) {
        char c = s.p[n];
        bool upper = c >= 'A' && c <= 'Z', accented = (unsigned char)c >= 0x80;
        if (!upper && !accented && !(c >= 'a' && c <= 'z')) break;
        bool capital = n && out[n - 1] == '\xC3' && (unsigned char)c <= 0x9E; /* U+00C0 to U+00DE */
        out[n++] = upper || capital ? (char)(c + 32) : c;
    }
    return (struct str){out, n};
}

static bool skip_one_of(struct str *s, const char *const words[])
{
    char lower[16];
    struct str word = peek_word(*s, lower);
    for (size_t i = 0; words[i]; i++)
        if (str_is(word, words[i])) return s->p += word.n, s->n -= word.n, true;
    return false;
}

/* The value of a word in the table, taken off with a full stop behind it; 0 if there is none. */
static int take_word(struct str *s, const struct word *words, size_t n)
{
    char lower[16];
    struct str word = peek_word(*s, lower);
    for (size_t i = 0; word.n && i < n; i++) {
        if (!str_is(word, words[i].text)) continue;
        s->p += word.n, s->n -= word.n;
        skip_char(s, '.');
        return words[i].value;
    }
    return 0;
}

static int take_month(struct str *s)
{
    return take_word(s, months, sizeof months / sizeof *months);
}

/* --- The date --- */

static bool fail(struct err_info *info, const char *why)
{
    (void)err_set(info, ERR_INPUT, "%s", why);
    return false;
}

static bool take_year(struct str *s, int *ret, struct err_info *info)
{
    int digits;
    skip_char(s, '\'');
    int year = take_number(s, &digits);
    if (digits == 0) return fail(info, "it has no year");
    if (digits != 2 && digits != 4) return fail(info, "its year has neither two digits nor four");
    if (digits == 2) year += year <= PIVOT ? 2000 : 1900;
    if (year < YEAR_FIRST || year > YEAR_LAST) return fail(info, "its year cannot be meant");
    *ret = year;
    return true;
}

/* What stands between the parts of a date with a named month: blanks, commas, dashes, "of". */
static void skip_between(struct str *s)
{
    while (skip_blanks(s) || skip_char(s, ',') || skip_char(s, '-') || skip_char(s, '/')) continue;
    if (skip_one_of(s, of_words)) skip_blanks(s);
}

/* "Mar 5, 2024" */
static enum date_found take_month_ahead(struct str *s, struct parts *p, struct err_info *info)
{
    int digits;
    if (!(p->second = take_month(s))) return DATE_TEXT;
    skip_between(s);
    p->first = take_number(s, &digits);
    if (digits == 0) return DATE_TEXT;
    if (digits > 2) return fail(info, "it has no day"), DATE_BAD;
    skip_one_of(s, ordinals);
    skip_between(s);
    return take_year(s, &p->year, info) ? DATE_READ : DATE_BAD;
}

/* After the first of three numbers and the sign between them. */
static enum date_found take_numbers(
    struct str *s, char between, int first, int digits, struct parts *p, struct err_info *info)
{
    skip_blanks(s);
    int second_digits;
    int second = take_number(s, &second_digits);
    if (second_digits == 0 || second_digits > 2) return DATE_TEXT;
    skip_blanks(s);
    if (!skip_char(s, between)) {
        if (between == '-' && s->n) return DATE_TEXT; /* "3-4 weeks" */
        return fail(info, "it has no year"), DATE_BAD;
    }
    skip_blanks(s);
    if (digits != 4) {
        *p = (struct parts){.form = BY_NUMBER, .dotted = between == '.', .first = first, .second = second};
        return take_year(s, &p->year, info) ? DATE_READ : DATE_BAD;
    }
    int last_digits, last = take_number(s, &last_digits);
    if (last_digits == 0 || last_digits > 2) return fail(info, "it has no day"), DATE_BAD;
    if (first < YEAR_FIRST || first > YEAR_LAST) return fail(info, "its year cannot be meant"), DATE_BAD;
    *p = (struct parts){.form = YEAR_AHEAD, .first = last, .second = second, .year = first};
    return DATE_READ;
}

/* "5 March 2024", "5. März 2024", "5-Mar-24", "5th of March 2024" */
static enum date_found take_day_ahead(struct str *s, int day, int digits, struct parts *p, struct err_info *info)
{
    skip_char(s, '.');
    skip_one_of(s, ordinals);
    skip_between(s);
    int month = take_month(s);
    if (!month || digits > 2) return DATE_TEXT;
    *p = (struct parts){.form = BY_NAME, .first = day, .second = month};
    skip_between(s);
    return take_year(s, &p->year, info) ? DATE_READ : DATE_BAD;
}

static enum date_found take_date(struct str *s, struct parts *p, struct err_info *info)
{
    if (take_word(s, weekdays, sizeof weekdays / sizeof *weekdays)) skip_between(s);
    if (!s->n) return DATE_TEXT;
    if (!is_digit(s->p[0])) return take_month_ahead(s, p, info);
    if (s->n >= 5 && all_digits(*s))
        return fail(info, "a bare number is no date: format the column as a date"), DATE_BAD;
    int digits, first = take_number(s, &digits);
    if (digits == 0 || digits == 5 || !s->n) return DATE_TEXT;
    struct str rest = *s;
    char between = rest.p[0];
    if (memchr("/.-", between, 3)) {
        rest.p++, rest.n--;
        skip_blanks(&rest);
        if (rest.n && is_digit(rest.p[0])) return *s = rest, take_numbers(s, between, first, digits, p, info);
    }
    return take_day_ahead(s, first, digits, p, info);
}

/* --- The time --- */

static bool take_two(struct str *s, int *ret)
{
    int digits;
    *ret = take_number(s, &digits);
    return digits == 1 || digits == 2;
}

/* a.m., PM: puts hour on the clock of 24 hours; false on 13 PM. */
static bool take_half(struct str *s, int *hour)
{
    struct str rest = *s;
    skip_blanks(&rest);
    if (rest.n < 2 || !memchr("aApP", rest.p[0], 4)) return true;
    bool afternoon = rest.p[0] == 'p' || rest.p[0] == 'P';
    rest.p++, rest.n--;
    skip_char(&rest, '.');
    if (!skip_char(&rest, 'm') && !skip_char(&rest, 'M')) return true;
    skip_char(&rest, '.');
    if (*hour < 1 || *hour > 12) return false;
    *hour = *hour % 12 + (afternoon ? 12 : 0);
    *s = rest;
    return true;
}

static bool take_offset(struct str *s, struct parts *p)
{
    skip_blanks(s);
    if (skip_one_of(s, zero_zones)) p->fixed = true;
    if (!s->n || (s->p[0] != '+' && s->p[0] != '-')) return true;
    int sign = s->p[0] == '-' ? -1 : 1, digits, minutes = 0;
    s->p++, s->n--;
    int hours = take_number(s, &digits);
    if (digits == 4)
        minutes = hours % 100, hours /= 100;
    else if (digits < 1 || digits > 2 || (skip_char(s, ':') && !take_two(s, &minutes)))
        return false;
    p->fixed = true;
    p->offset = sign * (hours * 60 + minutes);
    return hours <= 14 && minutes <= 59;
}

/* 17:00, 8:15:30.123 AM, 17h30, 14:30 Uhr; with an offset. */
static bool take_time(struct str *s, struct parts *p)
{
    static const char *const hour_words[] = {"h", NULL}, *const clock_words[] = {"uhr", NULL};
    if (!take_two(s, &p->hour)) return false;
    const char *bare = s->p;
    if (skip_one_of(s, hour_words)) {
        if (s->n && is_digit(s->p[0]) && !take_two(s, &p->minute)) return false;
    } else if (skip_char(s, ':')) {
        if (!take_two(s, &p->minute)) return false;
        if (skip_char(s, ':') && !take_two(s, &p->second_of_minute)) return false;
        if (skip_char(s, '.'))
            while (s->n && is_digit(s->p[0])) s->p++, s->n--;
    }
    if (!take_half(s, &p->hour) || p->hour > 23 || p->minute > 59 || p->second_of_minute > 59) return false;
    skip_blanks(s);
    skip_one_of(s, clock_words);
    if (s->p == bare) return false; /* a number alone is no time */
    p->timed = true;
    return take_offset(s, p) && (skip_blanks(s), s->n == 0);
}

static enum date_found take_all(struct str s, struct parts *p, struct err_info *info)
{
    s = str_trim(s);
    if (s.n == 0) return DATE_EMPTY;
    for (size_t i = 0; nothings[i]; i++)
        if (str_is_nocase(s, nothings[i])) return DATE_EMPTY;
    enum date_found found = take_date(&s, p, info);
    if (found != DATE_READ) return found;
    while (skip_blanks(&s) || skip_char(&s, ',') || skip_char(&s, 'T') || skip_one_of(&s, at_words)) continue;
    if (s.n == 0 || take_time(&s, p)) return DATE_READ;
    return fail(info, "what follows the date is no time of day"), DATE_BAD;
}

/* --- Outside --- */

enum date_hint date_hint(struct str cell)
{
    struct parts p = {0};
    if (take_all(cell, &p, NULL) != DATE_READ || p.form != BY_NUMBER) return DATE_HINT_NONE;
    if (p.second > 12 && p.first <= 12) return DATE_HINT_MONTH_FIRST;
    if (p.first > 12 && p.second <= 12) return DATE_HINT_DAY_FIRST;
    if (p.first > 12 || p.first == p.second) return DATE_HINT_NONE;
    return p.dotted ? DATE_HINT_DAY_FIRST : DATE_HINT_EITHER;
}

/* The order of a numeric date by itself, where nobody said it. */
static enum date_order own_order(struct str cell)
{
    enum date_hint hint = date_hint(cell);
    return hint == DATE_HINT_EITHER        ? DATE_ORDER_UNSAID
           : hint == DATE_HINT_MONTH_FIRST ? DATE_MONTH_FIRST
                                           : DATE_DAY_FIRST;
}

static enum date_found refuse_month(const struct parts *p, int month, enum date_order order, struct err_info *info)
{
    const char *first = order == DATE_MONTH_FIRST ? "month" : "day";
    if (p->form == BY_NUMBER)
        (void)err_set(info, ERR_INPUT, "there is no month %d (dates are read %s first)", month, first);
    else
        (void)err_set(info, ERR_INPUT, "there is no month %d", month);
    return DATE_BAD;
}

enum date_found date_read(struct str cell, enum date_order order, struct date *ret, struct err_info *info)
{
    struct parts p = {0};
    enum date_found found = take_all(cell, &p, info);
    if (found != DATE_READ) return found;
    if (order == DATE_ORDER_UNSAID) order = own_order(cell);
    if (order == DATE_ORDER_UNSAID) return fail(info, "it can be read day first and month first"), DATE_BAD;
    bool swapped = p.form == BY_NUMBER && order == DATE_MONTH_FIRST;
    int day = swapped ? p.second : p.first, month = swapped ? p.first : p.second;
    if (month < 1 || month > 12) return refuse_month(&p, month, order, info);
    if (!day_exists(p.year, month, day)) {
        (void)err_set(info, ERR_INPUT, "there is no day %d in month %d of %d", day, month, p.year);
        return DATE_BAD;
    }
    civil_t at = civil_at(day_from_ymd(p.year, month, day), p.hour, p.minute) + p.second_of_minute;
    struct date date = {.timed = civil_second_of_day(at) != 0, .at = at};
    date.fixed = date.timed && p.fixed;
    if (date.fixed) date.instant = at - p.offset * MINUTE_SECONDS;
    *ret = date;
    return DATE_READ;
}
