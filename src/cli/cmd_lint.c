/* Describes `lint`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_positional positionals[] = {
    {.name = "FILE",
        .help = "plain text, Markdown or a mail (.eml); - is standard input",
        .value = VALUE_FILE,
        .required = true},
    {0},
};

static const char *const languages[] = {"en-US", "en-GB", NULL};

static const struct command_option options[] = {
    {.name = "opportunity", .metavar = "OPP", .help = "what it is about", .value = VALUE_OPP},
    {.name = "to",
        .metavar = "PERSON|hr",
        .help = "whom it is for; hr is the office",
        .value = VALUE_PERSON,
        .words = command_office},
    {.name = "purpose", .metavar = "PURPOSE", .help = "what it is for", .value = VALUE_WORD, .words = purpose_names},
    {.name = "via",
        .metavar = "CHANNEL",
        .help = "how it will go out; by e-mail, unless said",
        .value = VALUE_WORD,
        .words = channel_names},
    {.name = "language",
        .metavar = "LANGUAGE",
        .help = "how it is spelled; as your profile says, else either way",
        .value = VALUE_WORD,
        .words = languages},
    {.name = "lines", .help = "a line for each finding, as FILE:LINE:COLUMN, for editors"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback lint letter.txt", "before you send it"},
    {"hearback lint thanks.md --opportunity harbour --to jane --purpose thanks", "against what is recorded, too"},
    {"hearback lint mail.eml --lines", "for an editor"},
    {0},
};

const struct command command_lint = {
    .name = "lint",
    .summary = "read a letter over: names, spelling, dates, tone, what is missing",
    .usage = COMMAND_LINES("lint FILE [--opportunity OPP [--to PERSON|hr]] [--purpose PURPOSE] [--via CHANNEL] "
                           "[--language en-US|en-GB] [--lines]"),
    .group = GROUP_WORDS,
    .store = STORE_READ,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes =
        "It says what would embarrass and why, and leaves the letter as it is. The exit status is 3 where something "
        "is certainly wrong, else 0: what might be better is for you to judge.\n\n"
        "In a mail only your own words are read: not what you quote, nor what stands behind the line \"-- \".",
    .rules = "A3 A11 C9 D9 B14",
    .run = cmd_lint_run,
};
