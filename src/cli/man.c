/* Manual pages in mdoc, from the table of commands.  The build writes them:
 * `hearback man` is hearback.1, `hearback man COMMAND` is hearback-COMMAND.1. */
#include "cli/args.h"
#include "cli/help.h"

#include <string.h>

#ifndef HEARBACK_DATE /* the build may say, as mdoc wants it */
#define HEARBACK_DATE "November 22, 2026"
#endif

/* Running text: backslashes and dashes as roff wants them, each sentence on a line of its own, none of them mistaken
 * for a request.  An empty line begins a paragraph. */
static void prose(struct buf *out, const char *text)
{
    bool line_start = true;
    for (const char *c = text; *c; c++) {
        if (c[0] == '\n') {
            buf_put(out, c[1] == '\n' ? "\n.Pp\n" : "\n");
            while (c[1] == '\n') c++;
            line_start = true;
            continue;
        }
        if (line_start && (*c == '.' || *c == '\'')) buf_put(out, "\\&");
        line_start = false;
        if (*c == '\\')
            buf_put(out, "\\e");
        else if (*c == '-')
            buf_put(out, "\\-");
        else
            buf_char(out, *c);
        bool sentence = (c[0] == '.' || c[0] == '?') && c[1] == ' ' && c[2] >= 'A' && c[2] <= 'Z';
        if (sentence) {
            buf_char(out, '\n');
            line_start = true;
            c++;
        }
    }
    buf_char(out, '\n');
}

/* An argument of a macro: one word, whatever is in it; a summary loses what would be taken for a macro. */
static void argument(struct buf *out, const char *text)
{
    buf_put(out, " \"");
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            buf_put(out, "\\(dq");
        else if (*c == '\\')
            buf_put(out, "\\e");
        else if (*c == '-')
            buf_put(out, "\\-");
        else
            buf_char(out, *c);
    }
    buf_char(out, '"');
}

static void tag_begin(struct buf *out)
{
    buf_put(out, ".Bl -tag -width Ds\n");
}

static void options(struct arena *arena, struct buf *out, const struct command_option *list)
{
    for (; list && list->name; list++) {
        buf_printf(out, ".It Fl \\-%s", list->name);
        if (list->metavar) {
            buf_put(out, " Ar");
            argument(out, list->metavar);
        }
        buf_char(out, '\n');
        prose(out, help_option(arena, list).p);
    }
}

static void examples(struct buf *out, const struct command_example *list)
{
    for (; list && list->line; list++) {
        prose(out, list->what);
        buf_put(out, ".Bd -literal -offset indent\n");
        prose(out, list->line);
        buf_put(out, ".Ed\n");
        if (list[1].line) buf_put(out, ".Pp\n");
    }
}

static void head(struct buf *out, const char *title, const char *summary)
{
    buf_printf(out,
        ".\\\" made by \"hearback man\" from the table of commands\n.Dd " HEARBACK_DATE
        "\n.Dt %s 1\n.Os\n.Sh NAME\n.Nm ",
        title);
    for (const char *c = title; *c; c++) buf_char(out, *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c);
    buf_put(out, "\n.Nd ");
    buf_put(out, summary);
    buf_put(out, "\n.Sh SYNOPSIS\n");
}

static void exit_status(struct buf *out)
{
    buf_put(out, ".Sh EXIT STATUS\n");
    tag_begin(out);
    buf_put(out, ".It 0\ndone\n.It 1\nrefused or failed; one sentence on standard error says why and what to do,\n"
                 "and nothing is half-done\n.It 2\nwrong usage\n.El\n.Pp\n");
    prose(out, "The command check says 0 for ok, 3 for wait and 4 for stop.");
}

/* The name that follows `after` (NULL: the first) in the alphabet, as mandoc wants references; NULL at the end. */
static const char *next_name(const char *after)
{
    const char *next = NULL;
    for (size_t i = 0; command_table[i]; i++) {
        const char *name = command_table[i]->name;
        bool behind = command_table[i]->group != GROUP_HIDDEN && (!after || strcmp(name, after) > 0);
        if (behind && (!next || strcmp(name, next) < 0)) next = name;
    }
    return next;
}

static void see_also_commands(struct buf *out)
{
    buf_put(out, ".Sh SEE ALSO\n");
    for (const char *name = next_name(NULL), *next; name; name = next) {
        next = next_name(name);
        buf_printf(out, ".Xr hearback-%s 1%s\n", name, next ? " ," : "");
    }
}

