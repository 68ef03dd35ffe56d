/* What a person's word makes of the events of a house. */
#include "app/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants those above first */
#include <cmocka.h>

enum { OPP = 1, OTHER_OPP = 20 };

static struct event event(enum event_kind kind, int64_t opp, int64_t seq)
{
    struct event e = event_zero(kind);
    e.opp = opp;
    e.seq = seq;
    return e;
}

static struct event about(enum event_kind kind, int64_t seq, int64_t count)
{
    struct event e = event(kind, OPP, seq);
    e.count = count;
    return e;
}

static void nothing_said_anew_is_the_same_list(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct event all[] = {event(EVENT_NEW, OPP, OPP), event(EVENT_HEARD, OPP, 2)};
    struct events in = {all, 2}, out;
    settle_events(&in, &a, &out);
    assert_ptr_equal(out.items, all);
    assert_int_equal(out.n, 2);
}

static void the_last_word_on_a_mail_holds(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct event all[] = {event(EVENT_NEW, OPP, OPP), event(EVENT_HEARD, OPP, 2), event(EVENT_CONTACTED, OPP, 3),
        about(EVENT_MEANS, 4, 2), about(EVENT_MEANS, 5, 3), about(EVENT_MEANS, 6, 2), about(EVENT_MEANS, 7, 99),
        event(EVENT_HEARD, OTHER_OPP, 21)};
    all[1].gist = GIST_OTHER, all[2].purpose = PURPOSE_OTHER, all[7].gist = GIST_OTHER;
    all[3].gist = GIST_REJECTED;
    all[4].flags = FLAG_OURS, all[4].purpose = PURPOSE_THANKS;
    all[5].gist = GIST_NOT_YET, all[5].day = 20000, all[5].day2 = 20001;
    struct events in = {all, sizeof all / sizeof *all}, out;
    settle_events(&in, &a, &out);
    assert_ptr_not_equal(out.items, all);
    assert_int_equal(out.items[1].gist, GIST_NOT_YET);
    assert_int_equal(out.items[1].day, 20000);
    assert_int_equal(out.items[1].day2, 20001);
    assert_int_equal(out.items[2].purpose, PURPOSE_THANKS);
    assert_int_equal(out.items[7].gist, GIST_OTHER);
    assert_int_equal(all[1].gist, GIST_OTHER); /* the record itself stays */
}

static void two_records_of_one_person_are_one(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct event all[] = {event(EVENT_NEW, OPP, OPP), event(EVENT_PERSON, OPP, 2), event(EVENT_PERSON, OPP, 3),
        event(EVENT_CONTACTED, OPP, 4), event(EVENT_ATTENDED, OPP, 5), event(EVENT_SAME, OPP, 6)};
    all[1].name = STR("Jane Moss"), all[1].mail = STR("jane@harbour.example"), all[1].role = ROLE_OTHER;
    all[2].name = STR("J. Moss"), all[2].mail = STR("moss@harbour.example"), all[2].phone = STR("+49 30 123");
    all[2].role = ROLE_HR, all[2].flags = FLAG_DO_NOT_CONTACT;
    all[3].person = 3, all[4].person = 2;
    all[5].person = 2, all[5].count = 3;
    struct events in = {all, sizeof all / sizeof *all}, out;
    settle_events(&in, &a, &out);
    const struct event *kept = &out.items[1];
    assert_true(str_is(kept->name, "Jane Moss"));
    assert_true(str_is(kept->mail, "jane@harbour.example"));
    assert_true(str_is(kept->phone, "+49 30 123"));
    assert_int_equal(kept->role, ROLE_HR);
    assert_int_equal(kept->flags, FLAG_DO_NOT_CONTACT);
    assert_int_equal(out.items[2].kind, EVENT_PERSON_CHANGE);
    assert_int_equal(out.items[2].name.n, 0);
    assert_int_equal(out.items[3].person, 2);
    assert_int_equal(out.items[4].person, 2);
}

/* A is B, and B is C: all three are one. */
static void of_three_records_as_well(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct event all[] = {event(EVENT_NEW, OPP, OPP), event(EVENT_PERSON, OPP, 2), event(EVENT_PERSON, OPP, 3),
        event(EVENT_PERSON, OPP, 4), event(EVENT_CONTACTED, OPP, 5), event(EVENT_SAME, OPP, 6),
        event(EVENT_SAME, OPP, 7)};
    all[4].person = 4;
    all[5].person = 2, all[5].count = 3;
    all[6].person = 3, all[6].count = 4;
    struct events in = {all, sizeof all / sizeof *all}, out;
    settle_events(&in, &a, &out);
    assert_int_equal(out.items[4].person, 2);
    assert_int_equal(out.items[2].kind, EVENT_PERSON_CHANGE);
    assert_int_equal(out.items[3].kind, EVENT_PERSON_CHANGE);
}

static void a_no_waits_until_it_is_settled(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct event all[] = {event(EVENT_NEW, OPP, OPP), event(EVENT_HEARD, OPP, 2), about(EVENT_MAY_MEAN, 3, 2),
        about(EVENT_MAY_MEAN, 4, 2), about(EVENT_SETTLED, 5, 4), about(EVENT_SETTLED, 6, 3)};
    all[2].gist = GIST_NOT_YET, all[3].gist = GIST_REJECTED;
    const struct {
        size_t n;
        enum gist gist;
        bool over;
    } expected[] = {{3, GIST_REJECTED, false}, {4, GIST_REJECTED, true}, {4, GIST_FILLED, true},
        {4, GIST_INTERVIEW, false}, {5, GIST_REJECTED, false}, {6, GIST_FILLED, false}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        all[3].gist = (uint8_t)expected[i].gist;
        assert_int_equal(settle_may_be_over(all, expected[i].n, &a), expected[i].over);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_said_anew_is_the_same_list),
        cmocka_unit_test(the_last_word_on_a_mail_holds), cmocka_unit_test(two_records_of_one_person_are_one),
        cmocka_unit_test(of_three_records_as_well), cmocka_unit_test(a_no_waits_until_it_is_settled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
