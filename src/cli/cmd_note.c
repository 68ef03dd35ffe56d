/* Describes `note`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "OPP", .help = "the opportunity: its id or part of its name", .value = VALUE_OPP, .required = true},
    {.name = "TEXT", .help = "the note, in quotes", .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback note harbour \"They are moving to Leith in spring\"", "a fact for later"},
    {"hearback note tide \"Ask about the night shift\"", "a question for next time"},
    {0},
};

const struct command command_note = {
    .name = "note",
    .summary = "write down anything worth remembering",
    .usage = COMMAND_LINES("note OPP TEXT"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .examples = examples,
    .notes = "A note changes nothing that is due.",
    .rules = "A7",
    .run = cmd_note_run,
};
