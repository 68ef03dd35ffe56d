/* Times as people say them, seen from Thursday 2026-10-08 at 14:30.  A result is a day or a civil time, with its offset
 * if one was given; "!" begins a refusal, and what its sentence must contain. */
#include "codec/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *text, *result;
};

#define NOW "2026-10-08T14:30"

static civil_t civil(const char *text)
{
    civil_t t;
    assert_true(civil_parse(str_from(text), &t));
    return t;
}

static void show(char out[static 1200], struct str text, civil_t now, enum when_lean lean)
{
    struct when when;
    struct err_info info;
    char at[24];
    enum err err = when_parse(text, now, lean, &when, &info);
    if (err) {
        assert_int_equal(err, ERR_INPUT);
        snprintf(out, 1200, "!%s", info.text);
        return;
    }
    if (when.precision == PRECISION_DAY) {
        assert_int_equal(when.at, civil_at(day_of(when.at), 0, 0));
        snprintf(out, 1200, "%s", day_format(day_of(when.at), at));
    } else {
        snprintf(out, 1200, "%s", civil_format(when.at, at));
    }
    if (when.has_offset) snprintf(out + strlen(out), 30, " %+d", (int)when.offset);
}

static bool as_expected(const char *result, const char *expected)
{
    if (expected[0] == '!') return result[0] == '!' && strstr(result, expected + 1);
    return strcmp(result, expected) == 0;
}

static void check(const struct row *rows, size_t n, const char *now, enum when_lean lean)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        char result[1200];
        show(result, str_from(rows[i].text), civil(now), lean);
        if (as_expected(result, rows[i].result)) continue;
        print_error("\"%s\" ==> %s, expected %s\n", rows[i].text, result, rows[i].result);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(rows, now, lean) check(rows, sizeof(rows) / sizeof *(rows), now, lean)
#define CHECK_ALL_LEANS(rows)                                                                                          \
    (CHECK(rows, NOW, WHEN_PAST), CHECK(rows, NOW, WHEN_FUTURE), CHECK(rows, NOW, WHEN_NEAREST))

static void iso_8601(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"2026-10-08", "2026-10-08"},
        {"2026-10-08T15:00", "2026-10-08T15:00"},
        {"2026-10-08t15:00", "2026-10-08T15:00"},
        {"2026-10-08 15:00", "2026-10-08T15:00"},
        {"  2026-10-08 15:00\n", "2026-10-08T15:00"},
        {"2026-10-08T15:00:30", "2026-10-08T15:00:30"},
        {"2026-10-08T15:00:30.999", "2026-10-08T15:00:30"},
        {"2026-10-08T15:00:30,5Z", "2026-10-08T15:00:30 +0"},
        {"2026-10-08T15:00Z", "2026-10-08T15:00 +0"},
        {"2026-10-08T15:00+02:00", "2026-10-08T15:00 +7200"},
        {"2026-10-08T15:00-0530", "2026-10-08T15:00 -19800"},
        {"2026-10-08T15:00:00.000+05", "2026-10-08T15:00 +18000"},
        {"2026-10-08 15:00 -0700", "2026-10-08T15:00 -25200"},
        {"2026-10-08 15:00 UTC", "2026-10-08T15:00 +0"},
        {"2028-02-29", "2028-02-29"},
        {"0001-01-01", "0001-01-01"},
        {"9999-12-31T23:59:59", "9999-12-31T23:59:59"},
        {"2026-1-5", "2026-01-05"},
        {"2026/10/08", "2026-10-08"},
        {"2026-10-08 3pm", "2026-10-08T15:00"},
        {"Thu, 08 Oct 2026 15:00:05 +0200", "2026-10-08T15:00:05 +7200"},
        {"2026-10-08Z", "!an offset from UTC needs a time"},
        {"2026-10-08T15:00+15:00", "!an offset from UTC is like +02:00"},
        {"2026-10-08T15:00+02:60", "!an offset from UTC is like +02:00"},
        {"2026-10-08T15:00+2", "!an offset from UTC is like +02:00"},
        {"2026-10-08T15:00+02:000", "!an offset from UTC is like +02:00"},
        {"2026-10-08T15:00Z+02:00", "!\"+\" has no place"},
        {"2026-10-08T15:00Z UTC", "!an offset from UTC needs a time"},
        {"2026-10-08T24:00", "!there is no hour 24"},
        {"2026-10-08T23:60", "!there is no minute 60"},
        {"2026-10-08T23:59:60", "!there is no second 60"},
        {"2026-10-08T15:0", "!minutes have two digits"},
        {"2026-10-08T15:00:", "!a time of day is like 15:00"},
        {"2026-10-08T15:000", "!a time of day is like 15:00"},
        {"2026-10-08T15:00:00:00", "!a time of day is like 15:00"},
        {"2026-10-08T", "!the word \"T\" is not known"},
        {"2026-10", "!it names no day of the month"},
        {"2026-13-01", "!there is no month 13"},
        {"2026-02-31", "!February has no day 31"},
        {"2027-02-29", "!February 2027 has no day 29"},
        {"2026-04-31", "!April has no day 31"},
        {"0000-01-01", "!there is no year 0"},
        {"12026-10-08", "!no date that can be told apart"},
        {"20261008", "!a number in it is too long"},
    };
    CHECK_ALL_LEANS(rows);
}

