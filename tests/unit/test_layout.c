/* Layout: what stands on the screen, line by line; near days; harmless text. */
#include "cli/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FFFD "\xEF\xBF\xBD"

struct screen {
    struct arena arena;
    struct buf out;
    struct layout layout;
};

static void screen_close(struct screen *s)
{
    arena_close(&s->arena);
    buf_close(&s->out);
}

static void screen_init(struct screen *s, int width, layout_measure *measure)
{
    *s = (struct screen){.layout = {.width = width, .measure = measure}};
    s->layout.out = &s->out;
    s->layout.arena = &s->arena;
}

static void expect_screen(struct screen *s, const char *expected)
{
    buf_char(&s->out, '\0');
    assert_string_equal(s->out.p, expected);
}

/* Two columns for what takes three bytes: near enough to East Asian text. */
static size_t wide(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        n += c < 0x80 || (c >= 0xC0 && c < 0xE0) ? 1 : c >= 0xE0 ? 2 : 0;
    }
    return n;
}

static void test_text(void **state)
{
    static const struct {
        int width, first, rest;
        const char *text, *expected;
    } facts[] = {
        {20, 0, 0, "", "\n"},
        {20, 0, 0, "short", "short\n"},
        {20, 2, 4, "a note to everyone you met there", "  a note to everyone\n    you met there\n"},
        {20, 0, 0, "exactly twenty wide!", "exactly twenty wide!\n"},
        {20, 0, 0, "exactly twenty wide!!", "exactly twenty\nwide!!\n"},
        {20, 0, 0, "two\nlines", "two\nlines\n"},
        {20, 1, 1, "a\n\nparagraph", " a\n\n paragraph\n"},
        {20, 0, 0, "ends in a break\n", "ends in a break\n"},
        {20, 0, 0, "blanks                       apart", "blanks\napart\n"},
        {20, 0, 0, "averyveryverylongwordindeed ok", "averyveryverylongwor\ndindeed ok\n"},
        {20, 0, 0, "see https://example.com/a/very/long/way ok", "see\nhttps://example.com/a/very/long/way\nok\n"},
        {20, 0, 0, "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC two words",
            "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC two words\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        AUTO(screen) s;
        screen_init(&s, facts[i].width, NULL);
        layout_text(&s.layout, facts[i].first, facts[i].rest, LAYOUT_PLAIN, str_from(facts[i].text));
        expect_screen(&s, facts[i].expected);
    }
}

static void test_wide_characters_are_measured(void **state)
{
    (void)state;
    AUTO(screen) s;
    screen_init(&s, 20, wide);
    /* Eleven characters of two columns each, without a blank. */
    layout_text(&s.layout, 0, 0, LAYOUT_PLAIN,
        STR("\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97"
            "\xA5"
            "\xE6\x97\xA5\xE6\x97\xA5"));
    expect_screen(&s,
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5"
        "\xE6\x97\xA5\n\xE6\x97\xA5\n");
}

static void test_table(void **state)
{
    (void)state;
    static const struct layout_column columns[] = {{.right = true}, {.wraps = true}, {.wraps = true}};
    const struct str cells[] = {
        STR("1"), STR("Harbour Optics"), STR("waiting for a decision by Friday"), STR("12"), STR("Tide"), STR("")};
    AUTO(screen) s;
    screen_init(&s, 40, NULL);
    layout_table(&s.layout, 1, 3, columns, 2, cells);
    expect_screen(&s, "  1  Harbour Optics  waiting for a\n"
                      "                     decision by Friday\n"
                      " 12  Tide\n");
}

static void test_table_in_a_narrow_place(void **state)
{
    (void)state;
    static const struct layout_column columns[] = {{.wraps = true}, {.wraps = true}};
    const struct str cells[] = {STR("Supercalifragilistic"), STR("expialidocious and more")};
    AUTO(screen) s;
    screen_init(&s, 20, NULL);
    layout_table(&s.layout, 0, 2, columns, 1, cells);
    expect_screen(&s, "Supercali  expialido\n"
                      "fragilist  cious and\n"
                      "ic         more\n");
}

static void test_table_without_rows(void **state)
{
    (void)state;
    static const struct layout_column columns[] = {{0}};
    AUTO(screen) s;
    screen_init(&s, 20, NULL);
    layout_table(&s.layout, 0, 1, columns, 0, NULL);
    expect_screen(&s, "");
}

static void test_list(void **state)
{
    (void)state;
    const struct layout_item items[] = {
        {.number = STR("9"),
            .headline = STR("Thank Jane Moss"),
            .when = STR("today by 15:00"),
            .detail = STR("Harbour Optics, Lab technician"),
            .why = STR("You met her on Thursday. (A4)")},
        {.number = STR("10"), .headline = STR("Call the office of Tidewater"), .when = STR("by Mon 19 Oct, in 2 days")},
    };
    AUTO(screen) s;
    screen_init(&s, 40, NULL);
    layout_list(&s.layout, items, 2);
    expect_screen(&s, "  9  Thank Jane Moss      today by 15:00\n"
                      "     Harbour Optics, Lab technician\n"
                      "     You met her on Thursday. (A4)\n"
                      "\n"
                      " 10  Call the office of Tidewater\n"
                      "     by Mon 19 Oct, in 2 days\n");
}

static void test_a_number_wider_than_the_line_ends(void **state)
{
    (void)state;
    const struct layout_item item = {.number = STR("an id far longer than a line"), .headline = STR("Thank Jane Moss")};
    AUTO(screen) s;
    screen_init(&s, 20, NULL);
    layout_list(&s.layout, &item, 1);
    expect_screen(&s, " an id far longer than a line  Thank\n"
                      "                               Jane\n"
                      "                               Moss\n");
}

static void test_colour_only_where_allowed(void **state)
{
    (void)state;
    AUTO(screen) s;
    screen_init(&s, 40, NULL);
    s.layout.colour = true;
    layout_heading(&s.layout, STR("Today"));
    layout_text(&s.layout, 2, 2, LAYOUT_ACCENT, STR("late"));
    expect_screen(&s, "\033[1mToday\033[0m\n  \033[36mlate\033[0m\n");
}

static void test_clean(void **state)
{
    static const struct {
        const char *text;
        bool lines;
        const char *expected;
    } facts[] = {
        {"plain", false, "plain"},
        {"", false, ""},
        {"\xC3\xBC \xF0\x9F\x98\x80", false, "\xC3\xBC \xF0\x9F\x98\x80"},
        {"\033[31mred\033[0m", false, FFFD "[31mred" FFFD "[0m"},
        {"\033]0;title\007", false, FFFD "]0;title" FFFD},
        {"a\tb\nc\r\nd", false, "a b c d"},
        {"a\tb\nc\r\nd", true, "a b\nc\nd"},
        {"over\rwritten", false, "over written"},
        {"\xC2\x9B"
         "31m",
            false, FFFD "31m"}, /* CSI as one character */
        {"\x7F\x01", false, FFFD FFFD},
        {"\xFF\xC3", false, FFFD FFFD}, /* no UTF-8 */
        {"\xED\xA0\x80", false, FFFD FFFD FFFD}, /* a surrogate */
        {"a\xE2\x80\xAE"
         "b\xE2\x81\xA6",
            false, "a" FFFD "b" FFFD}, /* marks that turn the direction */
        {"\xE2\x80\xA8", false, FFFD}, /* line separator */
        {"\xE2\x80\x93\xC2\xA0", false, "\xE2\x80\x93\xC2\xA0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        AUTO(arena) a = {0};
        struct str clean = layout_clean(&a, str_from(facts[i].text), facts[i].lines);
        assert_int_equal(clean.n, strlen(facts[i].expected));
        assert_memory_equal(clean.p, facts[i].expected, clean.n);
    }
}

static void test_shown_text_is_clean(void **state)
{
    (void)state;
    static const struct layout_column columns[] = {{0}};
    const struct str evil = STR("\033[2J");
    const struct layout_item item = {.number = evil, .headline = evil, .when = evil, .detail = evil, .why = evil};
    AUTO(screen) s;
    screen_init(&s, 40, NULL);
    layout_heading(&s.layout, evil);
    layout_text(&s.layout, 0, 0, LAYOUT_PLAIN, evil);
    layout_table(&s.layout, 0, 1, columns, 1, &evil);
    layout_list(&s.layout, &item, 1);
    assert_null(memchr(s.out.p, '\033', s.out.n));
}

static size_t measured; /* bytes, by all calls of counting */

static size_t counting(struct str s)
{
    measured += s.n;
    return s.n;
}

/* What a vast text costs must follow its length; were it its square, this would measure thousands of times as much. */
static void test_linear_cost(void **state)
{
    (void)state;
    enum { VAST = 1 << 18 };
    static const char fillings[] = {'x', ' ', '\x80', '\n', '\033'};
    static const struct layout_column columns[] = {{.wraps = true}, {.wraps = true}};
    for (size_t i = 0; i < sizeof fillings; i++) {
        AUTO(screen) s;
        screen_init(&s, 80, counting);
        char *word = arena_alloc(&s.arena, VAST, 1);
        memset(word, fillings[i], VAST);
        const struct str cells[] = {{word, VAST}, STR("beside")};
        measured = 0;
        layout_text(&s.layout, 2, 2, LAYOUT_PLAIN, cells[0]);
        layout_table(&s.layout, 0, 2, columns, 1, cells);
        assert_in_range(measured, 0, 20 * (size_t)VAST);
    }
}

/* --- near days; today is Thursday 8 October 2026, 10:00 --- */

static day_t day(const char *s)
{
    day_t d = DAY_NONE;
    assert_true(day_parse(str_from(s), &d));
    return d;
}

static civil_t at(const char *s)
{
    civil_t t = TIME_NONE;
    assert_true(civil_parse(str_from(s), &t));
    return t;
}

static void test_day(void **state)
{
    static const struct {
        const char *day, *expected;
    } facts[] = {
        {"2026-10-08", "today"},
        {"2026-10-09", "tomorrow"},
        {"2026-10-07", "yesterday"},
        {"2026-10-10", "Sat 10 Oct, in 2 days"},
        {"2026-10-13", "Tue 13 Oct, in 5 days"},
        {"2026-10-05", "Mon 5 Oct, 3 days ago"},
        {"2026-12-31", "Thu 31 Dec, in 84 days"},
        {"2027-01-01", "Fri 1 Jan 2027, in 85 days"},
        {"2025-10-08", "Wed 8 Oct 2025, 365 days ago"},
        {"9999-12-31", "Fri 31 Dec 9999, in 2912162 days"},
        {"0001-01-01", "Mon 1 Jan 1, 739896 days ago"},
    };
    (void)state;
    char out[LAYOUT_DAY_MAX];
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        assert_string_equal(layout_day(day(facts[i].day), day("2026-10-08"), out), facts[i].expected);
    assert_string_equal(layout_day(DAY_NONE, day("2026-10-08"), out), "no date");
    assert_string_equal(layout_day(day("2027-01-01"), day("2026-12-31"), out), "tomorrow");
}

static void test_when(void **state)
{
    static const struct {
        const char *due, *expected;
    } facts[] = {
        {"2026-10-08T15:00", "today by 15:00"},
        {"2026-10-08T10:00", "today by 10:00"},
        {"2026-10-08T09:59", "was due today at 09:59"},
        {"2026-10-09T17:00", "tomorrow by 17:00"},
        {"2026-10-09T00:00", "by the end of today"},
        {"2026-10-10T00:00", "by the end of tomorrow"},
        {"2026-10-08T00:00", "was due yesterday"},
        {"2026-10-07T17:00", "was due yesterday"},
        {"2026-10-10T17:00", "by Sat 10 Oct, in 2 days"},
        {"2026-10-11T00:00", "by Sat 10 Oct, in 2 days"},
        {"2026-10-05T17:00", "was due Mon 5 Oct, 3 days ago"},
        {"2027-01-04T17:00", "by Mon 4 Jan 2027, in 88 days"},
    };
    (void)state;
    char out[LAYOUT_DAY_MAX];
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        assert_string_equal(layout_when(at(facts[i].due), at("2026-10-08T10:00"), out), facts[i].expected);
    /* At midnight the day before is over. */
    assert_string_equal(layout_when(at("2026-10-08T00:00"), at("2026-10-08T00:00"), out), "was due yesterday");
    assert_string_equal(layout_when(TIME_NEVER, 0, out), "no date");
    assert_string_equal(layout_when(TIME_NONE, 0, out), "no date");
}

static void test_moment(void **state)
{
    static const struct {
        const char *at, *expected;
    } facts[] = {
        {"2026-10-08T15:00", "today at 15:00"},
        {"2026-10-07T09:05", "yesterday at 09:05"},
        {"2026-10-26T15:00", "Mon 26 Oct at 15:00, in 18 days"},
        {"2026-10-05T15:00", "Mon 5 Oct at 15:00, 3 days ago"},
    };
    (void)state;
    char out[LAYOUT_DAY_MAX];
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        assert_string_equal(layout_moment(at(facts[i].at), at("2026-10-08T10:00"), out), facts[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_wide_characters_are_measured),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_in_a_narrow_place),
        cmocka_unit_test(test_table_without_rows),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_a_number_wider_than_the_line_ends),
        cmocka_unit_test(test_colour_only_where_allowed),
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_shown_text_is_clean),
        cmocka_unit_test(test_linear_cost),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_when),
        cmocka_unit_test(test_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
