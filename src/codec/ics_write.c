/* Writing iCalendar. */
#include "codec/ics_write.h"

#include <inttypes.h>
#include <stdio.h>

/* --- lines --- */

static void begin_line(struct ics_write *w, const char *name)
{
    struct str s = str_from(name);
    buf_add(w->out, s);
    buf_char(w->out, ':');
    w->column = s.n + 1;
}

static void end_line(struct ics_write *w)
{
    buf_put(w->out, "\r\n");
}

/* Bytes that must stay on one line: a character, or an escape. */
static void put_unit(struct ics_write *w, struct str unit)
{
    if (w->column + unit.n > ICS_WRITE_LINE) {
        buf_put(w->out, "\r\n ");
        w->column = 1;
    }
    buf_add(w->out, unit);
    w->column += unit.n;
}

/* Bytes between any of which the line may be folded. */
static void put_run(struct ics_write *w, struct str run)
{
    while (run.n) {
        size_t room = w->column < ICS_WRITE_LINE ? ICS_WRITE_LINE - w->column : 1;
        size_t n = run.n < room ? run.n : room;
        put_unit(w, (struct str){run.p, n});
        run.p += n, run.n -= n;
    }
}

/* --- texts --- */

static bool is_plain(char c)
{
    return (unsigned char)c < 0x7F && (c >= ' ' || c == '\t') && c != '\\' && c != ';' && c != ',';
}

static size_t plain_run(struct str s)
{
    size_t n = 0;
    while (n < s.n && is_plain(s.p[n])) n++;
    return n;
}

/* The one character at the beginning, which is ASCII; returns its bytes. */
static size_t put_escaped(struct ics_write *w, struct str s)
{
    switch (s.p[0]) {
    case '\\': put_unit(w, STR("\\\\")); return 1;
    case ';': put_unit(w, STR("\\;")); return 1;
    case ',': put_unit(w, STR("\\,")); return 1;
    case '\r': put_unit(w, STR("\\n")); return s.n > 1 && s.p[1] == '\n' ? 2 : 1;
    case '\n': put_unit(w, STR("\\n")); return 1;
    default: return 1; /* a control character */
    }
}

/* The same for one beyond ASCII. */
static size_t put_character(struct ics_write *w, struct str s)
{
    size_t n;
    uint32_t code = str_code_point(s, &n);
    bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    if (code == 0x85 || code == 0x2028 || code == 0x2029)
        put_unit(w, STR("\\n")); /* some readers end a line there */
    else if (code >= 0xA0 && !turns)
        put_unit(w, (struct str){s.p, n});
    return n;
}

/* Of well-formed UTF-8. */
static void put_text(struct ics_write *w, struct str s)
{
    while (s.n) {
        size_t n = plain_run(s);
        put_run(w, (struct str){s.p, n});
        s.p += n, s.n -= n;
        if (!s.n) break;
        n = (unsigned char)s.p[0] < 0x80 ? put_escaped(w, s) : put_character(w, s);
        s.p += n, s.n -= n;
    }
}

void ics_write_text(struct ics_write *w, const char *name, struct str text)
{
    size_t at;
    struct str s = str_clip(text, ICS_WRITE_TEXT_MAX);
    bool cut = s.n < text.n;
    begin_line(w, name);
    while (!str_utf8(s, &at)) {
        put_text(w, (struct str){s.p, at});
        if (s.p[at]) put_unit(w, STR("\xEF\xBF\xBD"));
        s.p += at + 1, s.n -= at + 1;
    }
    put_text(w, s);
    if (cut) put_unit(w, STR("\xE2\x80\xA6"));
    end_line(w);
}

/* --- other values --- */

void ics_write_word(struct ics_write *w, const char *name, const char *word)
{
    begin_line(w, name);
    put_run(w, str_from(word));
    end_line(w);
}

void ics_write_int(struct ics_write *w, const char *name, int64_t n)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, n);
    ics_write_word(w, name, text);
}

/* Four digits are all there is for a year. */
static int64_t within(int64_t n, int64_t least, int64_t most)
{
    return n < least ? least : n > most ? most : n;
}

