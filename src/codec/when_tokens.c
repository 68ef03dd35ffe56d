/* The tokens of a time as people say it. */
#include "codec/when_tokens.h"

#include <stdio.h>

enum { OFFSET_MAX = 14 * HOUR_SECONDS };

/* Words of one meaning, in one row. */
static const struct word {
    enum token_kind kind;
    int value;
    const char *names;
} words[] = {
    {TOKEN_WEEKDAY, MONDAY, "mon monday"},
    {TOKEN_WEEKDAY, TUESDAY, "tue tues tuesday"},
    {TOKEN_WEEKDAY, WEDNESDAY, "wed weds wednesday"},
    {TOKEN_WEEKDAY, THURSDAY, "thu thur thurs thursday"},
    {TOKEN_WEEKDAY, FRIDAY, "fri friday"},
    {TOKEN_WEEKDAY, SATURDAY, "sat saturday"},
    {TOKEN_WEEKDAY, SUNDAY, "sun sunday"},
    {TOKEN_MONTH, 1, "jan january"},
    {TOKEN_MONTH, 2, "feb february"},
    {TOKEN_MONTH, 3, "mar march"},
    {TOKEN_MONTH, 4, "apr april"},
    {TOKEN_MONTH, 5, "may"},
    {TOKEN_MONTH, 6, "jun june"},
    {TOKEN_MONTH, 7, "jul july"},
    {TOKEN_MONTH, 8, "aug august"},
    {TOKEN_MONTH, 9, "sep sept september"},
    {TOKEN_MONTH, 10, "oct october"},
    {TOKEN_MONTH, 11, "nov november"},
    {TOKEN_MONTH, 12, "dec december"},
    {TOKEN_NUMBER, 1, "a an one"},
    {TOKEN_NUMBER, 2, "two"},
    {TOKEN_NUMBER, 3, "three"},
    {TOKEN_NUMBER, 4, "four"},
    {TOKEN_NUMBER, 5, "five"},
    {TOKEN_NUMBER, 6, "six"},
    {TOKEN_NUMBER, 7, "seven"},
    {TOKEN_NUMBER, 8, "eight"},
    {TOKEN_NUMBER, 9, "nine"},
    {TOKEN_NUMBER, 10, "ten"},
    {TOKEN_NUMBER, 11, "eleven"},
    {TOKEN_NUMBER, 12, "twelve"},
    {TOKEN_UNIT, MINUTES, "min mins minute minutes"},
    {TOKEN_UNIT, HOURS, "h hr hrs hour hours"},
    {TOKEN_UNIT, DAYS, "d day days"},
    {TOKEN_UNIT, WEEKS, "w wk wks week weeks"},
    {TOKEN_UNIT, FORTNIGHTS, "fortnight fortnights"},
    {TOKEN_UNIT, MONTHS, "month months"},
    {TOKEN_UNIT, YEARS, "year years"},
    {TOKEN_AM_PM, 0, "am a.m"},
    {TOKEN_AM_PM, 12, "pm p.m"},
    {TOKEN_RELATIVE, -1, "yesterday"},
    {TOKEN_RELATIVE, 0, "today"},
    {TOKEN_RELATIVE, 1, "tomorrow"},
    {TOKEN_WHICH, LAST, "last"},
    {TOKEN_WHICH, THIS, "this"},
    {TOKEN_WHICH, NEXT, "next"},
    {TOKEN_WHICH, COMING, "coming"},
    {TOKEN_HALF_DAY, MORNING, "morning"},
    {TOKEN_HALF_DAY, AFTERNOON, "afternoon"},
    {TOKEN_HALF_DAY, EVENING, "evening night"},
    {TOKEN_TONIGHT, 0, "tonight"},
    {TOKEN_NOW, 0, "now"},
    {TOKEN_NOON, 0, "noon midday"},
    {TOKEN_MIDNIGHT, 0, "midnight"},
    {TOKEN_EDGE, END_OF, "end"},
    {TOKEN_EDGE, START_OF, "start beginning"},
    {TOKEN_AGO, 0, "ago"},
    {TOKEN_IN, 0, "in"},
    {TOKEN_FROM, 0, "from"},
    {TOKEN_OF, 0, "of"},
    {TOKEN_AFTER, 0, "after"},
    {TOKEN_BEFORE, 0, "before"},
    {TOKEN_AT, 0, "at"},
    {TOKEN_HALF, 0, "half"},
    {TOKEN_NOISE, 0, "on by the"},
    {TOKEN_OFFSET, 0, "z utc gmt"},
    {TOKEN_BUSINESS, 0, "business working bd"},
    {TOKEN_VAGUE, 0, "few couple some several soon later mid around about"},
};

