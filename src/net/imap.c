/* Commands and replies. */
#include "net/imap.h"

#include "sys/clock.h"

#include <stdio.h>
#include <string.h>

enum {
    PIECE = 64 << 10,
    BUDGET = 32 << 20, /* what a command may bring besides what is expected of it */
    WAITS = 60, /* how many times the wait for a byte a whole answer may take: a byte now and then is none */
};

void imap_close(struct imap *m)
{
    if (!m) return;
    buf_close(&m->in);
    arena_close(&m->reply);
    *m = (struct imap){0};
}

static const char *host_of(const struct imap *m)
{
    return m->connect->server->host.p;
}

/* --- replies --- */

static enum err fault(struct imap *m, struct err_info *info, const char *what)
{
    m->lost = true;
    return err_set(info, ERR_SYSTEM, "%s %s: try again later", host_of(m), what);
}

static enum err receive(struct imap *m, struct err_info *info)
{
    char piece[PIECE];
    size_t n = 0;
    if (m->at && m->at >= m->in.n / 2) {
        memmove(m->in.p, m->in.p + m->at, m->in.n - m->at);
        m->in.n -= m->at;
        m->at = 0;
    }
    enum err err = connect_receive(m->connect, piece, sizeof piece, &n, info);
    if (err) {
        m->lost = true;
        return err;
    }
    if (clock_ticks() > m->until) return fault(m, info, "answers too slowly");
    if (n > m->budget) return fault(m, info, "sends far more than it was asked for");
    m->budget -= n;
    buf_add(&m->in, (struct str){piece, n});
    return m->in.full ? fault(m, info, "sends something that is too large") : OK;
}

/* The next whole reply; a view until more is received. */
static enum err next(struct imap *m, struct str *ret, struct err_info *info)
{
    for (;;) {
        struct str stream = {m->in.p ? m->in.p + m->at : NULL, m->in.n - m->at};
        switch (imap_reply_scan(&m->scan, stream)) {
        case IMAP_REPLY_WHOLE:
            *ret = (struct str){stream.p, m->scan.at};
            m->at += m->scan.at;
            m->scan = (struct imap_reply_scan){0};
            return OK;
        case IMAP_REPLY_TOO_LONG: return fault(m, info, "sends something that is too large");
        case IMAP_REPLY_MORE: break;
        }
        enum err err = receive(m, info);
        if (err) return err;
    }
}

static void keep(char *out, size_t size, struct str s)
{
    s = str_clip(s, size - 1);
    if (s.n) memcpy(out, s.p, s.n);
    out[s.n] = '\0';
}

/* A reply that makes sense; libcurl may have kept the beginning of the first one to itself. */
static enum err next_parsed(struct imap *m, struct imap_reply *ret, struct err_info *info)
{
    struct str bytes;
    struct imap_reply r;
    for (;;) {
        enum err err = next(m, &bytes, info);
        if (err) return err;
        if (imap_reply_parse(bytes, &r)) break;
        if (!m->fresh) return fault(m, info, "says something that makes no sense");
    }
    if (str_is_nocase(r.code, "ALERT")) keep(m->alert, sizeof m->alert, r.text);
    if (r.status == IMAP_REPLY_BYE && !r.tag.n) {
        m->lost = true;
        return err_set(info, ERR_SYSTEM, "%s has ended the connection; it said: %.*s", host_of(m), STR_ARG(r.text));
    }
    *ret = r;
    return OK;
}

