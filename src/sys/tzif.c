/* Files of compiled time zones.  Own code, as GLib takes 0.2 ms for what here takes 0.01 ms, and the C library knows
 * only one zone at a time; the tests compare the two for every zone there is. */
#include "sys/tzif.h"

enum { OFFSET_LIMIT = 26 * HOUR_SECONDS, HEADER = 44, WEEK_HOURS = 167 };

/* --- The listed changes --- */

struct table {
    struct zone_change *items; /* ascending, each unlike the one before */
    uint32_t n;
    int32_t first; /* offset before them */
};

static void add(struct table *t, instant_t at, int32_t offset)
{
    if (t->n && t->items[t->n - 1].at == at) t->n--; /* what lasted no time */
    int32_t before = t->n ? t->items[t->n - 1].offset : t->first;
    if (offset != before) t->items[t->n++] = (struct zone_change){at, offset};
}

static int64_t big_endian(const char *p, int bytes)
{
    uint64_t value = (p[0] & 0x80) ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++) value = value << 8 | (unsigned char)p[i];
    return (int64_t)value;
}

/* The counts of a header, in their order in the file. */
struct counts {
    uint64_t utc, standard, leaps, times, types, letters;
};

/* Takes a header off the front; false if there is none. */
static bool take_header(struct str *s, struct counts *ret)
{
    uint64_t counts[6];
    if (s->n < HEADER || !str_starts(*s, STR("TZif")) || s->p[4] < '2') return false;
    for (int i = 0; i < 6; i++) counts[i] = (uint64_t)big_endian(s->p + 20 + 4 * i, 4) & UINT32_MAX;
    *ret = (struct counts){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
    s->p += HEADER, s->n -= HEADER;
    return true;
}

static uint64_t block_size(const struct counts *c, uint64_t time_size)
{
    return c->times * (time_size + 1) + c->types * 6 + c->letters + c->leaps * (time_size + 4) + c->standard + c->utc;
}

/* --- The rule for later years, as in POSIX: "CET-1CEST,M3.5.0,M10.5.0/3" --- */

struct rule_day {
    char kind; /* 'M': month, week, weekday (0: Sunday); 'J': day, 29 February not counted; 'n': day from 0, counted */
    int month, week, weekday, day, second;
};

struct rule {
    bool changes;
    int32_t standard, other;
    struct rule_day start, end; /* of the other time */
};

static bool take_char(struct str *s, char c)
{
    if (!s->n || s->p[0] != c) return false;
    s->p++, s->n--;
    return true;
}

static bool take_number(struct str *s, int most, int *ret)
{
    int value = 0;
    size_t n = 0;
    while (n < s->n && n < 3 && s->p[n] >= '0' && s->p[n] <= '9') value = value * 10 + (s->p[n++] - '0');
    if (!n || value > most) return false;
    *ret = value;
    s->p += n, s->n -= n;
    return true;
}

/* The name of a kind of time: letters, or anything in < >. */
static bool take_name(struct str *s)
{
    size_t n = 0;
    if (take_char(s, '<')) {
        struct str name;
        return str_cut(*s, '>', &name, s);
    }
    while (n < s->n && ((s->p[n] | 32) >= 'a' && (s->p[n] | 32) <= 'z')) n++;
    s->p += n, s->n -= n;
    return n >= 3;
}

/* [+-]hh[:mm[:ss]] */
static bool take_seconds(struct str *s, int most_hours, int *ret)
{
    int hours, minutes = 0, seconds = 0;
    bool minus = take_char(s, '-');
    if (!minus) take_char(s, '+');
    if (!take_number(s, most_hours, &hours)) return false;
    if (take_char(s, ':') && !take_number(s, 59, &minutes)) return false;
    if (take_char(s, ':') && !take_number(s, 59, &seconds)) return false;
    int value = hours * HOUR_SECONDS + minutes * MINUTE_SECONDS + seconds;
    *ret = minus ? -value : value;
    return true;
}

static bool take_rule_day(struct str *s, struct rule_day *ret)
{
    struct rule_day d = {.kind = 'n', .second = 2 * HOUR_SECONDS};
    if (!take_char(s, ',')) return false;
    if (take_char(s, 'M')) {
        d.kind = 'M';
        if (!take_number(s, 12, &d.month) || d.month < 1 || !take_char(s, '.')) return false;
        if (!take_number(s, 5, &d.week) || d.week < 1 || !take_char(s, '.') || !take_number(s, 6, &d.weekday))
            return false;
    } else {
        if (take_char(s, 'J')) d.kind = 'J';
        if (!take_number(s, 365, &d.day) || (d.kind == 'J' && d.day < 1)) return false;
    }
    if (take_char(s, '/') && !take_seconds(s, WEEK_HOURS, &d.second)) return false;
    *ret = d;
    return true;
}

static bool read_rule(struct str s, struct rule *ret)
{
    struct rule r = {0};
    int west;
    if (!take_name(&s) || !take_seconds(&s, 24, &west)) return false;
    r.standard = -west;
    if (s.n) {
        r.changes = true;
        r.other = r.standard + HOUR_SECONDS;
        if (!take_name(&s)) return false;
        if (s.n && s.p[0] != ',') {
            if (!take_seconds(&s, 24, &west)) return false;
            r.other = -west;
        }
        if (!take_rule_day(&s, &r.start) || !take_rule_day(&s, &r.end) || s.n) return false;
    }
    *ret = r;
    return true;
}

/* On the wall clock before the change. */
static civil_t rule_time(const struct rule_day *d, int year)
{
    day_t day = day_from_ymd(year, 1, 1) + d->day;
    if (d->kind == 'J') {
        bool after_february = d->day >= 60 && day_exists(year, 2, 29);
        day += after_february ? 0 : -1;
    } else if (d->kind == 'M') {
        day_t first = day_from_ymd(year, d->month, 1);
        day = first + ((d->weekday + 7) - (int)day_weekday(first) % 7) % 7 + 7 * (d->week - 1);
        if (d->week == 5 && day_to_ymd(day).month != d->month) day -= 7; /* the last one */
    }
    return civil_at(day, 0, 0) + d->second;
}

static void add_by_rule(struct table *t, const struct rule *r, instant_t after, instant_t to)
{
    int last_year = day_to_ymd(day_of(to)).year;
    for (int year = day_to_ymd(day_of(after)).year; r->changes && year <= last_year; year++) {
        struct zone_change start = {rule_time(&r->start, year) - r->standard, r->other};
        struct zone_change end = {rule_time(&r->end, year) - r->other, r->standard};
        struct zone_change first = start.at < end.at ? start : end, second = start.at < end.at ? end : start;
        if (first.at > after && first.at < to) add(t, first.at, first.offset);
        if (second.at > after && second.at < to) add(t, second.at, second.offset);
    }
}

/* --- The whole --- */

static int32_t offset_of(const char *types, uint64_t type)
{
    return (int32_t)big_endian(types + 6 * type, 4);
}

bool tzif_read(struct arena *a, struct str bytes, instant_t from, instant_t to, struct zone *ret)
{
    struct counts c;
    if (!take_header(&bytes, &c) || block_size(&c, 4) > bytes.n) return false;
    bytes.p += block_size(&c, 4), bytes.n -= block_size(&c, 4);
    if (!take_header(&bytes, &c) || block_size(&c, 8) > bytes.n || !c.types || c.types > 256) return false;

    const char *times = bytes.p, *indexes = times + 8 * c.times, *types = indexes + c.times;
    struct str footer = {bytes.p + block_size(&c, 8), bytes.n - block_size(&c, 8)};
    struct rule rule = {0};
    bool has_rule =
        take_char(&footer, '\n') && str_cut(footer, '\n', &footer, &(struct str){0}) && read_rule(footer, &rule);

    for (uint64_t i = 0; i < c.types; i++)
        if (offset_of(types, i) > OFFSET_LIMIT || offset_of(types, i) < -OFFSET_LIMIT) return false;
    size_t by_rule = 2 * (size_t)(day_to_ymd(day_of(to)).year - day_to_ymd(day_of(from)).year + 1);
    struct table t = {.first = offset_of(types, 0)};
    t.items = ARENA_NEW(a, struct zone_change, c.times + by_rule);
    instant_t last = from;
    for (uint64_t i = 0; i < c.times; i++) {
        instant_t at = big_endian(times + 8 * i, 8);
        uint64_t type = (unsigned char)indexes[i];
        if (type >= c.types || (i && at <= big_endian(times + 8 * (i - 1), 8))) return false;
        if (at <= from) t.first = offset_of(types, type);
        if (at > from && at < to) add(&t, at, offset_of(types, type));
        if (at > last) last = at;
    }
    if (has_rule && last < to) add_by_rule(&t, &rule, last, to);
    *ret = (struct zone){.offset = t.first, .n = t.n, .changes = t.items};
    return true;
}
