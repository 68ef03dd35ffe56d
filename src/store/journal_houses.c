/* Houses by what is remarkable about them: kept quiet by more than their own
 * rhythm, or with an offer. */
#include "store/handle.h"
#include "store/ids.h"
#include "store/journal.h"
#include "store/statement.h"

struct wanted {
    enum statement which;
    instant_t now, until;
    size_t limit;
};

static enum err bind(struct journal *j, const struct wanted *w, sqlite3_stmt **ret, struct err_info *info)
{
    enum err err = statement_get(j, w->which, ret, info);
    if (err || w->which != STATEMENT_KEPT) return err;
    sqlite3_bind_int64(*ret, 1, w->until);
    sqlite3_bind_int64(*ret, 2, w->now);
    sqlite3_bind_int64(*ret, 3, w->limit ? (int64_t)w->limit : -1);
    return OK;
}

static enum err gather(
    struct journal *j, const struct wanted *w, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    STATEMENT *s = NULL;
    int64_t *houses = NULL;
    size_t n = 0, room = 0;
    bool row = true;
    enum err err = bind(j, w, &s, info);
    while (!err && (err = statement_step(j, s, &row, info)) == OK && row)
        *ARENA_PUSH(a, houses, n, room) = sqlite3_column_int64(s, 0);
    if (err) return err;
    *ret = houses;
    *ret_n = ids_distinct(houses, n);
    return OK;
}

static enum err enter(
    struct journal *j, const struct wanted *w, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    if (!j->db) return *ret = NULL, *ret_n = 0, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    return err ? err : handle_leave(j, own, gather(j, w, a, ret, ret_n, info));
}

enum err journal_offer_houses(struct journal *j, struct arena *a, int64_t **ret, size_t *ret_n, struct err_info *info)
{
    return enter(j, &(struct wanted){.which = STATEMENT_OFFERS}, a, ret, ret_n, info);
}

enum err journal_agenda_kept(struct journal *j, instant_t now, instant_t until, size_t limit, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err_info *info)
{
    return enter(j, &(struct wanted){STATEMENT_KEPT, now, until, limit}, a, ret, ret_n, info);
}
