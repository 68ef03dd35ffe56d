/* Text for a terminal. */
#include "cli/layout.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 2, NARROWEST = 8 }; /* between columns; a wrapping column gets no narrower */

static int line_width(const struct layout *l)
{
    int width = l->width ? l->width : LAYOUT_WIDTH;
    return width < LAYOUT_WIDTH_MIN ? LAYOUT_WIDTH_MIN : width > LAYOUT_WIDTH_MAX ? LAYOUT_WIDTH_MAX : width;
}

static int columns_of(const struct layout *l, struct str s)
{
    size_t columns = l->measure ? l->measure(s) : str_characters(s);
    return columns > INT16_MAX ? INT16_MAX : (int)columns; /* far more than any line; keeps sums small */
}

/* --- making text harmless --- */

/* The length of the character at p and its code point; of broken UTF-8 a single byte and 0xFFFD. */
static size_t character(struct str s, uint32_t *ret)
{
    unsigned char first = (unsigned char)s.p[0];
    size_t n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (n > s.n || (first && !str_utf8((struct str){s.p, n}, NULL))) {
        *ret = 0xFFFD;
        return 1;
    }
    *ret = n == 1 ? first : first & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) *ret = *ret << 6 | ((unsigned char)s.p[i] & 0x3F);
    return n;
}

static bool harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x2028 || c == 0x2029 || c == 0xFFFD;
}

struct str layout_clean(struct arena *arena, struct str s, bool lines)
{
    if (s.n == 0) return (struct str){"", 0};
    char *copy = arena_alloc(arena, s.n, 3); /* at worst each byte becomes the three of U+FFFD */
    size_t n = 0;
    uint32_t c;
    for (size_t step; s.n; s.p += step, s.n -= step) {
        step = character(s, &c);
        if (c == '\r' && s.n > 1 && s.p[1] == '\n') continue;
        if (c == '\n' || c == '\r' || c == '\t') {
            copy[n++] = lines && c != '\t' ? '\n' : ' ';
        } else if (harmful(c)) {
            memcpy(copy + n, "\xEF\xBF\xBD", 3);
            n += 3;
        } else {
            memcpy(copy + n, s.p, step);
            n += step;
        }
    }
    return (struct str){copy, n};
}

/* --- wrapping --- */

/* As many whole characters off the front of a long word as fit into width, but at least one.  Each is measured by
 * itself, so that a long word costs linear time. */
static struct str word_piece(const struct layout *l, struct str word, int width)
{
    int used = 0;
    size_t n = 0;
    while (n < word.n) {
        uint32_t c;
        size_t step = character((struct str){word.p + n, word.n - n}, &c);
        used += columns_of(l, (struct str){word.p + n, step});
        if (used > width && n) break;
        n += step;
    }
    return (struct str){word.p, n};
}

/* Up to the next blank or line break; of a vast word only so much, so that wrapping it costs linear time. */
static struct str first_word(struct str s)
{
    enum { VAST = 1024 };
    size_t n = 0;
    while (n < s.n && n < VAST && s.p[n] != ' ' && s.p[n] != '\n') n++;
    while (n == VAST && n < s.n && n > VAST - 3 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    return (struct str){s.p, n};
}

/* The columns of a word; of one that can hardly fit into width only that it does not, without measuring it. */
static int word_columns(const struct layout *l, struct str word, int width)
{
    enum { BYTES_MAX = 4 }; /* of a code point */
    return word.n > (size_t)width * BYTES_MAX ? width + 1 : columns_of(l, word);
}

static struct str skip_blanks(struct str s)
{
    while (s.n && s.p[0] == ' ') s.p++, s.n--;
    return s;
}

/* What is left of a line behind an indent; never so little that it could not be read. */
static int room_behind(const struct layout *l, int indent)
{
    int room = line_width(l) - indent;
    return room < NARROWEST ? NARROWEST : room;
}

/* Takes the next line off *text (clean, not empty): whole words that fit into width, which is at least 1. */
static struct str next_line(const struct layout *l, struct str *text, int width, bool keep_links)
{
    struct str rest = *text, line = {rest.p, 0};
    int used = 0;
    while (rest.n && used <= width) {
        struct str behind = skip_blanks(rest), word = first_word(behind);
        int blanks = (int)(rest.n - behind.n), columns = blanks + word_columns(l, word, width);
        if (word.n && used + columns > width) {
            if (line.n) break; /* goes to the next line */
            bool whole = keep_links && str_contains(word, STR("://"));
            if (!whole) word = word_piece(l, word, width - blanks);
        }
        if (word.n) line.n = (size_t)(word.p + word.n - line.p);
        used += columns;
        rest = (struct str){word.p + word.n, behind.n - word.n};
        if (rest.n && rest.p[0] == '\n') {
            *text = (struct str){rest.p + 1, rest.n - 1};
            return line;
        }
    }
    *text = skip_blanks(rest);
    return line;
}

/* --- printing --- */

static void blanks(const struct layout *l, int n)
{
    for (int i = 0; i < n; i++) buf_char(l->out, ' ');
}

static void styled(const struct layout *l, enum layout_style style, struct str s)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[36m"}; /* cyan reads on dark and light */
    bool on = l->colour && style != LAYOUT_PLAIN && s.n;
    if (on) buf_put(l->out, codes[style]);
    buf_add(l->out, s);
    if (on) buf_put(l->out, "\033[0m");
}

void layout_heading(const struct layout *l, struct str text)
{
    if (l->out->n) buf_char(l->out, '\n');
    layout_text(l, 0, 0, LAYOUT_BOLD, text);
}

void layout_text(const struct layout *l, int first, int rest, enum layout_style style, struct str text)
{
    text = layout_clean(l->arena, text, true);
    int indent = first;
    do {
        struct str line = next_line(l, &text, room_behind(l, indent), true);
        if (line.n) blanks(l, indent);
        styled(l, style, line);
        buf_char(l->out, '\n');
        indent = rest;
    } while (text.n);
}

/* --- tables --- */

static int natural_width(const struct layout *l, struct str cell)
{
    int widest = 0;
    struct str line, rest = cell;
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        int columns = columns_of(l, line);
        if (columns > widest) widest = columns;
    }
    return widest;
}

