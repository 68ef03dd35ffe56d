/* Writing iCalendar: what a property looks like, where lines are folded, how
 * texts are escaped, and that nothing in a text can become a line of its own. */
#include "base/arena.h"
#include "codec/ics_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static int differ(const struct buf *b, const char *expected)
{
    if (str_is(buf_str(b), expected)) return 0;
    print_error("written:  %.*s\nexpected: %s\n", STR_ARG(buf_str(b)), expected);
    return 1;
}

/* Without folds. */
static void unfold(const struct buf *b, struct buf *out)
{
    for (size_t i = 0; i < b->n; i++) {
        if (i + 2 < b->n && memcmp(b->p + i, "\r\n ", 3) == 0)
            i += 2;
        else
            buf_char(out, b->p[i]);
    }
}

/* Every line ends with CRLF, has at most 75 octets, and is well-formed UTF-8 by itself. */
static void assert_lines(const struct buf *b)
{
    struct str rest = buf_str(b), line;
    while (rest.n) {
        assert_true(str_cut(rest, '\n', &line, &rest));
        assert_true(line.n > 0 && line.p[line.n - 1] == '\r');
        line.n--;
        assert_true(line.n <= ICS_WRITE_LINE);
        assert_true(str_utf8(line, NULL));
        assert_false(str_contains(line, STR("\r")));
    }
}

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"a, b; c\\d: \"e\"", "a\\, b\\; c\\\\d: \"e\""},
        {"one\ntwo\r\nthree\rfour", "one\\ntwo\\nthree\\nfour"},
        {"\n\r", "\\n\\n"},
        {"\nBEGIN:VEVENT\nUID:x", "\\nBEGIN:VEVENT\\nUID:x"},
        {"tab\tstays", "tab\tstays"},
        {"\x01"
         "a\x07\x1b[31m\x7f",
            "a[31m"},
        {"caf\xC3\xA9 \xF0\x9F\x99\x82", "caf\xC3\xA9 \xF0\x9F\x99\x82"},
        {"next\xC2\x85line \xE2\x80\xA8 \xE2\x80\xA9", "next\\nline \\n \\n"},
        {"\xC2\x9B"
         "31m",
            "31m"}, /* a control character beyond ASCII */
        {"\xC2\xA0 stays", "\xC2\xA0 stays"},
        {"a\xE2\x80\xAE"
         "b\xE2\x81\xA6"
         "c",
            "abc"}, /* marks that turn the direction */
        {"\xE2\x80\x8D stays", "\xE2\x80\x8D stays"},
        {"bro\xC3ken \xFF", "bro\xEF\xBF\xBDken \xEF\xBF\xBD"},
    };
    int faults = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(buf) b = {0};
        char expected[200];
        struct ics_write w = {.out = &b};
        ics_write_text(&w, "SUMMARY", str_from(rows[i].text));
        snprintf(expected, sizeof expected, "SUMMARY:%s\r\n", rows[i].written);
        faults += differ(&b, expected);
    }
    assert_int_equal(faults, 0);
}

static void a_nul_is_dropped(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct ics_write w = {.out = &b};
    ics_write_text(&w, "SUMMARY", STR("a\0b"));
    assert_int_equal(differ(&b, "SUMMARY:ab\r\n"), 0);
}

/* A text of so many bytes before a character of 1 to 4 bytes, so that it ends before, at and behind the 75th octet. */
static void folding(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", ",", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x99\x82", "\n", "\\"};
    static const size_t widths[] = {1, 2, 2, 3, 4, 2, 2}; /* as written */
    const size_t lead = strlen("SUMMARY:");
    for (size_t c = 0; c < COUNT(characters); c++)
        for (size_t n = 60; n < 75; n++) {
            AUTO(buf) b = {0};
            AUTO(buf) text = {0};
            AUTO(buf) whole = {0};
            struct ics_write w = {.out = &b};
            for (size_t i = 0; i < n; i++) buf_char(&text, 'a');
            buf_put(&text, characters[c]);
            ics_write_text(&w, "SUMMARY", buf_str(&text));
            assert_lines(&b);
            size_t end = lead + n + widths[c], first = (size_t)((char *)memchr(b.p, '\r', b.n) - b.p);
            if (end <= ICS_WRITE_LINE)
                assert_int_equal(first, end);
            else if (lead + n <= ICS_WRITE_LINE)
                assert_int_equal(first, c == 0 ? ICS_WRITE_LINE : lead + n);
            unfold(&b, &whole);
            assert_int_equal(whole.n, end + 2);
        }
}

