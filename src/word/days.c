/* Reading a day from words. */
#include "word/days.h"

#include <string.h>

#include "word/days_part.h"

enum { DAYS_MOST = 400 }; /* "within 500 days" is no promise */

static const char two_days[] = "The date can be read in two ways, so it is left open.";
static const char no_such_day[] = "There is no such day in the calendar, so it is left open.";
static const char other_weekday[] = "The weekday is not that date's, so it is left open.";

/* --- words --- */

/* 9, 9th, 9., 1er: 1 to 31; else 0. */
static int day_number(struct days_reader *r, size_t i)
{
    size_t n;
    if (i >= r->end || r->t->words[i].kind != WORD_NUMBER) return 0;
    struct str w = text_word(r->t, i);
    int day = days_words_digits(w, &n);
    struct str rest = {w.p + n, w.n - n};
    bool plain = !rest.n || str_among_nocase(rest, (const char *const[]){"st", "nd", "rd", "th", "er", NULL});
    return n <= 2 && plain && day >= 1 && day <= 31 ? day : 0;
}

static int year_number(struct days_reader *r, size_t i)
{
    size_t n;
    if (i >= r->end || r->t->words[i].kind != WORD_NUMBER) return 0;
    struct str w = text_word(r->t, i);
    int year = days_words_digits(w, &n);
    return n == 4 && w.n == 4 && year >= 1990 && year <= 2100 ? year : 0;
}

/* --- arithmetic --- */

static day_t business(struct days_reader *r, day_t day, int n)
{
    if (r->now->calendar && r->now->calendar->n) return calendar_add(r->now->calendar, day, n);
    while (n > 0) n -= day_weekday(++day) < SATURDAY;
    return day;
}

static day_t monday_of(day_t day)
{
    return day - ((day_t)day_weekday(day) - MONDAY);
}

/* The Friday of the week that is `weeks` after the one of the day; at a weekend, "this week" is the one that comes. */
static day_t week_day(day_t day, int weeks, enum weekday weekday)
{
    if (weeks == 0 && day_weekday(day) >= SATURDAY) weeks = 1;
    return monday_of(day) + 7 * weeks + (day_t)weekday - MONDAY;
}

static day_t month_end(int year, int month)
{
    return month == 12 ? day_from_ymd(year + 1, 1, 1) - 1 : day_from_ymd(year, month + 1, 1) - 1;
}

/* With no year: the next such day, today included. */
static day_t next_date(day_t sent, int month, int day)
{
    int year = day_to_ymd(sent).year;
    for (int y = year; y <= year + 8; y++)
        if (day_exists(y, month, day) && day_from_ymd(y, month, day) >= sent) return day_from_ymd(y, month, day);
    return DAY_NONE;
}

static int next_year_of(day_t sent, int month)
{
    struct ymd x = day_to_ymd(sent);
    return month < x.month ? x.year + 1 : x.year;
}

static day_t add_months(day_t day, int n)
{
    struct ymd x = day_to_ymd(day);
    int month = x.month - 1 + n, year = x.year + month / 12;
    month = month % 12 + 1;
    while (!day_exists(year, month, x.day)) x.day--;
    return day_from_ymd(year, month, x.day);
}

/* --- dates --- */

struct date {
    int year, month, day; /* year 0: not said */
    bool either; /* day and month may be the other way round */
};

