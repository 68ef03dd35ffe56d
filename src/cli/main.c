/* The program: from the command line to an exit status.  Output is gathered
 * and written once, at the end, so that a failure prints one sentence and
 * nothing half-done. */
#include "cli/command.h"
#include "cli/help.h"
#include "sys/terminal.h"
#include "sys/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { STATUS_FAILED = 1, STATUS_USAGE = 2 };

/* --- what is printed --- */

static void say(struct arena *arena, const char *text)
{
    struct str clean = layout_clean(arena, str_from(text), false);
    fprintf(stderr, "hearback: %.*s\n", STR_ARG(clean));
}

static int refuse(struct cli *cli, enum err err, const struct err_info *info)
{
    say(cli->arena, info->text);
    if (err != ERR_USAGE) return STATUS_FAILED;
    AUTO(buf) usage = {0};
    help_usage(&usage, cli->command);
    fprintf(stderr, "%.*s", STR_ARG(buf_str(&usage)));
    if (cli->command)
        fprintf(stderr, "\"hearback help %s\" shows all of it, with examples.\n", cli->command->name);
    else
        fprintf(stderr, "\"hearback help\" lists the commands.\n");
    return STATUS_USAGE;
}

static int deliver(struct cli *cli)
{
    struct str out = buf_str(&cli->out), note = buf_str(&cli->note);
    if (cli->out.full) {
        say(cli->arena, "the answer is too long to be printed");
        return STATUS_FAILED;
    }
    bool written = fwrite(out.p ? out.p : "", 1, out.n, stdout) == out.n;
    if (fflush(stdout) != 0 || !written) {
        say(cli->arena, arena_format(cli->arena, "standard output: cannot write the answer: %s", strerror(errno)).p);
        return STATUS_FAILED;
    }
    struct str line;
    while (note.n) {
        str_cut(note, '\n', &line, &note);
        line = layout_clean(cli->arena, line, false);
        fprintf(stderr, "%.*s\n", STR_ARG(line));
    }
    struct err_info info = {0};
    if (!cli->delivered || cli->delivered(cli->delivered_context, &info) == OK) return cli->status;
    say(cli->arena, info.text);
    return STATUS_FAILED;
}

int main(int argc, char *argv[])
{
    AUTO(arena) arena = {0};
    struct terminal terminal = terminal_stdout();
    struct cli cli = {.arena = &arena};
    cli.layout = (struct layout){
        .out = &cli.out, .arena = &arena, .width = terminal.width, .colour = terminal.colour, .measure = text_width};
    size_t n = argc > 1 ? (size_t)argc - 1 : 0;
    struct str *words = ARENA_NEW(&arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) words[i] = str_from(argv[i + 1]);

    struct err_info info = {0};
    enum err err = cli_dispatch(&cli, n, words, &info);
    int status = err ? refuse(&cli, err, &info) : deliver(&cli);
    buf_close(&cli.out);
    buf_close(&cli.note);
    return status;
}
