/* The agenda: rows put, and the two questions asked of it.
 *
 * "What holds now" is asked of intervals, for which no ordinary index helps: of all that began before now, most may be
 * over.  So each row keeps the width of its interval, rounded up to a power of two; what holds now with width w has
 * begun within the last 2^w seconds, and a range of the index on (width, from_time) finds it. */
#include "store/fault.h"
#include "store/handle.h"
#include "store/ids.h"

#include <assert.h>
#include <stdlib.h>

enum { WIDEST = 40 }; /* 2^40 s is more than all the years there are */

static int width_of(instant_t from, instant_t until)
{
    if (until == TIME_NEVER) return WIDEST;
    if (until <= from) return 0;
    uint64_t span = (uint64_t)until - (uint64_t)from;
    int width = 0;
    while (width < WIDEST && span > (uint64_t)1 << width) width++;
    return width;
}

static int64_t number_or_none(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? TIME_NONE : sqlite3_column_int64(s, column);
}

struct agenda_row handle_agenda_row(sqlite3_stmt *s)
{
    return (struct agenda_row){.house = sqlite3_column_int64(s, 0),
        .opp = sqlite3_column_int64(s, 1),
        .from = sqlite3_column_int64(s, 2),
        .until = sqlite3_column_int64(s, 3),
        .quiet_until = number_or_none(s, 4),
        .quiet_else = number_or_none(s, 5)};
}

static bool same(const struct agenda_row *a, const struct agenda_row *b)
{
    return a->opp == b->opp && a->house == b->house && a->from == b->from && a->until == b->until &&
           a->quiet_until == b->quiet_until && a->quiet_else == b->quiet_else;
}

static enum err put_row(struct journal *j, const struct agenda_row *row, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_AGENDA_PUT, &s, info);
    if (err) return err;
    const int64_t values[] = {row->house, row->opp, row->from, row->until, width_of(row->from, row->until),
        row->quiet_until, row->quiet_else};
    for (int i = 0; i < 7; i++) {
        if (i >= 5 && values[i] == TIME_NONE)
            sqlite3_bind_null(s, i + 1);
        else
            sqlite3_bind_int64(s, i + 1, values[i]);
    }
    return statement_run(j, s, info);
}

static enum err drop_row(struct journal *j, const struct agenda_row *row, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_AGENDA_DROP, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, row->house);
    sqlite3_bind_int64(s, 2, row->opp);
    sqlite3_bind_int64(s, 3, row->from);
    return statement_run(j, s, info);
}

static int compare_rows(const struct agenda_row *a, const struct agenda_row *b)
{
    if (a->opp != b->opp) return a->opp < b->opp ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static enum err rows_of(
    struct journal *j, int64_t house, struct arena *a, struct agenda_row **ret, size_t *ret_n, struct err_info *info)
{
    STATEMENT *s = NULL;
    struct agenda_row *rows = NULL;
    size_t n = 0, room = 0;
    bool row = true;
    enum err err = statement_get(j, STATEMENT_AGENDA_OF, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, house);
    while ((err = statement_step(j, s, &row, info)) == OK && row) *ARENA_PUSH(a, rows, n, room) = handle_agenda_row(s);
    if (err) return err;
    *ret = rows;
    *ret_n = n;
    return OK;
}

enum err journal_agenda_put(
    struct journal *j, int64_t house, const struct agenda_row *rows, size_t n, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    struct agenda_row *old = NULL;
    size_t n_old = 0;
    arena_reset(&j->scratch);
    enum err err = rows_of(j, house, &j->scratch, &old, &n_old, info);
    for (size_t i = 0, k = 0; err == OK && (i < n || k < n_old);) {
        assert(i >= n || (rows[i].house == house && (i == 0 || compare_rows(&rows[i - 1], &rows[i]) < 0)));
        int order = i == n ? -1 : k == n_old ? 1 : compare_rows(&old[k], &rows[i]);
        if (order < 0) {
            err = drop_row(j, &old[k++], info);
        } else { /* what has not changed is left alone: fewer pages to write */
            bool there = order == 0;
            if (!there || !same(&old[k], &rows[i])) err = put_row(j, &rows[i], info);
            k += there;
            i++;
        }
    }
    return handle_broken(j, err);
}

/* --- What holds now --- */

static enum err due(
    struct journal *j, instant_t now, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    int64_t *houses = NULL;
    size_t n = 0, room = 0;
    for (int width = 0; width <= WIDEST; width++) {
        STATEMENT *s = NULL;
        enum err err = statement_get(j, STATEMENT_DUE, &s, info);
        if (err) return err;
        int64_t longest = ((int64_t)1 << width) - 1, first; /* ago that it can have begun */
        if (width == WIDEST || __builtin_sub_overflow(now, longest, &first)) first = INT64_MIN;
        sqlite3_bind_int(s, 1, width);
        sqlite3_bind_int64(s, 2, first);
        sqlite3_bind_int64(s, 3, now);
        bool row = true;
        while ((err = statement_step(j, s, &row, info)) == OK && row)
            *ARENA_PUSH(a, houses, n, room) = sqlite3_column_int64(s, 0);
        if (err) return err;
    }
    *ret = houses;
    *ret_n = ids_distinct(houses, n);
    return OK;
}

enum err journal_agenda_due(
    struct journal *j, instant_t now, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    if (!j->db) return *ret = NULL, *ret_n = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, due(j, now, a, ret, ret_n, info));
}

