/* Writing a message. */
#include "codec/mail_compose.h"

#include "base/buf.h"
#include "codec/mail_address.h"

#include <string.h>

enum { LINE = 76, WORD = 75 }; /* a line with encoded words, and such a word: RFC 2047, section 2 */
enum { REFERENCES_MAX = 20, ID_MAX = 250 };

static const char hex[] = "0123456789ABCDEF";

/* --- texts of headers --- */

/* One line: whatever is no visible character is a blank, and there is never more than one. */
static struct str as_line(struct arena *a, struct str s)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool control = c <= ' ' || c == 0x7f, next_line = c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0;
        if (!control && !next_line)
            buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != ' ')
            buf_char(&b, ' ');
        i += next_line; /* C1 controls are two bytes */
    }
    return arena_str(a, str_trim(buf_str(&b)));
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Needs encoding: letters beyond ASCII, what looks like an encoded word, a word too long for a line. */
static bool needs_encoding(struct str s)
{
    enum { LONGEST = 60 };
    size_t run = 0;
    for (size_t i = 0; i < s.n; i++) {
        run = s.p[i] == ' ' ? 0 : run + 1;
        if ((unsigned char)s.p[i] >= 0x80 || run > LONGEST) return true;
        if (s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '?') return true;
    }
    return false;
}

/* What an encoded word may hold unencoded in any header (RFC 2047, section 5 (3)). */
static size_t encoded_length(struct str character)
{
    char c = character.p[0];
    return character.n == 1 && (is_word_char(c) || c == ' ' || strchr("!*+-/", c)) ? 1 : 3 * character.n;
}

static void put_encoded(struct buf *b, struct str character)
{
    if (encoded_length(character) == 1) {
        buf_char(b, character.p[0] == ' ' ? '_' : character.p[0]);
        return;
    }
    for (size_t i = 0; i < character.n; i++) {
        unsigned char c = (unsigned char)character.p[i];
        buf_printf(b, "=%c%c", hex[c >> 4], hex[c & 15]);
    }
}

/* Encoded words, a line for each; `column`: where the first one begins.  Characters are never split. */
static void put_encoded_words(struct buf *b, struct str s, size_t column)
{
    static const char begin[] = "=?utf-8?Q?", end[] = "?=";
    size_t used = 0, n;
    for (; s.n; s.p += n, s.n -= n) {
        str_code_point(s, &n);
        struct str character = {s.p, n};
        size_t takes = encoded_length(character);
        if (used && (used + takes + sizeof end - 1 > WORD || column + used + takes + sizeof end - 1 > LINE)) {
            buf_put(b, end);
            buf_put(b, "\r\n ");
            used = 0;
            column = 1;
        }
        if (!used) {
            buf_put(b, begin);
            used = sizeof begin - 1;
        }
        put_encoded(b, character);
        used += takes;
    }
    if (used) buf_put(b, end);
}

/* Words parted by blanks, folded before those that would not fit. */
static void put_folded(struct buf *b, struct str s, size_t column)
{
    struct str word;
    bool first = true;
    while (s.n) {
        str_cut(s, ' ', &word, &s);
        bool fold = !first && column + 1 + word.n > LINE;
        if (fold) buf_put(b, "\r\n");
        if (!first) buf_char(b, ' ');
        column = fold ? 1 + word.n : column + word.n + !first;
        buf_add(b, word);
        first = false;
    }
}

static void put_text_header(struct buf *b, const char *name, struct str text)
{
    size_t column = strlen(name) + 2;
    if (!text.n) return;
    buf_printf(b, "%s: ", name);
    if (needs_encoding(text))
        put_encoded_words(b, text, column);
    else
        put_folded(b, text, column);
    buf_put(b, "\r\n");
}

/* --- people --- */

/* "Jane Moss" <jane@example.com>: quoted or encoded, which needs no list of what must be. */
static void put_person(struct buf *b, const char *header, struct str name, struct str mail)
{
    buf_printf(b, "%s: ", header);
    size_t column = strlen(header) + 2, last = column;
    if (needs_encoding(name) || str_contains(name, STR("\"")) || str_contains(name, STR("\\"))) {
        put_encoded_words(b, name, column);
    } else if (name.n) {
        AUTO(buf) quoted = {0};
        buf_printf(&quoted, "\"%.*s\"", STR_ARG(name));
        put_folded(b, buf_str(&quoted), column);
    }
    for (size_t at = b->n; name.n && at > 0 && b->p[at - 1] != '\n'; at--) last = b->n - at + 1;
    if (name.n) buf_put(b, last + mail.n + 3 > LINE ? "\r\n " : " ");
    buf_printf(b, "<%.*s>\r\n", STR_ARG(mail));
}