/* What names its own direction, or needs none. */
static void told_the_direction(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"now", "2026-10-08T14:30"},
        {"today", "2026-10-08"},
        {"Today", "2026-10-08"},
        {"TODAY 9am", "2026-10-08T09:00"},
        {"tonight", "2026-10-08"},
        {"tonight 8pm", "2026-10-08T20:00"},
        {"tonight at 8", "2026-10-08T20:00"},
        {"yesterday", "2026-10-07"},
        {"yesterday 3pm", "2026-10-07T15:00"},
        {"yesterday at 3 p.m.", "2026-10-07T15:00"},
        {"3pm yesterday", "2026-10-07T15:00"},
        {"yesterday noon", "2026-10-07T12:00"},
        {"yesterday morning", "2026-10-07"},
        {"yesterday morning at 9", "2026-10-07T09:00"},
        {"at 3 in the afternoon yesterday", "2026-10-07T15:00"},
        {"last night", "2026-10-07"},
        {"this morning", "2026-10-08"},
        {"this afternoon 4:15 pm", "2026-10-08T16:15"},
        {"tomorrow", "2026-10-09"},
        {"tomorrow 15:00", "2026-10-09T15:00"},
        {"tomorrow at 9.30", "2026-10-09T09:30"},
        {"tomorrow 9.30am", "2026-10-09T09:30"},
        {"tomorrow 12am", "2026-10-09T00:00"},
        {"tomorrow 12pm", "2026-10-09T12:00"},
        {"tomorrow 12:30 AM", "2026-10-09T00:30"},
        {"day after tomorrow", "2026-10-10"},
        {"the day after tomorrow at 10am", "2026-10-10T10:00"},
        {"the day before yesterday", "2026-10-06"},
        {"in 2 weeks", "2026-10-22"},
        {"in 3 days", "2026-10-11"},
        {"in 3 days at 14:00", "2026-10-11T14:00"},
        {"in three days", "2026-10-11"},
        {"in a week", "2026-10-15"},
        {"in a fortnight", "2026-10-22"},
        {"in 2 months", "2026-12-08"},
        {"in 5 months", "2027-03-08"},
        {"in a year", "2027-10-08"},
        {"in an hour", "2026-10-08T15:30"},
        {"in half an hour", "2026-10-08T15:00"},
        {"in 45min", "2026-10-08T15:15"},
        {"in 10 hours", "2026-10-09T00:30"},
        {"2 weeks from now", "2026-10-22"},
        {"a week from today", "2026-10-15"},
        {"2 weeks ago", "2026-09-24"},
        {"a week ago", "2026-10-01"},
        {"an hour ago", "2026-10-08T13:30"},
        {"2h ago", "2026-10-08T12:30"},
        {"half an hour ago", "2026-10-08T14:00"},
        {"3 days ago at 4pm", "2026-10-05T16:00"},
        {"10 months ago", "2025-12-08"},
        {"next fri", "2026-10-16"},
        {"next Friday 14:30", "2026-10-16T14:30"},
        {"next monday", "2026-10-12"},
        {"next thu", "2026-10-15"},
        {"this fri", "2026-10-09"},
        {"this coming fri", "2026-10-09"},
        {"this mon", "2026-10-05"},
        {"coming thursday", "2026-10-15"},
        {"last tuesday", "2026-10-06"},
        {"last thu", "2026-10-01"},
        {"last fri", "2026-10-02"},
        {"friday next week", "2026-10-16"},
        {"next week, tuesday 9am", "2026-10-13T09:00"},
        {"mon last week", "2026-09-28"},
        {"wed this week", "2026-10-07"},
        {"end of week", "2026-10-09"},
        {"by the end of the week", "2026-10-09"},
        {"end of next week", "2026-10-16"},
        {"by end of next week", "2026-10-16"},
        {"start of next week", "2026-10-12"},
        {"end of the month", "2026-10-31"},
        {"end of this month", "2026-10-31"},
        {"end of next month", "2026-11-30"},
        {"beginning of next month", "2026-11-01"},
        {"end of last month", "2026-09-30"},
        {"end of the year", "2026-12-31"},
        {"start of next year", "2027-01-01"},
        {"end of day", "2026-10-08"},
        {"20 Oct 2026", "2026-10-20"},
        {"20-Oct-2026", "2026-10-20"},
        {"05 Mar 2024", "2024-03-05"},
        {"October 20th, 2026", "2026-10-20"},
        {"Oct. 20, 2026 3:05pm", "2026-10-20T15:05"},
        {"the 20th of October 2026", "2026-10-20"},
        {"20. Oct 2026", "2026-10-20"},
        {"tue 20 Oct 2026", "2026-10-20"},
        {"20.10.2026", "2026-10-20"},
        {"20.10.26", "2026-10-20"},
        {"3.4.2026", "2026-04-03"},
        {"20/10/2026", "2026-10-20"},
        {"10/20/2026", "2026-10-20"},
        {"11/20/24, 8:15 AM", "2024-11-20T08:15"},
        {"end of february 2028", "2028-02-29"},
    };
    CHECK_ALL_LEANS(rows);
}

