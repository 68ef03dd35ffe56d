/* Replies taken apart. */
#include "net/imap_reply.h"

#include <string.h>

/* --- where a reply ends --- */

/* A literal announced at the end of a line: {123}, {123+}, ~{123}. */
static bool announces(struct str line, uint64_t *ret)
{
    uint64_t n = 0, place = 1;
    size_t i = line.n;
    if (!i || line.p[--i] != '}') return false;
    if (i && line.p[i - 1] == '+') i--;
    size_t end = i;
    while (i && line.p[i - 1] >= '0' && line.p[i - 1] <= '9') {
        n += place * (uint64_t)(line.p[--i] - '0');
        place *= 10;
        if (end - i > 15) n = place = UINT32_MAX; /* too long, whatever it is */
    }
    if (i == end || !i || line.p[i - 1] != '{') return false;
    *ret = n;
    return true;
}

static const char *const statuses[] = {"OK", "NO", "BAD", "BYE", "PREAUTH", NULL};

/* A status or "+", in which a number in braces is text like any other. */
static bool is_plain(struct str line)
{
    struct str tag, rest, word;
    str_cut(line, ' ', &tag, &rest);
    str_cut(rest, ' ', &word, &rest);
    return str_is(tag, "+") || str_among_nocase(str_trim(word), statuses);
}

static struct str without_end(struct str line)
{
    while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r')) line.n--;
    return line;
}

enum imap_reply_state imap_reply_scan(struct imap_reply_scan *s, struct str stream)
{
    while (s->at < stream.n) {
        const char *end = memchr(stream.p + s->at, '\n', stream.n - s->at);
        size_t stop = end ? (size_t)(end - stream.p) + 1 : stream.n;
        s->text += stop - s->at;
        s->at = stop;
        if (s->text > IMAP_REPLY_TEXT_MAX) return IMAP_REPLY_TOO_LONG;
        if (!end) return IMAP_REPLY_MORE;
        struct str line = without_end((struct str){stream.p + s->line, stop - s->line});
        uint64_t literal = 0;
        if (!s->line) s->plain = is_plain(line);
        if (s->plain || !announces(line, &literal)) return IMAP_REPLY_WHOLE;
        if (literal > IMAP_REPLY_LITERAL_MAX) return IMAP_REPLY_TOO_LONG;
        s->at += (size_t)literal; /* may lie beyond what is there: it is on its way */
        s->line = s->at;
    }
    return IMAP_REPLY_MORE;
}

/* --- values --- */

bool imap_reply_number(struct str s, uint32_t *ret)
{
    int64_t n;
    if (!str_number(s, &n) || n < 0 || n > (int64_t)UINT32_MAX) return false;
    *ret = (uint32_t)n;
    return true;
}

static struct str beyond(struct str s, size_t n)
{
    return n ? (struct str){s.p + n, s.n - n} : s;
}

static size_t blanks(struct str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\r' || s.p[n] == '\n' || s.p[n] == '\t')) n++;
    return n;
}

/* How many bytes a "string" takes, with its quotes; 0: it does not end. */
static size_t quoted(struct str s, bool *ret_escaped)
{
    *ret_escaped = false;
    for (size_t i = 1; i < s.n && s.p[i] != '\n'; i++) {
        if (s.p[i] == '"') return i + 1;
        if (s.p[i] != '\\') continue;
        *ret_escaped = true;
        i++;
    }
    return 0;
}

/* How many bytes a literal takes, with what announces it; 0: it does not end. */
static size_t literal(struct str s, size_t *ret_head)
{
    uint64_t n;
    const char *end = memchr(s.p, '\n', s.n);
    size_t head = end ? (size_t)(end - s.p) + 1 : 0;
    struct str line = without_end((struct str){s.p, head});
    if (!head || line.n > 20 || !announces(line, &n) || n > s.n - head) return 0;
    *ret_head = head;
    return head + (size_t)n;
}

static bool is_literal(struct str s)
{
    return s.p[0] == '{' || (s.p[0] == '~' && s.n > 1 && s.p[1] == '{');
}

/* BODY[HEADER.FIELDS (A B)] is one; a folder's name may have a bracket in it that stands alone. */
static size_t atom(struct str s)
{
    size_t n = 0;
    bool alone = false;
    for (; n < s.n && !strchr(" ()\"\r\n\t", s.p[n]) && s.p[n]; n++) {
        if (s.p[n] != '[' || alone) continue;
        size_t stop = n;
        while (stop < s.n && s.p[stop] != ']' && s.p[stop] != '\n') stop++;
        alone = stop == s.n || s.p[stop] != ']'; /* and so is the next */
        if (!alone) n = stop;
    }
    return n;
}

