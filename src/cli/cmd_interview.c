/* Describes `interview`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "at", .metavar = "TIME", .help = "when it begins", .value = VALUE_TIME},
    {.name = "ends",
        .metavar = "TIME",
        .help = "when it ends; an hour after it begins, unless said",
        .value = VALUE_TIME},
    {.name = "round", .metavar = "TEXT", .help = "which one it is: \"phone screen\", \"second round\""},
    {.name = "id", .metavar = "ID", .help = "a short name for it; with one that is known, that interview is changed"},
    {.name = "arranged", .metavar = "TIME", .help = "when it was agreed upon", .value = VALUE_TIME},
    {.name = "with",
        .metavar = "\"Name <mail>; Title; role\"",
        .help = "who is there",
        .value = VALUE_PERSON,
        .repeats = true},
    {.name = "topic",
        .metavar = "\"[Name:] TEXT\"",
        .help = "what you talked about, with all or with one of them",
        .repeats = true},
    {.name = "moved-to", .metavar = "TIME", .help = "it was moved, and begins then", .value = VALUE_TIME},
    {.name = "cancelled", .help = "it was called off"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback interview harbour --at \"thu 2pm\" --ends \"thu 3pm\" --with \"Jane Moss <jane.moss@example.com>; Head "
     "of lab; hiring-manager\"",
        "an interview ahead"},
    {"hearback interview harbour --id 1 --with \"Sam Reed; ; reception\" --topic \"Jane: the new laser bench\"",
        "afterwards: who else was there, and what you talked about"},
    {"hearback interview harbour --id 1 --moved-to 2026-10-12T10:00", "they moved it"},
    {"hearback interview harbour --id 1 --cancelled", "they called it off"},
    {0},
};

const struct command command_interview = {
    .name = "interview",
    .summary = "record an interview, with who was there and what you talked about",
    .usage = COMMAND_LINES("interview OPP --at TIME [--ends TIME] [--round TEXT] [--id ID] [--arranged TIME] [--with "
                           "\"Name <mail>; Title; role\"]... [--topic \"[Name:] TEXT\"]...",
        "interview OPP --id ID [--moved-to TIME | --cancelled] [--ends TIME] [--with ...]... [--topic ...]..."),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = command_opp_only,
    .options = options,
    .examples = examples,
    .notes = "A topic belongs to the person it names, else to all. Topics make the thanks worth reading, so "
             "write them down while you still know them. People given with --with are the ones who will be "
             "thanked.",
    .rules = "A4 A5 A7 B4",
    .run = cmd_interview_run,
};
