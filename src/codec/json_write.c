/* Writing JSON. */
#include "codec/json_write.h"

#include <assert.h>
#include <inttypes.h>

static void new_line(struct json_write *w)
{
    if (!w->pretty) return;
    buf_char(w->out, '\n');
    for (int i = 0; i < w->depth; i++) buf_put(w->out, "  ");
}

/* The bytes of s up to the next that must not stand in a JSON string as it is. */
static size_t plain_run(struct str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] != '"' && s.p[i] != '\\' && (unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7F) i++;
    return i;
}

static void put_escape(struct buf *b, char c)
{
    switch (c) {
    case '"': buf_put(b, "\\\""); break;
    case '\\': buf_put(b, "\\\\"); break;
    case '\n': buf_put(b, "\\n"); break;
    case '\r': buf_put(b, "\\r"); break;
    case '\t': buf_put(b, "\\t"); break;
    default: buf_printf(b, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

/* Of well-formed UTF-8 (NUL apart, which is escaped like any control character). */
static void put_escaped(struct buf *b, struct str s)
{
    while (s.n) {
        size_t n = plain_run(s);
        buf_add(b, (struct str){s.p, n});
        if (n < s.n) put_escape(b, s.p[n++]);
        s.p += n, s.n -= n;
    }
}

static void put_string(struct buf *b, struct str s)
{
    size_t at;
    buf_char(b, '"');
    while (!str_utf8(s, &at)) {
        put_escaped(b, (struct str){s.p, at});
        if (s.p[at])
            buf_put(b, "\xEF\xBF\xBD");
        else
            put_escape(b, '\0');
        s.p += at + 1, s.n -= at + 1;
    }
    put_escaped(b, s);
    buf_char(b, '"');
}

/* The comma, the line and the key before a value. */
static void before(struct json_write *w, const char *key)
{
    if (w->begun[w->depth]) buf_put(w->out, w->pretty ? "," : ", ");
    w->begun[w->depth] = true;
    if (w->depth) new_line(w);
    if (!key) return;
    put_string(w->out, str_from(key));
    buf_put(w->out, ": ");
}

static void open(struct json_write *w, const char *key, char begin, char end)
{
    assert(w->depth < JSON_WRITE_DEPTH);
    before(w, key);
    buf_char(w->out, begin);
    w->ends[w->depth++] = end;
    w->begun[w->depth] = false;
}

void json_write_object(struct json_write *w, const char *key)
{
    open(w, key, '{', '}');
}

void json_write_array(struct json_write *w, const char *key)
{
    open(w, key, '[', ']');
}

void json_write_end(struct json_write *w)
{
    assert(w->depth > 0);
    bool empty = !w->begun[w->depth];
    char end = w->ends[--w->depth];
    if (!empty) new_line(w);
    buf_char(w->out, end);
}

void json_write_str(struct json_write *w, const char *key, struct str value)
{
    before(w, key);
    put_string(w->out, value);
}

void json_write_text(struct json_write *w, const char *key, const char *value)
{
    before(w, key);
    if (value)
        put_string(w->out, str_from(value));
    else
        buf_put(w->out, "null");
}

void json_write_int(struct json_write *w, const char *key, int64_t value)
{
    before(w, key);
    buf_printf(w->out, "%" PRId64, value);
}

void json_write_bool(struct json_write *w, const char *key, bool value)
{
    before(w, key);
    buf_put(w->out, value ? "true" : "false");
}

void json_write_null(struct json_write *w, const char *key)
{
    json_write_text(w, key, NULL);
}
