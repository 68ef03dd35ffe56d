/* Runs `calendar`, and `export --format ics`, which is the same. */
#include "app/feed.h"
#include "cli/speak.h"

#include <unistd.h>

/* A subscriber reads the same file again and again, so it is replaced; but nothing else that happens to be there. */
static enum err check_replaceable(const char *path, struct err_info *info)
{
    AUTO(file_map) there = {0};
    if (access(path, F_OK) != 0) return OK;
    enum err err = file_map(path, SIZE_MAX, &there, info);
    if (err || !there.bytes.n || str_starts(there.bytes, STR("BEGIN:VCALENDAR"))) return err;
    return err_set(info, ERR_INPUT, "%s is no calendar, so it is not overwritten: choose another name", path);
}

static void answer(struct cli *cli, const char *path, int64_t n)
{
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        json_write_object(&w, NULL);
        json_write_text(&w, "file", path);
        json_write_int(&w, "events", n);
        json_write_end(&w);
        buf_char(&cli->out, '\n');
        return;
    }
    layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN,
        arena_format(cli->arena, "Written to %s: %lld %s.", path, (long long)n, n == 1 ? "entry" : "entries"));
}

enum err cmd_calendar_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    AUTO(buf) file = {0};
    int64_t n = 0;
    struct str out = args_value(args, "out");
    bool shown = !out.p || str_is(out, "-");
    if (shown && cli->json) return err_set(info, ERR_USAGE, "--json: a calendar is no JSON; give it a file with --out");
    enum err err = speak_read(&s, cli, info);
    if (!err) err = feed_write(&s.app, shown ? &cli->out : &file, &n, info);
    if (err || shown) return err;
    const char *path = arena_str(cli->arena, out).p;
    err = check_replaceable(path, info);
    if (!err) err = file_write_atomic(path, buf_str(&file), true, info);
    if (!err) answer(cli, path, n);
    return err ? err_context(info, err, "--out") : OK;
}
