/* Describes `insights`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback insights", "what the numbers say"},
    {"hearback --json insights", "for another program"},
    {0},
};

const struct command command_insights = {
    .name = "insights",
    .summary = "show what your own record says: answer times, chances, funnel",
    .usage = COMMAND_LINES("insights"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .examples = examples,
    .notes = "Few cases say little; it tells how many there are behind each number.",
    .run = cmd_insights_run,
};
