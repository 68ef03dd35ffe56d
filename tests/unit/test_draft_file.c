/* Drafts in files: what stands before the letter, and what is taken for the
 * letter itself; and that what was written is read as it was. */
#include "base/arena.h"
#include "codec/draft_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void reading(void **state)
{
    (void)state;
    static const struct {
        const char *file, *expected; /* to|opportunity|purpose|subject|body|letter */
    } examples[] = {
        {"", "|||||0"},
        {"Dear Jane,\n\nthanks: many.\n", "||||Dear Jane,\n\nthanks: many.\n|0"},
        {"Subject: Hello\n\nDear Jane", "|||Hello|Dear Jane|0"},
        {"To: Jane <j@x.example>\nOpportunity: harbour\nPurpose: thanks\nSubject: A: b\n\nDear",
            "Jane <j@x.example>|harbour|thanks|A: b|Dear|60"},
        {"\xEF\xBB\xBFsubject:x\r\n\r\nDear\r\n", "|||x|Dear\r\n|3"},
        {"To: a\nPurpose: thanks\n\nDear", "a||thanks||Dear|23"},
        {"To: a", "a|||||5"},
        {"To: a\nDear", "a||||Dear|6"}, /* the empty line was forgotten */
        {"Subject: a\nSubject: b\n\nDear", "|||a|Subject: b\n\nDear|0"},
        {"\nSubject: a\n\nDear", "||||\nSubject: a\n\nDear|0"},
        {"Subject:\n\nDear", "||||Dear|0"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct draft_file d;
        AUTO(arena) a = {0};
        draft_file_read(str_from(examples[i].file), &d);
        struct str got = arena_format(&a, "%.*s|%.*s|%.*s|%.*s|%.*s|%zu", STR_ARG(d.to), STR_ARG(d.opportunity),
            STR_ARG(d.purpose), STR_ARG(d.subject), STR_ARG(d.body), d.letter);
        assert_string_equal(got.p, examples[i].expected);
    }
}

static void writing(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct draft_file back, d = {.to = STR("Jane Moss <jane@harbour.example>"),
                                .opportunity = STR("harbour"),
                                .purpose = STR("thanks"),
                                .subject = STR("A\nTo: b"),
                                .body = STR("Subject: x\n\nDear Jane\n")};
    draft_file_write(&b, &d);
    draft_file_read(buf_str(&b), &back);
    assert_true(str_eq(back.to, d.to) && str_eq(back.opportunity, d.opportunity) && str_eq(back.purpose, d.purpose));
    assert_true(str_is(back.subject, "A To: b") && str_eq(back.body, d.body));
}

static void addresses(void **state)
{
    (void)state;
    assert_true(str_is(draft_file_address(STR("Jane <jane@x.example>")), "jane@x.example"));
    assert_true(str_is(draft_file_address(STR(" Jane Moss ")), "Jane Moss"));
    assert_true(str_is(draft_file_address(STR("Jane <jane")), "Jane <jane"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading),
        cmocka_unit_test(writing),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
