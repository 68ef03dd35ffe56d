/* Describes `today`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "days", .metavar = "N", .help = "also what opens within so many days", .value = VALUE_NUMBER},
    {.name = "all", .help = "everything, not just the nearest"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback today", "what is open and what is late"},
    {"hearback today --days 7", "the week ahead"},
    {"hearback --json today", "for another program"},
    {0},
};

const struct command command_today = {
    .name = "today",
    .summary = "show what to do now, and what may rest",
    .usage = COMMAND_LINES("today [--days N] [--all]"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes = "What follows an interview comes before what precedes one. Where nothing is due, that is an "
             "answer too: a delay is not a no. The same is shown by \"hearback\" alone.",
    .rules = "A2 A9 E6",
    .run = cmd_today_run,
};
