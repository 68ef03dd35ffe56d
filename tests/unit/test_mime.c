/* What one message says: examples from RFC 2045 to 2049, 2047, 2231, 3676, 5322
 * and 6532, and what programs make of them.  Expected values come from there or
 * are written by hand. */
#include "mail/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void show_text(struct buf *out, const char *label, struct str s)
{
    if (s.n) buf_printf(out, "%s=%.*s|", label, STR_ARG(s));
}

static void show_person(struct buf *out, const char *label, const struct mail_person *p)
{
    if (p->name.n || p->mail.n) buf_printf(out, "%s=%.*s<%.*s>|", label, STR_ARG(p->name), STR_ARG(p->mail));
}

static void show_people(struct buf *out, const char *label, const struct mail_person *people, size_t n)
{
    for (size_t i = 0; i < n; i++) show_person(out, label, &people[i]);
}

static void show_parts(struct buf *out, const char *label, const struct mail_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s=%.*s,%.*s,%.*s|", label, STR_ARG(parts[i].method), STR_ARG(parts[i].charset),
            STR_ARG(parts[i].bytes));
}

static void show_flags(struct buf *out, const struct mail *m)
{
    const struct {
        bool set;
        const char *name;
    } flags[] = {{m->from_html, "html"}, {m->cut, "cut"}, {m->encrypted, "encrypted"}, {m->forwards, "forwards"},
        {m->report, "report"}, {m->list_unsubscribe, "unsubscribe"}, {m->draft, "draft"}, {m->deleted, "deleted"},
        {m->spam, "spam"}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].set) buf_printf(out, "%s|", flags[i].name);
}

/* All that is set, but ids that were made up. */
static void show(struct buf *out, const struct mail *m)
{
    show_text(out, "refused", m->refused);
    if (!str_contains(m->id, STR("@missing.invalid"))) show_text(out, "id", m->id);
    for (size_t i = 0; i < m->n_references; i++) show_text(out, "ref", m->references[i]);
    if (m->has_date) buf_printf(out, "sent=%lld%+d|", (long long)m->sent, (int)m->offset_minutes);
    if (m->received) buf_printf(out, "received=%lld|", (long long)m->received);
    show_person(out, "from", &m->from);
    show_person(out, "sender", &m->sender);
    show_person(out, "reply", &m->reply_to);
    show_person(out, "path", &m->return_path);
    show_people(out, "to", m->to, m->n_to);
    show_people(out, "cc", m->cc, m->n_cc);
    show_people(out, "bcc", m->bcc, m->n_bcc);
    show_text(out, "subject", m->subject);
    show_text(out, "auto", m->auto_submitted);
    show_text(out, "precedence", m->precedence);
    show_text(out, "autoreply", m->autoreply);
    show_text(out, "suppress", m->auto_response_suppress);
    show_text(out, "failed", m->failed_recipients);
    show_text(out, "list", m->list_id);
    show_text(out, "labels", m->labels);
    show_flags(out, m);
    for (size_t i = 0; i < m->n_attachments; i++) show_text(out, "attached", m->attachments[i]);
    show_parts(out, "calendar", m->calendars, m->n_calendars);
    show_parts(out, "card", m->cards, m->n_cards);
    show_text(out, "text", m->text);
}

/* Of a frame, as it comes out on the other side; what goes in is exactly as large as the message. */
static void read_and_show(struct buf *out, struct str bytes)
{
    AUTO(arena) a = {0};
    AUTO(buf) wire = {0};
    struct mail m = {.offset = 5, .bytes = 7, .line = 9}, back;
    struct err_info info = {0};
    struct frame f;
    char *copy = malloc(bytes.n + 1);
    assert_non_null(copy);
    memcpy(copy, bytes.p, bytes.n);
    struct message_source source = {.bytes = copy, .n = bytes.n};
    message_read(&source, &a, &m);
    assert_true(mail_write(&wire, &m));
    struct str stream = buf_str(&wire);
    assert_int_equal(frame_take(&stream, &f), FRAME_DONE);
    if (mail_read(f, &a, &back, &info)) fail_msg("%s", info.text);
    assert_true(back.offset == 5 && back.bytes == 7 && back.line == 9);
    show(out, &back);
    free(copy);
}

