/* Contact cards: as address books write them, what is refused and at which
 * line, and that what was written is read again. */
#include "codec/vcard_read.h"
#include "codec/vcard_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void show_text(struct buf *out, const char *label, struct str s)
{
    if (s.n) buf_printf(out, " %s=%.*s;", label, STR_ARG(s));
}

/* "line: field=value; ..." of each card, parted by line feeds; "line! why" of one that cannot be taken. */
static void show(struct buf *out, struct str bytes)
{
    static const char *const kinds[] = {"", " organisation;", " group;", " thing;"};
    AUTO(arena) a = {0};
    struct content_file f;
    struct vcard c;
    struct err_info info = {0};
    if (vcard_read_init(&f, bytes, &info)) buf_put(out, info.text), f = (struct content_file){0};
    while (vcard_read_next(&f, &a, &c)) {
        if (out->n) buf_char(out, '\n');
        buf_printf(out, "%zu%s", c.line, c.fault.n ? "! " : ":");
        buf_add(out, c.fault);
        if (c.fault.n) continue;
        buf_put(out, kinds[c.kind]);
        show_text(out, "name", c.name);
        show_text(out, "family", c.family);
        show_text(out, "org", c.organisation);
        show_text(out, "unit", c.unit);
        show_text(out, "title", c.title);
        show_text(out, "role", c.role);
        for (size_t i = 0; i < c.n_mails; i++) show_text(out, "mail", c.mails[i]);
        for (size_t i = 0; i < c.n_phones; i++) show_text(out, "phone", c.phones[i]);
        show_text(out, "note", c.note);
        show_text(out, "uid", c.uid);
        show_text(out, "url", c.url);
    }
    buf_char(out, '\0');
}

struct example {
    struct str bytes;
    const char *expected;
};

static void check_all(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) out = {0};
        /* Exactly as large as the input, so that a sanitizer sees a read past its end. */
        char *copy = malloc(examples[i].bytes.n ? examples[i].bytes.n : 1);
        if (examples[i].bytes.n) memcpy(copy, examples[i].bytes.p, examples[i].bytes.n);
        show(&out, (struct str){copy, examples[i].bytes.n});
        assert_string_equal(out.p, examples[i].expected);
        free(copy);
    }
}
#define CHECK_ALL(examples) check_all(examples, sizeof(examples) / sizeof *(examples))

