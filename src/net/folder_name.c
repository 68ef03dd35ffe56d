/* Modified UTF-7. */
#include "net/folder_name.h"

#include "base/buf.h"

#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

static bool stands_for_itself(unsigned char c)
{
    return c >= ' ' && c <= '~';
}

/* --- encoding --- */

struct bits {
    struct buf *out;
    uint32_t held;
    unsigned n;
};

static void put_bits(struct bits *b, uint32_t unit)
{
    b->held = (b->held << 16 | unit) & 0x3FFFFF; /* at most 5 were left from before */
    for (b->n += 16; b->n >= 6; b->n -= 6) buf_char(b->out, letters[b->held >> (b->n - 6) & 63]);
}

static void end_bits(struct bits *b)
{
    if (b->n) buf_char(b->out, letters[b->held << (6 - b->n) & 63]);
    buf_char(b->out, '-');
    b->held = 0;
    b->n = 0;
}

struct str folder_name_encode(struct arena *a, struct str name)
{
    AUTO(buf) out = {0};
    struct bits b = {.out = &out};
    bool within = false;
    for (size_t i = 0, n = 0; i < name.n; i += n) {
        uint32_t c = str_code_point((struct str){name.p + i, name.n - i}, &n);
        bool plain = c < 128 && stands_for_itself((unsigned char)c);
        if (plain && within) end_bits(&b);
        if (!plain && !within) buf_char(&out, '&');
        within = !plain;
        if (plain) {
            buf_char(&out, (char)c);
            if (c == '&') buf_char(&out, '-');
        } else if (c > 0xFFFF) {
            put_bits(&b, 0xD800 + ((c - 0x10000) >> 10));
            put_bits(&b, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            put_bits(&b, c);
        }
    }
    if (within) end_bits(&b);
    return arena_str(a, buf_str(&out));
}

/* --- decoding --- */

/* One UTF-16 unit; *high: the first half of a pair, kept for the second. */
static bool put_unit(struct buf *out, uint32_t unit, uint32_t *high)
{
    char bytes[4];
    bool second = unit >= 0xDC00 && unit <= 0xDFFF;
    if (second != (*high != 0)) return false;
    if (unit >= 0xD800 && unit <= 0xDBFF) return *high = unit, true;
    uint32_t c = second ? 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00) : unit;
    *high = 0;
    buf_add(out, (struct str){bytes, str_encode(c, bytes)});
    return true;
}

/* What stands between "&" and "-". */
static bool decode_run(struct buf *out, struct str s)
{
    uint32_t held = 0, high = 0;
    unsigned n = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *at = s.p[i] ? strchr(letters, s.p[i]) : NULL;
        if (!at) return false;
        held = (held << 6 | (uint32_t)(at - letters)) & 0x3FFFFF;
        n += 6;
        if (n < 16) continue;
        n -= 16;
        if (!put_unit(out, held >> n & 0xFFFF, &high)) return false;
    }
    return !high;
}

bool folder_name_decode(struct arena *a, struct str encoded, struct str *ret)
{
    AUTO(buf) out = {0};
    struct str rest = encoded, plain, run;
    while (rest.n) {
        bool shifted = str_cut(rest, '&', &plain, &rest);
        for (size_t i = 0; i < plain.n; i++)
            if (!stands_for_itself((unsigned char)plain.p[i])) return false;
        buf_add(&out, plain);
        if (!shifted) break;
        if (!str_cut(rest, '-', &run, &rest)) return false;
        if (!run.n) buf_char(&out, '&');
        if (!decode_run(&out, run)) return false;
    }
    struct str name = arena_str(a, buf_str(&out));
    if (!str_utf8(name, NULL) || !str_eq(folder_name_encode(a, name), encoded)) return false; /* one way to write it */
    *ret = name;
    return true;
}