struct example {
    const char *message, *expected;
};

static void check_all(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) out = {0};
        read_and_show(&out, str_from(examples[i].message));
        buf_char(&out, 0);
        if (strcmp(out.p, examples[i].expected) != 0)
            fail_msg("%s\n--- gives\n%s\n--- and should give\n%s", examples[i].message, out.p, examples[i].expected);
    }
}
#define CHECK_ALL(examples) check_all(examples, sizeof(examples) / sizeof *(examples))

static void headers(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"From: Jane Moss <jane@KESTREL.example>\nTo: a@b.example, \"Novak, Tomas\" <Tomas@c.example>\nCc: (x) "
         "d@e.example\n"
         "Bcc: f@g.example\nSubject: Your\n\tapplication \n and  more\nMessage-ID: <1@kestrel.example>\n"
         "References: <a@x> <b@x>\n <a@x>\nIn-Reply-To: <c@x>\nDate: Mon, 12 Oct 2026 10:00:00 +0200\n\nHello\n",
            "id=1@kestrel.example|ref=a@x|ref=b@x|ref=c@x|sent=1791792000+120|from=Jane Moss<jane@kestrel.example>|"
            "to=<a@b.example>|to=Novak, Tomas<Tomas@c.example>|cc=<d@e.example>|bcc=<f@g.example>|"
            "subject=Your application and more|text=Hello|"},
        /* RFC 5322, A.5 (obsolete comments and folding) and A.1.3 (groups). */
        {"From: Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>\n"
         "To: A Group(Some people):Chris Jones <c@(Chris's host.)public.example>,joe@example.org, John <jdoe@one.test> "
         "(my dear friend); (the end of the group)\nCc:(Empty list)(start)Hidden recipients  :(nobody(that I know))  "
         ";\n"
         "Date: Thu, 13 Feb 1975 23:32 -0330\n\nTesting.\n",
            "sent=161578920-210|from=Pete<pete@silly.test>|to=Chris Jones<c@public.example>|to=<joe@example.org>|"
            "to=John<jdoe@one.test>|text=Testing.|"},
        /* RFC 5322, A.6.1: quoted local part with a blank is none we can use. */
        {"From: Joe Q. Public <john.q.public@example.com>\nTo: \"Joe & J. Harvey\" <ddd@example.org>, \"a "
         "b\"@example.org\n"
         "Date: 21 Nov 97 09:55:06 GMT\n\n",
            "sent=880106106+0|from=Joe Q. Public<john.q.public@example.com>|to=Joe & J. Harvey<ddd@example.org>|"},
        {"From: a@b.example\nSender: s@t.example\nReply-To: Re <r@t.example>, z@z.example\nReturn-Path: "
         "<bounce@B.example>\n"
         "Received: from x (y;z) by q; Mon, 12 Oct 2026 10:00:05 +0200 (CEST)\n"
         "Received: from older; Mon, 12 Oct 2026 09:00:05 +0200\n\n",
            "received=1791792005|from=<a@b.example>|sender=<s@t.example>|reply=Re<r@t.example>|path=<bounce@b.example>"
            "|"},
        {"Auto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes\nX-Auto-Response-Suppress: OOF\n"
         "X-Failed-Recipients: q@q.example\nList-Id: Jobs <jobs.l.example>\nList-Unsubscribe: <mailto:u@l.example>\n"
         "X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=,Wichtig\n\n",
            "auto=auto-replied|precedence=bulk|autoreply=yes|suppress=OOF|failed=q@q.example|list=Jobs "
            "<jobs.l.example>|"
            "labels=Entw\xC3\xBCrfe,Wichtig|unsubscribe|draft|"},
        {"From: a@b.example\nX-Mozilla-Status: 0009\n\n", "from=<a@b.example>|deleted|"},
        {"From: a@b.example\nX-Mozilla-Status: 0001\nX-Gmail-Labels: Inbox,Spam\n\n",
            "from=<a@b.example>|labels=Inbox,Spam|spam|"},
        {"From: a@b.example\nX-Status: D\n\n", "from=<a@b.example>|deleted|"},
        {"From: a@b.example\nDate: Mon, 31 Feb 2026 10:00:00 +0000\nSubject: a\x01\x7F"
         "b\n\n",
            "from=<a@b.example>|subject=ab|"},
        {"message-id: no.brackets@x.example\n\n", "id=no.brackets@x.example|"},
        {"Subject: only headers", "subject=only headers|"},
        /* Lines that are no headers, among them and instead of them. */
        {"From: a@b.example\nthis is none\nSubject : s\n\ntext\n", "from=<a@b.example>|subject=s|text=text|"},
        {"\nonly text\n", "text=only text|"},
        /* RFC 6532: headers in UTF-8; and such in Latin-1, which is wrong and common. */
        {"From: J\xC3\xBCrgen <j\xC3\xBC@x.example>\nSubject: Gr\xC3\xBC\xC3\x9F"
         "e\n\n",
            "from=J\xC3\xBCrgen<j\xC3\xBC@x.example>|subject=Gr\xC3\xBC\xC3\x9F"
            "e|"},
        {"Subject: Gr\xFC\xDF"
         "e\n\n",
            "subject=Gr\xC3\xBC\xC3\x9F"
            "e|"},
    };
    CHECK_ALL(examples);
}

