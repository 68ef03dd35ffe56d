/* Messages: their bytes, what of hostile texts becomes harmless, and which
 * addresses are refused. */
#include "base/buf.h"
#include "codec/mail_address.h"
#include "codec/mail_compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct mail_compose_letter letter(void)
{
    struct mail_compose_letter m = {.from = {STR("Ada Quill"), STR("ada@example.com")},
        .to = {STR("Jane Moss"), STR("jane@harbour.example")},
        .subject = STR("Thank you"),
        .text = STR("Dear Jane,\n\nthank you.\n"),
        .at = 1791532800, /* 2026-10-09T08:00:00Z, a Friday */
        .offset = 7200};
    for (unsigned i = 0; i < MAIL_COMPOSE_RANDOM; i++) m.random[i] = (unsigned char)(i * 16 + i);
    return m;
}

#define ID "<00112233445566778899AABBCCDDEEFF@example.com>"

static void whole_message(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str bytes, id;
    struct mail_compose_letter m = letter();
    assert_int_equal(mail_compose(&m, &a, &bytes, &id, NULL), OK);
    assert_string_equal(id.p, ID);
    assert_string_equal(bytes.p, "From: \"Ada Quill\" <ada@example.com>\r\n"
                                 "To: \"Jane Moss\" <jane@harbour.example>\r\n"
                                 "Subject: Thank you\r\n"
                                 "Date: Fri, 09 Oct 2026 10:00:00 +0200\r\n"
                                 "Message-ID: " ID "\r\n"
                                 "MIME-Version: 1.0\r\n"
                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                 "Content-Transfer-Encoding: 7bit\r\n"
                                 "\r\n"
                                 "Dear Jane,\r\n\r\nthank you.\r\n");
}

/* --- one header, or the body, of a letter with one thing changed --- */

struct example {
    const char *given, *expected; /* what must stand in the message */
};

static void check_all(const struct example *examples, size_t n, void (*set)(struct mail_compose_letter *, struct str))
{
    for (size_t i = 0; i < n; i++) {
        AUTO(arena) a = {0};
        struct str bytes, id;
        struct err_info info = {0};
        struct mail_compose_letter m = letter();
        set(&m, str_from(examples[i].given));
        if (mail_compose(&m, &a, &bytes, &id, &info)) bytes = str_from(info.text);
        if (str_contains(bytes, str_from(examples[i].expected))) continue;
        print_error("%s\n  expected within it: %s\n", bytes.p, examples[i].expected);
        fail();
    }
}

static void set_subject(struct mail_compose_letter *m, struct str s)
{
    m->subject = s;
}

static void subjects(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a\r\nBcc: everybody@example.com", "\r\nSubject: a Bcc: everybody@example.com\r\nDate:"},
        {"a\nb\rc\td\x0b"
         "e\x7f"
         "f\xc2\x85"
         "g",
            "\r\nSubject: a b c d e f g\r\n"},
        {"  blanks   within  ", "\r\nSubject: blanks within\r\n"},
        {"", "example>\r\nDate:"},
        {"=?utf-8?Q?hidden?=", "\r\nSubject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fhidden=3F=3D?=\r\n"},
        {"Gr\xc3\xbc\xc3\x9f"
         "e",
            "\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"},
        {"a_b = \xe2\x82\xac", "\r\nSubject: =?utf-8?Q?a=5Fb_=3D_=E2=82=AC?=\r\n"},
        /* 9 + 67 columns are a full line; one more, and the last word begins the next */
        {"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggg",
            "\r\nSubject: aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggg\r\n"},
        {"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff gggggggg",
            "\r\nSubject: aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff\r\n gggggggg\r\n"},
        /* 10 + 18 * 3 + 2 fit beside the header's name, a nineteenth letter of two bytes does not */
        {"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
            "\r\nSubject: =?utf-8?Q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9?=\r\n "
            "=?utf-8?Q?=C3=A9?=\r\n"},
        {"\xff", "the subject is no UTF-8 text"},
    };
    check_all(examples, sizeof examples / sizeof *examples, set_subject);
}

static void set_file(struct mail_compose_letter *m, struct str s)
{
    static struct mail_compose_file file;
    str_cut(s, '|', &file.name, &file.bytes);
    m->files = &file;
    m->n_files = 1;
}

#define BOUNDARY "=_00112233445566778899AABBCCDDEEFF"

