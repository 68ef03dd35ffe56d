/* From bytes to lines unfolded and taken apart. */
#include "codec/content.h"

#include <string.h>

struct content_file content_lines(struct str bytes)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes.p += 3, bytes.n -= 3;
    struct content_file f = {.text = bytes, .line = 1, .end = '\n'};
    if (bytes.n && !memchr(bytes.p, '\n', bytes.n)) f.end = '\r';
    return f;
}

bool content_starts(struct str s, const char *with)
{
    size_t n = strlen(with);
    return s.n >= n && str_is_nocase((struct str){s.p, n}, with);
}

struct str content_unquoted(struct str s)
{
    s = str_trim(s);
    bool quoted = s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"';
    return quoted ? (struct str){s.p + 1, s.n - 2} : s;
}

/* --- folding --- */

/* Some write END:VCARDBEGIN:VCARD where two files were put together: bytes of the first of the two; else all of it. */
static size_t before_begin(struct str s)
{
    if (!content_starts(s, "END:V")) return s.n;
    for (size_t i = 0; i < s.n; i++)
        if (content_starts((struct str){s.p + i, s.n - i}, "BEGIN:V")) return i;
    return s.n;
}

static struct str peek(const struct content_file *f, size_t at, size_t *ret_next)
{
    struct str text = f->text;
    const char *end = at < text.n ? memchr(text.p + at, f->end, text.n - at) : NULL;
    size_t stop = end ? (size_t)(end - text.p) : text.n;
    *ret_next = end ? stop + 1 : stop;
    while (stop > at && text.p[stop - 1] == '\r') stop--;
    struct str line = {text.p + at, stop - at};
    size_t whole = line.n;
    line.n = before_begin(line);
    if (line.n < whole) *ret_next = at + line.n;
    return line;
}

struct str content_peek(const struct content_file *f, size_t *ret_next)
{
    return peek(f, f->at, ret_next);
}

/* Where the value's colon stands: not within quotes, unless they are left open; s.n: nowhere. */
static size_t colon_of(struct str s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') quoted = !quoted;
        if (s.p[i] == ':' && !quoted) return i;
    }
    const char *any = s.n ? memchr(s.p, ':', s.n) : NULL;
    return any ? (size_t)(any - s.p) : s.n;
}

static bool contains_nocase(struct str s, const char *part)
{
    size_t n = strlen(part);
    for (; s.n >= n; s.p++, s.n--)
        if (str_is_nocase((struct str){s.p, n}, part)) return true;
    return false;
}

static bool is_quoted(struct str first)
{
    size_t colon = colon_of(first);
    return colon < first.n && contains_nocase((struct str){first.p, colon}, "QUOTED-PRINTABLE");
}

static bool is_soft(struct str s, bool quoted)
{
    return quoted && s.n && s.p[s.n - 1] == '=';
}

static bool is_frame(struct str s)
{
    return content_starts(s, "BEGIN:V") || content_starts(s, "END:V");
}

/* Whether `next` goes on with what `last` began: folded, or after a soft line break. */
static bool goes_on(struct str last, struct str next, bool quoted)
{
    if (is_soft(last, quoted)) return !is_frame(next);
    return next.n && (next.p[0] == ' ' || next.p[0] == '\t');
}

/* What was cut within a character must not get a blank there: =C3 and, folded, =B6. */
static bool is_within_escapes(const char *p, size_t n, struct str next)
{
    return n >= 3 && p[n - 3] == '=' && next.n > 1 && next.p[1] == '=';
}

/* The lines from..to as one. */
static struct str join(struct arena *a, const struct content_file *f, size_t from, size_t to, bool quoted, bool old)
{
    char *p = ARENA_NEW(a, char, to - from);
    size_t n = 0;
    bool soft = true;
    while (from < to) {
        struct str s = peek(f, from, &from);
        if (!soft && (!old || (quoted && is_within_escapes(p, n, s)))) s.p++, s.n--;
        soft = is_soft(s, quoted);
        if (soft) s.n--;
        if (s.n) memcpy(p + n, s.p, s.n);
        n += s.n;
    }
    return (struct str){p, n};
}

static struct str unfolded(struct content_file *f, struct arena *a, bool old)
{
    size_t from = f->at, next;
    struct str first = peek(f, f->at, &f->at), last = first;
    bool quoted = is_quoted(first), joined = false, whole = f->at == f->text.n || f->text.p[f->at - 1] == f->end;
    f->line += whole;
    while (whole && f->at < f->text.n) {
        struct str more = peek(f, f->at, &next);
        if (!goes_on(last, more, quoted)) break;
        joined = true;
        f->line++;
        f->at = next;
        last = more;
    }
    return joined || is_soft(first, quoted) ? join(a, f, from, f->at, quoted, old) : first;
}

bool content_next(struct content_file *f, struct arena *a, bool old, struct content_line *ret)
{
    if (f->at >= f->text.n) return false;
    *ret = (struct content_line){.number = f->line};
    struct str s = unfolded(f, a, old), head, group;
    if (str_starts(s, STR("\xEF\xBB\xBF"))) s.p += 3, s.n -= 3; /* of a file that was put behind another */
    size_t colon = colon_of(s);
    if (colon == s.n) return true;
    ret->value = (struct str){s.p + colon + 1, s.n - colon - 1};
    str_cut((struct str){s.p, colon}, ';', &head, &ret->params);
    ret->name = str_trim(str_cut(head, '.', &group, &head) ? head : group);
    return true;
}

/* --- parameters --- */

bool content_param(struct str *params, struct str *ret_name, struct str *ret_value)
{
    size_t end = 0;
    bool quoted = false;
    struct str one;
    if (!params->n) return false;
    for (; end < params->n && (params->p[end] != ';' || quoted); end++) quoted ^= params->p[end] == '"';
    one = (struct str){params->p, end};
    size_t used = end < params->n ? end + 1 : end;
    *params = (struct str){params->p + used, params->n - used};
    if (!str_cut(one, '=', ret_name, ret_value)) *ret_name = (struct str){0}, *ret_value = one;
    *ret_name = str_trim(*ret_name);
    *ret_value = content_unquoted(*ret_value);
    return true;
}
