/* Reading a time of day. */
#include <string.h>

#include "word/days_part.h"

int days_clock(const struct text *t, size_t i, size_t end, size_t *ret_n)
{
    struct days_reader r = {.t = t, .end = end};
    char lower[64];
    size_t n;
    if (i >= end || (t->words[i].kind != WORD_NUMBER && !strchr("nNmM", t->bytes.p[t->words[i].at]))) return -1;
    struct str w = text_lower(t, i, lower);
    *ret_n = 1;
    if (str_is(w, "noon") || str_is(w, "midday")) return 12 * 60;
    if (t->words[i].kind != WORD_NUMBER || w.n > 8) return -1;
    int hour = days_words_digits(w, &n), minute = 0;
    if (hour < 0 || n > 2) return -1;
    struct str rest = {w.p + n, w.n - n};
    bool colon = rest.n && (rest.p[0] == ':' || rest.p[0] == '.' || rest.p[0] == 'h'),
         french = rest.n && rest.p[0] == 'h';
    if (colon) {
        rest.p++, rest.n--;
        minute = days_words_digits(rest, &n);
        if (minute < 0 && french && !rest.n) minute = 0, n = 0;
        if (minute < 0 || (n != 2 && !(french && n == 0))) return -1;
        rest.p += n, rest.n -= n;
    }
    bool dot = colon && !french && memchr(w.p, '.', w.n) != NULL;
    char next[64];
    struct str word = !rest.n && i + 1 < end ? text_lower(t, i + 1, next) : rest;
    bool pm = str_among(word, (const char *const[]){"pm", "p.m", NULL}),
         am = str_among(word, (const char *const[]){"am", "a.m", NULL});
    /* "am" is German for "on the". */
    if (am && !rest.n && i + 2 < end && (days_words_is(&r, i + 2, DAYS_WEEKDAY) || t->words[i + 2].kind == WORD_NUMBER))
        am = false;
    bool uhr = str_among(word, (const char *const[]){"uhr", "h", "heures", "o'clock", NULL});
    if (rest.n && !pm && !am) return -1;
    if (!rest.n && (pm || am || uhr)) *ret_n = 2;
    if (!pm && !am && !uhr && (!colon || dot)) return -1;
    if (hour > 24 || minute > 59 || ((pm || am) && (hour > 12 || hour == 0))) return -1;
    if (pm && hour < 12) hour += 12;
    if (am && hour == 12) hour = 0;
    return hour * 60 + minute;
}

bool days_clock_zone(const struct text *t, size_t i)
{
    static const char *const zones[] = {"EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT",
        "GMT", "BST", "CET", "CEST", "UTC", "IST", "AEST", "AEDT", "WET", "WEST", "EET", "MEZ", "MESZ", "SGT", "JST",
        "Eastern", "Pacific", "Central", "Mountain", NULL};
    return i < t->n_words && str_among(text_word(t, i), zones);
}