/* In the form in which each of them exports. */
static void programs(void **state)
{
    (void)state;
    const struct example examples[] = {
        /* Google Contacts */
        {STR("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dr. Jane Moss\r\nN:Moss;Jane;;Dr.;\r\n"
             "EMAIL;TYPE=INTERNET;TYPE=HOME:jane@home.example\r\nEMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=PREF:jane@kestrel."
             "example\r\nTEL;TYPE=CELL:+44 20 7946 0001\r\nTEL;TYPE=WORK:+44 20 7946 0002\r\n"
             "ADR;TYPE=HOME:;;1 Pier Road;Dover;;CT16;UK\r\nORG:Kestrel Optics\r\nTITLE:Lead Engineer\r\n"
             "item1.URL:http\\://www.google.com/profiles/1\r\nitem1.X-ABLabel:PROFILE\r\n"
             "NOTE:Met at the fair\\, twice\\nLikes tea\r\nCATEGORIES:myContacts\r\nEND:VCARD\r\n"),
            "1: name=Dr. Jane Moss; family=Moss; org=Kestrel Optics; title=Lead Engineer; mail=jane@kestrel.example; "
            "mail=jane@home.example; phone=+44 20 7946 0001; phone=+44 20 7946 0002; note=Met at the fair, "
            "twice\nLikes tea; url=http://www.google.com/profiles/1;"},
        /* iCloud, Apple Contacts */
        {STR("BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14.1//EN\r\nN:Novak;Tomas;;;\r\nFN:Tomas "
             "Novak\r\n"
             "ORG:Kestrel Optics;Testing;\r\nTITLE:Head of Testing\r\n"
             "item1.EMAIL;type=INTERNET;type=pref:tomas@kestrel.example\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"
             "TEL;type=WORK;type=FAX:+420 2 000 001\r\nTEL;type=CELL;type=VOICE;type=pref:+420 2 000 002\r\n"
             "item2.ADR;type=WORK:;;Main Street;Praha;;;CZ\r\nitem2.X-ABADR:cz\r\n"
             "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QBMRXhpZgAATU0AKg\r\n "
             "AAAAgAAgESAAMAAAABAAEAAIdp\r\n"
             "UID:0A1B2C3D-1111-2222-3333-444455556666\r\nX-ABUID:0A1B2C3D:ABPerson\r\nEND:VCARD\r\n"),
            "1: name=Tomas Novak; family=Novak; org=Kestrel Optics; unit=Testing; title=Head of Testing; "
            "mail=tomas@kestrel.example; phone=+420 2 000 002; uid=0A1B2C3D-1111-2222-3333-444455556666;"},
        /* Apple, a firm */
        {STR("BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Kestrel Optics\nORG:Kestrel "
             "Optics;\nX-ABShowAs:COMPANY\nEND:VCARD\n"),
            "1: organisation; name=Kestrel Optics; org=Kestrel Optics;"},
        /* Outlook, 2.1, Windows code page and quoted-printable with soft line breaks */
        {STR("BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns=\"http://schemas\" "
             "ver=\"1.0\"></card>\r\n"
             "N;LANGUAGE=de;CHARSET=Windows-1252:M\xFCller;J\xF6rg;;Dr.\r\nFN;CHARSET=Windows-1252:Dr. J\xF6rg "
             "M\xFCller\r\n"
             "ORG;CHARSET=Windows-1252:B\xE4r & S\xF6hne;Einkauf\r\nTITLE:Leiter\r\n"
             "NOTE;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Erste Zeile=0D=0A=\r\nzweite f=FCr =80 "
             "5=0D=0A=\r\n\r\n"
             "TEL;WORK;VOICE:(030) 0000-1\r\nTEL;WORK;FAX:(030) 0000-2\r\n"
             "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A=\r\n10115 Berlin\r\n"
             "EMAIL;PREF;INTERNET:joerg@baer.example\r\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n "
             "/9j/4AAQSkZJRgABAQEAYABg\r\n"
             " AAD/2wBDAAgGBgcGBQgHBwcJCQgK\r\n\r\nREV:20260901T100000Z\r\nEND:VCARD\r\n"),
            "1: name=Dr. J\xC3\xB6rg M\xC3\xBCller; family=M\xC3\xBCller; org=B\xC3\xA4r & S\xC3\xB6hne; unit=Einkauf; "
            "title=Leiter; mail=joerg@baer.example; phone=(030) 0000-1; note=Erste Zeile\nzweite f\xC3\xBCr "
            "\xE2\x82\xAC "
            "5;"},
        /* Android, 2.1 */
        {STR("BEGIN:VCARD\r\nVERSION:2.1\r\n"
             "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4B=C3=B6=6E=69=67;=41=6E=6E=61;;;\r\n"
             "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=41=6E=6E=61=20=4B=C3=\r\n=B6=6E=69=67\r\n"
             "TEL;CELL;PREF:+49-151-000-01\r\nTEL;HOME:030-0002\r\nEMAIL;WORK:anna@baer.example\r\n"
             "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=42=C3=A4=72\r\nTITLE:Buyer\r\nEND:VCARD\r\n"),
            "1: name=Anna K\xC3\xB6nig; family=K\xC3\xB6nig; org=B\xC3\xA4r; title=Buyer; mail=anna@baer.example; "
            "phone=+49-151-000-01; phone=030-0002;"},
        /* Thunderbird, 4.0 */
        {STR("BEGIN:VCARD\nVERSION:4.0\nN:Mori;Aiko;;;\nFN:Aiko Mori\nEMAIL;PREF=2:aiko@home.example\n"
             "EMAIL;PREF=1;TYPE=work:aiko@kestrel.example\nORG:Kestrel Optics;Reception\nROLE:Front desk\n"
             "TEL;TYPE=work;VALUE=TEXT:+81 3 0000 0001\nUID:d3b0f7a1-0000-4000-8000-000000000001\nEND:VCARD\n"),
            "1: name=Aiko Mori; family=Mori; org=Kestrel Optics; unit=Reception; role=Front desk; "
            "mail=aiko@kestrel.example; mail=aiko@home.example; phone=+81 3 0000 0001; "
            "uid=d3b0f7a1-0000-4000-8000-000000000001;"},
        /* Nextcloud, 4.0 */
        {STR("BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Nextcloud Contacts v5.5.1\r\n"
             "UID:urn:uuid:11111111-2222-4333-8444-555555555555\r\nFN:Reed\\, Jo\r\nN:Reed;Jo;;;\r\n"
             "TEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+1-555-555-5555;ext=5555\r\n"
             "TEL;VALUE=uri;TYPE=\"cell,text\":tel:+1-555-555-0000\r\nTEL;TYPE=\"work,fax\":+1-555-1\r\n"
             "EMAIL;TYPE=\"HOME\":jo@tide.example\r\nGEO;X-ADDRESS=\"Pier 1^nc/o ^'Tide^'\":geo:40.4,-80.0\r\n"
             "REV;VALUE=DATE-AND-OR-TIME:20260901T100000Z\r\nEND:VCARD\r\n"),
            "1: name=Jo Reed; family=Reed; mail=jo@tide.example; phone=+1-555-555-5555 ext. 5555; "
            "phone=+1-555-555-0000; uid=urn:uuid:11111111-2222-4333-8444-555555555555;"},
        /* Evolution, 3.0: a label with a colon in quotes, and folds in the middle of words and characters */
        {STR("BEGIN:VCARD\nVERSION:3.0\nEMAIL;TYPE=WORK;X-EVOLUTION-UI-SLOT=1:sam@\n pier.example\n"
             "TEL;X-LABEL=\"a: b; c\";TYPE=VOICE:+1 555\n  0100\nFN:Sam D\xC3\n \xB4le\nX-EVOLUTION-FILE-AS:D\\, "
             "S\nEND:VCARD"),
            "1: name=Sam D\xC3\xB4le; mail=sam@pier.example; phone=+1 555 0100;"},
    };
    CHECK_ALL(examples);
}

