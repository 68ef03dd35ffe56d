/* Mailboxes taken apart: the messages of each dialect, what only looks like one,
 * and their dates. */
#include "codec/mail_date.h"
#include "codec/mbox.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t read_file(void *context, int64_t offset, char *p, size_t n)
{
    const struct str *bytes = context;
    size_t left = (size_t)offset < bytes->n ? bytes->n - (size_t)offset : 0;
    if (left < n) n = left;
    if (n) memcpy(p, bytes->p + offset, n);
    return (int64_t)n;
}

/* "line: from: content" of each, with line ends as |. */
static void show(struct buf *out, struct str bytes, bool unquote)
{
    char window[MBOX_WINDOW_MIN];
    struct mbox m;
    struct mbox_message message;
    int64_t end = -1;
    mbox_init(&m, read_file, &bytes, window, sizeof window, 0, 1);
    while (mbox_next(&m, &message)) {
        char *p;
        size_t n;
        assert_true(end < 0 || message.offset == end);
        assert_true(message.offset < message.content && message.content <= message.content_end &&
                    message.content_end <= message.end);
        end = message.end;
        assert_true(mbox_content(&m, &message, &p, &n));
        assert_memory_equal(p, bytes.p + message.content, n);
        if (unquote && message.quoted) n = mbox_unquote(p, n);
        buf_printf(out, "%d: %s: ", (int)message.line, message.from);
        for (size_t i = 0; i < n; i++) buf_char(out, p[i] == '\n' ? '|' : p[i]);
        buf_char(out, '\n');
    }
    assert_false(m.failed);
    assert_true(end < 0 || (size_t)end == bytes.n);
    buf_char(out, 0);
}

#define A "From a@b.example Mon Oct 12 08:00:00 2026\n"
#define A2 "From a@b.example Mon Oct 12 08:00:00 2026|" /* as it is shown */
#define S "a@b.example Mon Oct 12 08:00:00 2026: "

static void dialects(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *expected;
    } examples[] = {
        {"", ""},
        {A "X: 1\n\nhello\n\n" A "X: 2\n\nworld\n", "1: " S "X: 1||hello|\n6: " S "X: 2||world|\n"},
        /* Quoted in two ways, and not. */
        {A "X: 1\n\n>From me\n>>From him\n> From x\nFrom here on\n\n",
            "1: " S "X: 1||From me|>From him|> From x|From here on||\n"},
        /* A body that looks like a mailbox: no empty line before, no date, no header behind. */
        {A "X: 1\n\ntext\n" A "X: 2\n\nFrom now on: 10 apples\nX: 3\n\n" A "no header\n",
            "1: " S "X: 1||text|" A2 "X: 2||From now on: 10 apples|X: 3||" A2 "no header|\n"},
        /* Other dates and addresses: Thunderbird, Takeout, with a zone, in German. */
        {"From - Mon Oct 12 08:00:00 2026\nX: 1\n\na\n\nFrom 1781@xxx Mon Oct 12 08:00:00 +0000 2026\nX: 2\n\nb\n\n"
         "From x@y.example Mo Okt 12 08:00:00 2026\nX: 3\n\nc\n\nFrom \"a b\"@y.example Mon, 12 Oct 2026 08:00:00 "
         "+0200\nX: 4\n\nd\n",
            "1: - Mon Oct 12 08:00:00 2026: X: 1||a|\n6: 1781@xxx Mon Oct 12 08:00:00 +0000 2026: X: 2||b|\n"
            "11: x@y.example Mo Okt 12 08:00:00 2026: X: 3||c|\n"
            "16: \"a b\"@y.example Mon, 12 Oct 2026 08:00:00 +0200: X: 4||d|\n"},
        /* CRLF. */
        {"From a@b.example Mon Oct 12 08:00:00 2026\r\nX: 1\r\n\r\na\r\n\r\nFrom a@b.example Mon Oct 12 08:00:00 "
         "2026\r\nX: 2\r\n\r\n",
            "1: " S "X: 1\r|\r|a\r|\n6: " S "X: 2\r|\r|\n"},
        /* Something before the first; an end in the middle. */
        {"junk\n\nmore: junk\n" A "X: 1\n\na\n\n" A "X: 2", "4: " S "X: 1||a|\n9: " S "X: 2\n"},
        {A "X: 1\n\na\n\nFrom a@b.example Mon Oct 12 08", "1: " S "X: 1||a||From a@b.example Mon Oct 12 08\n"},
        {"no mailbox at all\n", ""},
        /* Content-Length that fits (mboxcl2 quotes nothing), with and without the empty line. */
        {A "Content-Length: 57\n\n\n" A ">From me\nX: 2\n"
           "\n" A "X: 3\n\nc\n",
            "1: " S "Content-Length: 57|||" A2 ">From me|X: 2|\n9: " S "X: 3||c|\n"},
        {A "Content-Length: 2\n\na\n" A "X: 2\n\nb\n", "1: " S "Content-Length: 2||a\n5: " S "X: 2||b|\n"},
        {A "Content-Length: 9\n\n>From me\n\n" A "X: 2\n\n", "1: " S "Content-Length: 9||From me|\n6: " S "X: 2||\n"},
        {A "Content-Length: 2\n\na\n", "1: " S "Content-Length: 2||a|\n"},
        /* And that lies: too long, into the middle, before the end, beyond the file, no number. */
        {A "Content-Length: 20\n\na\n\n" A "X: 2\n\nb\n", "1: " S "Content-Length: 20||a|\n6: " S "X: 2||b|\n"},
        {A "Content-Length: 1\n\nab\n\n" A "X: 2\n\nb\n", "1: " S "Content-Length: 1||ab|\n6: " S "X: 2||b|\n"},
        {A "Content-Length: 9999999999999999999\n\na\n\n" A "X: 2\n\nb\n",
            "1: " S "Content-Length: 9999999999999999999||a|\n6: " S "X: 2||b|\n"},
        {A "Content-Length: 9223372036854775807\n\na\n\n" A "X: 2\n\nb\n",
            "1: " S "Content-Length: 9223372036854775807||a|\n6: " S "X: 2||b|\n"},
        {A "Content-Length: -1\n\na\n", "1: " S "Content-Length: -1||a|\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(buf) out = {0};
        show(&out, str_from(examples[i].bytes), true);
        assert_string_equal(out.p, examples[i].expected);
    }
}

