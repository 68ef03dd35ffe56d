/* Any bytes as a file of contact cards: nothing reads past the end, cards come
 * in the order of their lines, texts are clean, and a card that was written is
 * read again as the same. */
#include "codec/vcard_read.h"
#include "codec/vcard_write.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct str s, bool lines)
{
    assert(str_utf8(s, NULL) && str_eq(s, str_trim(s)));
    for (size_t i = 0; i < s.n; i++) assert((unsigned char)s.p[i] >= ' ' || (lines && s.p[i] == '\n'));
}

static void check_texts(const struct vcard *c)
{
    const struct str all[] = {c->name, c->prefix, c->given, c->additional, c->family, c->suffix, c->organisation,
        c->unit, c->title, c->role, c->uid, c->url};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) check_text(all[i], false);
    check_text(c->note, true);
    assert(c->n_mails <= VCARD_VALUES_MAX && c->n_phones <= VCARD_VALUES_MAX);
    for (size_t i = 0; i < c->n_mails; i++) check_text(c->mails[i], false);
    for (size_t i = 0; i < c->n_phones; i++) check_text(c->phones[i], false);
}

static void check_round_trip(const struct vcard *c, int version)
{
    AUTO(arena) a = {0};
    AUTO(buf) b = {0};
    struct content_file f;
    struct vcard back;
    vcard_write(&b, c, version, TIME_NONE);
    assert(vcard_read_init(&f, buf_str(&b), NULL) == OK && vcard_read_next(&f, &a, &back));
    assert(back.line == 1 && !back.fault.n);
    assert(str_eq(back.name, c->name) && str_eq(back.title, c->title) && str_eq(back.note, c->note));
    assert(str_eq(back.organisation, c->organisation) && str_eq(back.uid, c->uid) && str_eq(back.url, c->url));
    assert(back.n_mails == c->n_mails && back.n_phones == c->n_phones);
    for (size_t i = 0; i < c->n_mails; i++) assert(str_eq(back.mails[i], c->mails[i]));
    for (size_t i = 0; i < c->n_phones; i++) assert(str_eq(back.phones[i], c->phones[i]));
    assert(!vcard_read_next(&f, &a, &back));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct content_file f;
    struct vcard c;
    size_t last = 0;
    if (vcard_read_init(&f, (struct str){(const char *)data, size}, NULL)) return 0;
    while (vcard_read_next(&f, &a, &c)) {
        assert(c.line >= last && c.line <= f.line); /* the same line: END:VCARDBEGIN:VCARD */
        last = c.line;
        if (c.fault.n) {
            assert(str_utf8(c.fault, NULL));
        } else {
            check_texts(&c);
            check_round_trip(&c, last % 2 ? 30 : 40);
        }
        arena_reset(&a);
    }
    assert(f.at == f.text.n);
    return 0;
}
