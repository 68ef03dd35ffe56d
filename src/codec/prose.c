/* Files that hold a letter: which kind, what is refused, and places. */
#include "codec/prose.h"

#include "codec/draft_file.h"
#include "codec/prose_out.h"

#include <string.h>

/* --- text with places --- */

void prose_out_byte(struct prose_out *o, char c, size_t from)
{
    if (o->n >= PROSE_MAX) {
        o->full = true;
        return;
    }
    const struct prose_run *last = o->n_runs ? &o->runs[o->n_runs - 1] : NULL;
    if (!last || last->from + (o->n - last->at) != from)
        *ARENA_PUSH(o->arena, o->runs, o->n_runs, o->runs_room) = (struct prose_run){(uint32_t)o->n, (uint32_t)from};
    *ARENA_PUSH(o->arena, o->p, o->n, o->room) = c;
}

void prose_out_bytes(struct prose_out *o, const char *p, size_t n, size_t from)
{
    for (size_t i = 0; i < n; i++) prose_out_byte(o, p[i], from + i);
}

void prose_out_code(struct prose_out *o, uint32_t c, size_t from)
{
    char bytes[4];
    size_t n = str_encode(c, bytes);
    for (size_t i = 0; i < n; i++) prose_out_byte(o, bytes[i], from);
}