/* Takes columns off the widest wrapping column, again and again, until the line fits or nothing can give. */
static void shrink(size_t n, const struct layout_column columns[], int widths[], int too_much)
{
    for (; too_much > 0; too_much--) {
        size_t widest = n;
        for (size_t i = 0; i < n; i++)
            if (columns[i].wraps && widths[i] > NARROWEST && (widest == n || widths[i] > widths[widest])) widest = i;
        if (widest == n) return;
        widths[widest]--;
    }
}

static void table_row(const struct layout *l, int indent, size_t n, const struct layout_column columns[],
    const int widths[], struct str cells[])
{
    bool more = true;
    while (more) {
        more = false;
        int owed = indent; /* blanks, printed only when something follows */
        for (size_t i = 0; i < n; i++) {
            struct str line = {0};
            if (cells[i].n) line = next_line(l, &cells[i], widths[i], i + 1 == n);
            int padding = widths[i] - columns_of(l, line);
            if (padding < 0) padding = 0;
            if (line.n) {
                blanks(l, owed + (columns[i].right ? padding : 0));
                owed = 0;
                styled(l, columns[i].style, line);
            }
            owed += GAP + (line.n == 0 ? widths[i] : columns[i].right ? 0 : padding);
            more |= cells[i].n > 0;
        }
        buf_char(l->out, '\n');
    }
}

void layout_table(const struct layout *l, int indent, size_t n, const struct layout_column columns[], size_t rows,
    const struct str cells[])
{
    int *widths = ARENA_NEW(l->arena, int, n);
    struct str *clean = ARENA_NEW(l->arena, struct str, n * rows);
    for (size_t i = 0; i < n * rows; i++) {
        clean[i] = layout_clean(l->arena, cells[i], true);
        int columns_wide = natural_width(l, clean[i]);
        if (columns_wide > widths[i % n]) widths[i % n] = columns_wide;
    }
    int sum = indent;
    for (size_t i = 0; i < n; i++) {
        if (widths[i] > LAYOUT_WIDTH_MAX && columns[i].wraps) widths[i] = LAYOUT_WIDTH_MAX; /* keeps shrink short */
        sum += widths[i] + (i ? GAP : 0);
    }
    shrink(n, columns, widths, sum - line_width(l));
    for (size_t row = 0; row < rows; row++) table_row(l, indent, n, columns, widths, clean + row * n);
}

/* --- lists of two levels --- */

