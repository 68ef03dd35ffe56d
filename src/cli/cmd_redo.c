/* Describes `redo`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "N", .help = "how many to put back; one, unless said", .value = VALUE_NUMBER},
    {0},
};

static const struct command_example examples[] = {
    {"hearback redo", "the last undo"},
    {"hearback redo 2", "the last two"},
    {0},
};

const struct command command_redo = {
    .name = "redo",
    .summary = "put back what undo took back",
    .usage = COMMAND_LINES("redo [N]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .examples = examples,
    .notes = "It works until something new is recorded.",
    .run = cmd_redo_run,
};