void ics_write_time(struct ics_write *w, const char *name, instant_t t)
{
    char text[40];
    t = within(t, (instant_t)DAY_FIRST * DAY_SECONDS, (instant_t)(DAY_LAST + 1) * DAY_SECONDS - 1);
    struct ymd d = day_to_ymd(day_of(t));
    int s = civil_second_of_day(t);
    snprintf(text, sizeof text, "%04d%02d%02dT%02d%02d%02dZ", d.year, d.month, d.day, s / HOUR_SECONDS,
        s / MINUTE_SECONDS % 60, s % 60);
    ics_write_word(w, name, text);
}

void ics_write_day(struct ics_write *w, const char *name, day_t day)
{
    char text[40];
    struct ymd d = day_to_ymd((day_t)within(day, DAY_FIRST, DAY_LAST));
    snprintf(text, sizeof text, "%04d%02d%02d", d.year, d.month, d.day);
    buf_put(w->out, name);
    ics_write_word(w, ";VALUE=DATE", text);
}

void ics_write_duration(struct ics_write *w, const char *name, int64_t seconds)
{
    char text[64];
    uint64_t n = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds, s = n % DAY_SECONDS;
    int at = snprintf(text, sizeof text, "%sP", seconds < 0 ? "-" : "");
    if (n >= DAY_SECONDS) at += snprintf(text + at, sizeof text - (size_t)at, "%" PRIu64 "D", n / DAY_SECONDS);
    if (s % HOUR_SECONDS && s % MINUTE_SECONDS) /* minutes may not be left out between hours and seconds */
        snprintf(text + at, sizeof text - (size_t)at, "T%dH%dM%dS", (int)(s / HOUR_SECONDS),
            (int)(s / MINUTE_SECONDS % 60), (int)(s % 60));
    else if (s % HOUR_SECONDS)
        snprintf(
            text + at, sizeof text - (size_t)at, "T%dH%dM", (int)(s / HOUR_SECONDS), (int)(s / MINUTE_SECONDS % 60));
    else if (s || !n)
        snprintf(text + at, sizeof text - (size_t)at, "T%dH", (int)(s / HOUR_SECONDS));
    ics_write_word(w, name, text);
}

static bool stands_in_uri(char c)
{
    return c > ' ' && c < 0x7F && !str_contains(STR("\"<>\\^`{|}"), (struct str){&c, 1});
}

void ics_write_uri(struct ics_write *w, const char *name, struct str uri)
{
    if (uri.n > ICS_WRITE_URI_MAX) return;
    begin_line(w, name);
    for (size_t i = 0; i < uri.n; i++) {
        char text[8];
        if (!stands_in_uri(uri.p[i])) snprintf(text, sizeof text, "%%%02X", (unsigned)(unsigned char)uri.p[i]);
        put_unit(w, stands_in_uri(uri.p[i]) ? (struct str){&uri.p[i], 1} : str_from(text));
    }
    end_line(w);
}

/* --- components --- */

void ics_write_begin(struct ics_write *w, const char *component)
{
    ics_write_word(w, "BEGIN", component);
}

void ics_write_end(struct ics_write *w, const char *component)
{
    ics_write_word(w, "END", component);
}

void ics_write_calendar(struct ics_write *w, struct str name, int64_t refresh)
{
    ics_write_begin(w, "VCALENDAR");
    ics_write_word(w, "VERSION", "2.0");
    ics_write_word(w, "PRODID", "-//hearback//hearback//EN");
    ics_write_word(w, "CALSCALE", "GREGORIAN");
    ics_write_word(w, "METHOD", "PUBLISH");
    ics_write_text(w, "NAME", name); /* RFC 7986 ... */
    ics_write_text(w, "X-WR-CALNAME", name); /* ... and what Google, Outlook and Apple go by */
    ics_write_duration(w, "REFRESH-INTERVAL;VALUE=DURATION", refresh);
    ics_write_duration(w, "X-PUBLISHED-TTL", refresh);
}

void ics_write_alarm(struct ics_write *w, int64_t after, struct str text)
{
    ics_write_begin(w, "VALARM");
    ics_write_word(w, "ACTION", "DISPLAY");
    ics_write_duration(w, "TRIGGER", after);
    ics_write_text(w, "DESCRIPTION", text);
    ics_write_end(w, "VALARM");
}
