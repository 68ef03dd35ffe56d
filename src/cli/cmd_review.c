/* Describes `review`. */
#include "cli/command.h"

#include "model/kinds.h"

static const char *const answers[] = {"yes", "no", NULL};
static const char *const all[] = {"all", NULL};

static const struct command_positional positionals[] = {
    {.name = "ANSWER", .help = "yes, it is so; no, set it aside", .value = VALUE_WORD, .words = answers},
    {.name = "NUMBER", .help = "as the list has it, or all", .value = VALUE_TEXT, .words = all, .repeats = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "as",
        .metavar = "GIST",
        .help = "what their mail means, instead of what is suggested",
        .value = VALUE_WORD,
        .words = gist_names},
    {.name = "purpose",
        .metavar = "PURPOSE",
        .help = "what a mail of yours was for",
        .value = VALUE_WORD,
        .words = purpose_names},
    {.name = "decision-by", .metavar = "DAY", .help = "they mean to decide by then", .value = VALUE_DAY},
    {.name = "follow-up-on", .metavar = "DAY", .help = "they asked you to be in touch then", .value = VALUE_DAY},
    {.name = "opportunity", .metavar = "OPP", .help = "what a mail is about that seemed new", .value = VALUE_OPP},
    {.name = "organisation", .metavar = "NAME", .help = "of the new opportunity, where the mail's is not right"},
    {.name = "position", .metavar = "TEXT", .help = "likewise"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback review", "one after the other, a key each"},
    {"hearback review yes 41", "number 41 is so"},
    {"hearback review yes 41 --as not-yet --decision-by \"fri 23 oct\"", "it means something else"},
    {"hearback review yes 52 --opportunity harbour", "that mail is about something you know"},
    {0},
};

const struct command command_review = {
    .name = "review",
    .summary = "confirm, correct or set aside what imports suggest",
    .usage = COMMAND_LINES("review", "review yes|no NUMBER...|all",
        "review yes NUMBER [--as GIST | --purpose PURPOSE] [--decision-by DAY] [--follow-up-on DAY]",
        "review yes NUMBER [--opportunity OPP | --organisation NAME] [--position TEXT]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "That a mail came or went is recorded as it is read; what it means is suggested, with the passage and "
             "the reason. At a terminal, review asks about one after the other: y it is so, n it is not, c "
             "choose what it means, l later, q enough for now. Elsewhere it lists what waits.\n\n"
             "While a mail that may be a no waits here, nothing asks you to follow up there. Mails about an "
             "opportunity that is not in your record are settled together. Whatever you answer, \"undo\" takes it "
             "back and the question waits again.",
    .run = cmd_review_run,
};