static void attachments(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"cv.pdf|A",
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"" BOUNDARY "\"\r\n\r\n--" BOUNDARY
            "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\nDear Jane,\r\n\r\n"
            "thank you.\r\n\r\n--" BOUNDARY "\r\nContent-Type:\r\n application/pdf\r\nContent-Disposition: "
            "attachment;\r\n filename=\"cv.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==\r\n\r\n--" BOUNDARY
            "--\r\n"},
        /* RFC 4648, section 10 */
        {"a|", "base64\r\n\r\n\r\n--" BOUNDARY "--"},
        {"a|fo", "base64\r\n\r\nZm8=\r\n"},
        {"a|foo", "base64\r\n\r\nZm9v\r\n"},
        {"a|foobar", "base64\r\n\r\nZm9vYmFy\r\n"},
        /* 57 bytes are a line, the next one begins another */
        {"a|fooooooooooooooooooooooooooooooooooooooooooooooooooooooox",
            "\r\nZm9vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb294\r\n\r\n"},
        {"a|foooooooooooooooooooooooooooooooooooooooooooooooooooooooooo", "vb29v\r\nb28=\r\n\r\n"},
        {"Zeugnis \xc3\xbc.PDF|x",
            "\r\n application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''Zeugnis%20%C3%BC.PDF\r\n"},
        {"a\"b\r\nBcc: x|x", "attachment;\r\n filename*0*=utf-8''a%22b%20Bcc%3A%20x\r\n"},
        {"|x", "filename=\"file\"\r\n"},
    };
    check_all(examples, sizeof examples / sizeof *examples, set_file);
}

static void set_name(struct mail_compose_letter *m, struct str s)
{
    m->to.name = s;
}

static void names(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", "\r\nTo: <jane@harbour.example>\r\n"},
        {"Moss, Jane (HR)", "\r\nTo: \"Moss, Jane (HR)\" <jane@harbour.example>\r\n"},
        {"Jane \"J\" Moss", "\r\nTo: =?utf-8?Q?Jane_=22J=22_Moss?= <jane@harbour.example>\r\n"},
        {"a\\", "\r\nTo: =?utf-8?Q?a=5C?= <jane@harbour.example>\r\n"},
        {"x\" <eve@example.com>\r\nBcc: ",
            "\r\nTo: =?utf-8?Q?x=22_=3Ceve=40example=2Ecom=3E_Bcc=3A?= <jane@harbour.example>\r\n"},
        {"Zo\xc3\xab Moss", "\r\nTo: =?utf-8?Q?Zo=C3=AB_Moss?= <jane@harbour.example>\r\n"},
    };
    check_all(examples, sizeof examples / sizeof *examples, set_name);
}

static void set_text(struct mail_compose_letter *m, struct str s)
{
    m->text = s;
}

static void texts(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a\rb\r\nc\n", "7bit\r\n\r\na\r\nb\r\nc\r\n"},
        {"a\n\n\n", "7bit\r\n\r\na\r\n"},
        {".\nb", "quoted-printable\r\n\r\n=2E\r\nb\r\n"},
        {"From here", "quoted-printable\r\n\r\n=46rom here\r\n"},
        {"-- \nAda", "quoted-printable\r\n\r\n--=20\r\nAda\r\n"},
        {"a\t\nb", "quoted-printable\r\n\r\na=09\r\nb\r\n"},
        {"1 = 1 caf\xc3\xa9", "quoted-printable\r\n\r\n1 =3D 1 caf=C3=A9\r\n"},
        /* 76 columns stay, 77 are broken after 75 */
        {"1234567890123456789012345678901234567890123456789012345678901234567890123456",
            "7bit\r\n\r\n1234567890123456789012345678901234567890123456789012345678901234567890123456\r\n"},
        {"12345678901234567890123456789012345678901234567890123456789012345678901234567",
            "printable\r\n\r\n123456789012345678901234567890123456789012345678901234567890123456789012345=\r\n67\r\n"},
        /* and what then begins a line is no dot */
        {"123456789012345678901234567890123456789012345678901234567890123456789012345.7",
            "printable\r\n\r\n123456789012345678901234567890123456789012345678901234567890123456789012345=\r\n="
            "2E7\r\n"},
        {"a\nb\x1b[2J", "line 2 of the letter holds a control character"},
        {"a\xc2\x9b"
         "2J",
            "line 1 of the letter holds a control character"},
        {" \n\t\r\n", "the letter is empty"},
        {"a\xc3", "the letter is no UTF-8 text, from byte 2 on"},
    };
    check_all(examples, sizeof examples / sizeof *examples, set_text);
}

static void set_reply(struct mail_compose_letter *m, struct str s)
{
    static const struct str before[] = {{"<a@b>", 5}, {"no id", 5}, {"<c@d>", 5}};
    m->in_reply_to = s;
    m->references = before;
    m->n_references = 3;
}

static void replies(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"<e@f>", "\r\nIn-Reply-To:\r\n <e@f>\r\nReferences:\r\n <a@b>\r\n <c@d>\r\n <e@f>\r\nMIME-Version"},
        {"<c@d>", "\r\nReferences:\r\n <a@b>\r\n <c@d>\r\nMIME-Version"},
        {"<e@f>\r\nBcc: x@example.com", "@example.com>\r\nMIME-Version"},
        {"<e\nf@g>", "@example.com>\r\nMIME-Version"},
        {"<e@f><g@h>", "@example.com>\r\nMIME-Version"},
        {"", "@example.com>\r\nMIME-Version"},
    };
    check_all(examples, sizeof examples / sizeof *examples, set_reply);
}