/* RFC 2047, 8, and beyond. */
static void encoded_words(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Subject: (=?ISO-8859-1?Q?a?=)\n\n", "subject=(a)|"},
        {"Subject: =?ISO-8859-1?Q?a?= b\n\n", "subject=a b|"},
        {"Subject: =?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=\n\n", "subject=ab|"},
        {"Subject: =?ISO-8859-1?Q?a?=\n    =?ISO-8859-1?Q?b?=\n\n", "subject=ab|"},
        {"Subject: =?ISO-8859-1?Q?a_b?=\n\n", "subject=a b|"},
        {"Subject: =?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=\n\n", "subject=a b|"},
        {"From: =?US-ASCII?Q?Keith_Moore?= <moore@cs.example>\nTo: =?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= "
         "<keld@dkuug.example>\n"
         "CC: =?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.example>\n"
         "Subject: =?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\n "
         "=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=\n\n",
            "from=Keith Moore<moore@cs.example>|to=Keld J\xC3\xB8rn Simonsen<keld@dkuug.example>|"
            "cc=Andr\xC3\xA9 Pirard<PIRARD@vm1.example>|subject=If you can read this you understand the example.|"},
        /* A character that is split between two words, as many programs do. */
        {"Subject: =?UTF-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?=\n\n", "subject=Gr\xC3\xBC\xC3\x9F"
                                                               "e|"},
        {"Subject: =?utf-8?Q?Bewerbung_=E2=80=93_Zusage?=\n\n", "subject=Bewerbung \xE2\x80\x93 Zusage|"},
        {"Subject: =?iso-2022-jp?B?GyRCPXEbKEI=?=\n\n", "subject=\xE6\x9B\xB8|"},
        {"Subject: =?no-such-set?Q?caf=C3=A9?=\n\n", "subject=caf\xC3\xA9|"},
        {"Subject: a =?utf-8?Q?b=0A_c?= d\n\n", "subject=a b c d|"},
    };
    CHECK_ALL(examples);
}

