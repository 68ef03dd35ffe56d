/* Runs `export`. */
#include "app/export.h"
#include "cli/speak.h"

static enum err write_table(
    struct speak *s, const struct args *args, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    bool csv = str_is(args_value(args, "format"), "csv");
    int table = speak_word(args, "table", export_table_names, EXPORT_OPPORTUNITIES);
    if (!csv && args_has(args, "table"))
        return err_set(info, ERR_USAGE, "--table belongs to --format csv: json holds everything");
    if (csv) return export_csv(&s->app, (enum export_table)table, b, ret_n, info);
    return export_json(&s->app, b, ret_n, info);
}

static enum err run_ics(struct cli *cli, const struct args *args, struct err_info *info)
{
    if (args_has(args, "table")) return err_set(info, ERR_USAGE, "--table belongs to --format csv");
    return cmd_calendar_run(cli, args, info);
}

static void answer(struct cli *cli, const char *path, int64_t n, bool csv)
{
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        json_write_object(&w, NULL);
        json_write_text(&w, "file", path);
        json_write_int(&w, csv ? "rows" : "events", n);
        json_write_end(&w);
        buf_char(&cli->out, '\n');
        return;
    }
    const char *what = csv ? n == 1 ? "row" : "rows" : n == 1 ? "event" : "events";
    layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN,
        arena_format(cli->arena, "Written to %s: %lld %s.", path, (long long)n, what));
}

enum err cmd_export_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    AUTO(buf) file = {0};
    int64_t n = 0;
    struct str out = args_value(args, "out");
    if (str_is(args_value(args, "format"), "ics")) return run_ics(cli, args, info);
    bool csv = str_is(args_value(args, "format"), "csv"), shown = !out.p || str_is(out, "-");
    if (csv && shown && cli->json)
        return err_set(info, ERR_USAGE, "--json: a table is no JSON; give it a file with --out");
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err) err = write_table(&s, args, shown ? &cli->out : &file, &n, info);
    if (err || shown) return err;
    const char *path = arena_str(cli->arena, out).p;
    err = file_write_atomic(path, buf_str(&file), false, info);
    if (!err) answer(cli, path, n, csv);
    return err ? err_context(info, err, "--out") : OK;
}
