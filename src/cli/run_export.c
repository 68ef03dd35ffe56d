/* Runs `export`. */
#include "app/export.h"
#include "cli/speak.h"

enum format { FORMAT_JSON, FORMAT_CSV, FORMAT_VCF };

static enum format format_of(const struct args *args)
{
    struct str format = args_value(args, "format");
    return str_is(format, "csv") ? FORMAT_CSV : str_is(format, "vcf") ? FORMAT_VCF : FORMAT_JSON;
}

static bool is_shown(const struct args *args)
{
    struct str out = args_value(args, "out");
    return !out.p || str_is(out, "-");
}

static enum err check_options(const struct cli *cli, const struct args *args, struct err_info *info)
{
    enum format format = format_of(args);
    if (format != FORMAT_CSV && args_has(args, "table"))
        return err_set(info, ERR_USAGE, "--table belongs to --format csv: json holds everything");
    if (format != FORMAT_VCF && args_has(args, "vcard-version"))
        return err_set(info, ERR_USAGE, "--vcard-version belongs to --format vcf");
    bool json = cli->json && is_shown(args);
    if (json && format == FORMAT_CSV)
        return err_set(info, ERR_USAGE, "--json: a table is no JSON; give it a file with --out");
    if (json && format == FORMAT_VCF)
        return err_set(info, ERR_USAGE, "--json: cards are no JSON; give them a file with --out");
    return OK;
}

static enum err write_format(
    struct speak *s, const struct args *args, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    int table = speak_word(args, "table", export_table_names, EXPORT_OPPORTUNITIES);
    /* 3.0 unless asked for: Google Contacts and Outlook do not read 4.0. */
    int version = str_is(args_value(args, "vcard-version"), "4.0") ? 40 : 30;
    switch (format_of(args)) {
    case FORMAT_JSON: break;
    case FORMAT_CSV: return export_csv(&s->app, (enum export_table)table, b, ret_n, info);
    case FORMAT_VCF: return export_cards(&s->app, version, b, ret_n, info);
    }
    return export_json(&s->app, b, ret_n, info);
}

static enum err run_ics(struct cli *cli, const struct args *args, struct err_info *info)
{
    if (args_has(args, "table")) return err_set(info, ERR_USAGE, "--table belongs to --format csv");
    if (args_has(args, "vcard-version")) return err_set(info, ERR_USAGE, "--vcard-version belongs to --format vcf");
    return cmd_calendar_run(cli, args, info);
}

static void answer(struct cli *cli, const char *path, int64_t n, enum format format)
{
    static const char *const things[] = {"events", "rows", "cards"}, *const thing[] = {"event", "row", "card"};
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        json_write_object(&w, NULL);
        json_write_text(&w, "file", path);
        json_write_int(&w, things[format], n);
        json_write_end(&w);
        buf_char(&cli->out, '\n');
        return;
    }
    const char *what = n == 1 ? thing[format] : things[format];
    layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN,
        arena_format(cli->arena, "Written to %s: %lld %s.", path, (long long)n, what));
}

enum err cmd_export_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    AUTO(buf) file = {0};
    int64_t n = 0;
    bool shown = is_shown(args);
    if (str_is(args_value(args, "format"), "ics")) return run_ics(cli, args, info);
    enum err err = check_options(cli, args, info);
    if (!err) err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err) err = write_format(&s, args, shown ? &cli->out : &file, &n, info);
    if (err || shown) return err;
    const char *path = arena_str(cli->arena, args_value(args, "out")).p;
    err = file_write_atomic(path, buf_str(&file), false, info);
    if (!err) answer(cli, path, n, format_of(args));
    return err ? err_context(info, err, "--out") : OK;
}
