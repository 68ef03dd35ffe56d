/* QR codes: what is made, how it is drawn.  That readers read it: tests/cli/qr.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codec/qr_draw.h"

#include <string.h>

static void assert_str(struct str s, const char *expected)
{
    assert_int_equal(s.n, strlen(expected));
    assert_memory_equal(s.p, expected, s.n);
}

/* Two modules in a corner each; no code, but enough to draw. */
static const unsigned char corners[] = {1, 0, 0, 1};
static const struct qr two = {2, corners};

static void test_plain(void **state)
{
    AUTO(buf) b = {0};
    (void)state;
    qr_draw_text(&b, &two, QR_INK_IS_DARK, true);
    assert_str(buf_str(&b), "                    \n                    \n                    \n                    \n"
                            "        ##          \n          ##        \n"
                            "                    \n                    \n                    \n                    \n");
    assert_int_equal(qr_draw_columns(&two, true), 20);
    buf_clear(&b);
    qr_draw_text(&b, &two, QR_INK_IS_LIGHT, true);
    assert_true(str_starts(buf_str(&b), STR("####################\n")));
    assert_true(str_contains(buf_str(&b), STR("\n########  ##########\n##########  ########\n")));
}

static void test_blocks(void **state)
{
    AUTO(buf) b = {0};
    (void)state;
    qr_draw_text(&b, &two, QR_INK_IS_DARK, false);
    assert_str(buf_str(&b), "          \n          \n    \u2580\u2584    \n          \n          \n");
    assert_int_equal(qr_draw_columns(&two, false), 10);
    buf_clear(&b);
    qr_draw_text(&b, &two, QR_BLACK_ON_WHITE, false);
    assert_true(str_contains(buf_str(&b), STR("\033[38;5;16;48;5;231m    \u2580\u2584    \033[0m\n")));
    buf_clear(&b);
    qr_draw_text(&b, &two, QR_BLACK_ON_WHITE, true);
    assert_true(
        str_contains(buf_str(&b), STR("\n\033[48;5;231m        \033[48;5;16m  \033[48;5;231m          \033[0m\n")));
}

static void test_svg(void **state)
{
    AUTO(buf) b = {0};
    (void)state;
    qr_draw_svg(&b, &two,
        STR("a <b> & \x01"
            "c"));
    assert_true(str_contains(buf_str(&b), STR("width=\"60\" height=\"60\" viewBox=\"0 0 10 10\"")));
    assert_true(str_contains(buf_str(&b), STR("<title>a &lt;b&gt; &amp;  c</title>")));
    assert_true(str_contains(buf_str(&b), STR("d=\"M4 4h1v1h-1zM5 5h1v1h-1z\"")));
}

/* ISO/IEC 18004, table 7: bytes that 13-L holds, and 1-M; 13 has 69 modules a side, 1 has 21. */
static void test_sizes(void **state)
{
    AUTO(arena) a = {0};
    struct qr qr;
    char text[426];
    (void)state;
    memset(text, 'x', sizeof text);
    assert_int_equal(qr_make(&a, (struct str){text, 14}, &qr, NULL), OK);
    assert_int_equal(qr.width, 21);
    assert_int_equal(qr_make(&a, (struct str){text, 15}, &qr, NULL), OK);
    assert_int_equal(qr.width, 25);
    assert_int_equal(qr_make(&a, (struct str){text, 425}, &qr, NULL), OK);
    assert_int_equal(qr.width, 69);
    assert_int_equal(qr_make(&a, (struct str){text, 426}, &qr, NULL), OK);
    assert_int_equal(qr.width, 0);
    assert_int_equal(qr_make(&a, STR(""), &qr, NULL), OK);
    assert_int_equal(qr.width, 0);
    /* The corner that every code begins with. */
    assert_int_equal(qr_make(&a, STR("hello"), &qr, NULL), OK);
    for (size_t x = 0; x < 7; x++) assert_int_equal(qr.dark[x], 1);
    assert_int_equal(qr.dark[7], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_svg),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
