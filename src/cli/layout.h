/* Calm text for a terminal: paragraphs, aligned columns and lists of two
 * levels, wrapped between words, and the words for near days.
 *
 * Whatever is shown may come from an import: every function here neutralises
 * control characters and escape sequences in the text it is given. */
#ifndef CLI_LAYOUT_H
#define CLI_LAYOUT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/civil.h"

typedef size_t layout_measure(struct str s); /* columns that UTF-8 text takes in a terminal, as text_width tells */

struct layout {
    struct buf *out;
    struct arena *arena; /* for passing needs */
    int width; /* columns; 0: 80; more than LAYOUT_WIDTH_MAX are not used */
    bool colour; /* bold, dim and the accent may be used */
    layout_measure *measure; /* NULL: one column for each code point */
};
enum { LAYOUT_WIDTH = 80, LAYOUT_WIDTH_MIN = 20, LAYOUT_WIDTH_MAX = 100 };

enum layout_style { LAYOUT_PLAIN, LAYOUT_BOLD, LAYOUT_DIM, LAYOUT_ACCENT };

/* A copy fit to be shown: control characters, broken UTF-8 and marks that turn the direction of text become U+FFFD;
 * tabs become blanks, and so do line breaks unless `lines`. */
struct str layout_clean(struct arena *arena, struct str s, bool lines);

/* A line in bold; an empty line before it unless it is the first. */
void layout_heading(const struct layout *l, struct str text);

/* A paragraph: its first line indented by `first`, all others by `rest`; line breaks in the text are kept.  A word
 * longer than a line is broken, unless it is a link. */
void layout_text(const struct layout *l, int first, int rest, enum layout_style style, struct str text);

struct layout_column {
    enum layout_style style;
    bool right; /* aligned to the right */
    bool wraps; /* may be made narrower where the line is too short */
};

/* Rows of n cells each, columns two blanks apart. */
void layout_table(const struct layout *l, int indent, size_t n, const struct layout_column columns[], size_t rows,
    const struct str cells[]);

/* Two levels: "12  headline ... when", and indented below it detail and why, each where there is one. */
struct layout_item {
    struct str number, headline, when, detail, why;
    bool urgent; /* `when` in the accent colour */
};
void layout_list(const struct layout *l, const struct layout_item items[], size_t n);

/* "today", "tomorrow", "yesterday", "Mon 26 Oct, in 5 days", "Mon 5 Oct, 3 days ago"; with the year where it is another. */
enum { LAYOUT_DAY_MAX = 80 };
char *layout_day(day_t day, day_t today, char out[static LAYOUT_DAY_MAX]); /* returns out */

/* A due time: "today by 15:00", "by Mon 19 Oct, in 2 days", "was due yesterday".  Midnight is the end of a day. */
char *layout_when(civil_t due, civil_t now, char out[static LAYOUT_DAY_MAX]);

/* A moment: "today at 15:00", "Mon 26 Oct at 15:00, in 5 days". */
char *layout_moment(civil_t at, civil_t now, char out[static LAYOUT_DAY_MAX]);

#endif
