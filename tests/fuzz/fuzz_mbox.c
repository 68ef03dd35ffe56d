/* Any bytes as a mailbox: messages follow one another without a gap, lines are
 * counted right, and it makes no difference how large the window is, or where
 * reading begins. */
#include "base/arena.h"
#include "codec/mbox.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t read_bytes(void *context, int64_t offset, char *p, size_t n)
{
    struct str *s = context;
    assert(offset >= 0);
    size_t left = (uint64_t)offset < s->n ? s->n - (size_t)offset : 0;
    if (left < n) n = left;
    if (n) memcpy(p, s->p + offset, n);
    return (int64_t)n;
}

static int64_t lines_in(struct str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static void check_message(const struct mbox_message *m, struct str s, int64_t end, int64_t line)
{
    assert(end < 0 ? m->offset >= 0 : m->offset == end && m->line == line);
    assert(
        m->offset < m->content && m->content <= m->content_end && m->content_end <= m->end && m->end <= (int64_t)s.n);
    assert(str_starts((struct str){s.p + m->offset, s.n - (size_t)m->offset}, STR("From ")));
    assert(m->next_line - m->line == lines_in((struct str){s.p + m->offset, (size_t)(m->end - m->offset)}));
}

/* The messages' places as one number. */
static uint64_t read_all(
    struct str s, size_t window, int64_t from, int64_t line, int64_t *ret_second, int64_t *ret_line)
{
    AUTO(arena) a = {0};
    uint64_t hash = STR_HASH;
    int64_t end = -1;
    struct mbox m;
    struct mbox_message message;
    mbox_init(&m, read_bytes, &s, ARENA_NEW(&a, char, window), window, from, line);
    for (int i = 0; mbox_next(&m, &message); i++) {
        char *p;
        size_t n;
        check_message(&message, s, end, line);
        end = message.end, line = message.next_line;
        if (i == 0 && ret_second) *ret_second = end, *ret_line = line;
        if (i > 0 || !ret_second)
            hash = str_hash(hash, (struct str){(const char *)&message.offset, sizeof message.offset});
        if (mbox_content(&m, &message, &p, &n)) {
            assert(n == (size_t)(message.content_end - message.content) && memcmp(p, s.p + message.content, n) == 0);
            if (message.quoted) assert(mbox_unquote(p, n) <= n);
        } else {
            assert(message.content_end - message.content > (int64_t)window / 8);
        }
    }
    assert(!m.failed && (end < 0 || end == (int64_t)s.n));
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    int64_t second = 0, line = 1;
    uint64_t whole = read_all(s, 1 << 18, 0, 1, &second, &line);
    int64_t ignored, ignored_line;
    assert(whole == read_all(s, MBOX_WINDOW_MIN, 0, 1, &ignored, &ignored_line));
    if (second) assert(whole == read_all(s, MBOX_WINDOW_MIN, second, line, NULL, NULL));
    return 0;
}