static void folding_at_exactly_75(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct ics_write w = {.out = &b};
    char text[160], expected[200];
    memset(text, 'a', sizeof text);
    ics_write_text(&w, "N", (struct str){text, 73}); /* "N:" and 73: fits */
    ics_write_text(&w, "N", (struct str){text, 74});
    ics_write_text(&w, "N", (struct str){text, 73 + 74});
    ics_write_text(&w, "N", (struct str){text, 73 + 74 + 1});
    snprintf(expected, sizeof expected, "N:%.73s\r\nN:%.73s\r\n a\r\n", text, text);
    assert_true(str_starts(buf_str(&b), str_from(expected)));
    struct str rest = {b.p + strlen(expected), b.n - strlen(expected)};
    snprintf(expected, sizeof expected, "N:%.73s\r\n %.74s\r\n", text, text);
    assert_true(str_starts(rest, str_from(expected)));
    rest.p += strlen(expected), rest.n -= strlen(expected);
    snprintf(expected, sizeof expected, "N:%.73s\r\n %.74s\r\n a\r\n", text, text);
    assert_true(str_is(rest, expected));
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        AUTO(buf) text = {0};
        AUTO(buf) b = {0};
        AUTO(buf) whole = {0};
        struct ics_write w = {.out = &b};
        for (size_t i = 0; i < shift; i++) buf_char(&text, 'a');
        while (text.n < 10000) buf_put(&text, "\xF0\x9F\x99\x82");
        ics_write_text(&w, "DESCRIPTION", buf_str(&text));
        assert_lines(&b);
        unfold(&b, &whole);
        assert_true(whole.n <= ICS_WRITE_TEXT_MAX + 20);
        assert_false(str_contains(buf_str(&whole), STR("\xEF\xBF\xBD")));
        assert_true(str_contains(buf_str(&whole), STR("\xE2\x80\xA6\r\n")));
    }
}

static void times(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct ics_write w = {.out = &b};
    ics_write_time(&w, "DTSTART", 0);
    ics_write_time(&w, "DTSTART", 951868799); /* a leap day */
    ics_write_time(&w, "DTSTART", -1);
    ics_write_time(&w, "DTSTART", TIME_NEVER);
    ics_write_time(&w, "DTSTART", TIME_NONE);
    ics_write_day(&w, "DTEND", day_from_ymd(2026, 10, 8));
    ics_write_day(&w, "DTEND", DAY_LAST + 1);
    ics_write_day(&w, "DTEND", DAY_NONE);
    assert_int_equal(
        differ(&b, "DTSTART:19700101T000000Z\r\nDTSTART:20000229T235959Z\r\nDTSTART:19691231T235959Z\r\n"
                   "DTSTART:99991231T235959Z\r\nDTSTART:00010101T000000Z\r\n"
                   "DTEND;VALUE=DATE:20261008\r\nDTEND;VALUE=DATE:99991231\r\nDTEND;VALUE=DATE:00010101\r\n"),
        0);
}

static void durations(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *written;
    } rows[] = {{0, "PT0H"}, {-86400, "-P1D"}, {-3600, "-PT1H"}, {32400, "PT9H"}, {34200, "PT9H30M"}, {5, "PT0H0M5S"},
        {3605, "PT1H0M5S"}, {90000, "P1DT1H"}, {172800, "P2D"}, {-90061, "-P1DT1H1M1S"}, {60, "PT0H1M"}};
    int faults = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(buf) b = {0};
        char expected[60];
        struct ics_write w = {.out = &b};
        ics_write_duration(&w, "TRIGGER", rows[i].seconds);
        snprintf(expected, sizeof expected, "TRIGGER:%s\r\n", rows[i].written);
        faults += differ(&b, expected);
    }
    assert_int_equal(faults, 0);
}

static void links(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    AUTO(buf) largest = {0};
    struct ics_write w = {.out = &b};
    ics_write_uri(&w, "URL", STR("https://a.example/x?y=1,2;z"));
    ics_write_uri(&w, "URL", STR("https://a.example/\xC3\xA9 \"\r\nUID:x"));
    while (largest.n <= ICS_WRITE_URI_MAX) buf_char(&largest, 'a');
    ics_write_uri(&w, "URL", buf_str(&largest));
    assert_int_equal(
        differ(&b, "URL:https://a.example/x?y=1,2;z\r\nURL:https://a.example/%C3%A9%20%22%0D%0AUID:x\r\n"), 0);
    ics_write_uri(&w, "URL", (struct str){largest.p, ICS_WRITE_URI_MAX});
    assert_lines(&b);
}

static void components(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct ics_write w = {.out = &b};
    ics_write_calendar(&w, STR("Mine, all"), 3600);
    ics_write_begin(&w, "VEVENT");
    ics_write_int(&w, "SEQUENCE", 12);
    ics_write_alarm(&w, -3600, STR("Soon"));
    ics_write_end(&w, "VEVENT");
    ics_write_end(&w, "VCALENDAR");
    assert_int_equal(
        differ(&b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hearback//hearback//EN\r\nCALSCALE:GREGORIAN\r\n"
                   "METHOD:PUBLISH\r\nNAME:Mine\\, all\r\nX-WR-CALNAME:Mine\\, all\r\n"
                   "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\nBEGIN:VEVENT\r\nSEQUENCE:12\r\n"
                   "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDESCRIPTION:Soon\r\nEND:VALARM\r\nEND:VEVENT\r\n"
                   "END:VCALENDAR\r\n"),
        0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(a_nul_is_dropped),
        cmocka_unit_test(folding),
        cmocka_unit_test(folding_at_exactly_75),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(times),
        cmocka_unit_test(durations),
        cmocka_unit_test(links),
        cmocka_unit_test(components),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