/* "2026-11-06", "6.11.", "6.11.2026", "6/11/26". */
static bool numeric(struct days_reader *r, size_t i, struct date *ret)
{
    if (i >= r->end || r->t->words[i].kind != WORD_NUMBER) return false;
    struct str w = text_word(r->t, i);
    int parts[3] = {0}, n = 0;
    size_t length[3] = {0}, used;
    char mark = 0;
    while (w.n && n < 3) {
        parts[n] = days_words_digits(w, &used);
        if (parts[n] < 0) return false;
        length[n++] = used;
        w.p += used, w.n -= used;
        if (!w.n) break;
        if (!strchr("-./", w.p[0]) || (mark && w.p[0] != mark) || n == 3) return false;
        mark = w.p[0];
        w.p++, w.n--;
    }
    if (n < 2 || !mark) return false;
    if (n == 3 && length[0] == 4 && length[1] <= 2 && length[2] <= 2) {
        *ret = (struct date){parts[0], parts[1], parts[2], false};
        return true;
    }
    if (length[0] > 2 || length[1] > 2 || (n == 3 && length[2] == 3) || (n == 2 && mark == '-')) return false;
    if (n == 3 && length[2] == 1) return false;
    /* "10.30" may be a time or a sum: a date of two parts with a dot has two digits or its closing dot. */
    size_t at_end = r->t->words[i].at + r->t->words[i].n;
    bool dotted = at_end < r->t->bytes.n && r->t->bytes.p[at_end] == '\x1f';
    if (n == 2 && mark == '.' && !dotted) return false;
    int year = n == 2 ? 0 : parts[2] < 100 ? 2000 + parts[2] : parts[2];
    *ret = (struct date){year, parts[1], parts[0], false};
    if (mark == '.' || r->now->day_first) return true;
    if (parts[0] > 12) return true;
    *ret = (struct date){year, parts[0], parts[1], parts[1] <= 12 && parts[0] != parts[1]};
    return true;
}

/* "23 October", "October 23rd, 2026", "the 6th of November"; *ret_end behind it. */
static bool named(struct days_reader *r, size_t i, struct date *ret, size_t *ret_end)
{
    size_t k = i;
    int day = day_number(r, k);
    if (day) {
        k++;
        if (days_words_literal(r, k, "of") || days_words_literal(r, k, "de")) k++;
        struct days_word month = days_words_at(r, k);
        if (month.class != DAYS_MONTH) return false;
        k++;
        *ret = (struct date){year_number(r, k), month.value, day, false};
    } else {
        struct days_word month = days_words_at(r, k);
        if (month.class != DAYS_MONTH) return false;
        k++;
        if (days_words_literal(r, k, "the")) k++;
        day = day_number(r, k);
        if (!day || year_number(r, k)) return false;
        k++;
        *ret = (struct date){year_number(r, k), month.value, day, false};
    }
    *ret_end = k + (ret->year != 0);
    return true;
}

static day_t resolve(struct days_reader *r, const struct date *d)
{
    if (d->month < 1 || d->month > 12 || d->day < 1 || d->day > 31) return DAY_NONE;
    if (!d->year) return next_date(r->now->sent, d->month, d->day);
    return day_exists(d->year, d->month, d->day) ? day_from_ymd(d->year, d->month, d->day) : DAY_NONE;
}

/* A date, with the weekday that stands beside it (0: none). */
static void judge(struct days_reader *r, const struct date *d, int weekday, struct days_said *ret)
{
    day_t day = resolve(r, d);
    struct date swapped = {d->year, d->day, d->month, false};
    day_t other = d->either ? resolve(r, &swapped) : DAY_NONE;
    ret->dated = true;
    ret->day = DAY_NONE;
    bool first = day != DAY_NONE && (!weekday || (int)day_weekday(day) == weekday);
    bool second = other != DAY_NONE && (!weekday || (int)day_weekday(other) == weekday);
    if (first && second)
        ret->doubt = two_days;
    else if (first || second)
        ret->day = first ? day : other;
    else
        ret->doubt = day == DAY_NONE ? no_such_day : other_weekday;
}

/* Words that may stand between a weekday and its date. */
static size_t skip_between(struct days_reader *r, size_t i)
{
    while (days_words_literal(r, i, "the") || days_words_literal(r, i, "den") || days_words_literal(r, i, "der") ||
           days_words_literal(r, i, "dem") || days_words_literal(r, i, "le") || days_words_literal(r, i, "on"))
        i++;
    return i;
}

