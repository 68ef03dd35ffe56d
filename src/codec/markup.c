#include "codec/markup.h"

#include <string.h>

enum { TAG_MAX = 500, ENTITY_MAX = 10 }; /* bytes: what is longer is neither */

struct plain {
    char *p;
    size_t n;
};

static void put(struct plain *out, struct str s)
{
    if (s.n) memcpy(out->p + out->n, s.p, s.n);
    out->n += s.n;
}

/* Blanks before a break go; of breaks only two stay. */
static void put_break(struct plain *out)
{
    while (out->n && (out->p[out->n - 1] == ' ' || out->p[out->n - 1] == '\t')) out->n--;
    bool two = out->n > 1 && out->p[out->n - 1] == '\n' && out->p[out->n - 2] == '\n';
    if (out->n && !two) out->p[out->n++] = '\n';
}

/* Bytes of the tag that s begins with; 0: it begins with none. */
static size_t tag_length(struct str s)
{
    char next = s.n > 1 ? s.p[1] : '\0';
    bool tag = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
    const char *end = tag ? memchr(s.p, '>', s.n < TAG_MAX ? s.n : TAG_MAX) : NULL;
    return end ? (size_t)(end - s.p) + 1 : 0;
}

static bool breaks(struct str tag)
{
    static const char *const names[] = {"p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", NULL};
    size_t from = tag.p[1] == '/' ? 2 : 1, end = from;
    while (end < tag.n && ((tag.p[end] | 32) >= 'a' && (tag.p[end] | 32) <= 'z')) end++;
    while (end > from && end < tag.n && tag.p[end] >= '0' && tag.p[end] <= '9') end++;
    return str_among_nocase((struct str){tag.p + from, end - from}, names);
}

static uint32_t number_of(struct str digits)
{
    uint32_t n = 0;
    bool hex = digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X');
    if (digits.n <= hex) return 0;
    for (size_t i = hex; i < digits.n; i++) {
        char c = (char)(digits.p[i] | 32);
        bool digit = digits.p[i] >= '0' && digits.p[i] <= '9', letter = hex && c >= 'a' && c <= 'f';
        if (!digit && !letter) return 0;
        n = n * (hex ? 16 : 10) + (uint32_t)(digit ? digits.p[i] - '0' : c - 'a' + 10);
        if (n > 0x10FFFF) return 0;
    }
    return n >= 0xD800 && n < 0xE000 ? 0 : n;
}

/* Bytes of the entity that s begins with, and what it stands for; 0: it begins with none. */
static size_t entity_length(struct str s, uint32_t *ret)
{
    static const struct {
        const char *name;
        uint32_t code;
    } all[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}, {"rsquo", 0x2019},
        {"lsquo", 0x2018}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"ndash", 0x2013}, {"mdash", 0x2014},
        {"hellip", 0x2026}, {"euro", 0x20AC}};
    const char *end = memchr(s.p, ';', s.n < ENTITY_MAX ? s.n : ENTITY_MAX);
    if (!end) return 0;
    struct str name = {s.p + 1, (size_t)(end - s.p) - 1};
    uint32_t code = name.n && name.p[0] == '#' ? number_of((struct str){name.p + 1, name.n - 1}) : 0;
    for (size_t i = 0; i < sizeof all / sizeof *all && !code; i++)
        if (str_is(name, all[i].name)) code = all[i].code;
    if (code == 0xA0 || (code && code < ' ')) code = ' ';
    *ret = code;
    return code ? (size_t)(end - s.p) + 1 : 0;
}

struct str markup_plain(struct arena *a, struct str s)
{
    struct plain out = {ARENA_NEW(a, char, s.n), 0}; /* nothing grows: an entity is longer than its character */
    while (s.n) {
        uint32_t code;
        char bytes[4];
        size_t tag = s.p[0] == '<' ? tag_length(s) : 0, entity = s.p[0] == '&' ? entity_length(s, &code) : 0;
        bool line = s.p[0] == '\n' || (tag && breaks((struct str){s.p, tag}));
        size_t step = tag ? tag : entity ? entity : 1;
        if (line)
            put_break(&out);
        else if (entity)
            put(&out, (struct str){bytes, str_encode(code, bytes)});
        else if (!tag && s.p[0] != '\r')
            put(&out, (struct str){s.p, 1});
        s.p += step, s.n -= step;
    }
    return str_trim((struct str){out.p, out.n});
}
