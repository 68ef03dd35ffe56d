/* What a mail address or a page says about who somebody works for. */
#include "app/import_whose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_employer(void **state)
{
    static const char *const all[][2] = {{"jane@kestrel.example", "kestrel.example"},
        {"Jane@Mail.KESTREL.example", "kestrel.example"}, {"jane@hr.kestrel.co.uk", "kestrel.co.uk"},
        {"jane@kestrel.com.au", "kestrel.com.au"}, {"jane@co.uk", "co.uk"},
        {"https://www.kestrel.example/jobs/1?a=b@c", "kestrel.example"},
        {"jobs.kestrel.example:8080/x", "kestrel.example"}, {"kim@gmail.com", ""}, {"kim@yahoo.co.uk", ""},
        {"kim@web.de", ""}, {"https://www.linkedin.com/jobs/1", ""}, {"https://boards.greenhouse.io/kestrel", ""},
        {"x@kestrel.myworkday.com", ""}, {"https://notlinkedin.com/", "notlinkedin.com"}, {"jane", ""}, {"", ""},
        {"@", ""}, {"jane@localhost", ""}};
    AUTO(arena) a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct str found = import_whose_employer(&a, str_from(all[i][0]));
        if (!str_is(found, all[i][1])) fail_msg("%s: %.*s, not %s", all[i][0], STR_ARG(found), all[i][1]);
    }
}

static void test_robots(void **state)
{
    AUTO(arena) a = {0};
    (void)state;
    assert_true(import_whose_is_robot(&a, STR("No-Reply@kestrel.example")));
    assert_true(import_whose_is_robot(&a, STR("unknownorganizer@calendar.google.com")));
    assert_true(import_whose_is_robot(&a, STR("c_188@resource.calendar.google.com")));
    assert_false(import_whose_is_robot(&a, STR("jane@kestrel.example")) || import_whose_is_robot(&a, STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_employer), cmocka_unit_test(test_robots)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
