/* Describes `man`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "COMMAND", .help = "the command; without one, the page of hearback itself", .value = VALUE_COMMAND},
    {0},
};

static const struct command_example examples[] = {
    {"hearback man > hearback.1", "the page of hearback"},
    {"hearback man check > hearback-check.1", "the page of a command"},
    {"hearback man check | man -l -", "read it at once"},
    {0},
};

const struct command command_man = {
    .name = "man",
    .summary = "print a manual page",
    .usage = COMMAND_LINES("man [COMMAND]"),
    .group = GROUP_ABOUT,
    .store = STORE_NONE,
    .positionals = positionals,
    .examples = examples,
    .notes = "The page is written for the program man.",
    .run = cmd_man_run,
};
