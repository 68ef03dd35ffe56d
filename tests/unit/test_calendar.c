/* Business days: the tables against counting by hand, day by day; the holidays
 * that come with hearback; damaged data and codes that mean nothing. */
#include "plan/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct calendar c;
static struct err_info info;

static day_t day(const char *text)
{
    day_t d;
    if (!day_parse(str_from(text), &d)) fail_msg("%s", text);
    return d;
}

/* --- the arithmetic --- */

static const day_t *some_holidays(size_t *ret_n)
{
    static day_t days[8];
    static const char *const texts[] = {"2022-01-03", "2022-01-04", "2026-10-12", "2026-10-10", "2026-12-25",
        "2040-12-31", "2021-12-31", "2041-01-01"}; /* the last two lie outside the tables */
    for (size_t i = 0; i < 8; i++) days[i] = day(texts[i]);
    *ret_n = 8;
    return days;
}

static bool slow_is_business(const struct calendar *calendar, day_t d, const day_t *holidays, size_t n)
{
    bool inside = d >= day("2022-01-01") && d <= day("2040-12-31");
    for (size_t i = 0; inside && i < n; i++)
        if (holidays[i] == d) return false;
    return !((calendar->weekend >> day_weekday(d)) & 1);
}

static day_t slow_step(
    const struct calendar *calendar, day_t d, int n, int step, const day_t *holidays, size_t n_holidays)
{
    while (n > 0) n -= slow_is_business(calendar, d += step, holidays, n_holidays);
    return d;
}

static void compare_around(const char *middle, const day_t *holidays, size_t n)
{
    static const int counts[] = {1, 2, 3, 5, 20, 40};
    for (day_t d = day(middle) - 60; d <= day(middle) + 60; d++) {
        assert_int_equal(calendar_is_business(&c, d), slow_is_business(&c, d, holidays, n));
        day_t next = slow_is_business(&c, d, holidays, n) ? d : slow_step(&c, d, 1, 1, holidays, n);
        assert_int_equal(calendar_next(&c, d), next);
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
            assert_int_equal(calendar_add(&c, d, counts[i]), slow_step(&c, d, counts[i], 1, holidays, n));
            assert_int_equal(calendar_before(&c, d, counts[i]), slow_step(&c, d, counts[i], -1, holidays, n));
        }
    }
}

static void the_tables_count_as_one_does_by_hand(void **state)
{
    (void)state;
    static const unsigned weekends[] = {CALENDAR_WEEKEND, 1 << FRIDAY | 1 << SATURDAY, 1 << FRIDAY, 0};
    static const char *const middles[] = {"2022-01-01", "2026-10-10", "2026-12-31", "2040-12-31", "2100-01-01"};
    size_t n;
    const day_t *holidays = some_holidays(&n);
    for (int w = 0; w < 4; w++) {
        calendar_make(&c, weekends[w], holidays, n);
        for (int m = 0; m < 5; m++) compare_around(middles[m], holidays, n);
    }
}

static void a_zeroed_calendar_has_no_weekend(void **state)
{
    (void)state;
    memset(&c, 0, sizeof c);
    assert_int_equal(calendar_add(&c, day("2026-10-09"), 1), day("2026-10-10"));
    assert_int_equal(calendar_before(&c, day("2026-10-11"), 1), day("2026-10-10"));
    assert_false(calendar_knows(&c, day("2026-10-10")));
}

/* --- the data that come with hearback --- */

static struct str holidays_file(void)
{
    static char text[1 << 22];
    static size_t n;
    FILE *file = n ? NULL : fopen(HEARBACK_SOURCE_DIR "/data/holidays.txt", "r");
    if (file) {
        n = fread(text, 1, sizeof text, file);
        fclose(file);
    }
    return (struct str){text, n};
}