/* --- ids --- */

static struct str new_id(const struct mail_compose_letter *m, struct str from, struct arena *a)
{
    AUTO(buf) b = {0};
    buf_char(&b, '<');
    for (size_t i = 0; i < MAIL_COMPOSE_RANDOM; i++)
        buf_printf(&b, "%c%c", hex[m->random[i] >> 4], hex[m->random[i] & 15]);
    buf_printf(&b, "@%.*s>", STR_ARG(mail_address_domain(from)));
    return arena_str(a, buf_str(&b));
}

/* As strict as replies need: "<", visible ASCII with an @ and no brackets, ">". */
static bool is_id(struct str s)
{
    size_t ats = 0;
    if (s.n < 5 || s.n > ID_MAX || s.p[0] != '<' || s.p[s.n - 1] != '>') return false;
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '<' || s.p[i] == '>') return false;
        ats += s.p[i] == '@';
    }
    return ats == 1;
}

/* The oldest one begins the thread; of the others the newest count. */
static void put_thread(struct buf *b, const struct mail_compose_letter *m)
{
    struct str reply = str_trim(m->in_reply_to);
    if (!is_id(reply)) return;
    buf_printf(b, "In-Reply-To:\r\n %.*s\r\nReferences:", STR_ARG(reply));
    for (size_t i = 0; i < m->n_references; i++) {
        struct str id = str_trim(m->references[i]);
        bool counts = i == 0 || m->n_references - i < REFERENCES_MAX;
        if (counts && is_id(id) && !str_eq(id, reply)) buf_printf(b, "\r\n %.*s", STR_ARG(id));
    }
    buf_printf(b, "\r\n %.*s\r\n", STR_ARG(reply));
}

static void put_date(struct buf *b, instant_t at, int32_t offset)
{
    static const char *const days[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;
    civil_t here = at + (offset < 0 ? -minutes : minutes) * MINUTE_SECONDS;
    struct ymd d = day_to_ymd(day_of(here));
    int second = civil_second_of_day(here);
    buf_printf(b, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\r\n", days[day_weekday(day_of(here))], d.day,
        months[d.month - 1], d.year, second / 3600, second / 60 % 60, second % 60, offset < 0 ? '-' : '+', minutes / 60,
        minutes % 60);
}

/* --- the text --- */

/* Lines ended by LF alone, without blanks at the end of all; or a refusal. */
static enum err take_text(struct str text, struct arena *a, struct str *ret, struct err_info *info)
{
    AUTO(buf) b = {0};
    size_t at, line = 1;
    if (text.n > MAIL_COMPOSE_TEXT_MAX) return err_set(info, ERR_INPUT, "the letter is longer than a mail should be");
    if (!str_utf8(text, &at)) return err_set(info, ERR_INPUT, "the letter is no UTF-8 text, from byte %zu on", at + 1);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool c1 = c == 0xc2 && (unsigned char)text.p[i + 1] < 0xa0; /* well-formed: there is a second byte */
        if (c == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') continue;
        if (c == '\r') c = '\n';
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f || c1)
            return err_set(info, ERR_INPUT, "line %zu of the letter holds a control character: take it out", line);
        line += c == '\n';
        buf_char(&b, (char)c);
    }
    while (b.n && strchr(" \t\n", b.p[b.n - 1])) b.n--;
    if (!b.n) return err_set(info, ERR_INPUT, "the letter is empty");
    *ret = arena_str(a, buf_str(&b));
    return OK;
}

static bool goes_as_it_is(struct str text)
{
    struct str line;
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        bool ends_blank = line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t');
        if (line.n > LINE || ends_blank || str_starts(line, STR(".")) || str_starts(line, STR("From "))) return false;
        for (size_t i = 0; i < line.n; i++)
            if ((unsigned char)line.p[i] >= 0x80) return false;
    }
    return true;
}

