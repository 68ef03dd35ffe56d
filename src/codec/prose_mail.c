/* A mail (RFC 5322, 2045 to 2047) as the words its writer wrote: the subject and
 * the first part of plain text, decoded; without what is quoted from others and
 * the block behind "-- ".  Whether something is attached.  Nothing else of a mail
 * matters here. */
#include "codec/prose_out.h"
#include "codec/western.h"

#include <string.h>

enum { DEPTH = 10, PARTS = 200, HEADERS = 500, FIELD_MAX = 2000 };

enum transfer { TRANSFER_PLAIN, TRANSFER_QUOTED, TRANSFER_BASE64 };

struct mail_head { /* views of the file */
    struct str subject, to, type, disposition, transfer;
    size_t body; /* offset of what follows the empty line */
};

struct mail {
    struct str file;
    const char *name;
    struct prose_out *out;
    struct prose_out body; /* the part of text, decoded */
    size_t parts;
    bool found, attachment;
    struct err_info *info;
};

/* --- headers --- */

static struct str line_at(struct str s, size_t at, size_t end)
{
    const char *stop = memchr(s.p + at, '\n', end - at);
    return (struct str){s.p + at, stop ? (size_t)(stop - s.p) - at : end - at};
}

static bool is_folded(struct str s, size_t at, size_t end)
{
    return at < end && (s.p[at] == ' ' || s.p[at] == '\t') && str_trim(line_at(s, at, end)).n;
}

static void keep_field(struct mail_head *h, struct str name, struct str value)
{
    struct {
        const char *name;
        struct str *field;
    } fields[] = {{"subject", &h->subject}, {"to", &h->to}, {"content-type", &h->type},
        {"content-disposition", &h->disposition}, {"content-transfer-encoding", &h->transfer}};
    value = str_trim(value);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_is_nocase(str_trim(name), fields[i].name) && !fields[i].field->n)
            *fields[i].field = (struct str){value.p, value.n < FIELD_MAX ? value.n : FIELD_MAX};
}

static struct mail_head read_head(struct str s, size_t at, size_t end)
{
    struct mail_head h = {0};
    for (int i = 0; i < HEADERS && at < end; i++) {
        struct str line = line_at(s, at, end), name, value;
        size_t next = at + line.n + 1;
        if (!str_trim(line).n) {
            h.body = next < end ? next : end;
            return h;
        }
        while (is_folded(s, next, end)) next += line_at(s, next, end).n + 1;
        if (next > end) next = end;
        if (str_cut((struct str){s.p + at, next - at}, ':', &name, &value)) keep_field(&h, name, value);
        at = next;
    }
    h.body = at < end ? at : end;
    return h;
}

/* A parameter of a field: charset="utf-8"; the field's own value where name is NULL. */
static struct str parameter(struct str field, const char *name)
{
    struct str part, rest = field, key, value;
    for (bool first = true;; first = false) {
        bool quoted = false;
        size_t i = 0;
        for (; i < rest.n && (quoted || rest.p[i] != ';'); i++) quoted ^= rest.p[i] == '"';
        part = str_trim((struct str){rest.p, i});
        if (first && !name) return part;
        if (!first && str_cut(part, '=', &key, &value) && str_is_nocase(str_trim(key), name)) {
            value = str_trim(value);
            if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"') value.p++, value.n -= 2;
            return value;
        }
        if (i >= rest.n) return (struct str){0};
        rest = (struct str){rest.p + i + 1, rest.n - i - 1};
    }
}

/* --- decoding --- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int base64(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *p = c ? strchr(digits, c) : NULL;
    return p ? (int)(p - digits) : -1;
}

/* From [at, end) of the file; places are those of the file. */
static void decode_base64(struct str s, size_t at, size_t end, struct prose_out *o)
{
    uint32_t bits = 0;
    int n = 0;
    for (; at < end && s.p[at] != '=' && !o->full; at++) {
        int digit = base64(s.p[at]);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        n += 6;
        if (n < 8) continue;
        n -= 8;
        prose_out_byte(o, (char)(bits >> n & 0xff), at);
    }
}

static void decode_quoted(struct str s, size_t at, size_t end, bool word, struct prose_out *o)
{
    while (at < end && !o->full) {
        char c = s.p[at];
        if (c == '=' && at + 2 < end && hex(s.p[at + 1]) >= 0 && hex(s.p[at + 2]) >= 0) {
            prose_out_byte(o, (char)(hex(s.p[at + 1]) << 4 | hex(s.p[at + 2])), at);
            at += 3;
            continue;
        }
        if (c == '=' && !word) { /* a line that goes on */
            size_t q = at + 1;
            while (q < end && (s.p[q] == ' ' || s.p[q] == '\t' || s.p[q] == '\r')) q++;
            if (q >= end || s.p[q] == '\n') {
                at = q < end ? q + 1 : end;
                continue;
            }
        }
        prose_out_byte(o, word && c == '_' ? ' ' : c, at++);
    }
}