size_t prose_out_from(const struct prose_run *runs, size_t n_runs, size_t at)
{
    size_t low = 0, high = n_runs;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (runs[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return n_runs ? runs[low].from + (at - runs[low].at) : at;
}

/* --- which kind --- */

static bool ends(struct str s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n >= n && str_is_nocase((struct str){s.p + s.n - n, n}, ending);
}

/* Whether the first lines are headers of a mail: two names that such headers have, before the first empty line. */
static bool looks_like_mail(struct str s)
{
    enum { HEADERS = 200 };
    static const char *const names[] = {"from", "to", "date", "message-id", "mime-version", "received", "return-path",
        "delivered-to", "content-type", NULL};
    int known = 0;
    struct str line, name, value;
    for (int i = 0; i < HEADERS && s.n; i++) {
        str_cut(s, '\n', &line, &s);
        if (!str_trim(line).n) break;
        if (line.p[0] == ' ' || line.p[0] == '\t') continue;
        if (!str_cut(line, ':', &name, &value) || memchr(name.p, ' ', name.n)) return false;
        for (int k = 0; names[k]; k++) known += str_is_nocase(name, names[k]);
    }
    return known >= 2;
}

static bool looks_like_markdown(struct str s)
{
    enum { LOOKED_AT = 16 * 1024 };
    if (s.n > LOOKED_AT) s.n = LOOKED_AT;
    bool link = str_contains(s, STR("](http")) || str_contains(s, STR("**"));
    bool code = str_starts(s, STR("```")) || str_contains(s, STR("\n```"));
    return link || code || str_starts(s, STR("# ")) || str_contains(s, STR("\n# ")) || str_contains(s, STR("\n## "));
}

static bool said_by_name(const char *name, enum prose_kind *ret)
{
    static const struct {
        const char *ending;
        enum prose_kind kind;
    } endings[] = {{".eml", PROSE_MAIL}, {".md", PROSE_MARKDOWN}, {".markdown", PROSE_MARKDOWN}, {".txt", PROSE_PLAIN}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends(str_from(name), endings[i].ending)) return *ret = endings[i].kind, true;
    return false;
}

enum prose_kind prose_kind_of(const char *name, struct str bytes)
{
    enum prose_kind kind;
    if (said_by_name(name, &kind)) return kind;
    if (looks_like_mail(bytes)) return PROSE_MAIL;
    return looks_like_markdown(bytes) ? PROSE_MARKDOWN : PROSE_PLAIN;
}

size_t prose_limit(const char *name)
{
    enum prose_kind kind;
    return said_by_name(name, &kind) && kind == PROSE_MAIL ? PROSE_MAIL_MAX : PROSE_MAX;
}

/* --- what is refused --- */

static size_t line_of(struct str s, size_t at)
{
    size_t line = 1;
    for (const char *p = s.p; (p = memchr(p, '\n', (size_t)(s.p + at - p))); p++) line++;
    return line;
}

static bool begins(struct str s, const char *magic, size_t n)
{
    return s.n >= n && memcmp(s.p, magic, n) == 0;
}

static enum err refuse_binary(struct str s, const char *name, struct err_info *info)
{
    static const char way_out[] = "save the letter as plain text (UTF-8) and check that";
    if (begins(s, "\xFF\xFE", 2) || begins(s, "\xFE\xFF", 2))
        return err_set(info, ERR_INPUT, "%s is UTF-16 text: %s", name, way_out);
    if (begins(s, "PK\3\4", 4) || begins(s, "\xD0\xCF\x11\xE0", 4))
        return err_set(info, ERR_INPUT, "%s is a document of a word processor, or an archive: %s", name, way_out);
    if (begins(s, "%PDF", 4)) return err_set(info, ERR_INPUT, "%s is a PDF: %s", name, way_out);
    const char *nul = s.n ? memchr(s.p, 0, s.n) : NULL;
    if (!nul) return OK;
    size_t at = (size_t)(nul - s.p);
    return err_set(info, ERR_INPUT, "%s is no text: line %zu holds a zero byte, at offset %zu; %s", name,
        line_of(s, at), at, way_out);
}

static enum err refuse_encoding(struct str s, const char *name, struct err_info *info)
{
    size_t at;
    if (str_utf8(s, &at)) return OK;
    return err_set(info, ERR_INPUT, "%s is not UTF-8: line %zu, offset %zu; save it with that encoding and check again",
        name, line_of(s, at), at);
}

/* --- reading --- */

static void find_lines(struct str file, struct arena *a, struct prose *ret)
{
    size_t room = 0;
    *ARENA_PUSH(a, ret->lines, ret->n_lines, room) = 0;
    for (size_t i = 0; i + 1 < file.n; i++)
        if (file.p[i] == '\n') *ARENA_PUSH(a, ret->lines, ret->n_lines, room) = (uint32_t)(i + 1);
}

enum err prose_read(struct str bytes, const char *name, struct arena *a, struct prose *ret, struct err_info *info)
{
    if (strcmp(name, "-") == 0) name = "standard input";
    struct prose p = {.kind = prose_kind_of(name, bytes), .file = bytes};
    struct prose_out out = {.arena = a};
    struct draft_file draft;
    enum err err = refuse_binary(bytes, name, info);
    if (!err && p.kind != PROSE_MAIL) err = refuse_encoding(bytes, name, info);
    if (err) return err;
    size_t mark = begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0; /* of UTF-8: no part of the text */
    p.file_is_utf8 = p.kind != PROSE_MAIL || str_utf8(bytes, NULL);
    switch (p.kind) {
    case PROSE_PLAIN:
        draft_file_read(bytes, &draft);
        if (draft.opportunity.n) mark = draft.letter; /* to whom and what for is not said to the reader */
        p.text = (struct str){bytes.p + mark, bytes.n - mark};
        p.runs = ARENA_NEW(a, struct prose_run, 1);
        p.runs[p.n_runs++] = (struct prose_run){0, (uint32_t)mark};
        out.full = p.text.n > PROSE_MAX;
        break;
    case PROSE_MARKDOWN: prose_markdown_read(bytes, &out); break;
    case PROSE_MAIL: err = prose_mail_read(bytes, name, &out, &p, info); break;
    }
    if (!err && out.full)
        err = err_set(info, ERR_INPUT, "%s holds more than %d MB of text, which is no letter: check a part of it", name,
            PROSE_MAX / 1024 / 1024);
    if (err) return err;
    if (p.kind != PROSE_PLAIN) {
        p.text = (struct str){out.p, out.n};
        p.runs = out.runs;
        p.n_runs = out.n_runs;
    }
    find_lines(bytes, a, &p);
    *ret = p;
    return OK;
}

void prose_place(struct prose *p, size_t at, size_t *ret_line, size_t *ret_column)
{
    size_t from = prose_out_from(p->runs, p->n_runs, at), low = 0, high = p->n_lines, column = 1;
    if (from > p->file.n) from = p->file.n;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (p->lines[middle] <= from)
            low = middle;
        else
            high = middle;
    }
    size_t begin = p->lines[low];
    if (low == 0 && begins(p->file, "\xEF\xBB\xBF", 3)) begin = 3;
    if (p->last_from >= begin && p->last_from <= from && p->last_column) {
        begin = p->last_from;
        column = p->last_column;
    }
    for (size_t i = begin; i < from; i++) column += !p->file_is_utf8 || ((unsigned char)p->file.p[i] & 0xc0) != 0x80;
    p->last_from = from;
    p->last_column = column;
    *ret_line = low + 1;
    *ret_column = column;
}