static void list_item(const struct layout *l, int indent, const struct layout_item *item)
{
    struct str number = layout_clean(l->arena, item->number, false), when = layout_clean(l->arena, item->when, false);
    struct str headline = layout_clean(l->arena, item->headline, false);
    enum layout_style when_style = item->urgent ? LAYOUT_ACCENT : LAYOUT_PLAIN;
    blanks(l, indent - GAP - columns_of(l, number));
    styled(l, LAYOUT_DIM, number);
    int room = room_behind(l, indent);
    int spare = room - columns_of(l, headline) - columns_of(l, when);
    bool beside = when.n && spare >= GAP;
    for (bool first = true; first || headline.n; first = false) {
        blanks(l, first ? GAP : indent);
        styled(l, LAYOUT_BOLD, next_line(l, &headline, room, true));
        if (beside) {
            blanks(l, spare);
            styled(l, when_style, when);
        }
        buf_char(l->out, '\n');
    }
    if (when.n && !beside) layout_text(l, indent, indent, when_style, when);
    if (item->detail.n) layout_text(l, indent, indent, LAYOUT_PLAIN, item->detail);
    if (item->why.n) layout_text(l, indent, indent, LAYOUT_DIM, item->why);
}

void layout_list(const struct layout *l, const struct layout_item items[], size_t n)
{
    int widest = 0;
    for (size_t i = 0; i < n; i++) {
        int columns = columns_of(l, layout_clean(l->arena, items[i].number, false));
        if (columns > widest) widest = columns;
    }
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(l->out, '\n');
        list_item(l, 1 + widest + GAP, &items[i]);
    }
}

/* --- near days --- */

static char *calendar_day(day_t day, day_t today, char out[static LAYOUT_DAY_MAX])
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    int n = snprintf(out, LAYOUT_DAY_MAX, "%s %d %s", weekdays[day_weekday(day)], d.day, months[d.month]);
    if (d.year != day_to_ymd(today).year) snprintf(out + n, (size_t)(LAYOUT_DAY_MAX - n), " %d", d.year);
    return out;
}

/* The word for a day at most one away, or NULL. */
static const char *near_day(day_t day, day_t today)
{
    return day == today ? "today" : day == today + 1 ? "tomorrow" : day == today - 1 ? "yesterday" : NULL;
}

/* ", in 5 days" or ", 3 days ago", behind what out holds. */
static char *add_distance(day_t day, day_t today, char out[static LAYOUT_DAY_MAX])
{
    size_t n = strlen(out);
    int days = day - today;
    snprintf(out + n, LAYOUT_DAY_MAX - n, days > 0 ? ", in %d days" : ", %d days ago", days > 0 ? days : -days);
    return out;
}

static char *no_date(char out[static LAYOUT_DAY_MAX])
{
    snprintf(out, LAYOUT_DAY_MAX, "no date");
    return out;
}

static bool on_calendar(day_t day)
{
    return day >= DAY_FIRST && day <= DAY_LAST;
}

static bool is_time(civil_t t)
{
    return t != TIME_NONE && t != TIME_NEVER && on_calendar(day_of(t));
}

char *layout_day(day_t day, day_t today, char out[static LAYOUT_DAY_MAX])
{
    if (!on_calendar(day)) return no_date(out);
    const char *near = near_day(day, today);
    if (!near) return add_distance(day, today, calendar_day(day, today, out));
    snprintf(out, LAYOUT_DAY_MAX, "%s", near);
    return out;
}

char *layout_when(civil_t due, civil_t now, char out[static LAYOUT_DAY_MAX])
{
    if (!is_time(due)) return no_date(out);
    int second = civil_second_of_day(due), hour = second / HOUR_SECONDS,
        minute = second % HOUR_SECONDS / MINUTE_SECONDS;
    day_t day = day_of(due) - (second == 0), today = day_of(now);
    const char *near = near_day(day, today);
    char name[LAYOUT_DAY_MAX];
    if (due < now && day == today)
        snprintf(out, LAYOUT_DAY_MAX, "was due today at %02d:%02d", hour, minute);
    else if (due <= now && day < today)
        snprintf(out, LAYOUT_DAY_MAX, "was due %s", layout_day(day, today, name));
    else if (near && second == 0)
        snprintf(out, LAYOUT_DAY_MAX, "by the end of %s", near);
    else if (near)
        snprintf(out, LAYOUT_DAY_MAX, "%s by %02d:%02d", near, hour, minute);
    else
        snprintf(out, LAYOUT_DAY_MAX, "by %s", layout_day(day, today, name));
    return out;
}

char *layout_moment(civil_t at, civil_t now, char out[static LAYOUT_DAY_MAX])
{
    if (!is_time(at)) return no_date(out);
    int second = civil_second_of_day(at);
    day_t day = day_of(at), today = day_of(now);
    const char *near = near_day(day, today);
    char name[LAYOUT_DAY_MAX];
    snprintf(out, LAYOUT_DAY_MAX, "%.*s at %02d:%02d", LAYOUT_DAY_MAX / 2, near ? near : calendar_day(day, today, name),
        second / HOUR_SECONDS, second % HOUR_SECONDS / MINUTE_SECONDS);
    return near ? out : add_distance(day, today, out);
}
