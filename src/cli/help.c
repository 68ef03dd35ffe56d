/* Help for people, and the table as data for tests and editors. */
#include "cli/help.h"

#include "cli/args.h"
#include "codec/json_write.h"

#include <string.h>

#define USAGE_ALL "[--data WHERE] [--now TIME] [--playbook NAME] [--json] COMMAND ..."

void help_usage(struct buf *out, const struct command *command)
{
    if (!command) {
        buf_put(out, "usage: hearback " USAGE_ALL "\n");
        return;
    }
    for (size_t i = 0; command->usage[i]; i++)
        buf_printf(out, "%s hearback %s\n", i ? "   or:" : "usage:", command->usage[i]);
}

/* --- the overview --- */

static size_t count_group(enum command_group group)
{
    size_t n = 0;
    for (size_t i = 0; command_table[i]; i++) n += command_table[i]->group == group;
    return n;
}

static void overview_group(const struct layout *l, enum command_group group)
{
    static const struct layout_column columns[] = {{.style = LAYOUT_BOLD}, {.wraps = true}};
    size_t rows = count_group(group), at = 0;
    if (rows == 0) return;
    struct str *cells = ARENA_NEW(l->arena, struct str, rows * 2);
    for (size_t i = 0; command_table[i]; i++) {
        if (command_table[i]->group != group) continue;
        /* Padded, so that all groups share one column. */
        cells[at++] = arena_format(l->arena, "%-10s", command_table[i]->name);
        cells[at++] = str_from(command_table[i]->summary);
    }
    layout_heading(l, str_from(command_group_names[group]));
    layout_table(l, 2, 2, columns, rows, cells);
}

static struct str entry_text(
    struct arena *arena, const char *help, enum command_value value, const char *const *words, const char *remark)
{
    struct str entry = str_from(help);
    for (size_t i = 0; value == VALUE_WORD && words[i]; i++)
        entry = arena_format(arena, "%.*s%s%s", STR_ARG(entry), i ? ", " : ": ", words[i]);
    return remark[0] ? arena_format(arena, "%.*s (%s)", STR_ARG(entry), remark) : entry;
}

struct str help_option(struct arena *arena, const struct command_option *o)
{
    const char *remark = o->required && o->repeats ? "needed, any number of times"
                         : o->required             ? "needed"
                         : o->repeats              ? "any number of times"
                                                   : "";
    return entry_text(arena, o->help, o->value, o->words, remark);
}

struct str help_positional(struct arena *arena, const struct command_positional *p)
{
    return entry_text(arena, p->help, p->value, p->words, p->required ? "" : "may be left out");
}

/* Positionals and options (either may be NULL) in one table. */
static void entries(
    const struct layout *l, const struct command_positional *positionals, const struct command_option *options)
{
    static const struct layout_column columns[] = {{.style = LAYOUT_BOLD}, {.wraps = true}};
    size_t n = 0, room = 0;
    struct str *cells = NULL;
    for (; positionals && positionals->name; positionals++) {
        *ARENA_PUSH(l->arena, cells, n, room) = str_from(positionals->name);
        *ARENA_PUSH(l->arena, cells, n, room) = help_positional(l->arena, positionals);
    }
    for (; options && options->name; options++) {
        *ARENA_PUSH(l->arena, cells, n, room) = arena_format(
            l->arena, "--%s%s%s", options->name, options->metavar ? " " : "", options->metavar ? options->metavar : "");
        *ARENA_PUSH(l->arena, cells, n, room) = help_option(l->arena, options);
    }
    layout_table(l, 2, 2, columns, n / 2, cells);
}

/* A usage line, broken only where no bracket is open: "[--at TIME]" stays whole.  Usage lines are ASCII. */
static void usage_line(const struct layout *l, const char *prefix, const char *usage)
{
    enum { HANG = 8 };
    buf_printf(l->out, "%s hearback", prefix);
    size_t used = strlen(prefix) + sizeof " hearback" - 1, width = (size_t)(l->width > 0 ? l->width : LAYOUT_WIDTH);
    while (*usage) {
        size_t n = 0;
        for (int open = 0; usage[n] && (usage[n] != ' ' || open); n++) open += (usage[n] == '[') - (usage[n] == ']');
        bool fits = used + 1 + n <= width;
        buf_printf(l->out, "%s%.*s", fits ? " " : "\n        ", (int)n, usage);
        used = (fits ? used + 1 : HANG) + n;
        usage += n + (usage[n] == ' ');
    }
    buf_char(l->out, '\n');
}

void help_overview(const struct layout *l)
{
    layout_text(l, 0, 0, LAYOUT_PLAIN,
        STR("hearback tells you what to do today in your search for work, and how; and "
            "whether a contact would be a follow-up or too much."));
    buf_char(l->out, '\n');
    usage_line(l, "usage:", USAGE_ALL);
    for (enum command_group group = GROUP_RECORDING; group < GROUP_HIDDEN; group++) overview_group(l, group);
    layout_heading(l, STR("With every command"));
    entries(l, NULL, command_globals);
    layout_heading(l, STR("To begin"));
    layout_text(l, 2, 2, LAYOUT_PLAIN,
        STR("hearback new \"Harbour Optics\" \"Lab technician\"\nhearback applied harbour\n"
            "hearback today"));
    buf_char(l->out, '\n');
    layout_text(l, 0, 0, LAYOUT_PLAIN,
        STR("\"hearback help COMMAND\" says more about one; \"hearback demo\" shows a sample "
            "search and touches nothing of yours."));
}

