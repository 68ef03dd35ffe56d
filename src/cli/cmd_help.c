/* Describes `help`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "COMMAND", .help = "the command; without one, an overview", .value = VALUE_COMMAND},
    {0},
};

static const struct command_example examples[] = {
    {"hearback help", "all commands"},
    {"hearback help check", "one of them, with examples"},
    {"hearback check --help", "the same"},
    {0},
};

const struct command command_help = {
    .name = "help",
    .summary = "show help, for one command or for all",
    .usage = COMMAND_LINES("help [COMMAND]"),
    .group = GROUP_ABOUT,
    .store = STORE_NONE,
    .positionals = positionals,
    .examples = examples,
    .notes = "With --json it gives the whole table of commands.",
    .run = cmd_help_run,
};
