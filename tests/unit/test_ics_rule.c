/* Rules by which entries repeat, and times: the examples of RFC 5545 (3.8.5.3), with the dates it lists. */
#include "base/arena.h"
#include "base/buf.h"
#include "codec/ics_rule.h"
#include "codec/ics_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 12 };

/* The first times, at most 12, from the beginning on: MM-DD, before each year its number, the hour where it changes. */
static void expect(const char *begins, const char *rule, const char *wanted)
{
    AUTO(buf) b = {0};
    struct ics_time t;
    struct ics_rule r;
    civil_t times[MOST];
    int year = 0, second = 9 * HOUR_SECONDS;
    assert_true(ics_time_read(str_from(begins), &t));
    if (!ics_rule_read(str_from(rule), t.civil, &r)) fail_msg("%s is not read", rule);
    size_t n = ics_rule_expand(&r, t.civil, t.civil, civil_at(day_from_ymd(2027, 1, 1), 0, 0), times, MOST);
    for (size_t i = 0; i < n; i++) {
        struct ymd d = day_to_ymd(day_of(times[i]));
        if (d.year != year) buf_printf(&b, "%s%d:", b.n ? " " : "", d.year);
        buf_printf(&b, " %02d-%02d", d.month, d.day);
        if (civil_second_of_day(times[i]) != second) {
            second = civil_second_of_day(times[i]);
            buf_printf(&b, "T%02d:%02d", second / HOUR_SECONDS, second % HOUR_SECONDS / MINUTE_SECONDS);
        }
        year = d.year;
    }
    buf_char(&b, '\0');
    if (strcmp(b.p, wanted) != 0) fail_msg("%s from %s:\n%s\nnot\n%s", rule, begins, b.p, wanted);
}

