/* The journal: every event ever recorded, and the agenda derived from it.
 *
 * Append-only: events are added and never changed; undo and redo are events.
 * One file (SQLite, WAL, synchronous FULL, mode 0600); several processes may
 * use it at once and wait for each other.  What a call reported as OK survives
 * a crash of the program or the machine; a call that failed changed nothing. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/arena.h"
#include "model/event.h"

struct journal;

enum journal_mode {
    JOURNAL_READ, /* a missing file reads as an empty journal and is not made; starts within a snapshot */
    JOURNAL_WRITE, /* made when missing, with its folder */
};

MUST_USE enum err journal_open(struct journal **ret, const char *path, enum journal_mode mode, struct err_info *info);
void journal_close(struct journal *j); /* NULL is fine */

/* One moment for all that is read from here on, until the next of journal_snapshot, _begin, _rollback: what others
 * write meanwhile does not show.  Not within a transaction.  A snapshot held for long makes the -wal file grow. */
MUST_USE enum err journal_snapshot(struct journal *j, struct err_info *info);

/* --- Writing: begin, any number of appends and agenda changes, commit.  Without commit nothing happened. --- */

MUST_USE enum err journal_begin(struct journal *j, struct err_info *info);
MUST_USE enum err journal_commit(struct journal *j, struct err_info *info);
void journal_rollback(struct journal *j); /* ends a snapshot too; harmless outside both */

/* Checks the event (event_check, and that what it refers to exists, not undone: an opportunity, a person of its house,
 * an interview of its own), gives it its seq and batch (the first seq of the transaction, or since
 * journal_next_batch), sets its house from opp, sets house and opp of an EVENT_NEW (house: journal_house_named, else
 * its own seq) and writes it.  EVENT_UNDO and EVENT_REDO take effect at once; they and EVENT_SETTING belong to house
 * and opp 0, EVENT_MAY_BE_NEW to HOUSE_NONE.  A refused event (ERR_INPUT) changes nothing, *e included, and the transaction may go on. */
MUST_USE enum err journal_append(struct journal *j, struct event *e, struct err_info *info);
void journal_next_batch(struct journal *j); /* the next event begins another batch, as imports of a history need */

/* --- Reading: views live in the arena. Undone events are left out unless asked for. --- */

struct events {
    struct event *items; /* ascending: by seq within an opportunity */
    size_t n;
};

MUST_USE enum err journal_house(
    struct journal *j, int64_t house, struct arena *a, struct events *ret, struct err_info *info);

/* Every house in turn, in ascending order of house id; the arena is reset between calls and holds the house at hand.
 * Stops at the first error of visit.  House 0 (settings, undo) is not visited. */
typedef enum err journal_visit(void *context, int64_t house, const struct events *events, struct err_info *info);
MUST_USE enum err journal_walk(struct journal *j, journal_visit *visit, void *context, struct err_info *info);

/* The newest `limit` events (0: all), undone ones included, newest last; opp 0: of all opportunities. `undone[i]` (may
 * be NULL) tells whether events[i] stands undone. */
MUST_USE enum err journal_history(struct journal *j, int64_t opp, size_t limit, struct arena *a, struct events *ret,
    bool **undone, struct err_info *info);

/* The newest batch that an undo (or redo) would take back (put back); 0 where there is none. */
MUST_USE enum err journal_undoable(struct journal *j, int64_t *ret_batch, struct err_info *info);
MUST_USE enum err journal_redoable(struct journal *j, int64_t *ret_batch, struct err_info *info);
/* The houses a batch has touched. */
MUST_USE enum err journal_batch_houses(
    struct journal *j, int64_t batch, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info);

/* The effective EVENT_NEW / EVENT_PERSON of all (id = seq), for finding by name; those with exactly this slug (also
 * EVENT_INTERVIEW), by an index; and one by id. */
MUST_USE enum err journal_introductions(
    struct journal *j, enum event_kind kind, struct arena *a, struct events *ret, struct err_info *info);
MUST_USE enum err journal_slug(struct journal *j, enum event_kind kind, struct str slug, struct arena *a,
    struct events *ret, struct err_info *info);
/* The houses that have made an offer, or where one was accepted; ascending, once each. */
MUST_USE enum err journal_offer_houses(
    struct journal *j, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info);
MUST_USE enum err journal_house_of(
    struct journal *j, int64_t opp, int64_t *ret_house, struct err_info *info); /* 0: none */

/* The house of an organisation's name, whatever its letter case and blanks; 0: none.  An undone one keeps its id. */
MUST_USE enum err journal_house_named(struct journal *j, struct str name, int64_t *ret_house, struct err_info *info);

/* By number; and what was read from a source or belongs to a thread (the newest that stands).  *ret_found. */
MUST_USE enum err journal_event(
    struct journal *j, int64_t seq, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info);
MUST_USE enum err journal_source(
    struct journal *j, struct str source, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info);
MUST_USE enum err journal_thread(
    struct journal *j, struct str thread, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info);