/* A line in quoted-printable (RFC 2045, 6.7); what a server or a mailbox would change at its beginning is encoded. */
static void put_quoted(struct buf *b, struct str line)
{
    size_t column = 0, n;
    for (size_t i = 0; i < line.n; i += n) {
        str_code_point((struct str){line.p + i, line.n - i}, &n);
        char c = line.p[i];
        bool last = i + n == line.n;
        bool changed = column == 0 && (c == '.' || str_starts((struct str){line.p + i, line.n - i}, STR("From ")));
        bool encoded = n > 1 || c == '=' || (last && (c == ' ' || c == '\t')) || changed;
        size_t takes = encoded ? 3 * n : 1;
        if (column + takes > (size_t)LINE - !last) {
            buf_put(b, "=\r\n");
            column = 0;
            n = 0; /* again, as the first of its line */
            continue;
        }
        for (size_t k = 0; k < n; k++) {
            unsigned char byte = (unsigned char)line.p[i + k];
            if (encoded)
                buf_printf(b, "=%c%c", hex[byte >> 4], hex[byte & 15]);
            else
                buf_char(b, c);
        }
        column += takes;
    }
    buf_put(b, "\r\n");
}

static void put_body(struct buf *b, struct str text)
{
    struct str line;
    bool plain = goes_as_it_is(text);
    buf_printf(b, "Content-Transfer-Encoding: %s\r\n\r\n", plain ? "7bit" : "quoted-printable");
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        if (plain)
            buf_printf(b, "%.*s\r\n", STR_ARG(line));
        else
            put_quoted(b, line);
    }
}

/* --- what is attached --- */

static void put_base64(struct buf *b, struct str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t column = 0;
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++) group = group << 8 | (i + k < s.n ? (unsigned char)s.p[i + k] : 0U);
        for (size_t k = 0; k < 4; k++) buf_char(b, i + k > s.n ? '=' : digits[group >> (18 - 6 * k) & 63]);
        column += 4;
        if (column == LINE || i + 3 >= s.n) buf_put(b, "\r\n");
        column %= LINE;
    }
}

/* filename="a.pdf"; or, with other letters or too long for that, in pieces (RFC 2231, sections 3 and 4). */
static void put_file_name(struct buf *b, struct str name)
{
    enum { PIECE = 54 };
    bool plain = name.n <= PIECE;
    for (size_t i = 0; i < name.n; i++)
        plain &= name.p[i] >= ' ' && name.p[i] <= '~' && name.p[i] != '"' && name.p[i] != '\\';
    if (plain) {
        buf_printf(b, ";\r\n filename=\"%.*s\"", STR_ARG(name));
        return;
    }
    size_t column = 0, piece = 0;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (column == 0) buf_printf(b, ";\r\n filename*%zu*=%s", piece, piece ? "" : "utf-8''");
        if (is_word_char(name.p[i]) || c == '-' || c == '_' || c == '.')
            buf_char(b, name.p[i]), column++;
        else
            buf_printf(b, "%%%c%c", hex[c >> 4], hex[c & 15]), column += 3;
        if (column < PIECE - 9) continue; /* the first one has its character set */
        column = 0;
        piece++;
    }
}

static const char *type_of(struct str name)
{
    static const struct {
        const char *ending, *type;
    } known[] = {{".pdf", "application/pdf"}, {".doc", "application/msword"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".odt", "application/vnd.oasis.opendocument.text"}, {".png", "image/png"}, {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].ending);
        if (name.n > n && str_is_nocase((struct str){name.p + name.n - n, n}, known[i].ending)) return known[i].type;
    }
    return "application/octet-stream";
}

static void put_file(struct buf *b, const struct mail_compose_file *f, struct str boundary, struct arena *a)
{
    struct str name = as_line(a, f->name);
    buf_printf(
        b, "\r\n--%.*s\r\nContent-Type:\r\n %s\r\nContent-Disposition: attachment", STR_ARG(boundary), type_of(name));
    put_file_name(b, name.n ? name : STR("file"));
    buf_put(b, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    put_base64(b, f->bytes);
}

/* The text; and around it and the files, where there are any, a boundary that stands in none of them: their encodings
 * have no "=_", and nobody can guess the rest. */
static void put_content(struct buf *b, const struct mail_compose_letter *m, struct str text, struct arena *a)
{
    static const char plain[] = "Content-Type: text/plain; charset=utf-8\r\n";
    AUTO(buf) boundary = {0};
    buf_put(&boundary, "=_");
    for (size_t i = 0; i < MAIL_COMPOSE_RANDOM; i++)
        buf_printf(&boundary, "%c%c", hex[m->random[i] & 15], hex[m->random[i] >> 4]);
    struct str mark = buf_str(&boundary);
    if (m->n_files)
        buf_printf(
            b, "Content-Type: multipart/mixed;\r\n boundary=\"%.*s\"\r\n\r\n--%.*s\r\n", STR_ARG(mark), STR_ARG(mark));
    buf_put(b, plain);
    put_body(b, text);
    for (size_t i = 0; i < m->n_files; i++) put_file(b, &m->files[i], mark, a);
    if (m->n_files) buf_printf(b, "\r\n--%.*s--\r\n", STR_ARG(mark));
}

static enum err check_files(const struct mail_compose_letter *m, struct err_info *info)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_files; i++) {
        const struct mail_compose_file *f = &m->files[i];
        if (!str_utf8(f->name, NULL) || f->name.n > MAIL_COMPOSE_NAME_MAX)
            return err_set(info, ERR_INPUT, "the name of an attachment is too long, or no UTF-8 text: rename it");
        if (f->bytes.n > MAIL_COMPOSE_FILES_MAX || (n += f->bytes.n) > MAIL_COMPOSE_FILES_MAX)
            return err_set(info, ERR_INPUT,
                "what is attached has more than %d MB together, which many mailboxes refuse",
                MAIL_COMPOSE_FILES_MAX / 1024 / 1024);
    }
    return OK;
}

