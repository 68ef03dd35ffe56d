/* Any texts as a letter: what is written is read by a strict reader of its own,
 * which finds the headers that were meant, each once, lines of a mail's length,
 * CRLF and no other CR or LF, and the texts as they were given. */
#include "base/buf.h"
#include "codec/mail_address.h"
#include "codec/mail_compose.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINE = 76, LONG_LINE = 998 };

static struct str next_line(struct str *rest)
{
    const char *end = memchr(rest->p, '\r', rest->n);
    assert(end && end + 1 < rest->p + rest->n && end[1] == '\n');
    struct str line = {rest->p, (size_t)(end - rest->p)};
    assert(!line.n || !memchr(line.p, '\n', line.n));
    rest->p += line.n + 2;
    rest->n -= line.n + 2;
    for (size_t i = 0; i < line.n; i++) assert(line.p[i] == '\t' || (line.p[i] >= ' ' && line.p[i] <= '~'));
    return line;
}

static int digit(char c)
{
    assert((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* Reads encoded words where there are any; else takes the text as it is, a name without its quotes. */
static void decode(struct str s, bool name, struct buf *out)
{
    if (!str_starts(s, STR("=?utf-8?Q?"))) {
        assert(!str_contains(s, STR("=?")));
        bool quoted = name && s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"';
        buf_add(out, quoted ? (struct str){s.p + 1, s.n - 2} : s);
        return;
    }
    struct str word;
    while (s.n) {
        str_cut(s, ' ', &word, &s);
        assert(word.n <= 75 && word.n > 12 && str_starts(word, STR("=?utf-8?Q?")));
        assert(word.p[word.n - 2] == '?' && word.p[word.n - 1] == '=');
        size_t before = out->n;
        for (size_t i = 10; i < word.n - 2; i++) {
            assert(word.p[i] != '?');
            if (word.p[i] == '_')
                buf_char(out, ' ');
            else if (word.p[i] == '=')
                buf_char(out, (char)(digit(word.p[i + 1]) * 16 + digit(word.p[i + 2]))), i += 2;
            else
                buf_char(out, word.p[i]);
        }
        assert(str_utf8((struct str){out->p + before, out->n - before}, NULL));
    }
}

/* The given text as a header may say it: visible characters, single blanks. */
static bool same_line(struct str given, struct str got)
{
    size_t i = 0, k = 0;
    bool blank = false;
    while (i < given.n) {
        unsigned char c = (unsigned char)given.p[i], next = i + 1 < given.n ? (unsigned char)given.p[i + 1] : 0;
        bool c1 = c == 0xc2 && next < 0xa0;
        if (c <= 32 || c == 127 || c1) {
            blank = k > 0;
            i += c1 ? 2 : 1;
            continue;
        }
        if (blank && (k >= got.n || got.p[k++] != ' ')) return false;
        blank = false;
        if (k >= got.n || got.p[k++] != given.p[i++]) return false;
    }
    return k == got.n;
}

static void check_person(struct str value, struct str name, struct str mail)
{
    AUTO(arena) a = {0};
    AUTO(buf) got = {0};
    struct str address;
    assert(mail_address_check(mail, &a, &address, NULL) == OK);
    struct str end = arena_format(&a, "<%.*s>", STR_ARG(address));
    assert(value.n >= end.n && str_eq((struct str){value.p + value.n - end.n, end.n}, end));
    decode(str_trim((struct str){value.p, value.n - end.n}), true, &got);
    assert(same_line(name, buf_str(&got)));
}

/* Each header once, in this order, those in capitals always. */
static void check_headers(struct str *rest, const struct mail_compose_letter *m, bool *ret_quoted)
{
    static const char *const order[] = {"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
        "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", NULL};
    int at = 0, seen = 0;
    struct str line = next_line(rest);
    while (line.n) {
        AUTO(buf) value = {0};
        struct str name, first;
        assert(str_cut(line, ':', &name, &first));
        while (!str_is(name, order[at])) assert(order[++at]);
        seen |= 1 << at;
        buf_add(&value, str_trim(first));
        for (;;) {
            bool may_be_long = at <= 1 || (at >= 4 && at <= 6);
            assert(line.n <= (may_be_long ? LONG_LINE : LINE));
            line = next_line(rest);
            if (!line.n || line.p[0] != ' ') break;
            assert(str_trim(line).n == line.n - 1);
            if (value.n) buf_char(&value, ' ');
            buf_add(&value, str_trim(line));
        }
        struct str v = buf_str(&value);
        AUTO(buf) subject = {0};
        if (at == 0) check_person(v, m->from.name, m->from.mail);
        if (at == 1) check_person(v, m->to.name, m->to.mail);
        if (at == 2) decode(v, false, &subject);
        if (at == 2) assert(same_line(m->subject, buf_str(&subject)));
        if (at == 10) *ret_quoted = str_is(v, "quoted-printable");
        at++;
    }
    int always = m->n_files ? 0x31b : 0x71b;
    assert((seen & 0x71b) == always);
}

static void check_body(struct str rest, bool quoted, struct str text)
{
    AUTO(buf) got = {0};
    while (rest.n) {
        struct str line = next_line(&rest);
        bool soft = quoted && line.n && line.p[line.n - 1] == '=';
        assert(line.n <= LINE && !str_starts(line, STR(".")) && !str_starts(line, STR("From ")));
        assert(!line.n || (line.p[line.n - 1] != ' ' && line.p[line.n - 1] != '\t'));
        for (size_t i = 0; i < line.n - soft; i++) {
            if (quoted && line.p[i] == '=')
                buf_char(&got, (char)(digit(line.p[i + 1]) * 16 + digit(line.p[i + 2]))), i += 2;
            else
                buf_char(&got, line.p[i]);
        }
        if (!soft) buf_char(&got, '\n');
    }
    while (text.n && strchr(" \t\r\n", text.p[text.n - 1])) text.n--;
    size_t k = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') continue;
        assert(k < got.n && got.p[k++] == (text.p[i] == '\r' ? '\n' : text.p[i]));
    }
    assert(k + 1 == got.n && got.p[k] == '\n');
}

static int sextet(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    assert(at);
    return (int)(at - digits);
}

/* Lines of base64 until the boundary. */
static void check_base64(struct str *rest, struct str boundary, struct str bytes)
{
    AUTO(buf) got = {0};
    struct str line = next_line(rest);
    for (; line.n; line = next_line(rest)) {
        assert(line.n <= LINE && line.n % 4 == 0);
        for (size_t i = 0; i < line.n; i += 4) {
            bool one = line.p[i + 2] == '=', two = !one && line.p[i + 3] == '=';
            int a = sextet(line.p[i]), b = sextet(line.p[i + 1]), c = one ? 0 : sextet(line.p[i + 2]);
            int d = one || two ? 0 : sextet(line.p[i + 3]);
            buf_char(&got, (char)(a << 2 | b >> 4));
            if (!one) buf_char(&got, (char)(b << 4 | c >> 2));
            if (!one && !two) buf_char(&got, (char)(c << 6 | d));
        }
    }
    assert(str_eq(buf_str(&got), bytes));
    line = next_line(rest);
    assert(str_starts(line, STR("--")) && str_eq((struct str){line.p + 2, boundary.n}, boundary));
    assert(str_is((struct str){line.p + 2 + boundary.n, line.n - 2 - boundary.n}, "--") && !rest->n);
}

/* The head of a part: these lines and no others; *ret_quoted: its encoding is quoted-printable. */
static void check_part(struct str *rest, bool *ret_quoted)
{
    int types = 0, encodings = 0;
    for (struct str line = next_line(rest); line.n; line = next_line(rest)) {
        assert(line.n <= LINE + 1);
        types += str_starts(line, STR("Content-Type:"));
        encodings += str_starts(line, STR("Content-Transfer-Encoding: "));
        *ret_quoted = str_is(line, "Content-Transfer-Encoding: quoted-printable");
        bool known = types == 1 && (line.p[0] == ' ' || str_starts(line, STR("Content-")));
        assert(known);
    }
    assert(types == 1 && encodings == 1);
}

static void check_multipart(struct str rest, const struct mail_compose_letter *m)
{
    struct str boundary = next_line(&rest), text = rest;
    assert(str_starts(boundary, STR("--=_")) && boundary.n < LINE);
    bool quoted = false;
    check_part(&rest, &quoted);
    text = rest;
    while (!str_starts(rest, boundary)) next_line(&rest);
    text.n -= rest.n + 2; /* the line break before a boundary is its own */
    check_body(text, quoted, m->text);
    next_line(&rest);
    check_part(&rest, &quoted);
    check_base64(&rest, (struct str){boundary.p + 2, boundary.n - 2}, m->files[0].bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    struct str rest = {(const char *)data, size}, fields[7] = {0}, bytes, id, link;
    for (int i = 0; i < 7; i++) str_cut(rest, '\0', &fields[i], &rest);
    struct mail_compose_letter m = {.from = {fields[0], fields[1]},
        .to = {fields[2], fields[3]},
        .subject = fields[4],
        .in_reply_to = fields[5],
        .references = &fields[5],
        .n_references = 1,
        .text = fields[6],
        .automatic = size % 2};
    struct mail_compose_file file = {fields[4], fields[5]};
    m.files = &file;
    m.n_files = size % 3 == 0;
    if (mail_compose(&m, &a, &bytes, &id, NULL)) return 0;
    bool quoted = false;
    struct str left = bytes;
    check_headers(&left, &m, &quoted);
    if (m.n_files)
        check_multipart(left, &m);
    else
        check_body(left, quoted, m.text);
    assert(mail_compose_link(&m, &a, &link, NULL) == OK);
    for (size_t i = 0; i < link.n; i++)
        assert(link.p[i] > ' ' && link.p[i] <= '~' && !strchr("\"<>\\^`{|}", link.p[i]));
    return 0;
}
