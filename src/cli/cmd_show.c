/* Describes `show`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "OPP|PERSON", .help = "an id or part of a name", .value = VALUE_OPP_OR_PERSON, .required = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "qr", .help = "the person's card as a QR code, for a telephone's camera"},
    {.name = "out", .metavar = "FILE", .help = "with --qr: a new SVG picture, instead", .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback show harbour", "an opportunity"},
    {"hearback show \"Jane Moss\"", "a person"},
    {"hearback show jane --qr", "her card, to take into a telephone"},
    {0},
};

const struct command command_show = {
    .name = "show",
    .summary = "show all about an opportunity or a person",
    .usage = COMMAND_LINES("show OPP|PERSON", "show PERSON --qr [--out FILE]"),
    .group = GROUP_ASKING,
    .store = STORE_READ,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "Facts, people, interviews, contacts and words, and what is next.\n\n"
             "--qr shows the card of a person (name, organisation, title, number, address) as a code that a telephone "
             "reads. In a terminal without colours it is drawn in light blocks, elsewhere in dark ones. It needs "
             "Debian's libqrencode4.",
    .run = cmd_show_run,
};