/* --- the whole --- */

static enum err take_line(const char *what, struct str s, struct arena *a, struct str *ret, struct err_info *info)
{
    if (!str_utf8(s, NULL)) return err_set(info, ERR_INPUT, "%s is no UTF-8 text", what);
    if (s.n > MAIL_COMPOSE_NAME_MAX) return err_set(info, ERR_INPUT, "%s is longer than fits on one line", what);
    *ret = as_line(a, s);
    return OK;
}

enum err mail_compose(const struct mail_compose_letter *m, struct arena *a, struct str *ret_bytes, struct str *ret_id,
    struct err_info *info)
{
    struct str from, to, from_name, to_name, subject, text;
    enum err err = mail_address_check(m->from.mail, a, &from, info);
    if (err) return err_context(info, err, "your own address");
    err = mail_address_check(m->to.mail, a, &to, info);
    if (!err) err = take_line("your name", m->from.name, a, &from_name, info);
    if (!err) err = take_line("their name", m->to.name, a, &to_name, info);
    if (!err) err = take_line("the subject", m->subject, a, &subject, info);
    if (!err) err = take_text(m->text, a, &text, info);
    if (!err) err = check_files(m, info);
    if (err) return err;
    AUTO(buf) b = {0};
    struct str id = new_id(m, from, a);
    put_person(&b, "From", from_name, from);
    put_person(&b, "To", to_name, to);
    put_text_header(&b, "Subject", subject);
    put_date(&b, m->at, m->offset);
    buf_printf(&b, "Message-ID:%s%.*s\r\n", id.n + 12 > LINE ? "\r\n " : " ", STR_ARG(id));
    put_thread(&b, m);
    if (m->automatic) buf_put(&b, "Auto-Submitted: auto-generated\r\n");
    buf_put(&b, "MIME-Version: 1.0\r\n");
    put_content(&b, m, text, a);
    *ret_bytes = arena_str(a, buf_str(&b));
    *ret_id = id;
    return OK;
}

/* --- as a link --- */

static void put_percent(struct buf *b, struct str s, const char *besides)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n')
            buf_put(b, "%0D%0A");
        else if (is_word_char(s.p[i]) || (c && strchr(besides, c)))
            buf_char(b, s.p[i]);
        else
            buf_printf(b, "%%%c%c", hex[c >> 4], hex[c & 15]);
    }
}

enum err mail_compose_link(const struct mail_compose_letter *m, struct arena *a, struct str *ret, struct err_info *info)
{
    struct str to, subject, text, reply = str_trim(m->in_reply_to);
    enum err err = mail_address_check(m->to.mail, a, &to, info);
    if (!err) err = take_line("the subject", m->subject, a, &subject, info);
    if (!err) err = take_text(m->text, a, &text, info);
    if (err) return err;
    AUTO(buf) b = {0};
    buf_put(&b, "mailto:");
    put_percent(&b, to, "-._~@");
    buf_put(&b, "?subject=");
    put_percent(&b, subject, "-._~");
    if (is_id(reply)) {
        buf_put(&b, "&in-reply-to=");
        put_percent(&b, reply, "-._~");
    }
    buf_put(&b, "&body=");
    put_percent(&b, text, "-._~");
    *ret = arena_str(a, buf_str(&b));
    return OK;
}
