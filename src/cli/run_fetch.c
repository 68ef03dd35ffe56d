/* Runs `fetch`. */
#include "app/fetch.h"
#include "cli/speak.h"

/* --- for programs --- */

static void json_text_or_null(struct json_write *w, const char *key, struct str s)
{
    if (s.n)
        json_write_str(w, key, s);
    else
        json_write_null(w, key);
}

static void json_lines(struct json_write *w, const char *key, struct str lines)
{
    struct str line;
    json_write_array(w, key);
    while (lines.n) {
        str_cut(lines, '\n', &line, &lines);
        json_write_str(w, NULL, line);
    }
    json_write_end(w);
}

static void json_refused(struct json_write *w, const struct import_lines *refused)
{
    json_write_array(w, "refused");
    for (size_t i = 0; i < refused->n; i++) {
        json_write_object(w, NULL);
        json_write_int(w, "message", (int64_t)refused->items[i].line);
        json_write_str(w, "why", refused->items[i].text);
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_folder(struct json_write *w, const struct fetch_folder *f, bool check)
{
    json_write_object(w, NULL);
    json_write_str(w, "folder", f->name);
    if (check) {
        json_write_bool(w, "sent", f->sent);
        json_write_bool(w, "holds_mail", !f->closed);
        json_write_end(w);
        return;
    }
    json_write_int(w, "fetched", f->fetched);
    json_write_int(w, "added", f->sum.added);
    json_write_int(w, "already", f->sum.already);
    json_write_int(w, "suggested", f->sum.suggested);
    json_write_int(w, "left_out", f->sum.left_out);
    json_write_int(w, "cut", f->cut);
    json_write_bool(w, "numbered_anew", f->anew);
    json_refused(w, &f->sum.refused);
    json_lines(w, "not_fetched", f->problems);
    json_text_or_null(w, "problem", f->problem);
    json_write_end(w);
}

static void answer_json(struct cli *cli, const struct fetch_account *all, size_t n, bool check)
{
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "accounts");
    for (size_t i = 0; i < n; i++) {
        json_write_object(&w, NULL);
        json_write_str(&w, "account", all[i].account->name);
        json_write_str(&w, "server", all[i].account->imap.host);
        json_text_or_null(&w, "problem", all[i].problem);
        json_text_or_null(&w, "note", all[i].note);
        json_write_array(&w, "folders");
        for (size_t k = 0; k < all[i].n; k++) json_folder(&w, &all[i].folders[k], check);
        json_write_end(&w);
        json_write_end(&w);
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

/* --- for people --- */

static const char *plural(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

static void add_part(struct buf *b, int64_t n, const char *text)
{
    if (n) buf_printf(b, "%s%lld %s", b->n ? ", " : "", (long long)n, text);
}

/* "12 new messages: 5 are recorded now, ..." */
static struct str counts(struct arena *a, const struct fetch_folder *f)
{
    AUTO(buf) parts = {0};
    const struct import_result *r = &f->sum;
    if (!f->fetched) return f->problem.n ? (struct str){0} : STR("nothing new");
    add_part(&parts, r->added, plural(r->added, "entry is new in your record", "entries are new in your record"));
    add_part(&parts, r->already, plural(r->already, "was recorded before", "were recorded before"));
    add_part(&parts, r->left_out,
        plural(r->left_out, "is not about your search, as far as can be told",
            "are not about your search, as far as can be told"));
    add_part(&parts, (int64_t)r->refused.n, "could not be read");
    return arena_format(a, "%lld new %s%s%.*s", (long long)f->fetched, plural(f->fetched, "message", "messages"),
        parts.n ? ": " : "", STR_ARG(buf_str(&parts)));
}

static void say_line(struct cli *cli, enum layout_style style, struct str text)
{
    layout_text(&cli->layout, 4, 6, style, text);
}

static void say_lines(struct cli *cli, struct str lines)
{
    struct str line;
    while (lines.n) {
        str_cut(lines, '\n', &line, &lines);
        say_line(cli, LAYOUT_PLAIN, line);
    }
}

static void say_read(struct cli *cli, const struct fetch_folder *f)
{
    struct arena *a = cli->arena;
    int64_t asked = f->sum.suggested;
    if (asked)
        say_line(cli, LAYOUT_PLAIN,
            arena_format(a, "%lld %s: \"hearback review\" asks you.", (long long)asked,
                plural(asked, "thing that was read waits for your word", "things that were read wait for your word")));
    if (f->anew) say_line(cli, LAYOUT_DIM, STR("The server counts its messages anew, so all were looked at again."));
    if (f->cut)
        say_line(cli, LAYOUT_DIM,
            arena_format(a, "Of %lld very large %s only the beginning was read.", (long long)f->cut,
                plural(f->cut, "message", "messages")));
    for (size_t i = 0; i < f->sum.refused.n; i++)
        say_line(
            cli, LAYOUT_PLAIN, arena_format(a, "One could not be read: %.*s.", STR_ARG(f->sum.refused.items[i].text)));
}

static void say_folder(struct cli *cli, const struct fetch_folder *f)
{
    struct arena *a = cli->arena;
    struct str what = counts(a, f);
    layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN,
        what.n ? arena_format(a, "%.*s: %.*s.", STR_ARG(f->name), STR_ARG(what))
               : arena_format(a, "%.*s:", STR_ARG(f->name)));
    say_read(cli, f);
    say_lines(cli, f->problems);
    if (f->problem.n) say_line(cli, LAYOUT_PLAIN, f->problem);
}

static void say_found(struct cli *cli, const struct fetch_folder *f)
{
    const char *more = f->sent ? " (for what was sent)" : f->closed ? " (holds other folders, and no mail)" : "";
    layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN, arena_format(cli->arena, "%.*s%s", STR_ARG(f->name), more));
}

static void say_account(struct cli *cli, const struct fetch_account *r, bool check)
{
    struct arena *a = cli->arena;
    const struct account *at = r->account;
    struct str name = at->name, host = at->imap.host;
    if (check && host.n && !r->problem.n)
        layout_text(&cli->layout, 0, 2, LAYOUT_BOLD,
            arena_format(a, "%.*s: the login at %.*s works. Its folders:", STR_ARG(name), STR_ARG(host)));
    else
        layout_text(&cli->layout, 0, 2, LAYOUT_BOLD,
            host.n ? arena_format(a, "%.*s, %.*s", STR_ARG(name), STR_ARG(host)) : name);
    for (size_t i = 0; i < r->n; i++) check ? say_found(cli, &r->folders[i]) : say_folder(cli, &r->folders[i]);
    if (r->problem.n) layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN, r->problem);
    if (r->note.n) layout_text(&cli->layout, 2, 4, LAYOUT_DIM, r->note);
}

static bool has_problem(const struct fetch_account *r)
{
    bool any = r->problem.n > 0;
    for (size_t i = 0; i < r->n; i++) any |= r->folders[i].problem.n || r->folders[i].problems.n;
    return any;
}

static bool has_news(const struct fetch_account *r)
{
    bool any = has_problem(r) || r->note.n;
    for (size_t i = 0; i < r->n; i++) {
        const struct import_result *sum = &r->folders[i].sum;
        any |= sum->added || sum->suggested || sum->refused.n;
    }
    return any;
}

static void answer_text(struct cli *cli, const struct fetch_account *all, size_t n, bool check, bool quiet)
{
    int64_t added = 0;
    for (size_t i = 0; i < n; i++) {
        if (quiet && !has_news(&all[i])) continue;
        if (cli->out.n) buf_char(&cli->out, '\n');
        say_account(cli, &all[i], check);
        for (size_t k = 0; k < all[i].n; k++) added += all[i].folders[k].sum.added;
    }
    if (!added) return;
    buf_char(&cli->out, '\n');
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM, STR("\"hearback today\" shows what to do."));
}