static void test_examples(void **state)
{
    (void)state;
    expect(
        "19970902T090000", "FREQ=DAILY;COUNT=10", "1997: 09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11");
    expect("19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997: 09-02 09-12 09-22 10-02 10-12");
    expect("19980101T090000", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "1998: 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 01-09 01-10 01-11 01-12");
    expect(
        "19970902T090000", "FREQ=WEEKLY;COUNT=10", "1997: 09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04");
    expect("19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997: 09-02 09-16 09-30 10-14 10-28 11-11 11-25 12-09 12-23 1998: 01-06 01-20 02-03");
    expect("19970902T090000", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "1997: 09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02");
    expect("19970902T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997: 09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16");
    expect("19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997: 09-05 10-03 11-07 12-05 1998: 01-02 02-06 03-06 04-03 05-01 06-05");
    expect("19970907T090000", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997: 09-07 09-28 11-02 11-30 1998: 01-04 01-25 03-01 03-29 05-03 05-31");
    expect("19970922T090000", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997: 09-22 10-20 11-17 12-22 1998: 01-19 02-16");
    expect("19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997: 09-28 10-29 11-28 12-29 1998: 01-29 02-26 03-29 04-28 05-29 06-28 07-29 08-29");
    expect("19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997: 09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 1998: 01-02 01-15");
    expect("19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997: 09-30 10-01 10-31 11-01 11-30 12-01 12-31 1998: 01-01 01-31 02-01");
    expect("19970910T090000", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997: 09-10 09-11 09-12 09-13 09-14 09-15 1999: 03-10 03-11 03-12 03-13");
    expect("19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997: 06-10 07-10 1998: 06-10 07-10 1999: 06-10 07-10 2000: 06-10 07-10 2001: 06-10 07-10");
    expect("19970101T090000", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997: 01-01 04-10 07-19 2000: 01-01 04-09 07-18 2003: 01-01 04-10 07-19 2006: 01-01");
    expect("19970519T090000", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997: 05-19 1998: 05-18 1999: 05-17");
    expect("19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997: 05-12 1998: 05-11 1999: 05-17");
    expect("19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997: 03-13 03-20 03-27 1998: 03-05 03-12 03-19 03-26 1999: 03-04 03-11 03-18 03-25 2000: 03-02");
    expect("19980213T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998: 02-13 03-13 11-13 1999: 08-13 2000: 10-13 2001: 04-13 07-13 2002: 09-13 12-13 2003: 06-13 2004: 02-13 "
        "08-13");
    expect("19970913T090000", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=5",
        "1997: 09-13 10-11 11-08 12-13 1998: 01-10");
    expect("19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
        "1996: 11-05 2000: 11-07 2004: 11-02");
    expect("19970904T090000", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997: 09-04 10-07 11-06");
    expect("19970929T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7",
        "1997: 09-29 10-30 11-27 12-30 1998: 01-29 02-26 03-30");
    expect("19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997: 08-05 08-10 08-19 08-24");
    expect("19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997: 08-05 08-17 08-19 08-31");
    expect("20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007: 01-15 01-30 02-15 03-15 03-30");
    expect("19970902T090000", "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30;COUNT=4",
        "1997: 09-02 09-02T09:30 09-02T10:00 09-02T10:30");
}

static void test_leaning(void **state)
{
    (void)state;
    /* What the rule does not say, the beginning says; days that a month or year has not are left out. */
    expect("20240229T090000", "FREQ=YEARLY", "2024: 02-29");
    expect("20260131T090000", "FREQ=MONTHLY;COUNT=4", "2026: 01-31 03-31 05-31 07-31");
    expect("20260103T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "");
    expect("20261008T090000", "FREQ=DAILY;UNTIL=20261010", "2026: 10-08 10-09 10-10");
    expect("20261008T090000", "freq=daily;until=20261010T085959;x-foo=1;", "2026: 10-08 10-09");
    /* The last week of 2026 is its 53rd; that of 2027 the 52nd. */
    expect("20261228T090000", "FREQ=YEARLY;BYWEEKNO=53", "2026: 12-28");
    expect("20251222T090000", "FREQ=YEARLY;BYWEEKNO=-1,-2;BYDAY=MO", "2025: 12-22 2026: 12-21 12-28");
}

static void test_refused(void **state)
{
    static const char *const refused[] = {"", "COUNT=3", "FREQ=", "FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;UNTIL=soon",
        "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=1,,2", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=0",
        "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=", "FREQ=MONTHLY;BYDAY=99MO", "FREQ=MONTHLY;BYSETPOS=0",
        "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;BYSECOND=60", "FREQ=DAILY;NONSENSE=1", "FREQ=YEARLY;RSCALE=CHINESE",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3", "D1 #10", "FREQ"};
    struct ics_rule r;
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (ics_rule_read(str_from(refused[i]), 0, &r)) fail_msg("\"%s\" is read", refused[i]);
}

static void test_times(void **state)
{
    static const char *const no[] = {"", "2026", "20261301", "20260230", "20261008T", "20261008T25", "20261008T240000",
        "20261008T150000X", "20261008T150000+0200", "2026-10-8", "20261008 ", "x20261008"};
    struct ics_time t;
    char text[24];
    int64_t n;
    int32_t offset;
    (void)state;
    assert_true(ics_time_read(STR("20261008T150000Z"), &t) && t.utc && !t.day_only);
    assert_string_equal(ics_time_format(t.civil, true, text), "20261008T150000Z");
    assert_true(ics_time_read(STR("2026-10-08T15:00:30"), &t) && !t.utc);
    assert_string_equal(ics_time_format(t.civil, false, text), "20261008T150030");
    assert_true(ics_time_read(STR("20261231T235960Z"), &t) && civil_second_of_day(t.civil) == 86399);
    assert_true(ics_time_read(STR(" 20261008 "), &t) && t.day_only);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(no[i], "20261008 ") != 0 && ics_time_read(str_from(no[i]), &t)) fail_msg("\"%s\" is a time", no[i]);
    assert_true(ics_time_duration(STR("P15DT5H0M20S"), &n) && n == 15 * 86400 + 5 * 3600 + 20);
    assert_true(ics_time_duration(STR("P7W"), &n) && n == 7 * 7 * 86400);
    assert_true(ics_time_duration(STR("-PT10M"), &n) && n == -600);
    assert_false(ics_time_duration(STR("PT"), &n) || ics_time_duration(STR("P1H"), &n) ||
                 ics_time_duration(STR("PT1D"), &n) || ics_time_duration(STR("1H"), &n) ||
                 ics_time_duration(STR("P99999999D"), &n) || ics_time_duration(STR("P1"), &n));
    assert_true(ics_time_offset(STR("+0530"), &offset) && offset == 19800);
    assert_true(ics_time_offset(STR("0100"), &offset) && offset == 3600);
    assert_true(ics_time_offset(STR("-00:44:30"), &offset) == false && ics_time_offset(STR("-004430"), &offset) &&
                offset == -2670);
    assert_false(ics_time_offset(STR("1:00"), &offset) || ics_time_offset(STR("+9900"), &offset));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_leaning),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_times)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
