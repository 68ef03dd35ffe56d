/* Frames on standard input and output. */
#include "net/talk.h"

#include "net/wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { REQUEST_MAX = 40 << 20, LENGTH_BYTES = 4 }; /* a message to be kept is the largest */

/* Exactly n bytes; *ret_n is less where the input ends. */
static bool read_exactly(char *p, size_t n, size_t *ret_n)
{
    size_t got = 0;
    while (got < n) {
        ssize_t more = read(STDIN_FILENO, p + got, n - got);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return false;
        if (more == 0) break;
        got += (size_t)more;
    }
    *ret_n = got;
    return true;
}

static size_t length_of(const char *p)
{
    size_t n = 0;
    for (size_t i = 0; i < LENGTH_BYTES; i++) n |= (size_t)(unsigned char)p[i] << 8 * i;
    return n;
}

enum err talk_read(struct arena *a, struct frame *ret, bool *ret_end, struct err_info *info)
{
    char head[LENGTH_BYTES];
    size_t got = 0;
    if (!read_exactly(head, sizeof head, &got)) return err_set(info, ERR_SYSTEM, "cannot read what is asked");
    if (!got) return *ret_end = true, OK;
    size_t n = got == sizeof head ? length_of(head) : SIZE_MAX;
    if (n > REQUEST_MAX) return err_set(info, ERR_INPUT, "what is asked is broken off or too large");
    char *p = ARENA_NEW(a, char, n + LENGTH_BYTES);
    memcpy(p, head, LENGTH_BYTES);
    struct str stream = {p, n + LENGTH_BYTES};
    if (!read_exactly(p + LENGTH_BYTES, n, &got) || got != n || frame_take(&stream, ret) != FRAME_DONE)
        return err_set(info, ERR_INPUT, "what is asked is broken off or makes no sense");
    *ret_end = false;
    return OK;
}

enum err talk_write(struct buf *b, struct err_info *info)
{
    struct str s = buf_str(b);
    while (s.n) {
        ssize_t n = write(STDOUT_FILENO, s.p, s.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_set(info, ERR_SYSTEM, "nobody reads the answer: %s", strerror(errno));
        s = (struct str){s.p + n, s.n - (size_t)n};
    }
    buf_clear(b);
    return OK;
}

struct str talk_bytes(struct frame f, unsigned tag)
{
    unsigned at;
    struct str value;
    while (frame_field(&f, &at, &value))
        if (at == tag) return value;
    return (struct str){0};
}

struct str talk_text(struct arena *a, struct frame f, unsigned tag)
{
    struct str s = talk_bytes(f, tag);
    bool good = s.n <= NET_TEXT_MAX && str_utf8(s, NULL);
    return arena_str(a, good ? s : (struct str){0});
}

int64_t talk_number(struct frame f, unsigned tag, int64_t otherwise)
{
    int64_t n;
    return frame_number(talk_bytes(f, tag), &n) ? n : otherwise;
}

void talk_problem(struct buf *out, enum err code, const char *sentence, uint32_t uid, bool lost)
{
    size_t begin = frame_begin(out, NET_PROBLEM);
    frame_text(out, NET_SENTENCE, str_from(sentence));
    frame_int(out, NET_ERROR, code);
    frame_int(out, NET_UID, uid);
    frame_int(out, NET_LOST, lost);
    if (!frame_end(out, begin)) buf_clear(out);
}