static void page_command(struct arena *arena, struct buf *out, const struct command *c)
{
    struct str title = arena_format(arena, "HEARBACK-%s", c->name);
    char *upper = arena_alloc(arena, title.n + 1, 1);
    for (size_t i = 0; i < title.n; i++)
        upper[i] = title.p[i] >= 'a' && title.p[i] <= 'z' ? (char)(title.p[i] - 32) : title.p[i];
    head(out, upper, c->summary);
    for (size_t i = 0; c->usage[i]; i++) {
        buf_put(out, ".Nm hearback\n");
        prose(out, c->usage[i]);
    }
    buf_put(out, ".Sh DESCRIPTION\n");
    prose(out, c->notes ? c->notes : c->summary);
    if (c->positionals || c->options) {
        tag_begin(out);
        for (const struct command_positional *p = c->positionals; p && p->name; p++) {
            buf_put(out, ".It Ar");
            argument(out, p->name);
            buf_char(out, '\n');
            prose(out, help_positional(arena, p).p);
        }
        options(arena, out, c->options);
        buf_put(out, ".El\n");
    }
    if (c->rules) {
        buf_put(out, ".Pp\nRules of the rulebook behind it:\n");
        prose(out, arena_format(arena, "%s.", c->rules).p);
    }
    exit_status(out);
    buf_put(out, ".Sh EXAMPLES\n");
    examples(out, c->examples);
    buf_put(out, ".Sh SEE ALSO\n.Xr hearback 1\n");
}

static void all_commands(struct buf *out)
{
    for (enum command_group group = GROUP_RECORDING; group < GROUP_HIDDEN; group++) {
        size_t shown = 0;
        for (size_t i = 0; command_table[i]; i++) {
            const struct command *c = command_table[i];
            if (c->group != group) continue;
            if (shown++ == 0) {
                buf_printf(out, ".Ss \\&%s\n", command_group_names[group]);
                tag_begin(out);
            }
            buf_put(out, ".It Cm");
            argument(out, c->name);
            buf_char(out, '\n');
            prose(out, c->summary);
        }
        if (shown) buf_put(out, ".El\n");
    }
}

static void environment(struct buf *out)
{
    buf_put(out, ".Sh ENVIRONMENT\n");
    tag_begin(out);
    buf_put(out, ".It Ev XDG_DATA_HOME\nthe folder that holds\n.Pa hearback/hearback.db ;\n"
                 "when it is not set,\n.Pa ~/.local/share\n"
                 ".It Ev COLUMNS\nhow wide the text may be\n"
                 ".It Ev NO_COLOR\nset to anything: no colours\n"
                 ".It Ev TZ\nthe time zone of the machine, where no other is known\n.El\n"
                 ".Sh FILES\n");
    tag_begin(out);
    buf_put(out, ".It Pa ~/.local/share/hearback/hearback.db\n"
                 "everything recorded; made by the first recording, readable by its owner alone\n.El\n");
}

static void page_program(struct arena *arena, struct buf *out)
{
    static const struct command_example first_steps[] = {
        {"hearback new \"Harbour Optics\" \"Lab technician\"\nhearback applied harbour\nhearback today",
            "Record an application, and see what there is to do:"},
        {"hearback check harbour --to hr --via phone --purpose inquiry", "Ask whether a call would be too much:"},
        {"hearback demo", "Look around in a sample search, which touches nothing of yours:"},
        {0},
    };
    head(out, "HEARBACK", "what to do today in a search for work, and whether a contact would be too much");
    buf_put(out, ".Nm hearback\n.Op Fl \\-data Ar WHERE\n.Op Fl \\-now Ar TIME\n.Op Fl \\-playbook Ar NAME\n"
                 ".Op Fl \\-json\n.Ar COMMAND ...\n.Sh DESCRIPTION\n");
    prose(out,
        "hearback keeps a record of what happened in a search for work: applications, interviews, calls, letters. "
        "From it, it says what to do today and how, and whether a contact would be a follow-up or pestering. "
        "Every answer names the facts and the rules behind it. Nothing leaves the machine by itself, and nothing "
        "recorded is ever overwritten.\n\n"
        "Without a command, hearback does the same as \"hearback today\".");
    buf_put(out, ".Ss Options of every command\n");
    tag_begin(out);
    options(arena, out, command_globals);
    buf_put(out, ".El\n.Ss Names and times\n");
    prose(out,
        "OPP and PERSON are an id or any part of a name; where it fits more than one, hearback lists them and asks "
        "for more. ACTION is an action's id, or its number in the list shown last.\n\n"
        "A time is written as 2026-10-08T15:00 or 2026-10-08, or as people say it: \"yesterday 3pm\", fri, "
        "\"in 2 weeks\". It is taken in the time zone of the opportunity.");
    buf_put(out, ".Sh COMMANDS\n");
    all_commands(out);
    environment(out);
    exit_status(out);
    buf_put(out, ".Sh EXAMPLES\n");
    examples(out, first_steps);
    see_also_commands(out);
}

enum err cmd_man_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(buf) page = {0};
    if (args->n_positionals == 0) {
        page_program(cli->arena, &page);
    } else {
        const struct command *command = command_named(command_table, args_positional(args, 0));
        if (!command) return args_unknown_command(command_table, cli->arena, args_positional(args, 0), info);
        page_command(cli->arena, &page, command);
    }
    help_deliver(cli, &page);
    return OK;
}