const char *const when_tokens_months[] = {"", "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

/* --- Refusing --- */

static bool printable(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F) return false;
    return str_utf8(s, NULL);
}

/* The fault, with what would do: for a sentence that does not show it itself. */
enum err when_tokens_refuse(const struct when_tokens *t, const char *format, ...)
{
    char fault[400], example[24];
    va_list args;
    va_start(args, format);
    vsnprintf(fault, sizeof fault, format, args);
    va_end(args);
    struct str shown = printable(t->text) ? t->text : STR("...");
    return err_set(t->info, ERR_INPUT, "cannot tell when \"%.*s\" is: %s; write, for example, \"fri 3pm\" or \"%s\"",
        STR_ARG(shown), fault, civil_format(civil_at(t->today, 15, 0), example));
}

/* A date in figures of which each could be the month. */
static enum err refuse_either(const struct when_tokens *t, int day, int month, int year)
{
    char one[24], other[24];
    if (year) {
        snprintf(one, sizeof one, "%04d-%02d-%02d", year, month, day);
        snprintf(other, sizeof other, "%d %.3s %d", month, when_tokens_months[day], year);
    } else {
        snprintf(one, sizeof one, "%d %.3s", day, when_tokens_months[month]);
        snprintf(other, sizeof other, "%d %.3s", month, when_tokens_months[day]);
    }
    return err_set(t->info, ERR_INPUT, "\"%.*s\" could be %d %s or %d %s: write \"%s\" or \"%s\"", STR_ARG(t->text),
        day, when_tokens_months[month], month, when_tokens_months[day], one, other);
}

enum err when_tokens_check_date(const struct when_tokens *t, int year, int month, int day)
{
    if (month < 1 || month > 12) return when_tokens_refuse(t, "there is no month %d", month);
    if (year < 1 || year > 9999) return when_tokens_refuse(t, "there is no year %d", year);
    if (day_exists(year, month, day)) return OK;
    if (month == 2 && day == 29) return when_tokens_refuse(t, "February %d has no day 29", year);
    return when_tokens_refuse(t, "%s has no day %d", when_tokens_months[month], day);
}

/* --- Tokens --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Also of other scripts: no word here, but to be named as a whole where it is refused. */
static bool is_wordy(char c)
{
    return is_letter(c) || (unsigned char)c >= 0x80;
}

/* The character i places on, NUL behind the end. */
static char peek(const struct when_tokens *t, size_t i)
{
    return i < t->rest.n ? t->rest.p[i] : '\0';
}

static struct str skip(struct when_tokens *t, size_t n)
{
    struct str skipped = {t->rest.p, n};
    t->rest.p += n, t->rest.n -= n;
    return skipped;
}

static enum err push(struct when_tokens *t, enum token_kind kind, int value, int more)
{
    if (t->n == WHEN_TOKENS_MAX) return when_tokens_refuse(t, "it has too many words");
    t->items[t->n++] = (struct token){.kind = kind, .value = value, .more = more};
    return OK;
}

static enum token_kind last_kind(const struct when_tokens *t)
{
    return t->n ? t->items[t->n - 1].kind : TOKEN_END;
}

static bool is_one_of(struct str word, const char *names)
{
    char lower[16]; /* longer than any of them */
    if (word.n >= sizeof lower) return false;
    for (size_t i = 0; i < word.n; i++)
        lower[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] + 32) : word.p[i];
    struct str rest = str_from(names), name;
    while (rest.n) {
        str_cut(rest, ' ', &name, &rest);
        if (str_eq(name, (struct str){lower, word.n})) return true;
    }
    return false;
}

