/* Runs `import`. */
#include "cli/photos.h"
#include "cli/speak.h"

#include <stdio.h>

/* --- for programs --- */

static void json_counts(struct json_write *w, const struct import_result *r)
{
    json_write_int(w, "read", r->read);
    json_write_int(w, "added", r->added);
    json_write_int(w, "already", r->already);
    json_write_int(w, "suggested", r->suggested);
}

static void json_refused(struct json_write *w, struct arena *a, const struct import_result *r)
{
    for (size_t i = 0; i < r->refused.n; i++) {
        json_write_object(w, NULL);
        json_write_str(w, "where", arena_format(a, "%s:%zu", r->path, r->refused.items[i].line));
        json_write_str(w, "why", r->refused.items[i].text);
        json_write_end(w);
    }
}

static bool leaves_out(const struct import_result *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == IMPORT_CONTACTS || all[i].kind == IMPORT_MESSAGES || all[i].kind == IMPORT_CALENDAR ||
            all[i].kind == IMPORT_MAIL)
            return true;
    return false;
}

static void json_result(struct json_write *w, struct arena *a, const struct import_result *all, size_t n)
{
    struct import_result sum = {0};
    for (size_t i = 0; i < n; i++) {
        sum.read += all[i].read;
        sum.added += all[i].added;
        sum.already += all[i].already;
        sum.suggested += all[i].suggested;
        sum.left_out += all[i].left_out;
    }
    json_counts(w, &sum);
    json_write_array(w, "refused");
    for (size_t i = 0; i < n; i++) json_refused(w, a, &all[i]);
    json_write_end(w);
    if (leaves_out(all, n)) json_write_int(w, "left_out", sum.left_out);
}

static void answer_json(struct cli *cli, const struct import_result *all, size_t n, const struct photos *photos)
{
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_result(&w, cli->arena, all, n);
    if (n > 1) {
        json_write_array(&w, "files");
        for (size_t i = 0; i < n; i++) {
            json_write_object(&w, NULL);
            json_write_text(&w, "file", all[i].path);
            json_result(&w, cli->arena, &all[i], 1);
            json_write_end(&w);
        }
        json_write_end(&w);
    }
    photos_json(&w, photos);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

/* --- for people --- */

static const char *const kinds[] = {"a table of applications", "a table of saved jobs", "a table of contacts",
    "a table of messages", "a record of hearback", "contact cards", "a calendar", "mail"};
static const char *const orders[] = {"", ", dates with the day first", ", dates with the month first"};

static const char *plural(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

static void say_lines(struct cli *cli, const char *heading, const struct import_lines *lines)
{
    enum { CELLS = 2 };
    static const struct layout_column columns[CELLS] = {{.style = LAYOUT_DIM}, {.wraps = true}};
    if (!lines->n) return;
    struct str *cells = ARENA_NEW(cli->arena, struct str, lines->n * CELLS);
    for (size_t i = 0; i < lines->n; i++) {
        const struct import_line *l = &lines->items[i];
        if (l->line) cells[i * CELLS] = arena_format(cli->arena, "line %zu", l->line);
        cells[i * CELLS + 1] = l->text;
    }
    layout_heading(&cli->layout, str_from(heading));
    layout_table(&cli->layout, 2, CELLS, columns, lines->n, cells);
}

static struct str say_sample(struct cli *cli, const struct import_sample *s)
{
    AUTO(buf) b = {0};
    struct phrase p = {.arena = cli->arena, .now = TIME_NONE};
    for (size_t i = 0; i < s->n; i++) buf_printf(&b, "%s%.*s", i ? "; " : "", STR_ARG(phrase_event(&p, &s->events[i])));
    return b.n ? arena_str(cli->arena, buf_str(&b)) : STR("only that it is there");
}

/* The first rows, as they would be recorded. */
static void say_samples(struct cli *cli, const struct import_result *r)
{
    enum { CELLS = 4 };
    static const struct layout_column columns[CELLS] = {
        {.style = LAYOUT_DIM, .right = true}, {.wraps = true}, {.wraps = true}, {.wraps = true}};
    struct str *cells = ARENA_NEW(cli->arena, struct str, r->n_samples * CELLS);
    if (!r->n_samples) return;
    for (size_t i = 0; i < r->n_samples; i++) {
        const struct import_sample *s = &r->samples[i];
        struct str *row = &cells[i * CELLS];
        row[0] = arena_format(cli->arena, "%zu", s->line);
        row[1] = s->organisation;
        row[2] = s->position;
        row[3] = say_sample(cli, s);
    }
    layout_heading(&cli->layout, r->added > (int64_t)r->n_samples ? STR("The first of them, by line") : STR("By line"));
    layout_table(&cli->layout, 2, CELLS, columns, r->n_samples, cells);
}

/* An address book is full of people who have nothing to do with the search: how many in one line, not each in one. */
static void say_left_out(struct cli *cli, const struct import_result *r)
{
    AUTO(buf) b = {0};
    int64_t elsewhere = r->left_out - r->nowhere;
    if (!r->left_out) return;
    if (r->kind == IMPORT_MAIL)
        buf_printf(&b, "%lld %s not about your search, as far as can be told, and %s left out.", (long long)r->left_out,
            plural(r->left_out, "message is", "messages are"), plural(r->left_out, "was", "were"));
    if (r->kind == IMPORT_CALENDAR)
        buf_printf(&b, "%lld other %s no interview in your search, and %s left out.", (long long)r->left_out,
            plural(r->left_out, "entry is", "entries are"), plural(r->left_out, "was", "were"));
    if (r->kind == IMPORT_MESSAGES)
        buf_printf(&b, "%lld %s a draft, or with nobody who is known at a place in your record, and %s left out.",
            (long long)r->left_out, plural(r->left_out, "message is", "messages are"),
            plural(r->left_out, "was", "were"));
    if (b.n) {
        layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN, buf_str(&b));
        return;
    }
    if (elsewhere)
        buf_printf(&b, "%lld %s not in your record %s left out", (long long)elsewhere,
            plural(elsewhere, "contact at an organisation that is", "contacts at organisations that are"),
            plural(elsewhere, "was", "were"));
    if (elsewhere && r->nowhere)
        buf_printf(
            &b, ", and %lld that %s no organisation", (long long)r->nowhere, plural(r->nowhere, "names", "name"));
    else if (r->nowhere)
        buf_printf(&b, "%lld %s no organisation %s left out", (long long)r->nowhere,
            plural(r->nowhere, "contact that names", "contacts that name"), plural(r->nowhere, "was", "were"));
    buf_put(&b,
        elsewhere ? "; record the place with \"hearback new\" and import the file again, or say with " : "; say with ");
    buf_put(&b, "--opportunity where all of a file belong.");
    layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN, buf_str(&b));
}

