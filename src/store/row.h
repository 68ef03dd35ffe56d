/* An event as a row of the table, and back. */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "base/arena.h"
#include "model/event.h"

#include <sqlite3.h>

#define ROW_COLUMNS                                                                                                    \
    "house, opp, seq, batch, recorded, kind, person, interview, precision, at, instant, ends, arranged, day, day2, "   \
    "count, opp_kind, role, channel, purpose, outcome, gist, ending, step, contacts_everyone, may_contact, flags, "    \
    "name, title, mail, phone, slug, country, zone, url, text"
enum { ROW_HOUSE = 0, ROW_COUNT = 36 };

/* Binds parameters 1 to ROW_COUNT, in the order of ROW_COLUMNS; strings must last until the statement is reset. */
int row_bind(sqlite3_stmt *s, const struct event *e);

/* Reads the row a statement stands at; strings go to the arena.  False, with *ret untouched, on codes that no program
 * wrote: the file is damaged. */
bool row_read(sqlite3_stmt *s, struct arena *a, struct event *ret);

#endif