static bool read_date(struct days_reader *r, size_t i, struct days_said *ret)
{
    struct days_word w = days_words_at(r, i);
    int weekday = w.class == DAYS_WEEKDAY ? w.value : 0;
    size_t from = weekday ? skip_between(r, i + 1) : i, end = from + 1;
    struct date d;
    bool found = numeric(r, from, &d) || named(r, from, &d, &end);
    if (!found) return false;
    struct days_word after = days_words_at(r, end);
    if (!weekday && after.class == DAYS_WEEKDAY &&
        r->t->words[end].at - (r->t->words[end - 1].at + r->t->words[end - 1].n) < 4 && day_number(r, end + 1) == 0) {
        weekday = after.value;
        end++;
    }
    ret->first = i, ret->end = end;
    judge(r, &d, weekday, ret);
    return true;
}

/* "the 20th", "Monday the 9th": the next such day of a month. */
static bool read_ordinal(struct days_reader *r, size_t i, struct days_said *ret)
{
    struct days_word w = days_words_at(r, i);
    int weekday = w.class == DAYS_WEEKDAY ? w.value : 0;
    size_t k = weekday ? skip_between(r, i + 1) : i;
    if (!weekday && !days_words_literal(r, i++, "the")) return false;
    k = weekday ? k : i;
    int day = day_number(r, k);
    struct str word = k < r->end ? text_word(r->t, k) : (struct str){0};
    if (!day || (word.p[word.n - 1] >= '0' && word.p[word.n - 1] <= '9')) return false;
    struct ymd x = day_to_ymd(r->now->sent);
    for (int n = 0; n < 12; n++, x.year += x.month == 12, x.month = x.month % 12 + 1) {
        if (!day_exists(x.year, x.month, day)) continue;
        day_t found = day_from_ymd(x.year, x.month, day);
        if (found <= r->now->sent) continue;
        *ret = (struct days_said){weekday ? i : i - 1, k + 1, found, NULL, true};
        if (weekday && (int)day_weekday(found) != weekday) ret->day = DAY_NONE, ret->doubt = other_weekday;
        return true;
    }
    return false;
}

/* --- weekdays --- */

/* Behind a weekday: "next week", "of next week", "nächster Woche". */
static bool of_week(struct days_reader *r, size_t i, int *ret_weeks, size_t *ret_end)
{
    while (days_words_is(r, i, DAYS_FILL)) i++;
    bool next = days_words_is(r, i, DAYS_NEXT), coming = days_words_is(r, i, DAYS_COMING);
    if (!next && !coming) return false;
    struct days_word unit = days_words_at(r, i + 1);
    if (unit.class != DAYS_UNIT || unit.value != UNIT_WEEK) return false;
    *ret_weeks = next ? 1 : 0;
    *ret_end = i + 2;
    return true;
}

static bool read_weekday(struct days_reader *r, size_t i, struct days_said *ret)
{
    bool next = days_words_is(r, i, DAYS_NEXT), this = days_words_is(r, i, DAYS_COMING);
    size_t k = i + (next || this);
    if (this && days_words_is(r, k, DAYS_COMING)) k++; /* this coming Friday */
    struct days_word w = days_words_at(r, k);
    if (w.class != DAYS_WEEKDAY) return false;
    struct str word = text_word(r->t, k);
    bool shortened = word.n <= 4;
    bool led = next || this ||
               (k > 0 && (days_words_is(r, k - 1, DAYS_FILL) || days_words_literal(r, k - 1, "on") ||
                             days_words_literal(r, k - 1, "until") || days_words_literal(r, k - 1, "before")));
    if (shortened && !led) return false;
    int weeks = 0;
    size_t end = k + 1, of;
    day_t sent = r->now->sent;
    int ahead = ((int)w.value - (int)day_weekday(sent) + 7) % 7;
    day_t day = sent + (ahead ? ahead : 7);
    if (next) day = week_day(sent, 1, (enum weekday)w.value);
    if (next && day_weekday(sent) >= SATURDAY) day = monday_of(sent) + 7 + w.value - MONDAY;
    if (days_words_literal(r, k + 1, "prochain")) end++;
    if (of_week(r, end, &weeks, &of)) day = monday_of(sent) + 7 * weeks + w.value - MONDAY, end = of;
    if (weeks == 0 && day <= sent) day += 7;
    *ret = (struct days_said){i, end, day, NULL, true};
    return true;
}