/* Decoded bytes in that charset onto `to`, as UTF-8; false where the charset is not known or the bytes are not in it. */
static bool convert(const struct prose_out *bytes, struct str charset, struct prose_out *to)
{
    static const char *const unicode[] = {"utf-8", "utf8", "us-ascii", "ascii", NULL};
    static const char *const western[] = {
        "iso-8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15", NULL};
    struct str s = {bytes->p, bytes->n};
    bool valid = str_utf8(s, NULL);
    bool as_unicode = str_among_nocase(charset, unicode) || (!charset.n && valid);
    if (s.n && memchr(s.p, 0, s.n)) return false;
    if (as_unicode ? !valid : charset.n && !str_among_nocase(charset, western)) return false;
    for (size_t i = 0, run = 0; i < s.n; i++) {
        while (run + 1 < bytes->n_runs && bytes->runs[run + 1].at <= i) run++;
        size_t from = bytes->runs[run].from + (i - bytes->runs[run].at);
        unsigned char c = (unsigned char)s.p[i];
        if (as_unicode || c < 0x80)
            prose_out_byte(to, s.p[i], from);
        else
            prose_out_code(to, western_code(c), from);
    }
    return true;
}

/* --- the subject --- */

/* "=?charset?Q?text?=" at `at`; its end, or `at` where it is none. */
static size_t encoded_word(struct mail *m, size_t at, size_t end)
{
    struct str charset, encoding, text, rest = {m->file.p + at, end - at};
    if (!str_starts(rest, STR("=?"))) return at;
    rest = (struct str){rest.p + 2, rest.n - 2};
    if (!str_cut(rest, '?', &charset, &rest) || !str_cut(rest, '?', &encoding, &rest) ||
        !str_cut(rest, '?', &text, &rest) || !rest.n || rest.p[0] != '=')
        return at;
    size_t from = (size_t)(text.p - m->file.p), stop = from + text.n;
    struct prose_out bytes = {.arena = m->out->arena};
    if (str_is_nocase(encoding, "q"))
        decode_quoted(m->file, from, stop, true, &bytes);
    else
        decode_base64(m->file, from, stop, &bytes);
    return convert(&bytes, charset, m->out) ? stop + 2 : at;
}

static void put_subject(struct mail *m, struct str subject)
{
    size_t at = (size_t)(subject.p - m->file.p), end = at + subject.n;
    if (!subject.n || !str_utf8(subject, NULL)) return;
    while (at < end) {
        size_t next = encoded_word(m, at, end);
        char c = m->file.p[at];
        if (next == at) {
            prose_out_byte(m->out, c == '\r' || c == '\n' || c == '\t' ? ' ' : c, at);
            next++;
        } else { /* blanks between two such words are none */
            size_t q = next;
            while (q < end && strchr(" \t\r\n", m->file.p[q])) q++;
            if (q < end && m->file.p[q] == '=') next = q;
        }
        at = next;
    }
    for (int i = 0; i < 2; i++) prose_out_byte(m->out, '\n', end);
}

/* --- what others wrote --- */

static bool ends_in(struct str s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n >= n && memcmp(s.p + s.n - n, ending, n) == 0;
}

/* "On Monday, Jane Moss wrote:", which may be two lines long. */
static bool introduces(struct str line, struct str next)
{
    if (!str_starts(line, STR("On "))) return false;
    return ends_in(line, "wrote:") || (ends_in(next, "wrote:") && !ends_in(line, "."));
}

/* From here on everything is somebody else's, or the block with one's address. */
static bool is_end(struct str line, struct str trimmed, struct str next)
{
    bool original = str_starts(trimmed, STR("-----Original Message")) || str_starts(trimmed, STR("________________"));
    bool header = str_starts(trimmed, STR("From: ")) &&
                  (str_starts(next, STR("Sent: ")) || str_starts(next, STR("Date: ")) || str_starts(next, STR("To: ")));
    return original || header || str_is(line, "-- ") || str_is(line, "-- \r");
}

static void put_own_lines(struct mail *m, const struct prose_out *body)
{
    struct str s = {body->p, body->n};
    bool within = false; /* an introduction of two lines */
    for (size_t at = 0, run = 0; at < s.n;) {
        struct str line = line_at(s, at, s.n);
        size_t end = at + line.n + 1 < s.n ? at + line.n + 1 : s.n;
        struct str trimmed = str_trim(line), next = str_trim(line_at(s, end, s.n));
        if (is_end(line, trimmed, next)) return;
        bool begins = introduces(trimmed, next);
        bool own = !within && !begins && !(trimmed.n && trimmed.p[0] == '>');
        within = begins && !ends_in(trimmed, "wrote:");
        for (size_t i = own ? at : at + line.n; i < end; i++) {
            while (run + 1 < body->n_runs && body->runs[run + 1].at <= i) run++;
            prose_out_byte(m->out, s.p[i], body->runs[run].from + (i - body->runs[run].at));
        }
        at = end;
    }
}

