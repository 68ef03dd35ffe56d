/* Describes `health`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback health", "how the search is doing"},
    {"hearback --json health", "for another program"},
    {0},
};

const struct command command_health = {
    .name = "health",
    .summary = "look at the whole search: activity, balance, follow-up",
    .usage = COMMAND_LINES("health"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .examples = examples,
    .notes = "However well one interview went, keep looking: it shows how much hangs on a single "
             "opportunity, and how often you follow up.",
    .rules = "A12 B6 B11 C8 E7",
    .run = cmd_health_run,
};
