/* Transactions, snapshots, and recording an event. */
#include "store/fault.h"
#include "store/fold.h"
#include "store/handle.h"
#include "store/patience.h"
#include "store/row.h"

#include <assert.h>

/* Runs a statement that takes a lock, as long as waiting helps. */
static enum err take_lock(struct journal *j, enum statement which, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, which, &s, info);
    if (err) return err;
    for (int tries = 0;; tries++) {
        int rc = sqlite3_step(s);
        if (rc == SQLITE_ROW || rc == SQLITE_DONE) return OK;
        sqlite3_reset(s);
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) return fault_set(info, j->path, j->db, rc);
    }
}

enum err journal_snapshot(struct journal *j, struct err_info *info)
{
    assert(j->state != HANDLE_WRITING);
    journal_rollback(j);
    if (!j->db) return OK;
    enum err err = statement_just(j, STATEMENT_BEGIN_READ, info);
    if (err) return err;
    j->state = HANDLE_SNAPSHOT;
    err = take_lock(j, STATEMENT_HIDDEN, info); /* the first read is what fixes the moment */
    if (err == OK) err = hidden_load(j, info);
    if (err) journal_rollback(j);
    return err;
}

enum err handle_enter(struct journal *j, bool *ret_own, struct err_info *info)
{
    *ret_own = j->state == HANDLE_IDLE;
    return *ret_own ? journal_snapshot(j, info) : hidden_load(j, info);
}

enum err handle_leave(struct journal *j, bool own, enum err err)
{
    if (own) journal_rollback(j);
    return err;
}

enum err handle_broken(struct journal *j, enum err err)
{
    j->broken |= err != OK;
    return err;
}

enum err handle_tally(struct journal *j, struct tally *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_META, &s, info);
    if (err == OK) err = statement_step(j, s, &row, info);
    if (err) return err;
    if (!row) return fault_set(info, j->path, NULL, SQLITE_CORRUPT);
    bool no_recorded = sqlite3_column_type(s, 2) == SQLITE_NULL, no_instant = sqlite3_column_type(s, 3) == SQLITE_NULL;
    *ret = (struct tally){.events = sqlite3_column_int64(s, 0),
        .opps = sqlite3_column_int64(s, 1),
        .recorded = no_recorded ? TIME_NONE : sqlite3_column_int64(s, 2),
        .instant = no_instant ? TIME_NONE : sqlite3_column_int64(s, 3)};
    return OK;
}

enum err journal_begin(struct journal *j, struct err_info *info)
{
    assert(j->state != HANDLE_WRITING);
    journal_rollback(j);
    if (j->mode != JOURNAL_WRITE) return err_set(info, ERR_STORE, "%s was opened for reading only", j->path);
    enum err err = take_lock(j, STATEMENT_BEGIN_WRITE, info);
    if (err) return err;
    j->state = HANDLE_WRITING;
    j->broken = false;
    j->batch = 0;
    err = handle_tally(j, &j->stored, info);
    j->tally = j->stored;
    if (err) journal_rollback(j);
    return err;
}

static enum err save_tally(struct journal *j, struct err_info *info)
{
    const struct tally *t = &j->tally, *old = &j->stored;
    if (t->opps == old->opps && t->recorded == old->recorded && t->instant == old->instant) return OK;
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_META_SET, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, t->opps);
    if (t->recorded == TIME_NONE)
        sqlite3_bind_null(s, 2);
    else
        sqlite3_bind_int64(s, 2, t->recorded);
    if (t->instant == TIME_NONE)
        sqlite3_bind_null(s, 3);
    else
        sqlite3_bind_int64(s, 3, t->instant);
    return statement_run(j, s, info);
}

enum err journal_commit(struct journal *j, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    enum err err = OK;
    if (j->broken) err = err_set(info, ERR_STORE, "%s: nothing was recorded: a step before had failed", j->path);
    if (err == OK) err = pack_refresh(j, info);
    if (err == OK) err = save_tally(j, info);
    if (err == OK) err = statement_just(j, STATEMENT_COMMIT, info);
    if (err == OK) j->state = HANDLE_IDLE;
    journal_rollback(j);
    return err;
}

void journal_rollback(struct journal *j)
{
    if (j->db && !sqlite3_get_autocommit(j->db)) {
        /* For a reader either ending is the same, and COMMIT is prepared. */
        bool reading = j->state == HANDLE_SNAPSHOT;
        if (!reading || statement_just(j, STATEMENT_COMMIT, NULL)) sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
    }
    j->state = HANDLE_IDLE;
    hidden_forget(j);
    pack_forget(j);
}

void journal_next_batch(struct journal *j)
{
    j->batch = 0;
}

/* --- Where an event belongs --- */