/* --- weeks, months, years --- */

/* The last day of the part of a week, month or year that is meant. */
static day_t end_of(struct days_reader *r, enum days_class part, enum days_unit unit, int ahead)
{
    day_t sent = r->now->sent;
    struct ymd x = day_to_ymd(ahead && unit == UNIT_MONTH
                                  ? add_months(day_from_ymd(day_to_ymd(sent).year, day_to_ymd(sent).month, 1), ahead)
                                  : sent);
    switch (unit) {
    case UNIT_WEEK:
        if (part == DAYS_EARLY) return week_day(sent, ahead, TUESDAY);
        return week_day(sent, ahead, part == DAYS_MID ? WEDNESDAY : FRIDAY);
    case UNIT_MONTH:
        if (part == DAYS_EARLY) return day_from_ymd(x.year, x.month, 10);
        return part == DAYS_MID ? day_from_ymd(x.year, x.month, 15) : month_end(x.year, x.month);
    case UNIT_YEAR:
        if (part == DAYS_EARLY) return month_end(x.year + ahead, 1);
        return part == DAYS_MID ? day_from_ymd(x.year + ahead, 6, 30) : day_from_ymd(x.year + ahead, 12, 31);
    case UNIT_HOUR:
    case UNIT_DAY:
    case UNIT_FORTNIGHT:
    case UNIT_BUSINESS_DAY: break;
    }
    return DAY_NONE;
}

static day_t month_part(struct days_reader *r, enum days_class part, int month)
{
    int year = next_year_of(r->now->sent, month);
    if (part == DAYS_EARLY) return day_from_ymd(year, month, 10);
    return part == DAYS_MID ? day_from_ymd(year, month, 15) : month_end(year, month);
}

/* "week of the 9th of November", "KW 46". */
static bool read_week_of(struct days_reader *r, size_t i, struct days_said *ret)
{
    struct days_word w = days_words_at(r, i);
    bool week = w.class == DAYS_UNIT && w.value == UNIT_WEEK, numbered = w.class == DAYS_WEEK_NUMBER;
    if (!week && !numbered) return false;
    size_t k = i + 1;
    struct days_said inner;
    while (!numbered && (days_words_is(r, k, DAYS_FILL) || days_words_is(r, k, DAYS_EARLY) ||
                            days_words_literal(r, k, "commencing") || days_words_literal(r, k, "starting")))
        k++;
    int number = day_number(r, k);
    if (number == 0 && k < r->end && r->t->words[k].kind == WORD_NUMBER) {
        size_t n;
        number = days_words_digits(text_word(r->t, k), &n);
        if (n != text_word(r->t, k).n) number = 0;
    }
    if (k > i + 1 && !numbered && (read_date(r, k, &inner) || (k > 0 && read_ordinal(r, k - 1, &inner)))) {
        *ret = (struct days_said){
            i, inner.end, inner.day == DAY_NONE ? DAY_NONE : week_day(inner.day, 0, FRIDAY), inner.doubt, false};
        return true;
    }
    if (k != i + 1 || number < 1 || number > 53 ||
        (week && !days_words_literal(r, i, "semaine") && !days_words_literal(r, i, "woche")))
        return false;
    int year = day_to_ymd(r->now->sent).year;
    for (int y = year; y <= year + 1; y++) {
        day_t friday = monday_of(day_from_ymd(y, 1, 4)) + 7 * (number - 1) + 4;
        if (friday < r->now->sent) continue;
        *ret = (struct days_said){i, k + 1, friday, NULL, false};
        return true;
    }
    return false;
}

