/* Packs: writing and reading them, and which are old. */
#include "store/pack.h"

#include "store/fault.h"
#include "store/handle.h"
#include "store/ids.h"
#include "store/row.h"

#include <stdlib.h>

/* --- the bytes --- */

enum { GROUP_BITS = 7, MORE = 1 << GROUP_BITS };

static void put_number(struct buf *b, uint64_t value)
{
    char bytes[10];
    size_t n = 0;
    for (; value >= MORE; value >>= GROUP_BITS) bytes[n++] = (char)(value | MORE);
    bytes[n++] = (char)value;
    buf_add(b, (struct str){bytes, n});
}

static uint64_t fold(int64_t value)
{
    return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

static int64_t unfold(uint64_t value)
{
    return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}

static void put_event(struct buf *b, const struct event *e)
{
    struct row_cells cells;
    uint64_t present = 0;
    row_cells(e, &cells);
    for (int i = ROW_HOUSE + 1; i < ROW_NUMBERS; i++) present |= (uint64_t)(cells.numbers[i] != row_nothing[i]) << i;
    for (int i = 0; i < ROW_TEXTS; i++) present |= (uint64_t)(cells.texts[i].n > 0) << (ROW_NUMBERS + i);
    put_number(b, present);
    for (int i = 0; i < ROW_NUMBERS; i++)
        if (present >> i & 1) put_number(b, fold(cells.numbers[i]));
    for (int i = 0; i < ROW_TEXTS; i++) {
        if (!cells.texts[i].n) continue;
        put_number(b, cells.texts[i].n);
        buf_add(b, cells.texts[i]);
    }
}

void pack_make(const struct events *events, struct buf *ret)
{
    buf_clear(ret);
    if (!events->n) return;
    put_number(ret, events->n);
    for (size_t i = 0; i < events->n; i++) put_event(ret, &events->items[i]);
    if (ret->n > PACK_MAX) buf_clear(ret);
}

struct reader {
    const unsigned char *p, *end;
    bool bad;
};

static uint64_t get_number(struct reader *r)
{
    uint64_t value = 0;
    for (int shift = 0; r->p < r->end && shift < 64; shift += GROUP_BITS) {
        unsigned char byte = *r->p++;
        value |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte < MORE) return value;
    }
    r->bad = true;
    return 0;
}

static struct str get_text(struct reader *r)
{
    uint64_t n = get_number(r);
    const char *p = (const char *)r->p;
    if (n > (uint64_t)(r->end - r->p)) return r->bad = true, (struct str){0};
    r->p += n;
    return (struct str){p, (size_t)n};
}

static bool get_event(struct reader *r, int64_t house, struct event *ret)
{
    uint64_t present = get_number(r);
    struct row_cells cells = {0};
    for (int i = 0; i < ROW_NUMBERS; i++) cells.numbers[i] = present >> i & 1 ? unfold(get_number(r)) : row_nothing[i];
    for (int i = 0; i < ROW_TEXTS; i++)
        if (present >> (ROW_NUMBERS + i) & 1) cells.texts[i] = get_text(r);
    cells.numbers[ROW_HOUSE] = house;
    return !r->bad && !(present >> ROW_COUNT) && row_event(&cells, ret);
}

bool pack_open(struct str bytes, int64_t house, struct arena *a, struct events *ret)
{
    struct str copy = arena_str(a, bytes);
    struct reader r = {(const unsigned char *)copy.p, (const unsigned char *)copy.p + copy.n, false};
    uint64_t n = get_number(&r);
    if (r.bad || n > bytes.n) return false;
    struct event *items = ARENA_NEW(a, struct event, (size_t)n);
    for (uint64_t i = 0; i < n; i++)
        if (!get_event(&r, house, &items[i])) return false;
    *ret = (struct events){items, (size_t)n};
    return r.p == r.end;
}

/* --- the table --- */

enum err pack_get(
    struct journal *j, int64_t house, struct arena *a, struct events *ret, bool *ret_found, struct err_info *info)
{
    STATEMENT *s = NULL;
    bool row = false;
    enum err err = statement_get(j, STATEMENT_PACK, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, house);
    err = statement_step(j, s, &row, info);
    if (err || !row) return *ret_found = false, err;
    struct str bytes = {sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0)};
    *ret_found = true;
    return pack_open(bytes, house, a, ret) ? OK : fault_set(info, j->path, NULL, SQLITE_CORRUPT);
}

enum err pack_put(struct journal *j, int64_t house, struct str pack, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, pack.n ? STATEMENT_PACK_PUT : STATEMENT_PACK_DROP, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, house);
    if (pack.n) sqlite3_bind_blob(s, 2, pack.p, (int)pack.n, SQLITE_STATIC);
    return statement_run(j, s, info);
}

/* --- which are old --- */

void pack_touched_close(struct pack_touched *t)
{
    free(t->houses);
    *t = (struct pack_touched){0};
}

void pack_touch(struct journal *j, int64_t house)
{
    struct pack_touched *t = &j->touched;
    if (t->n && t->houses[t->n - 1] == house) return;
    if (t->n == t->room) {
        t->room = t->room ? t->room * 2 : 16;
        t->houses = realloc(t->houses, t->room * sizeof *t->houses);
        if (!t->houses) abort();
    }
    t->houses[t->n++] = house;
}

void pack_forget(struct journal *j)
{
    j->touched.n = 0;
}

enum err pack_refresh(struct journal *j, struct err_info *info)
{
    struct pack_touched *t = &j->touched;
    AUTO(arena) a = {0};
    AUTO(buf) bytes = {0};
    enum err err = t->n ? hidden_load(j, info) : OK;
    t->n = ids_distinct(t->houses, t->n);
    for (size_t i = 0; i < t->n && !err; i++) {
        struct events events;
        arena_reset(&a);
        err = handle_house(j, t->houses[i], &a, &events, info);
        if (err) break;
        pack_make(&events, &bytes);
        err = pack_put(j, t->houses[i], buf_str(&bytes), info);
    }
    pack_forget(j);
    return handle_broken(j, err);
}
