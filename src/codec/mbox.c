#include "codec/mbox.h"

#include "codec/mail_date.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 1000, /* bytes of a line that are looked at */
    READ_AT_ONCE = 256 << 10,
};

void mbox_init(struct mbox *m, mbox_read *read, void *file, char *window, size_t size, int64_t offset, int64_t line)
{
    *m = (struct mbox){
        .read = read, .file = file, .window = window, .size = size, .base = offset, .line = line, .begun = offset > 0};
}

/* --- the window --- */

/* More bytes behind those that are there.  What stands before `keep` (a place in the file) may be dropped; where that is
 * not enough, everything before `at`. */
static void refill(struct mbox *m, int64_t keep)
{
    if (m->n == m->size) {
        size_t drop = keep > m->base ? (size_t)(keep - m->base) : 0;
        if (drop > m->at || m->size - (m->n - drop) < m->size / 8) drop = m->at;
        memmove(m->window, m->window + drop, m->n - drop);
        m->base += (int64_t)drop;
        m->n -= drop;
        m->at -= drop;
    }
    size_t room = m->size - m->n, want = room < READ_AT_ONCE ? room : READ_AT_ONCE;
    int64_t got = m->read(m->file, m->base + (int64_t)m->n, m->window + m->n, want);
    m->failed |= got < 0;
    m->at_end = got < (int64_t)want;
    if (got > 0) m->n += (size_t)got;
}

/* Sees to so many bytes from `at` on, if there are. */
static void look_ahead(struct mbox *m, int64_t keep, size_t bytes)
{
    while (m->n - m->at < bytes && !m->at_end && !m->failed) refill(m, keep);
}

/* Over the rest of the line, however long. */
static void pass_line(struct mbox *m, int64_t keep)
{
    for (;;) {
        const char *end = memchr(m->window + m->at, '\n', m->n - m->at);
        if (end) {
            m->at = (size_t)(end - m->window) + 1;
            m->line++;
            return;
        }
        m->at = m->n;
        if (m->at_end || m->failed) return;
        refill(m, keep);
    }
}

/* --- lines --- */

static struct str line_of(struct str s)
{
    const char *end = s.n ? memchr(s.p, '\n', s.n) : NULL;
    return (struct str){s.p, end ? (size_t)(end - s.p) : s.n};
}

/* A field's name and a colon; or another quoted From_ line, as some programs put there. */
static bool is_header(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] > ' ' && s.p[n] != ':' && s.p[n] != 0x7F) n++;
    while (n && n < s.n && (s.p[n] == ' ' || s.p[n] == '\t')) n++;
    return (n && n < s.n && s.p[n] == ':') || str_starts(s, STR(">From "));
}

/* "From " with an address and a date, then a header. */
static bool is_separator(struct str s)
{
    if (!str_starts(s, STR("From "))) return false;
    struct str line = line_of(s), address, date, next;
    if (line.n == s.n) return false;
    next = (struct str){s.p + line.n + 1, s.n - line.n - 1};
    line = str_trim((struct str){line.p + 5, line.n - 5});
    return str_cut(line, ' ', &address, &date) && address.n && mail_date_like(date) && is_header(line_of(next));
}

static bool is_separator_here(struct mbox *m, int64_t keep)
{
    look_ahead(m, keep, HEAD);
    size_t n = m->n - m->at < HEAD ? m->n - m->at : HEAD;
    return is_separator((struct str){m->window + m->at, n});
}

static bool is_empty_at(const struct mbox *m)
{
    struct str s = {m->window + m->at, m->n - m->at};
    return str_starts(s, STR("\n")) || str_starts(s, STR("\r\n"));
}

static bool is_quoted(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == '>') n++;
    return n && str_starts((struct str){s.p + n, s.n - n}, STR("From "));
}

/* --- Content-Length --- */

static bool take_length(struct str line, int64_t *ret)
{
    struct str name, value;
    return str_cut(line, ':', &name, &value) && str_is_nocase(str_trim(name), "Content-Length") &&
           str_number(str_trim(value), ret) && *ret >= 0;
}

/* Whether a message may end there: the file does, or the next one follows, perhaps behind an empty line. */
static bool fits(struct mbox *m, int64_t end)
{
    char text[HEAD + 4];
    int64_t got = m->read(m->file, end - 1, text, sizeof text);
    if (got < 1) return false;
    struct str s = {text + 1, (size_t)got - 1};
    bool ended = text[0] == '\n';
    for (int i = 0; i < 2 && s.n; i++) {
        size_t n = str_starts(s, STR("\n")) ? 1 : str_starts(s, STR("\r\n")) ? 2 : 0;
        if (ended && is_separator(s)) return true;
        s = (struct str){s.p + n, s.n - n};
        ended |= n > 0;
    }
    return s.n == 0 || (ended && is_separator(s));
}

