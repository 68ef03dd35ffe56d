#include "codec/frame.h"

enum { LENGTH_BYTES = 4, KIND_BYTES = 2, TAG_BYTES = 2, NUMBER_BYTES = 8 };

static void put_number(struct buf *b, uint64_t value, size_t bytes)
{
    char out[NUMBER_BYTES];
    for (size_t i = 0; i < bytes; i++) out[i] = (char)(value >> 8 * i & 0xFF);
    buf_add(b, (struct str){out, bytes});
}

static uint64_t get_number(const char *p, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++) value |= (uint64_t)(unsigned char)p[i] << 8 * i;
    return value;
}

size_t frame_begin(struct buf *b, unsigned kind)
{
    size_t begin = b->n;
    put_number(b, 0, LENGTH_BYTES);
    put_number(b, kind, KIND_BYTES);
    return begin;
}

void frame_text(struct buf *b, unsigned tag, struct str value)
{
    put_number(b, tag, TAG_BYTES);
    put_number(b, value.n > FRAME_MAX ? UINT32_MAX : value.n, LENGTH_BYTES); /* too long for frame_end to let it pass */
    buf_add(b, value);
}

void frame_int(struct buf *b, unsigned tag, int64_t value)
{
    put_number(b, tag, TAG_BYTES);
    put_number(b, NUMBER_BYTES, LENGTH_BYTES);
    put_number(b, (uint64_t)value, NUMBER_BYTES);
}

bool frame_end(struct buf *b, size_t begin)
{
    size_t length = b->n - begin - LENGTH_BYTES;
    if (b->full || length > FRAME_MAX) {
        b->n = begin;
        b->full = false;
        return false;
    }
    for (size_t i = 0; i < LENGTH_BYTES; i++) b->p[begin + i] = (char)(length >> 8 * i & 0xFF);
    return true;
}

bool frame_field(struct frame *f, unsigned *ret_tag, struct str *ret_value)
{
    const size_t head = TAG_BYTES + LENGTH_BYTES;
    struct str s = f->fields;
    if (s.n < head) return false;
    size_t length = (size_t)get_number(s.p + TAG_BYTES, LENGTH_BYTES);
    if (length > s.n - head) return false;
    *ret_tag = (unsigned)get_number(s.p, TAG_BYTES);
    *ret_value = (struct str){s.p + head, length};
    f->fields = (struct str){s.p + head + length, s.n - head - length};
    return true;
}

static bool is_consistent(struct frame f)
{
    unsigned tag;
    struct str value;
    while (frame_field(&f, &tag, &value)) continue;
    return f.fields.n == 0;
}

enum frame_state frame_take(struct str *stream, struct frame *ret)
{
    if (stream->n < LENGTH_BYTES) return FRAME_MORE;
    size_t length = (size_t)get_number(stream->p, LENGTH_BYTES);
    if (length > FRAME_MAX || length < KIND_BYTES) return FRAME_BAD;
    if (stream->n - LENGTH_BYTES < length) return FRAME_MORE;
    struct frame f = {.kind = (unsigned)get_number(stream->p + LENGTH_BYTES, KIND_BYTES),
        .fields = {stream->p + FRAME_HEAD, length - KIND_BYTES}};
    if (!is_consistent(f)) return FRAME_BAD;
    *stream = (struct str){stream->p + LENGTH_BYTES + length, stream->n - LENGTH_BYTES - length};
    *ret = f;
    return FRAME_DONE;
}

bool frame_number(struct str value, int64_t *ret)
{
    if (value.n != NUMBER_BYTES) return false;
    *ret = (int64_t)get_number(value.p, NUMBER_BYTES);
    return true;
}
