/* The first glance at a mail: what could be about work, and what cannot. */
#include "word/glance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void words_of_work_in_any_place(void **state)
{
    (void)state;
    static const struct {
        const char *subject, *text;
        bool may_be;
    } expected[] = {
        {"", "", false},
        {"Sunday", "We went to the lake and it rained.\n", false},
        {"Your application", "", true},
        {"", "Thank you for APPLYING to us.\n", true},
        {"", "Hello,\n\"interview\" on Monday?", true},
        {"", "Ihre Bewerbung", true},
        {"", "votre candidature", true},
        {"", "a reapplication", false}, /* words that begin so, not that hold it */
        {"",
            "\xc3\xa9"
            "applique",
            false}, /* the letter before is one too */
        {"", "jo", false},
        {"", "job", true},
        {"", "x job", true},
        {"", "zusage", true},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct word_mail m = {.subject = str_from(expected[i].subject), .text = str_from(expected[i].text)};
        if (word_glance(&m) != expected[i].may_be) fail_msg("%s / %s", expected[i].subject, expected[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_work_in_any_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
