/* Likeness: the share of three-word runs that two letters have in common. */
#include "letter/likeness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static double share(struct arena *arena, struct str left, struct str right)
{
    struct text a, b;
    text_read(left, arena, &a);
    text_read(right, arena, &b);
    double one = likeness_share(&a, &b, arena), other = likeness_share(&b, &a, arena);
    assert_true(one >= other && other >= one);
    return one;
}

static void shares_are_exact(void **state)
{
    static const struct {
        const char *a, *b;
        int runs, of; /* the share, as a fraction */
    } cases[] = {
        {"", "", 0, 1},
        {"two words", "two words", 0, 1},
        {"three words here", "three words here", 1, 1},
        {"Three Words HERE", "three words here", 1, 1},
        {"three words there", "three words here", 0, 1},
        {"a b c d", "a b c x", 1, 2},
        {"a b c d e f", "x b c d y", 1, 3},
        {"a b c. D e f", "a b c d e f", 4, 4},
        {"a b c a b c a b c", "a b c", 1, 1}, /* each run once: abc, bca, cab */
        {"a b c a b c a b c", "a b c x y z", 1, 3},
        {"I don\xe2\x80\x99t know", "I don't know", 1, 1},
        {"we met", "we met on Monday", 0, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO(arena) arena = {0};
        double found = share(&arena, str_from(cases[i].a), str_from(cases[i].b));
        double expected = (double)cases[i].runs / cases[i].of;
        if (found < expected || found > expected) fail_msg("%s | %s: %f", cases[i].a, cases[i].b, found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_are_exact)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
