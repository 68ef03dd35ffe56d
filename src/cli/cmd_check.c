/* Describes `check`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "to",
        .metavar = "PERSON|hr",
        .help = "whom; hr is the office",
        .value = VALUE_PERSON,
        .words = command_office,
        .required = true},
    {.name = "via",
        .metavar = "CHANNEL",
        .help = "by what means",
        .value = VALUE_WORD,
        .words = channel_names,
        .required = true},
    {.name = "purpose",
        .metavar = "PURPOSE",
        .help = "what for",
        .value = VALUE_WORD,
        .words = purpose_names,
        .required = true},
    {.name = "at", .metavar = "TIME", .help = "when; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback check harbour --to jane --via phone --purpose inquiry", "would a call now be too much?"},
    {"hearback check harbour --to hr --via email --purpose inquiry --at \"mon 9am\"", "and on Monday?"},
    {"hearback check tide --to hr --via phone --purpose three-part && echo \"go ahead\"", "in a script"},
    {0},
};

const struct command command_check = {
    .name = "check",
    .summary = "ask whether a contact would be a follow-up, or too much",
    .usage = COMMAND_LINES("check OPP --to PERSON|hr --via CHANNEL --purpose PURPOSE [--at TIME]"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "The answer is ok, wait (and until when) or stop, with every limit that binds. The exit status "
             "says the same: 0, 3 or 4. It records nothing, and it is advice: you decide.",
    .rules = "B10 D4 E10 E5",
    .run = cmd_check_run,
};
