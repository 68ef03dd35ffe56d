/* Drafts in files. */
#include "codec/draft_file.h"

static struct str *value_of(struct draft_file *d, struct str name)
{
    if (str_is_nocase(name, "to")) return &d->to;
    if (str_is_nocase(name, "opportunity")) return &d->opportunity;
    if (str_is_nocase(name, "purpose")) return &d->purpose;
    if (str_is_nocase(name, "subject")) return &d->subject;
    return NULL;
}

void draft_file_read(struct str bytes, struct draft_file *ret)
{
    struct draft_file d = {0};
    size_t mark = str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
    struct str rest = {bytes.p + mark, bytes.n - mark}, line, name, value;
    bool any = false, subject = false;
    for (;;) {
        struct str after;
        bool more = str_cut(rest, '\n', &line, &after);
        struct str *place = str_cut(line, ':', &name, &value) ? value_of(&d, str_trim(name)) : NULL;
        if (!place || place->p) {
            bool empty = !str_trim(line).n;
            if (any && empty && more) rest = after;
            break;
        }
        if (place == &d.subject) subject = true;
        if (place == &d.subject) d.letter = (size_t)(line.p - bytes.p);
        value = str_trim(value);
        *place = value.n ? value : STR("");
        any = true;
        rest = after;
        if (!more) break;
    }
    d.body = rest;
    if (!subject) d.letter = bytes.n - rest.n;
    *ret = d;
}

static void put(struct buf *b, const char *name, struct str value)
{
    if (!value.n) return;
    buf_printf(b, "%s: ", name);
    for (size_t i = 0; i < value.n; i++) buf_char(b, value.p[i] == '\n' || value.p[i] == '\r' ? ' ' : value.p[i]);
    buf_char(b, '\n');
}

void draft_file_write(struct buf *b, const struct draft_file *d)
{
    put(b, "To", d->to);
    put(b, "Opportunity", d->opportunity);
    put(b, "Purpose", d->purpose);
    put(b, "Subject", d->subject);
    if (b->n) buf_char(b, '\n');
    buf_add(b, d->body);
}

struct str draft_file_address(struct str to)
{
    struct str before, within, after;
    if (!str_cut(to, '<', &before, &within) || !str_cut(within, '>', &within, &after)) return str_trim(to);
    return str_trim(within);
}