#define CARD(lines) "BEGIN:VCARD\n" lines "END:VCARD\n"

#define NO_END "this card does not end (END:VCARD is missing): it was cut off, or is damaged"
#define STRAY "this stands outside of any card, between END:VCARD and BEGIN:VCARD"
#define NOT_UTF8 "this line is not valid UTF-8, and names no other character set: export the cards as vCard 3.0 or 4.0"

static void details(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR(""), ""},
        {STR("\n\r\n \n"), ""},
        {STR("\xEF\xBB\xBF" CARD("FN:A\n")), "1: name=A;"},
        {STR("begin:vcard\nfn:A\nEnd:vCard \n\n\n" CARD("FN:B\n")), "1: name=A;\n6: name=B;"},
        /* the name from its parts; several of one part; FN before N; an address is no name */
        {STR(CARD("VERSION:3.0\nN:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.\n")),
            "1: name=Dr. John Philip Paul Stevenson Jr. M.D. A.C.P.; family=Stevenson;"},
        {STR(CARD("VERSION:2.1\nN:Public\\;X;John;Q, R\n")), "1: name=John Q, R Public;X; family=Public;X;"},
        {STR(CARD("N:Moss;Jane\nFN: \n")), "1: name=Jane Moss; family=Moss;"},
        {STR(CARD("N:Moss;Jane\nFN:jane@example.com\n")), "1: name=Jane Moss; family=Moss;"},
        {STR(CARD("FN:jane@example.com\n")), "1:"},
        {STR(CARD("FN:B\nFN;PREF=1:A\nFN:C\n")), "1: name=A;"},
        {STR(CARD("FN:A\\\\B\\;C\\x \\N D\t\x01"
                  "E\n")),
            "1: name=A\\B;C\\x D E;"},
        {STR(CARD("N:Moss;Jane;;Dr;\nFN:Moss\\, Jane\n") CARD("FN:Moss\\, Jane\nN:Reed;Jo\n")),
            "1: name=Dr Jane Moss; family=Moss;\n5: name=Moss, Jane; family=Reed;"},
        {STR(CARD("N:Moss;Jane\nFN:Kestrel\nORG:Kestrel\nX-ABSHOWAS:COMPANY\n")),
            "1: name=Jane Moss; family=Moss; org=Kestrel;"},
        {STR("BEGIN:VCARD\rFN:A\r B\r\rTEL:1\rEND:VCARD\rx"), "1: name=AB; phone=1;\n7! " STRAY},
        /* preference */
        {STR(CARD("FN:A\nTEL:1\nTEL;PREF=50:2\nTEL;TYPE=pref:3\nTEL;HOME:4\nTEL;TYPE=\"home,PREF\":5\nTEL:1\n")),
            "1: name=A; phone=3; phone=5; phone=2; phone=1; phone=4;"},
        {STR(CARD("FN:A\nTEL:1\nTEL:2\nTEL:3\nTEL:4\nTEL:5\nTEL:6\nTEL:7\nTEL:8\nTEL:9\nTEL;PREF:10\n")),
            "1: name=A; phone=10; phone=1; phone=2; phone=3; phone=4; phone=5; phone=6; phone=7;"},
        {STR(CARD("FN:A\nEMAIL:mailto:a@b.example\nEMAIL:\"A\" <c@d.example>\nEMAIL:none\nEMAIL:a b@c.d\n")),
            "1: name=A; mail=a@b.example; mail=c@d.example;"},
        {STR(CARD("FN:A\nTEL:sip:1@b.example\nTEL:none\nTEL;PAGER:3\nTEL;TYPE=FAX,VOICE:4\n")), "1: name=A; phone=4;"},
        /* a quote left open; no colon at all; an empty group; blanks in odd places */
        {STR(CARD("FN:A\nTEL;X=\"b:5\nnonsense\n.TITLE:T\nORG :K\n;;;:x\n:\n")), "1: name=A; org=K; title=T; phone=5;"},
        {STR(CARD("FN:A\nORG:;Unit;Sub\n")), "1: name=A; unit=Unit, Sub;"},
        /* 2.1 folds at a blank, which stays */
        {STR(CARD("VERSION:2.1\nFN:Jane\n Moss\n")), "1: name=Jane Moss;"},
        {STR(CARD("VERSION:3.0\nFN:Jane\n Moss\n")), "1: name=JaneMoss;"},
        {STR(CARD("VERSION:3.0\nFN:Jane\n\t Moss\n")), "1: name=Jane Moss;"},
        /* quoted-printable: what is none stays; a soft break before the end of the card */
        {STR(CARD("FN;QUOTED-PRINTABLE:A=4g=4=zz=c3=A9\n")), "1: name=A=4g=4=zz\xC3\xA9;"},
        {STR(CARD("FN;ENCODING=QUOTED-PRINTABLE:A=\n")), "1: name=A;"},
        {STR(CARD("FN;ENCODING=quoted-printable:A=\n B=\n\nTITLE:T\n")), "1: name=A B; title=T;"},
        /* character sets */
        {STR(CARD("FN;CHARSET=ISO-8859-1:\xE9\n")), "1: name=\xC3\xA9;"},
        {STR(CARD("FN;CHARSET=utf-8:\xC3\xA9\n")), "1: name=\xC3\xA9;"},
        {STR(CARD("FN;CHARSET=Shift_JIS:plain\n")), "1: name=plain;"},
        {STR(CARD("FN:A\nX-OTHER:\xE9\nPHOTO;BASE64:\xE9\nNOTE;ENCODING=B:QQ==\n")), "1: name=A;"},
        /* nested cards */
        {STR(CARD("FN:A\nAGENT:\n" CARD("FN:B\nAGENT:\n\n" CARD("FN:C\n")) "TITLE:T\n")), "1: name=A; title=T;"},
        {STR(CARD("FN:A\nAGENT:BEGIN:VCARD\nFN:B\nEND:VCARD\nTITLE:T\n")), "1: name=A; title=T;"},
        {STR(CARD("FN:A\nAGENT:BEGIN:VCARD\\nFN:B\\nEND:VCARD\\n\n")), "1: name=A;"},
        {STR(CARD("VERSION:4.0\nKIND:group\nFN:Team\nMEMBER:urn:uuid:1\n")), "1: group; name=Team;"},
        {STR(CARD("FN:Team\nX-ADDRESSBOOKSERVER-KIND:group\n")), "1: group; name=Team;"},
        {STR(CARD("VERSION:4.0\nKIND:org\nFN:K\n")), "1: organisation; name=K;"},
    };
    CHECK_ALL(examples);
}

