/* Markdown as the words that its reader sees.  Not a full parser: what marks
 * emphasis, links, code, tables and comments goes, the words stay.  A bracket
 * that begins no link stays too, as it may be a place left open: [Name].
 *
 * Every look ahead is bounded, so that no text takes more than linear time. */
#include "codec/prose_out.h"

#include <string.h>

enum { LINK_MAX = 600, CODE_MAX = 500, TAG_MAX = 200, FRONT_LINES = 100 };

struct markdown {
    struct str file;
    struct prose_out *out;
    bool fenced; /* within a block of code */
    char fence;
    size_t fence_n;
    bool comments_end; /* there may be another end of a comment */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_word(char c)
{
    return (unsigned char)c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

static size_t run_of(struct str s, size_t at, char c)
{
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == c) n++;
    return n;
}

static void put(struct markdown *m, const char *p, size_t n)
{
    prose_out_bytes(m->out, p, n, (size_t)(p - m->file.p));
}

static void put_break(struct markdown *m, const char *p)
{
    prose_out_byte(m->out, '\n', (size_t)(p - m->file.p));
}

/* What stands for code and pictures: no word, no punctuation. */
static void put_object(struct markdown *m, const char *p)
{
    prose_out_code(m->out, 0xfffc, (size_t)(p - m->file.p));
}

/* --- within a line --- */

/* The first `c` behind at, within most bytes and the paragraph; s.n: none. */
static size_t find(struct str s, size_t at, char c, size_t most)
{
    for (size_t i = at; i < s.n && i < at + most; i++) {
        if (s.p[i] == c && (i == 0 || s.p[i - 1] != '\\')) return i;
        if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n') return s.n;
    }
    return s.n;
}

static size_t code_span(struct markdown *m, size_t at)
{
    struct str s = m->file;
    size_t n = run_of(s, at, '`');
    for (size_t i = at + n; i < s.n && i < at + CODE_MAX; i++) {
        size_t ticks = run_of(s, i, '`');
        if (ticks == n) {
            put_object(m, s.p + at);
            return i + ticks;
        }
        if (ticks) i += ticks - 1;
        if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n') break;
    }
    put(m, s.p + at, n);
    return at + n;
}

/* Behind the target of a link whose text ends with the bracket at `at`; `at` where it is none. */
static size_t past_target(struct str s, size_t at)
{
    if (at + 1 >= s.n || (s.p[at + 1] != '(' && s.p[at + 1] != '[')) return at;
    size_t end = find(s, at + 2, s.p[at + 1] == '(' ? ')' : ']', LINK_MAX);
    return end < s.n ? end + 1 : at;
}

static bool begins_link(struct str s, size_t at)
{
    size_t end = find(s, at + 1, ']', LINK_MAX);
    return end < s.n && past_target(s, end) != end;
}

static bool is_tag(struct str name)
{
    static const char *const tags[] = {"a", "b", "i", "u", "s", "p", "br", "hr", "em", "strong", "div", "span", "img",
        "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup",
        "code", "pre", "blockquote", "details", "summary", "small", "center", "font", "del", "ins", "kbd", NULL};
    return str_among_nocase(name, tags);
}

/* At "<": a comment or a tag goes, an address in angles loses them, anything else stays. */
static size_t angle(struct markdown *m, size_t at)
{
    struct str s = m->file, rest = {s.p + at, s.n - at};
    if (str_starts(rest, STR("<!--")) && m->comments_end) {
        for (size_t i = at + 4; i + 3 <= s.n; i++)
            if (memcmp(s.p + i, "-->", 3) == 0) return i + 3;
        m->comments_end = false;
    }
    size_t end = find(s, at, '>', TAG_MAX), name = at + 1;
    if (end < s.n) {
        struct str inner = {s.p + at + 1, end - at - 1};
        if (name < end && s.p[name] == '/') name++;
        size_t stop = name;
        while (stop < end && is_word(s.p[stop])) stop++;
        if (is_tag((struct str){s.p + name, stop - name})) return end + 1;
        bool address =
            str_contains(inner, STR("://")) || (memchr(inner.p, '@', inner.n) && !memchr(inner.p, ' ', inner.n));
        if (address) {
            put(m, inner.p, inner.n);
            return end + 1;
        }
    }
    put(m, s.p + at, 1);
    return at + 1;
}

static size_t emphasis(struct markdown *m, size_t at)
{
    struct str s = m->file;
    char c = s.p[at];
    size_t n = run_of(s, at, c), end = at + n;
    bool before = at > 0 && !is_blank(s.p[at - 1]), after = end < s.n && !is_blank(s.p[end]);
    bool within = c == '_' && at > 0 && end < s.n && is_word(s.p[at - 1]) && is_word(s.p[end]);
    bool marks = (before || after) && !within && n <= 3 && (c != '~' || n == 2);
    if (!marks) put(m, s.p + at, n);
    return end;
}

static size_t entity(struct markdown *m, size_t at)
{
    static const struct {
        const char *name;
        uint32_t code;
    } all[] = {{"&amp;", '&'}, {"&nbsp;", ' '}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&ndash;", 0x2013},
        {"&mdash;", 0x2014}, {"&rsquo;", 0x2019}};
    struct str rest = {m->file.p + at, m->file.n - at};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!str_starts(rest, str_from(all[i].name))) continue;
        prose_out_code(m->out, all[i].code, at);
        return at + strlen(all[i].name);
    }
    put(m, rest.p, 1);
    return at + 1;
}

