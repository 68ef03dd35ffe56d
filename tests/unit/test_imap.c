/* Replies of IMAP servers: where each ends, what is in it, what is refused; and
 * names of folders.  Examples are of RFC 3501, RFC 6154 and RFC 5161 or as
 * Dovecot, Gmail and Exchange write. */
#include "base/buf.h"
#include "net/folder_name.h"
#include "net/imap_reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- where a reply ends --- */

/* The lengths of the replies of a stream that comes `step` bytes at a time; "!": too long; "...": one that goes on. */
static void show_ends(struct buf *out, struct str bytes, size_t step)
{
    size_t from = 0;
    while (from < bytes.n) {
        struct imap_reply_scan scan = {0};
        enum imap_reply_state state = IMAP_REPLY_MORE;
        for (size_t n = from; state == IMAP_REPLY_MORE && n < bytes.n;) {
            n = bytes.n - n < step ? bytes.n : n + step;
            /* Exactly as large as what has come, so that a sanitizer sees a read past its end. */
            char *copy = malloc(n - from);
            memcpy(copy, bytes.p + from, n - from);
            state = imap_reply_scan(&scan, (struct str){copy, n - from});
            free(copy);
        }
        if (state == IMAP_REPLY_WHOLE) buf_printf(out, "%zu ", scan.at);
        if (state == IMAP_REPLY_MORE) buf_put(out, "...");
        if (state == IMAP_REPLY_TOO_LONG) buf_put(out, "!");
        if (state != IMAP_REPLY_WHOLE) break;
        from += scan.at;
    }
    buf_char(out, '\0');
}

static void ends(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        const char *expected;
    } examples[] = {
        {STR("* OK ready\r\nA1 OK done\r\n"), "12 12 "},
        {STR("* 1 FETCH (BODY[] {5}\r\na\r\nb\n)\r\n"), "31 "},
        {STR("* 1 FETCH (BODY[] {0}\r\n UID 7)\r\n* BYE\r\n"), "32 7 "},
        {STR("* LIST () \"/\" {3+}\r\na)b\r\n"), "25 "},
        {STR("* 1 FETCH (BODY[] ~{2}\r\n)) UID 2 X {1}\r\nx)\r\n"), "44 "},
        {STR("* OK we need {500}\r\n"), "20 "}, /* text, whatever it ends with */
        {STR("+ {500}\r\nA1 NO {500}\r\n"), "9 13 "},
        {STR("* 1 FETCH (X \"{500}\")\r\n"), "23 "},
        {STR("* 1 FETCH {x}\r\n"), "15 "},
        {STR("* SEARCH 1\n"), "11 "}, /* without CR */
        {STR("* 1 FETCH {33554432}\r\nx"), "..."},
        {STR("* 1 FETCH {33554433}\r\nx"), "!"},
        {STR("* 1 FETCH {99999999999999999999}\r\nx"), "!"},
        {STR("* 1 FETCH {5}\r\nabc"), "..."},
        {STR("* never"), "..."},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (size_t step = 1; step < 50; step += 7) {
            AUTO(buf) out = {0};
            show_ends(&out, examples[i].bytes, step);
            assert_string_equal(out.p, examples[i].expected);
        }
}

static void line_without_end(void **state)
{
    (void)state;
    enum { PIECE = 1 << 16 };
    struct imap_reply_scan scan = {0};
    size_t most = IMAP_REPLY_TEXT_MAX + PIECE, n = PIECE;
    char *p = calloc(most, 1);
    memset(p, 'x', most);
    while (n < most && imap_reply_scan(&scan, (struct str){p, n}) == IMAP_REPLY_MORE) n += PIECE;
    assert_int_equal(n, most);
    assert_int_equal(imap_reply_scan(&scan, (struct str){p, n}), IMAP_REPLY_TOO_LONG);
    free(p);
}

/* --- what is in a reply --- */

static void show_reply(struct buf *out, const struct imap_reply *r)
{
    static const char *const statuses[] = {"data", "OK", "NO", "BAD", "BYE"};
    if (r->goes_on) {
        buf_printf(out, "+ %.*s", STR_ARG(r->text));
        return;
    }
    buf_printf(out, "%.*s %s", r->tag.n ? (int)r->tag.n : 1, r->tag.n ? r->tag.p : "*", statuses[r->status]);
    if (r->number) buf_printf(out, " %u", r->number);
    if (r->name.n) buf_printf(out, " %.*s", STR_ARG(r->name));
    if (r->code.n) buf_printf(out, " [%.*s]", STR_ARG(r->code));
    if (r->text.n) buf_printf(out, " %.*s", STR_ARG(r->text));
}

static const char *reply(struct arena *a, struct str bytes)
{
    AUTO(buf) out = {0};
    struct imap_reply r;
    if (!imap_reply_parse(bytes, &r)) return "no sense";
    show_reply(&out, &r);
    return arena_str(a, buf_str(&out)).p;
}

