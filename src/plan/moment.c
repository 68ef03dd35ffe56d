/* Spans and moments: reading, working out, and saying in words. */
#include "plan/moment.h"

static const char *const anchor_names[] = {[ANCHOR_NONE] = "never",
    [ANCHOR_TRIGGER] = "trigger",
    [ANCHOR_START] = "start",
    [ANCHOR_OPENS] = "opens",
    [ANCHOR_ANSWER] = "answer",
    NULL};

enum { SPAN_MAX = 1000 };

bool moment_parse_span(struct str s, struct span *ret)
{
    static const struct {
        const char *suffix;
        enum unit unit;
    } units[] = {{"h", UNIT_HOURS}, {"bd", UNIT_BUSINESS_DAYS}, {"d", UNIT_DAYS}};
    size_t digits = 0;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9') digits++;
    int64_t n;
    if (!str_number((struct str){s.p, digits}, &n) || n > SPAN_MAX) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is((struct str){s.p + digits, s.n - digits}, units[i].suffix)) continue;
        *ret = (struct span){(int16_t)n, (uint8_t)units[i].unit};
        return true;
    }
    return false;
}

bool moment_parse(struct str s, struct moment *ret)
{
    struct str head, tail;
    bool minus = !str_cut(s, '+', &head, &tail) && str_cut(s, '-', &head, &tail);
    int anchor = kind_code(anchor_names, str_trim(head));
    if (anchor < 0) return false;
    struct moment m = {.anchor = (uint8_t)anchor, .exact = true};
    if (head.n != s.n) {
        if (anchor == ANCHOR_NONE || !moment_parse_span(str_trim(tail), &m.plus)) return false;
        m.exact = m.plus.unit == UNIT_HOURS;
        if (minus) m.plus.n = (int16_t)-m.plus.n;
    }
    if (anchor == ANCHOR_ANSWER) m.exact = false; /* an answer is wanted by a day */
    *ret = m;
    return true;
}

day_t moment_add(const struct calendar *c, day_t day, struct span s)
{
    if (s.unit != UNIT_BUSINESS_DAYS) return day + s.n;
    return s.n > 0 ? calendar_add(c, day, s.n) : s.n < 0 ? calendar_before(c, day, -s.n) : day;
}

civil_t moment_resolve(
    const struct moment *m, const civil_t anchors[], int hour, const struct calendar *c, const struct zone *z)
{
    if (m->anchor == ANCHOR_NONE) return TIME_NEVER;
    civil_t base = anchors[m->anchor];
    if (m->exact && m->plus.n == 0) return base;
    if (m->exact) { /* hours are counted on the clock that never changes */
        civil_t seconds = (civil_t)m->plus.n * HOUR_SECONDS;
        return z ? zone_civil(z, zone_instant(z, base) + seconds) : base + seconds;
    }
    return civil_at(moment_add(c, day_of(base), m->plus), hour, 0);
}

int moment_least_days(struct span s)
{
    return s.unit == UNIT_HOURS ? s.n / 24 : s.n;
}

void span_write(struct buf *b, struct span s)
{
    static const char *const names[] = {"hour", "day", "business day"};
    int n = s.n < 0 ? -s.n : s.n;
    buf_printf(b, "%d %s%s", n, names[s.unit], n == 1 ? "" : "s");
}

void moment_write(struct buf *b, struct moment m, const char *trigger)
{
    static const char *const anchors[] = {[ANCHOR_NONE] = "never",
        [ANCHOR_TRIGGER] = NULL,
        [ANCHOR_START] = "the interview's start",
        [ANCHOR_OPENS] = "it opens",
        [ANCHOR_ANSWER] = "the day the answer is wanted"};
    if (m.plus.n) {
        span_write(b, m.plus);
        buf_put(b, m.plus.n < 0 ? " before " : " after ");
    }
    buf_put(b, m.anchor == ANCHOR_TRIGGER ? trigger : anchors[m.anchor]);
}
