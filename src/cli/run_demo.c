/* Runs `demo`: any command on a sample search, in a database of its own. */
#include "app/demo.h"
#include "cli/agenda_view.h"
#include "cli/speak.h"
#include "sys/paths.h"

#include <unistd.h>

struct sample {
    struct cli *cli;
    struct demo demo;
    int days_off; /* until the next business day */
    const char *path;
};

/* --- making it --- */

static void drop(struct arena *a, const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", NULL};
    for (int i = 0; endings[i]; i++) unlink(arena_format(a, "%s%s", path, endings[i]).p);
}

/* Runs one command elsewhere, and keeps what it says to itself. */
static enum err run_one(const struct sample *s, const char *path, const struct demo_line *line, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct cli cli = {.arena = &a, .data = path, .now = line->now.p};
    cli.layout = (struct layout){.out = &cli.out, .arena = &a, .measure = s->cli->layout.measure};
    enum err err = cli_dispatch(&cli, line->n, line->words, info);
    buf_close(&cli.out);
    buf_close(&cli.note);
    return err ? err_context(info, err, "the sample, line %zu", line->line) : OK;
}

static enum err put_key(struct journal *j, const struct demo *demo, struct err_info *info)
{
    struct event e = event_zero(EVENT_SETTING);
    e.name = STR(DEMO_SETTING);
    e.text = demo->key;
    enum err err = journal_begin(j, info);
    if (!err) err = journal_append(j, &e, info);
    return err ? err : journal_commit(j, info);
}

/* Made under another name and then put in place as a whole, so that nobody meets half of it. */
static enum err make(const struct sample *s, struct err_info *info)
{
    struct arena *a = s->cli->arena;
    struct journal *open = NULL; /* keeps each command from tidying up behind itself, which takes longer than it does */
    const char *path = arena_format(a, "%s.%ld", s->path, (long)getpid()).p;
    const char *former = arena_format(a, "%s.before-restore", s->path).p;
    drop(a, path);
    enum err err = journal_open(&open, path, JOURNAL_WRITE, info);
    for (size_t i = 0; !err && i < s->demo.n; i++) err = run_one(s, path, &s->demo.lines[i], info);
    if (!err) err = put_key(open, &s->demo, info);
    journal_close(open);
    if (!err) err = journal_restore(s->path, path, info);
    drop(a, path);
    if (!err) unlink(former); /* only a sample */
    return err;
}

static bool is_made(const struct sample *s)
{
    struct events settings;
    struct journal *j = NULL;
    bool made = false;
    if (access(s->path, F_OK) != 0 || journal_open(&j, s->path, JOURNAL_READ, NULL)) return false;
    if (journal_settings(j, s->cli->arena, &settings, NULL) == OK)
        for (size_t i = 0; i < settings.n; i++)
            made |= str_is(settings.items[i].name, DEMO_SETTING) && str_eq(settings.items[i].text, s->demo.key);
    journal_close(j);
    return made;
}

static enum err prepare(struct sample *s, struct err_info *info)
{
    struct app app = {0};
    struct str folder;
    struct arena *a = s->cli->arena;
    struct app_options o = {.now = s->cli->now};
    enum err err = app_open_without(&app, &o, a, info);
    if (!err) err = demo_read(&app, a, &s->demo, info);
    if (!err) s->days_off = demo_days_off(&app);
    app_close(&app);
    if (!err) err = paths_state(a, &folder, info);
    if (!err) err = file_make_folder(folder.p, info);
    if (err) return err;
    s->path = arena_format(a, "%s/demo.db", folder.p).p;
    return is_made(s) ? OK : make(s, info);
}

/* --- showing it --- */

static void say(struct cli *cli, int indent, enum layout_style style, const char *text)
{
    layout_text(&cli->layout, indent, indent, style, str_from(text));
}

