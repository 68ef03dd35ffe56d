/* Describes `skip`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "ACTION", .help = "its id, or its number in the list shown last", .value = VALUE_ACTION, .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "why", .metavar = "TEXT", .help = "the reason, for your own later reading", .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback skip 3 --why \"met her in the lift and said thank you\"", "no need for it any more"},
    {"hearback skip 1 --why \"no longer interested\"", "as you like"},
    {0},
};

const struct command command_skip = {
    .name = "skip",
    .summary = "leave an action out, for good",
    .usage = COMMAND_LINES("skip ACTION --why TEXT"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "What is skipped counts as done, but not as a contact; the next step follows in its time. "
             "\"hearback undo\" brings it back.",
    .run = cmd_skip_run,
};
