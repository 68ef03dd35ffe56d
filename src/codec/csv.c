/* Comma-separated tables: reading without copying, and writing.
 *
 * Quoting is RFC 4180's.  Where a file departs from it (text after a closing
 * quote, a quote never closed) the reader refuses: guessing would shift cells
 * into other columns. */
#include "codec/csv.h"

#include <string.h>

enum { SNIFF_BYTES = 64 * 1024, SNIFF_RECORDS = 30 };

static const char separators[] = {',', ';', '\t', '|'};

static bool begins(struct str s, const char *magic, size_t n)
{
    return s.n >= n && memcmp(s.p, magic, n) == 0;
}

static enum err refuse_binary(struct str bytes, struct err_info *info)
{
    if (begins(bytes, "\xFF\xFE", 2) || begins(bytes, "\xFE\xFF", 2))
        return err_set(info, ERR_INPUT, "this is UTF-16 text: save it as \"CSV UTF-8\" and import that");
    if (begins(bytes, "PK\3\4", 4))
        return err_set(info, ERR_INPUT,
            "this is a zip archive or an .xlsx workbook: unpack it, or save the sheet as CSV, and import the CSV file");
    if (begins(bytes, "\xD0\xCF\x11\xE0", 4))
        return err_set(info, ERR_INPUT, "this is an old Excel workbook: save the sheet as CSV and import that");
    if (bytes.n && memchr(bytes.p, 0, bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES))
        return err_set(info, ERR_INPUT, "this is a binary file, not a table of text: save the table as CSV");
    return OK;
}

/* --- Lines and records --- */

static bool at_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Steps over one LF, CR or CRLF at `at`. */
static size_t past_line_end(struct str text, size_t at)
{
    if (text.p[at] == '\r' && at + 1 < text.n && text.p[at + 1] == '\n') return at + 2;
    return at + 1;
}

static size_t count_lines(struct str s)
{
    size_t lines = 0;
    for (size_t at = 0; at < s.n;)
        if (at_line_end(s.p[at]))
            lines++, at = past_line_end(s, at);
        else
            at++;
    return lines;
}

static bool starts_formula(struct str s)
{
    return s.n && memchr("=+-@\t\r\n", s.p[0], 7);
}

/* Any number of ' and then a formula: of these the writer adds one and the reader takes one off, so that a cell that
 * really began with '= comes back as it was. */
static bool needs_protection(struct str s)
{
    while (s.n && s.p[0] == '\'') s.p++, s.n--;
    return starts_formula(s);
}

static struct str unprotect(struct str s)
{
    bool is_protected = s.n && s.p[0] == '\'' && needs_protection(s);
    return is_protected ? (struct str){s.p + 1, s.n - 1} : s;
}

/* The content between quotes with `pair` ("" or \|) made one character; copies only if there is such a pair. */
static struct str unescape(struct str s, char first, char second, struct arena *a)
{
    size_t i = 0;
    while (i + 1 < s.n && !(s.p[i] == first && s.p[i + 1] == second)) i++;
    if (i + 1 >= s.n) return s;
    char *p = arena_alloc(a, s.n, 1);
    size_t n = 0;
    for (i = 0; i < s.n; i++) {
        if (s.p[i] == first && i + 1 < s.n && s.p[i + 1] == second) i++;
        p[n++] = s.p[i];
    }
    return (struct str){p, n};
}

/* The record being read: its bytes begin at `start` and may go on to `limit`. */
struct scan {
    struct str text;
    size_t start, at, limit;
    size_t line; /* where the record begins */
    struct err_info *info;
};

static enum err too_long(const struct scan *s)
{
    return err_set(s->info, ERR_INPUT, "line %zu: this record is longer than %d MiB; is a quote left open?", s->line,
        CSV_RECORD_MAX >> 20);
}

static size_t line_of(const struct scan *s, size_t at)
{
    return s->line + count_lines((struct str){s->text.p + s->start, at - s->start});
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->limit && s->text.p[s->at] == ' ') s->at++;
}

/* Blanks before an opening quote and after a closing one are no part of the cell: people write a, "b, c". */
static bool opens_quote(struct scan *s)
{
    size_t from = s->at;
    skip_blanks(s);
    if (s->at < s->limit && s->text.p[s->at] == '"') return true;
    s->at = from;
    return false;
}

