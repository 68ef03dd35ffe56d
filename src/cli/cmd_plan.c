/* Describes `plan`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "if-silent", .help = "the whole road, if everything is done when due and nobody answers"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback plan harbour", "what is to come"},
    {"hearback plan harbour --if-silent", "the road to its end, if they stay silent"},
    {0},
};

const struct command command_plan = {
    .name = "plan",
    .summary = "show every action still to come",
    .usage = COMMAND_LINES("plan OPP [--if-silent]"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "A plan is not a promise: each word from them changes it.",
    .rules = "A2 B2",
    .run = cmd_plan_run,
};
