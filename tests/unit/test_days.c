/* Days as mails name them.  All was sent on Wednesday 7 October 2026, unless a
 * row says another day; the working week is Monday to Friday, and Monday 12
 * October is a holiday in the calendar. */
#include "word/days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "word/promise.h"

static struct calendar calendar;

struct row {
    const char *text, *day; /* "": none; "?": one that is left open */
    const char *sent;
};

static const struct row english[] = {
    {"by Friday", "2026-10-09", 0},
    {"by Wednesday", "2026-10-14", 0},
    {"by Friday 23 October", "2026-10-23", 0},
    {"by Friday, October 23rd", "2026-10-23", 0},
    {"on the 23rd of October 2026", "2026-10-23", 0},
    {"by Thursday 23 October", "?", 0},
    {"by 3 March", "2027-03-03", 0},
    {"by 31 November", "?", 0},
    {"by 2026-11-06", "2026-11-06", 0},
    {"by 03/04", "?", 0},
    {"by 23/10", "2026-10-23", 0},
    {"by 10/23/2026", "2026-10-23", 0},
    {"by Thursday 05/11", "2026-11-05", 0},
    {"by 11/11", "2026-11-11", 0},
    {"by the end of next week", "2026-10-16", 0},
    {"by the end of the week", "2026-10-09", 0},
    {"by the end of this week", "2026-10-16", "2026-10-10"},
    {"next week", "2026-10-16", 0},
    {"early next week", "2026-10-13", 0},
    {"mid next week", "2026-10-14", 0},
    {"later this week", "2026-10-09", 0},
    {"next Friday", "2026-10-16", 0},
    {"this Friday", "2026-10-09", 0},
    {"this coming Monday", "2026-10-12", 0},
    {"Friday of next week", "2026-10-16", 0},
    {"Monday next week", "2026-10-12", 0},
    {"within two weeks", "2026-10-21", 0},
    {"within the next 2-3 weeks", "2026-10-28", 0},
    {"in two to three weeks", "2026-10-28", 0},
    {"in the next couple of weeks", "2026-10-21", 0},
    {"in the next few days", "2026-10-10", 0},
    {"within ten business days", "2026-10-22", 0},
    {"within 5 working days", "2026-10-15", 0},
    {"within 5-7 business days", "2026-10-19", 0},
    {"within 48 hours", "2026-10-09", 0},
    {"in a month", "2026-11-07", 0},
    {"in a month", "2026-11-30", "2026-10-30"},
    {"in a fortnight", "2026-10-21", 0},
    {"by the end of the month", "2026-10-31", 0},
    {"by the end of November", "2026-11-30", 0},
    {"in mid-November", "2026-11-15", 0},
    {"in early November", "2026-11-10", 0},
    {"in November", "2026-11-30", 0},
    {"by the end of the year", "2026-12-31", 0},
    {"before Christmas", "2026-12-24", 0},
    {"tomorrow", "2026-10-08", 0},
    {"by EOD Thursday", "2026-10-08", 0},
    {"by end of day", "2026-10-07", 0},
    {"the week of 19 October", "2026-10-23", 0},
    {"not before 6 November", "2026-11-06", 0},
    {"before 6 November", "2026-11-05", 0},
    {"on the 20th", "2026-10-20", 0},
    {"on Tuesday the 20th", "2026-10-20", 0},
    {"on Monday the 20th", "?", 0},
    {"two weeks ago", "", 0},
    {"five years of experience", "", 0},
    {"we may meet in March", "2027-03-31", 0},
    {"we may meet", "", 0},
    {"the march of time", "", 0},
    {"soon", "", 0},
    {"1,000 people", "", 0},
    {"9 October 99999", "2026-10-09", 0},
};

