/* Runs `backup`, `restore` and `rebuild`: the database as a whole. */
#include "cli/speak.h"

#include <unistd.h>

static const char *plural(int64_t n)
{
    return n == 1 ? "event" : "events";
}

static void answer(struct cli *cli, const char *key, const char *path, int64_t events, struct str text)
{
    if (!cli->json) {
        layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN, text);
        return;
    }
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    if (path) json_write_text(&w, key, path);
    json_write_int(&w, "events", events);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

static const char *file_of(struct cli *cli, const struct args *args)
{
    return arena_str(cli->arena, args_positional(args, 0)).p;
}

enum err cmd_backup_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    int64_t events = 0, opps;
    const char *path = file_of(cli, args);
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err) err = journal_count(s.app.journal, &events, &opps, info);
    if (!err && !events)
        err = err_set(info, ERR_NOT_FOUND, "%s: nothing is recorded yet, so there is nothing to back up", cli->data);
    if (!err) err = journal_backup(s.app.journal, path, info);
    if (err) return err;
    answer(cli, "file", path, events,
        arena_format(cli->arena, "Copied to %s: %lld %s. \"hearback restore %s\" goes back to it.", path,
            (long long)events, plural(events), path));
    return OK;
}

/* A copy may have been made under another playbook, or by an older program. */
static enum err bring_up_to_date(struct speak *s, bool always, struct err_info *info)
{
    bool stale = always;
    enum err err = always ? OK : journal_stale(s->app.journal, s->app.agenda_key, &stale, info);
    if (!err && stale) err = agenda_rebuild(&s->app, info);
    return err ? err : record_commit(&s->record, info);
}

/* The name under which what was there is kept: the last that is taken. */
static struct str kept_as(struct cli *cli)
{
    struct str last = {0};
    for (int n = 1;; n++) {
        struct str name = n == 1 ? arena_format(cli->arena, "%s.before-restore", cli->data)
                                 : arena_format(cli->arena, "%s.before-restore.%d", cli->data, n);
        if (access(name.p, F_OK) != 0) return last;
        last = name;
    }
}

enum err cmd_restore_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    int64_t events, opps;
    const char *path = file_of(cli, args);
    struct str before = kept_as(cli);
    enum err err = journal_restore(cli->data, path, info);
    if (!err) err = speak_open(&s, cli, JOURNAL_WRITE, info);
    if (!err) err = bring_up_to_date(&s, false, info);
    if (!err) err = journal_count(s.app.journal, &events, &opps, info);
    if (err) return err;
    struct str kept = kept_as(cli);
    bool newly = !str_eq(before, kept);
    answer(cli, "file", path, events,
        arena_format(cli->arena, "Restored from %s: %lld %s.%s%.*s%s", path, (long long)events, plural(events),
            newly ? " What was there before is kept as " : "", STR_ARG(newly ? kept : (struct str){0}),
            newly ? "." : ""));
    return OK;
}

enum err cmd_rebuild_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    int64_t events = 0, opps;
    (void)args;
    struct str text = STR("Nothing is recorded yet, so there is nothing to make anew.");
    enum err err = speak_open(&s, cli, JOURNAL_READ, info); /* which makes no database where there is none */
    if (!err) err = journal_count(s.app.journal, &events, &opps, info);
    speak_close(&s);
    if (!err && events) {
        err = speak_open(&s, cli, JOURNAL_WRITE, info);
        if (!err) err = bring_up_to_date(&s, true, info);
        text = arena_format(cli->arena, "Made anew from %lld %s.", (long long)events, plural(events));
    }
    if (!err) answer(cli, "file", NULL, events, text);
    return err;
}
