/* Reading events: a house, all houses, the history, introductions, settings. */
#include "store/fault.h"
#include "store/handle.h"
#include "store/row.h"

#include <string.h>

enum { FEW_EVENTS = 64 };

enum err handle_events(struct journal *j, sqlite3_stmt *s, struct arena *a, struct events *ret, struct err_info *info)
{
    struct events all = {0};
    size_t room = 0;
    bool row = true;
    for (;;) {
        enum err err = statement_step(j, s, &row, info);
        if (err) return err;
        if (!row) break;
        if (!row_read(s, a, ARENA_PUSH(a, all.items, all.n, room)))
            return fault_set(info, j->path, NULL, SQLITE_CORRUPT);
    }
    *ret = all;
    return OK;
}

enum err handle_house(struct journal *j, int64_t house, struct arena *a, struct events *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    struct events all;
    enum err err = statement_get(j, STATEMENT_HOUSE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, house);
    err = handle_events(j, s, a, &all, info);
    if (err) return err;
    hidden_filter(&j->hidden, a, &all);
    *ret = all;
    return OK;
}

static enum err house(struct journal *j, int64_t id, struct arena *a, struct events *ret, struct err_info *info)
{
    bool found = false;
    enum err err = pack_refresh(j, info);
    if (err == OK) err = pack_get(j, id, a, ret, &found, info);
    return err || found ? err : handle_house(j, id, a, ret, info);
}

enum err journal_house(struct journal *j, int64_t id, struct arena *a, struct events *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct events){0}, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, house(j, id, a, ret, info));
}

/* --- All houses --- */

struct walk {
    struct arena arena;
    struct events events;
    size_t room;
    int64_t house; /* 0: none begun */
    instant_t recorded, instant;
};

static void walk_close(struct walk *w)
{
    arena_close(&w->arena);
}

/* Hands over the house gathered and makes room for the next. */
static enum err walk_visit(
    struct journal *j, struct walk *w, journal_visit *visit, void *context, struct err_info *info)
{
    hidden_filter(&j->hidden, &w->arena, &w->events);
    enum err err = visit(context, w->house, &w->events, info);
    /* Resetting clears the block kept, so a large one is not worth keeping. */
    if (w->room > FEW_EVENTS)
        arena_close(&w->arena);
    else
        arena_reset(&w->arena);
    w->events = (struct events){0};
    w->room = 0;
    return err;
}

static enum err walk_rows(
    struct journal *j, sqlite3_stmt *s, struct walk *w, journal_visit *visit, void *context, struct err_info *info)
{
    bool row = true;
    for (;;) {
        enum err err = statement_step(j, s, &row, info);
        int64_t id = err == OK && row ? sqlite3_column_int64(s, ROW_HOUSE) : 0;
        if (err == OK && w->house && id != w->house) err = walk_visit(j, w, visit, context, info);
        if (err || !row) return err;
        w->house = id;
        struct event *e = ARENA_PUSH(&w->arena, w->events.items, w->events.n, w->room);
        if (!row_read(s, &w->arena, e)) return fault_set(info, j->path, NULL, SQLITE_CORRUPT);
        if (e->recorded > w->recorded) w->recorded = e->recorded;
        if (e->instant > w->instant) w->instant = e->instant;
    }
}

enum err handle_walk(struct journal *j, journal_visit *visit, void *context, instant_t *ret_recorded,
    instant_t *ret_instant, struct err_info *info)
{
    AUTO(walk) w = {.recorded = TIME_NONE, .instant = TIME_NONE};
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_WALK, &s, info);
    if (err == OK) err = walk_rows(j, s, &w, visit, context, info);
    if (err) return err;
    *ret_recorded = w.recorded;
    *ret_instant = w.instant;
    return OK;
}

struct visitor {
    journal_visit *visit;
    void *context;
};

static enum err visit_living(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct visitor *v = context;
    return events->n ? v->visit(v->context, id, events, info) : OK;
}

enum err journal_walk(struct journal *j, journal_visit *visit, void *context, struct err_info *info)
{
    if (!j->db) return OK;
    bool own;
    instant_t recorded, instant;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = handle_walk(j, visit_living, &(struct visitor){visit, context}, &recorded, &instant, info);
    return handle_leave(j, own, err);
}

/* --- The history --- */

static enum err house_of(struct journal *j, int64_t opp, int64_t *ret_house, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_HOUSE_OF, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, opp);
    err = statement_step(j, s, &row, info);
    if (err == OK) *ret_house = row ? sqlite3_column_int64(s, 0) : 0;
    return err;
}

static enum err history_rows(
    struct journal *j, int64_t opp, size_t limit, struct arena *a, struct events *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    int64_t its_house = 0;
    enum err err = opp ? house_of(j, opp, &its_house, info) : OK;
    if (err == OK) err = statement_get(j, opp ? STATEMENT_HISTORY_OF : STATEMENT_HISTORY, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, limit && limit < INT64_MAX ? (int64_t)limit : -1);
    if (opp) {
        sqlite3_bind_int64(s, 2, its_house);
        sqlite3_bind_int64(s, 3, opp);
    }
    return handle_events(j, s, a, ret, info);
}

