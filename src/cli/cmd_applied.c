/* Describes `applied`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "on", .metavar = "DAY", .help = "the day; today, unless said", .value = VALUE_DAY},
    {0},
};

static const struct command_example examples[] = {
    {"hearback applied harbour", "today"},
    {"hearback applied tide --on 2026-10-02", "on another day"},
    {"hearback applied tide --on \"last friday\"", "the same in words"},
    {0},
};

const struct command command_applied = {
    .name = "applied",
    .summary = "record that you applied",
    .usage = COMMAND_LINES("applied OPP [--on DAY]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "The first three-part message opens three business days later.",
    .rules = "C1 A2",
    .run = cmd_applied_run,
};