/* Over lines up to that place, which is known to be the end of a message; what follows of empty lines is its own. */
static bool pass_until(struct mbox *m, int64_t end, int64_t keep)
{
    bool quoted = false, unquoted = false;
    while (m->base + (int64_t)m->at < end && !m->failed) {
        look_ahead(m, keep, HEAD);
        if (m->at == m->n) break;
        struct str s = {m->window + m->at, m->n - m->at};
        quoted |= s.p[0] == '>' && is_quoted(s);
        unquoted |= str_starts(s, STR("From "));
        pass_line(m, keep);
    }
    look_ahead(m, keep, HEAD);
    while (m->at < m->n && is_empty_at(m)) pass_line(m, keep), look_ahead(m, keep, HEAD);
    return quoted && !unquoted; /* mboxcl2 quotes nothing */
}

/* --- messages --- */

/* To the end of the headers; the length they tell, or -1. */
static int64_t pass_headers(struct mbox *m, int64_t keep)
{
    int64_t length = -1;
    for (;;) {
        look_ahead(m, keep, HEAD);
        if (m->at == m->n) return -1;
        if (is_empty_at(m)) break;
        struct str s = {m->window + m->at, m->n - m->at < HEAD ? m->n - m->at : HEAD};
        if (length < 0 && (s.p[0] == 'C' || s.p[0] == 'c')) take_length(line_of(s), &length);
        pass_line(m, keep);
    }
    pass_line(m, keep);
    return length;
}

/* To the next separator or the end.  Most of the time is spent here. */
static bool pass_body(struct mbox *m, int64_t keep)
{
    bool empty = true, quoted = false;
    for (;;) {
        if (m->n - m->at < HEAD) look_ahead(m, keep, HEAD);
        if (m->at == m->n) return quoted;
        const char *p = m->window + m->at;
        if (*p == 'F' && empty && is_separator_here(m, keep)) return quoted;
        p = m->window + m->at;
        if (*p == '>') quoted |= is_quoted((struct str){p, m->n - m->at});
        empty = *p == '\n' || (*p == '\r' && m->n - m->at > 1 && p[1] == '\n');
        pass_line(m, keep);
    }
}

/* The empty line before the next message is not this one's. */
static int64_t content_end(struct mbox *m, int64_t content)
{
    int64_t end = m->base + (int64_t)m->at;
    for (int i = 0; i < 2 && m->at > (size_t)i && m->at < m->n; i++) {
        char c = m->window[m->at - 1 - (size_t)i];
        if ((i == 0 && c == '\n') || (i == 1 && c == '\r')) end--;
    }
    return end > content ? end : content;
}

static void keep_from_line(struct mbox *m, struct mbox_message *ret)
{
    struct str s = line_of((struct str){m->window + m->at, m->n - m->at});
    s = str_trim((struct str){s.p + 5, s.n - 5});
    if (s.n >= sizeof ret->from) s.n = sizeof ret->from - 1;
    memcpy(ret->from, s.p, s.n);
}

bool mbox_next(struct mbox *m, struct mbox_message *ret)
{
    while (!is_separator_here(m, INT64_MAX)) {
        if (m->at == m->n || m->failed) return false;
        pass_line(m, INT64_MAX);
    }
    struct mbox_message message = {.offset = m->base + (int64_t)m->at, .line = m->line};
    int64_t keep = message.offset;
    keep_from_line(m, &message);
    pass_line(m, keep);
    message.content = m->base + (int64_t)m->at;
    int64_t length = pass_headers(m, keep), body = m->base + (int64_t)m->at;
    if (length >= 0 && length <= INT64_MAX - body && fits(m, body + length))
        message.quoted = pass_until(m, body + length, keep);
    else
        message.quoted = pass_body(m, keep);
    if (m->failed) return false;
    message.end = m->base + (int64_t)m->at;
    message.content_end = content_end(m, message.content);
    message.next_line = m->line;
    *ret = message;
    return true;
}

bool mbox_content(struct mbox *m, const struct mbox_message *message, char **ret, size_t *ret_n)
{
    if (message->content < m->base || message->content_end > m->base + (int64_t)m->n) return false;
    *ret = m->window + (message->content - m->base);
    *ret_n = (size_t)(message->content_end - message->content);
    return true;
}

size_t mbox_unquote(char *p, size_t n)
{
    size_t to = 0;
    bool begins = true;
    for (size_t at = 0; at < n;) {
        if (begins && p[at] == '>' && is_quoted((struct str){p + at, n - at})) at++;
        const char *end = memchr(p + at, '\n', n - at);
        size_t stop = end ? (size_t)(end - p) + 1 : n;
        memmove(p + to, p + at, stop - at);
        to += stop - at;
        at = stop;
    }
    return to;
}
