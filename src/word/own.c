/* A mail as lines, its own words, and pieces of one kind. */
#include "word/own.h"

#include <string.h>

#include "word/key.h"
#include "word/own_part.h"

struct str own_line_text(const struct own_lines *l, size_t i)
{
    const struct own_line *line = &l->items[i];
    struct str s = {l->text.p + line->at, line->n < OWN_LINE_LOOKED ? line->n : OWN_LINE_LOOKED};
    size_t n;
    while (s.n && key_fold(s, &n) == ' ') s.p += n, s.n -= n;
    s = str_trim(s);
    while (s.n > 1 && (unsigned char)s.p[s.n - 2] == 0xc2 && (unsigned char)s.p[s.n - 1] == 0xa0)
        s = str_trim((struct str){s.p, s.n - 2});
    return s;
}

size_t own_line_next(const struct own_lines *l, size_t i, size_t end)
{
    while (i < end && l->items[i].blank) i++;
    return i;
}

int own_line_words(struct str line)
{
    int words = 0;
    bool in = false;
    for (size_t i = 0; i < line.n; i++) {
        bool blank = line.p[i] == ' ' || line.p[i] == '\t' || line.p[i] == '\n';
        words += !blank && !in;
        in = !blank;
    }
    return words;
}

static struct own_lines read_lines(struct str text, struct arena *a)
{
    struct own_lines l = {.text = text};
    size_t n = 1;
    for (const char *p = text.p, *end = p + text.n; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++) n++;
    l.items = ARENA_NEW(a, struct own_line, n);
    for (size_t at = 0; at < text.n;) {
        const char *lf = memchr(text.p + at, '\n', text.n - at);
        size_t length = (lf ? (size_t)(lf - text.p) : text.n) - at;
        struct own_line *line = &l.items[l.n++];
        *line = (struct own_line){.at = (uint32_t)at, .n = (uint32_t)length};
        struct str s = own_line_text(&l, l.n - 1);
        line->blank = s.n == 0 && length < OWN_LINE_LOOKED;
        line->marked = s.n && s.p[0] == '>';
        at += length + 1;
    }
    return l;
}

/* Each run of own lines may end with a signature and notices. */
static void own_runs(struct own_lines *l)
{
    for (size_t i = 0; i < l->n;) {
        size_t end = i;
        while (end < l->n && l->items[end].kind == OWN_TEXT) end++;
        if (end == i) {
            i++;
            continue;
        }
        own_signature(l, i, end);
        own_signature_notices(l, i, end);
        i = end;
    }
}

/* A blank line goes with the one before it, the first ones with what follows. */
static void blanks(struct own_lines *l)
{
    size_t first = own_line_next(l, 0, l->n);
    for (size_t i = 0; i < first && first < l->n; i++) l->items[i].kind = l->items[first].kind;
    for (size_t i = first + 1; i < l->n; i++)
        if (l->items[i].blank) l->items[i].kind = l->items[i - 1].kind;
}

void own_read(struct str text, struct arena *a, struct own_pieces *ret)
{
    *ret = (struct own_pieces){0};
    if (text.n > WORD_TEXT_MAX) text = str_clip(text, WORD_TEXT_MAX);
    if (!text.n) return;
    struct own_lines l = read_lines(text, a);
    own_quotes(&l);
    own_runs(&l);
    blanks(&l);
    ret->forwarded = l.forwarded;
    size_t room = 0;
    for (size_t i = 0; i < l.n; i++) {
        size_t at = l.items[i].at, end = i + 1 < l.n ? l.items[i + 1].at : text.n;
        if (!ret->n || ret->items[ret->n - 1].kind != l.items[i].kind)
            *ARENA_PUSH(a, ret->items, ret->n, room) = (struct own_piece){.kind = l.items[i].kind, .at = at};
        ret->items[ret->n - 1].n = end - ret->items[ret->n - 1].at;
    }
}

struct str own_join(struct str text, const struct own_pieces *p, enum own_kind kind, struct arena *a)
{
    char *out = arena_alloc(a, text.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->items[i].kind != kind) continue;
        memcpy(out + n, text.p + p->items[i].at, p->items[i].n);
        n += p->items[i].n;
    }
    return (struct str){out, n};
}

/* Blanks that are none to the reader of texts: no-break, narrow, zero width, word joiner, byte order mark. */
static void plain_blanks(char *p, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        const unsigned char *c = (const unsigned char *)p + i;
        if (*c < 0xc2) continue;
        bool two = c[0] == 0xc2 && c[1] == 0xa0;
        bool space = i + 2 < n && c[0] == 0xe2 && c[1] == 0x80 && ((c[2] >= 0x80 && c[2] <= 0x8f) || c[2] == 0xaf);
        bool joiner = i + 2 < n && ((c[0] == 0xe2 && c[1] == 0x81 && c[2] == 0xa0) ||
                                       (c[0] == 0xef && c[1] == 0xbb && c[2] == 0xbf));
        if (two || space || joiner) memset(p + i, ' ', two ? 2 : 3);
    }
}

struct str own_mask(struct str text, const struct own_pieces *p, enum own_kind kind, struct arena *a)
{
    char *out = arena_alloc(a, text.n + 1, 1);
    memset(out, '\n', text.n);
    for (size_t i = 0; i < p->n; i++) {
        if (p->items[i].kind != kind) continue;
        memcpy(out + p->items[i].at, text.p + p->items[i].at, p->items[i].n);
        plain_blanks(out + p->items[i].at, p->items[i].n);
    }
    return (struct str){out, text.n};
}
