/* Reading the sample search.  Its business days are Monday to Friday: it names
 * no country, so that no holiday changes it. */
#include "app/demo.h"

#include "sys/paths.h"

#include <string.h>

enum { SCRIPT_MAX = 256 << 10, WORDS_MAX = 64 };

struct reading {
    struct arena *a;
    day_t today, soon;
};

/* --- days --- */

static bool is_business(day_t day)
{
    return day_weekday(day) < SATURDAY;
}

static day_t business_days(day_t day, int64_t n)
{
    int step = n < 0 ? -1 : 1;
    for (int64_t left = n < 0 ? -n : n; left > 0;) {
        day += step;
        left -= is_business(day);
    }
    return day;
}

/* An interview at ten on that day lies ahead, and the business day before it has begun (its questions are due). */
static day_t find_soon(civil_t now)
{
    enum { UNTIL = 9 * HOUR_SECONDS + 30 * MINUTE_SECONDS };
    day_t today = day_of(now);
    if (is_business(today) && civil_second_of_day(now) < UNTIL) return today;
    return business_days(today, 1);
}

int demo_days_off(const struct app *app)
{
    day_t today = day_of(app_now(app));
    return is_business(today) ? 0 : (int)(business_days(today, 1) - today);
}

/* "-3b", "+4b", "-24d", "soon" */
static bool read_day(const struct reading *r, struct str s, day_t *ret)
{
    enum { FAR = 1000 };
    int64_t n;
    if (str_is(s, "soon")) return *ret = r->soon, true;
    if (s.n < 3 || (s.p[0] != '-' && s.p[0] != '+')) return false;
    char unit = s.p[s.n - 1];
    if (!str_number((struct str){s.p + 1, s.n - 2}, &n) || n < 0 || n > FAR) return false;
    if (s.p[0] == '-') n = -n;
    if (unit == 'b') return *ret = business_days(r->today, n), true;
    if (unit != 'd') return false;
    day_t day = r->today + (day_t)n;
    while (!is_business(day)) day--;
    *ret = day;
    return true;
}

/* A day, or "-3b 10:00"; as ISO 8601. */
static bool read_moment(const struct reading *r, struct str s, struct str *ret)
{
    day_t day;
    char text[16];
    struct str head, tail;
    bool timed = str_cut(str_trim(s), ' ', &head, &tail);
    if (!read_day(r, head, &day)) return false;
    *ret = arena_format(r->a, "%s%s%.*s", day_format(day, text), timed ? "T" : "", STR_ARG(str_trim(tail)));
    return true;
}

/* --- lines --- */

static bool expand(const struct reading *r, struct str s, struct str *ret)
{
    AUTO(buf) b = {0};
    struct str head, inside, moment;
    while (str_cut(s, '{', &head, &s)) {
        buf_add(&b, head);
        if (!str_cut(s, '}', &inside, &s) || !read_moment(r, inside, &moment)) return false;
        buf_add(&b, moment);
    }
    buf_add(&b, head);
    *ret = arena_str(r->a, buf_str(&b));
    return true;
}

/* Words, some of them in quotes. */
static bool split(const struct reading *r, struct str s, struct demo_line *line)
{
    line->words = ARENA_NEW(r->a, struct str, WORDS_MAX);
    for (s = str_trim(s); s.n; s = str_trim(s)) {
        bool quoted = s.p[0] == '"';
        struct str word, rest;
        if (quoted) s.p++, s.n--;
        bool ended = str_cut(s, quoted ? '"' : ' ', &word, &rest);
        if ((quoted && !ended) || line->n == WORDS_MAX || !expand(r, word, &line->words[line->n++])) return false;
        s = rest;
    }
    return line->n > 0;
}

static enum err read_lines(
    const struct reading *r, const char *path, struct str text, struct demo *d, struct err_info *info)
{
    size_t room = 0, number = 0;
    struct str one, when, command;
    while (text.n) {
        str_cut(text, '\n', &one, &text);
        one = str_trim(one);
        number++;
        if (!one.n || one.p[0] == '#') continue;
        struct demo_line line = {.line = number};
        bool good = str_cut(one, '|', &when, &command) && read_moment(r, when, &line.now) && split(r, command, &line);
        if (!good) return err_set(info, ERR_INPUT, "%s:%zu: this is no moment and command", path, number);
        *ARENA_PUSH(r->a, d->lines, d->n, room) = line;
    }
    return OK;
}

enum err demo_read(struct app *app, struct arena *a, struct demo *ret, struct err_info *info)
{
    struct str path, text;
    struct demo d = {0};
    char today[16], soon[16];
    civil_t now = app_now(app);
    struct reading r = {a, day_of(now), find_soon(now)};
    enum err err = paths_share(a, STR("data/demo.txt"), &path, info);
    if (!err) err = file_read(a, path.p, SCRIPT_MAX, &text, info);
    if (!err) err = read_lines(&r, path.p, text, &d, info);
    if (err) return err;
    d.key = arena_format(a, "%s %s %.*s %016llx", day_format(r.today, today), day_format(r.soon, soon),
        STR_ARG(app->zone_name), (unsigned long long)str_hash(STR_HASH, text));
    *ret = d;
    return OK;
}
