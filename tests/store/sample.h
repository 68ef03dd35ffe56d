/* What the store's tests share: a folder of their own, events to record, rows
 * derived from them, and the derived tables as text. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "base/buf.h"
#include "store/journal.h"

/* A fresh folder with this program's number; sample_path names a file in it (in a ring of eight buffers). */
void sample_folder(void);
void sample_remove(void); /* the folder and what is in it */
const char *sample_path(const char *name);

/* Ends the test program with the sentence if err is not OK. */
void sample_ok(enum err err, const struct err_info *info);

struct journal *sample_open(const char *path, enum journal_mode mode);

struct event sample_new(const char *organisation);
struct event sample_person(int64_t opp, const char *name);
struct event sample_interview(int64_t opp);
struct event sample_note(int64_t opp, const char *text);
struct event sample_undo(enum event_kind kind, int64_t batch);
struct event sample_setting(const char *name, const char *value);

/* An agenda that hangs on every event: a journal_derive. */
enum err sample_derive(void *context, int64_t house, const struct events *events, struct arena *a,
    struct agenda_row **ret, size_t *ret_n, struct err_info *info);

/* Within a transaction: appends, then makes the agenda of the houses touched anew. */
enum err sample_append(struct journal *j, struct event *e, struct err_info *info);
/* The same as a transaction of its own, which must succeed. */
void sample_record(struct journal *j, struct event *e);

/* All rows of hidden, house, agenda and meta of the file, as text. */
void sample_dump(const char *path, struct buf *to);
/* Runs SQL on the file past the store; returns SQLite's result. */
int sample_sql(const char *path, const char *sql);

#endif