/* A cell at whose opening quote we are; leaves s->at on what ends the cell. */
static enum err scan_quoted(struct scan *s, char separator, struct arena *a, struct str *ret)
{
    size_t open = s->at, from = ++s->at;
    for (;;) {
        const char *quote = s->at < s->limit ? memchr(s->text.p + s->at, '"', s->limit - s->at) : NULL;
        if (!quote && s->limit < s->text.n) return too_long(s);
        if (!quote)
            return err_set(s->info, ERR_INPUT,
                "line %zu: a quote opens here and the file ends before it closes: the file was cut off",
                line_of(s, open));
        s->at = (size_t)(quote - s->text.p) + 1;
        if (s->at >= s->limit || s->text.p[s->at] != '"') break;
        s->at++;
    }
    if (s->at >= s->limit && s->limit < s->text.n) return too_long(s);
    struct str inside = {s->text.p + from, s->at - 1 - from};
    skip_blanks(s);
    if (s->at < s->text.n && s->text.p[s->at] != separator && !at_line_end(s->text.p[s->at]))
        return err_set(s->info, ERR_INPUT,
            "line %zu: text follows a closing quote; within a quoted cell a quote is written twice", line_of(s, s->at));
    *ret = unescape(inside, '"', '"', a);
    return OK;
}

static struct str scan_plain(struct scan *s, char separator)
{
    size_t from = s->at;
    const char *p = s->text.p;
    while (s->at < s->limit && p[s->at] != separator && !at_line_end(p[s->at])) s->at++;
    return (struct str){p + from, s->at - from};
}

static enum err add_cell(const struct scan *s, struct csv_record *r, struct str cell)
{
    if (r->n == CSV_CELLS_MAX)
        return err_set(s->info, ERR_INPUT, "line %zu: more than %d cells in one record", s->line, CSV_CELLS_MAX);
    if (cell.n > CSV_CELL_MAX)
        return err_set(s->info, ERR_INPUT, "line %zu: a cell of more than %d MiB", s->line, CSV_CELL_MAX >> 20);
    r->cells[r->n++] = unprotect(cell);
    return OK;
}

static enum err scan_cells(struct scan *s, char separator, struct arena *a, struct csv_record *r)
{
    for (;;) {
        struct str cell = {0};
        enum err err = OK;
        if (opens_quote(s))
            err = scan_quoted(s, separator, a, &cell);
        else
            cell = scan_plain(s, separator);
        if (err == OK) err = add_cell(s, r, cell);
        if (err) return err;
        if (s->at == s->limit && s->limit < s->text.n) return too_long(s);
        if (s->at == s->text.n || s->text.p[s->at] != separator) return OK;
        s->at++;
    }
}

/* --- Markdown: a record is a line, cells are trimmed, \| is a pipe, outer pipes are optional --- */

static bool is_markdown_rule(struct str line)
{
    size_t dashes = 0, pipes = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (!memchr("|-: \t", line.p[i], 5)) return false;
        dashes += line.p[i] == '-';
        pipes += line.p[i] == '|';
    }
    return dashes && pipes;
}

static size_t markdown_cell_end(struct str line)
{
    size_t i = 0;
    while (i < line.n && line.p[i] != '|') i += line.p[i] == '\\' && i + 1 < line.n ? 2 : 1;
    return i < line.n ? i : line.n;
}

static enum err split_markdown(const struct scan *s, struct str line, struct arena *a, struct csv_record *r)
{
    line = str_trim(line);
    if (line.n && line.p[0] == '|') line.p++, line.n--;
    while (line.n) {
        size_t end = markdown_cell_end(line);
        enum err err = add_cell(s, r, str_trim(unescape((struct str){line.p, end}, '\\', '|', a)));
        if (err) return err;
        size_t step = end < line.n ? end + 1 : end;
        line.p += step, line.n -= step;
    }
    return OK;
}

static enum err scan_markdown(struct scan *s, struct arena *a, struct csv_record *r)
{
    struct str line = scan_plain(s, '\n');
    if (s->at == s->limit && s->limit < s->text.n) return too_long(s);
    return is_markdown_rule(line) ? OK : split_markdown(s, line, a, r);
}

/* --- The reader --- */

static enum err check_text(const struct scan *s)
{
    size_t fault;
    struct str raw = {s->text.p + s->start, s->at - s->start};
    if (str_utf8(raw, &fault)) return OK;
    size_t line = line_of(s, s->start + fault);
    if (raw.p[fault] == 0)
        return err_set(s->info, ERR_INPUT, "line %zu: holds a NUL byte: this is no table of text", line);
    return err_set(s->info, ERR_INPUT,
        "line %zu: this is not valid UTF-8: save the file as \"CSV UTF-8\", or convert it, as with \"iconv -f "
        "WINDOWS-1252 -t UTF-8\"",
        line);
}

