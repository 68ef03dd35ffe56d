/* The guides' rules: every id of the rulebook with its kind, sets of them, and
 * which guide a rule comes from. */
#include "plan/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

/* RULEBOOK, section 1: the columns id and kind. */
static const struct {
    const char *id, *kind;
} section_1[] = {
    {"A1", "capture"},
    {"A2", "step"},
    {"A3", "capture, letter"},
    {"A4", "step"},
    {"A5", "step"},
    {"A6", "letter"},
    {"A7", "letter"},
    {"A8", "step, call"},
    {"A9", "mood"},
    {"A10", "limit (a warning), step"},
    {"A11", "letter"},
    {"A12", "search"},
    {"A13", "mood"},
    {"A14", "letter, step"},
    {"B1", "capture"},
    {"B2", "step"},
    {"B3", "capture"},
    {"B4", "step, letter"},
    {"B5", "step"},
    {"B6", "search"},
    {"B7", "step"},
    {"B8", "call"},
    {"B9", "mood, limit"},
    {"B10", "step, limit"},
    {"B11", "search"},
    {"B12", "step, letter"},
    {"B13", "step, letter"},
    {"B14", "letter"},
    {"C1", "step"},
    {"C2", "call, letter"},
    {"C3", "step, limit"},
    {"C4", "step, call"},
    {"C5", "step, limit"},
    {"C6", "step"},
    {"C7", "step"},
    {"C8", "search (shown beside the user's own rate)"},
    {"C9", "letter, call"},
    {"D1", "capture"},
    {"D2", "letter"},
    {"D3", "step"},
    {"D4", "step, limit"},
    {"D5", "step, letter"},
    {"D6", "letter"},
    {"D7", "letter"},
    {"D8", "step"},
    {"D9", "letter"},
    {"D10", "mood, limit"},
    {"D11", "step, letter"},
    {"D12", "step, letter"},
    {"D13", "step"},
    {"E1", "capture"},
    {"E2", "capture"},
    {"E3", "step"},
    {"E4", "step"},
    {"E5", "step, limit"},
    {"E6", "mood"},
    {"E7", "search"},
    {"E8", "step"},
    {"E9", "call"},
    {"E10", "limit"},
    {"E11", "capture, step, limit"},
    {"E12", "call, letter"},
    {"E13", "step"},
};
enum { IDS = sizeof section_1 / sizeof *section_1 };

static void every_rule_of_the_rulebook(void **state)
{
    (void)state;
    assert_int_equal(IDS, RULE_COUNT);
    for (int i = 0; i < RULE_COUNT; i++) {
        assert_string_equal(rules_all[i].id, section_1[i].id);
        assert_string_equal(rules_all[i].kind, section_1[i].kind);
        assert_true(strlen(rules_all[i].text) >= 20);
        assert_int_equal(rules_index(str_from(section_1[i].id)), i);
    }
}

static void ids_in_either_case_and_no_others(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int index;
    } all[] = {{"a1", 0}, {"e13", RULE_COUNT - 1}, {"A0", -1}, {"A15", -1}, {"C10", -1}, {"D14", -1}, {"E14", -1},
        {"F1", -1}, {"A", -1}, {"1", -1}, {"", -1}, {"A1 ", -1}, {"A100", -1}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(rules_index(str_from(all[i].id)), all[i].index);
}

static void each_rule_has_its_guide(void **state)
{
    (void)state;
    static const struct {
        const char *id, *guide;
    } all[] = {{"A1", "Are You Following Up or Stalking?"}, {"A14", "Are You Following Up or Stalking?"},
        {"B1", "Key rules and strategies"}, {"C9", "Following Up Just Enough"}, {"D1", "After the Interview"},
        {"E1", "Follow-up when Looking for a Job"}, {"E13", "Follow-up when Looking for a Job"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_true(str_starts(str_from(rules_guide(rules_index(str_from(all[i].id)))), str_from(all[i].guide)));
}

static void sets_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written; /* NULL: no list */
    } all[] = {{"A4 D5", "A4, D5"}, {"D5,A4", "A4, D5"}, {"d5, a4", "A4, D5"}, {"  E13  ", "E13"}, {"A1 A1", "A1"},
        {",", ""}, {"", ""}, {"A4 D", NULL}, {"A4;D5", NULL}, {"A4 D5 X", NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        AUTO(buf) b = {0};
        rules_t set = 77;
        assert_int_equal(rules_parse(str_from(all[i].text), &set), all[i].written != NULL);
        if (!all[i].written) {
            assert_int_equal(set, 77);
            continue;
        }
        rules_write(&b, set);
        assert_true(str_is(buf_str(&b), all[i].written));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_of_the_rulebook),
        cmocka_unit_test(ids_in_either_case_and_no_others),
        cmocka_unit_test(each_rule_has_its_guide),
        cmocka_unit_test(sets_are_read_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
