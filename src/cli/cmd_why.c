/* Describes `why`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "ACTION|RULE",
        .help = "an action, as in the list shown last, or the id of a rule",
        .value = VALUE_ACTION_OR_RULE,
        .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback why 1", "the first of the list"},
    {"hearback why D4", "what rule D4 says, and which guide it comes from"},
    {0},
};

const struct command command_why = {
    .name = "why",
    .summary = "show the facts and rules behind an action, or what a rule says",
    .usage = COMMAND_LINES("why ACTION|RULE"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = positionals,
    .examples = examples,
    .notes = "The letter of a rule is the guide it comes from.",
    .run = cmd_why_run,
};
