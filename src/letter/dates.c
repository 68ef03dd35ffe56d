/* Days in a letter. */
#include "letter/dates.h"

#include <string.h>

enum { FAR_DAYS = 150 }; /* a date without a year that is so far from today may be meant for another year */
enum { READINGS = 2 }; /* 9/10 is a day in September or in October */

struct date {
    size_t first, last; /* words */
    struct ymd readings[READINGS]; /* year 0: not said */
    int n;
    bool numeric;
};

struct dates {
    const struct text *t;
    const struct check_question *q;
    struct findings *ret;
    bool known; /* what a sentence says */
    size_t sentence;
    unsigned says;
};

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* --- words --- */

/* The index of the name that the word is, whole or as its first three (four) letters; -1: none. */
static int name_index(struct str word, const char *const names[], int n)
{
    for (int i = 0; i < n; i++) {
        bool short_form =
            (word.n == 3 || word.n == 4) && word.n < strlen(names[i]) &&
            str_is_nocase(word, (char[5]){names[i][0], names[i][1], names[i][2], word.n == 4 ? names[i][3] : 0, 0});
        if (str_is_nocase(word, names[i]) || short_form) return i;
    }
    return -1;
}

static int month_of(const struct dates *d, size_t i)
{
    const struct text_word *w = &d->t->words[i];
    return w->kind == WORD_LETTERS && w->capital ? name_index(text_word(d->t, i), months, 12) + 1 : 0;
}

static int weekday_of(const struct dates *d, size_t i)
{
    const struct text_word *w = &d->t->words[i];
    return w->kind == WORD_LETTERS && w->capital ? name_index(text_word(d->t, i), weekdays, 7) + 1 : 0;
}

static bool is_word(const struct dates *d, size_t i, const char *what)
{
    return str_is_nocase(text_word(d->t, i), what);
}

/* Nothing but blanks and the marks given between two words that follow each other in a sentence. */
static bool adjoin(const struct dates *d, size_t i, size_t next, const char *marks)
{
    enum { GAP_MAX = 6 };
    if (next >= d->t->n_words || d->t->words[i].sentence != d->t->words[next].sentence) return false;
    size_t begin = d->t->words[i].at + d->t->words[i].n, end = d->t->words[next].at;
    if (end - begin > GAP_MAX) return false;
    for (; begin < end; begin++)
        if (!strchr(" \t\r\n", d->t->bytes.p[begin]) && !strchr(marks, d->t->bytes.p[begin])) return false;
    return true;
}

/* 9, 9th: 1 to 31; else 0. */
static int day_number(const struct dates *d, size_t i)
{
    struct str w = text_word(d->t, i);
    int n = 0;
    size_t k = 0;
    if (d->t->words[i].kind != WORD_NUMBER) return 0;
    while (k < w.n && k < 2 && w.p[k] >= '0' && w.p[k] <= '9') n = n * 10 + (w.p[k++] - '0');
    struct str rest = {w.p + k, w.n - k};
    bool plain = !rest.n || str_is_nocase(rest, "st") || str_is_nocase(rest, "nd") || str_is_nocase(rest, "rd") ||
                 str_is_nocase(rest, "th");
    return plain && n <= 31 ? n : 0;
}

static int year_number(const struct dates *d, size_t i)
{
    int64_t n;
    bool is = d->t->words[i].kind == WORD_NUMBER && text_word(d->t, i).n == 4 && str_number(text_word(d->t, i), &n);
    return is && n >= 1900 && n <= 2200 ? (int)n : 0;
}

/* --- reading dates --- */

/* With the name of a month at i: "9 October 2026", "the 9th of October", "October 9, 2026". */
static bool read_named(const struct dates *d, size_t i, struct date *ret)
{
    int month = month_of(d, i), day = 0;
    struct date x = {.first = i, .last = i, .n = 1};
    if (!month) return false;
    size_t before = i;
    if (before > 0 && is_word(d, before - 1, "of") && adjoin(d, before - 1, i, "")) before--;
    if (before > 0 && adjoin(d, before - 1, before, "")) day = day_number(d, before - 1);
    if (day) {
        x.first = before - 1;
    } else if (adjoin(d, i, i + 1, ".") && (day = day_number(d, i + 1)) != 0) {
        x.last = i + 1;
    }
    if (!day) return false;
    x.readings[0] = (struct ymd){0, month, day};
    if (adjoin(d, x.last, x.last + 1, ",.")) x.readings[0].year = year_number(d, x.last + 1);
    x.last += x.readings[0].year != 0;
    *ret = x;
    return true;
}

