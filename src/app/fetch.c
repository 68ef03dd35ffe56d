/* From a mailbox to the record, batch by batch. */
#include "app/fetch.h"

#include "app/import_mail.h"
#include "app/mailbox.h"
#include "sys/spool.h"

enum { WAIT_SECONDS = 60 };

struct fetching {
    struct app *app;
    const struct account *at;
    const struct fetch_options *o;
    struct fetch_account *result;
    struct mailbox box;
    struct spool spool;
};

static void fetching_close(struct fetching *f)
{
    mailbox_close(&f->box);
    spool_close(&f->spool);
}

enum err fetch_lock(struct app *app, struct lock *ret, struct err_info *info)
{
    struct str folder, path;
    enum err err = app_state_file(app, "fetched", &folder, &path, info);
    if (!err) err = file_make_folder(folder.p, info);
    if (!err) err = lock_take(arena_format(app->arena, "%s.lock", path.p).p, WAIT_SECONDS, ret, info);
    return err;
}

/* --- how far a folder was read: "VALIDITY UID" --- */

struct position {
    int64_t validity, uid;
};

/* By server, so that renaming the account in mail.ini changes nothing. */
static struct str key_of(const struct fetching *f, struct str folder)
{
    const struct account_server *s = &f->at->imap;
    return arena_format(
        f->app->arena, "imap:%.*s@%.*s:%d/%.*s", STR_ARG(f->at->user), STR_ARG(s->host), s->port, STR_ARG(folder));
}

static enum err position_of(const struct fetching *f, struct str key, struct position *ret, struct err_info *info)
{
    struct str text, validity, uid;
    struct position p = {0};
    enum err err = journal_reading(f->app->journal, key, f->app->arena, &text, info);
    if (err) return err;
    if (!str_cut(text, ' ', &validity, &uid) || !str_number(validity, &p.validity) || !str_number(uid, &p.uid) ||
        p.uid < 0)
        p = (struct position){0};
    *ret = p;
    return OK;
}

static enum err keep_position(const struct fetching *f, struct str key, const struct position *p, struct err_info *info)
{
    struct str text = arena_format(f->app->arena, "%lld %lld", (long long)p->validity, (long long)p->uid);
    return journal_reading_set(f->app->journal, key, text, info);
}

/* --- batches --- */

static void add_lines(struct import_lines *to, const struct import_lines *from, struct arena *a)
{
    for (size_t i = 0; i < from->n; i++) *ARENA_PUSH(a, to->items, to->n, to->room) = from->items[i];
}

static void add_result(struct import_result *sum, const struct import_result *r, struct arena *a)
{
    sum->kind = r->kind;
    sum->read += r->read;
    sum->added += r->added;
    sum->already += r->already;
    sum->suggested += r->suggested;
    sum->left_out += r->left_out;
    add_lines(&sum->refused, &r->refused, a);
    add_lines(&sum->held, &r->held, a);
}

/* A folder being read: how far it was, how far it is now, and where it ends. */
struct reading {
    struct str key;
    struct position was, at;
    int64_t end;
    bool stays; /* it is looked at from another day than usual: that says nothing of how far it was read */
};

/* What is in the spool, and where it leads, in one transaction. */
static enum err record(
    struct fetching *f, struct fetch_folder *folder, struct reading *r, bool mail, struct err_info *info)
{
    AUTO(import) import = {0};
    struct import_options o = {0};
    struct import_result result = {0};
    bool moved = !r->stays && (r->at.validity != r->was.validity || r->at.uid != r->was.uid);
    struct str label = arena_format(f->app->arena, "%.*s, %.*s", STR_ARG(f->at->name), STR_ARG(folder->name));
    if (!mail && !moved) return OK;
    enum err err = import_begin(&import, f->app, &o, info);
    if (!err && mail) err = import_mail_spool(&import, f->spool.fd, label.p, &result, info);
    if (!err && moved) err = keep_position(f, r->key, &r->at, info);
    if (!err) err = import_commit(&import, info);
    if (err) return err;
    if (moved) r->was = r->at;
    add_result(&folder->sum, &result, f->app->arena);
    return OK;
}

static void add_problems(struct fetching *f, struct fetch_folder *folder, struct str lines)
{
    if (!lines.n) return;
    folder->problems = arena_format(f->app->arena, "%.*s%.*s", STR_ARG(folder->problems), STR_ARG(lines));
}

/* The batches of what a search has found. */
static enum err fetch_batches(
    struct fetching *f, struct fetch_folder *folder, struct reading *r, int64_t found, struct err_info *info)
{
    while (found) {
        struct mailbox_batch b;
        struct err_info why = {0};
        enum err err = spool_empty(&f->spool, info);
        if (err) return err;
        if (mailbox_next(&f->box, &b, &why)) {
            folder->problem = arena_str(f->app->arena, str_from(why.text));
            return OK;
        }
        r->at.uid = b.left || b.last > r->end ? b.last : r->end;
        err = record(f, folder, r, b.messages > 0, info);
        if (err) return err;
        folder->fetched += b.messages;
        folder->cut += b.cut;
        add_problems(f, folder, b.problems);
        found = b.last ? b.left : 0;
    }
    if (r->at.uid < r->end) r->at.uid = r->end;
    return record(f, folder, r, false, info);
}

