/* Describes `close`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "as", .metavar = "ENDING", .help = "how", .value = VALUE_WORD, .words = ending_names, .required = true},
    {.name = "at", .metavar = "TIME", .help = "when it was; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback close harbour --as accepted", "you said yes"},
    {"hearback close tide --as withdrawn --at yesterday", "you stepped back"},
    {"hearback close lindenhof --as hold", "nothing stirs: into the holding file, not the bin"},
    {0},
};

const struct command command_close = {
    .name = "close",
    .summary = "record how an opportunity ended",
    .usage = COMMAND_LINES("close OPP --as ENDING [--at TIME]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "A kind word afterwards stays on the list where it may help: the one hired may decline, and "
             "they may hire again.",
    .rules = "B13 A14 D13 E13",
    .run = cmd_close_run,
};