/* --- one command --- */

void help_command(const struct layout *l, const struct command *command)
{
    layout_text(l, 0, 0, LAYOUT_BOLD, arena_format(l->arena, "hearback %s - %s", command->name, command->summary));
    buf_char(l->out, '\n');
    for (size_t i = 0; command->usage[i]; i++) usage_line(l, i ? "   or:" : "usage:", command->usage[i]);
    if (command->positionals || command->options) buf_char(l->out, '\n');
    entries(l, command->positionals, command->options);
    if (command->notes) {
        buf_char(l->out, '\n');
        layout_text(l, 0, 0, LAYOUT_PLAIN, str_from(command->notes));
    }
    layout_heading(l, STR("Examples"));
    for (const struct command_example *e = command->examples; e->line; e++) {
        buf_printf(l->out, "  %s\n", e->line); /* not wrapped: to be copied */
        layout_text(l, 6, 6, LAYOUT_DIM, str_from(e->what));
    }
    if (command->rules) {
        buf_char(l->out, '\n');
        layout_text(l, 0, 0, LAYOUT_DIM,
            arena_format(l->arena, "Rules behind it: %s (\"hearback why RULE\" tells more)", command->rules));
    }
}

/* --- the table as data --- */

static void json_options(struct json_write *w, const struct command_option *options)
{
    json_write_array(w, "options");
    for (; options && options->name; options++) {
        json_write_object(w, NULL);
        json_write_text(w, "name", options->name);
        json_write_text(w, "value", options->metavar);
        json_write_text(w, "help", options->help);
        json_write_bool(w, "required", options->required);
        json_write_bool(w, "repeats", options->repeats);
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_positionals(struct json_write *w, const struct command_positional *positionals)
{
    json_write_array(w, "positionals");
    for (; positionals && positionals->name; positionals++) {
        json_write_object(w, NULL);
        json_write_text(w, "name", positionals->name);
        json_write_text(w, "help", positionals->help);
        json_write_bool(w, "required", positionals->required);
        json_write_bool(w, "repeats", positionals->repeats);
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_command(struct json_write *w, const struct command *c)
{
    json_write_object(w, NULL);
    json_write_text(w, "name", c->name);
    json_write_text(w, "group", c->group == GROUP_HIDDEN ? NULL : command_group_names[c->group]);
    json_write_text(w, "summary", c->summary);
    json_write_array(w, "usage");
    for (size_t i = 0; c->usage[i]; i++) json_write_text(w, NULL, c->usage[i]);
    json_write_end(w);
    json_positionals(w, c->positionals);
    json_options(w, c->options);
    json_write_array(w, "examples");
    for (const struct command_example *e = c->examples; e->line; e++) {
        json_write_object(w, NULL);
        json_write_text(w, "line", e->line);
        json_write_text(w, "what", e->what);
        json_write_end(w);
    }
    json_write_end(w);
    json_write_text(w, "notes", c->notes);
    json_write_text(w, "rules", c->rules);
    json_write_end(w);
}

void help_json(struct buf *out)
{
    struct json_write w = {.out = out, .pretty = true};
    json_write_object(&w, NULL);
    json_write_text(&w, "version", HEARBACK_VERSION);
    json_options(&w, command_globals);
    json_write_array(&w, "commands");
    for (size_t i = 0; command_table[i]; i++) json_command(&w, command_table[i]);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(out, '\n');
}

static void json_page(struct buf *out, const char *key, struct str page)
{
    struct json_write w = {.out = out};
    json_write_object(&w, NULL);
    json_write_str(&w, key, page);
    json_write_end(&w);
    buf_char(out, '\n');
}

void help_deliver(struct cli *cli, const struct buf *page)
{
    if (cli->json)
        json_page(&cli->out, "text", buf_str(page));
    else
        buf_add(&cli->out, buf_str(page));
}

/* --- the commands help and version --- */

enum err cmd_help_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    if (cli->json) {
        help_json(&cli->out);
        return OK;
    }
    if (args->n_positionals == 0) {
        help_overview(&cli->layout);
        return OK;
    }
    const struct command *command = command_named(command_table, args_positional(args, 0));
    if (!command) return args_unknown_command(command_table, cli->arena, args_positional(args, 0), info);
    help_command(&cli->layout, command);
    return OK;
}

void help_version(struct buf *out)
{
    buf_put(out, "hearback " HEARBACK_VERSION "\n");
}

enum err cmd_version_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    (void)args, (void)info; /* nothing to ask, nothing to refuse */
    if (cli->json)
        json_page(&cli->out, "version", STR(HEARBACK_VERSION));
    else
        help_version(&cli->out);
    return OK;
}