/* --- What is quiet --- */

struct nearest { /* a row with what it is sorted by */
    instant_t when;
    struct agenda_row row;
};

struct quiet {
    struct journal *j;
    instant_t now, until;
    size_t limit;
    struct arena *a;
    struct nearest *items;
    size_t n, room;
};

static instant_t nearer(instant_t now, const struct agenda_row *row)
{
    instant_t a = row->quiet_else > now ? row->quiet_else : TIME_NEVER;
    instant_t b = row->quiet_until > now ? row->quiet_until : TIME_NEVER;
    return a < b ? a : b;
}

static int compare_nearest(const void *a, const void *b)
{
    const struct nearest *x = a, *y = b;
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    return (x->row.opp > y->row.opp) - (x->row.opp < y->row.opp);
}

static enum err gather(struct quiet *q, enum statement which, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = true;
    enum err err = statement_get(q->j, which, &s, info);
    if (err) return err;
    if (which != STATEMENT_QUIET_ALL) {
        sqlite3_bind_int64(s, 1, q->now);
        sqlite3_bind_int64(s, 2, q->until);
        sqlite3_bind_int64(s, 3, q->limit && q->limit < INT64_MAX ? (int64_t)q->limit : -1);
    }
    while ((err = statement_step(q->j, s, &row, info)) == OK && row) {
        struct agenda_row found = handle_agenda_row(s);
        *ARENA_PUSH(q->a, q->items, q->n, q->room) = (struct nearest){nearer(q->now, &found), found};
    }
    return err;
}

static enum err count_by(struct quiet *q, enum statement which, size_t *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(q->j, which, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, q->now);
    sqlite3_bind_int64(s, 2, q->until);
    sqlite3_bind_int(s, 3, JOURNAL_MANY + 1);
    err = statement_step(q->j, s, &row, info);
    if (err == OK) *ret = row ? (size_t)sqlite3_column_int64(s, 0) : 0;
    return err;
}

/* All in the range, where only some were gathered: those by the one time, and those by the other that are not among
 * them.  Going no further than needed keeps both scans short. */
static enum err count_quiet(struct quiet *q, size_t *ret, struct err_info *info)
{
    size_t total = 0, more = 0;
    enum err err = count_by(q, STATEMENT_COUNT_ELSE, &total, info);
    if (err == OK && total <= JOURNAL_MANY) err = count_by(q, STATEMENT_COUNT_UNTIL, &more, info);
    if (err == OK) *ret = total + more <= JOURNAL_MANY ? total + more : JOURNAL_MANY + 1;
    return err;
}

/* The nearest of all are among the nearest by either time, so each index need give no more than the limit. */
static enum err quiet(struct quiet *q, struct agenda_row **ret, size_t *ret_n, size_t *ret_total, struct err_info *info)
{
    bool all = q->until == TIME_NEVER;
    enum err err = gather(q, all ? STATEMENT_QUIET_ALL : STATEMENT_QUIET_ELSE, info);
    if (err == OK && !all) err = gather(q, STATEMENT_QUIET_UNTIL, info);
    if (err) return err;
    if (q->n) qsort(q->items, q->n, sizeof *q->items, compare_nearest);
    struct agenda_row *rows = ARENA_NEW(q->a, struct agenda_row, q->n);
    size_t n = 0;
    for (size_t i = 0; i < q->n; i++)
        if (n == 0 || rows[n - 1].opp != q->items[i].row.opp) rows[n++] = q->items[i].row; /* both times: one row */
    size_t total = n;
    if (!all && q->limit && ret_total) err = count_quiet(q, &total, info);
    if (err) return err;
    *ret = rows;
    *ret_n = q->limit && n > q->limit ? q->limit : n;
    if (ret_total) *ret_total = total;
    return OK;
}

enum err journal_agenda_quiet(struct journal *j, instant_t now, instant_t until, size_t limit, struct arena *a,
    struct agenda_row **ret, size_t *ret_n, size_t *ret_total, struct err_info *info)
{
    if (ret_total) *ret_total = 0;
    if (!j->db) return *ret = NULL, *ret_n = 0, OK;
    bool own;
    struct quiet q = {.j = j, .now = now, .until = until, .limit = limit, .a = a};
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, quiet(&q, ret, ret_n, ret_total, info));
}

/* --- What it was derived under --- */

static enum err key(struct journal *j, struct arena *a, struct str *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_KEY, &s, info);
    if (err == OK) err = statement_step(j, s, &row, info);
    if (err) return err;
    const char *text = row ? (const char *)sqlite3_column_text(s, 0) : NULL;
    *ret = arena_str(a, str_from(text));
    return OK;
}

enum err journal_agenda_key(struct journal *j, struct arena *a, struct str *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct str){0}, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, key(j, a, ret, info));
}

enum err journal_agenda_set_key(struct journal *j, struct str key, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_KEY_SET, &s, info);
    if (err) return err;
    sqlite3_bind_text(s, 1, key.p ? key.p : "", (int)key.n, SQLITE_STATIC);
    return handle_broken(j, statement_run(j, s, info));
}

enum err journal_stale(struct journal *j, struct str key, bool *ret, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct str is;
    int64_t events, opps;
    enum err err = journal_agenda_key(j, &a, &is, info);
    if (err == OK) err = journal_count(j, &events, &opps, info);
    if (err == OK) *ret = events > 0 && !str_eq(is, key);
    return err;
}
