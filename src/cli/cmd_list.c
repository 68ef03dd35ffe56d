/* Describes `list`. */
#include "cli/command.h"

static const char *const kinds[] = {"opportunities", "people", NULL};
static const char *const states[] = {"live", "hold", "ended", NULL};

static const struct command_positional positionals[] = {
    {.name = "WHAT", .help = "what to list; opportunities, unless said", .value = VALUE_WORD, .words = kinds},
    {0},
};

static const struct command_option options[] = {
    {.name = "state", .metavar = "STATE", .help = "only those in this state", .value = VALUE_WORD, .words = states},
    {0},
};

static const struct command_example examples[] = {
    {"hearback list", "every opportunity"},
    {"hearback list --state live", "those that go on"},
    {"hearback list people", "everybody you know there"},
    {0},
};

const struct command command_list = {
    .name = "list",
    .summary = "list opportunities or people",
    .usage = COMMAND_LINES("list [opportunities|people] [--state STATE]"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "Live is what goes on, hold what rests in the holding file, ended what is over.",
    .run = cmd_list_run,
};
