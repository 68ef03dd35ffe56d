/* The check as a whole: everybody is asked, nothing is said twice, and the order
 * is that of the text. */
#include "letter/check.h"

#include "finds.h"

static void all(const struct text *t, const struct check_question *q, struct findings *ret)
{
    check_text(t, q, ret->arena, ret);
}

static bool knows(void *context, struct str word)
{
    (void)context;
    return !str_is_nocase(word, "recieve") && !str_is_nocase(word, "Morss");
}

static size_t suggest(void *context, struct str word, struct arena *a, struct str *ret, size_t max)
{
    (void)context, (void)word, (void)a, (void)max;
    ret[0] = STR("receive");
    return 1;
}

static const struct check_speller speller = {NULL, knows, NULL, suggest};
static const struct check_name record[] = {
    {{"Jane Moss", 9}, NAME_PERSON, true, false}, {{"Harbour Lab", 11}, NAME_ORGANISATION, true, false}};

static void everybody_is_asked(void **state)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        {"", ""},
        {"Dear Jane,\n\nWe receive the letter.", ""},
        {"We recieve the the letter.", "E A11 recieve > receive, E A11 the the > the"},
        {"The the letter for Jane Morss, on Monday, 9 October 2026.",
            "E A11 The the > The, W A3 Morss > Moss, E A11 Monday > Friday"}, /* a name is no misspelt word besides */
        {"What Jane Morss said.", "W A3 Morss > Moss"},
    };
    struct check_question q = {.speller = &speller, .names = record, .n_names = COUNT(record)};
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) wrong += finds_differ(all, rows[i].text, &q, rows[i].found);
    assert_int_equal(wrong, 0);
}

static void colleagues_compare(void **state)
{
    static const struct check_sent sent[] = {
        {{"one two three four five six", 27}, {"Tom Reed", 8}},
        {{"seven eight nine ten", 20}, {"Ann Ray", 7}},
    };
    struct check_question q = {.sent = sent, .n_sent = COUNT(sent)};
    (void)state;
    assert_int_equal(finds_differ(all, "One two three four, eleven twelve.", &q, "W D2"), 0); /* 2 of 4 runs */
    assert_int_equal(finds_differ(all, "One two three, eleven twelve.", &q, ""), 0); /* 1 of 3 */
}

static void what_concerns_all_comes_last(void **state)
{
    struct letter_facts f = {.purpose = PURPOSE_GRACIOUS, .met = DAY_NONE, .promised = DAY_NONE, .refused = DAY_NONE};
    struct check_question q = {.facts = &f, .has_purpose = true};
    (void)state;
    assert_int_equal(finds_differ(all, "We see the the letter.", &q, "E A11 the the > the, W A14, W E12"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_is_asked),
        cmocka_unit_test(colleagues_compare),
        cmocka_unit_test(what_concerns_all_comes_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
