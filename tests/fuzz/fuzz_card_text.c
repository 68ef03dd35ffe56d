/* Any bytes as the lines of a business card, and as what hearback-card says:
 * nothing reads past the end, and what is found is clean text on one line. */
#include "codec/card_text.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_field(const struct card_field *f)
{
    assert(str_utf8(f->text, NULL));
    for (size_t i = 0; i < f->text.n; i++) assert((unsigned char)f->text.p[i] >= ' ');
    assert(f->text.n <= 2 * CARD_LINE_MAX + 10);
}

static void check_card(const struct card_text *c)
{
    const struct card_field *const ones[] = {&c->name, &c->title, &c->organisation, &c->url};
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) check_field(ones[i]);
    assert(c->n_mails <= CARD_VALUES_MAX && c->n_phones <= CARD_VALUES_MAX);
    for (size_t i = 0; i < c->n_mails; i++) check_field(&c->mails[i]), assert(str_contains(c->mails[i].text, STR("@")));
    for (size_t i = 0; i < c->n_phones; i++) check_field(&c->phones[i]), assert(c->phones[i].text.n >= 6);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct str all = {(const char *)data, size}, line, rest = all;
    struct card_line *lines = ARENA_NEW(&a, struct card_line, CARD_LINES_MAX + 1), one;
    struct card_text card;
    enum card_frame kind;
    size_t n = 0;
    if (!card_frame_take(all, &kind, &one, NULL)) assert(str_utf8(one.text, NULL) && one.confidence <= 100);
    if (!str_utf8(all, NULL)) return 0;
    for (; rest.n && n <= CARD_LINES_MAX; n++) {
        str_cut(rest, '\n', &line, &rest);
        lines[n] = (struct card_line){line, (int)(line.n * 7 % 101), (int)(line.n * 13 % 90)};
    }
    card_text_read(&a, lines, n, &card);
    check_card(&card);
    return 0;
}
