/* Describes `call-sheet`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "to",
        .metavar = "PERSON|hr",
        .help = "whom to call; hr is the office, where no name is known",
        .value = VALUE_PERSON,
        .words = command_office},
    {.name = "purpose", .metavar = "PURPOSE", .help = "what for", .value = VALUE_WORD, .words = purpose_names},
    {.name = "say", .metavar = "TEXT", .help = "what you want to say besides, in whole sentences"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback call-sheet 2", "for the second action of the list"},
    {"hearback call-sheet harbour --to jane", "an inquiry, or before an interview the three parts"},
    {0},
};

const struct command command_call_sheet = {
    .name = "call-sheet",
    .summary = "show what to have before you when you call",
    .usage = COMMAND_LINES(
        "call-sheet ACTION [--say TEXT]", "call-sheet OPP --to PERSON|hr [--purpose PURPOSE] [--say TEXT]"),
    .group = GROUP_WORDS,
    .store = STORE_READ,
    .options = options,
    .positionals = command_action_or_opp,
    .examples = examples,
    .notes = "Whom, the number, the best time there and here, what to say and to ask, what to leave on voicemail, and "
             "the one command that records what came of it. It fits a page.",
    .rules = "A8 B8 C2 C4 C9 E9 E11 E12",
    .run = cmd_call_sheet_run,
};
