/* Describes `questions`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback questions harbour", "the card to take along to the interview"},
    {0},
};

const struct command command_questions = {
    .name = "questions",
    .summary = "show what to ask before leaving an interview",
    .usage = COMMAND_LINES("questions OPP"),
    .group = GROUP_WORDS,
    .store = STORE_READ,
    .positionals = command_opp_only,
    .examples = examples,
    .notes = "And what to write down right after it, with the commands that do so.",
    .rules = "A1 A3 B1 D1 E1 E2",
    .run = cmd_questions_run,
};
