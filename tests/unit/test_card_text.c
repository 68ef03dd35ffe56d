/* Lines of business cards -> name, title, organisation, addresses, numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codec/card_text.h"

#include <string.h>

enum { LINES = 16 };

/* Lines parted by line feeds, all read with certainty and of one height; one that begins with a ^ is half as high
 * again, one with a ? was hard to read. */
static struct card_text read_card(struct arena *a, const char *text)
{
    struct card_line lines[LINES];
    struct card_text card;
    size_t n = 0;
    struct str line, rest = str_from(text);
    while (rest.n && n < LINES) {
        str_cut(rest, '\n', &line, &rest);
        bool high = str_starts(line, STR("^")), hard = str_starts(line, STR("?"));
        if (high || hard) line.p++, line.n--;
        lines[n++] = (struct card_line){line, hard ? 65 : 95, high ? 60 : 40};
    }
    card_text_read(a, lines, n, &card);
    return card;
}

static void assert_field(const char *card, const char *what, struct str s, const char *expected)
{
    if (!str_eq(s, str_from(expected)))
        fail_msg("%s\n%s is \"%.*s\", not \"%s\"", card, what, STR_ARG(s), expected ? expected : "");
}

static void join(const struct card_field *fields, size_t n, struct arena *a, struct str *ret)
{
    *ret = (struct str){0};
    for (size_t i = 0; i < n; i++)
        *ret = arena_format(a, "%.*s%s%.*s", STR_ARG(*ret), i ? " | " : "", STR_ARG(fields[i].text));
}

/* Roles alone: mails are what test_values is about. */
struct person {
    const char *lines, *name, *title, *organisation;
};

struct values {
    const char *lines, *mails, *phones, *url;
};