/* --- doing it --- */

static enum err choose(const struct args *args, struct arena *a, const struct accounts *all,
    const struct account ***ret, size_t *ret_n, struct err_info *info)
{
    size_t n = args->n_positionals ? args->n_positionals : all->n;
    const struct account **chosen = ARENA_NEW(a, const struct account *, n);
    enum err err = OK;
    for (size_t i = 0; !err && i < n; i++) {
        chosen[i] = &all->items[args->n_positionals ? 0 : i];
        if (args->n_positionals) err = accounts_named(all, args->positionals[i], &chosen[i], info);
    }
    *ret = chosen;
    *ret_n = n;
    return err;
}

static enum err options_of(struct app *app, const struct args *args, struct fetch_options *ret, struct err_info *info)
{
    struct fetch_options o = {.since = DAY_NONE, .again = args_has(args, "again"), .check = args_has(args, "check")};
    struct str day = args_value(args, "since");
    if (o.check && (o.again || day.p))
        return err_set(info, ERR_USAGE, "--check: fetches nothing, so leave out --since and --again");
    if (o.again && day.p) return err_set(info, ERR_USAGE, "--since: says more than --again; leave that out");
    enum err err = day.p ? record_day(app, app->zone, day, WHEN_PAST, &o.since, info) : OK;
    if (err) return err_context(info, err, "--since");
    *ret = o;
    return OK;
}

static enum err fetch_all(struct app *app, const struct account *const *chosen, size_t n, const struct fetch_options *o,
    struct fetch_account *ret, struct err_info *info)
{
    AUTO(lock) lock = {0};
    enum err err = o->check ? OK : fetch_lock(app, &lock, info);
    for (size_t i = 0; !err && i < n; i++) err = fetch_account(app, chosen[i], o, &ret[i], info);
    return err;
}

static enum err run(struct app *app, struct cli *cli, const struct args *args, struct err_info *info)
{
    struct accounts accounts;
    struct fetch_options o;
    const struct account **chosen = NULL;
    size_t n = 0;
    enum err err = options_of(app, args, &o, info);
    if (!err) err = accounts_load(cli->arena, &accounts, info);
    if (!err) err = choose(args, cli->arena, &accounts, &chosen, &n, info);
    if (err) return err;
    struct fetch_account *all = ARENA_NEW(cli->arena, struct fetch_account, n);
    err = fetch_all(app, chosen, n, &o, all, info);
    if (err) return err;
    for (size_t i = 0; i < n; i++)
        if (has_problem(&all[i])) cli->status = 1;
    if (accounts.note.n && o.check) buf_printf(&cli->note, "%.*s\n", STR_ARG(accounts.note));
    if (cli->json)
        answer_json(cli, all, n, o.check);
    else
        answer_text(cli, all, n, o.check, args_has(args, "quiet"));
    return OK;
}

enum err cmd_fetch_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    struct app app = {0};
    bool check = args_has(args, "check");
    struct app_options o = {.path = cli->data, .now = cli->now, .mode = check ? JOURNAL_READ : JOURNAL_WRITE};
    enum err err = app_open(&app, &o, cli->arena, info);
    if (err) return err;
    err = run(&app, cli, args, info);
    app_close(&app);
    return err;
}
