/* Describes `show`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "OPP|PERSON", .help = "an id or part of a name", .value = VALUE_OPP_OR_PERSON, .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback show harbour", "an opportunity"},
    {"hearback show \"Jane Moss\"", "a person"},
    {0},
};

const struct command command_show = {
    .name = "show",
    .summary = "show all about an opportunity or a person",
    .usage = COMMAND_LINES("show OPP|PERSON"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = positionals,
    .examples = examples,
    .notes = "Facts, people, interviews, contacts and words, and what is next.",
    .run = cmd_show_run,
};