/* The introduction with this id, which must be of this kind, in force, and in the house (0: any). */
static enum err find(struct journal *j, int64_t id, enum event_kind kind, int64_t house, int64_t *ret_house,
    int64_t *ret_opp, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false, undone = false;
    enum err err = statement_get(j, STATEMENT_REFERENCE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, id);
    err = statement_step(j, s, &row, info);
    if (err) return err;
    int64_t its_house = row ? sqlite3_column_int64(s, 0) : 0, its_opp = row ? sqlite3_column_int64(s, 1) : 0;
    row = row && sqlite3_column_int(s, 2) == (int)kind && (house == 0 || its_house == house);
    sqlite3_reset(s); /* hidden_introduction uses the same */
    if (row) err = hidden_introduction(j, id, &undone, info);
    if (err) return err;
    const char *word = kind == EVENT_NEW ? "opportunity" : event_kind_names[kind];
    if (!row) return err_set(info, ERR_INPUT, "there is no %s %lld at this organisation", word, (long long)id);
    if (undone) return err_set(info, ERR_INPUT, "the %s %lld was undone: redo it first", word, (long long)id);
    *ret_house = its_house;
    *ret_opp = its_opp;
    return OK;
}

/* House of an opportunity's event, after checking what it refers to. */
static enum err place_in_house(struct journal *j, struct event *e, struct err_info *info)
{
    int64_t house = 0, opp = 0;
    enum err err = hidden_load(j, info);
    if (err == OK) err = find(j, e->opp, EVENT_NEW, 0, &e->house, &opp, info);
    if (err == OK && e->person) err = find(j, e->person, EVENT_PERSON, e->house, &house, &opp, info);
    if (err == OK && e->interview) err = find(j, e->interview, EVENT_INTERVIEW, e->house, &house, &opp, info);
    if (err == OK && e->interview && opp != e->opp)
        err = err_set(info, ERR_INPUT, "the interview %lld is one of another opportunity", (long long)e->interview);
    return err;
}

/* Whether an event of this kind can be about one of that kind. */
static bool fits(enum event_kind kind, int about)
{
    if (kind == EVENT_SETTLED) return about >= EVENT_MAY_MEAN && about <= EVENT_MAY_BE_SAME;
    if (kind == EVENT_SAME || kind == EVENT_MAY_BE_SAME) return about == EVENT_PERSON;
    return about == EVENT_CONTACTED || about == EVENT_HEARD;
}

/* As place_in_house, for what is about another event of the house, by its number. */
static enum err place_about(struct journal *j, struct event *e, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = e->opp ? place_in_house(j, e, info) : OK;
    if (err || !e->count) return err;
    err = statement_get(j, STATEMENT_REFERENCE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, e->count);
    err = statement_step(j, s, &row, info);
    if (err) return err;
    bool person = e->kind == EVENT_SAME || e->kind == EVENT_MAY_BE_SAME;
    row = row && sqlite3_column_int64(s, 0) == e->house && fits(e->kind, sqlite3_column_int(s, 2));
    if (row && !person) row = sqlite3_column_int64(s, 1) == e->opp;
    if (row && (!person || e->count != e->person)) return OK;
    return err_set(
        info, ERR_INPUT, "%s: there is no %lld that it can be about", event_kind_names[e->kind], (long long)e->count);
}

static enum err house_named(struct journal *j, struct str name, int64_t *ret_house, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_HOUSE_NAMED, &s, info);
    if (err) return err;
    arena_reset(&j->scratch);
    struct str key = fold_name(&j->scratch, name);
    sqlite3_bind_text(s, 1, key.p, (int)key.n, SQLITE_STATIC);
    err = statement_step(j, s, &row, info);
    if (err == OK) *ret_house = row ? sqlite3_column_int64(s, 0) : 0;
    return err;
}

enum err journal_house_named(struct journal *j, struct str name, int64_t *ret_house, struct err_info *info)
{
    if (!j->db) return *ret_house = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, house_named(j, name, ret_house, info));
}

static enum err place_new(struct journal *j, struct event *e, struct err_info *info)
{
    arena_reset(&j->scratch);
    if (!fold_name(&j->scratch, e->name).n)
        return err_set(info, ERR_INPUT, "the organisation's name is blank: name it");
    enum err err = house_named(j, e->name, &e->house, info);
    if (e->house == 0) e->house = e->seq;
    e->opp = e->seq;
    return err;
}

/* How many opportunities a batch introduced; *ret_undoable: it holds more than undo and redo. */
static enum err batch_news(
    struct journal *j, int64_t batch, int64_t *ret_news, bool *ret_undoable, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = true;
    enum err err = statement_get(j, STATEMENT_BATCH, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, batch);
    *ret_news = 0;
    *ret_undoable = false;
    while ((err = statement_step(j, s, &row, info)) == OK && row && sqlite3_column_int64(s, 2) == batch) {
        int kind = sqlite3_column_int(s, 0);
        *ret_news += kind == EVENT_NEW;
        *ret_undoable |= kind != EVENT_UNDO && kind != EVENT_REDO;
    }
    return err;
}

