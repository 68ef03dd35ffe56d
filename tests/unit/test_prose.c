/* Letters in files: what of them is read as text, where each word stands, and
 * what is refused. */
#include "base/buf.h"
#include "codec/prose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

struct row {
    const char *file, *text;
};

static void run(const struct row rows[], size_t n, const char *name)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        AUTO(arena) a = {0};
        struct prose p;
        struct err_info info;
        if (prose_read(str_from(rows[i].file), name, &a, &p, &info)) fail_msg("%s: %s", rows[i].file, info.text);
        if (str_is(p.text, rows[i].text)) continue;
        print_error("%s\n  read:     %.*s\n  expected: %s\n", rows[i].file, STR_ARG(p.text), rows[i].text);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define OBJECT "\xef\xbf\xbc" /* what stands for code and pictures */

static void markdown(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"# Head\ntext", "\nHead\n\ntext"},
        {"## Head ##\n\ntext", "\nHead \n\n\ntext"},
        {"Head\n====\ntext", "Head\n\ntext"},
        {"a **bold** and *fine* and __so__ _on_ word", "a bold and fine and so on word"},
        {"snake_case_name and 5 * 3", "snake_case_name and 5 * 3"},
        {"~~gone~~ ~ 5", "gone ~ 5"},
        {"run `make all` now", "run " OBJECT " now"},
        {"``a ` b`` c", OBJECT " c"},
        {"a ` b", "a ` b"},
        {"see [the page](https://x.example/a_b) there", "see the page there"},
        {"see [the page][1] there\n\n[1]: https://x.example/", "see the page there\n\n"},
        {"![a picture](x.png) here", OBJECT " here"},
        {"Dear [Name], I", "Dear [Name], I"}, /* a place left open */
        {"Dear <Name>, I", "Dear <Name>, I"},
        {"a<br>b <b>c</b>", "ab c"},
        {"<https://x.example/> and <me@x.example>", "https://x.example/ and me@x.example"},
        {"a <!-- not\nthis --> b", "a  b"},
        {"a <!-- no end", "a <!-- no end"},
        {"```\ncode\n```\ntext", "\n\n\ntext"},
        {"~~~ c\ncode\n```\n~~~\ntext", "\n\n\n\ntext"},
        {"- one\n* two\n+ three", "- one\n- two\n- three"},
        {"- [x] done", "- done"},
        {"> quoted\n> more", "quoted\nmore"},
        {"---\ntitle: x\n---\ntext", "\ntext"},
        {"a\n\n---\n\nb", "a\n\n\n\nb"},
        {"| a | b |\n|---|---|\n| c | d |", "\n\n a \n\n b \n\n\n\n\n\n c \n\n d \n\n"},
        {"a  \nb\\\nc", "a\n\nb\n\nc"},
        {"\\*a\\* &amp; b&nbsp;c &odd;", "*a* & b c &odd;"},
        {"\xef\xbb\xbf# Head", "\nHead\n"},
    };
    (void)state;
    run(rows, COUNT(rows), "letter.md");
}

#define HEAD "From: a@x.example\nTo: Jane <j@x.example>\n"

