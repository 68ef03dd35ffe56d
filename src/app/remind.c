/* What was announced before. */
#include "app/remind.h"

#include "app/find.h"

#include <stdlib.h>
#include <unistd.h>

enum { KEPT_MAX = 4 * 1024 * 1024, WAIT_SECONDS = 60 }; /* longer than a notification may take */

struct remind_entry {
    struct str id;
    instant_t at;
    bool open; /* still */
};

static int by_id(const void *a, const void *b)
{
    const struct remind_entry *x = a, *y = b;
    return str_compare(x->id, y->id);
}

/* A line that makes no sense is passed over: at worst something is announced twice. */
static void read_entries(struct remind *r, struct arena *a)
{
    size_t room = 0;
    struct str rest = r->kept, line, at;
    while (rest.n) {
        struct remind_entry e = {0};
        str_cut(rest, '\n', &line, &rest);
        if (str_cut(line, ' ', &at, &e.id) && e.id.n && str_number(at, &e.at))
            *ARENA_PUSH(a, r->entries, r->n, room) = e;
    }
    if (r->n > 1) qsort(r->entries, r->n, sizeof *r->entries, by_id);
}

static struct remind_entry *entry_of(const struct remind *r, struct str id)
{
    struct remind_entry key = {.id = id};
    return r->n ? bsearch(&key, r->entries, r->n, sizeof key, by_id) : NULL;
}

/* Another playbook has other actions, and must not forget those of the usual one. */
static void name_playbook(const struct app *app, struct arena *a, struct remind *r)
{
    struct str usual = app_setting(app, "playbook"), name = app->playbook.name;
    if (!str_eq(name, usual.n ? usual : STR("balanced")))
        r->path = arena_format(a, "%s-%.*s", r->path.p, STR_ARG(find_slug(a, name)));
}

enum err remind_open(struct app *app, struct arena *a, struct remind *ret, struct err_info *info)
{
    struct remind r = {0};
    struct str folder;
    enum err err = app_state_file(app, "reminded", &folder, &r.path, info);
    if (!err) name_playbook(app, a, &r);
    if (!err) err = file_make_folder(folder.p, info);
    if (!err) err = lock_take(arena_format(a, "%s.lock", r.path.p).p, WAIT_SECONDS, &r.lock, info);
    if (!err && access(r.path.p, F_OK) == 0) err = file_read(a, r.path.p, KEPT_MAX, &r.kept, info);
    if (err) {
        remind_close(&r);
        return err;
    }
    read_entries(&r, a);
    *ret = r;
    return OK;
}

void remind_close(struct remind *r)
{
    if (!r) return;
    lock_close(&r->lock);
    *r = (struct remind){0};
}

static void add_line(struct buf *b, instant_t at, struct str id)
{
    buf_printf(b, "%lld %.*s\n", (long long)at, STR_ARG(id));
}

static bool is_new(const struct agenda_item *x, const struct remind_entry *before)
{
    if (!before) return true;
    return x->opens > before->at || (x->action.state == ACTION_LATE && x->due >= before->at);
}

void remind_choose(struct remind *r, const struct app *app, bool again, struct arena *a, struct agenda *g)
{
    AUTO(buf) next = {0};
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++) {
        struct agenda_item x = g->items[i];
        struct remind_entry *before = entry_of(r, x.id);
        bool chosen = again || (!x.can_wait && is_new(&x, before));
        if (before) before->open = true;
        if (chosen || before) add_line(&next, chosen ? app->now : before->at, x.id);
        if (chosen) g->items[n++] = x;
    }
    g->n = n;
    /* Announced since by another, who may have seen what was recorded after our look at the database. */
    for (size_t i = 0; i < r->n; i++)
        if (!r->entries[i].open && r->entries[i].at >= app->now) add_line(&next, r->entries[i].at, r->entries[i].id);
    r->next = arena_str(a, buf_str(&next));
}

enum err remind_keep(struct remind *r, struct err_info *info)
{
    return str_eq(r->kept, r->next) ? OK : file_write_atomic(r->path.p, r->next, true, info);
}