static void recording_leans_to_the_past(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"fri", "2026-10-02"},
        {"on friday", "2026-10-02"},
        {"thu", "2026-10-08"},
        {"wed", "2026-10-07"},
        {"friday 14:30", "2026-10-02T14:30"},
        {"thu 14:30", "2026-10-08T14:30"},
        {"thu 14:31", "2026-10-01T14:31"},
        {"9am", "2026-10-08T09:00"},
        {"at noon", "2026-10-08T12:00"},
        {"3pm", "2026-10-07T15:00"},
        {"the 20th", "2026-09-20"},
        {"on the 8th", "2026-10-08"},
        {"the 8th 5pm", "2026-10-08T17:00"},
        {"the 31st", "2026-08-31"},
        {"20 Oct", "2025-10-20"},
        {"Oct 8", "2026-10-08"},
        {"8 Oct 4pm", "2026-10-08T16:00"},
        {"1 Oct", "2026-10-01"},
        {"20.10.", "2025-10-20"},
        {"10/20", "2025-10-20"},
        {"29 Feb", "2024-02-29"},
        {"end of feb", "2026-02-28"},
        {"thu 1 oct", "2026-10-01"},
    };
    CHECK(rows, NOW, WHEN_PAST);
}

static void plans_lean_to_the_future(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"fri", "2026-10-09"},
        {"by fri", "2026-10-09"},
        {"thu", "2026-10-08"},
        {"wed", "2026-10-14"},
        {"friday 14:30", "2026-10-09T14:30"},
        {"thu 14:30", "2026-10-08T14:30"},
        {"thu 14:29", "2026-10-15T14:29"},
        {"9am", "2026-10-09T09:00"},
        {"3pm", "2026-10-08T15:00"},
        {"15:00", "2026-10-08T15:00"},
        {"9.30", "2026-10-09T09:30"},
        {"the 20th", "2026-10-20"},
        {"on the 8th", "2026-10-08"},
        {"the 8th 9am", "2026-10-08T09:00"},
        {"the 7th", "2026-11-07"},
        {"the 31st", "2026-10-31"},
        {"20 Oct", "2026-10-20"},
        {"Oct 20", "2026-10-20"},
        {"1 Oct", "2027-10-01"},
        {"20.10.", "2026-10-20"},
        {"20.10. 9:00", "2026-10-20T09:00"},
        {"20/10", "2026-10-20"},
        {"29 Feb", "2028-02-29"},
        {"end of february", "2027-02-28"},
        {"tuesday the 20th", "2026-10-20"},
        {"tue, 20 Oct, 9am", "2026-10-20T09:00"},
    };
    CHECK(rows, NOW, WHEN_FUTURE);
}

static void else_the_nearest(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"mon", "2026-10-05"},
        {"sun", "2026-10-11"},
        {"thu", "2026-10-08"},
        {"thu 3pm", "2026-10-08T15:00"},
        {"3pm", "2026-10-08T15:00"},
        {"1am", "2026-10-09T01:00"},
        {"the 20th", "2026-10-20"},
        {"the 27th", "2026-09-27"},
        {"20 Oct", "2026-10-20"},
        {"1 Oct", "2026-10-01"},
        {"5 Jan", "2027-01-05"},
        {"29 Feb", "2028-02-29"},
    };
    CHECK(rows, NOW, WHEN_NEAREST);
}