enum err csv_next(struct csv *c, struct arena *a, struct csv_record *ret, struct err_info *info)
{
    ret->n = 0;
    while (ret->n == 0 && c->at < c->text.n) {
        if (at_line_end(c->text.p[c->at])) {
            c->at = past_line_end(c->text, c->at);
            c->line++;
            continue;
        }
        size_t rest = c->text.n - c->at;
        struct scan s = {.text = c->text, .start = c->at, .at = c->at, .line = c->line, .info = info};
        s.limit = c->at + (rest > CSV_RECORD_MAX ? CSV_RECORD_MAX : rest);
        ret->line = c->line;
        enum err err = c->markdown ? scan_markdown(&s, a, ret) : scan_cells(&s, c->separator, a, ret);
        if (err == OK) err = check_text(&s);
        if (err) return err;
        ret->unfinished = s.at == c->text.n;
        if (!ret->unfinished) s.at = past_line_end(c->text, s.at);
        c->line += count_lines((struct str){c->text.p + c->at, s.at - c->at});
        c->at = s.at;
    }
    return OK;
}

/* --- Finding out the separator --- */

static bool has_markdown_rule(struct str head)
{
    struct str line;
    for (int i = 0; i < SNIFF_RECORDS && head.n; i++) {
        str_cut(head, '\n', &line, &head);
        if (is_markdown_rule(str_trim(line))) return true;
    }
    return false;
}

/* How well a separator fits the first records: the number of them that share the commonest count of cells, squared,
 * times the separators in each.  A sentence before the header, or commas within cells, then weigh little. */
static size_t fit(struct csv c, char separator, struct csv_record *r, struct arena *a)
{
    size_t counts[SNIFF_RECORDS], n = 0, best = 0;
    csv_separate(&c, separator);
    while (n < SNIFF_RECORDS && csv_next(&c, a, r, NULL) == OK && r->n) counts[n++] = r->n;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        for (size_t k = 0; k < n; k++) same += counts[k] == counts[i];
        size_t score = same * same * (counts[i] - 1);
        if (score > best) best = score;
    }
    return best;
}

static char sniff(const struct csv *c)
{
    AUTO(arena) a = {0};
    struct csv head = *c;
    if (head.text.n > SNIFF_BYTES) head.text.n = SNIFF_BYTES;
    struct csv_record *r = ARENA_NEW(&a, struct csv_record, 1);
    char found = ',';
    size_t best = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t score = fit(head, separators[i], r, &a);
        if (score > best) best = score, found = separators[i];
    }
    return found;
}

void csv_separate(struct csv *c, char separator)
{
    c->separator = separator;
    c->at = 0;
    c->line = 1;
}

enum err csv_init(struct csv *ret, struct str bytes, struct err_info *info)
{
    if (bytes.n > CSV_FILE_MAX)
        return err_set(info, ERR_INPUT, "this is larger than %d GiB: split it", CSV_FILE_MAX >> 30);
    enum err err = refuse_binary(bytes, info);
    if (err) return err;
    if (begins(bytes, "\xEF\xBB\xBF", 3)) bytes.p += 3, bytes.n -= 3;
    struct csv c = {.text = bytes, .line = 1};
    c.markdown = has_markdown_rule((struct str){bytes.p, bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES});
    c.separator = c.markdown ? '|' : sniff(&c);
    *ret = c;
    return OK;
}

/* --- Writing --- */

static void write_cell(struct buf *b, struct str cell, bool alone)
{
    bool protect = needs_protection(cell), quote = alone && cell.n == 0;
    for (size_t i = 0; i < cell.n && !quote; i++) quote = memchr(",\"\r\n", cell.p[i], 4) != NULL;
    if (quote) buf_char(b, '"');
    if (protect) buf_char(b, '\'');
    struct str rest = cell, head;
    while (str_cut(rest, '"', &head, &rest)) {
        buf_add(b, head);
        buf_put(b, "\"\"");
    }
    buf_add(b, head);
    if (quote) buf_char(b, '"');
}

void csv_write(struct buf *b, const struct str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(b, ',');
        write_cell(b, cells[i], n == 1);
    }
    buf_put(b, "\r\n");
}