static void bodies(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* RFC 2045, 6.7: soft line breaks, blanks at the end of a line, faults. */
        {"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
         "Now's the time =\nfor all folk to come=\n to the aid of their country.\nGr=FC=DFe =ZZ =\n",
            "text=Now's the time for all folk to come to the aid of their country.\nGr\xC3\xBC\xC3\x9F"
            "e =ZZ|"},
        {"Content-Transfer-Encoding: base64\n\nSGVs\nbG8*s\nIHdv#cmxk\n", "text=Hello, world|"},
        {"Content-Type: text/plain; charset=utf-8\n\nGr\xFC\xDF"
         "e an alle\n",
            "text=Gr\xC3\xBC\xC3\x9F"
            "e an alle|"},
        {"Content-Type: text/plain; charset=us-ascii\n\nGr\xC3\xBC\xC3\x9F"
         "e\n",
            "text=Gr\xC3\xBC\xC3\x9F"
            "e|"},
        {"Content-Type: text/plain; charset=unknown-8bit\n\n\x93q\x94\n", "text=\xE2\x80\x9Cq\xE2\x80\x9D|"},
        {"Content-Type: text/plain; charset=\"iso-8859-1\"\n\n\x80 5\n", "text=\xE2\x82\xAC 5|"},
        {"Content-Type: text/plain; charset=iso-8859-2\n\n\xB1\xE6\xEA\n", "text=\xC4\x85\xC4\x87\xC4\x99|"},
        {"Content-Type: text/plain; charset=koi8-r\n\n\xD0\xD2\xC9\xD7\xC5\xD4\n",
            "text=\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82|"},
        {"Content-Type: text/plain; charset=shift_jis\n\n\x8F\x91\n", "text=\xE6\x9B\xB8|"},
        {"Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\naABpAA==\n", "text=hi|"},
        {"Content-Type: text/plain; charset=utf-8\n\nSch\xC3\xB6nes W\xC3\xB6rterb\xC3\xBC"
         "ch\xC3\xA4l \xFF\n",
            "text=Sch\xC3\xB6nes W\xC3\xB6rterb\xC3\xBC"
            "ch\xC3\xA4l \xEF\xBF\xBD|"},
        {"Subject: x\r\n\r\na\r\nb\rc\x07\r\n\xE2\x80\xAE"
         "d\r\n",
            "subject=x|text=a\nb\nc\nd|"},
        {"Content-Type: text\n\nplain enough\n", "text=plain enough|"},
        {"Subject: x\n\n\n\n  indented\n-- \nJane\n\n", "subject=x|text=  indented\n-- \nJane|"},
        {"Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n", "encrypted|"},
        {"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nabcd\n", "encrypted|"},
    };
    CHECK_ALL(examples);
}

/* RFC 3676, 4 and 5. */
static void flowed(void **state)
{
    (void)state;
#define FLOWED "Content-Type: text/plain; format=flowed"
    static const struct example examples[] = {
        {FLOWED "\n\nOne line \nthat flows.\nAnother.\n\n  two blanks\n",
            "text=One line that flows.\nAnother.\n\n two blanks|"},
        {FLOWED "; delsp=yes\n\nDonau \ndampf \nschiff\n", "text=Donaudampfschiff|"},
        {FLOWED "\n\n> quoted and \n> flowing\n>> deeper \n> back\nown\n",
            "text=> quoted and flowing\n>> deeper \n> back\nown|"},
        {FLOWED "\n\nlast \n-- \nJane \nMoss\n", "text=last \n-- \nJane Moss|"},
        {FLOWED "\n\n From the start\n >not a quote\n", "text=From the start\n>not a quote|"},
    };
    CHECK_ALL(examples);
}

