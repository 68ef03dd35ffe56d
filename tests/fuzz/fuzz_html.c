/* Any bytes as a page: nothing reads past the end, what comes out is text and
 * within its bounds. */
#include "base/arena.h"
#include "mail/charset.h"
#include "mail/html.h"
#include "mail/plain.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MAX = 20000 };
    AUTO(buf) room = {0}, out = {.max = MAX}, clean = {0}, unflowed = {0};
    struct str text = charset_decode(&room, (struct str){(const char *)data, size}, (struct str){0});
    assert(str_utf8(text, NULL));
    html_to_text(&out, text);
    assert(out.n <= MAX);
    struct str s = str_clip(buf_str(&out), MAX);
    if (out.full) return 0;
    assert(str_utf8(s, NULL));
    plain_clean(&clean, s);
    plain_unflow(&unflowed, buf_str(&clean), size % 2);
    assert(str_utf8(buf_str(&unflowed), NULL));
    for (size_t i = 0; i < clean.n; i++)
        assert((unsigned char)clean.p[i] >= ' ' || clean.p[i] == '\n' || clean.p[i] == '\t');
    return 0;
}
