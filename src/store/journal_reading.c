/* What was read from mail and calendars: which event came of it, what is suggested, how far a mailbox was read. */
#include "store/fault.h"
#include "store/handle.h"
#include "store/ids.h"
#include "store/row.h"

#include <assert.h>

/* The first of a bound statement's rows that stands. */
static enum err newest(
    struct journal *j, sqlite3_stmt *s, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info)
{
    struct event e;
    *ret_found = false;
    for (bool row = true; !*ret_found;) {
        bool undone = false;
        enum err err = statement_step(j, s, &row, info);
        if (err || !row) return err;
        if (!row_read(s, a, &e)) return fault_set(info, j->path, NULL, SQLITE_CORRUPT);
        if (j->hidden.n) err = hidden_event(j, &e, &undone, info);
        if (err) return err;
        if (undone) continue;
        *ret = e;
        *ret_found = true;
    }
    return OK;
}

static enum err by_text(struct journal *j, enum statement which, struct str key, struct arena *a, struct event *ret,
    bool *ret_found, struct err_info *info)
{
    *ret_found = false;
    if (!j->db || !key.n) return OK;
    bool own;
    STATEMENT *s = NULL;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, which, &s, info);
    if (!err) {
        sqlite3_bind_text(s, 1, key.p, (int)key.n, SQLITE_STATIC);
        err = newest(j, s, a, ret, ret_found, info);
    }
    return handle_leave(j, own, err);
}

enum err journal_source(
    struct journal *j, struct str source, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info)
{
    return by_text(j, STATEMENT_SOURCE, source, a, ret, ret_found, info);
}

enum err journal_thread(
    struct journal *j, struct str thread, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info)
{
    return by_text(j, STATEMENT_THREAD, thread, a, ret, ret_found, info);
}

enum err journal_event(
    struct journal *j, int64_t seq, struct arena *a, struct event *ret, bool *ret_found, struct err_info *info)
{
    *ret_found = false;
    if (!j->db) return OK;
    bool own;
    STATEMENT *s = NULL;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, STATEMENT_ONE, &s, info);
    if (!err) {
        sqlite3_bind_int64(s, 1, seq);
        err = newest(j, s, a, ret, ret_found, info);
    }
    return handle_leave(j, own, err);
}

/* --- suggestions --- */

/* Those whose row stands; of what they are about, whoever shows them sees to it. */
static enum err suggestions(struct journal *j, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    STATEMENT *s = NULL;
    int64_t *open = NULL, *settled = NULL;
    size_t n = 0, room = 0, n_settled = 0, settled_room = 0, kept = 0;
    bool row = true;
    enum err err = statement_get(j, STATEMENT_SUGGESTED, &s, info);
    while (!err && (err = statement_step(j, s, &row, info)) == OK && row) {
        if (hidden_has(&j->hidden, sqlite3_column_int64(s, 3))) continue;
        if (sqlite3_column_int(s, 0) == EVENT_SETTLED)
            *ARENA_PUSH(a, settled, n_settled, settled_room) = sqlite3_column_int64(s, 2);
        else
            *ARENA_PUSH(a, open, n, room) = sqlite3_column_int64(s, 1);
    }
    if (err) return err;
    n = ids_distinct(open, n);
    n_settled = ids_distinct(settled, n_settled);
    for (size_t i = 0; i < n; i++)
        if (!ids_has(settled, n_settled, open[i])) open[kept++] = open[i];
    *ret = open;
    *ret_n = kept;
    return OK;
}

enum err journal_suggestions(struct journal *j, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    if (!j->db) return *ret = NULL, *ret_n = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, suggestions(j, a, ret, ret_n, info));
}

enum err journal_suggested_people(struct journal *j, struct arena *a, struct events *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct events){0}, OK;
    bool own;
    STATEMENT *s = NULL;
    struct events all = {0};
    size_t kept = 0;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, STATEMENT_SUGGESTED_PEOPLE, &s, info);
    if (!err) err = handle_events(j, s, a, &all, info);
    for (size_t i = 0; i < all.n; i++)
        if (!hidden_has(&j->hidden, all.items[i].batch)) all.items[kept++] = all.items[i];
    if (!err) *ret = (struct events){all.items, kept};
    return handle_leave(j, own, err);
}

/* --- how far a mailbox was read --- */

static enum err reading(struct journal *j, struct str key, struct arena *a, struct str *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_READING, &s, info);
    if (err) return err;
    sqlite3_bind_text(s, 1, key.p, (int)key.n, SQLITE_STATIC);
    err = statement_step(j, s, &row, info);
    if (err) return err;
    struct str state = {0};
    if (row) state = (struct str){(const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0)};
    *ret = arena_str(a, state);
    return OK;
}

enum err journal_reading(struct journal *j, struct str key, struct arena *a, struct str *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct str){0}, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, reading(j, key, a, ret, info));
}

enum err journal_reading_set(struct journal *j, struct str key, struct str state, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_READING_PUT, &s, info);
    if (err) return err;
    sqlite3_bind_text(s, 1, key.p, (int)key.n, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, state.p ? state.p : "", (int)state.n, SQLITE_STATIC);
    return statement_run(j, s, info);
}
