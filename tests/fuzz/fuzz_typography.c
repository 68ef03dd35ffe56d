/* Texts, as words and sentences and by typography. */
#include <assert.h>

#include "letter/typography.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct str bytes = {(const char *)data, size};
    if (size > TEXT_MAX || !str_utf8(bytes, NULL)) return 0;
    struct text t;
    struct findings found = {.arena = &a};
    text_read(bytes, &a, &t);
    for (size_t i = 0; i < t.n_words; i++) {
        const struct text_word *w = &t.words[i];
        assert(w->n && w->at + w->n <= size && w->sentence < t.n_sentences);
        assert(i == 0 || w[-1].at + w[-1].n <= w->at);
        const struct text_sentence *s = &t.sentences[w->sentence];
        assert(i >= s->first && i < s->first + s->n_words);
    }
    typography_check(&t, &found);
    for (size_t i = 0; i < found.n; i++) {
        const struct finding *f = &found.items[i];
        assert(f->n && f->at + f->n <= size && f->why.n && f->rule);
    }
    return 0;
}
