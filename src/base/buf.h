/* A growing byte buffer with a maximum.  Once it has met its maximum it keeps
 * what it holds, takes no more, and says so in `full`. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

struct buf {
    char *p;
    size_t n, room, max; /* max 0: BUF_MAX */
    bool full;
};

#define BUF_MAX ((size_t)1 << 30)

void buf_close(struct buf *b);
void buf_add(struct buf *b, struct str s);
void buf_put(struct buf *b, const char *c_string);
void buf_shell(struct buf *b, struct str s); /* as a shell takes it for one word, whatever it holds */
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
struct str buf_str(const struct buf *b); /* a view, valid until the next change */
void buf_clear(struct buf *b);

#endif