static enum err read_word(struct when_tokens *t)
{
    size_t n = 0;
    while (is_wordy(peek(t, n))) n++;
    if (n == 1 && peek(t, 1) == '.' && (peek(t, 2) == 'm' || peek(t, 2) == 'M')) n = 3; /* a.m. */
    struct str name = skip(t, n);
    if (peek(t, 0) == '.' && !is_digit(peek(t, 1))) skip(t, 1); /* "Oct." */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_one_of(name, words[i].names)) return push(t, words[i].kind, words[i].value, 0);
    if (!printable(name)) return when_tokens_refuse(t, "it is not text");
    return when_tokens_refuse(t, "the word \"%.*s\" is not known here", STR_ARG(name));
}

/* Up to max digits at the front; how many there are, and their value. */
static int take_digits(struct when_tokens *t, int max, int *ret)
{
    int n = 0, value = 0;
    while (n < max && is_digit(peek(t, 0))) {
        value = value * 10 + (*skip(t, 1).p - '0');
        n++;
    }
    *ret = value;
    return n;
}

/* What follows the hour: ":00", ":00:30", ":00:30.123". */
static enum err read_clock(struct when_tokens *t, int hour)
{
    int minute, second = 0, digits = 2;
    bool after_t = last_kind(t) == TOKEN_DATE && t->items[t->n - 1].after_t;
    skip(t, 1);
    if (take_digits(t, 2, &minute) != 2) return when_tokens_refuse(t, "minutes have two digits");
    bool seconds = peek(t, 0) == ':';
    if (seconds) {
        skip(t, 1);
        digits = take_digits(t, 2, &second);
    }
    if (digits != 2 || is_digit(peek(t, 0)) || peek(t, 0) == ':')
        return when_tokens_refuse(t, "a time of day is like 15:00 or 15:00:30");
    if (seconds && (peek(t, 0) == '.' || peek(t, 0) == ',') && is_digit(peek(t, 1))) {
        skip(t, 1);
        while (is_digit(peek(t, 0))) skip(t, 1);
    }
    if (hour > 23) return when_tokens_refuse(t, "there is no hour %d", hour);
    if (minute > 59) return when_tokens_refuse(t, "there is no minute %d", minute);
    if (second > 59) return when_tokens_refuse(t, "there is no second %d", second);
    enum err err = push(t, TOKEN_CLOCK, hour * HOUR_SECONDS + minute * MINUTE_SECONDS + second, 0);
    if (!err) t->items[t->n - 1].after_t = after_t;
    return err;
}

static enum err push_date(struct when_tokens *t, int year, int month, int day)
{
    enum err err = when_tokens_check_date(t, year, month, day);
    if (!err) err = push(t, TOKEN_DATE, day_from_ymd(year, month, day), 0);
    if (err || !(peek(t, 0) == 'T' || peek(t, 0) == 't') || !is_digit(peek(t, 1))) return err;
    t->items[t->n - 1].after_t = true;
    skip(t, 1);
    return OK;
}

static enum err push_day_month(struct when_tokens *t, int month, int day)
{
    enum err err = when_tokens_check_date(t, 2000, month, day); /* a leap year */
    return err ? err : push(t, TOKEN_DAY_MONTH, month, day);
}

/* Two or three numbers joined by the same sign, of which the first is taken already:
 * year first; with dots, day first; else by which of them cannot be a month. */
static enum err read_joined(struct when_tokens *t, int a, int a_digits)
{
    char sign = *skip(t, 1).p;
    int b, c = 0, b_digits = take_digits(t, 3, &b), c_digits = 0;
    if (peek(t, 0) == sign && is_digit(peek(t, 1))) {
        skip(t, 1);
        c_digits = take_digits(t, 5, &c);
    }
    bool dot_ends = sign == '.' && !c_digits && peek(t, 0) == '.';
    if (dot_ends) skip(t, 1);
    if (is_digit(peek(t, 0))) return when_tokens_refuse(t, "a number in it is too long");

