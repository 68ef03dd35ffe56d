/* Any bytes as plain text, Markdown and a mail: what is taken is UTF-8 text whose
 * places lie in the file and never go back; what is refused says why. */
#include "codec/prose.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_places(struct prose *p, size_t begin, size_t end)
{
    size_t last_line = 1, last_column = 1;
    for (size_t at = begin; at < end; at++) {
        size_t line, column;
        prose_place(p, at, &line, &column);
        assert(line > last_line || (line == last_line && column >= last_column));
        last_line = line;
        last_column = column;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.txt", "a.md", "a.eml", "-"};
    enum { PLACES_MAX = 4000 };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        AUTO(arena) a = {0};
        struct prose p;
        struct err_info info = {0};
        if (prose_read((struct str){(const char *)data, size}, names[i], &a, &p, &info)) {
            assert(info.text[0]);
            continue;
        }
        assert(str_utf8(p.text, NULL));
        assert(p.text.n <= PROSE_MAX && p.body <= p.text.n);
        if (p.text.n > PLACES_MAX) continue;
        check_places(&p, 0, p.body); /* the subject may stand behind the body's first header */
        check_places(&p, p.body, p.text.n);
    }
    return 0;
}