static void mail(void **state)
{
    static const struct row rows[] = {
        {HEAD "\nDear Jane,\n", "Dear Jane,\n"},
        {HEAD "Subject: My\n thanks\n\nDear Jane,\n", "My  thanks\n\nDear Jane,\n"},
        {HEAD "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= =?iso-8859-1?B?Z3LvlQ==?= x\n\n.",
            "Gr\xc3\xbc\xc3\x9f"
            "e angr\xc3\xaf\xe2\x80\xa2 x\n\n."},
        {HEAD "Content-Transfer-Encoding: quoted-printable\n\nso=\n ft, caf=C3=A9=20\nend=",
            "so ft, caf\xc3\xa9 \nend"},
        {HEAD "Content-Transfer-Encoding: BASE64\n\nRGVhciBK\r\nYW5lLA==\r\n", "Dear Jane,"},
        {HEAD "Content-Type: text/plain; charset=\"windows-1252\"\n\ncaf\xe9 \x93so\x94",
            "caf\xc3\xa9 \xe2\x80\x9cso\xe2\x80\x9d"},
        {HEAD "\nlatin caf\xe9", "latin caf\xc3\xa9"}, /* no charset said, and no UTF-8 */
        {HEAD "\nMine.\n\nOn Monday, Jane wrote:\n> hers\n>> older\n", "Mine.\n\n\n\n\n"},
        {HEAD "\nMine.\n\nOn Mon, 5 Oct 2026 at 10:00, Jane Moss <j@x.example>\nwrote:\n> hers\n", "Mine.\n\n\n\n\n"},
        {HEAD "\nOn Monday I wrote to you.\n", "On Monday I wrote to you.\n"},
        {HEAD "\nMine.\n-- \nRobin Hale\n", "Mine.\n"},
        {HEAD "\nMine.\n\n-----Original Message-----\nhers\n", "Mine.\n\n"},
        {HEAD "\nMine.\n\nFrom: Jane\nSent: Monday\n\nhers\n", "Mine.\n\n"},
        {HEAD "\nI come\nFrom: nowhere\n", "I come\nFrom: nowhere\n"},
        {HEAD "Content-Type: multipart/mixed; boundary=\"b\"\n\npreamble\n--b\n\nMine.\n--b\nContent-Type: image/png\n"
              "Content-Disposition: attachment\n\nxx\n--b--\nepilogue",
            "Mine.\n"},
        {HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>no\n--b\n"
              "Content-Type: text/plain\n\nyes\n--b--",
            "yes\n"},
        {HEAD "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n"
              "--i\n\ninner\n--i--\n--o--",
            "inner\n"},
        {HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut off", "cut off"},
    };
    (void)state;
    run(rows, COUNT(rows), "letter.eml");
}

static void attachments(void **state)
{
    static const struct {
        const char *part;
        bool attached;
    } rows[] = {
        {"Content-Type: application/pdf; name=\"a.pdf\"\n", true},
        {"Content-Type: application/pdf\n", true},
        {"Content-Disposition: attachment; filename=a.txt\n", true},
        {"Content-Type: image/png\nContent-Disposition: inline; filename=logo.png\n", false},
        {"Content-Type: application/pgp-signature; name=\"signature.asc\"\n", false},
        {"Content-Type: text/html\n", false},
        {"Content-Type: message/rfc822\n", true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(arena) a = {0};
        struct prose p;
        struct str file = arena_format(
            &a, HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMine.\n--b\n%s\nxx\n--b--\n", rows[i].part);
        assert_int_equal(prose_read(file, "x.eml", &a, &p, NULL), OK);
        if (p.has_attachment != rows[i].attached) fail_msg("%s", rows[i].part);
        assert_true(str_is(p.to, "Jane <j@x.example>"));
    }
}

/* Each word that the text has is found at its line and column. */
static void places(void **state)
{
    static const struct {
        const char *name, *file, *word;
        size_t line, column;
    } rows[] = {
        {"a.txt", "one\ntwo three", "three", 2, 5},
        {"a.txt", "\xef\xbb\xbfone", "one", 1, 1},
        {"a.txt", "caf\xc3\xa9 two", "two", 1, 6},
        {"a.txt", "one\r\ntwo", "two", 2, 1},
        {"a.md", "# Head\n\n**bold** `x` word", "word", 3, 14},
        {"a.md", "| a | b |\n| c | dd |", "dd", 2, 7},
        {"a.md", "see [this](http://x) there", "there", 1, 22},
        {"a.eml", HEAD "Subject: thanks\n\nDear", "thanks", 3, 10},
        {"a.eml", HEAD "Subject: thanks\n\nDear", "Dear", 5, 1},
        {"a.eml", HEAD "Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 two=\n three", "two", 5, 11},
        {"a.eml", HEAD "Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 two=\n three", "three", 6, 2},
        {"a.eml", HEAD "Content-Transfer-Encoding: base64\n\nRGVhciBK\nYW5lLA==", "ane", 6, 2},
        {"a.eml", HEAD "\n> hers\nmine", "mine", 5, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(arena) a = {0};
        struct prose p;
        struct err_info info;
        size_t line, column, at = 0, n = strlen(rows[i].word);
        if (prose_read(str_from(rows[i].file), rows[i].name, &a, &p, &info)) fail_msg("%s", info.text);
        while (at + n <= p.text.n && memcmp(p.text.p + at, rows[i].word, n) != 0) at++;
        assert_true(at + n <= p.text.n);
        prose_place(&p, at, &line, &column);
        if (line != rows[i].line || column != rows[i].column)
            fail_msg("%s in %s: %zu:%zu", rows[i].word, rows[i].file, line, column);
    }
}

static void kinds(void **state)
{
    static const struct {
        const char *name, *file;
        enum prose_kind kind;
    } rows[] = {
        {"a.txt", "# Head\n[a](http://b)", PROSE_PLAIN},
        {"A.MD", "plain", PROSE_MARKDOWN},
        {"a.EML", "plain", PROSE_MAIL},
        {"-", "From: a\nTo: b\n\nx", PROSE_MAIL},
        {"-", "Subject: a\n\nFrom: x\nTo: y\n", PROSE_PLAIN},
        {"-", "To: whom it may concern\n\nDear", PROSE_PLAIN},
        {"-", "# Head\n\ntext", PROSE_MARKDOWN},
        {"-", "We are number #1 here.", PROSE_PLAIN},
        {"letter", "Dear Jane,", PROSE_PLAIN},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(prose_kind_of(rows[i].name, str_from(rows[i].file)), rows[i].kind);
    assert_true(
        prose_limit("a.eml") == PROSE_MAIL_MAX && prose_limit("a.txt") == PROSE_MAX && prose_limit("-") == PROSE_MAX);
}

static void refused(void **state)
{
    static const struct {
        const char *name;
        struct str file;
        const char *says;
    } rows[] = {
        {"a.txt", {"one\ntw\0o", 8}, "a.txt is no text: line 2 holds a zero byte, at offset 6"},
        {"a.txt", {"one\ntw\xff", 7}, "a.txt is not UTF-8: line 2, offset 6"},
        {"-", {"\xff", 1}, "standard input is not UTF-8"},
        {"a.txt",
            {"\xff\xfe"
             "a",
                3},
            "UTF-16"},
        {"a.docx", {"PK\3\4 x", 6}, "word processor"},
        {"a.pdf", {"%PDF-1.4", 8}, "PDF"},
        {"a.eml", {HEAD "Content-Type: text/html\n\n<p>", sizeof(HEAD) - 1 + 28}, "no part of plain text"},
        {"a.eml", {HEAD "Content-Type: text/plain; charset=koi8-r\n\nx", sizeof(HEAD) - 1 + 43}, "koi8-r"},
        {"a.eml", {HEAD "Content-Type: text/plain; charset=utf-8\n\n\xff", sizeof(HEAD) - 1 + 42}, "utf-8"},
        {"a.eml", {HEAD "Content-Transfer-Encoding: base64\n\nAAAA", sizeof(HEAD) - 1 + 39}, "zero bytes"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(arena) a = {0};
        struct prose p = {0};
        struct err_info info = {0};
        assert_int_equal(prose_read(rows[i].file, rows[i].name, &a, &p, &info), ERR_INPUT);
        if (!strstr(info.text, rows[i].says)) fail_msg("%s: %s", rows[i].says, info.text);
        assert_true(p.text.n == 0);
    }
}

/* A mail within a mail within a mail, n deep. */
static void nesting_is_bounded(void **state)
{
    AUTO(buf) b = {0};
    AUTO(arena) a = {0};
    struct prose p;
    struct err_info info;
    (void)state;
    buf_put(&b, HEAD);
    for (int i = 0; i < 100; i++) buf_printf(&b, "Content-Type: multipart/mixed; boundary=b%d-\n\n--b%d-\n", i, i);
    assert_int_equal(prose_read(buf_str(&b), "a.eml", &a, &p, &info), ERR_INPUT);
    assert_non_null(strstr(info.text, "nested"));
    buf_clear(&b);
    buf_put(&b, HEAD "Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 1000; i++) buf_put(&b, "--b\nContent-Type: image/png\n\nx\n");
    assert_int_equal(prose_read(buf_str(&b), "a.eml", &a, &p, &info), ERR_INPUT);
}

/* What makes readers look ahead is read in time (tests/cli/lint.py measures a megabyte of it). */
static void hostile_texts_are_read(void **state)
{
    static const char *const pieces[] = {"[", "](", "`a`` ", "<a ", "<!-- ", "*_*", "- ", "![", "\\", "&amp", "[a](b) ",
        "> > ", "#", "=?utf-8?Q?", "--b\n", "|\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        AUTO(buf) b = {0};
        AUTO(arena) a = {0};
        struct prose p;
        while (b.n + strlen(pieces[i]) < PROSE_MAX / 16) buf_put(&b, pieces[i]);
        assert_int_equal(prose_read(buf_str(&b), "a.md", &a, &p, NULL), OK);
        AUTO(buf) mail = {0};
        buf_put(&mail, HEAD "Content-Type: multipart/mixed; boundary=b\n\n");
        buf_add(&mail, buf_str(&b));
        (void)!prose_read(buf_str(&mail), "a.eml", &a, &p, NULL);
    }
}

static void too_much_is_refused(void **state)
{
    AUTO(arena) a = {0};
    struct prose p;
    struct err_info info;
    char *text = arena_alloc(&a, PROSE_MAX + 2, 1);
    (void)state;
    memset(text, 'a', PROSE_MAX + 1);
    static const char *const names[] = {"a.txt", "a.md", "a.eml"};
    for (size_t i = 0; i < COUNT(names); i++) {
        if (i == 2) memcpy(text, "\n", 1);
        assert_int_equal(prose_read((struct str){text, PROSE_MAX + 2}, names[i], &a, &p, &info), ERR_INPUT);
    }
    text[0] = 'a';
    assert_int_equal(prose_read((struct str){text, PROSE_MAX}, "a.txt", &a, &p, &info), OK);
    assert_int_equal(prose_read((struct str){text, PROSE_MAX}, "a.md", &a, &p, &info), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown),
        cmocka_unit_test(mail),
        cmocka_unit_test(attachments),
        cmocka_unit_test(places),
        cmocka_unit_test(kinds),
        cmocka_unit_test(refused),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(hostile_texts_are_read),
        cmocka_unit_test(too_much_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