    if (a_digits == 4 && b_digits <= 2) {
        if (c_digits == 1 || c_digits == 2) return push_date(t, a, b, c);
        return when_tokens_refuse(t, "it names no day of the month");
    }
    bool short_year = c_digits == 2 && sign != '-'; /* "20-10-24" could begin with a year */
    if (a_digits > 2 || b_digits > 2 || !(c_digits == 0 || c_digits == 4 || short_year))
        return when_tokens_refuse(t, "it is no date that can be told apart from others");
    if (short_year) c += 2000;

    if (sign == '.' && c_digits) return push_date(t, c, b, a);
    if (dot_ends) return push_day_month(t, b, a);
    if (sign == '.' && b_digits == 2) return push(t, TOKEN_DOTTED, a, b);
    if (sign == '.') return when_tokens_refuse(t, "%d.%d could be a time or a day", a, b);
    if (!c_digits && sign == '-') return when_tokens_refuse(t, "it could be a date or from one time to another");
    if (a >= 1 && a <= 12 && b >= 1 && b <= 12 && a != b) return refuse_either(t, a, b, c_digits ? c : 0);
    int month = a > 12 ? b : a, day = a > 12 ? a : b;
    return c_digits ? push_date(t, c, month, day) : push_day_month(t, month, day);
}

static enum err read_digits(struct when_tokens *t)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    int value, digits = take_digits(t, 6, &value);
    char c = peek(t, 0);
    if (is_digit(c)) return when_tokens_refuse(t, "a number in it is too long");
    if (c == ':' && digits <= 2) return read_clock(t, value);
    if ((c == '-' || c == '/' || c == '.') && is_digit(peek(t, 1))) return read_joined(t, value, digits);
    if (c == '.' && digits <= 2) { /* "20. Oct" */
        skip(t, 1);
        return push(t, TOKEN_ORDINAL, value, digits);
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings && t->rest.n >= 2; i++) {
        if (is_letter(peek(t, 2)) || !str_is_nocase((struct str){t->rest.p, 2}, endings[i])) continue;
        skip(t, 2);
        return push(t, TOKEN_ORDINAL, value, digits);
    }
    return push(t, TOKEN_NUMBER, value, digits);
}

/* An offset from UTC after a time of day; or the hyphens of "20-Oct-2026". */
static enum err read_sign(struct when_tokens *t, bool glued)
{
    const struct token *before = t->n ? &t->items[t->n - 1] : &t->items[WHEN_TOKENS_MAX];
    bool minus = *skip(t, 1).p == '-';
    if (minus && glued && before->kind == TOKEN_NUMBER && is_letter(peek(t, 0))) return OK;
    if (minus && glued && before->kind == TOKEN_MONTH && is_digit(peek(t, 0))) return OK;
    if (before->kind != TOKEN_CLOCK && before->kind != TOKEN_AM_PM)
        return when_tokens_refuse(t, "a \"%c\" has no place here", minus ? '-' : '+');
    if (minus && glued && !before->after_t)
        return when_tokens_refuse(t, "it is a time from and to: give the time it begins");
    int hours, minutes = 0, digits = take_digits(t, 2, &hours);
    if (peek(t, 0) == ':') skip(t, 1);
    int minute_digits = take_digits(t, 2, &minutes);
    int32_t offset = hours * HOUR_SECONDS + minutes * MINUTE_SECONDS;
    if (digits != 2 || minute_digits == 1 || is_digit(peek(t, 0)) || minutes > 59 || offset > OFFSET_MAX)
        return when_tokens_refuse(t, "an offset from UTC is like +02:00 or -0500");
    return push(t, TOKEN_OFFSET, minus ? -offset : offset, 0);
}

enum err when_tokens_read(struct when_tokens *t)
{
    enum err err = OK;
    bool glued = false;
    t->rest = t->text;
    while (!err && t->rest.n) {
        char c = peek(t, 0);
        bool blank = c == ' ' || c == '\t' || c == ',';
        if (blank)
            skip(t, 1);
        else if (is_wordy(c))
            err = read_word(t);
        else if (is_digit(c))
            err = read_digits(t);
        else if (c == '+' || c == '-')
            err = read_sign(t, glued);
        else
            err = when_tokens_refuse(t, "there is a character in it that has no place here");
        glued = !blank;
    }
    return err;
}