/* Every line may stand anywhere. */
static void test_roles(void **state)
{
    static const struct person stories[] = {
        {"^Jane Moss\nLead Engineer\nKestrel Optics Ltd", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        {"Kestrel Optics Ltd\nLead Engineer\n^Jane Moss", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        {"Lead Engineer\n^Kestrel Optics Ltd\nJane Moss", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        /* without a legal form the addresses tell */
        {"^Lantern Harvest\nMei Tanaka\nmei@lanternharvest.example", "Mei Tanaka", "", "Lantern Harvest"},
        {"^Tanaka Lantern\nMei Osaki\nm.osaki@tanaka.example", "Mei Osaki", "", "Tanaka Lantern"},
        {"Bär Söhne\nJörg Größe\njoerg.groesse@baer.example", "Jörg Größe", "", "Bär Söhne"},
        /* a provider of mail for everybody names no organisation */
        {"Robin Hale\nrobin.hale@gmail.com", "Robin Hale", "", ""},
        {"Dr. Ada de la Cruz\nGeschäftsführerin\nStadtwerke Nordhafen", "Dr. Ada de la Cruz", "Geschäftsführerin",
            "Stadtwerke Nordhafen"},
        {"Jean-Luc Évêque\nResponsable des achats\nCabinet Moreau", "Jean-Luc Évêque", "Responsable des achats",
            "Cabinet Moreau"},
        {"Sam van der Berg\nCTO, Co-Founder\nPelican Robotics B.V.", "Sam van der Berg", "CTO, Co-Founder",
            "Pelican Robotics B.V."},
        /* two on one line */
        {"Jane Moss, Lead Engineer\nKestrel Optics Ltd", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        {"Jane Moss | Lead Engineer\nKestrel Optics Ltd", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        {"Jane Moss - Lead Engineer - Kestrel Optics Ltd", "Jane Moss", "Lead Engineer", "Kestrel Optics Ltd"},
        /* one on two lines */
        {"^Ada Quill\nHead of Research\nand Development\nTide LLP", "Ada Quill", "Head of Research and Development",
            "Tide LLP"},
        /* streets and towns are none of the three */
        {"^Jo Reed\nTide & Partners\n12 Quay Street\nLondon SE1 2AB", "Jo Reed", "", "Tide & Partners"},
        {"^Jo Reed\nFunke AG\nHauptstraße 12\n10115 Berlin", "Jo Reed", "", "Funke AG"},
        /* capitals are calmed in a name */
        {"MARGARET O'NEILL\nPARTNER\nMOSS & QUILL LLP", "Margaret O'Neill", "PARTNER", "MOSS & QUILL LLP"},
        {"HÉLÈNE ÉVÊQUE\nAtelier Lumière SARL", "Hélène Évêque", "", "Atelier Lumière SARL"},
        {"山田太郎\ntaro@lantern.example", "山田太郎", "", ""},
        {"", "", "", ""},
        {"| — ©\n== __", "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        AUTO(arena) a = {0};
        const struct person *s = &stories[i];
        struct card_text c = read_card(&a, s->lines);
        assert_field(s->lines, "name", c.name.text, s->name);
        assert_field(s->lines, "title", c.title.text, s->title);
        assert_field(s->lines, "organisation", c.organisation.text, s->organisation);
    }
}

static void test_values(void **state)
{
    static const struct values stories[] = {
        {"jane@kestrel.example", .mails = "jane@kestrel.example"},
        {"E: jane@kestrel.example, info@kestrel.example", .mails = "jane@kestrel.example | info@kestrel.example"},
        {"E-Mail:jane@kestrel.example", .mails = "jane@kestrel.example"},
        {"Courriel jane@kestrel.example", .mails = "jane@kestrel.example"},
        {"<jane@kestrel.example>", .mails = "jane@kestrel.example"},
        {"jane(at)kestrel.example", .mails = "jane@kestrel.example"},
        /* blanks around the sign, and slips of it */
        {"jane @ kestrel.example", .mails = "jane@kestrel.example"},
        {"E jane@ kestrel.example", .mails = "jane@kestrel.example"},
        {"jane @kestrel.example", .mails = "jane@kestrel.example"},
        {"jane\u00A9kestrel.example", .mails = "jane@kestrel.example"},
        {"jane@kestrel,example", .mails = "jane@kestrel.example"},
        {"jane@kestrel. example", .mails = "jane@kestrel.example"},
        {"jane@kestrel", .mails = "jane@kestrel"}, /* shown, with a doubt */
        /* numbers */
        {"+44 20 7946 0001", .phones = "+44 20 7946 0001"},
        {"T +44 20 7946 0001 M +44 7700 900123", .phones = "+44 20 7946 0001 | +44 7700 900123"},
        {"T: 020 7946 0001 | F: 020 7946 0002", .phones = "020 7946 0001"},
        {"Tel.+49 30 5550123", .phones = "+49 30 5550123"},
        {"Tel:030/5550123", .phones = "030/5550123"},
        {"Telefax (030) 5550-199", .phones = ""},
        {"Mobil: 0151-5550123\nZentrale 030 555000", .phones = "0151-5550123 | 030 555000"},
        {"Zentrale 030 555000\nDurchwahl 030 555012", .phones = "030 555012 | 030 555000"}, /* the switchboard last */
        {"Tél. : 01 55 50 01 23 / 06 55 50 01 23", .phones = "01 55 50 01 23"},
        {"(555) 010-0199 ext. 12", .phones = "(555) 010-0199 ext. 12"},
        {"(555) 010-0199 x12", .phones = "(555) 010-0199 ext. 12"},
        {"+44 (0)20 7946 0001", .phones = "+44 (0)20 7946 0001"},
        /* letters that look like digits, only among digits */
        {"T +44 2O 7946 OO01", .phones = "+44 20 7946 0001"},
        {"T +44 20 7946 00O1 Office", .phones = "+44 20 7946 0001"},
        {"T +49 l51 555O123", .phones = "+49 151 5550123"},
        /* no numbers: postcodes, streets, tax numbers, IBANs, too many digits */
        {"10115 Berlin", .phones = ""},
        {"Cambridge MA 02139-4307", .phones = ""},
        {"USt-IdNr. DE 123 456 789", .phones = ""},
        {"HRB 1234567", .phones = ""},
        {"12345678901234567890", .phones = ""},
        {"1987", .phones = ""},
        /* web addresses */
        {"www.kestrel.example", .url = "www.kestrel.example"},
        {"www. kestrel.example", .url = "www.kestrel.example"},
        {"W: Kestrel.example", .url = "Kestrel.example"},
        {"https://kestrel.example/team", .url = "https://kestrel.example/team"},
        {"linkedin.com/in/jane\nkestrel.example", .url = "kestrel.example"},
        {"Ph.D.", .url = ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        AUTO(arena) a = {0};
        const struct values *s = &stories[i];
        struct card_text c = read_card(&a, s->lines);
        struct str mails, phones;
        join(c.mails, c.n_mails, &a, &mails);
        join(c.phones, c.n_phones, &a, &phones);
        assert_field(s->lines, "mails", mails, s->mails);
        assert_field(s->lines, "phones", phones, s->phones);
        assert_field(s->lines, "url", c.url.text, s->url);
    }
}

/* What was mended or hard to read says so; what is certain does not. */
static void test_doubts(void **state)
{
    AUTO(arena) a = {0};
    (void)state;
    struct card_text c =
        read_card(&a, "^Jane Moss\nLead Engineer\nKestrel Optics Ltd\njane.moss@kestrel.example\n+44 1632 960001");
    assert_null(c.name.doubt);
    assert_null(c.title.doubt);
    assert_null(c.organisation.doubt);
    assert_null(c.mails[0].doubt);
    assert_null(c.phones[0].doubt);
    c = read_card(&a, "?Jane Moss\n?jane @ kestrel.example\n?+44 1632 960001");
    assert_string_equal(c.name.doubt, "was hard to read");
    assert_string_equal(c.mails[0].doubt, "was hard to read");
    assert_string_equal(c.phones[0].doubt, "was hard to read");
    c = read_card(&a, "jane\u00A9kestrel.example\nT +44 l632 96OOO1");
    assert_string_equal(c.mails[0].doubt, "a slip of the reading was mended");
    assert_string_equal(c.phones[0].doubt, "a slip of the reading was mended");
    c = read_card(&a, "jane@kestrel");
    assert_string_equal(c.mails[0].doubt, "is no mail address as it stands");
    c = read_card(&a, "JANE MOSS");
    assert_string_equal(c.name.doubt, "stood in capitals");
    c = read_card(&a, "Jane Moss\nAda Quill");
    assert_string_equal(c.name.doubt, "another line may be it");
}

static void test_frames(void **state)
{
    AUTO(buf) b = {0};
    AUTO(buf) other = {0};
    struct card_line line = {STR("Jane Moss"), 95, 40}, back;
    enum card_frame kind;
    struct err_info info;
    (void)state;
    card_frame_line(&b, &line);
    assert_int_equal(card_frame_take(buf_str(&b), &kind, &back, &info), OK);
    assert_int_equal(kind, CARD_FRAME_LINE);
    assert_true(str_eq(back.text, line.text) && back.confidence == 95 && back.height == 40);
    buf_clear(&b);
    card_frame_end(&b);
    assert_int_equal(card_frame_take(buf_str(&b), &kind, &back, &info), OK);
    assert_int_equal(kind, CARD_FRAME_END);
    buf_clear(&b);
    card_frame_fault(&b, ERR_INPUT, "this picture is damaged");
    assert_int_equal(card_frame_take(buf_str(&b), &kind, &back, &info), ERR_INPUT);
    assert_string_equal(info.text, "this picture is damaged");
    /* what a helper in strange hands might say */
    const struct card_line bad[] = {{STR("\xFF"), 95, 40}, {STR("x"), 101, 40}, {STR("x"), -1, 40}, {STR("x"), 5, -40}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        buf_clear(&other);
        card_frame_line(&other, &bad[i]);
        assert_int_equal(card_frame_take(buf_str(&other), &kind, &back, &info), ERR_SYSTEM);
    }
    buf_clear(&other);
    card_frame_fault(&other, OK, "");
    assert_int_equal(card_frame_take(buf_str(&other), &kind, &back, &info), ERR_SYSTEM);
    assert_int_equal(card_frame_take(STR("\x01\0"), &kind, &back, &info), ERR_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