/* One piece of text at `at`; returns where the next one begins. */
static size_t piece(struct markdown *m, size_t at)
{
    struct str s = m->file;
    char c = s.p[at], next = at + 1 < s.n ? s.p[at + 1] : 0;
    switch (c) {
    case '`': return code_span(m, at);
    case '<': return angle(m, at);
    case '*':
    case '_':
    case '~': return emphasis(m, at);
    case '&': return entity(m, at);
    case '\\':
        if (!next || !strchr("\\`*_{}[]()#+-.!<>~|", next)) break;
        put(m, s.p + at + 1, 1);
        return at + 2;
    case '!':
        if (next != '[' || !begins_link(s, at + 1)) break;
        put_object(m, s.p + at);
        return past_target(s, find(s, at + 2, ']', LINK_MAX));
    case '[':
        if (begins_link(s, at)) return at + 1;
        break;
    case ']':
        if (past_target(s, at) != at) return past_target(s, at);
        break;
    default: break;
    }
    put(m, s.p + at, 1);
    return at + 1;
}

/* --- lines --- */

static struct str line_at(struct str s, size_t at)
{
    const char *end = memchr(s.p + at, '\n', s.n - at);
    return (struct str){s.p + at, end ? (size_t)(end - s.p) - at : s.n - at};
}

/* A line of nothing but three or more of one of the marks, and blanks. */
static bool is_rule(struct str line, const char *marks)
{
    size_t n = 0;
    char mark = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (is_blank(line.p[i])) continue;
        if (!strchr(marks, line.p[i]) || (mark && line.p[i] != mark)) return false;
        mark = line.p[i];
        n++;
    }
    return n >= 3;
}

static bool is_table_rule(struct str line)
{
    bool dash = false;
    for (size_t i = 0; i < line.n; i++) {
        if (!strchr("|-: \t\r", line.p[i])) return false;
        dash |= line.p[i] == '-';
    }
    return dash && memchr(line.p, '|', line.n);
}

/* Opens or closes a block of code; true where the line is no text. */
static bool fence(struct markdown *m, struct str line)
{
    struct str s = str_trim(line);
    char c = s.n ? s.p[0] : 0;
    size_t n = c == '`' || c == '~' ? run_of(s, 0, c) : 0;
    if (m->fenced) {
        if (n >= m->fence_n && c == m->fence && n == s.n) m->fenced = false;
        return true;
    }
    if (n < 3 || (c == '`' && memchr(s.p + n, '`', s.n - n))) return false;
    m->fenced = true;
    m->fence = c;
    m->fence_n = n;
    return true;
}

