/* Making anew what is derived: hidden, house, pack, agenda, meta.  Rows that come out as they are already stand are left
 * alone, which is most of them and what makes a rebuild cheap; the outcome is that of starting from nothing. */
#include "store/fault.h"
#include "store/fold.h"
#include "store/handle.h"
#include "store/ids.h"
#include "store/pack.h"
#include "store/row.h"

#include <stdlib.h>

/* --- Batches undone --- */

struct toggle { /* an undo or redo */
    int64_t batch;
    size_t at; /* its place among them */
    bool undo;
};

static int compare_toggles(const void *a, const void *b)
{
    const struct toggle *x = a, *y = b;
    if (x->batch != y->batch) return x->batch < y->batch ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static enum err read_toggles(
    struct journal *j, struct arena *a, struct toggle **ret, size_t *ret_n, struct err_info *info)
{
    STATEMENT *s = NULL;
    struct toggle *all = NULL;
    size_t n = 0, room = 0;
    bool row = true;
    enum err err = statement_get(j, STATEMENT_UNDOS, &s, info);
    while (err == OK && (err = statement_step(j, s, &row, info)) == OK && row) {
        struct toggle *t = ARENA_PUSH(a, all, n, room);
        *t = (struct toggle){sqlite3_column_int64(s, 1), n, sqlite3_column_int(s, 0) == EVENT_UNDO};
    }
    if (err) return err;
    if (n) qsort(all, n, sizeof *all, compare_toggles);
    *ret = all;
    *ret_n = n;
    return OK;
}

static enum err set_hidden(struct journal *j, enum statement which, int64_t batch, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, which, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, batch);
    return statement_run(j, s, info);
}

/* A batch is hidden if the last undo or redo of it is an undo. */
static enum err rebuild_hidden(struct journal *j, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct toggle *all = NULL;
    size_t n = 0, n_should = 0;
    enum err err = read_toggles(j, &a, &all, &n, info);
    if (err == OK) err = hidden_load(j, info);
    if (err) return err;
    int64_t *should = ARENA_NEW(&a, int64_t, n);
    for (size_t i = 0; i < n; i++)
        if ((i + 1 == n || all[i + 1].batch != all[i].batch) && all[i].undo) should[n_should++] = all[i].batch;
    for (size_t i = 0; i < n_should && err == OK; i++)
        if (!hidden_has(&j->hidden, should[i])) err = set_hidden(j, STATEMENT_HIDE, should[i], info);
    for (size_t i = 0; i < j->hidden.n && err == OK; i++) {
        int64_t batch = j->hidden.batches[i];
        if (!ids_has(should, n_should, batch)) err = set_hidden(j, STATEMENT_UNHIDE, batch, info);
    }
    hidden_forget(j);
    return err ? err : hidden_load(j, info);
}

/* --- One pass over all houses, beside the rows of agenda and house in the same order --- */

struct rebuild {
    struct journal *j;
    journal_derive *derive;
    void *context;
    sqlite3_stmt *agenda, *houses, *packs; /* stand at the first row not yet passed */
    bool agenda_more, houses_more, packs_more;
    bool houses_differ;
    int64_t opps;
    struct arena rows, keys;
    struct buf pack;
};

static void rebuild_close(struct rebuild *r)
{
    statement_done(&r->agenda);
    statement_done(&r->houses);
    statement_done(&r->packs);
    arena_close(&r->rows);
    arena_close(&r->keys);
    buf_close(&r->pack);
}

static enum err open_cursors(struct rebuild *r, struct err_info *info)
{
    enum err err = statement_get(r->j, STATEMENT_AGENDA, &r->agenda, info);
    if (err == OK) err = statement_get(r->j, STATEMENT_HOUSES, &r->houses, info);
    if (err == OK) err = statement_get(r->j, STATEMENT_PACKS, &r->packs, info);
    if (err == OK) err = statement_step(r->j, r->agenda, &r->agenda_more, info);
    if (err == OK) err = statement_step(r->j, r->houses, &r->houses_more, info);
    if (err == OK) err = statement_step(r->j, r->packs, &r->packs_more, info);
    return err;
}

/* Passes the agenda's rows up to and with this house.  Those of houses in between belong to nobody and go.  *ret_same:
 * those of the house are the n rows given. */
static enum err pass_agenda(
    struct rebuild *r, int64_t house, const struct agenda_row *rows, size_t n, bool *ret_same, struct err_info *info)
{
    size_t seen = 0;
    bool same = true;
    enum err err = OK;
    while (err == OK && r->agenda_more) {
        struct agenda_row old = handle_agenda_row(r->agenda);
        if (old.house > house) break;
        if (old.house == house) {
            same = same && seen < n && old.opp == rows[seen].opp && old.from == rows[seen].from &&
                   old.until == rows[seen].until && old.quiet_until == rows[seen].quiet_until &&
                   old.quiet_else == rows[seen].quiet_else;
            seen++;
        }
        err = statement_step(r->j, r->agenda, &r->agenda_more, info);
        bool last = err == OK && (!r->agenda_more || handle_agenda_row(r->agenda).house != old.house);
        if (last && old.house < house) err = journal_agenda_put(r->j, old.house, NULL, 0, info);
    }
    *ret_same = same && seen == n;
    return err;
}

/* The name in the event that introduced a house; it may be undone and so not among the events. */
static enum err house_key(
    struct rebuild *r, int64_t house, const struct events *events, struct str *ret, struct err_info *info)
{
    if (events->n && events->items[0].seq == house) return *ret = fold_name(&r->keys, events->items[0].name), OK;
    STATEMENT *s = NULL;
    struct events one;
    enum err err = statement_get(r->j, STATEMENT_ONE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, house);
    err = handle_events(r->j, s, &r->keys, &one, info);
    if (err == OK) *ret = one.n ? fold_name(&r->keys, one.items[0].name) : (struct str){0};
    return err;
}

