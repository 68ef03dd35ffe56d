#include "mail/plain.h"

#include "mail/charset.h"

#include <string.h>

enum { QUOTES_MAX = 50 };

/* --- cleaning --- */

static bool is_dropped(uint32_t c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x034F || c == 0x00AD;
}

/* Everything but control characters and what begins the characters that are dropped. */
static bool is_usual(unsigned char c)
{
    return (c >= ' ' && c < 0x7F) || (c >= 0x80 && c != 0xC2 && c != 0xCD && c != 0xE2 && c != 0xEF);
}

/* What stands at s, none of the usual: onto out, or nowhere.  Returns how many bytes it takes. */
static size_t clean_one(struct buf *out, struct str s)
{
    unsigned char c = (unsigned char)s.p[0];
    if (c == '\r') {
        if (s.n < 2 || s.p[1] != '\n') buf_char(out, '\n');
        return 1;
    }
    if (c < 0x80) {
        if (c == '\n' || c == '\t') buf_char(out, (char)c);
        if (c == '\f' || c == '\v') buf_char(out, '\n');
        return 1;
    }
    size_t n;
    uint32_t code = str_code_point(s, &n);
    if (code == 0x2028 || code == 0x2029 || code == 0x85)
        buf_char(out, '\n');
    else if (!is_dropped(code))
        buf_add(out, (struct str){s.p, n});
    return n;
}

void plain_clean(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t run = i + str_printing((struct str){text.p + i, text.n - i});
        while (run < text.n && (is_usual((unsigned char)text.p[run]) || text.p[run] == '\n')) {
            run++;
            if (text.p[run - 1] == '\n') run += str_printing((struct str){text.p + run, text.n - run});
        }
        buf_add(out, (struct str){text.p + i, run - i});
        i = run;
        if (i < text.n) i += clean_one(out, (struct str){text.p + i, text.n - i});
    }
}

/* --- format=flowed --- */

static void put_quotes(struct buf *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++) buf_char(out, '>');
    if (depth) buf_char(out, ' ');
}

void plain_unflow(struct buf *out, struct str text, bool del_sp)
{
    bool flowing = false; /* the line before ended softly */
    size_t depth_before = 0;
    while (text.n) {
        struct str line;
        bool ended = str_cut(text, '\n', &line, &text);
        size_t depth = 0;
        while (depth < line.n && line.p[depth] == '>') depth++;
        line = (struct str){line.p + depth, line.n - depth};
        if (depth > QUOTES_MAX) depth = QUOTES_MAX;
        if (line.n && line.p[0] == ' ') line = (struct str){line.p + 1, line.n - 1}; /* stuffed */
        bool signature = str_is(line, "-- "), joins = flowing && depth == depth_before && !signature;
        if (flowing && !joins) buf_char(out, '\n');
        if (!joins) put_quotes(out, depth);
        flowing = line.n && line.p[line.n - 1] == ' ' && !signature;
        if (flowing && del_sp) line.n--;
        buf_add(out, line);
        if (!flowing && ended) buf_char(out, '\n');
        depth_before = depth;
    }
}

/* --- one line --- */

/* Printing ASCII with single blanks, as most lines are. */
static bool is_simple(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~' || (s.p[i] == ' ' && i + 1 < s.n && s.p[i + 1] == ' ')) return false;
    return true;
}

struct str plain_line(struct arena *a, struct str bytes, size_t max)
{
    enum { LOOKED_AT = 16 << 10 }; /* what is longer is clipped in any case */
    bytes = str_trim(bytes);
    if (bytes.n > LOOKED_AT) bytes.n = LOOKED_AT;
    if (bytes.n <= max && is_simple(bytes)) return arena_str(a, bytes);
    AUTO(buf) room = {0};
    AUTO(buf) clean = {0};
    plain_clean(&clean, charset_decode(&room, bytes, (struct str){0}));
    size_t n = 0;
    for (size_t i = 0; i < clean.n; i++) {
        bool blank = strchr(" \t\n", clean.p[i]);
        if (blank && (n == 0 || clean.p[n - 1] == ' ')) continue;
        clean.p[n++] = blank ? ' ' : clean.p[i];
    }
    return arena_str(a, str_trim(str_clip(str_trim((struct str){clean.p, n}), max)));
}