/* "early next week", "by the end of the month", "mid-November", "nächste Woche", "la semaine prochaine". */
static bool read_part(struct days_reader *r, size_t i, struct days_said *ret)
{
    enum days_class part = DAYS_OTHER;
    size_t k = i;
    char lower[64];
    struct days_word w = days_words_at(r, k);
    struct str word = k < r->end ? text_lower(r->t, k, lower) : (struct str){0};
    if (word.n > 4 && memcmp(word.p, "mid-", 4) == 0) {
        struct days_word month = days_words_find((struct str){word.p + 4, word.n - 4});
        if (month.class != DAYS_MONTH) return false;
        *ret = (struct days_said){i, k + 1, month_part(r, DAYS_MID, month.value), NULL, false};
        return true;
    }
    if (w.class == DAYS_END || w.class == DAYS_EARLY || w.class == DAYS_MID || w.class == DAYS_LATER) {
        part = (enum days_class)w.class;
        k++;
        if (days_words_is(r, k, DAYS_OR) && (days_words_is(r, k + 1, DAYS_MID) || days_words_is(r, k + 1, DAYS_END) ||
                                                days_words_is(r, k + 1, DAYS_LATER)))
            part = (enum days_class)days_words_at(r, k + 1).class, k += 2; /* mid to late */
    }
    bool filled = false;
    while (part != DAYS_OTHER && days_words_is(r, k, DAYS_FILL)) k++, filled = true;
    bool next = days_words_is(r, k, DAYS_NEXT), coming = !next && days_words_is(r, k, DAYS_COMING);
    if (next || coming) k++;
    struct days_word unit = days_words_at(r, k);
    if (unit.class == DAYS_MONTH && (part != DAYS_OTHER)) {
        *ret = (struct days_said){i, k + 1, month_part(r, part, unit.value), NULL, false};
        return true;
    }
    if (part == DAYS_END && unit.class == DAYS_UNIT && (unit.value == UNIT_DAY) && !next) {
        *ret = (struct days_said){i, k + 1, r->now->sent, NULL, true};
        return true;
    }
    if (part == DAYS_END && days_words_literal(r, k, "business") && !next) {
        struct days_said inner;
        bool more = read_date(r, k + 1, &inner) || read_weekday(r, k + 1, &inner) || read_weekday(r, k + 2, &inner);
        if (more) return false; /* the day itself is read next */
        *ret = (struct days_said){i, k + 1, r->now->sent, NULL, true};
        return true;
    }
    if (unit.class != DAYS_UNIT || (unit.value != UNIT_WEEK && unit.value != UNIT_MONTH && unit.value != UNIT_YEAR))
        return false;
    size_t end = k + 1;
    if (!next && !coming && days_words_literal(r, end, "prochaine")) next = true, end++;
    if (!next && !coming && days_words_literal(r, end, "prochain")) next = true, end++;
    if (!next && !coming && (days_words_literal(r, end, "suivante") || days_words_literal(r, end, "suivant")))
        next = true, end++;
    /* German and French say "coming" for the week after this one. */
    if (coming && (days_words_literal(r, k - 1, "kommende") || days_words_literal(r, k - 1, "kommenden") ||
                      days_words_literal(r, k - 1, "kommender") || days_words_literal(r, k - 1, "coming") ||
                      days_words_literal(r, k - 1, "upcoming")))
        next = true;
    if (part == DAYS_OTHER && !next && !coming) return false;
    if (part != DAYS_OTHER && !next && !coming && !filled) return false;
    if (days_words_literal(r, i, "a") || days_words_literal(r, i, "one")) return false;
    if (days_words_literal(r, end, "after") && next) return false;
    day_t day = end_of(r, part, (enum days_unit)unit.value, next);
    *ret = (struct days_said){i, end, day, NULL, false};
    return day != DAY_NONE;
}

/* --- spans --- */

