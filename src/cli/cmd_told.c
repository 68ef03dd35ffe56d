/* Describes `told`. */
#include "cli/command.h"

static const char *const yes_or_no[] = {"yes", "no", NULL};

static const struct command_option options[] = {
    {.name = "decision-by", .metavar = "DAY", .help = "by when they decide or call", .value = VALUE_DAY},
    {.name = "contacts-everyone",
        .metavar = "yes|no",
        .help = "whether every applicant hears from them",
        .value = VALUE_WORD,
        .words = yes_or_no},
    {.name = "may-contact",
        .metavar = "yes|no",
        .help = "whether you may contact them",
        .value = VALUE_WORD,
        .words = yes_or_no},
    {.name = "best-time", .metavar = "TIMES", .help = "when a call suits them: days and hours"},
    {.name = "on", .metavar = "TIME", .help = "when they said so; now, unless said", .value = VALUE_TIME},
    {0},
};

static const struct command_example examples[] = {
    {"hearback told harbour --decision-by \"fri 23 oct\"", "the date everything else waits for"},
    {"hearback told harbour --may-contact yes --best-time \"tue,thu 14:00-16:00\"", "you may call, and when"},
    {"hearback told tide --contacts-everyone yes --may-contact no --on 2026-10-08",
        "they will call everyone and want no calls"},
    {0},
};

const struct command command_told = {
    .name = "told",
    .summary = "record what they told you about how they decide",
    .usage = COMMAND_LINES("told OPP [--decision-by DAY] [--contacts-everyone yes|no] [--may-contact yes|no] "
                           "[--best-time \"tue,thu 14:00-16:00\"] [--on TIME]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "A date they named is kept: nothing asks you to follow up before it has passed.",
    .rules = "A1 B1 D1 E2 E5",
    .run = cmd_told_run,
};
