/* An open journal, as the files of this folder share it; nobody else includes
 * this. */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include "store/hidden.h"
#include "store/journal.h"
#include "store/pack.h"
#include "store/statement.h"

enum handle_state { HANDLE_IDLE, HANDLE_SNAPSHOT, HANDLE_WRITING };

/* What the meta table says of the whole, and the number of events. */
struct tally {
    int64_t events, opps;
    instant_t recorded, instant; /* TIME_NONE: none */
};

struct journal {
    sqlite3 *db; /* NULL: there is no file, or nothing in it: all reads find nothing */
    char *path;
    enum journal_mode mode;
    enum handle_state state;
    bool broken; /* a write failed half way: this transaction cannot be committed */
    int64_t batch; /* while writing: the batch at hand; 0: the next event begins one */
    struct tally tally; /* while writing: as it will be ... */
    struct tally stored; /* ... and as the table has it */
    struct hidden hidden;
    struct pack_touched touched; /* while writing */
    struct arena scratch; /* for the length of one call; whoever uses it resets it first */
    sqlite3_stmt *statements[STATEMENT_COUNT];
};

/* Around everything that reads: takes a snapshot where there is neither one nor a transaction, and loads the hidden
 * batches.  *ret_own goes to handle_leave, which passes err through.  Not where db is NULL. */
MUST_USE enum err handle_enter(struct journal *j, bool *ret_own, struct err_info *info);
MUST_USE enum err handle_leave(struct journal *j, bool own, enum err err);

/* Notes the failure of a write that may have been half done. */
MUST_USE enum err handle_broken(struct journal *j, enum err err);

/* Reads the tally from the tables. */
MUST_USE enum err handle_tally(struct journal *j, struct tally *ret, struct err_info *info);

/* Opens a file for reading that may be of an older version, as restore does, and tells which.  *ret_rc: SQLite's
 * result where that was what failed. */
MUST_USE enum err handle_open(
    struct journal **ret, const char *path, enum journal_mode mode, int *ret_rc, struct err_info *info);

/* journal_walk with the houses of which nothing is left (no events), and the latest times of all rows passed. */
MUST_USE enum err handle_walk(struct journal *j, journal_visit *visit, void *context, instant_t *ret_recorded,
    instant_t *ret_instant, struct err_info *info);

/* A house's living events, from their rows. */
MUST_USE enum err handle_house(
    struct journal *j, int64_t house, struct arena *a, struct events *ret, struct err_info *info);

/* All rows of a bound statement as events; without regard to what is hidden. */
MUST_USE enum err handle_events(
    struct journal *j, sqlite3_stmt *s, struct arena *a, struct events *ret, struct err_info *info);

/* One agenda row as a statement of STATEMENT_AGENDA's columns has it. */
struct agenda_row handle_agenda_row(sqlite3_stmt *s);

#endif