/* Corners that suites of other readers turn to, in files of our own. */
static void corners(void **state)
{
    (void)state;
    const struct example examples[] = {
        /* groups, of each property; labels of Apple; one group for several */
        {STR(CARD(
             "VERSION:3.0\nitem1.FN:A\nwork.ORG:K\nitem1.TEL:1\nITEM1.X-ABLabel:_$!<Main>!$_\nitem2.EMAIL;type=pref:"
             "a@b.example\nitem-3.TITLE:T\n")),
            "1: name=A; org=K; title=T; mail=a@b.example; phone=1;"},
        /* pictures: lines of base64 that do not begin with a blank, a blank line within, one that looks like a property */
        {STR(CARD("VERSION:2.1\nFN:A\nPHOTO;ENCODING=BASE64;JPEG:\n /9j/4AAQSkZJRg\n\n AABAQ==\n\nTEL:1\n")),
            "1: name=A; phone=1;"},
        {STR(CARD("VERSION:2.1\nFN:A\nPHOTO;JPEG;BASE64:/9j/4AAQSkZJRg\nAABAQEAYABg\nAAD/2wBD==\n\nTEL:1\n")),
            "1: name=A; phone=1;"},
        {STR(CARD("VERSION:4.0\nFN:A\nPHOTO:data:image/jpeg;base64,/9j/4AAQ\n SkZJRg==\nTEL:1\n")),
            "1: name=A; phone=1;"},
        {STR(CARD("FN:A\nPHOTO;VALUE=uri:http://k.example/a.jpg\nLOGO;GIF;MIME:<<a@b.example>\nTEL:1\n")),
            "1: name=A; phone=1;"},
        /* properties without a value; the card of nobody */
        {STR(CARD("VERSION:3.0\nFN:\nN:\nORG:\nTITLE:\nEMAIL:\nTEL:\nNOTE:\nURL:\n")), "1:"},
        {STR(CARD("VERSION:3.0\nFN:\nN:;;;;\nORG:;;\nTITLE:T\n")), "1: title=T;"},
        {STR(CARD("")), "1:"},
        {STR(CARD("VERSION:3.0\n")), "1:"},
        /* quoted-printable: Latin-1, 3.0 that has none of it, soft breaks within a character, folds within one */
        {STR(CARD("VERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Fran=E7ois\n")),
            "1: name=Fran\xC3\xA7ois;"},
        {STR(CARD("VERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=A2=D0=\n=B0=D0=BC\n")),
            "1: name=\xD0\xA2\xD0\xB0\xD0\xBC;"},
        {STR(CARD("VERSION:2.1\nFN;QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=A2=D0\n =B0=D0=BC\n")),
            "1: name=\xD0\xA2\xD0\xB0\xD0\xBC;"},
        {STR(CARD("VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\ntwo=0Athree=3D=20\nFN:A\n")),
            "1: name=A; note=one\ntwo\nthree=;"},
        {STR(CARD("VERSION:3.0\nNOTE:ends in =\nFN:parserbug=\n")), "1: name=parserbug=; note=ends in =;"},
        {STR(CARD("VERSION:2.1\nFN;ENCODING=8BIT:A\nTITLE;ENCODING=7BIT:T\n")), "1: name=A; title=T;"},
        /* Shift_JIS and the like are refused by the line; what was ASCII all along is read */
        {STR(CARD("VERSION:2.1\nFN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63\n")),
            "3! this line is in a character set that is not read here: export the cards as vCard 3.0 or 4.0"},
        {STR(CARD("VERSION:2.1\nFN;CHARSET=KOI8-R:A\n")), "1: name=A;"},
        /* folds: by a tab, of a name of a property, of nothing, within a character, before a line that is empty */
        {STR(CARD("VERSION:3.0\nFN:Jane\n\tMoss\n")), "1: name=JaneMoss;"},
        {STR(CARD("VERSION:3.0\nTIT\n LE:T\nF\n N:A\n")), "1: name=A; title=T;"},
        {STR(CARD("VERSION:3.0\nFN:A\n \nTITLE:T\n")), "1: name=A; title=T;"},
        {STR(CARD("VERSION:3.0\nNOTE:a\\\n nb\nFN:A\n")), "1: name=A; note=a\nb;"},
        {STR("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xE5\xB1\r\n \xB1\xE7\x94\xB0\r\nEND:VCARD\r\n"),
            "1: name=\xE5\xB1\xB1\xE7\x94\xB0;"},
        /* preference, in each of the three ways; types in quotes, of 4.0 */
        {STR(CARD("VERSION:4.0\nFN:A\nTEL;PREF=2:2\nTEL;PREF=1:1\nTEL:3\n")), "1: name=A; phone=1; phone=2; phone=3;"},
        {STR(CARD("VERSION:4.0\nFN:A\nTEL;PREF=\"2\":2\nTEL;PREF=0:3\nTEL;PREF=101:4\nTEL;PREF=x:5\nTEL;PREF=100:6\n")),
            "1: name=A; phone=2; phone=6; phone=3; phone=4; phone=5;"},
        {STR(CARD("VERSION:4.0\nFN:A\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+1-555-0100\nTEL;VALUE=uri:TEL:+1-555-0101;"
                  "phone-context=k.example\n")),
            "1: name=A; phone=+1-555-0100; phone=+1-555-0101;"},
        {STR(CARD("FN:A\nEMAIL;TYPE=x400:G=Jane/S=Moss/"
                  "O=K\nEMAIL:MAILTO:a@b.example?subject=x\nEMAIL:mailto:c@d.example\n")),
            "1: name=A; mail=a@b.example; mail=c@d.example;"},
        /* N of too few and of too many parts; signs escaped in them; spaces for nothing */
        {STR(CARD("VERSION:3.0\nN:Moss\n")), "1: name=Moss; family=Moss;"},
        {STR(CARD("VERSION:3.0\nN:Moss;Jane;;;;extra;more\n")), "1: name=Jane Moss; family=Moss;"},
        {STR(CARD("VERSION:3.0\nN:Mo\\;ss\\,x;Ja\\\\ne;;;\n")), "1: name=Ja\\ne Mo;ss,x; family=Mo;ss,x;"},
        {STR(CARD("VERSION:3.0\nN: Moss ; Jane ; ; ; \n")), "1: name=Jane Moss; family=Moss;"},
        {STR(CARD("VERSION:4.0\nFN:A\nN;SORT-AS=\"Harten,Rene\":van der Harten;Rene,J.;Sir;R.D.O.N.\n")),
            "1: name=A; family=van der Harten;"},
        {STR(CARD("VERSION:3.0\nORG:K\\; L\\, M;U\\;V;;W\nFN:A\n")), "1: name=A; org=K; L, M; unit=U;V, W;"},
        {STR(CARD("VERSION:3.0\nFN:A\nNOTE:one\\ntwo\\Nthree\\, four\\; five\\\\n\n")),
            "1: name=A; note=one\ntwo\nthree, four; five\\n;"},
        /* cards back to back: on the next line, after blank lines, and with the mark of bytes in front of each */
        {STR(CARD("FN:A\n") CARD("FN:B\n") "\n\n" CARD("FN:C\n")), "1: name=A;\n4: name=B;\n9: name=C;"},
        {STR("\xEF\xBB\xBF" CARD("FN:A\n") "\xEF\xBB\xBF" CARD("FN:B\n")), "1: name=A;\n4: name=B;"},
        {STR("BEGIN:VCARD\r\nFN:A\r\nEND:VCARDBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n"), "1: name=A;\n3: name=B;"},
        {STR(" BEGIN:VCARD\n FN:A\n"), "1! " STRAY},
        {STR(CARD("BEGIN:VCARD \nFN:A\n")), "1! " NO_END "\n2: name=A;"},
        /* languages: the first, unless another is preferred; 4.0's ALTID */
        {STR(CARD("VERSION:4.0\nFN;LANGUAGE=de:A\nTITLE;ALTID=1;LANGUAGE=fr:Patron\nTITLE;ALTID=1;LANGUAGE=en;PREF=1:"
                  "Boss\n")),
            "1: name=A; title=Boss;"},
        /* RFC 6868: carets in parameters, with a colon and quotes behind them */
        {STR(CARD("VERSION:4.0\nFN:A\nTEL;X-LABEL=\"George Herman ^'Babe^' Ruth: x\";PREF=1:2\nTEL:3\n")),
            "1: name=A; phone=2; phone=3;"},
        /* kinds that are no person: 4.0 says group, org, location, application; a person says so too */
        {STR(CARD("VERSION:4.0\nKIND:ORG\nFN:K\n")), "1: organisation; name=K;"},
        {STR(CARD("VERSION:4.0\nKIND:individual\nFN:A\n")), "1: name=A;"},
        {STR(CARD("VERSION:4.0\nKIND:location\nFN:Room 1\n")), "1: thing; name=Room 1;"},
        {STR(CARD("VERSION:4.0\nKIND:application\nFN:Printer\n")), "1: thing; name=Printer;"},
        /* small letters, blanks around signs, a version at the end or twice, properties that nobody knows */
        {STR("begin:vcard\nversion:3.0\nfn:A\ntel;type=cell:1\nend:vcard\n"), "1: name=A; phone=1;"},
        {STR("BEGIN : VCARD\nFN : A\nEND : VCARD\n"), "1: name=A;"},
        {STR(CARD("FN:A\nX-SOCIALPROFILE;type=twitter;x-user=a:http://t.example/a\nX-:x\nNICKNAME:B\nVERSION:3.0\n")),
            "1: name=A;"},
        /* Nokia, 2.1: names in both, numbers without a type; a Blackberry's pins */
        {STR(CARD(
             "VERSION:2.1\nREV:20260901T100000Z\nUID:1-1-1\nN;CHARSET=UTF-8;ENCODING=8BIT:M\xC3\xBCller;Eva;;;\n"
             "TEL;CELL;X-CLASS=private:0151 1\nTEL;VOICE;WORK:030 1\nEMAIL;INTERNET;PREF:e@k.example\nX-CLASS:private\n"
             "X-BBPIN:1234\n")),
            "1: name=Eva M\xC3\xBCller; family=M\xC3\xBCller; mail=e@k.example; phone=0151 1; phone=030 1; uid=1-1-1;"},
        /* a phone: names only in FN or only in N, and numbers with pauses */
        {STR(CARD("VERSION:3.0\nN:;Jane;;;\nTEL;type=CELL:+44 20\\,,1#\n")), "1: name=Jane; phone=+44 20,,1#;"},
    };
    CHECK_ALL(examples);
}