/* "[name]: http://..." */
static bool is_definition(struct str line)
{
    struct str s = str_trim(line);
    if (!s.n || s.p[0] != '[') return false;
    const char *end = memchr(s.p, ']', s.n);
    return end && end + 1 < s.p + s.n && end[1] == ':' && str_contains(s, STR("/"));
}

/* Behind the marks of quotations and headings at the head of a line; *ret_heading: it is one. */
static size_t past_marks(struct markdown *m, size_t at, size_t end, bool *ret_heading)
{
    struct str s = m->file;
    size_t p = at;
    while (p < end && (s.p[p] == ' ' || s.p[p] == '>')) p++;
    if (!memchr(s.p + at, '>', p - at)) p = at;
    size_t first = p;
    while (first < end && s.p[first] == ' ') first++;
    size_t n = run_of(s, first, '#');
    *ret_heading = n >= 1 && n <= 6 && first + n < end && (s.p[first + n] == ' ' || s.p[first + n] == '\t');
    if (*ret_heading) return first + n + 1;
    bool item = first + 1 < end && strchr("-*+", s.p[first]) && s.p[first + 1] == ' ';
    if (!item) return p;
    prose_out_byte(m->out, '-', first);
    prose_out_byte(m->out, ' ', first + 1);
    p = first + 2;
    bool box = p + 3 < end && s.p[p] == '[' && strchr(" xX", s.p[p + 1]) && s.p[p + 2] == ']' && s.p[p + 3] == ' ';
    return box ? p + 4 : p;
}

/* The words of a line, to where its text ends or further, where what began in it does. */
static size_t text_line(struct markdown *m, size_t at, size_t end)
{
    struct str s = m->file;
    bool heading, row = s.p[at] == '|', hard = end >= at + 2 && memcmp(s.p + end - 2, "  ", 2) == 0;
    size_t p = past_marks(m, at, end, &heading), stop = end;
    while (stop > p && is_blank(s.p[stop - 1])) stop--;
    while (heading && stop > p && s.p[stop - 1] == '#') stop--;
    if (!heading && stop > p && s.p[stop - 1] == '\\') stop--, hard = true;
    if (heading) put_break(m, s.p + at);
    while (p < stop) {
        if (row && s.p[p] == '|') {
            put_break(m, s.p + p);
            put_break(m, s.p + p++);
        } else {
            p = piece(m, p);
        }
    }
    if (heading || hard) put_break(m, s.p + (p > stop ? p : stop));
    return p > end ? p : end;
}

static size_t past_front(struct str s, size_t at)
{
    struct str line = line_at(s, at);
    if (!str_is(str_trim(line), "---")) return at;
    size_t p = at + line.n + 1;
    for (int i = 0; i < FRONT_LINES && p < s.n; i++, p += line.n + 1) {
        line = line_at(s, p);
        if (str_is(str_trim(line), "---") || str_is(str_trim(line), "...")) return p + line.n;
        if (!str_trim(line).n) return at;
    }
    return at;
}

void prose_markdown_read(struct str file, struct prose_out *out)
{
    struct markdown m = {.file = file, .out = out, .comments_end = true};
    size_t at = str_starts(file, STR("\xEF\xBB\xBF")) ? 3 : 0;
    at = past_front(file, at);
    while (at < file.n) {
        struct str line = line_at(file, at);
        size_t end = at + line.n, p = end;
        bool silent =
            fence(&m, line) || is_rule(line, "*_-") || is_rule(line, "=") || is_table_rule(line) || is_definition(line);
        if (!silent && line.n) p = text_line(&m, at, end);
        if (p > end) { /* something went on over the end of the line */
            at = p;
            continue;
        }
        if (end < file.n) put_break(&m, file.p + end);
        at = end + 1;
    }
}
