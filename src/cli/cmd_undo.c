/* Describes `undo`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "N", .help = "how many commands to take back; one, unless said", .value = VALUE_NUMBER},
    {0},
};

static const struct command_example examples[] = {
    {"hearback undo", "the last command"},
    {"hearback undo 3", "the last three"},
    {0},
};

const struct command command_undo = {
    .name = "undo",
    .summary = "take back what was recorded last",
    .usage = COMMAND_LINES("undo [N]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .examples = examples,
    .notes = "Nothing is erased: taking back is recorded too, and \"hearback redo\" puts it back.",
    .run = cmd_undo_run,
};
