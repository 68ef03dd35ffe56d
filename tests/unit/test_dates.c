/* Days in letters.  Today is Friday, 9 October 2026; they met on Thursday, the
 * 8th, and promised word by Friday, the 23rd. */
#include "letter/dates.h"

#include "finds.h"

static struct letter_facts facts(void)
{
    day_t today = day_from_ymd(2026, 10, 9);
    return (struct letter_facts){.language = STR("en-GB"),
        .today = today,
        .met = today - 1,
        .met_to = true,
        .promised = day_from_ymd(2026, 10, 23),
        .applied = DAY_NONE,
        .inquired = DAY_NONE,
        .word = DAY_NONE,
        .refused = DAY_NONE};
}

struct row {
    const char *text, *found;
};

static void run(const struct row rows[], size_t n, const struct check_question *q)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += finds_differ(dates_check, rows[i].text, q, rows[i].found);
    assert_int_equal(wrong, 0);
}

static void weekdays_belong_to_dates(void **state)
{
    static const struct row rows[] = {
        {"We meet on Friday, 9 October 2026.", ""},
        {"We meet on Thursday, 9 October 2026.", "E A11 Thursday > Friday"},
        {"We meet on Thursday, October 9, 2026.", "E A11 Thursday > Friday"},
        {"We meet on Friday, October 9, 2026.", ""},
        {"We meet on Thursday the 9th of October 2026.", "E A11 Thursday > Friday"},
        {"We meet on Thu 9 Oct 2026.", "E A11 Thu > Friday"},
        {"We meet on Fri. 9 Oct. 2026.", ""},
        {"We meet on 9 October 2026 (Thursday).", "E A11 Thursday > Friday"},
        {"We meet on 9 October 2026 (Friday).", ""},
        {"We meet on Thursday, 2026-10-09.", "E A11 Thursday > Friday"},
        {"We meet on Friday, 2026-10-09.", ""},
        {"We meet on Friday, 9/10/2026.", ""}, /* day first */
        {"We meet on Friday, 10/9/2026.", ""}, /* month first */
        {"We meet on Monday, 9/10/2026.", "E A11 Monday > Friday"},
        {"We meet on Monday, 9.10.2026.", "E A11 Monday > Friday"},
        {"I am free on Monday, and 9 October 2026 is a holiday.", ""},
        {"We talk on Thursday. 9 October 2026 is far off.", ""},
        {"From Monday to 9 October 2026 I am away.", ""},
        {"Monday 12 and Tuesday 13 October 2026 suit me.", ""},
        {"Monday 12 and Tuesday 14 October 2026 suit me.", "E A11 Tuesday > Wednesday"},
        {"We meet on Thursday, 9 October.", ""}, /* without a year and today nobody can tell */
        {"On Thursday I sold 9 October issues.", ""},
        {"She may 10 or March 11 times.", ""},
    };
    (void)state;
    run(rows, COUNT(rows), &(struct check_question){0});
}

static void years_are_the_nearest(void **state)
{
    static const struct row rows[] = {
        {"We meet on Thursday, 9 October.", "E A11 Thursday > Friday"}, {"We meet on Friday, 9 October.", ""},
        {"We meet on Monday, 4 January.", ""}, /* of 2027 */
        {"We meet on Tuesday, 4 January.", "E A11 Tuesday > Monday"},
        {"We meet on Thursday, 2 April.", "W A11 Thursday > Friday"}, /* half a year off: of which year? */
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &(struct check_question){.facts = &f});
}

static void days_exist(void **state)
{
    static const struct row rows[] = {
        {"I can start on 31 November.", "E A11 31 November"},
        {"I can start on November 31, 2026.", "E A11 November 31, 2026"},
        {"I can start on 30 November.", ""},
        {"I can start on 29 February.", ""}, /* in some years */
        {"I can start on 29 February 2027.", "E A11 29 February 2027"},
        {"I can start on 29 February 2028.", ""},
        {"I can start on the 31st of April.", "E A11 31st of April"},
        {"I can start on 2026-02-30.", "E A11 2026-02-30"},
        {"I can start on 31/02/2026.", "E A11 31/02/2026"},
        {"I can start on 12/31/2026.", ""},
        {"I can start on 31/12/2026.", ""},
        {"We ran 24/7 and used 1.14.20 then.", ""},
        {"I did 13/13 of them.", ""},
        {"In March 2026 I began.", ""},
    };
    (void)state;
    run(rows, COUNT(rows), &(struct check_question){0});
}

static void days_are_those_of_the_record(void **state)
{
    static const struct row rows[] = {
        {"Thank you for our conversation on Thursday.", ""},
        {"Thank you for our conversation on Friday.", "W A7 Friday > Thursday"},
        {"Thank you for our conversation yesterday.", ""},
        {"Thank you for our conversation today.", "W A7 today"},
        {"Thank you for meeting me this morning.", "W A7 morning"},
        {"I enjoyed our meeting on 8 October.", ""},
        {"I enjoyed our meeting on 7 October.", "W A7 7 October > 8 October"},
        {"I enjoyed our meeting on Thursday, 8 October.", ""},
        {"We could talk on Friday about the interview.", ""}, /* ahead */
        {"You said that you expect to decide by 23 October.", ""},
        {"You said that you expect to decide by 22 October.", "W D9 22 October > 23 October"},
        {"You mentioned 20 October as your first day back.", ""},
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &(struct check_question){.facts = &f});
}

static void americans_name_the_month_first(void **state)
{
    struct letter_facts f = facts();
    (void)state;
    f.language = STR("en-US");
    struct check_question q = {.facts = &f};
    assert_int_equal(
        finds_differ(dates_check, "I enjoyed our meeting on October 7.", &q, "W A7 October 7 > October 8"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_belong_to_dates),
        cmocka_unit_test(years_are_the_nearest),
        cmocka_unit_test(days_exist),
        cmocka_unit_test(days_are_those_of_the_record),
        cmocka_unit_test(americans_name_the_month_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