static void faults(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR(CARD("FN:A\n") "BEGIN:VCARD\nFN:B\nTEL:1"), "1: name=A;\n4! " NO_END},
        {STR("BEGIN:VCARD"), "1! " NO_END},
        {STR("BEGIN:VCARD\nFN:\xE9\n"), "1! " NO_END},
        {STR("BEGIN:VCARD\nFN:A\n" CARD("FN:B\n")), "1! " NO_END "\n3: name=B;"},
        {STR("BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:X\n" CARD("FN:B\n")), "1! " NO_END "\n6: name=B;"},
        {STR("hello\nthere\n" CARD("FN:A\n") "END:VCARD\n\n" CARD("FN:B\n") "\nx"),
            "1! " STRAY "\n3: name=A;\n6! " STRAY "\n8: name=B;\n12! " STRAY},
        {STR(CARD("FN:A\nTITLE:\xE9\nORG:\xE9\n") CARD("FN:B\n")), "3! " NOT_UTF8 "\n6: name=B;"},
        {STR(CARD("FN;CHARSET=UTF-8:\xE9\n")), "2! " NOT_UTF8},
        {STR(CARD("FN;ENCODING=QUOTED-PRINTABLE:=\n=E9\n")), "2! " NOT_UTF8},
        {STR(CARD("VERSION:2.1\nFN;CHARSET=Shift_JIS:\x83\x65\n")),
            "3! this line is in a character set that is not read here: export the cards as vCard 3.0 or 4.0"},
        {STR(CARD("FN:A\0B\n")), "2! this line holds a NUL byte: the file is damaged"},
        {STR("\xFF\xFE"
             "B\0"),
            "this is UTF-16 text: save it as UTF-8 and import that"},
    };
    CHECK_ALL(examples);
}

