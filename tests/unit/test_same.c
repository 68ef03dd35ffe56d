/* Which two names can be of one person. */
#include "app/same.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void names_of_one_person_and_of_two(void **state)
{
    (void)state;
    static const struct {
        const char *x, *y;
        bool same;
    } expected[] = {
        {"Jane Moss", "J. Moss", true},
        {"Jane Moss", "Moss, Jane", true},
        {"Jane Moss", "Dr. Jane Moss", true},
        {"Jane Moss", "JANE MOSS", true},
        {"Jane Moss", "Jane A. Moss", true},
        {"Christopher Reed", "Chris Reed", true},
        {"Frau Weber", "Anna Weber", true}, /* a family name alone says nothing against it */
        {"José Núñez", "Jose Nunez", true},
        {"Jane Moss", "John Moss", false},
        {"Jane Moss", "Jane Reed", false},
        {"Jane Moss", "Jo Moss", false}, /* two letters are no beginning of a name */
        {"Jane", "Jane", false}, /* without a family name nobody can tell */
        {"Jane Moss", "", false},
        {"", "", false},
        {"Dr.", "Mr.", false},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct str x = str_from(expected[i].x), y = str_from(expected[i].y);
        if (same_names(&a, x, y) != expected[i].same || same_names(&a, y, x) != expected[i].same)
            fail_msg("%s, %s", expected[i].x, expected[i].y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_of_one_person_and_of_two)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
