/* Dates as tables hold them: what is read, in which order, and what is refused
 * with which words. */
#include "codec/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The day or time; with "=" and the instant's hour and minute in UTC where it is known; "" empty, "~" text, "!" why. */
static void show(char out[static 1200], const char *cell, enum date_order order)
{
    struct date d;
    struct err_info info = {0};
    char at[24], utc[24];
    switch (date_read(str_from(cell), order, &d, &info)) {
    case DATE_EMPTY: strcpy(out, ""); return;
    case DATE_TEXT: strcpy(out, "~"); return;
    case DATE_BAD: snprintf(out, 1200, "!%s", info.text); return;
    case DATE_READ: break;
    }
    if (d.timed)
        civil_format(d.at, at);
    else
        day_format(day_of(d.at), at);
    snprintf(out, 1200, d.fixed ? "%s=%s" : "%s", at, d.fixed ? civil_format(d.instant, utc) : "");
}

struct example {
    const char *cell, *expected;
};

static void check_all(const struct example *examples, size_t n, enum date_order order)
{
    for (size_t i = 0; i < n; i++) {
        char out[1200], got[1300], expected[1300];
        show(out, examples[i].cell, order);
        snprintf(got, sizeof got, "%s ==> %s", examples[i].cell, out);
        snprintf(expected, sizeof expected, "%s ==> %s", examples[i].cell, examples[i].expected);
        assert_string_equal(got, expected);
    }
}
#define CHECK_ALL(examples, order) check_all(examples, sizeof(examples) / sizeof *(examples), order)

static void what_needs_no_order(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"2024-03-05", "2024-03-05"},
        {" 2024/3/5 ", "2024-03-05"},
        {"2024-02-29", "2024-02-29"},
        {"05 Mar 2024", "2024-03-05"},
        {"5-Mar-24", "2024-03-05"},
        {"Mar 5, 2024", "2024-03-05"},
        {"March 5th, 2024", "2024-03-05"},
        {"5th of March 2024", "2024-03-05"},
        {"Tue, 5 Mar 2024", "2024-03-05"},
        {"Tuesday March 5 2024", "2024-03-05"},
        {"Sept. 5, 2024", "2024-09-05"},
        {"1er mars 2024", "2024-03-01"},
        {"lundi 5 février 2024", "2024-02-05"},
        {"5 FÉVRIER 2024", "2024-02-05"},
        {"5 août 2024", "2024-08-05"},
        {"3 déc. 2024", "2024-12-03"},
        {"5. März 2024", "2024-03-05"},
        {"5. Dez. 2024", "2024-12-05"},
        {"Mo, 5. Februar 2024", "2024-02-05"},
        {"05.03.2024", "2024-03-05"},
        {"5. 3. 24", "2024-03-05"},
        {"31/01/2024", "2024-01-31"},
        {"01/31/2024", "2024-01-31"},
        {"05/05/2024", "2024-05-05"},
        {"31/12/69", "2069-12-31"},
        {"31/12/70", "1970-12-31"},
        {"05/03/2024", "!it can be read day first and month first"},
    };
    CHECK_ALL(examples, DATE_ORDER_UNSAID);
}

static void times(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"06/09/2023 17:00", "2023-09-06T17:00"},
        {"27/09/2023 8:00", "2023-09-27T08:00"},
        {"27/09/2023, 8h30", "2023-09-27T08:30"},
        {"27/09/2023 à 8h", "2023-09-27T08:00"},
        {"27.09.2023 um 14:30 Uhr", "2023-09-27T14:30"},
        {"2024-03-05 at 3pm", "2024-03-05T15:00"},
        {"2024-03-05, 12:15 AM", "2024-03-05T00:15"},
        {"2024-03-05, 12:15 p.m.", "2024-03-05T12:15"},
        {"2024-03-05, 8:15\xE2\x80\xAFPM", "2024-03-05T20:15"},
        {"2024-03-05T15:04:05.123Z", "2024-03-05T15:04:05=2024-03-05T15:04:05"},
        {"2024-03-05T01:04:00+02:00", "2024-03-05T01:04=2024-03-04T23:04"},
        {"2024-03-05 15:04:00 -0330", "2024-03-05T15:04=2024-03-05T18:34"},
        {"2024-03-05 12:34:56 UTC", "2024-03-05T12:34:56=2024-03-05T12:34:56"},
        {"2024-03-05T00:00:00.000Z", "2024-03-05"},
        {"2024-03-05 00:00:00", "2024-03-05"},
        {"2024-03-05 24:00", "!what follows the date is no time of day"},
        {"2024-03-05 17:60", "!what follows the date is no time of day"},
        {"2024-03-05 13:00 PM", "!what follows the date is no time of day"},
        {"2024-03-05 10", "!what follows the date is no time of day"},
        {"2024-03-05 15:00 EST", "!what follows the date is no time of day"},
        {"2024-03-05 - 2024-03-07", "!what follows the date is no time of day"},
    };
    CHECK_ALL(examples, DATE_DAY_FIRST);
}