static void at_the_edges_of_months_and_weeks(void **state)
{
    (void)state;
    static const struct row from_31_january[] = {
        {"in a month", "2027-02-28"},
        {"in 13 months", "2028-02-29"},
        {"2 months ago", "2026-11-30"},
        {"the 30th", "2027-03-30"},
        {"1 Feb", "2027-02-01"},
        {"tomorrow", "2027-02-01"},
        {"end of next month", "2027-02-28"},
    };
    static const struct row on_a_friday[] = {
        {"end of week", "2026-10-09"},
        {"fri", "2026-10-09"},
        {"14:30", "2026-10-09T14:30"}, /* seconds have gone by since; it is still 14:30 */
        {"14:29", "2026-10-10T14:29"},
    };
    static const struct row from_a_sunday[] = {
        {"end of week", "2026-10-11"},
        {"end of next week", "2026-10-16"},
        {"next fri", "2026-10-16"},
        {"this fri", "2026-10-09"},
        {"mon", "2026-10-12"},
        {"sun", "2026-10-11"},
        {"last sun", "2026-10-04"},
    };
    static const struct row between_leap_years[] = {
        {"29 Feb", "2104-02-29"}, /* 2100 has none */
        {"end of february 2100", "2100-02-28"},
    };
    static const struct row from_the_last_day[] = {
        {"today", "9999-12-31"},
        {"tomorrow", "!too far away"},
        {"in 9999 weeks", "!too far away"},
        {"in 9999 years", "!too far away"},
        {"in 9999 minutes", "!too far away"},
        {"next fri", "!too far away"},
        {"1 Feb", "!too far away"},
        {"end of next month", "!too far away"},
        {"yesterday", "9999-12-30"},
    };
    static const struct row from_the_first_day[] = {
        {"yesterday", "!too far away"},
        {"a month ago", "!too far away"},
        {"tomorrow", "0001-01-02"},
    };
    CHECK(from_31_january, "2027-01-31T10:00", WHEN_FUTURE);
    CHECK(on_a_friday, "2026-10-09T14:30:20", WHEN_FUTURE);
    CHECK(between_leap_years, "2096-03-01T10:00", WHEN_FUTURE);
    CHECK(from_a_sunday, "2026-10-11T10:00", WHEN_FUTURE);
    CHECK(from_the_last_day, "9999-12-31T10:00", WHEN_FUTURE);
    CHECK(from_the_first_day, "0001-01-01T10:00", WHEN_FUTURE);
}