/* Public knowledge, not read off the file. */
static const struct {
    const char *code, *day;
    bool business;
} known[] = {
    {"", "2026-12-25", true}, /* no country: weekends alone */
    {"", "2026-10-10", false},
    {"US", "2026-11-26", false}, /* Thanksgiving */
    {"US", "2026-11-27", true},
    {"us", "2024-07-04", false},
    {"DE", "2025-10-03", false}, /* German Unity Day */
    {"DE", "2026-01-06", true}, /* Epiphany is a holiday in Bavaria ... */
    {"DE-BY", "2026-01-06", false},
    {"de-by", "2025-10-03", false},
    {"DE-XX", "2025-10-03", false}, /* a region without a line of its own */
    {"DE-XX", "2026-01-06", true},
    {"DE-BY-XX", "2026-01-06", false},
    {"FR", "2026-07-14", false},
    {"FR", "2026-07-15", true},
    {"GB-SCT", "2026-11-30", false}, /* St Andrew's Day */
    {"GB", "2026-11-30", true},
    {"IL", "2026-10-09", false}, /* a Friday */
    {"IL", "2026-10-11", true}, /* a Sunday */
    {"SA", "2026-10-10", false},
};

static void well_known_days(void **state)
{
    (void)state;
    assert_true(holidays_file().n > 100000);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (calendar_load(&c, holidays_file(), str_from(known[i].code), &info)) fail_msg("%s", info.text);
        if (calendar_is_business(&c, day(known[i].day)) != known[i].business)
            fail_msg("%s %s", known[i].code, known[i].day);
    }
}

static void the_years_that_are_known(void **state)
{
    (void)state;
    assert_int_equal(calendar_load(&c, holidays_file(), STR("US"), &info), OK);
    assert_false(calendar_knows(&c, day("2021-12-31")));
    assert_true(calendar_knows(&c, day("2022-01-01")));
    assert_true(calendar_knows(&c, day("2040-12-31")));
    assert_false(calendar_knows(&c, day("2041-01-01")));
    assert_true(calendar_is_business(&c, day("2041-12-25"))); /* a Wednesday: weekends alone decide */
    assert_int_equal(calendar_load(&c, holidays_file(), STR(""), &info), OK);
    assert_false(calendar_knows(&c, day("2026-01-01")));
}

/* The search by halves finds each line of the file. */
static void every_code_is_found(void **state)
{
    (void)state;
    struct str rest = holidays_file(), line, code, days;
    int n = 0;
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        if (!str_cut(line, '\t', &code, &days) || line.p[0] == '#') continue;
        assert_int_equal(calendar_load(&c, holidays_file(), code, &info), OK);
        n++;
    }
    assert_true(n > 500);
}

/* --- codes and data that make no sense --- */

#define DATA                                                                                                           \
    "# a comment\n# another\nAA\t67\t2026:0101,0102 2027:\nAA-BB\t67\t2026:0105\nCC\t56\t2026:0101\nDD\t\t2026:0101\n"

static void codes(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        enum err err;
        const char *text;
    } all[] = {
        {"AA", OK, ""},
        {"aa-bb", OK, ""},
        {"AA-ZZ", OK, ""},
        {"AA-BB-C1", OK, ""},
        {"AA-", OK, ""},
        {"DD", OK, ""},
        {"A", ERR_INPUT, "\"A\" is no country: use a code such as US, FR or DE-BY"},
        {"A1", ERR_INPUT, "\"A1\" is no country: use a code such as US, FR or DE-BY"},
        {"AA1", ERR_INPUT, NULL},
        {"A-B", ERR_INPUT, "\"A-B\" is no country: use a code such as US, FR or DE-BY"},
        {"AA-BB-CCDDEEFFGGH", ERR_INPUT, "\"AA-BB-CCDDEEFFGGH\" is no country: use a code such as US, FR or DE-BY"},
        {"AA-BB-CCDDEEFFGG", OK, ""},
        {"AA BB", ERR_INPUT, "\"AA BB\" is no country: use a code such as US, FR or DE-BY"},
        {"AA/BB", ERR_INPUT, "\"AA/BB\" is no country: use a code such as US, FR or DE-BY"},
        {"AA-B\xc3\xa9", ERR_INPUT, NULL},
        {"[[", ERR_INPUT, NULL},
        {"{{", ERR_INPUT, NULL},
        {"@@", ERR_INPUT, NULL},
        {"``", ERR_INPUT, NULL},
        {"AA-/", ERR_INPUT, NULL},
        {"AA-:", ERR_INPUT, NULL},
        {"AA-0", OK, ""},
        {"AA-9", OK, ""},
        {"ZA", ERR_NOT_FOUND, NULL},
        {"zz", ERR_NOT_FOUND,
            "no holidays are known for the country \"zz\": use a two-letter code such as US, FR or DE, with a region "
            "after a dash where there is one (DE-BY)"},
        {"BB", ERR_NOT_FOUND, NULL},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        info.text[0] = '\0';
        assert_int_equal(calendar_load(&c, STR(DATA), str_from(all[i].code), &info), all[i].err);
        if (all[i].text) assert_string_equal(info.text, all[i].text);
    }
}