/* Checks an undo or redo; *ret_opps: by how much the number of opportunities changes. */
static enum err place_undo(struct journal *j, struct event *e, int64_t *ret_opps, struct err_info *info)
{
    bool undo = e->kind == EVENT_UNDO, undoable;
    int64_t news;
    enum err err = hidden_load(j, info);
    if (err == OK) err = batch_news(j, e->count, &news, &undoable, info);
    if (err) return err;
    long long batch = e->count;
    if (!undoable || e->count == e->batch)
        return err_set(info, ERR_INPUT, "there is nothing numbered %lld to undo", batch);
    bool hidden = hidden_has(&j->hidden, e->count);
    if (undo && hidden) return err_set(info, ERR_INPUT, "%lld is undone already", batch);
    if (!undo && !hidden) return err_set(info, ERR_INPUT, "%lld is not undone: there is nothing to redo", batch);
    *ret_opps = undo ? -news : news;
    return OK;
}

/* Fills house and opp. */
static enum err place(struct journal *j, struct event *e, int64_t *ret_opps, struct err_info *info)
{
    switch (e->kind) {
    case EVENT_NEW: *ret_opps = 1; return place_new(j, e, info);
    case EVENT_UNDO:
    case EVENT_REDO: e->house = e->opp = 0; return place_undo(j, e, ret_opps, info);
    case EVENT_SETTING: e->house = e->opp = 0; return OK;
    case EVENT_MAY_BE_NEW: e->house = HOUSE_NONE, e->opp = 0; return OK;
    case EVENT_SETTLED:
        if (!e->opp) e->house = HOUSE_NONE;
        return place_about(j, e, info);
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE:
    case EVENT_APPLIED:
    case EVENT_INTERVIEW:
    case EVENT_MOVED:
    case EVENT_CANCELLED:
    case EVENT_ENDS:
    case EVENT_ATTENDED:
    case EVENT_TOPIC:
    case EVENT_TOLD:
    case EVENT_CONTACTED:
    case EVENT_HEARD:
    case EVENT_OFFER:
    case EVENT_CLOSED:
    case EVENT_REOPENED:
    case EVENT_DONE:
    case EVENT_SKIPPED:
    case EVENT_SNOOZED:
    case EVENT_NOTE:
    case EVENT_NAMED: return place_in_house(j, e, info);
    case EVENT_MAY_MEAN:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_SAME:
    case EVENT_MEANS:
    case EVENT_SAME: return place_about(j, e, info);
    }
    return err_set(info, ERR_INPUT, "an event of the unknown kind %d", (int)e->kind);
}

/* --- Writing it --- */

static enum err insert(struct journal *j, const struct event *e, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_INSERT, &s, info);
    if (err) return err;
    int rc = row_bind(s, e);
    return rc ? fault_set(info, j->path, j->db, rc) : statement_run(j, s, info);
}

static enum err touch_batch(struct journal *j, int64_t batch, struct err_info *info)
{
    int64_t *houses;
    size_t n;
    AUTO(arena) a = {0};
    enum err err = journal_batch_houses(j, batch, &a, &houses, &n, info);
    for (size_t i = 0; !err && i < n; i++) pack_touch(j, houses[i]);
    return err;
}

/* What follows from the event in the tables derived from events. */
static enum err follow(struct journal *j, const struct event *e, struct err_info *info)
{
    STATEMENT *s = NULL;
    if (e->house > 0) pack_touch(j, e->house);
    if (e->kind == EVENT_NEW && e->house == e->seq) {
        enum err err = statement_get(j, STATEMENT_HOUSE_ADD, &s, info);
        if (err) return err;
        arena_reset(&j->scratch);
        struct str key = fold_name(&j->scratch, e->name);
        sqlite3_bind_int64(s, 1, e->house);
        sqlite3_bind_text(s, 2, key.p, (int)key.n, SQLITE_STATIC);
        return statement_run(j, s, info);
    }
    if (e->kind == EVENT_UNDO || e->kind == EVENT_REDO) {
        enum err err = statement_get(j, e->kind == EVENT_UNDO ? STATEMENT_HIDE : STATEMENT_UNHIDE, &s, info);
        if (err) return err;
        sqlite3_bind_int64(s, 1, e->count);
        hidden_forget(j);
        err = statement_run(j, s, info);
        return err ? err : touch_batch(j, e->count, info);
    }
    return OK;
}

enum err journal_append(struct journal *j, struct event *e, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    struct event new = *e;
    int64_t opps = 0;
    new.seq = j->tally.events + 1;
    new.batch = j->batch ? j->batch : new.seq;
    enum err err = event_check(&new, info);
    if (err == OK) err = place(j, &new, &opps, info);
    if (err) return err;
    err = insert(j, &new, info);
    if (err == OK) err = follow(j, &new, info);
    if (err) return handle_broken(j, err);
    j->batch = new.batch;
    struct tally *t = &j->tally;
    t->events = new.seq;
    t->opps += opps;
    if (new.recorded > t->recorded) t->recorded = new.recorded;
    if (new.instant > t->instant) t->instant = new.instant;
    *e = new;
    return OK;
}