static void what_is_wrong_or_unclear_is_refused(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", "!it is empty"},
        {" \t\n", "!it is empty"},
        {"at", "!names no day and no time"},
        {"31 February", "!February has no day 31"},
        {"Feb 30", "!February has no day 30"},
        {"29 Feb 2027", "!February 2027 has no day 29"},
        {"31.11.2026", "!November has no day 31"},
        {"31.11.", "!November has no day 31"},
        {"0 Oct", "!October has no day 0"},
        {"the 32nd", "!no month has a day 32"},
        {"20.13.2026", "!there is no month 13"},
        {"25:00", "!there is no hour 25"},
        {"tomorrow 12:60", "!there is no minute 60"},
        {"13pm", "!hours with am or pm go from 1 to 12"},
        {"0am", "!hours with am or pm go from 1 to 12"},
        {"13:30pm", "!hours with am or pm go from 1 to 12"},
        {"03/04/2026", "!\"03/04/2026\" could be 3 April or 4 March: write \"2026-04-03\" or \"4 Mar 2026\""},
        {"3/4", "!write \"3 Apr\" or \"4 Mar\""},
        {"03-04-2026", "!could be 3 April or 4 March"},
        {"20-10-24", "!no date that can be told apart"},
        {"9-10", "!a date or from one time to another"},
        {"13/13/2026", "!there is no month 13"},
        {"0/5", "!there is no month 0"},
        {"20.10", "!could be a time (20:10) or a day (20 Oct)"},
        {"9.5", "!could be a time or a day"},
        {"fri 9-10am", "!from one time to another"},
        {"fri 09:00-10:00", "!from and to"},
        {"2026-10-08 09:00-10:00", "!from and to"},
        {"fri 9am-10am", "!from and to"},
        {"9am 10am", "!two times of day"},
        {"today tomorrow", "!two days"},
        {"mon tue", "!two days"},
        {"yesterday an hour ago", "!two days"},
        {"next week this week", "!two weeks"},
        {"wed 20 Oct 2026", "!2026-10-20 is a Tuesday"},
        {"fri tomorrow 9am morning evening", "!two parts of the day"},
        {"tomorrow", "2026-10-09"},
        {"sat tomorrow", "!2026-10-09 is a Friday"},
        {"20", "!20 could be a day or an hour"},
        {"tomorrow 3", "!3 could be a day or an hour"},
        {"tomorrow at 3", "!3 could be morning or afternoon"},
        {"this morning 3pm", "!do not agree"},
        {"midnight", "!midnight begins one day and ends another"},
        {"next week", "!which day of the week"},
        {"next month", "!which day"},
        {"last year", "!which day"},
        {"next october", "!which day"},
        {"a week ago monday", "!2026-10-01 is a Thursday"},
        {"monday week", "!which day"},
        {"week after next", "!which day"},
        {"day after yesterday", "!which day"},
        {"October", "!no day of the month"},
        {"Oct 2026", "!no day of the month"},
        {"in October", "!no day of the month"},
        {"in 5 business days", "!the employer's country"},
        {"5 business days ago", "!the employer's country"},
        {"in a couple of weeks", "!how many"},
        {"in a few days", "!how many"},
        {"soon", "!too vague"},
        {"in weeks", "!how many"},
        {"3 days", "!needs \"in\" before it or \"ago\" behind"},
        {"half a day ago", "!only of an hour"},
        {"in 10000 days", "!10000 is too many"},
        {"in 99999999 days", "!too long"},
        {"end of february 0000", "!there is no year 0"},
        {"end of friday", "!of what"},
        {"end of tomorrow", "!of what"},
        {"ago", "!has no place"},
        {"15:00 CET", "!\"CET\" is not known"},
        {"now UTC", "!needs a time of day"},
        {"tomorrow -3", "!\"-\" has no place"},
        {"whenever", "!\"whenever\" is not known"},
        {"n\xC3\xA4"
         "chste Woche",
            "!\"n\xC3\xA4"
            "chste\" is not known"},
        {"\x1B[31mfri", "!cannot tell when \"...\" is"},
        {"\xFF", "!cannot tell when \"...\" is: it is not text"},
        {"fri; rm", "!a character in it"},
        {"on on on on on on on on on on on on on on on on on on on on on on on on on", "!too many words"},
    };
    CHECK_ALL_LEANS(rows);
}

/* Every refusal shows two ways to say it that work. */
static void examples_in_refusals_work(void **state)
{
    (void)state;
    static const char *const texts[] = {"31 February", "25:00", "03/04/2026", "3/4", "20", "next week"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char result[1200];
        show(result, str_from(texts[i]), civil(NOW), WHEN_FUTURE);
        const char *at = strstr(result, "write");
        int examples = 0;
        while (at && (at = strchr(at, '"'))) {
            const char *end = strchr(at + 1, '"');
            assert_non_null(end);
            char again[1200];
            show(again, (struct str){at + 1, (size_t)(end - at - 1)}, civil(NOW), WHEN_FUTURE);
            assert_int_not_equal(again[0], '!');
            examples++;
            at = end + 1;
        }
        assert_int_equal(examples, 2);
    }
}

static void failure_leaves_the_result_alone(void **state)
{
    (void)state;
    struct when when = {.at = 42, .offset = 7};
    char long_text[WHEN_MAX + 2];
    memset(long_text, '1', sizeof long_text);
    assert_int_equal(when_parse(STR("25:00"), 0, WHEN_PAST, &when, NULL), ERR_INPUT);
    assert_int_equal(when_parse((struct str){0}, 0, WHEN_PAST, &when, NULL), ERR_INPUT);
    assert_int_equal(when_parse((struct str){long_text, WHEN_MAX + 1}, 0, WHEN_PAST, &when, NULL), ERR_INPUT);
    assert_int_equal(when_parse((struct str){"fri\0 ", 5}, 0, WHEN_PAST, &when, NULL), ERR_INPUT);
    assert_int_equal(when.at, 42);
    assert_int_equal(when.offset, 7);
    memset(long_text, ' ', sizeof long_text);
    memcpy(long_text, "today", 5);
    assert_int_equal(when_parse((struct str){long_text, sizeof long_text}, 0, WHEN_PAST, &when, NULL), OK);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(iso_8601),
        cmocka_unit_test(told_the_direction),
        cmocka_unit_test(recording_leans_to_the_past),
        cmocka_unit_test(plans_lean_to_the_future),
        cmocka_unit_test(else_the_nearest),
        cmocka_unit_test(at_the_edges_of_months_and_weeks),
        cmocka_unit_test(what_is_wrong_or_unclear_is_refused),
        cmocka_unit_test(examples_in_refusals_work),
        cmocka_unit_test(failure_leaves_the_result_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
