/* Describes `reopen`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback reopen lindenhof", "it goes on"},
    {"hearback reopen \"Harbour Optics\"", "by its name"},
    {0},
};

const struct command command_reopen = {
    .name = "reopen",
    .summary = "take an opportunity up again",
    .usage = COMMAND_LINES("reopen OPP"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .examples = examples,
    .notes = "A word from them reopens what was on hold by itself.",
    .rules = "C3 B13",
    .run = cmd_reopen_run,
};