static void a_region_is_complete_in_itself(void **state)
{
    (void)state;
    assert_int_equal(calendar_load(&c, STR(DATA), STR("AA"), &info), OK);
    assert_false(calendar_is_business(&c, day("2026-01-01")));
    assert_false(calendar_is_business(&c, day("2026-01-02")));
    assert_true(calendar_is_business(&c, day("2026-01-05")));
    assert_true(calendar_is_business(&c, day("2027-01-01")));
    assert_int_equal(calendar_load(&c, STR(DATA), STR("AA-BB"), &info), OK);
    assert_true(calendar_is_business(&c, day("2026-01-01")));
    assert_false(calendar_is_business(&c, day("2026-01-05")));
    assert_int_equal(calendar_load(&c, STR(DATA), STR("DD"), &info), OK);
    assert_true(calendar_is_business(&c, day("2026-01-03"))); /* no weekend */
}

static void a_damaged_line_is_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {"AA\t08\t2026:0101", "AA\t0\t2026:0101", "AA\t8\t2026:0101", "AA\tx\t2026:0101",
        "AA\t1234567\t2026:0101", "AA\t67\tabc", "AA\t67\t2026", "AA\t67\tx:0101", "AA\t67\t0:0101",
        "AA\t67\t10000:0101", "AA\t67\t0:", "AA\t67\t10000:", "AA\t67\t4294969322:0101", "AA\t67\t2026:010",
        "AA\t67\t2026:01011", "AA\t67\t2026:01x1", "AA\t67\t2026:0230", "AA\t67\t2026:1301", "AA\t67\t2026:0001",
        "AA\t67\t2026:0100", "AA\t67\t2026:-101", "AA\t67\t2026:0101,,0102", "AA\t67\t2026:0101 2027:0230"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        enum err err = calendar_load(&c, str_from(lines[i]), STR("AA"), &info);
        if (err != ERR_INPUT) fail_msg("%s", lines[i]);
        assert_string_equal(info.text, "holidays: the line of AA is damaged: reinstall the data file");
    }
    static const char *const fine[] = {"AA\t67\t", "AA\t67", "AA", "AA\t67\t2021:0101 2026:0101 2050:0101\r\n",
        "AA\t67\t2026:0101", "AA\t67\t1:0101 9999:1231", "AA\t123456\t2026:"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_int_equal(calendar_load(&c, str_from(fine[i]), STR("AA"), &info), OK);
    assert_int_equal(calendar_load(&c, (struct str){0}, STR("AA"), &info), ERR_NOT_FOUND);
    assert_int_equal(calendar_load(&c, STR("\n\n"), STR("AA"), &info), ERR_NOT_FOUND);
    assert_int_equal(calendar_load(&c, STR("# a long comment, and no more of it\nAA\t67\t\n"), STR("AA"), &info), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_count_as_one_does_by_hand),
        cmocka_unit_test(a_zeroed_calendar_has_no_weekend),
        cmocka_unit_test(well_known_days),
        cmocka_unit_test(the_years_that_are_known),
        cmocka_unit_test(every_code_is_found),
        cmocka_unit_test(codes),
        cmocka_unit_test(a_region_is_complete_in_itself),
        cmocka_unit_test(a_damaged_line_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