/* 2026-10-09, 9/10/2026, 9.10.26, 9/10. */
static bool read_numeric(const struct dates *d, size_t i, struct date *ret)
{
    struct str w = text_word(d->t, i);
    int parts[3] = {0}, n = 0;
    size_t digits[3] = {0};
    char mark = 0;
    if (d->t->words[i].kind != WORD_NUMBER || w.n > 10) return false;
    for (size_t k = 0; k < w.n; k++) {
        char c = w.p[k];
        if (c >= '0' && c <= '9') {
            if (++digits[n] > 4) return false; /* no year has more */
            parts[n] = parts[n] * 10 + (c - '0');
        } else {
            if (!strchr("/.-", c) || (mark && c != mark) || n == 2) return false;
            mark = c;
            n++;
        }
    }
    struct date x = {.first = i, .last = i, .n = 1, .numeric = true};
    if (n == 2 && digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2 && mark == '-') {
        x.readings[0] = (struct ymd){parts[0], parts[1], parts[2]};
    } else if (n >= 1 && digits[0] <= 2 && digits[1] <= 2 && mark != '-' &&
               (n == 1 || digits[2] == 4 || digits[2] == 2)) {
        int year = n == 1 ? 0 : parts[2] < 100 ? 2000 + parts[2] : parts[2];
        x.readings[0] = (struct ymd){year, parts[1], parts[0]};
        x.readings[1] = (struct ymd){year, parts[0], parts[1]};
        x.n = mark == '.' ? 1 : 2; /* dots are day first */
        if (n == 1 && mark == '.') return false; /* a decimal */
    } else {
        return false;
    }
    *ret = x;
    return true;
}

/* --- judging them --- */

/* The day that a reading means; DAY_NONE: not known, or there is none.  *ret_far: it may be meant for another year. */
static day_t day_meant(const struct dates *d, struct ymd x, bool *ret_far)
{
    *ret_far = false;
    if (x.year) return day_exists(x.year, x.month, x.day) ? day_from_ymd(x.year, x.month, x.day) : DAY_NONE;
    if (!d->q->facts || d->q->facts->today == DAY_NONE) return DAY_NONE;
    day_t today = d->q->facts->today, best = DAY_NONE;
    int year = day_to_ymd(today).year, least = INT32_MAX;
    for (int y = year - 1; y <= year + 1; y++) {
        if (!day_exists(y, x.month, x.day)) continue;
        day_t day = day_from_ymd(y, x.month, x.day);
        int away = day > today ? day - today : today - day;
        if (away >= least) continue;
        least = away;
        best = day;
    }
    *ret_far = least > FAR_DAYS;
    return best;
}

static bool may_exist(struct ymd x)
{
    int year = x.year ? x.year : 2000; /* a leap year: 29 February may be */
    return x.month >= 1 && x.month <= 12 && day_exists(year, x.month, x.day);
}

static void mark(const struct dates *d, enum finding_level level, const char *rule, size_t first, size_t last,
    struct str why, struct str suggestion)
{
    size_t at = d->t->words[first].at, end = d->t->words[last].at + d->t->words[last].n;
    struct finding *f = check_add(d->ret, level, rule, at, end - at, why);
    if (suggestion.n) check_suggest(f, suggestion);
}

static struct str day_in_words(const struct dates *d, day_t day, bool year)
{
    struct ymd x = day_to_ymd(day);
    bool american = d->q->facts && str_is(d->q->facts->language, "en-US");
    struct str text = american ? arena_format(d->ret->arena, "%s %d", months[x.month - 1], x.day)
                               : arena_format(d->ret->arena, "%d %s", x.day, months[x.month - 1]);
    return year ? arena_format(d->ret->arena, "%.*s%s %d", STR_ARG(text), american ? "," : "", x.year) : text;
}

