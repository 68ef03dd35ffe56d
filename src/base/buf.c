/* A growing byte buffer with a maximum. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_close(struct buf *b)
{
    if (!b) return;
    free(b->p);
    *b = (struct buf){0};
}

/* Room for more bytes, and one beyond for the NUL that vsnprintf writes. */
static bool reserve(struct buf *b, size_t more)
{
    size_t max = b->max ? b->max : BUF_MAX;
    if (b->full || more > max - b->n) {
        b->full = true;
        return false;
    }
    if (b->n + more < b->room) return true;
    size_t room = b->room ? b->room : 256;
    while (room <= b->n + more) room *= 2;
    char *p = realloc(b->p, room);
    if (!p) abort();
    b->p = p;
    b->room = room;
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.n == 0 || !reserve(b, s.n)) return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_put(struct buf *b, const char *c_string)
{
    buf_add(b, str_from(c_string));
}

void buf_shell(struct buf *b, struct str s)
{
    struct str head;
    buf_char(b, '\'');
    while (str_cut(s, '\'', &head, &s)) {
        buf_add(b, head);
        buf_put(b, "'\\''");
    }
    buf_add(b, head);
    buf_char(b, '\'');
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, (struct str){&c, 1});
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0 && reserve(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
}