static void large(void **state)
{
    (void)state;
    AUTO(buf) b = {0}, out = {0};
    buf_put(&b, "BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:");
    for (int i = 0; i < 1 << 20; i++) buf_char(&b, 'A');
    buf_put(&b, "\nEND:VCARD\nBEGIN:VCARD\nFN:B\nNOTE:");
    for (int i = 0; i <= VCARD_VALUE_MAX; i++) buf_char(&b, 'B');
    buf_put(&b, "\nEND:VCARD\n");
    for (int i = 0; i < 100000; i++) buf_put(&b, "BEGIN:VCARD\nAGENT:\n");
    for (int i = 0; i < 100000; i++) buf_put(&b, "END:VCARD\n");
    show(&out, buf_str(&b));
    assert_string_equal(out.p, "1: name=A;\n7! this line is longer than 64 KB: shorten it\n9:");
    struct content_file f;
    struct err_info info;
    assert_int_equal(vcard_read_init(&f, (struct str){b.p, VCARD_FILE_MAX + 1}, &info), ERR_INPUT);
}

/* --- writing --- */

static void names(void **state)
{
    (void)state;
    static const char *const examples[][2] = {{"Jane Moss", "|Jane|Moss|"}, {"Jane", "|Jane||"}, {"", "|||"},
        {"Mary Ann Moss", "|Mary Ann|Moss|"}, {"Dr. Jane Moss", "Dr.|Jane|Moss|"}, {"Dr Novak", "Dr||Novak|"},
        {"Prof. Dr. Ada  Sommer", "Prof. Dr.|Ada|Sommer|"}, {"Ludwig van Beethoven", "|Ludwig|van Beethoven|"},
        {"Maria de la Cruz", "|Maria|de la Cruz|"}, {"Jan Willem van der Berg", "|Jan Willem|van der Berg|"},
        {"von Neumann", "|von|Neumann|"}, {"Jane Moss, PhD", "|Jane|Moss|PhD"}, {"John Reed Jr.", "|John|Reed|Jr."},
        {"Mr", "|Mr||"}, {"Dr", "|Dr||"},
        {"\xE5\xB1\xB1\xE7\x94\xB0\xE5\xA4\xAA\xE9\x83\x8E", "|\xE5\xB1\xB1\xE7\x94\xB0\xE5\xA4\xAA\xE9\x83\x8E||"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct vcard c = {0};
        char text[100];
        vcard_write_parts(str_from(examples[i][0]), &c);
        snprintf(text, sizeof text, "%.*s|%.*s|%.*s|%.*s", STR_ARG(c.prefix), STR_ARG(c.given), STR_ARG(c.family),
            STR_ARG(c.suffix));
        assert_string_equal(text, examples[i][1]);
    }
}

static const struct vcard jane = {.name = {"Dr Jane Moss", 12},
    .uid = {"person-3-1@hearback.invalid", 27},
    .organisation = {"Kestrel; Optics, Ltd", 20},
    .title = {"Lead \\ Engineer", 15},
    .mails = {{"jane@kestrel.example", 20}},
    .n_mails = 1,
    .phones = {{"+44 20 7946 0001", 16}},
    .n_phones = 1,
    .note = {"Role: hr.\nTwo lines", 19}};

static void written(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    vcard_write(&b, &jane, 30, 1791453600);
    vcard_write(&b, &jane, 40, TIME_NONE);
    buf_char(&b, '\0');
    assert_string_equal(b.p,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//hearback//hearback//EN\r\nUID:person-3-1@hearback.invalid\r\n"
        "FN:Dr Jane Moss\r\nN:Moss;Jane;;Dr;\r\nORG:Kestrel\\; Optics\\, Ltd\r\nTITLE:Lead \\\\ Engineer\r\n"
        "EMAIL;TYPE=INTERNET,WORK:jane@kestrel.example\r\nTEL;TYPE=WORK,VOICE:+44 20 7946 0001\r\n"
        "NOTE:Role: hr.\\nTwo lines\r\nREV:20261008T100000Z\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//hearback//hearback//EN\r\nUID:person-3-1@hearback.invalid\r\n"
        "FN:Dr Jane Moss\r\nN:Moss;Jane;;Dr;\r\nORG:Kestrel\\; Optics\\, Ltd\r\nTITLE:Lead \\\\ Engineer\r\n"
        "EMAIL;TYPE=work:jane@kestrel.example\r\nTEL;TYPE=\"work,voice\":+44 20 7946 0001\r\n"
        "NOTE:Role: hr.\\nTwo lines\r\nEND:VCARD\r\n");
}

/* Names of every length from characters of one to four bytes, with what has to be escaped: no line above 75 bytes, none
 * that is not UTF-8 by itself, and all of it read again. */
static void folded(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xE5\xB1\xB1", "\xF0\x9F\x8D\xB5", ",", ";", "\\"};
    for (int n = 1; n < 300; n++) {
        AUTO(arena) a = {0};
        AUTO(buf) name = {0}, out = {0};
        for (int i = 0; i < n; i++) buf_put(&name, pieces[(i * n + i / 3) % 7]);
        struct vcard c = {.name = buf_str(&name), .note = buf_str(&name)}, back;
        vcard_write(&out, &c, n % 2 ? 30 : 40, TIME_NONE);
        struct str line, rest = buf_str(&out);
        while (str_cut(rest, '\n', &line, &rest)) {
            assert_true(line.n && line.n <= 76 && line.p[line.n - 1] == '\r');
            assert_true(str_utf8(line, NULL));
        }
        assert_int_equal(rest.n, 0);
        struct content_file f;
        assert_int_equal(vcard_read_init(&f, buf_str(&out), NULL), OK);
        assert_true(vcard_read_next(&f, &a, &back));
        assert_true(!back.fault.n && str_eq(back.name, c.name) && str_eq(back.note, c.note));
        assert_false(vcard_read_next(&f, &a, &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs),
        cmocka_unit_test(details),
        cmocka_unit_test(corners),
        cmocka_unit_test(faults),
        cmocka_unit_test(large),
        cmocka_unit_test(names),
        cmocka_unit_test(written),
        cmocka_unit_test(folded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