static void replies(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        const char *expected;
    } examples[] = {
        {STR("H1 OK done\r\n"), "H1 OK done"},
        {STR("H2 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n"),
            "H2 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"},
        {STR("h3 bad what?\r\n"), "h3 BAD what?"},
        {STR("* BYE Autologout; idle for too long\r\n"), "* BYE Autologout; idle for too long"},
        {STR("* OK [UIDVALIDITY 3857529045] UIDs valid\r\n"), "* OK [UIDVALIDITY 3857529045] UIDs valid"},
        {STR("* OK [ALERT] System shutdown in 10 minutes\r\n"), "* OK [ALERT] System shutdown in 10 minutes"},
        {STR("* OK [unclosed\r\n"), "* OK [unclosed"},
        {STR("* PREAUTH welcome\r\n"), "* OK welcome"},
        {STR("* OK\r\n"), "* OK"},
        {STR("* 172 EXISTS\r\n"), "* data 172 EXISTS"},
        {STR("* 44 expunge\r\n"), "* data 44 expunge"},
        {STR("* SEARCH 2 84 882\r\n"), "* data SEARCH"},
        {STR("+ idling\r\n"), "+ idling"},
        {STR("+\r\n"), "+ "},
        {STR("\r\n"), "no sense"},
        {STR("HTTP/1.1 400 Bad Request\r\n"), "no sense"},
        {STR("H1 FETCH\r\n"), "no sense"},
        {STR("*\r\n"), "no sense"},
        {STR("* 99999999999 EXISTS\r\n"), "* data 99999999999"},
        {STR("(a b) c\r\n"), "no sense"},
        {STR("* 3\r\n"), "no sense"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(reply(&a, examples[i].bytes), examples[i].expected);
}

static void codes(void **state)
{
    (void)state;
    struct imap_reply r;
    uint32_t n = 0;
    assert_true(imap_reply_parse(STR("* OK [UIDNEXT 4392] Predicted next UID\r\n"), &r));
    assert_true(imap_reply_code(&r, "uidnext", &n));
    assert_int_equal(n, 4392);
    assert_false(imap_reply_code(&r, "UIDVALIDITY", &n));
    assert_true(imap_reply_parse(STR("* OK [UIDNEXT 4294967296] too much\r\n"), &r));
    assert_false(imap_reply_code(&r, "UIDNEXT", &n));
    assert_true(imap_reply_parse(STR("* OK [UIDNEXT] nothing\r\n"), &r));
    assert_false(imap_reply_code(&r, "UIDNEXT", &n));
}

/* "uid size date body", - for what is not in it. */
static const char *message(struct arena *a, struct str bytes)
{
    AUTO(buf) out = {0};
    struct imap_reply r;
    struct imap_reply_message m;
    if (!imap_reply_parse(bytes, &r) || !imap_reply_message(a, &r, &m)) return "no sense";
    buf_printf(&out, "%u", m.uid);
    m.has_size ? buf_printf(&out, " %lld", (long long)m.size) : buf_put(&out, " -");
    m.date != TIME_NONE ? buf_printf(&out, " %lld", (long long)m.date) : buf_put(&out, " -");
    m.has_body ? buf_printf(&out, " <%.*s>", STR_ARG(m.body)) : buf_put(&out, " -");
    return arena_str(a, buf_str(&out)).p;
}

static void messages(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        const char *expected;
    } examples[] = {
        {STR("* 1 FETCH (UID 7 RFC822.SIZE 44 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n"), "7 44 837596665 -"},
        {STR("* 1 FETCH (INTERNALDATE \" 1-Jan-1970 00:00:01 +0000\" UID 7)\r\n"), "7 - 1 -"},
        {STR("* 1 FETCH (UID 7 BODY[] {6}\r\na\r\n)\"b)\r\n"), "7 - - <a\r\n)\"b>"},
        {STR("* 1 FETCH (BODY[]<0> {3}\r\nabc UID 9 FLAGS (\\Seen \\Recent))\r\n"), "9 - - <abc>"},
        {STR("* 1 FETCH (BODY[] \"a \\\"b\\\" \\\\\" UID 9)\r\n"), "9 - - <a \"b\" \\>"},
        {STR("* 1 FETCH (UID 9 BODY[] NIL)\r\n"), "9 - - -"},
        {STR("* 1 FETCH (UID 9 BODY[] \"\")\r\n"), "9 - - <>"},
        {STR("* 1 FETCH (FLAGS (\\Seen))\r\n"), "0 - - -"},
        {STR("* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT FROM)] {2}\r\nxy UID 3)\r\n"), "3 - - -"},
        {STR("* 1 FETCH (ENVELOPE ((NIL NIL (\"a\")) {1}\r\n( \"x)\") UID 3 MODSEQ (12345678901234))\r\n"), "3 - - -"},
        {STR("* 1 FETCH (UID 0)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID 4294967296)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID -1)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID 3\r\n"), "no sense"},
        {STR("* 1 FETCH (UID 3 BODY[] {9}\r\nabc)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID 3 BODY[] \"abc)\r\n"), "no sense"},
        {STR("* 1 FETCH (RFC822.SIZE many UID 3)\r\n"), "no sense"},
        {STR("* 1 FETCH\r\n"), "no sense"},
        {STR("* 1 STORE (UID 3)\r\n"), "no sense"},
        {STR("* 1 FETCH (UID 3 INTERNALDATE \"31-Feb-2026 00:00:00 +0000\")\r\n"), "3 - - -"},
        {STR("* 1 FETCH (UID 3 X ((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))\r\n"), "no sense"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(message(&a, examples[i].bytes), examples[i].expected);
}

static const char *folder(struct arena *a, struct str bytes)
{
    struct imap_reply r;
    struct imap_reply_folder f;
    if (!imap_reply_parse(bytes, &r) || !imap_reply_folder(a, &r, &f)) return "no sense";
    return arena_format(a, "%.*s%s%s", STR_ARG(f.name), f.sent ? " (sent)" : "", f.selectable ? "" : " (closed)").p;
}

static void folders(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        const char *expected;
    } examples[] = {
        {STR("* LIST (\\HasNoChildren \\Sent) \"/\" \"[Gmail]/Sent Mail\"\r\n"), "[Gmail]/Sent Mail (sent)"},
        {STR("* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n"), "[Gmail] (closed)"},
        {STR("* LIST (\\Marked \\NoInferiors) \".\" INBOX\r\n"), "INBOX"},
        {STR("* LIST () NIL Entw&APw-rfe\r\n"), "Entw&APw-rfe"},
        {STR("* LIST () \"/\" {4}\r\na\"b\"\r\n"), "a\"b\""},
        {STR("* LIST () \"\\\\\" \"a\\\\b\"\r\n"), "a\\b"},
        {STR("* LIST () \"/\" [odd\r\n"), "[odd"},
        {STR("* LIST (\\NonExistent) \"/\" old (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n"), "old (closed)"},
        {STR("* LIST () \"/\"\r\n"), "no sense"},
        {STR("* LIST INBOX\r\n"), "no sense"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(folder(&a, examples[i].bytes), examples[i].expected);
}

static void dates(void **state)
{
    (void)state;
    instant_t at = 0;
    assert_true(imap_reply_date(STR("08-Oct-2026 10:00:00 +0200"), &at));
    assert_int_equal(at, 1791446400); /* 2026-10-08T08:00Z */
    assert_true(imap_reply_date(STR(" 8-Oct-2026 10:00:00 +0200"), &at));
    assert_int_equal(at, 1791446400);
    assert_true(imap_reply_date(STR("8-oct-2026 06:00:00 -0200"), &at));
    assert_int_equal(at, 1791446400);
    static const char *const bad[] = {"", "08-Okt-2026 10:00:00 +0200", "08-Oct-2026 24:00:00 +0200",
        "08-Oct-2026T10:00:00 +0200", "08-Oct-2026 10:00:00 GMT+2", "08-Oct-0000 10:00:00 +0200",
        "08-Oct-2026 10:00:00  0200", "08-Oct-2026 10:00:00 +02000", "-8-Oct-2026 10:00:00 +0200"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(imap_reply_date(str_from(bad[i]), &at));
}

/* --- names of folders --- */

static void names(void **state)
{
    (void)state;
    /* RFC 3501, 5.1.3; others by hand: U+00FC is 00FC, six bits each 000000 001111 1100(00) = A P w. */
    static const struct {
        const char *name, *encoded;
    } examples[] = {{"INBOX", "INBOX"}, {"", ""},
        {"~peter/mail/\xE5\x8F\xB0\xE5\x8C\x97/\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
            "~peter/mail/&U,BTFw-/&ZeVnLIqe-"},
        {"Entw\xC3\xBCrfe", "Entw&APw-rfe"}, {"R&D", "R&-D"}, {"\xC3\xBC&\xC3\xBC", "&APw-&-&APw-"},
        {"\xF0\x9F\x93\xAE", "&2D3c7g-"}, {"a\tb", "a&AAk-b"}};
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct str back;
        assert_string_equal(folder_name_encode(&a, str_from(examples[i].name)).p, examples[i].encoded);
        assert_true(folder_name_decode(&a, str_from(examples[i].encoded), &back));
        assert_string_equal(back.p, examples[i].name);
    }
    static const char *const bad[] = {"&", "&APw", "a&Jjo!b-", "&U,BTFw-&ZeVnLIqe-", "&AGE-", "Entw\xC3\xBCrfe",
        "&2D0-", "&3K4-", "&AAA-", "&APx-", "&A-", "a\tb"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str back;
        assert_false(folder_name_decode(&a, str_from(bad[i]), &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends),
        cmocka_unit_test(line_without_end),
        cmocka_unit_test(replies),
        cmocka_unit_test(codes),
        cmocka_unit_test(messages),
        cmocka_unit_test(folders),
        cmocka_unit_test(dates),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
