/* Describes `new`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_positional positionals[] = {
    {.name = "ORGANISATION", .help = "who offers the position", .required = true},
    {.name = "POSITION", .help = "what it is called, or what you want to talk about", .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "kind", .metavar = "KIND", .help = "what it is", .value = VALUE_WORD, .words = opp_kind_names},
    {.name = "id", .metavar = "ID", .help = "a short name of your own for it"},
    {.name = "country",
        .metavar = "CC",
        .help = "where they work, for its holidays: DE, GB, US-CA ...",
        .value = VALUE_COUNTRY},
    {.name = "zone", .metavar = "ZONE", .help = "their time zone, as Europe/Berlin", .value = VALUE_ZONE},
    {.name = "url", .metavar = "URL", .help = "where the position is described"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback new \"Harbour Optics\" \"Lab technician\" --country GB", "a job; its id will be made from the name"},
    {"hearback new \"Tidewater Robotics\" \"Field engineer\" --id tide --url https://jobs.example.com/17",
        "a job with an id of your own"},
    {"hearback new \"Lindenhof Clinic\" \"How nurses are trained there\" --kind informational --zone Europe/Zurich",
        "a talk to learn from, no job"},
    {0},
};

const struct command command_new = {
    .name = "new",
    .summary = "start an opportunity: a position, or a contact to learn from",
    .usage =
        COMMAND_LINES("new ORGANISATION POSITION [--kind KIND] [--id ID] [--country CC] [--zone ZONE] [--url URL]"),
    .group = GROUP_RECORDING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "Everything else is recorded about an opportunity, so this comes first. Country and zone are "
             "taken from your profile unless you say them here; they decide which days count as business "
             "days.",
    .rules = "A2 B2 C7",
    .run = cmd_new_run,
};