static void zero_bytes(void **state)
{
    (void)state;
    AUTO(buf) out = {0};
    show(&out, STR(A "X: \0\n\n\0a\n\n" A "X: 2\n\n"), false);
    assert_true(str_eq(buf_str(&out), STR("1: " S "X: \0||\0a|\n6: " S "X: 2||\n\0")));
}

/* Messages and lines larger than the window, from a file that is as if there were gigabytes of it. */
static int64_t read_large(void *context, int64_t offset, char *p, size_t n)
{
    static const char front[] = A "X: 1\n\n";
    int64_t size = *(int64_t *)context, back = size - (int64_t)sizeof front;
    for (size_t i = 0; i < n; i++) {
        int64_t at = offset + (int64_t)i;
        if (at >= size) return (int64_t)i;
        bool first = at<(int64_t)sizeof front - 1, last = at> back;
        p[i] = first ? front[at] : last ? front[at - back - 1] : at >= back - 1 ? '\n' : 'x';
    }
    return (int64_t)n;
}

static void large(void **state)
{
    (void)state;
    enum { WINDOW = 1 << 16 };
    int64_t size = 64 << 20;
    char *window = malloc(WINDOW), *p;
    size_t n;
    struct mbox m;
    struct mbox_message message;
    mbox_init(&m, read_large, &size, window, WINDOW, 0, 1);
    assert_true(mbox_next(&m, &message));
    assert_int_equal(message.offset, 0);
    assert_false(mbox_content(&m, &message, &p, &n));
    int64_t end = message.end;
    assert_true(mbox_next(&m, &message));
    assert_int_equal(message.offset, end);
    assert_int_equal(message.line, 6);
    assert_true(mbox_content(&m, &message, &p, &n));
    assert_false(mbox_next(&m, &message));
    mbox_init(&m, read_large, &size, window, WINDOW, end, 6); /* to go on from there */
    assert_true(mbox_next(&m, &message));
    assert_int_equal(message.offset, end);
    free(window);
}

/* Dates as RFC 5322 has them, also its obsolete ones (A.6.2), as programs do, and none. */
static void dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        instant_t at; /* -1: it is none */
        int minutes;
    } examples[] = {
        {"Mon, 12 Oct 2026 10:00:00 +0200", 1791792000, 120},
        {"12 Oct 2026 10:00 -0330", 1791811800, -210},
        {"Mon, 12 Oct 2026 10:00:00 +0200 (CEST (summer))", 1791792000, 120},
        {"Mon , 12 (x) Oct 2026 08:00:00 GMT", 1791792000, 0},
        {"12 Oct 26 04:00:00 EDT", 1791792000, -240},
        {"12 Oct 126 08:00:00 Z", 1791792000, 0}, /* counted from 1900 */
        {"Mon Oct 12 08:00:00 2026", 1791792000, 0},
        {"Mon Oct 12 08:00:00 +0000 2026", 1791792000, 0},
        {"2026-10-12T10:00:00+02:00", 1791792000, 120},
        {"2026-10-12 10:00:00.25 +02", 1791792000, 120},
        {"12-Oct-2026 08:00:00", 1791792000, 0},
        {"Thu, 01 Jan 1970 00:00:00 +0000", 0, 0},
        {"29 Feb 2028 00:00 +0000", 1835395200, 0},
        {"31 Dec 9999 23:59:60 +0000", 253402300800, 0},
        {"29 Feb 2026 00:00 +0000", -1, 0},
        {"31 Dec 1969 00:00 +0000", -1, 0},
        {"12 Oct 2026", -1, 0},
        {"12 Oct 2026 24:00 +0000", -1, 0},
        {"12 Oct 2026 10:60 +0000", -1, 0},
        {"12 Oct 2026 10:00 +9999", -1, 0},
        {"12 Foo 2026 10:00", -1, 0},
        {"Oct 2026 10:00", -1, 0},
        {"", -1, 0},
        {"(((((", -1, 0},
        {"99999999999999999999 Oct 2026 10:00", -1, 0},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        instant_t at = -2;
        int32_t minutes = -2;
        bool is = mail_date_parse(str_from(examples[i].text), &at, &minutes);
        if (is != (examples[i].at >= 0) || (is && (at != examples[i].at || minutes != examples[i].minutes)))
            fail_msg("%s gives %d, %lld, %d", examples[i].text, is, (long long)at, (int)minutes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dialects),
        cmocka_unit_test(zero_bytes),
        cmocka_unit_test(large),
        cmocka_unit_test(dates),
    };
    return cmocka_run_group_tests_name("mbox", tests, NULL, NULL);
}