static void the_order_decides(void **state)
{
    (void)state;
    static const struct example day_first[] = {
        {"05/03/2024", "2024-03-05"},
        {"5-3-24", "2024-03-05"},
        {"12/31/2024", "!there is no month 31 (dates are read day first)"},
        {"2024-03-05", "2024-03-05"},
    };
    static const struct example month_first[] = {
        {"05/03/2024", "2024-05-03"},
        {"11/20/24, 8:15 AM", "2024-11-20T08:15"},
        {"31/12/2024", "!there is no month 31 (dates are read month first)"},
        {"05.03.2024", "2024-05-03"},
        {"2024-03-05", "2024-03-05"},
    };
    CHECK_ALL(day_first, DATE_DAY_FIRST);
    CHECK_ALL(month_first, DATE_MONTH_FIRST);
}

static void nothing_and_text(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", ""},
        {"  ", ""},
        {"N/A", ""},
        {"n/a", ""},
        {"-", ""},
        {"none", ""},
        {"TBD", ""},
        {"—", ""}, //
        {"yes", "~"},
        {"rolling", "~"},
        {"2 rounds", "~"},
        {"3-4 weeks", "~"},
        {"maybe May", "~"},
        {"2", "~"},
        {"2024", "~"},
        {"call on 5/3/2024", "~"},
        {"Monday", "~"},
        {"March", "~"},
    };
    CHECK_ALL(examples, DATE_DAY_FIRST);
}

static void refusals(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"31/02/2024", "!there is no day 31 in month 2 of 2024"},
        {"2023-02-29", "!there is no day 29 in month 2 of 2023"},
        {"2024-13-01", "!there is no month 13"},
        {"31 April 2024", "!there is no day 31 in month 4 of 2024"},
        {"0/1/2024", "!there is no day 0 in month 1 of 2024"},
        {"5/3", "!it has no year"},
        {"5 March", "!it has no year"},
        {"March 2024", "!it has no day"},
        {"5/3/224", "!its year has neither two digits nor four"},
        {"5/3/1024", "!its year cannot be meant"},
        {"0202-03-05", "!its year cannot be meant"},
        {"45356", "!a bare number is no date: format the column as a date"},
        {"20240305", "!a bare number is no date: format the column as a date"},
    };
    CHECK_ALL(examples, DATE_DAY_FIRST);
}

static void hints(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        enum date_hint expected;
    } examples[] = {
        {"31/01/2024", DATE_HINT_DAY_FIRST},
        {"13-1-24 8:00", DATE_HINT_DAY_FIRST},
        {"01/13/2024", DATE_HINT_MONTH_FIRST},
        {"12/11/2024", DATE_HINT_EITHER},
        {"12/12/2024", DATE_HINT_NONE},
        {"31/31/2024", DATE_HINT_NONE},
        {"12.11.2024", DATE_HINT_DAY_FIRST},
        {"2024-12-11", DATE_HINT_NONE},
        {"5 Mar 2024", DATE_HINT_NONE},
        {"", DATE_HINT_NONE},
        {"12/11", DATE_HINT_NONE},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_int_equal(date_hint(str_from(examples[i].cell)), examples[i].expected);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_needs_no_order),
        cmocka_unit_test(times),
        cmocka_unit_test(the_order_decides),
        cmocka_unit_test(nothing_and_text),
        cmocka_unit_test(refusals),
        cmocka_unit_test(hints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