/* --- folders --- */

static struct fetch_folder *known(const struct fetching *f, struct str name)
{
    for (size_t i = 0; i < f->result->n; i++)
        if (str_eq(f->result->folders[i].name, name)) return &f->result->folders[i];
    return NULL;
}

static struct fetch_folder *add_folder(struct fetching *f, struct str name)
{
    struct fetch_account *r = f->result;
    struct fetch_folder *folder = ARENA_PUSH(f->app->arena, r->folders, r->n, r->room);
    *folder = (struct fetch_folder){.name = name};
    return folder;
}

/* Reading begins behind what was read, unless it is to be read again or the numbers mean something else now. */
static void start(const struct fetching *f, const struct mailbox_state *s, struct reading *r, bool *ret_anew)
{
    bool first = !r->was.validity;
    bool same = s->validity && r->was.validity == s->validity && (!s->next || r->was.uid < s->next);
    bool wanted = f->o->again || f->o->since != DAY_NONE;
    *ret_anew = !first && !same;
    r->at = (struct position){s->validity, same && !wanted ? r->was.uid : 0};
    r->end = s->next ? s->next - 1 : r->at.uid;
    r->stays = f->o->since != DAY_NONE && same;
}

static day_t since_of(const struct fetching *f)
{
    if (f->o->since != DAY_NONE) return f->o->since;
    if (f->at->since != DAY_NONE) return f->at->since;
    return day_of(app_now(f->app)) - FETCH_DAYS;
}

/* An error is about the record; what the server does wrong is in the folder. */
static enum err fetch_opened(struct fetching *f, const struct mailbox_state *s, struct err_info *info)
{
    struct fetch_folder *folder = add_folder(f, s->name);
    struct reading r = {.key = key_of(f, s->name)};
    struct err_info why = {0};
    int64_t found = 0;
    folder->exists = s->exists;
    enum err err = position_of(f, r.key, &r.was, info);
    if (err) return err;
    start(f, s, &r, &folder->anew);
    if (s->exists && mailbox_search(&f->box, r.at.uid, since_of(f), &found, &why)) {
        folder->problem = arena_str(f->app->arena, str_from(why.text));
        return OK;
    }
    return fetch_batches(f, folder, &r, found, info);
}

static enum err fetch_folder(struct fetching *f, struct str name, bool needed, struct err_info *info)
{
    struct err_info why = {0};
    struct mailbox_state s;
    enum err err = mailbox_go(&f->box, name, &s, &why);
    if (err == ERR_NOT_FOUND && !needed) {
        f->result->note = arena_str(f->app->arena, str_from(why.text));
        return OK;
    }
    if (err) {
        add_folder(f, name.n ? name : STR("Sent"))->problem = arena_str(f->app->arena, str_from(why.text));
        return OK;
    }
    return known(f, s.name) ? OK : fetch_opened(f, &s, info);
}

static enum err fetch_folders(struct fetching *f, struct err_info *info)
{
    const struct account *at = f->at;
    enum err err = OK;
    for (size_t i = 0; !err && !f->box.lost && i < at->n_folders; i++)
        err = fetch_folder(f, at->folders[i], true, info);
    if (at->n_folders) return err;
    err = fetch_folder(f, STR("INBOX"), true, info);
    if (!err && !f->box.lost) err = fetch_folder(f, at->sent, at->sent.n > 0, info);
    return err;
}

/* --- a look --- */

static void look(struct fetching *f)
{
    struct mailbox_folder *all = NULL;
    size_t n = 0;
    struct err_info why = {0};
    if (mailbox_folders(&f->box, &all, &n, &why)) {
        f->result->problem = arena_str(f->app->arena, str_from(why.text));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        struct fetch_folder *folder = add_folder(f, all[i].name);
        folder->sent = all[i].sent;
        folder->closed = !all[i].opens;
    }
}

enum err fetch_account(struct app *app, const struct account *at, const struct fetch_options *o,
    struct fetch_account *ret, struct err_info *info)
{
    struct fetch_account result = {.account = at};
    AUTO(fetching) f = {.app = app, .at = at, .o = o, .result = &result};
    struct err_info why = {0};
    enum err err = OK;
    if (!o->check) err = spool_open(app->path, &f.spool, info);
    if (err) return err;
    if (!at->imap.host.n)
        result.note = STR("There is no imap in mail.ini for this account, so nothing is fetched from it.");
    else if (mailbox_open(&f.box, at, o->check ? -1 : f.spool.fd, app->arena, &why))
        result.problem = arena_str(app->arena, str_from(why.text));
    else if (o->check)
        look(&f);
    else
        err = fetch_folders(&f, info);
    if (f.box.alert.n)
        result.note = arena_format(app->arena, "%.*s%s%.*s wants you to know: %.*s", STR_ARG(result.note),
            result.note.n ? " " : "", STR_ARG(at->imap.host), STR_ARG(f.box.alert));
    if (!err) *ret = result;
    return err;
}