/* A number in digits or words; "5-7", "two to three": the greater. */
static int count(struct days_reader *r, size_t *i)
{
    size_t used;
    int n = -1;
    if (*i >= r->end) return -1;
    struct str w = text_word(r->t, *i);
    struct days_word found = days_words_at(r, *i);
    if (found.class == DAYS_NUMBER) {
        n = found.value;
        ++*i;
        if (n == 1 && (days_words_literal(r, *i, "few") || days_words_literal(r, *i, "couple") ||
                          days_words_literal(r, *i, "paar")))
            n = days_words_at(r, (*i)++).value;
    } else if (r->t->words[*i].kind == WORD_NUMBER) {
        n = days_words_digits(w, &used);
        if (n < 0) return -1;
        if (used < w.n) {
            size_t more = used + 1;
            struct str rest = {w.p + more, w.n - more};
            if (w.p[used] != '-' || (n = days_words_digits(rest, &used)) < 0 || used != rest.n) return -1;
        }
        ++*i;
    } else if (r->t->words[*i].kind == WORD_LETTERS && memchr(w.p, '-', w.n)) {
        struct str head, tail; /* two-three */
        str_cut(w, '-', &head, &tail);
        char lower[64];
        size_t k = 0;
        for (; k < tail.n && k < sizeof lower; k++) lower[k] = (char)(tail.p[k] | 32);
        found = days_words_find((struct str){lower, k});
        if (found.class != DAYS_NUMBER) return -1;
        n = found.value;
        ++*i;
    }
    return n;
}

/* Whether what stands before word i makes "two weeks" a span ahead of now. */
static bool ahead_of(struct days_reader *r, size_t from, size_t i)
{
    for (size_t k = i, seen = 0; k > from && seen < 4; seen++) {
        k--;
        if (days_words_is(r, k, DAYS_WITHIN) || days_words_is(r, k, DAYS_NEXT) || days_words_is(r, k, DAYS_COMING))
            return true;
        if (days_words_is(r, k, DAYS_AGO)) return false;
    }
    return false;
}

static bool read_span(struct days_reader *r, size_t from, size_t i, struct days_said *ret)
{
    size_t k = i;
    int n = count(r, &k), more;
    bool ahead = ahead_of(r, from, i);
    if (n < 1 || n > DAYS_MOST) return false;
    if (k < r->end &&
        (days_words_is(r, k, DAYS_OR) || days_words_literal(r, k, "à") || days_words_literal(r, k, "bis"))) {
        size_t after = k + 1;
        if ((more = count(r, &after)) > n) n = more, k = after;
    }
    bool working = false;
    while (k < r->end &&
           (days_words_is(r, k, DAYS_FILL) || days_words_is(r, k, DAYS_NEXT) || days_words_is(r, k, DAYS_COMING) ||
               days_words_is(r, k, DAYS_WORKING) || days_words_literal(r, k, "additional"))) {
        ahead |= days_words_is(r, k, DAYS_NEXT) || days_words_is(r, k, DAYS_COMING);
        working |= days_words_is(r, k, DAYS_WORKING) && !days_words_literal(r, k, "calendar");
        k++;
    }
    struct days_word unit = days_words_at(r, k);
    if (unit.class != DAYS_UNIT || unit.value == UNIT_YEAR) return false;
    k++;
    if (days_words_is(r, k, DAYS_WORKING)) working |= !days_words_literal(r, k, "calendar"), k++; /* jours ouvrés */
    if (days_words_is(r, k, DAYS_AGO) || days_words_is(r, k, DAYS_BEFORE)) return false;
    if (days_words_literal(r, k, "of") || !ahead || n > DAYS_MOST) return false;
    if (days_words_literal(r, k, "from") || days_words_literal(r, k, "time")) k++;
    day_t sent = r->now->sent, day = DAY_NONE;
    switch ((enum days_unit)unit.value) {
    case UNIT_HOUR: day = sent + (n + 23) / 24; break;
    case UNIT_DAY: day = working ? business(r, sent, n) : sent + n; break;
    case UNIT_WEEK: day = working ? business(r, sent, n * 5) : sent + 7 * n; break;
    case UNIT_FORTNIGHT: day = sent + 14 * n; break;
    case UNIT_MONTH: day = add_months(sent, n); break;
    case UNIT_BUSINESS_DAY: day = business(r, sent, n); break;
    case UNIT_YEAR: break;
    }
    *ret = (struct days_said){i, k, day, NULL, false};
    return day != DAY_NONE;
}

/* --- single words --- */

