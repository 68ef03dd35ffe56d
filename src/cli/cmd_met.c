/* Describes `met`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_positional positionals[] = {
    {.name = "OPP", .help = "the opportunity: its id or part of its name", .value = VALUE_OPP, .required = true},
    {.name = "PERSON",
        .help = "name and mail address: \"Jane Moss <jane@example.com>\"; a known name is that person",
        .value = VALUE_PERSON,
        .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "title", .metavar = "TITLE", .help = "what they are called there, as their card says"},
    {.name = "phone", .metavar = "NUMBER", .help = "a number to call"},
    {.name = "role",
        .metavar = "ROLE",
        .help = "what they are to this opportunity",
        .value = VALUE_WORD,
        .words = role_names},
    {.name = "primary", .help = "the one to ask about the position"},
    {.name = "do-not-contact", .help = "no message to them, whatever the purpose"},
    {.name = "interview", .metavar = "ID", .help = "they were at this interview, and will be thanked"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback met harbour \"Jane Moss <jane.moss@example.com>\" --title \"Head of lab\" --role hiring-manager "
     "--primary",
        "the person to ask about the position"},
    {"hearback met harbour \"Sam Reed\" --role reception --interview 1", "the receptionist, who is thanked too"},
    {"hearback met tide \"Prof. Ada Winter <winter@example.org>\" --role reference",
        "a reference, to be told that a call may come"},
    {"hearback met harbour \"Jane Moss\" --phone \"+44 20 7946 0000\"", "a number for somebody known"},
    {0},
};

const struct command command_met = {
    .name = "met",
    .summary = "record a person you know or met there",
    .usage = COMMAND_LINES("met OPP \"Name <mail>\" [--title TITLE] [--phone NUMBER] [--role ROLE] [--primary] "
                           "[--do-not-contact] [--interview ID]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "Look twice at the spelling of name and title: letters are made from them. To know somebody is "
             "not to have met them: only people who were at an interview are thanked for it.",
    .rules = "A3 B3 E1",
    .run = cmd_met_run,
};