/* The word of the weekday that stands with a date; n_words: none. */
static size_t weekday_beside(const struct dates *d, const struct date *x)
{
    size_t i = x->first, none = d->t->n_words;
    for (int skipped = 0; i > 0 && skipped < 2; skipped++) {
        if (!adjoin(d, i - 1, i, ",.")) break;
        i--;
        if (weekday_of(d, i)) return i;
        if (!is_word(d, i, "the") && !is_word(d, i, "on")) break;
    }
    bool after = adjoin(d, x->last, x->last + 1, "(") && weekday_of(d, x->last + 1);
    return after ? x->last + 1 : none;
}

static void check_weekday(const struct dates *d, const struct date *x)
{
    size_t beside = weekday_beside(d, x);
    if (beside == d->t->n_words) return;
    int said = weekday_of(d, beside);
    day_t first = DAY_NONE;
    bool far = false;
    for (int i = 0; i < x->n; i++) {
        bool away;
        if (!may_exist(x->readings[i])) continue;
        day_t day = day_meant(d, x->readings[i], &away);
        if (day == DAY_NONE || (int)day_weekday(day) == said) return;
        if (first == DAY_NONE) first = day;
        far |= away;
    }
    if (first == DAY_NONE) return;
    const char *right = weekdays[day_weekday(first) - 1];
    struct str why = arena_format(d->ret->arena, "%.*s is a %s: either the weekday or the date is another.",
        STR_ARG(day_in_words(d, first, true)), right);
    mark(d, far ? FINDING_WARNING : FINDING_ERROR, "A11", beside, beside, why, str_from(right));
}

static void check_existence(const struct dates *d, const struct date *x)
{
    const struct text_word *w = &d->t->words[x->first];
    bool slash_or_dash = !x->numeric || !memchr(d->t->bytes.p + w->at, '.', w->n);
    if (!slash_or_dash || (x->numeric && !x->readings[0].year)) return; /* versions and fractions look like dates */
    for (int i = 0; i < x->n; i++)
        if (may_exist(x->readings[i])) return;
    bool all_small =
        x->readings[0].month <= 31 && x->readings[0].day <= 31 && x->readings[0].month && x->readings[0].day;
    if (!all_small) return;
    mark(d, FINDING_ERROR, "A11", x->first, x->last, STR("There is no such day in the calendar."), (struct str){0});
}

/* --- against the record --- */

enum { SAYS_MEETING = 1, SAYS_PAST = 2, SAYS_AHEAD = 4, SAYS_DECIDING = 8, SAYS_TOLD = 16 };

static unsigned said_by(struct str word)
{
    static const struct {
        unsigned bit;
        const char *stems[16];
    } kinds[] = {
        {SAYS_MEETING,
            {"interview", "conversation", "talk", "meeting", "met", "spoke", "speaking", "discuss", "visit", "call"}},
        {SAYS_PAST, {"thank", "met", "spoke", "enjoy", "pleasure", "discussed", "was", "were", "had", "told",
                        "mentioned", "said", "talked"}},
        {SAYS_AHEAD,
            {"will", "next", "forward", "if", "could", "would", "may", "can", "decid", "decision", "hear", "appl"}},
        {SAYS_DECIDING, {"decid", "decision", "expect"}},
        {SAYS_TOLD, {"mention", "said", "told", "expect", "hop", "promis", "plan", "would"}},
    };
    unsigned bits = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 0; kinds[k].stems[i]; i++)
            if (str_starts(word, str_from(kinds[k].stems[i]))) bits |= kinds[k].bit;
    return bits;
}

/* What the words of the sentence at hand say; looked at once. */
static unsigned sentence_says(struct dates *d, size_t i)
{
    size_t sentence = d->t->words[i].sentence;
    if (d->known && d->sentence == sentence) return d->says;
    const struct text_sentence *s = &d->t->sentences[sentence];
    char room[64];
    d->known = true;
    d->sentence = sentence;
    d->says = 0;
    for (size_t k = s->first; k < s->first + s->n_words; k++) d->says |= said_by(text_lower(d->t, k, room));
    return d->says;
}

