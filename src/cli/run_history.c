/* Runs `history`, `undo` and `redo`: the record itself. */
#include "cli/speak.h"

/* --- history --- */

static void history_json(struct speak *s, const struct phrase *p, const struct events *all, const bool *undone)
{
    struct json_write w = {.out = &s->cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "events");
    for (size_t i = 0; i < all->n; i++) phrase_json(p, &w, NULL, &all->items[i], undone && undone[i]);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

enum { COLUMNS = 3 };

static void history_table(struct speak *s, const struct phrase *p, const struct events *all, const bool *undone)
{
    static const struct layout_column columns[COLUMNS] = {
        {.style = LAYOUT_DIM}, {.style = LAYOUT_BOLD}, {.wraps = true}};
    struct arena *a = s->cli->arena;
    struct str *cells = ARENA_NEW(a, struct str, all->n * COLUMNS);
    for (size_t i = 0; i < all->n; i++) {
        const struct event *e = &all->items[i];
        struct str what = phrase_event(p, e);
        civil_t at = zone_civil(s->app.zone, e->recorded);
        cells[i * COLUMNS] = phrase_moment(a, at, PRECISION_TIME, TIME_NONE);
        cells[i * COLUMNS + 1] = phrase_organisation(p, e);
        cells[i * COLUMNS + 2] = undone && undone[i] ? arena_format(a, "(taken back) %.*s", STR_ARG(what)) : what;
    }
    layout_table(&s->cli->layout, 0, COLUMNS, columns, all->n, cells);
}

enum err cmd_history_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct events all;
    bool *undone = NULL;
    struct str opp = args_positional(args, 0);
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err && opp.p) err = speak_opp(&s, opp, info);
    if (!err) err = journal_history(s.app.journal, s.opp ? s.opp->id : 0, 0, cli->arena, &all, &undone, info);
    if (err) return err;
    struct phrase p = {
        .arena = cli->arena, .app = &s.app, .house = s.opp ? &s.house : NULL, .listing = all, .now = TIME_NONE};
    if (cli->json)
        history_json(&s, &p, &all, undone);
    else if (all.n)
        history_table(&s, &p, &all, undone);
    else
        layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN,
            STR("Nothing has been recorded yet: \"hearback new ORGANISATION POSITION\" begins."));
    return OK;
}

/* --- undo and redo --- */

/* The events of the houses that a batch touched: where what it was about, and the names in it, can be found. */
static enum err events_of(struct speak *s, int64_t batch, struct events *ret, struct err_info *info)
{
    int64_t *houses;
    size_t n, room = 0;
    struct events all = {0};
    struct arena *a = s->cli->arena;
    enum err err = journal_batch_houses(s->app.journal, batch, a, &houses, &n, info);
    for (size_t i = 0; !err && i < n; i++) {
        struct events some;
        err = journal_house(s->app.journal, houses[i], a, &some, info);
        for (size_t k = 0; !err && k < some.n; k++) *ARENA_PUSH(a, all.items, all.n, room) = some.items[k];
    }
    if (!err) *ret = all;
    return err;
}

struct taking {
    struct speak s;
    bool redo;
    struct str *said; /* what was taken back, an entry a command */
    size_t n, room;
};

static void taking_close(struct taking *t)
{
    speak_close(&t->s);
}

static struct str describe(struct speak *s, const struct events *all, int64_t batch)
{
    enum { TOLD_MAX = 3 };
    struct phrase p = {.arena = s->cli->arena, .app = &s->app, .more = *all, .now = s->now};
    AUTO(buf) b = {0};
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct event *e = &all->items[i];
        if (e->batch != batch || ++n > TOLD_MAX) continue;
        struct str where = phrase_organisation(&p, e);
        if (n > 1) buf_put(&b, "; ");
        if (n == 1 && where.n && e->kind != EVENT_NEW) buf_printf(&b, "%.*s, ", STR_ARG(where));
        buf_add(&b, phrase_event(&p, e));
    }
    if (n > TOLD_MAX) buf_printf(&b, " and %zu more", n - TOLD_MAX);
    return arena_str(s->cli->arena, buf_str(&b));
}

static enum err take_one(struct taking *t, struct err_info *info)
{
    struct speak *s = &t->s;
    struct events before = {0}, after = {0};
    int64_t batch = 0, first;
    enum err err =
        t->redo ? journal_redoable(s->app.journal, &first, info) : journal_undoable(s->app.journal, &first, info);
    if (!err && first) err = events_of(s, first, &before, info);
    if (!err) err = record_undo(&s->record, t->redo, &batch, info);
    if (!err && t->redo) err = events_of(s, batch, &after, info);
    if (err) return err;
    *ARENA_PUSH(s->cli->arena, t->said, t->n, t->room) = describe(s, t->redo ? &after : &before, batch);
    return OK;
}

static enum err how_many(const struct args *args, int64_t *ret, struct err_info *info)
{
    enum { AT_ONCE = 1000 };
    int64_t n = 1;
    struct str text = args_positional(args, 0);
    if (text.p && (!str_number(text, &n) || n < 1 || n > AT_ONCE))
        return err_set(info, ERR_INPUT, "N: \"%.*s\" is no number from 1 to %d", STR_ARG(text), AT_ONCE);
    *ret = n;
    return OK;
}

static enum err take_all(struct taking *t, int64_t n, struct err_info *info)
{
    const char *what = t->redo ? "put back" : "taken back";
    for (int64_t i = 0; i < n; i++) {
        enum err err = take_one(t, info);
        if (err == ERR_NOT_FOUND && i)
            return err_set(
                info, ERR_NOT_FOUND, "only %lld can be %s, not %lld: nothing was", (long long)i, what, (long long)n);
        if (err) return err;
    }
    return OK;
}

static enum err take(struct cli *cli, const struct args *args, bool redo, struct err_info *info)
{
    AUTO(taking) t = {.redo = redo};
    int64_t n;
    enum err err = how_many(args, &n, info);
    if (!err) err = speak_open(&t.s, cli, JOURNAL_WRITE, info);
    if (!err) err = take_all(&t, n, info);
    if (err) return err;
    AUTO(buf) b = {0};
    for (size_t i = 0; i < t.n; i++) buf_printf(&b, "%s%.*s", i ? "\n" : "", STR_ARG(t.said[i]));
    struct str what = arena_str(cli->arena, buf_str(&b));
    return speak_answer_as(&t.s, redo ? "Put back" : "Taken back", what, (struct str){0}, info);
}

enum err cmd_undo_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    return take(cli, args, false, info);
}

enum err cmd_redo_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    return take(cli, args, true, info);
}
