/* Describes `demo`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "COMMAND",
        .help = "any command of hearback, with its options; today, unless said",
        .value = VALUE_COMMAND,
        .repeats = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback demo", "what the sample has for today"},
    {"hearback demo list", "its opportunities"},
    {"hearback demo contacted harbour --to jane --via email --purpose thanks", "try something out"},
    {0},
};

const struct command command_demo = {
    .name = "demo",
    .summary = "look around in a sample search",
    .usage = COMMAND_LINES("demo [COMMAND...]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_NONE,
    .positionals = positionals,
    .rest = true,
    .examples = examples,
    .notes = "It has a database of its own and touches nothing of yours.",
    .run = cmd_demo_run,
};