/* --- parts --- */

static bool starts_nocase(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && str_is_nocase((struct str){s.p, n}, prefix);
}

static enum err take_text(struct mail *m, const struct mail_head *h, size_t end)
{
    struct prose_out bytes = {.arena = m->out->arena};
    struct str charset = parameter(h->type, "charset");
    if (str_is_nocase(str_trim(h->transfer), "base64"))
        decode_base64(m->file, h->body, end, &bytes);
    else if (str_is_nocase(str_trim(h->transfer), "quoted-printable"))
        decode_quoted(m->file, h->body, end, false, &bytes);
    else
        prose_out_bytes(
            &bytes, m->file.p + h->body, end - h->body > PROSE_MAX ? PROSE_MAX + 1 : end - h->body, h->body);
    m->found = true;
    if (bytes.n && memchr(bytes.p, 0, bytes.n))
        return err_set(m->info, ERR_INPUT,
            "%s: its part of text holds zero bytes: save the letter as plain text (UTF-8)", m->name);
    m->body.arena = m->out->arena;
    if (!convert(&bytes, charset, &m->body))
        return err_set(m->info, ERR_INPUT,
            "%s: its text cannot be read as %.*s: save the letter as plain text (UTF-8) and check that", m->name,
            charset.n ? (int)(charset.n < 40 ? charset.n : 40) : 5, charset.n ? charset.p : "UTF-8");
    m->body.full |= bytes.full;
    return OK;
}

static enum err read_part(struct mail *m, const struct mail_head *h, size_t end, int depth);

/* Each part of [h->body, end) between lines of the boundary. */
static enum err read_parts(struct mail *m, const struct mail_head *h, struct str boundary, size_t end, int depth)
{
    size_t begin = 0; /* of the part at hand; 0: none yet */
    bool last = false;
    for (size_t at = h->body; at < end && !last;) {
        struct str line = line_at(m->file, at, end);
        size_t next = at + line.n + 1;
        struct str mark = {line.p + 2, line.n > 2 ? line.n - 2 : 0};
        if (str_starts(line, STR("--")) && str_starts(mark, boundary)) {
            last = str_starts((struct str){mark.p + boundary.n, mark.n - boundary.n}, STR("--"));
            if (begin && begin <= at) {
                struct mail_head part = read_head(m->file, begin, at);
                enum err err = read_part(m, &part, at, depth + 1);
                if (err) return err;
            }
            begin = next;
        }
        at = next;
    }
    if (last || !begin || begin >= end) return OK;
    struct mail_head part = read_head(m->file, begin, end); /* the last line is missing: a mail that was cut off */
    return read_part(m, &part, end, depth + 1);
}

static enum err read_part(struct mail *m, const struct mail_head *h, size_t end, int depth)
{
    struct str type = parameter(h->type, NULL), disposition = parameter(h->disposition, NULL);
    struct str boundary = parameter(h->type, "boundary");
    bool named = parameter(h->disposition, "filename").n || parameter(h->type, "name").n;
    if (++m->parts > PARTS || depth > DEPTH)
        return err_set(m->info, ERR_INPUT,
            "%s: its parts are nested or split too often to be a letter: save the letter as plain text", m->name);
    if (starts_nocase(type, "multipart/") && boundary.n) return read_parts(m, h, boundary, end, depth);
    bool attached = starts_nocase(disposition, "attachment") || starts_nocase(type, "message/");
    bool text = !type.n || str_is_nocase(type, "text/plain");
    bool signature =
        str_is_nocase(type, "application/pgp-signature") || str_is_nocase(type, "application/pkcs7-signature");
    bool shown = starts_nocase(disposition, "inline") && starts_nocase(type, "image/");
    if (text && !attached && !named && !m->found) return take_text(m, h, end);
    m->attachment |= (attached || named || starts_nocase(type, "application/")) && !signature && !shown;
    return OK;
}

enum err prose_mail_read(
    struct str file, const char *name, struct prose_out *out, struct prose *ret, struct err_info *info)
{
    struct mail m = {.file = file, .name = name, .out = out, .info = info};
    struct mail_head h = read_head(file, 0, file.n);
    enum err err = read_part(&m, &h, file.n, 0);
    if (err) return err;
    if (!m.found)
        return err_set(
            info, ERR_INPUT, "%s has no part of plain text: save the letter as plain text and check that", name);
    put_subject(&m, h.subject);
    ret->body = out->n;
    put_own_lines(&m, &m.body);
    out->full |= m.body.full;
    ret->to = h.to;
    ret->has_attachment = m.attachment;
    return OK;
}