/* What is open; on days off also what the next business day opens, as calls and inquiries wait for it. */
static enum err show_list(const struct sample *s, struct err_info *info)
{
    enum { QUIET_SHOWN = 6 };
    AUTO(speak) k = {0};
    struct agenda g;
    struct cli *cli = s->cli;
    struct agenda_question q = {.days = s->days_off, .quiet_max = QUIET_SHOWN};
    enum err err = speak_read(&k, cli, info);
    if (!err) err = agenda_today(&k.app, &q, cli->arena, &g, info);
    if (err) return err;
    struct str *ids = ARENA_NEW(cli->arena, struct str, g.n);
    for (size_t i = 0; i < g.n; i++) ids[i] = g.items[i].id;
    agenda_view_list(cli, &k.app, &g, 0, true);
    agenda_view_quiet(cli, &k.app, &g, QUIET_SHOWN);
    if (find_remember(&k.app, ids, g.n, NULL) != OK)
        buf_put(&cli->note, "The numbers of this list could not be kept; use the names instead.\n");
    return OK;
}

struct question {
    const char *asked, *to, *opp, *via, *purpose;
};

/* One of each verdict. */
static const struct question questions[] = {
    {"A thank-you to Jane Moss at Harbour Optics", "jane", "harbour", "email", "thanks"},
    {"A call to Mara Lindt at Lindenhof Clinic, to ask how things stand", "mara", "lindenhof", "phone", "inquiry"},
    {"The same to Noor Bramble, who wrote a no", "noor", "bramble", "phone", "inquiry"},
};

static enum err show_verdicts(const struct sample *s, struct err_info *info)
{
    struct cli *cli = s->cli;
    layout_heading(&cli->layout, STR("Follow-up, or pestering?"));
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const struct question *q = &questions[i];
        const struct str words[] = {STR("check"), str_from(q->opp), STR("--to"), str_from(q->to), STR("--via"),
            str_from(q->via), STR("--purpose"), str_from(q->purpose)};
        if (i) buf_char(&cli->out, '\n');
        layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN, arena_format(cli->arena, "%s:", q->asked));
        layout_text(&cli->layout, 2, 4, LAYOUT_DIM,
            arena_format(
                cli->arena, "hearback demo check %s --to %s --via %s --purpose %s", q->opp, q->to, q->via, q->purpose));
        enum err err = cli_dispatch(cli, sizeof words / sizeof *words, words, info);
        if (err) return err;
    }
    cli->status = 0; /* a verdict shown is not one asked for */
    return OK;
}

static enum err show(const struct sample *s, struct err_info *info)
{
    struct cli *cli = s->cli;
    say(cli, 0, LAYOUT_BOLD, "A sample search: all people and firms in it are invented.");
    say(cli, 0, LAYOUT_PLAIN, "Below is what a day may look like: what to do, what to leave in peace, and why.");
    say(cli, 0, LAYOUT_PLAIN, "It has a database of its own, made anew each day, and touches nothing of yours.");
    layout_heading(&cli->layout, STR("Today"));
    enum err err = show_list(s, info);
    if (!err) err = show_verdicts(s, info);
    if (err) return err;
    layout_heading(&cli->layout, STR("Try next"));
    static const char *const lines[] = {"hearback demo done 1", "hearback demo plan harbour --if-silent",
        "hearback demo show lindenhof", "hearback demo why 3", NULL};
    for (int i = 0; lines[i]; i++) say(cli, 2, LAYOUT_PLAIN, lines[i]);
    say(cli, 0, LAYOUT_PLAIN, "With your own: \"hearback import FILE\", or \"hearback new ORGANISATION POSITION\".");
    return OK;
}

static enum err refuse_data(const struct args *args, struct err_info *info)
{
    for (size_t i = 0; i < args->n_positionals; i++)
        if (str_starts(args->positionals[i], STR("--data")))
            return err_set(info, ERR_USAGE, "--data: demo has a database of its own; leave demo out to use yours");
    return OK;
}

enum err cmd_demo_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    static const struct str today[] = {{"today", 5}};
    struct sample s = {.cli = cli};
    bool alone = args->n_positionals == 0;
    enum err err = refuse_data(args, info);
    if (!err) err = prepare(&s, info);
    if (err) return err;
    cli->data = s.path;
    if (alone && !cli->json) return show(&s, info);
    return cli_dispatch(cli, alone ? 1 : args->n_positionals, alone ? today : args->positionals, info);
}
