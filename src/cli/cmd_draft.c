/* Describes `draft`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "to",
        .metavar = "PERSON|hr",
        .help = "to whom; hr is the office, where no name is known",
        .value = VALUE_PERSON,
        .words = command_office},
    {.name = "purpose", .metavar = "PURPOSE", .help = "what for", .value = VALUE_WORD, .words = purpose_names},
    {.name = "via",
        .metavar = "CHANNEL",
        .help = "by what means; as the action has it, else by e-mail",
        .value = VALUE_WORD,
        .words = channel_names},
    {.name = "form", .metavar = "NAME", .help = "a template by its name, such as offer-decline or new-job"},
    {.name = "say", .metavar = "TEXT", .help = "what you want to say in it, in whole sentences"},
    {.name = "link", .metavar = "ADDRESS", .help = "where the article is"},
    {.name = "out", .metavar = "FILE", .help = "write it there", .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback draft 1", "for the first action of the list"},
    {"hearback draft harbour --purpose thanks --to jane --via note", "a note to be written by hand"},
    {"hearback draft harbour --form offer-decline --to jane --out no.txt", "a no, into a file"},
    {0},
};

const struct command command_draft = {
    .name = "draft",
    .summary = "draft a letter, a note or a call",
    .usage = COMMAND_LINES("draft ACTION [--via CHANNEL] [--say TEXT] [--link ADDRESS] [--out FILE]",
        "draft OPP --to PERSON|hr [--purpose PURPOSE] [--form NAME] [--via CHANNEL] [--say TEXT] [--link ADDRESS] "
        "[--out FILE]"),
    .group = GROUP_WORDS,
    .store = STORE_READ,
    .options = options,
    .positionals = command_action_or_opp,
    .examples = examples,
    .notes = "It is made of what is recorded, and the same facts always give the same draft. What is missing is asked "
             "for; until then it cannot be written to a file. Read it once more, and make it your own.",
    .rules = "A6 A7 B4 C2 D5 D6 D9 E12",
    .run = cmd_draft_run,
};