/* Until the tagged reply; or, where the command waits for that, until "+" (*ret_goes_on). */
static enum err until_answered(struct imap *m, imap_take *take, void *context, bool *ret_goes_on,
    enum imap_reply_status *ret_status, struct err_info *info)
{
    char tag[16];
    snprintf(tag, sizeof tag, "H%u", m->tag);
    for (;;) {
        struct imap_reply r;
        arena_reset(&m->reply);
        enum err err = next_parsed(m, &r, info);
        if (err) return err;
        if (r.goes_on && ret_goes_on) return *ret_goes_on = true, OK;
        if (r.tag.n && !str_is(r.tag, tag)) return fault(m, info, "answers what was not asked");
        if (r.tag.n) {
            keep(m->said, sizeof m->said, r.text);
            keep(m->code, sizeof m->code, r.code);
            m->fresh = false;
            *ret_status = r.status;
            return OK;
        }
        err = take && !r.goes_on ? take(context, &r, &m->reply, info) : OK;
        if (err) {
            m->lost = true; /* in the middle of an answer */
            return err;
        }
    }
}

/* --- commands --- */

static enum err send_command(struct imap *m, struct str command, uint64_t expected, struct err_info *info)
{
    AUTO(buf) line = {0};
    m->tag++;
    m->budget = expected + expected / 4 + BUDGET;
    m->until = clock_ticks() + (int64_t)m->connect->server->wait * WAITS * 1000000;
    buf_printf(&line, "H%u ", m->tag);
    buf_add(&line, command);
    buf_put(&line, "\r\n");
    enum err err = connect_send(m->connect, buf_str(&line), info);
    m->lost |= err != OK;
    return err;
}

enum err imap_command(struct imap *m, struct str command, uint64_t expected, imap_take *take, void *context,
    enum imap_reply_status *ret_status, struct err_info *info)
{
    enum err err = send_command(m, command, expected, info);
    return err ? err : until_answered(m, take, context, NULL, ret_status, info);
}

enum err imap_demand(struct imap *m, const char *doing, struct str command, uint64_t expected, imap_take *take,
    void *context, struct err_info *info)
{
    enum imap_reply_status status;
    enum err err = imap_command(m, command, expected, take, context, &status, info);
    if (err || status == IMAP_REPLY_OK) return err;
    return err_set(info, ERR_INPUT, "%s: %s refused; it said: %s", doing, host_of(m), m->said);
}

enum err imap_command_literal(
    struct imap *m, struct str command, struct str bytes, enum imap_reply_status *ret_status, struct err_info *info)
{
    AUTO(buf) line = {0};
    bool ready = false;
    buf_add(&line, command);
    buf_printf(&line, " {%zu}", bytes.n);
    enum err err = send_command(m, buf_str(&line), 0, info);
    if (!err) err = until_answered(m, NULL, NULL, &ready, ret_status, info);
    if (err || !ready) return err;
    err = connect_send(m->connect, bytes, info);
    if (!err) err = connect_send(m->connect, STR("\r\n"), info);
    m->lost |= err != OK;
    return err ? err : until_answered(m, NULL, NULL, NULL, ret_status, info);
}

enum err imap_quote(struct arena *a, struct str text, struct str *ret, struct err_info *info)
{
    AUTO(buf) out = {0};
    buf_char(&out, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < ' ' || c > '~')
            return err_set(info, ERR_INPUT, "\"%.*s\" has characters in it that cannot be sent", STR_ARG(text));
        if (c == '"' || c == '\\') buf_char(&out, '\\');
        buf_char(&out, (char)c);
    }
    buf_char(&out, '"');
    *ret = arena_str(a, buf_str(&out));
    return OK;
}

/* --- the beginning --- */

static enum err take_capability(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct imap *m = context;
    struct imap_reply_value v;
    struct str rest = r->rest;
    (void)a, (void)info;
    if (!str_is_nocase(r->name, "CAPABILITY")) return OK;
    while (imap_reply_value(&rest, &v))
        if (str_is_nocase(v.s, "SPECIAL-USE")) m->special_use = true;
    return OK;
}

enum err imap_begin(struct imap *m, struct connect *c, struct err_info *info)
{
    *m = (struct imap){.connect = c, .fresh = true, .in = {.max = IMAP_REPLY_LITERAL_MAX + 2 * IMAP_REPLY_TEXT_MAX}};
    return imap_demand(m, "what can be asked", STR("CAPABILITY"), 0, take_capability, m, info);
}
