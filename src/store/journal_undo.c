/* What an undo or redo would take back or put back, and whom that touches.  A batch's events follow one another
 * without a gap, so that it can be found by seq alone. */
#include "store/handle.h"
#include "store/ids.h"

/* The last event before seq `before`: its batch; 0: there is none. */
static enum err batch_before(struct journal *j, int64_t before, int64_t *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_BEFORE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, before);
    err = statement_step(j, s, &row, info);
    if (err == OK) *ret = row ? sqlite3_column_int64(s, 0) : 0;
    return err;
}

/* Whether a batch holds anything but undo, redo and settings. */
static enum err tells(struct journal *j, int64_t batch, bool *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = true, found = false;
    enum err err = statement_get(j, STATEMENT_BATCH, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, batch);
    while (!found && (err = statement_step(j, s, &row, info)) == OK && row && sqlite3_column_int64(s, 2) == batch) {
        int kind = sqlite3_column_int(s, 0);
        found = kind != EVENT_UNDO && kind != EVENT_REDO && kind != EVENT_SETTING;
    }
    if (err == OK) *ret = found;
    return err;
}

static enum err undoable(struct journal *j, int64_t *ret_batch, struct err_info *info)
{
    int64_t batch = INT64_MAX;
    for (bool found = false; !found && batch;) {
        enum err err = batch_before(j, batch, &batch, info);
        if (err == OK && batch && !hidden_has(&j->hidden, batch)) err = tells(j, batch, &found, info);
        if (err) return err;
    }
    *ret_batch = batch;
    return OK;
}

enum err journal_undoable(struct journal *j, int64_t *ret_batch, struct err_info *info)
{
    if (!j->db) return *ret_batch = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, undoable(j, ret_batch, info));
}

/* Going back from the newest event: an undo that still stands is what a redo puts back; anything recorded since, other
 * than undo, redo and settings, ends the search. */
static enum err redoable(struct journal *j, int64_t *ret_batch, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = true;
    int64_t found = 0;
    enum err err = statement_get(j, STATEMENT_NEWEST, &s, info);
    while (err == OK && (err = statement_step(j, s, &row, info)) == OK && row && !found) {
        int kind = sqlite3_column_int(s, 0);
        int64_t batch = sqlite3_column_int64(s, 1);
        if (kind == EVENT_UNDO && hidden_has(&j->hidden, batch))
            found = batch;
        else if (kind != EVENT_UNDO && kind != EVENT_REDO && kind != EVENT_SETTING)
            break;
    }
    if (err == OK) *ret_batch = found;
    return err;
}

enum err journal_redoable(struct journal *j, int64_t *ret_batch, struct err_info *info)
{
    if (!j->db) return *ret_batch = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, redoable(j, ret_batch, info));
}

static enum err batch_houses(
    struct journal *j, int64_t batch, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    STATEMENT *s = NULL;
    int64_t *houses = NULL;
    size_t n = 0, room = 0;
    bool row = true;
    enum err err = statement_get(j, STATEMENT_BATCH, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, batch);
    while ((err = statement_step(j, s, &row, info)) == OK && row && sqlite3_column_int64(s, 2) == batch) {
        int64_t house = sqlite3_column_int64(s, 1);
        if (house > 0 && !(n && houses[n - 1] == house)) *ARENA_PUSH(a, houses, n, room) = house;
    }
    if (err) return err;
    *ret = houses;
    *ret_n = ids_distinct(houses, n);
    return OK;
}

enum err journal_batch_houses(
    struct journal *j, int64_t batch, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    if (!j->db) return *ret = NULL, *ret_n = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, batch_houses(j, batch, a, ret, ret_n, info));
}
