/* Describes `contacted`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "to",
        .metavar = "PERSON|hr",
        .help = "whom; hr is the office, where no name is known",
        .value = VALUE_PERSON,
        .words = command_office,
        .required = true,
        .repeats = true},
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
    {.name = "outcome", .metavar = "OUTCOME", .help = "what came of it", .value = VALUE_WORD, .words = outcome_names},
    {.name = "letter", .metavar = "FILE", .help = "what you wrote, to be kept with it", .value = VALUE_FILE},
    {.name = "at", .metavar = "TIME", .help = "when it was; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback contacted harbour --to jane --via email --purpose thanks", "thanks, just sent"},
    {"hearback contacted tide --to hr --via phone --purpose three-part --outcome voicemail --at \"today 9:40\"",
        "a message left"},
    {"hearback contacted harbour --to jane --via phone --purpose inquiry --outcome reached", "a call that reached her"},
    {0},
};

const struct command command_contacted = {
    .name = "contacted",
    .summary = "record that you wrote, called or visited",
    .usage = COMMAND_LINES(
        "contacted OPP --to PERSON|hr... --via CHANNEL --purpose PURPOSE [--outcome OUTCOME] [--letter FILE] "
        "[--at TIME]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "What has happened is recorded, even where hearback would have advised against it. A call that "
             "nobody answered and that left no message is an attempt; it hardly counts.",
    .rules = "A10 E10",
    .run = cmd_contacted_run,
};