/* Suggestions (EVENT_MAY_...) that nobody has settled: their numbers, ascending. */
MUST_USE enum err journal_suggestions(
    struct journal *j, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info);

/* All that was ever suggested of people (EVENT_MAY_BE_PERSON), settled or not. */
MUST_USE enum err journal_suggested_people(
    struct journal *j, struct arena *a, struct events *ret, struct err_info *info);

/* How far a mailbox was read, as whoever reads it puts it; empty where nothing is known.  Set within a transaction. */
MUST_USE enum err journal_reading(
    struct journal *j, struct str key, struct arena *a, struct str *ret, struct err_info *info);
MUST_USE enum err journal_reading_set(struct journal *j, struct str key, struct str state, struct err_info *info);

/* Settings in force: the last effective EVENT_SETTING of each name. */
MUST_USE enum err journal_settings(struct journal *j, struct arena *a, struct events *ret, struct err_info *info);

/* The latest `recorded` and the latest `instant` of all events, undone ones included (0 when there is none): answers
 * about an earlier moment cannot come from the agenda. */
MUST_USE enum err journal_span(
    struct journal *j, instant_t *ret_recorded, instant_t *ret_latest, struct err_info *info);
/* The newest event that belongs to no house (a setting, undo or redo) and so may change any: its seq and when it was
 * recorded, 0 where there is none. */
MUST_USE enum err journal_last_common(
    struct journal *j, int64_t *ret_seq, instant_t *ret_recorded, struct err_info *info);
/* All events, undone ones included; opportunities that are not undone. */
MUST_USE enum err journal_count(struct journal *j, int64_t *ret_events, int64_t *ret_opps, struct err_info *info);

/* --- The agenda: for each opportunity that has anything to come, when it may want attention --- */

struct agenda_row {
    int64_t opp, house;
    instant_t from, until; /* something may be open from `from` until before `until` (TIME_NEVER: stays) */
    instant_t quiet_until; /* the next inquiry opens then; TIME_NEVER: not foreseen; TIME_NONE: nothing quiet */
    instant_t quiet_else; /* when it would be due if it were not kept quiet; TIME_NONE likewise */
};

/* Replaces all rows of a house; rows ascend by opp and `from`.  Several rows are several times when something may be
 * open; what is quiet stands in one of them. */
MUST_USE enum err journal_agenda_put(
    struct journal *j, int64_t house, const struct agenda_row *rows, size_t n, struct err_info *info);

/* Houses with an opportunity whose [from, until) holds now, ascending and once each. */
MUST_USE enum err journal_agenda_due(
    struct journal *j, instant_t now, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info);

/* Rows whose quiet_else or quiet_until lies after now and at or before `until` (TIME_NEVER: all quiet rows), at most
 * limit (0: all), nearest first: by the first of the two that lies after now.  *ret_total (may be NULL): how many there are in all;
 * where there are more than the limit and more than JOURNAL_MANY it is JOURNAL_MANY + 1, as counting on would cost more
 * than all else that is asked each day. */
enum { JOURNAL_MANY = 1000 };
MUST_USE enum err journal_agenda_quiet(struct journal *j, instant_t now, instant_t until, size_t limit, struct arena *a,
    struct agenda_row **ret, size_t *ret_n, size_t *ret_total, struct err_info *info);

/* Houses with an opportunity that would be due by `until` (its quiet_else) and is kept quiet beyond now; at most limit
 * (0: all), those that would have been due first. */
MUST_USE enum err journal_agenda_kept(struct journal *j, instant_t now, instant_t until, size_t limit, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err_info *info);

/* Makes all that is derived anew from the events: calls back for each house's agenda rows (ascending by opp); in one
 * transaction, the caller's if there is one.  The resulting rows have the same bytes as those that recording event by
 * event gave. */
typedef enum err journal_derive(void *context, int64_t house, const struct events *events, struct arena *a,
    struct agenda_row **ret, size_t *ret_n, struct err_info *info);
MUST_USE enum err journal_rebuild(struct journal *j, journal_derive *derive, void *context, struct err_info *info);

/* What the agenda was derived under (playbook name and its digest, program's agenda version): whoever writes rows sets
 * it.  Stale: there are events, and the agenda was derived under another key than this: it needs a rebuild. */
MUST_USE enum err journal_agenda_key(struct journal *j, struct arena *a, struct str *ret, struct err_info *info);
MUST_USE enum err journal_agenda_set_key(struct journal *j, struct str key, struct err_info *info);
MUST_USE enum err journal_stale(struct journal *j, struct str key, bool *ret, struct err_info *info);

/* --- Whole files --- */

/* A complete copy at path (must not exist), made beside it and named when durable. */
MUST_USE enum err journal_backup(struct journal *j, const char *path, struct err_info *info);
/* Checks that `from` is a sound database of this or an older version, then replaces what `path` holds in one durable
 * step, while others may have it open; what it held before is kept as path.before-restore (.2, .3, ... where that is
 * taken).  A damaged database at path is moved there and replaced. */
MUST_USE enum err journal_restore(const char *path, const char *from, struct err_info *info);

#endif