static enum err pass_house(struct rebuild *r, int64_t house, const struct events *events, struct err_info *info)
{
    if (r->houses_differ) return OK; /* they are made anew afterwards */
    struct str key;
    arena_reset(&r->keys);
    enum err err = house_key(r, house, events, &key, info);
    if (err) return err;
    const char *p = r->houses_more ? (const char *)sqlite3_column_text(r->houses, 1) : NULL;
    bool same = p && sqlite3_column_int64(r->houses, 0) == house &&
                str_eq(key, (struct str){p, (size_t)sqlite3_column_bytes(r->houses, 1)});
    if (!same) return r->houses_differ = true, OK;
    return statement_step(r->j, r->houses, &r->houses_more, info);
}

/* Passes the packs up to and with this house's, which becomes that of the events. */
static enum err pass_pack(struct rebuild *r, int64_t house, const struct events *events, struct err_info *info)
{
    bool same = false;
    enum err err = OK;
    pack_make(events, &r->pack);
    while (err == OK && r->packs_more) {
        int64_t old = sqlite3_column_int64(r->packs, 0);
        if (old > house) break;
        struct str bytes = {sqlite3_column_blob(r->packs, 1), (size_t)sqlite3_column_bytes(r->packs, 1)};
        same = old == house && str_eq(bytes, buf_str(&r->pack));
        err = statement_step(r->j, r->packs, &r->packs_more, info);
        if (err == OK && old < house) err = pack_put(r->j, old, (struct str){0}, info);
    }
    return err || same ? err : pack_put(r->j, house, buf_str(&r->pack), info);
}

static enum err rebuild_visit(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    struct rebuild *r = context;
    struct agenda_row *rows = NULL;
    size_t n = 0;
    bool same = true;
    for (size_t i = 0; i < events->n; i++) r->opps += events->items[i].kind == EVENT_NEW;
    arena_reset(&r->rows);
    enum err err = pass_house(r, house, events, info);
    if (err == OK) err = pass_pack(r, house, events, info);
    if (err == OK && events->n) err = r->derive(r->context, house, events, &r->rows, &rows, &n, info);
    if (err == OK) err = pass_agenda(r, house, rows, n, &same, info);
    if (err == OK && !same) err = journal_agenda_put(r->j, house, rows, n, info);
    return err;
}

/* Fills the house table from nothing.  Two houses of one key cannot be, unless the tables of Unicode have changed: then
 * the elder keeps it. */
static enum err rewrite_houses(struct journal *j, struct err_info *info)
{
    AUTO(arena) a = {0};
    STATEMENT *news = NULL, *add = NULL;
    bool row = true;
    enum err err = statement_just(j, STATEMENT_HOUSES_CLEAR, info);
    if (err == OK) err = statement_get(j, STATEMENT_NEWS, &news, info);
    if (err == OK) err = statement_get(j, STATEMENT_HOUSE_ADD, &add, info);
    while (err == OK && (err = statement_step(j, news, &row, info)) == OK && row) {
        struct event e;
        arena_reset(&a);
        if (!row_read(news, &a, &e)) return fault_set(info, j->path, NULL, SQLITE_CORRUPT);
        if (e.house != e.seq) continue;
        struct str key = fold_name(&a, e.name);
        sqlite3_bind_int64(add, 1, e.house);
        sqlite3_bind_text(add, 2, key.p, (int)key.n, SQLITE_STATIC);
        err = statement_run(j, add, info);
        sqlite3_reset(add);
    }
    return err;
}

/* The latest times of the events that the walk does not visit. */
static enum err span_zero(struct journal *j, struct tally *t, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_SPAN_ZERO, &s, info);
    if (err == OK) err = statement_step(j, s, &row, info);
    if (err) return err;
    int64_t recorded = sqlite3_column_int64(s, 0), instant = sqlite3_column_int64(s, 1);
    if (sqlite3_column_type(s, 0) != SQLITE_NULL && recorded > t->recorded) t->recorded = recorded;
    if (sqlite3_column_type(s, 1) != SQLITE_NULL && instant > t->instant) t->instant = instant;
    return OK;
}

static enum err rebuild_all(struct journal *j, journal_derive *derive, void *context, struct err_info *info)
{
    AUTO(rebuild) r = {.j = j, .derive = derive, .context = context};
    struct tally t = {.events = j->tally.events};
    bool same;
    enum err err = rebuild_hidden(j, info);
    if (err == OK) err = open_cursors(&r, info);
    if (err == OK) err = handle_walk(j, rebuild_visit, &r, &t.recorded, &t.instant, info);
    if (err == OK) err = pass_pack(&r, INT64_MAX, &(struct events){0}, info);
    if (err == OK) err = pass_agenda(&r, INT64_MAX, NULL, 0, &same, info);
    if (err == OK) err = span_zero(j, &t, info);
    bool differ = r.houses_differ || r.houses_more;
    statement_done(&r.houses);
    if (err == OK && differ) err = rewrite_houses(j, info);
    if (err) return err;
    t.opps = r.opps;
    pack_forget(j);
    j->tally = t;
    return OK;
}

enum err journal_rebuild(struct journal *j, journal_derive *derive, void *context, struct err_info *info)
{
    bool own = j->state != HANDLE_WRITING;
    enum err err = own ? journal_begin(j, info) : OK;
    if (err) return err;
    err = handle_broken(j, rebuild_all(j, derive, context, info));
    if (own && err == OK) return journal_commit(j, info);
    if (own) journal_rollback(j);
    return err;
}