/* How many bytes a list takes, with its parentheses; 0: it does not end, or is too deep. */
static size_t list(struct str s)
{
    size_t at = 0, depth = 0, head, n;
    bool escaped;
    while (at < s.n) {
        struct str here = beyond(s, at);
        if (here.p[0] == '(') {
            if (++depth > IMAP_REPLY_DEPTH) return 0;
            n = 1;
        } else if (here.p[0] == ')') {
            if (!--depth) return at + 1;
            n = 1;
        } else if (here.p[0] == '"') {
            n = quoted(here, &escaped);
        } else if (is_literal(here)) {
            n = literal(here, &head);
        } else {
            n = blanks(here);
            if (!n) n = atom(here);
        }
        if (!n) return 0;
        at += n;
    }
    return 0;
}

bool imap_reply_value(struct str *rest, struct imap_reply_value *ret)
{
    struct str s = beyond(*rest, blanks(*rest));
    size_t n = 0, head = 0;
    *rest = s;
    if (!s.n) return false;
    struct imap_reply_value v = {.kind = IMAP_REPLY_STRING};
    if (s.p[0] == '(') {
        n = list(s);
        v.kind = IMAP_REPLY_LIST;
        v.s = (struct str){s.p + 1, n ? n - 2 : 0};
    } else if (s.p[0] == '"') {
        n = quoted(s, &v.escaped);
        v.s = (struct str){s.p + 1, n ? n - 2 : 0};
    } else if (is_literal(s)) {
        n = literal(s, &head);
        v.s = (struct str){s.p + head, n - head};
    } else {
        n = atom(s);
        v.kind = IMAP_REPLY_ATOM;
        v.s = (struct str){s.p, n};
    }
    if (!n) return false;
    *rest = beyond(s, n);
    *ret = v;
    return true;
}

struct str imap_reply_text(struct arena *a, const struct imap_reply_value *v)
{
    if (v->kind == IMAP_REPLY_LIST || (v->kind == IMAP_REPLY_ATOM && str_is_nocase(v->s, "NIL")))
        return (struct str){0};
    if (!v->escaped) return v->s;
    char *p = ARENA_NEW(a, char, v->s.n);
    size_t n = 0;
    for (size_t i = 0; i < v->s.n; i++) {
        if (v->s.p[i] == '\\' && i + 1 < v->s.n) i++;
        p[n++] = v->s.p[i];
    }
    return (struct str){p, n};
}

/* --- replies --- */

static enum imap_reply_status status_of(struct str word)
{
    static const enum imap_reply_status all[] = {
        IMAP_REPLY_OK, IMAP_REPLY_NO, IMAP_REPLY_BAD, IMAP_REPLY_BYE, IMAP_REPLY_OK};
    for (size_t i = 0; statuses[i]; i++)
        if (str_is_nocase(word, statuses[i])) return all[i];
    return IMAP_REPLY_DATA;
}

static void take_text(struct imap_reply *r, struct str s)
{
    s = str_trim(s);
    const char *end = s.n && s.p[0] == '[' ? memchr(s.p, ']', s.n) : NULL;
    if (end) {
        size_t n = (size_t)(end - s.p);
        r->code = (struct str){s.p + 1, n - 1};
        s = str_trim(beyond(s, n + 1));
    }
    r->text = s;
}

bool imap_reply_parse(struct str bytes, struct imap_reply *ret)
{
    struct imap_reply r = {0};
    struct str s = bytes;
    struct imap_reply_value word;
    if (s.n && s.p[0] == '+') {
        r.goes_on = true;
        take_text(&r, beyond(s, 1));
        *ret = r;
        return true;
    }
    if (!imap_reply_value(&s, &word) || word.kind != IMAP_REPLY_ATOM) return false;
    if (!str_is(word.s, "*")) r.tag = word.s;
    if (!imap_reply_value(&s, &word) || word.kind != IMAP_REPLY_ATOM) return false;
    if (!r.tag.n && imap_reply_number(word.s, &r.number) &&
        (!imap_reply_value(&s, &word) || word.kind != IMAP_REPLY_ATOM))
        return false;
    r.status = status_of(word.s);
    if (r.status == IMAP_REPLY_DATA && r.tag.n) return false;
    if (r.status == IMAP_REPLY_DATA)
        r.name = word.s, r.rest = s;
    else
        take_text(&r, s);
    *ret = r;
    return true;
}

bool imap_reply_code(const struct imap_reply *r, const char *name, uint32_t *ret)
{
    struct str word, rest;
    str_cut(r->code, ' ', &word, &rest);
    return str_is_nocase(word, name) && imap_reply_number(str_trim(rest), ret);
}