static const struct row german[] = {
    {"bis Freitag", "2026-10-09", 0},
    {"bis Ende der Woche", "2026-10-09", 0},
    {"bis Ende n\xc3\xa4"
     "chster Woche",
        "2026-10-16", 0},
    {"n\xc3\xa4"
     "chste Woche",
        "2026-10-16", 0},
    {"Anfang n\xc3\xa4"
     "chster Woche",
        "2026-10-13", 0},
    {"innerhalb von zwei Wochen", "2026-10-21", 0},
    {"in den n\xc3\xa4"
     "chsten zwei bis drei Wochen",
        "2026-10-28", 0},
    {"in zehn Werktagen", "2026-10-22", 0},
    {"bis zum 23. Oktober", "2026-10-23", 0},
    {"am Freitag, den 23.10.2026", "2026-10-23", 0},
    {"bis 3.4.2027", "2027-04-03", 0},
    {"in KW 43", "2026-10-23", 0},
    {"bis Ende Oktober", "2026-10-31", 0},
    {"Mitte November", "2026-11-15", 0},
    {"vor Weihnachten", "2026-12-24", 0},
    {"morgen", "2026-10-08", 0},
    {"\xc3\xbc"
     "bermorgen",
        "2026-10-09", 0},
    {"vor zwei Wochen", "", 0},
};

static const struct row french[] = {
    {"d'ici vendredi", "2026-10-09", 0},
    {"d'ici la fin de la semaine", "2026-10-09", 0},
    {"la semaine prochaine", "2026-10-16", 0},
    {"sous deux semaines", "2026-10-21", 0},
    {"dans les deux prochaines semaines", "2026-10-21", 0},
    {"sous dix jours ouvr\xc3\xa9s", "2026-10-22", 0},
    {"avant le 23 octobre", "2026-10-22", 0},
    {"le vendredi 23 octobre 2026", "2026-10-23", 0},
    {"le 1er d\xc3\xa9"
     "cembre",
        "2026-12-01", 0},
    {"le 03/11", "2026-11-03", 0},
    {"fin octobre", "2026-10-31", 0},
    {"demain", "2026-10-08", 0},
    {"avant No\xc3\xabl", "2026-12-24", 0},
};

static int wrong_in(const struct row *rows, size_t n, bool day_first)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        AUTO(arena) a = {0};
        struct text t;
        struct days_said said;
        struct days_now now = {.calendar = &calendar, .day_first = day_first};
        char out[16] = "";
        assert_true(day_parse(str_from(rows[i].sent ? rows[i].sent : "2026-10-07"), &now.sent));
        text_read(rules_soften(str_from(rows[i].text), &a), &a, &t);
        if (t.n_words && days_next(&t, 0, t.n_words, &now, &said)) {
            if (said.day != DAY_NONE) day_format(said.day, out);
            if (said.day == DAY_NONE) strcpy(out, said.doubt ? "?" : "!");
        }
        if (strcmp(out, rows[i].day) == 0) continue;
        print_error("%s: %s where %s is right\n", rows[i].text, out, rows[i].day);
        wrong++;
    }
    return wrong;
}

static void days_are_what_they_say(void **state)
{
    (void)state;
    assert_int_equal(wrong_in(english, sizeof english / sizeof *english, false), 0);
    assert_int_equal(wrong_in(german, sizeof german / sizeof *german, true), 0);
    assert_int_equal(wrong_in(french, sizeof french / sizeof *french, true), 0);
}

static void clocks_are_read(void **state)
{
    static const struct {
        const char *text;
        int minute;
    } rows[] = {{"10:00", 600}, {"3pm", 900}, {"3 pm", 900}, {"3:30 PM", 930}, {"12am", 0}, {"12 pm", 720},
        {"noon", 720}, {"14h30", 870}, {"14h", 840}, {"10 Uhr", 600}, {"10.30 Uhr", 630}, {"10", -1}, {"25:00", -1},
        {"10:75", -1}, {"13pm", -1}, {"10.30", -1}, {"2026", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO(arena) a = {0};
        struct text t;
        size_t n;
        text_read(str_from(rows[i].text), &a, &t);
        int got = days_clock(&t, 0, t.n_words, &n);
        if (got != rows[i].minute) print_error("%s: %d where %d is right\n", rows[i].text, got, rows[i].minute);
        assert_int_equal(got, rows[i].minute);
    }
}

static int make(void **state)
{
    static const day_t holidays[] = {20738}; /* 2026-10-12 */
    (void)state;
    calendar_make(&calendar, CALENDAR_WEEKEND, holidays, 1);
    return calendar_is_business(&calendar, 20738) || day_from_ymd(2026, 10, 12) != 20738;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_what_they_say),
        cmocka_unit_test(clocks_are_read),
    };
    return cmocka_run_group_tests(tests, make, NULL);
}
