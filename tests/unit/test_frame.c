/* Frames: the bytes on the wire, by hand, and what is refused. */
#include "base/arena.h"
#include "codec/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void wire(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    buf_put(&b, "before");
    size_t begin = frame_begin(&b, 0x0201);
    frame_text(&b, 3, STR("abc"));
    frame_text(&b, 0x1234, STR(""));
    frame_int(&b, 4, -2);
    assert_true(frame_end(&b, begin));
    static const char expected[] = "before\x1F\0\0\0\x01\x02"
                                   "\x03\0\x03\0\0\0abc"
                                   "\x34\x12\0\0\0\0"
                                   "\x04\0\x08\0\0\0\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    assert_int_equal(b.n, sizeof expected - 1);
    assert_memory_equal(b.p, expected, b.n);
}

static void taken(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    for (unsigned kind = 7; kind < 9; kind++) {
        size_t begin = frame_begin(&b, kind);
        frame_text(&b, 65535, STR("a\0b"));
        frame_int(&b, 1, INT64_MIN);
        assert_true(frame_end(&b, begin));
    }
    struct str stream = buf_str(&b), value;
    struct frame f;
    unsigned tag;
    int64_t number = 5;
    for (unsigned kind = 7; kind < 9; kind++) {
        assert_int_equal(frame_take(&stream, &f), FRAME_DONE);
        assert_int_equal(f.kind, kind);
        assert_true(frame_field(&f, &tag, &value));
        assert_int_equal(tag, 65535);
        assert_true(str_eq(value, STR("a\0b")));
        assert_false(frame_number(value, &number));
        assert_int_equal(number, 5);
        assert_true(frame_field(&f, &tag, &value));
        assert_true(frame_number(value, &number) && number == INT64_MIN);
        number = 5;
        assert_false(frame_field(&f, &tag, &value));
    }
    assert_int_equal(frame_take(&stream, &f), FRAME_MORE);
}

static void refused(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        enum frame_state expected;
    } examples[] = {
        {{"", 0}, FRAME_MORE}, {{"\x02\0\0", 3}, FRAME_MORE}, {{"\x02\0\0\0\x01", 5}, FRAME_MORE},
        {{"\x02\0\0\0\x01\0", 6}, FRAME_DONE}, {{"\x01\0\0\0\x01", 5}, FRAME_BAD}, /* no room for a kind */
        {{"\0\0\0\0", 4}, FRAME_BAD}, {{"\0\0\0\x04", 4}, FRAME_MORE}, /* 64 MiB */
        {{"\x01\0\0\x04", 4}, FRAME_BAD}, /* and one byte */
        {{"\xFF\xFF\xFF\xFF", 4}, FRAME_BAD}, {{"\x03\0\0\0\x01\0\x01", 7}, FRAME_BAD}, /* half a tag */
        {{"\x09\0\0\0\x01\0\x01\0\x01\0\0\0x", 13}, FRAME_DONE},
        {{"\x09\0\0\0\x01\0\x01\0\x02\0\0\0x", 13}, FRAME_BAD}, /* a field longer than the frame */
        {{"\x09\0\0\0\x01\0\x01\0\xFF\xFF\xFF\xFFx", 13}, FRAME_BAD},
        {{"\x09\0\0\0\x01\0\x01\0\0\0\0\0x", 13}, FRAME_BAD}, /* a byte between fields */
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char *copy = malloc(examples[i].bytes.n + 1);
        assert_non_null(copy);
        memcpy(copy, examples[i].bytes.p, examples[i].bytes.n);
        struct str stream = {copy, examples[i].bytes.n};
        struct frame f;
        assert_int_equal(frame_take(&stream, &f), examples[i].expected);
        assert_int_equal(stream.n, examples[i].expected == FRAME_DONE ? 0 : examples[i].bytes.n);
        free(copy);
    }
}

/* What does not fit leaves what was there before. */
static void full(void **state)
{
    (void)state;
    AUTO(buf) b = {.max = 20};
    buf_put(&b, "keep");
    size_t begin = frame_begin(&b, 1);
    frame_text(&b, 1, STR("abcdef"));
    assert_false(frame_end(&b, begin));
    assert_true(str_is(buf_str(&b), "keep"));
    begin = frame_begin(&b, 1);
    frame_text(&b, 1, STR("abcd"));
    assert_true(frame_end(&b, begin));

    AUTO(buf) large = {0};
    char *p = calloc(FRAME_MAX, 1);
    assert_non_null(p);
    begin = frame_begin(&large, 1);
    frame_text(&large, 1, (struct str){p, FRAME_MAX - 2 - 6});
    assert_true(frame_end(&large, begin));
    buf_clear(&large);
    begin = frame_begin(&large, 1);
    frame_text(&large, 1, (struct str){p, FRAME_MAX - 2 - 5});
    assert_false(frame_end(&large, begin));
    assert_int_equal(large.n, 0);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wire),
        cmocka_unit_test(taken),
        cmocka_unit_test(refused),
        cmocka_unit_test(full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
