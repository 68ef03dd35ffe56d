/* Describes `done`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_positional positionals[] = {
    {.name = "ACTION", .help = "its id, or its number in the list shown last", .value = VALUE_ACTION, .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "outcome",
        .metavar = "OUTCOME",
        .help = "what came of a call",
        .value = VALUE_WORD,
        .words = outcome_names},
    {.name = "letter", .metavar = "FILE", .help = "what you wrote, to be kept with it", .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback done 1", "the first of the list"},
    {"hearback done 2 --outcome voicemail", "a call that met the machine"},
    {0},
};

const struct command command_done = {
    .name = "done",
    .summary = "record that an action is done",
    .usage = COMMAND_LINES("done ACTION [--outcome OUTCOME] [--letter FILE]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "A message or call is recorded as made just now, to the people and by the channel the action "
             "names. Where it went another way, use \"hearback contacted\".",
    .run = cmd_done_run,
};
