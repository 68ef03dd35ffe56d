/* Describes `snooze`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "ACTION", .help = "its id, or its number in the list shown last", .value = VALUE_ACTION, .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "until", .metavar = "TIME", .help = "when it should come back", .value = VALUE_TIME, .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback snooze 2 --until \"tomorrow 10am\"", "not now"},
    {"hearback snooze 1 --until fri", "not this week"},
    {0},
};

const struct command command_snooze = {
    .name = "snooze",
    .summary = "put an action off",
    .usage = COMMAND_LINES("snooze ACTION --until TIME"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "It keeps the time at which it is too late: what closes before it comes back is gone.",
    .run = cmd_snooze_run,
};