/* --- what is asked for --- */

static bool take_item(struct arena *a, struct imap_reply_message *m, struct str name, const struct imap_reply_value *v)
{
    uint32_t n;
    if (str_is_nocase(name, "UID")) {
        if (!imap_reply_number(v->s, &n) || !n) return false;
        m->uid = n;
    } else if (str_is_nocase(name, "RFC822.SIZE")) {
        if (!str_number(v->s, &m->size) || m->size < 0) return false;
        m->has_size = true;
    } else if (str_is_nocase(name, "INTERNALDATE")) {
        if (!imap_reply_date(imap_reply_text(a, v), &m->date)) m->date = TIME_NONE;
    } else if (str_is_nocase(name, "BODY[]") || str_is_nocase(name, "BODY[]<0>")) {
        m->has_body = v->kind == IMAP_REPLY_STRING;
        m->body = imap_reply_text(a, v);
    }
    return true;
}

bool imap_reply_message(struct arena *a, const struct imap_reply *r, struct imap_reply_message *ret)
{
    struct imap_reply_message m = {.date = TIME_NONE};
    struct imap_reply_value items, name, value;
    struct str rest = r->rest;
    if (!str_is_nocase(r->name, "FETCH") || !imap_reply_value(&rest, &items) || items.kind != IMAP_REPLY_LIST)
        return false;
    while (imap_reply_value(&items.s, &name)) {
        if (name.kind != IMAP_REPLY_ATOM || !imap_reply_value(&items.s, &value)) return false;
        if (!take_item(a, &m, name.s, &value)) return false;
    }
    if (items.s.n) return false;
    *ret = m;
    return true;
}

bool imap_reply_folder(struct arena *a, const struct imap_reply *r, struct imap_reply_folder *ret)
{
    struct imap_reply_folder f = {.selectable = true};
    struct imap_reply_value flags, flag, delimiter, name;
    struct str rest = r->rest;
    if (!str_is_nocase(r->name, "LIST") || !imap_reply_value(&rest, &flags) || flags.kind != IMAP_REPLY_LIST)
        return false;
    if (!imap_reply_value(&rest, &delimiter) || !imap_reply_value(&rest, &name) || name.kind == IMAP_REPLY_LIST)
        return false;
    while (imap_reply_value(&flags.s, &flag)) {
        if (str_is_nocase(flag.s, "\\Sent")) f.sent = true;
        if (str_is_nocase(flag.s, "\\Noselect") || str_is_nocase(flag.s, "\\NonExistent")) f.selectable = false;
    }
    f.name = name.kind == IMAP_REPLY_ATOM ? name.s : imap_reply_text(a, &name); /* a folder may be called NIL */
    *ret = f;
    return true;
}

/* --- dates --- */

static int month_of(struct str s)
{
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (int i = 0; i < 12; i++)
        if (str_is_nocase(s, months[i])) return i + 1;
    return 0;
}

/* Digits alone, as many as wanted; -1: not so. */
static int digits(const char *p, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') return -1;
        value = value * 10 + (p[i] - '0');
    }
    return value;
}

bool imap_reply_date(struct str s, instant_t *ret)
{
    char padded[26];
    static const char form[] = "00-xxx-0000 00:00:00 x0000";
    if (s.n == sizeof padded - 1) /* "5-Oct-..." without its blank */
        padded[0] = '0', memcpy(padded + 1, s.p, s.n);
    else if (s.n == sizeof padded)
        memcpy(padded, s.p, s.n);
    else
        return false;
    if (padded[0] == ' ') padded[0] = '0';
    for (size_t i = 0; i < sizeof padded; i++)
        if (strchr("- :", form[i]) && padded[i] != form[i]) return false;
    const char *p = padded;
    int day = digits(p, 2), month = month_of((struct str){p + 3, 3}), year = digits(p + 7, 4);
    int hour = digits(p + 12, 2), minute = digits(p + 15, 2), second = digits(p + 18, 2);
    int east = digits(p + 22, 2), more = digits(p + 24, 2);
    if (day < 1 || month < 1 || year < 1 || hour < 0 || minute < 0 || second < 0 || east < 0 || more < 0) return false;
    if (!day_exists(year, month, day) || hour > 23 || minute > 59 || second > 60 || east > 23 || more > 59)
        return false;
    if (p[21] != '+' && p[21] != '-') return false;
    instant_t offset = (east * HOUR_SECONDS + more * MINUTE_SECONDS) * (p[21] == '-' ? -1 : 1);
    *ret = civil_at(day_from_ymd(year, month, day), hour, minute) + second - offset;
    return true;
}