static void say_counts(struct cli *cli, const struct import_result *r, bool dry_run)
{
    AUTO(buf) b = {0};
    const char *thing = r->kind == IMPORT_MAIL       ? plural(r->read, "message", "messages")
                        : r->kind == IMPORT_EVENTS   ? plural(r->read, "event", "events")
                        : r->kind == IMPORT_CARDS    ? plural(r->read, "card", "cards")
                        : r->kind == IMPORT_CALENDAR ? plural(r->read, "entry", "entries")
                                                     : plural(r->read, "row", "rows");
    buf_printf(&b, "%s: %s, %lld %s%s.", r->path, kinds[r->kind], (long long)r->read, thing,
        r->kind == IMPORT_CONTACTS ? "" : orders[r->order]);
    layout_text(&cli->layout, 0, 2, LAYOUT_BOLD, buf_str(&b));
    buf_clear(&b);
    if (!r->read) {
        layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN, STR("There is nothing in it to record."));
        return;
    }
    const char *new = dry_run ? plural(r->added, "would be recorded", "would be recorded")
                              : plural(r->added, "is recorded now", "are recorded now");
    bool mail = r->kind == IMPORT_MAIL;
    int64_t open = mail ? 0 : r->suggested - r->left_out;
    const struct {
        int64_t n;
        const char *text;
    } parts[] = {{r->added, new}, {r->already, plural(r->already, "was recorded before", "were recorded before")},
        {open, plural(open, "is left for you to decide", "are left for you to decide")},
        {(int64_t)r->refused.n, "could not be taken"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].n) buf_printf(&b, "%s%lld %s", b.n ? ", " : "", (long long)parts[i].n, parts[i].text);
    if (b.n) buf_char(&b, '.');
    if (b.n) layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN, buf_str(&b));
    say_left_out(cli, r);
    if (mail && r->suggested)
        layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN,
            arena_format(cli->arena, "%lld %s: \"hearback review\" asks you.", (long long)r->suggested,
                plural(r->suggested, "thing that was read waits for your word",
                    "things that were read wait for your word")));
}

