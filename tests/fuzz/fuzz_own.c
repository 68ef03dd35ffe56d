/* Mails: their pieces are the whole text, in order, and the mask keeps places. */
#include "word/own.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct str text = {(const char *)data, size};
    struct own_pieces p;
    size_t at = 0, own = 0;
    if (size > WORD_TEXT_MAX || !str_utf8(text, NULL)) return 0;
    own_read(text, &a, &p);
    for (size_t i = 0; i < p.n; at += p.items[i++].n) {
        assert(p.items[i].at == at && p.items[i].n);
        assert(i == 0 || p.items[i].kind != p.items[i - 1].kind);
        own += p.items[i].kind == OWN_TEXT ? p.items[i].n : 0;
    }
    assert(at == size);
    assert(own_join(text, &p, OWN_TEXT, &a).n == own);
    struct str mask = own_mask(text, &p, OWN_TEXT, &a);
    assert(mask.n == size && (size == 0 || str_utf8(mask, NULL)));
    return 0;
}