static enum err history(struct journal *j, int64_t opp, size_t limit, struct arena *a, struct events *ret,
    bool **undone, struct err_info *info)
{
    struct events all;
    enum err err = history_rows(j, opp, limit, a, &all, info);
    if (err) return err;
    for (size_t i = 0, k = all.n; i + 1 < k; i++) {
        struct event newer = all.items[i];
        all.items[i] = all.items[--k];
        all.items[k] = newer;
    }
    bool *marks = ARENA_NEW(a, bool, all.n);
    for (size_t i = 0; i < all.n && undone && j->hidden.n; i++) {
        err = hidden_event(j, &all.items[i], &marks[i], info);
        if (err) return err;
    }
    *ret = all;
    if (undone) *undone = marks;
    return OK;
}

enum err journal_history(struct journal *j, int64_t opp, size_t limit, struct arena *a, struct events *ret,
    bool **undone, struct err_info *info)
{
    if (!j->db) {
        if (undone) *undone = NULL;
        return *ret = (struct events){0}, OK;
    }
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, history(j, opp, limit, a, ret, undone, info));
}

/* --- Introductions and settings --- */

/* The rows of a bound statement that are not undone. */
static enum err living(struct journal *j, sqlite3_stmt *s, struct arena *a, struct events *ret, struct err_info *info)
{
    struct events all;
    enum err err = handle_events(j, s, a, &all, info);
    size_t kept = 0;
    for (size_t i = 0; err == OK && i < all.n; i++) {
        bool undone = false;
        if (j->hidden.n) err = hidden_event(j, &all.items[i], &undone, info);
        if (!undone) all.items[kept++] = all.items[i];
    }
    if (err) return err;
    *ret = (struct events){all.items, kept};
    return OK;
}

enum err journal_introductions(
    struct journal *j, enum event_kind kind, struct arena *a, struct events *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct events){0}, OK;
    bool own;
    STATEMENT *s = NULL;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, kind == EVENT_NEW ? STATEMENT_NEWS : STATEMENT_PEOPLE, &s, info);
    if (err == OK) err = living(j, s, a, ret, info);
    return handle_leave(j, own, err);
}

enum err journal_slug(struct journal *j, enum event_kind kind, struct str slug, struct arena *a, struct events *ret,
    struct err_info *info)
{
    if (!j->db) return *ret = (struct events){0}, OK;
    bool own;
    STATEMENT *s = NULL;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, STATEMENT_SLUG, &s, info);
    if (err == OK) {
        sqlite3_bind_text(s, 1, slug.p ? slug.p : "", (int)slug.n, SQLITE_STATIC);
        sqlite3_bind_int(s, 2, (int)kind);
        err = living(j, s, a, ret, info);
    }
    return handle_leave(j, own, err);
}

enum err journal_house_of(struct journal *j, int64_t opp, int64_t *ret_house, struct err_info *info)
{
    if (!j->db) return *ret_house = 0, OK;
    bool own, undone = false;
    int64_t id = 0;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = house_of(j, opp, &id, info);
    if (err == OK) err = hidden_introduction(j, opp, &undone, info);
    if (err == OK) *ret_house = undone ? 0 : id;
    return handle_leave(j, own, err);
}

/* Keeps the last of each name, in the order of their first. */
static void keep_last(struct events *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->n; i++) {
        size_t at = 0; /* there are a few dozen names at most */
        while (at < kept && !str_eq(all->items[at].name, all->items[i].name)) at++;
        all->items[at] = all->items[i];
        kept += at == kept;
    }
    all->n = kept;
}

enum err journal_settings(struct journal *j, struct arena *a, struct events *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct events){0}, OK;
    bool own;
    STATEMENT *s = NULL;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    err = statement_get(j, STATEMENT_SETTINGS, &s, info);
    if (err == OK) err = living(j, s, a, ret, info);
    if (err == OK) keep_last(ret);
    return handle_leave(j, own, err);
}

/* --- The whole --- */

static enum err tally(struct journal *j, struct tally *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct tally){0, 0, TIME_NONE, TIME_NONE}, OK;
    if (j->state == HANDLE_WRITING) return *ret = j->tally, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, handle_tally(j, ret, info));
}

enum err journal_span(struct journal *j, instant_t *ret_recorded, instant_t *ret_latest, struct err_info *info)
{
    struct tally t;
    enum err err = tally(j, &t, info);
    if (err) return err;
    *ret_recorded = t.recorded == TIME_NONE ? 0 : t.recorded;
    *ret_latest = t.instant == TIME_NONE ? 0 : t.instant;
    return OK;
}

static enum err last_common(struct journal *j, int64_t *ret_seq, instant_t *ret_recorded, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_LAST_ZERO, &s, info);
    if (!err) err = statement_step(j, s, &row, info);
    if (err) return err;
    *ret_seq = row ? sqlite3_column_int64(s, 0) : 0;
    *ret_recorded = row ? sqlite3_column_int64(s, 1) : 0;
    return OK;
}

enum err journal_last_common(struct journal *j, int64_t *ret_seq, instant_t *ret_recorded, struct err_info *info)
{
    if (!j->db) return *ret_seq = *ret_recorded = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, last_common(j, ret_seq, ret_recorded, info));
}

enum err journal_count(struct journal *j, int64_t *ret_events, int64_t *ret_opps, struct err_info *info)
{
    struct tally t;
    enum err err = tally(j, &t, info);
    if (err) return err;
    *ret_events = t.events;
    *ret_opps = t.opps;
    return OK;
}