static void say_ending(struct cli *cli, const struct import_result *all, size_t n, bool dry_run)
{
    size_t files = 0;
    bool own = false;
    for (size_t i = 0; i < n; i++) {
        files += all[i].added > 0;
        own |= all[i].kind == IMPORT_EVENTS;
    }
    buf_char(&cli->out, '\n');
    struct str text = STR("Nothing new was recorded.");
    if (dry_run)
        text = STR("This was a look: nothing has been recorded.");
    else if (files && own)
        text = STR("\"hearback today\" shows what to do, \"hearback history\" what came in.");
    else if (files > 1)
        text = arena_format(cli->arena,
            "\"hearback today\" shows what to do; \"hearback undo\" takes one file back, "
            "\"hearback undo %zu\" all.",
            files);
    else if (files)
        text = STR("\"hearback today\" shows what to do; \"hearback undo\" takes the import back.");
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM, text);
}

static void answer_text(struct cli *cli, const struct import_result *all, size_t n, bool dry_run,
    const struct photos *photos, struct str opportunity)
{
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&cli->out, '\n');
        say_counts(cli, &all[i], dry_run);
        say_samples(cli, &all[i]);
        say_lines(cli, "For you to decide", &all[i].held);
        say_lines(cli, "Could not be taken", &all[i].refused);
    }
    photos_text(cli, photos, all, n, opportunity);
    say_ending(cli, all, n, dry_run);
}

/* --- doing it --- */

static struct import_options options_of(const struct args *args, const struct photos *photos)
{
    struct str order = args_value(args, "dates");
    return (struct import_options){.country = args_value(args, "country"),
        .zone = args_value(args, "zone"),
        .opportunity = args_value(args, "opportunity"),
        .photos = photos->items,
        .n_photos = photos->n,
        .dry_run = args_has(args, "dry-run"),
        .order = !order.n                     ? DATE_ORDER_UNSAID
                 : str_is(order, "day-first") ? DATE_DAY_FIRST
                                              : DATE_MONTH_FIRST};
}

static enum err import_all(struct app *app, struct cli *cli, const struct args *args, const struct photos *photos,
    struct import_result *all, bool *ret_settings, struct err_info *info)
{
    AUTO(import) import = {0};
    struct import_options o = options_of(args, photos);
    enum err err = import_begin(&import, app, &o, info);
    for (size_t i = 0; !err && i < args->n_positionals; i++) {
        struct str path = arena_str(cli->arena, args->positionals[i]);
        err = import_file(&import, path.p, &all[i], info);
    }
    if (!err) err = import_commit(&import, info);
    *ret_settings = import.settings;
    return err;
}

/* Settings that came in may name another playbook or zone: the agenda is made for those. */
static enum err settle(const struct app_options *o, struct cli *cli, struct err_info *info)
{
    struct app app = {0};
    enum err err = app_open(&app, o, cli->arena, info);
    if (err) return err;
    err = journal_begin(app.journal, info);
    if (!err) err = agenda_rebuild(&app, info);
    if (!err) err = journal_commit(app.journal, info);
    app_close(&app);
    return err;
}

enum err cmd_import_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    struct app app = {0};
    AUTO(photos) photos = {0}; /* seen before anything is open: nobody else has to wait meanwhile */
    bool dry_run = args_has(args, "dry-run"), settings = false;
    size_t n = args->n_positionals;
    struct app_options o = {.path = cli->data, .now = cli->now, .mode = dry_run ? JOURNAL_READ : JOURNAL_WRITE};
    struct import_result *all = ARENA_NEW(cli->arena, struct import_result, n);
    enum err err = photos_read(cli, args, &photos, info);
    if (!err) err = app_open(&app, &o, cli->arena, info);
    if (err) return err;
    err = import_all(&app, cli, args, &photos, all, &settings, info);
    app_close(&app);
    if (!err && settings) err = settle(&o, cli, info);
    if (err) return err;
    if (cli->json)
        answer_json(cli, all, n, &photos);
    else
        answer_text(cli, all, n, dry_run, &photos, args_value(args, "opportunity"));
    return OK;
}