static bool read_single(struct days_reader *r, size_t i, struct days_said *ret)
{
    struct days_word w = days_words_at(r, i);
    day_t sent = r->now->sent, day = DAY_NONE;
    size_t end = i + 1;
    if (w.class == DAYS_TODAY && !days_words_literal(r, i, "ce")) day = sent;
    if (w.class == DAYS_TOMORROW && !(i > 0 && days_words_literal(r, i - 1, "guten"))) day = sent + 1;
    if (w.class == DAYS_OVERMORROW) day = sent + 2;
    if (days_words_literal(r, i, "day") && days_words_literal(r, i + 1, "after") &&
        days_words_literal(r, i + 2, "tomorrow"))
        day = sent + 2, end = i + 3;
    if (w.class == DAYS_CHRISTMAS) day = next_date(sent, 12, 24);
    if (days_words_literal(r, i, "fortnight") && ahead_of(r, 0, i)) day = sent + 14;
    bool eod = days_words_literal(r, i, "eod") || days_words_literal(r, i, "cob");
    struct days_said inner;
    if (eod && (read_date(r, end, &inner) || read_weekday(r, end, &inner) || days_words_is(r, end, DAYS_TOMORROW) ||
                   days_words_literal(r, end, "on")))
        return false;
    if (day == DAY_NONE) return false;
    *ret = (struct days_said){i, end, day, NULL, true};
    return true;
}

/* "in November", "im November": all of it. */
static bool read_month(struct days_reader *r, size_t i, struct days_said *ret)
{
    struct days_word month = days_words_at(r, i + 1);
    bool in = days_words_literal(r, i, "in") || days_words_literal(r, i, "im") || days_words_literal(r, i, "en"),
         by = days_words_literal(r, i, "by");
    if ((!in && !by) || month.class != DAYS_MONTH || day_number(r, i + 2)) return false;
    int year = year_number(r, i + 2), next = year ? year : next_year_of(r->now->sent, month.value);
    day_t day = by ? day_from_ymd(next, month.value, 1) : month_end(next, month.value);
    *ret = (struct days_said){i + 1, i + 2 + (year != 0), day, NULL, false};
    return day >= r->now->sent;
}

bool days_next(const struct text *t, size_t from, size_t end, const struct days_now *now, struct days_said *ret)
{
    struct days_reader r = {.t = t, .end = end, .now = now};
    for (size_t i = from; i < end; i++) {
        struct days_said said = {0};
        struct str w = text_word(t, i);
        bool hyphen = w.n > 4 && w.p[3] == '-'; /* mid-November */
        if (t->words[i].kind == WORD_ADDRESS ||
            (t->words[i].kind != WORD_NUMBER && !hyphen && days_words_is(&r, i, DAYS_OTHER)))
            continue;
        bool found = read_week_of(&r, i, &said) || read_date(&r, i, &said) || read_ordinal(&r, i, &said) ||
                     read_weekday(&r, i, &said) || read_part(&r, i, &said) || read_span(&r, from, i, &said) ||
                     read_single(&r, i, &said) || read_month(&r, i, &said);
        if (!found) continue;
        size_t k = i; /* behind "before", "before the" */
        while (k > 1 && (days_words_literal(&r, k - 1, "the") || days_words_literal(&r, k - 1, "le") ||
                            days_words_literal(&r, k - 1, "dem")))
            k--;
        bool before =
            k > 0 && (days_words_is(&r, k - 1, DAYS_BEFORE) || (days_words_literal(&r, k - 1, "vor") && said.dated));
        bool not_before = k > 1 && (days_words_literal(&r, k - 2, "not") || days_words_literal(&r, k - 2, "nicht") ||
                                       days_words_literal(&r, k - 2, "pas"));
        if (before && said.dated && said.day != DAY_NONE && !not_before && !days_words_literal(&r, i, "christmas") &&
            !days_words_literal(&r, i, "weihnachten") && !days_words_literal(&r, i, "noël"))
            said.day--;
        *ret = said;
        return true;
    }
    return false;
}
