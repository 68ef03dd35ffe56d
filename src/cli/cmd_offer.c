/* Describes `offer`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "answer-by", .metavar = "DAY", .help = "by when they want your answer", .value = VALUE_DAY},
    {.name = "terms", .metavar = "TEXT", .help = "what they offer, in your words"},
    {.name = "at", .metavar = "TIME", .help = "when it was; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback offer harbour --answer-by \"fri\"", "an offer, and when to answer"},
    {"hearback offer tide --answer-by 2026-11-13 --terms \"four days a week, from January\"", "with its terms"},
    {0},
};

const struct command command_offer = {
    .name = "offer",
    .summary = "record an offer",
    .usage = COMMAND_LINES("offer OPP [--answer-by DAY] [--terms TEXT] [--at TIME]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "Congratulations. Inquiries here stop until you have answered; others you wait for may want to "
             "know.",
    .rules = "B12 B6",
    .run = cmd_offer_run,
};
