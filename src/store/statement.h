/* The SQL of the journal, prepared at first use and kept until the journal is
 * closed. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "base/err.h"

#include <sqlite3.h>
#include <stdbool.h>

struct journal;

enum statement {
    STATEMENT_BEGIN_READ,
    STATEMENT_BEGIN_WRITE,
    STATEMENT_COMMIT,
    STATEMENT_META,
    STATEMENT_META_SET,
    STATEMENT_KEY,
    STATEMENT_KEY_SET,
    STATEMENT_LAST,
    STATEMENT_INSERT,
    STATEMENT_REFERENCE,
    STATEMENT_ONE,
    STATEMENT_HIDDEN,
    STATEMENT_HIDE,
    STATEMENT_UNHIDE,
    STATEMENT_HOUSE_ADD,
    STATEMENT_HOUSE_NAMED,
    STATEMENT_HOUSES,
    STATEMENT_HOUSES_CLEAR,
    STATEMENT_HOUSE_OF,
    STATEMENT_HOUSE,
    STATEMENT_PACK,
    STATEMENT_PACKS,
    STATEMENT_PACK_PUT,
    STATEMENT_PACK_DROP,
    STATEMENT_WALK,
    STATEMENT_HISTORY,
    STATEMENT_HISTORY_OF,
    STATEMENT_NEWS,
    STATEMENT_PEOPLE,
    STATEMENT_SLUG,
    STATEMENT_SOURCE,
    STATEMENT_THREAD,
    STATEMENT_SUGGESTED,
    STATEMENT_SUGGESTED_PEOPLE,
    STATEMENT_READING,
    STATEMENT_READING_PUT,
    STATEMENT_SETTINGS,
    STATEMENT_BATCH,
    STATEMENT_BEFORE,
    STATEMENT_NEWEST,
    STATEMENT_UNDOS,
    STATEMENT_SPAN_ZERO,
    STATEMENT_LAST_ZERO,
    STATEMENT_AGENDA,
    STATEMENT_AGENDA_OF,
    STATEMENT_AGENDA_PUT,
    STATEMENT_AGENDA_DROP,
    STATEMENT_DUE,
    STATEMENT_QUIET_ELSE,
    STATEMENT_QUIET_UNTIL,
    STATEMENT_QUIET_ALL,
    STATEMENT_KEPT,
    STATEMENT_OFFERS,
    STATEMENT_COUNT_ELSE,
    STATEMENT_COUNT_UNTIL,
    STATEMENT_OUTBOX_ADD,
    STATEMENT_OUTBOX_MOVE,
    STATEMENT_OUTBOX_NOTE,
    STATEMENT_OUTBOX_ONE,
    STATEMENT_OUTBOX_ALL,
    STATEMENT_OUTBOX_ANY,
    STATEMENT_OUTBOX_UNSETTLED,
    STATEMENT_COUNT
};

/* A statement ready for binding.  Declared as STATEMENT *s = NULL it resets itself at the end of its scope. */
MUST_USE enum err statement_get(struct journal *j, enum statement which, sqlite3_stmt **ret, struct err_info *info);
void statement_done(sqlite3_stmt **s);
#define STATEMENT __attribute__((cleanup(statement_done))) sqlite3_stmt

/* The next row: *ret_row is false after the last one. */
MUST_USE enum err statement_step(struct journal *j, sqlite3_stmt *s, bool *ret_row, struct err_info *info);
/* To its end, for one that gives no rows. */
MUST_USE enum err statement_run(struct journal *j, sqlite3_stmt *s, struct err_info *info);
MUST_USE enum err statement_just(struct journal *j, enum statement which, struct err_info *info); /* get and run */

#endif
