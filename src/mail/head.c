#include "mail/head.h"

#include <string.h>

enum { FOR_GMIME = HEAD_FIELDS };

static const struct field {
    const char *name;
    int what; /* an enum head_field, or FOR_GMIME */
    int most; /* how many of them are kept */
} fields[] = {{"From", FOR_GMIME, 1}, {"Sender", FOR_GMIME, 1}, {"Reply-To", FOR_GMIME, 1}, {"To", FOR_GMIME, 20},
    {"Cc", FOR_GMIME, 20}, {"Bcc", FOR_GMIME, 20}, {"Subject", FOR_GMIME, 1}, {"MIME-Version", FOR_GMIME, 1},
    {"Content-Type", FOR_GMIME, 1}, {"Content-Transfer-Encoding", FOR_GMIME, 1}, {"Content-Disposition", FOR_GMIME, 1},
    {"Message-ID", HEAD_MESSAGE_ID, 1}, {"References", HEAD_REFERENCES, 1}, {"In-Reply-To", HEAD_IN_REPLY_TO, 1},
    {"Date", HEAD_DATE, 1}, {"Received", HEAD_RECEIVED, 1}, {"Return-Path", HEAD_RETURN_PATH, 1},
    {"Auto-Submitted", HEAD_AUTO_SUBMITTED, 1}, {"Precedence", HEAD_PRECEDENCE, 1}, {"X-Autoreply", HEAD_AUTOREPLY, 1},
    {"X-Autorespond", HEAD_AUTORESPOND, 1}, {"X-Auto-Response-Suppress", HEAD_AUTO_RESPONSE_SUPPRESS, 1},
    {"X-Failed-Recipients", HEAD_FAILED_RECIPIENTS, 1}, {"List-Id", HEAD_LIST_ID, 1},
    {"List-Unsubscribe", HEAD_LIST_UNSUBSCRIBE, 1}, {"X-Gmail-Labels", HEAD_GMAIL_LABELS, 1},
    {"X-Status", HEAD_STATUS, 1}, {"X-Mozilla-Status", HEAD_MOZILLA_STATUS, 1},
    {"X-Mozilla-Draft-Info", HEAD_MOZILLA_DRAFT, 1}, {"X-Unsent", HEAD_UNSENT, 1}};
enum { FIELDS = sizeof fields / sizeof *fields };

struct walk { /* over the headers */
    struct str s;
    size_t from, to; /* the field at hand, as far as it is read */
    size_t at; /* behind it */
    int field; /* which of ours; -1: none */
    int seen[FIELDS];
};

static size_t line_end(struct str s, size_t at)
{
    const char *end = memchr(s.p + at, '\n', s.n - at);
    return end ? (size_t)(end - s.p) + 1 : s.n;
}

static bool is_empty_line(struct str s, size_t at)
{
    return s.p[at] == '\n' || (s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n');
}

/* The name of the field that begins here; empty: none does. */
static struct str name_at(struct str s, size_t at)
{
    size_t n = at;
    while (n < s.n && s.p[n] > ' ' && s.p[n] <= '~' && s.p[n] != ':') n++;
    struct str name = {s.p + at, n - at};
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t')) n++;
    return n < s.n && s.p[n] == ':' ? name : (struct str){0};
}

static int field_of(struct str name)
{
    for (int i = 0; name.n && i < FIELDS; i++)
        if ((name.p[0] | 0x20) == (fields[i].name[0] | 0x20) && str_is_nocase(name, fields[i].name)) return i;
    return -1;
}

/* The next field, of ours or not; false at the end of the headers. */
static bool next_field(struct walk *w)
{
    struct str s = w->s;
    if (w->at >= s.n || is_empty_line(s, w->at)) return false;
    w->from = w->at;
    w->field = field_of(name_at(s, w->at));
    w->at = line_end(s, w->at);
    while (w->at < s.n && (s.p[w->at] == ' ' || s.p[w->at] == '\t')) w->at = line_end(s, w->at);
    w->to = w->at - w->from > HEAD_FIELD_MAX ? w->from + HEAD_FIELD_MAX : w->at;
    if (w->field >= 0 && w->seen[w->field]++ >= fields[w->field].most) w->field = -1;
    return true;
}

static struct str value_of(const struct walk *w)
{
    struct str name, value;
    str_cut((struct str){w->s.p + w->from, w->to - w->from}, ':', &name, &value);
    return str_trim(value);
}

void head_read(struct str message, struct head *ret)
{
    struct walk w = {.s = message};
    *ret = (struct head){0};
    while (next_field(&w))
        if (w.field >= 0 && fields[w.field].what != FOR_GMIME) ret->values[fields[w.field].what] = value_of(&w);
}

struct str head_sort(char *p, size_t n, struct arena *a, struct head *ret)
{
    struct walk w = {.s = {p, n}};
    size_t kept = 0;
    *ret = (struct head){0};
    if (!n || !name_at(w.s, 0).n) return w.s;
    while (next_field(&w)) {
        if (w.field < 0) continue;
        if (fields[w.field].what != FOR_GMIME) {
            ret->values[fields[w.field].what] = arena_str(a, value_of(&w));
            continue;
        }
        memmove(p + kept, p + w.from, w.to - w.from);
        kept += w.to - w.from;
        if (w.to < w.at) p[kept - 1] = '\n';
    }
    memmove(p + w.at - kept, p, kept);
    return (struct str){p + w.at - kept, n - w.at + kept};
}

bool head_ends(struct str beginning)
{
    size_t at = 0;
    while (at < beginning.n && at < HEAD_MAX && !is_empty_line(beginning, at)) at = line_end(beginning, at);
    return at < HEAD_MAX;
}
