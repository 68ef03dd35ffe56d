/* Short ids: what people type instead of a name. */
#include "app/find.h"

#include "sys/text.h"

#include <string.h>

/* Letters and digits; beyond ASCII everything but the blocks that hold punctuation.  n: bytes of the character. */
static bool belongs(struct str s, size_t *ret_n)
{
    unsigned char c = (unsigned char)s.p[0], next = s.n > 1 ? (unsigned char)s.p[1] : 0;
    *ret_n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (*ret_n > s.n) *ret_n = s.n;
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool latin = c == 0xC2; /* U+0080 to U+00BF */
    bool general = c == 0xE2 && next >= 0x80 && next <= 0xAF; /* U+2000 to U+2BFF: dashes, quotes, arrows, signs */
    bool chinese = c == 0xE3 && next == 0x80; /* U+3000 to U+303F */
    bool none = c == 0xEF && next == 0xBF; /* U+FFC0 to U+FFFF, with the one for what is broken */
    return !latin && !general && !chinese && !none && c < 0xF0; /* from U+10000 on: mostly pictures */
}

struct str find_slug(struct arena *a, struct str name)
{
    AUTO(buf) out = {0};
    struct str key = text_fold(a, name);
    bool gap = false;
    for (size_t n; key.n; key.p += n, key.n -= n) {
        if (!belongs(key, &n)) {
            gap = true;
            continue;
        }
        if (out.n + n + 1 > FIND_SLUG_MAX) break;
        if (gap && out.n) buf_char(&out, '-');
        gap = false;
        buf_add(&out, (struct str){key.p, n});
    }
    return out.n ? arena_str(a, buf_str(&out)) : STR("x");
}

static enum err is_taken(
    struct app *app, enum event_kind kind, struct str slug, struct arena *a, bool *ret, struct err_info *info)
{
    struct events same;
    bool office = kind == EVENT_PERSON && kind_code(role_names, slug) >= 0; /* "hr" and the like mean a role */
    if (office) return *ret = true, OK;
    enum err err = journal_slug(app->journal, kind, slug, a, &same, info);
    if (!err) *ret = same.n > 0;
    return err;
}

static struct str numbered(struct arena *a, struct str wish, int64_t n)
{
    return arena_format(a, "%.*s-%lld", STR_ARG(wish), (long long)n);
}

/* The first free number from `first` on, by doubling and halving, as there may be thousands of one name. */
static enum err free_number(struct app *app, enum event_kind kind, struct str wish, int64_t first, struct arena *a,
    struct str *ret, struct err_info *info)
{
    int64_t taken_until = first - 1, free_at = first;
    bool taken = true;
    for (int64_t step = 1; taken; step *= 2) {
        enum err err = is_taken(app, kind, numbered(a, wish, free_at), a, &taken, info);
        if (err) return err;
        if (!taken) break;
        taken_until = free_at;
        free_at += step;
    }
    while (free_at - taken_until > 1) {
        int64_t middle = taken_until + (free_at - taken_until) / 2;
        enum err err = is_taken(app, kind, numbered(a, wish, middle), a, &taken, info);
        if (err) return err;
        if (taken)
            taken_until = middle;
        else
            free_at = middle;
    }
    *ret = numbered(a, wish, free_at);
    return OK;
}

enum err find_free_slug(
    struct app *app, enum event_kind kind, struct str wish, struct arena *a, struct str *ret, struct err_info *info)
{
    bool taken;
    enum err err = is_taken(app, kind, wish, a, &taken, info);
    if (err) return err;
    if (!taken) return *ret = wish, OK;
    return free_number(app, kind, wish, 2, a, ret, info);
}

enum err find_opp_slug(struct app *app, struct str organisation, struct str position, struct arena *a, struct str *ret,
    struct err_info *info)
{
    bool taken;
    struct str wish = find_slug(a, organisation);
    enum err err = is_taken(app, EVENT_NEW, wish, a, &taken, info);
    if (err) return err;
    if (!taken) return *ret = wish, OK;
    struct str both = find_slug(a, arena_format(a, "%.*s %.*s", STR_ARG(wish), STR_ARG(position)));
    err = is_taken(app, EVENT_NEW, both, a, &taken, info);
    if (err) return err;
    if (!taken) return *ret = both, OK;
    return free_number(app, EVENT_NEW, wish, 3, a, ret, info);
}