static void dates(void **state)
{
    (void)state;
    static const struct {
        instant_t at;
        int32_t offset;
        const char *expected;
    } examples[] = {
        {0, 0, "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"},
        {951868799, -18000, "Date: Tue, 29 Feb 2000 18:59:59 -0500\r\n"},
        {1798761600, 20700, "Date: Fri, 01 Jan 2027 05:45:00 +0545\r\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        struct str bytes, id;
        struct mail_compose_letter m = letter();
        m.at = examples[i].at;
        m.offset = examples[i].offset;
        assert_int_equal(mail_compose(&m, &a, &bytes, &id, NULL), OK);
        if (!str_contains(bytes, str_from(examples[i].expected))) fail_msg("%s", bytes.p);
    }
}

/* --- addresses --- */

static void addresses(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"jane@harbour.example", "jane@harbour.example"},
        {" jane.moss+jobs@mail.harbour.example ", "jane.moss+jobs@mail.harbour.example"},
        {"o'neil_{x}@a-b.example", "o'neil_{x}@a-b.example"},
        {"info@m\xc3\xbcnchen.example", "info@xn--mnchen-3ya.example"},
        {"info@xn--mnchen-3ya.example", "info@xn--mnchen-3ya.example"},
        {"info@stra\xc3\x9f"
         "e.example",
            "!two different domains"},
        {"j\xc3\xbcrgen@harbour.example", "!before the @"},
        {"", "!there is no mail address"},
        {"jane", "!looks like"},
        {"@harbour.example", "!looks like"},
        {"jane@", "!looks like"},
        {"jane@harbour", "!no domain"},
        {"jane@harbour.", "!no domain"},
        {"jane@.example", "!no domain"},
        {"jane@har bour.example", "!no domain"},
        {"jane@-harbour.example", "!no domain"},
        {"jane@10.0.0.1", "!no domain"},
        {"jane@[10.0.0.1]", "!no domain"},
        {"jane@a.example,eve@b.example", "!no domain"},
        {"jane@a.example\r\nRCPT TO:<eve@b.example>", "!no domain"},
        {"jane@a.example>", "!no domain"},
        {"jane@a@b.example", "!no domain"},
        {".jane@harbour.example", "!no plain name"},
        {"ja..ne@harbour.example", "!no plain name"},
        {"jane.@harbour.example", "!no plain name"},
        {"\"jane moss\"@harbour.example", "!no plain name"},
        {"ja\nne@harbour.example", "!no plain name"},
        {"<jane@harbour.example>", "!no plain name"},
        {"jane(at)@harbour.example", "!no plain name"},
        {"jane@harbour.example\xff", "!no UTF-8"},
        /* 64 before the @ are enough */
        {"1234567890123456789012345678901234567890123456789012345678901234@a.example",
            "1234567890123456789012345678901234567890123456789012345678901234@a.example"},
        {"12345678901234567890123456789012345678901234567890123456789012345@a.example", "!no plain name"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        struct str got = {0};
        struct err_info info = {0};
        enum err err = mail_address_check(str_from(examples[i].given), &a, &got, &info);
        const char *expected = examples[i].expected;
        bool right = expected[0] == '!' ? err == ERR_INPUT && strstr(info.text, expected + 1) : str_is(got, expected);
        if (!right) fail_msg("%s: %.*s %s", examples[i].given, STR_ARG(got), info.text);
    }
    AUTO(arena) a = {0};
    struct str got, nul = {"jane\0@harbour.example", 21};
    assert_int_equal(mail_address_check(nul, &a, &got, NULL), ERR_INPUT);
}

static void links(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str link;
    struct mail_compose_letter m = letter();
    m.to.mail = STR("jane+a%b@harbour.example");
    m.subject = STR("A & B?");
    m.text = STR("caf\xc3\xa9\n#1\n");
    m.in_reply_to = STR("<a@b>");
    assert_int_equal(mail_compose_link(&m, &a, &link, NULL), OK);
    assert_string_equal(link.p, "mailto:jane%2Ba%25b@harbour.example?subject=A%20%26%20B%3F&in-reply-to=%3Ca%40b%3E"
                                "&body=caf%C3%A9%0D%0A%231");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_message),
        cmocka_unit_test(subjects),
        cmocka_unit_test(names),
        cmocka_unit_test(attachments),
        cmocka_unit_test(texts),
        cmocka_unit_test(replies),
        cmocka_unit_test(dates),
        cmocka_unit_test(addresses),
        cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
