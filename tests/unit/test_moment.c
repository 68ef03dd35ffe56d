/* Spans ("7d") and moments ("trigger + 2bd"): read, worked out, and said in words. */
#include "plan/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"

static void spans_are_read_and_said(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said; /* said NULL: not a span */
    } all[] = {{"7d", "7 days"}, {"9d", "9 days"}, {"90bd", "90 business days"}, {"1d", "1 day"},
        {"3bd", "3 business days"}, {"1bd", "1 business day"}, {"24h", "24 hours"}, {"0d", "0 days"},
        {"1000d", "1000 days"}, {"1001d", NULL}, {"", NULL}, {"d", NULL}, {"7", NULL}, {"7 d", NULL}, {"7D", NULL},
        {"7days", NULL}, {"-7d", NULL}, {"7b", NULL}, {"+7d", NULL}, {"99999999999999999999d", NULL}, {":d", NULL},
        {"/d", NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        AUTO(buf) b = {0};
        struct span s = {77, 77};
        assert_int_equal(moment_parse_span(str_from(all[i].text), &s), all[i].said != NULL);
        if (!all[i].said) {
            assert_true(s.n == 77 && s.unit == 77);
            continue;
        }
        span_write(&b, s);
        buf_char(&b, '\0');
        assert_string_equal(b.p, all[i].said);
    }
}

static void moments_are_read_and_said(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
        bool exact;
    } all[] = {
        {"trigger", "the interview", true},
        {"trigger + 2bd", "2 business days after the interview", false},
        {"trigger+24h", "24 hours after the interview", true},
        {"start - 1bd", "1 business day before the interview's start", false},
        {"start - 3h", "3 hours before the interview's start", true},
        {"opens + 7d", "7 days after it opens", false},
        {"answer", "the day the answer is wanted", false},
        {"answer - 1bd", "1 business day before the day the answer is wanted", false},
        {"answer - 3h", "3 hours before the day the answer is wanted", false},
        {"never", "never", true},
        {"trigger + 0d", "the interview", false},
        {"never + 1d", NULL, false},
        {"noon", NULL, false},
        {"", NULL, false},
        {"trigger + ", NULL, false},
        {"trigger + 2", NULL, false},
        {"trigger 2d", NULL, false},
        {"+ 2d", NULL, false},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        AUTO(buf) b = {0};
        struct moment m = {.anchor = 77};
        assert_int_equal(moment_parse(str_from(all[i].text), &m), all[i].said != NULL);
        if (!all[i].said) {
            assert_int_equal(m.anchor, 77);
            continue;
        }
        moment_write(&b, m, "the interview");
        buf_char(&b, '\0');
        assert_string_equal(b.p, all[i].said);
        assert_int_equal(m.exact, all[i].exact);
    }
}

static void moments_are_worked_out(void **state)
{
    (void)state;
    static struct calendar c;
    calendar_make(&c, CALENDAR_WEEKEND, NULL, 0);
    static const struct {
        const char *text, *when;
    } all[] = {
        {"trigger", "2026-10-08T15:30"},
        {"trigger + 24h", "2026-10-09T15:30"},
        {"trigger - 2h", "2026-10-08T13:30"},
        {"trigger + 0h", "2026-10-08T15:30"},
        {"trigger + 0d", "2026-10-08T17:00"},
        {"trigger + 2d", "2026-10-10T17:00"},
        {"trigger + 0bd", "2026-10-08T17:00"},
        {"trigger + 2bd", "2026-10-12T17:00"},
        {"trigger - 4bd", "2026-10-02T17:00"},
        {"trigger - 4d", "2026-10-04T17:00"},
        {"answer", "2026-10-20T17:00"},
        {"answer - 1bd", "2026-10-19T17:00"},
        {"opens + 7d", "2026-10-15T17:00"},
        {"start - 1bd", "2026-10-07T17:00"},
    };
    const day_t day = day_from_ymd(2026, 10, 8);
    const civil_t anchors[] = {[ANCHOR_TRIGGER] = civil_at(day, 15, 30),
        [ANCHOR_START] = civil_at(day, 14, 0),
        [ANCHOR_OPENS] = civil_at(day, 9, 0),
        [ANCHOR_ANSWER] = civil_at(day + 12, 0, 0)};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct moment m;
        char text[24];
        assert_true(moment_parse(str_from(all[i].text), &m));
        assert_string_equal(civil_format(moment_resolve(&m, anchors, 17, &c, NULL), text), all[i].when);
    }
    struct moment none;
    assert_true(moment_parse(STR("opens + 0bd"), &none));
    const civil_t saturday[] = {[ANCHOR_OPENS] = civil_at(day + 2, 9, 0), [ANCHOR_ANSWER] = 0};
    assert_true(moment_resolve(&none, saturday, 17, &c, NULL) == civil_at(day + 2, 17, 0));
    struct moment never = {.anchor = ANCHOR_NONE};
    assert_true(moment_resolve(&never, anchors, 17, &c, NULL) == TIME_NEVER);
}

/* In a zone an hour is an hour of the clock that never changes: over the end of summer time in Berlin. */
static void hours_are_counted_in_the_zone(void **state)
{
    (void)state;
    static const struct zone_change changes[] = {{1792890000, 3600}}; /* 2026-10-25T01:00Z */
    static const struct zone berlin = {7200, 1, changes};
    static struct calendar c;
    char text[24];
    struct moment m;
    calendar_make(&c, CALENDAR_WEEKEND, NULL, 0);
    const civil_t anchors[] = {[ANCHOR_TRIGGER] = civil_at(day_from_ymd(2026, 10, 24), 15, 0), [ANCHOR_ANSWER] = 0};
    assert_true(moment_parse(STR("trigger + 24h"), &m));
    assert_string_equal(civil_format(moment_resolve(&m, anchors, 17, &c, &berlin), text), "2026-10-25T14:00");
    assert_true(moment_parse(STR("trigger + 1d"), &m));
    assert_string_equal(civil_format(moment_resolve(&m, anchors, 17, &c, &berlin), text), "2026-10-25T17:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_are_read_and_said),
        cmocka_unit_test(moments_are_read_and_said),
        cmocka_unit_test(moments_are_worked_out),
        cmocka_unit_test(hours_are_counted_in_the_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
