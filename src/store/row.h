/* An event as a row of the table, and back; between them its cells. */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "base/arena.h"
#include "model/event.h"

#include <sqlite3.h>

#define ROW_COLUMNS                                                                                                    \
    "house, opp, seq, batch, recorded, kind, person, interview, precision, at, instant, ends, arranged, day, day2, "   \
    "count, opp_kind, role, channel, purpose, outcome, gist, ending, step, contacts_everyone, may_contact, flags, "    \
    "name, title, mail, phone, slug, country, zone, url, text, source, why"
enum { ROW_HOUSE = 0, ROW_COUNT = 38, ROW_NUMBERS = 27, ROW_TEXTS = ROW_COUNT - ROW_NUMBERS };

/* What stands in the columns, in their order: first all numbers, then all texts.  Where there is nothing stands what
 * row_nothing has for the column, or the empty text. */
struct row_cells {
    int64_t numbers[ROW_NUMBERS];
    struct str texts[ROW_TEXTS];
};
extern const int64_t row_nothing[ROW_NUMBERS];

void row_cells(const struct event *e, struct row_cells *ret);
/* The views of the texts are taken over.  False, with *ret untouched, on codes that no program wrote: the file is
 * damaged. */
MUST_USE bool row_event(const struct row_cells *cells, struct event *ret);

/* Binds parameters 1 to ROW_COUNT, in the order of ROW_COLUMNS; strings must last until the statement is reset. */
int row_bind(sqlite3_stmt *s, const struct event *e);

/* Reads the row a statement stands at; strings go to the arena.  False as with row_event. */
MUST_USE bool row_read(sqlite3_stmt *s, struct arena *a, struct event *ret);

#endif
