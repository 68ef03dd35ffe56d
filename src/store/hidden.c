/* What is undone.  The set is nearly always empty or small; it is read once for a snapshot or transaction, so that
 * reading events costs nothing for it. */
#include "store/hidden.h"

#include "store/handle.h"
#include "store/ids.h"

#include <stdlib.h>

void hidden_close(struct hidden *h)
{
    free(h->batches);
    *h = (struct hidden){0};
}

void hidden_forget(struct journal *j)
{
    j->hidden.loaded = false;
}

enum err hidden_load(struct journal *j, struct err_info *info)
{
    struct hidden *h = &j->hidden;
    if (h->loaded) return OK;
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_HIDDEN, &s, info);
    bool row = true;
    h->n = 0;
    while (err == OK && (err = statement_step(j, s, &row, info)) == OK && row) {
        if (h->n == h->room) {
            h->room = h->room ? h->room * 2 : 16;
            h->batches = realloc(h->batches, h->room * sizeof *h->batches);
            if (!h->batches) abort();
        }
        h->batches[h->n++] = sqlite3_column_int64(s, 0);
    }
    h->loaded = err == OK;
    return err;
}

bool hidden_has(const struct hidden *h, int64_t batch)
{
    return ids_has(h->batches, h->n, batch);
}

/* Adds to gone the introductions of these kinds that are undone, or whose opportunity is among the first n0 of gone. */
static size_t gather(const struct hidden *h, const struct events *all, bool opportunities, int64_t *gone, size_t n0)
{
    size_t n = n0;
    for (size_t i = 0; i < all->n; i++) {
        const struct event *e = &all->items[i];
        bool wanted = opportunities ? e->kind == EVENT_NEW : e->kind == EVENT_PERSON || e->kind == EVENT_INTERVIEW;
        if (wanted && (hidden_has(h, e->batch) || ids_has(gone, n0, e->opp))) gone[n++] = e->seq;
    }
    return ids_distinct(gone, n);
}

void hidden_filter(const struct hidden *h, struct arena *a, struct events *all)
{
    size_t touched = 0, kept = 0;
    for (size_t i = 0; h->n && i < all->n; i++) touched += hidden_has(h, all->items[i].batch);
    if (!touched) return;
    int64_t *gone = ARENA_NEW(a, int64_t, all->n);
    size_t n = gather(h, all, true, gone, 0);
    n = gather(h, all, false, gone, n);
    for (size_t i = 0; i < all->n; i++) {
        const struct event *e = &all->items[i];
        if (hidden_has(h, e->batch) || ids_has(gone, n, e->opp) || ids_has(gone, n, e->person) ||
            ids_has(gone, n, e->interview))
            continue;
        all->items[kept++] = *e;
    }
    all->n = kept;
}

enum err hidden_introduction(struct journal *j, int64_t id, bool *ret, struct err_info *info)
{
    bool undone = false;
    for (int64_t next = j->hidden.n ? id : 0; next && !undone;) {
        STATEMENT *s = NULL;
        bool row = false;
        enum err err = statement_get(j, STATEMENT_REFERENCE, &s, info);
        if (err) return err;
        sqlite3_bind_int64(s, 1, next);
        err = statement_step(j, s, &row, info);
        if (err) return err;
        int64_t opp = row ? sqlite3_column_int64(s, 1) : 0;
        undone = row && hidden_has(&j->hidden, sqlite3_column_int64(s, 3));
        next = opp != next && next == id ? opp : 0; /* from a person or interview on to the opportunity, no further */
    }
    *ret = undone;
    return OK;
}

enum err hidden_event(struct journal *j, const struct event *e, bool *ret, struct err_info *info)
{
    bool undone = hidden_has(&j->hidden, e->batch);
    const int64_t about[] = {e->opp, e->person, e->interview};
    for (size_t i = 0; i < 3 && !undone; i++) {
        enum err err = hidden_introduction(j, about[i], &undone, info);
        if (err) return err;
    }
    *ret = undone;
    return OK;
}