#define PARTS(kind) "Content-Type: multipart/" kind "; boundary=xx\n\nfront\n"
static void parts(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {PARTS("alternative") "--xx\n\nplain\n--xx\nContent-Type: text/html\n\n<p>page\n--xx--\nback\n", "text=plain|"},
        {PARTS("alternative") "--xx\n\n \n--xx\nContent-Type: text/html\n\n<p>page\n--xx--\n", "html|text=page|"},
        {PARTS("alternative") "--xx\n\nYour program does not show HTML mail.\n--xx\nContent-Type: "
                              "text/html\n\n<p>page\n--xx--\n",
            "html|text=page|"},
        {PARTS("alternative") "--xx\n\nplain\n--xx\nContent-Type: multipart/related; "
                              "boundary=yy\n\n--yy\nContent-Type: text/html\n\n"
                              "page\n--yy\nContent-Type: image/png; name=logo.png\nContent-ID: "
                              "<1>\n\nabcd\n--yy--\n--xx\n"
                              "Content-Type: text/calendar; method=REQUEST; charset=UTF-8\n\nBEGIN:VCALENDAR\n--xx--\n",
            "calendar=request,utf-8,BEGIN:VCALENDAR|text=plain|"},
        {PARTS("mixed") "--xx\n\none\n--xx\nContent-Type: application/pdf; name=cv.pdf\n\nabcd\n--xx\n\ntwo\n--xx\n"
                        "Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nnot "
                        "read\n--xx--\n",
            "attached=cv.pdf|attached=notes.txt|text=one\n\ntwo|"},
        {PARTS(
             "mixed") "--xx\n\nsee below\n--xx\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner text\n--xx--\n",
            "forwards|text=see below|"},
        {PARTS("report; report-type=delivery-status") "--xx\n\nnot delivered\n--xx\nContent-Type: "
                                                      "message/delivery-status\n\n"
                                                      "Status: 5.1.1\n--xx\nContent-Type: message/rfc822\n\nSubject: "
                                                      "s\n\nt\n--xx--\n",
            "report|text=not delivered|"},
        {PARTS("signed") "--xx\n\nsigned words\n--xx\nContent-Type: application/pgp-signature; "
                         "name=s.asc\n\nabcd\n--xx--\n",
            "text=signed words|"},
        {PARTS("encrypted") "--xx\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--xx\nContent-Type: "
                            "application/octet-stream; name=e.asc\n\nabcd\n--xx--\n",
            "encrypted|"},
        {PARTS("mixed") "--xx\n\nhi\n--xx\nContent-Type: application/ms-tnef; name=winmail.dat\n\nabcd\n--xx--\n",
            "text=hi|"},
        {PARTS(
             "mixed") "--xx\nContent-Type: application/octet-stream; name=\"meeting.ICS\"\nContent-Transfer-Encoding: "
                      "base64\n\n"
                      "QkVHSU46VkNBTEVOREFS\n--xx\nContent-Type: text/x-vcard; charset=utf-8\n\nBEGIN:VCARD\n--xx--\n",
            "calendar=,,BEGIN:VCALENDAR|card=,utf-8,BEGIN:VCARD|"},
        /* RFC 2231, 3 and 4: continuations, character sets. */
        {PARTS("mixed") "--xx\nContent-Type: application/x-stuff;\n title*0*=us-ascii'en'This%20is%20even%20more%20;\n "
                        "name*0*=utf-8'de'Lebens;\n name*1*=l%C3%A4ufe;\n "
                        "name*2=\".pdf\"\n\nx\n--xx\nContent-Disposition: attachment;\n"
                        " filename*=iso-8859-1''caf%E9.pdf\n\nx\n--xx\nContent-Disposition: attachment; "
                        "filename=\"=?UTF-8?Q?Gr=C3=BCn.pdf?=\"\n\nx\n--xx--\n",
            "attached=Lebensl\xC3\xA4ufe.pdf|attached=caf\xC3\xA9.pdf|attached=Gr\xC3\xBCn.pdf|"},
        /* Cut off in the middle; a boundary that never comes; a kind of multipart that nobody knows. */
        {PARTS("mixed") "--xx\n\nthe begin", "text=the begin|"},
        {"Subject: s\n" PARTS("mixed") "no boundary\n", "subject=s|"},
        {PARTS("x-own") "--xx\n\nwords\n--xx--\n", "text=words|"},
    };
    CHECK_ALL(examples);
}

/* What has no usable id gets one that depends on nothing but what it says. */
static void made_up_ids(void **state)
{
    (void)state;
    static const char *const same[] = {
        "From: a@b.example\nSubject: s\nDate: Mon, 12 Oct 2026 10:00:00 +0200\n\nHello\n",
        "X-Mozilla-Status: 0001\nDate: Mon, 12 Oct 2026 08:00:00 +0000\nMessage-ID: <>\r\nFrom: "
        "a@b.example\r\nSubject:  s\r\n\r\nHello\r\n\r\n",
    };
    static const char other[] = "From: a@b.example\nSubject: s\nDate: Mon, 12 Oct 2026 10:00:01 +0200\n\nHello\n";
    char ids[3][100];
    for (int i = 0; i < 3; i++) {
        AUTO(arena) a = {0};
        struct mail m = {0};
        struct str text = arena_str(&a, str_from(i < 2 ? same[i] : other));
        struct message_source source = {.bytes = (char *)(uintptr_t)text.p, .n = text.n};
        message_read(&source, &a, &m);
        snprintf(ids[i], sizeof ids[i], "%.*s", STR_ARG(m.id));
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[0], ids[2]);
    assert_string_equal(ids[0] + 40, "@missing.invalid");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers),
        cmocka_unit_test(encoded_words),
        cmocka_unit_test(bodies),
        cmocka_unit_test(flowed),
        cmocka_unit_test(parts),
        cmocka_unit_test(made_up_ids),
    };
    message_start();
    return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
