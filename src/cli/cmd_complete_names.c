/* Describes `complete-names`, which only completion scripts call. */
#include "cli/command.h"

static const char *const kinds[] = {"opp", "person", "action", "rule", "playbook", "country", "zone", NULL};

static const struct command_positional positionals[] = {
    {.name = "KIND", .help = "kinds of names", .value = VALUE_WORD, .words = kinds, .required = true, .repeats = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback complete-names opp person", "ids of opportunities and people"},
    {0},
};

const struct command command_complete_names = {
    .name = "complete-names",
    .summary = "print names for completion",
    .usage = COMMAND_LINES("complete-names KIND..."),
    .group = GROUP_HIDDEN,
    .store = STORE_READ,
    .positionals = positionals,
    .examples = examples,
    .notes = "A line each: the name, and where it helps a tab and what it means. No database, no names, no "
             "error.",
    .run = cmd_complete_names_run,
};
