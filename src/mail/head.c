#include "mail/head.h"

#include <string.h>

static const struct field {
    const char *name;
    int most; /* how many of them are kept */
} fields[] = {{"From", 1}, {"Sender", 1}, {"Reply-To", 1}, {"Return-Path", 1}, {"To", 20}, {"Cc", 20}, {"Bcc", 20},
    {"Subject", 1}, {"Date", 1}, {"Message-ID", 1}, {"References", 1}, {"In-Reply-To", 1}, {"Received", 1},
    {"Auto-Submitted", 1}, {"Precedence", 1}, {"X-Autoreply", 1}, {"X-Autorespond", 1}, {"X-Auto-Response-Suppress", 1},
    {"X-Failed-Recipients", 1}, {"List-Id", 1}, {"List-Unsubscribe", 1}, {"X-Gmail-Labels", 1}, {"X-Status", 1},
    {"X-Mozilla-Status", 1}, {"X-Mozilla-Draft-Info", 1}, {"X-Unsent", 1}, {"MIME-Version", 1}, {"Content-Type", 1},
    {"Content-Transfer-Encoding", 1}, {"Content-Disposition", 1}, {"Content-Base", 1}};
enum { FIELDS = sizeof fields / sizeof *fields };

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
    for (int i = 0; i < FIELDS; i++)
        if ((name.p[0] | 0x20) == (fields[i].name[0] | 0x20) && str_is_nocase(name, fields[i].name)) return i;
    return -1;
}

struct str head_sort(char *p, size_t n)
{
    struct str s = {p, n};
    int seen[FIELDS] = {0};
    size_t at = 0, kept = 0;
    if (!n || !name_at(s, 0).n) return s;
    while (at < n && !is_empty_line(s, at)) {
        size_t from = at;
        struct str name = name_at(s, at);
        int field = name.n ? field_of(name) : -1;
        at = line_end(s, at);
        while (at < n && (p[at] == ' ' || p[at] == '\t')) at = line_end(s, at);
        if (field < 0 || at - from > HEAD_FIELD_MAX || seen[field]++ >= fields[field].most) continue;
        memmove(p + kept, p + from, at - from);
        kept += at - from;
    }
    memmove(p + at - kept, p, kept);
    return (struct str){p + at - kept, n - at + kept};
}

bool head_ends(struct str beginning)
{
    size_t at = 0;
    while (at < beginning.n && at < HEAD_MAX && !is_empty_line(beginning, at)) at = line_end(beginning, at);
    return at < HEAD_MAX;
}