/* Sentences that look back at the meeting: "thank you for our conversation on Friday". */
static bool looks_back(struct dates *d, size_t i)
{
    return (sentence_says(d, i) & (SAYS_MEETING | SAYS_PAST | SAYS_AHEAD)) == (SAYS_MEETING | SAYS_PAST);
}

static void differs(const struct dates *d, size_t i)
{
    day_t met = d->q->facts->met;
    const char *weekday = weekdays[day_weekday(met) - 1];
    struct str why = arena_format(
        d->ret->arena, "By your record you met on %s, %.*s.", weekday, STR_ARG(day_in_words(d, met, false)));
    mark(d, FINDING_WARNING, "A7", i, i, why, str_from(weekday_of(d, i) ? weekday : ""));
}

/* "on Friday", "yesterday", "today", where they met on another day. */
static void check_meeting_day(struct dates *d, size_t i)
{
    const struct letter_facts *f = d->q->facts;
    if (!f || f->met == DAY_NONE || f->met > f->today || !f->met_to) return;
    int weekday = weekday_of(d, i);
    bool day = weekday || is_word(d, i, "yesterday") || is_word(d, i, "today") || is_word(d, i, "morning");
    if (!day || !looks_back(d, i)) return;
    bool on = i > 0 && (is_word(d, i - 1, "on") || is_word(d, i - 1, "last") || is_word(d, i - 1, "this"));
    if (weekday && on) {
        bool dated = adjoin(d, i, i + 1, ",.") && d->t->words[i + 1].kind == WORD_NUMBER;
        dated |= adjoin(d, i, i + 1, ",.") && month_of(d, i + 1);
        if (weekday != (int)day_weekday(f->met) && !dated) differs(d, i);
        return;
    }
    if (is_word(d, i, "yesterday") && f->met != f->today - 1) differs(d, i);
    bool today = is_word(d, i, "today") || (is_word(d, i, "morning") && i > 0 && is_word(d, i - 1, "this"));
    if (today && f->met != f->today) differs(d, i);
}

/* A full date beside words about the meeting, or about the decision, that is not the one recorded. */
static void check_recorded(struct dates *d, const struct date *x)
{
    const struct letter_facts *f = d->q->facts;
    bool far;
    if (!f || x->n != 1 || !may_exist(x->readings[0])) return;
    day_t day = day_meant(d, x->readings[0], &far);
    if (day == DAY_NONE || far) return;
    if (f->met != DAY_NONE && f->met_to && day != f->met && day <= f->today && looks_back(d, x->first)) {
        struct str why = arena_format(d->ret->arena, "By your record you met on %s, %.*s.",
            weekdays[day_weekday(f->met) - 1], STR_ARG(day_in_words(d, f->met, false)));
        mark(d, FINDING_WARNING, "A7", x->first, x->last, why, day_in_words(d, f->met, false));
    }
    if (f->promised == DAY_NONE || day == f->promised || day == f->met || day == f->applied) return;
    if ((sentence_says(d, x->first) & (SAYS_DECIDING | SAYS_TOLD)) != (SAYS_DECIDING | SAYS_TOLD)) return;
    struct str why = arena_format(d->ret->arena, "By your record they named %s, %.*s, for the decision.",
        weekdays[day_weekday(f->promised) - 1], STR_ARG(day_in_words(d, f->promised, false)));
    mark(d, FINDING_WARNING, "D9", x->first, x->last, why, day_in_words(d, f->promised, false));
}

void dates_check(const struct text *t, const struct check_question *q, struct findings *ret)
{
    struct dates d = {.t = t, .q = q, .ret = ret};
    for (size_t i = 0; i < t->n_words; i++) {
        struct date x;
        check_meeting_day(&d, i);
        if (!read_named(&d, i, &x) && !read_numeric(&d, i, &x)) continue;
        check_existence(&d, &x);
        check_weekday(&d, &x);
        check_recorded(&d, &x);
    }
}
