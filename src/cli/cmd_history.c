/* Describes `history`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "OPP", .help = "of one opportunity only", .value = VALUE_OPP},
    {0},
};

static const struct command_example examples[] = {
    {"hearback history", "the whole record, newest last"},
    {"hearback history harbour", "of one opportunity"},
    {0},
};

const struct command command_history = {
    .name = "history",
    .summary = "show everything recorded, also what was taken back",
    .usage = COMMAND_LINES("history [OPP]"),
    .group = GROUP_RECORDING,
    .store = STORE_READ,
    .positionals = positionals,
    .examples = examples,
    .notes = "The record only grows. What was taken back stands there, marked.",
    .run = cmd_history_run,
};
