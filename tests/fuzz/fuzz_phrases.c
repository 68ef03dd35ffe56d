/* Files of phrase rules.  One that is refused says where; one that is taken
 * holds its examples, and checks itself as a text. */
#include "letter/phrases.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct err_info info = {.text = ""};
    struct str text = {(const char *)data, size};
    struct phrase_rules *rules = phrases_new(&a);
    if (phrases_load(rules, text, "own.txt", PHRASES_PROVED, &a, &info)) {
        assert(info.code == ERR_INPUT && strncmp(info.text, "own.txt:", 8) == 0);
        assert(phrases_examples(rules) == 0);
        return 0;
    }
    if (size > 16384) return 0;
    struct text t;
    struct findings found = {.arena = &a};
    text_read(text, &a, &t);
    phrases_check(rules, &t, &found);
    for (size_t i = 0; i < found.n; i++) {
        assert(found.items[i].n && found.items[i].at + found.items[i].n <= size);
        assert(i == 0 || found.items[i - 1].at <= found.items[i].at);
    }
    for (size_t i = 0; i < phrases_examples(rules); i++) {
        struct phrase_example e = phrases_example(rules, i);
        found.n = 0;
        text_read(e.text, &a, &t);
        phrases_check(rules, &t, &found);
        assert(!e.bad || found.n);
    }
    return 0;
}
