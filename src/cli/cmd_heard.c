/* Describes `heard`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "from", .metavar = "PERSON", .help = "who", .value = VALUE_PERSON},
    {.name = "gist",
        .metavar = "GIST",
        .help = "what it comes to",
        .value = VALUE_WORD,
        .words = gist_names,
        .required = true},
    {.name = "decision-by", .metavar = "DAY", .help = "by when they decide or call", .value = VALUE_DAY},
    {.name = "follow-up-on", .metavar = "DAY", .help = "when they asked you to contact them", .value = VALUE_DAY},
    {.name = "at", .metavar = "TIME", .help = "when it was; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback heard harbour --gist received", "an automatic receipt: recorded, but no word from them"},
    {"hearback heard harbour --from jane --gist not-yet --decision-by 2026-11-06", "not decided; by when they will"},
    {"hearback heard tide --gist asked-to-follow-up --follow-up-on \"20 oct\"", "\"call me on the 20th\""},
    {"hearback heard tide --gist rejected --at yesterday", "a no; it says little about you"},
    {0},
};

const struct command command_heard = {
    .name = "heard",
    .summary = "record what they wrote or said",
    .usage =
        COMMAND_LINES("heard OPP --gist GIST [--from PERSON] [--decision-by DAY] [--follow-up-on DAY] [--at TIME]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "Their word sets the pace: whatever is due next is counted anew from it.",
    .rules = "E11 B7 A13",
    .run = cmd_heard_run,
};
