/* Describes `send`. */
#include "cli/command.h"
#include "model/kinds.h"

static const struct command_option options[] = {
    {.name = "to", .metavar = "PERSON", .help = "to whom", .value = VALUE_PERSON, .words = command_office},
    {.name = "purpose", .metavar = "PURPOSE", .help = "what for", .value = VALUE_WORD, .words = purpose_names},
    {.name = "letter",
        .metavar = "FILE",
        .help = "the letter, as you wrote it; else it is drafted",
        .value = VALUE_FILE},
    {.name = "subject", .metavar = "TEXT", .help = "its subject, where the letter has none"},
    {.name = "attach", .metavar = "FILE", .help = "send it along", .value = VALUE_FILE, .repeats = true},
    {.name = "form", .metavar = "NAME", .help = "a template by its name"},
    {.name = "say", .metavar = "TEXT", .help = "what you want to say in the draft, in whole sentences"},
    {.name = "link", .metavar = "ADDRESS", .help = "where the article is"},
    {.name = "account", .metavar = "NAME", .help = "by which account of mail.ini"},
    {.name = "yes", .help = "without asking, as for scripts"},
    {.name = "dry-run", .help = "show it, judge and check it, and send nothing"},
    {.name = "to-file", .metavar = "FILE", .help = "write the message there instead (.eml)", .value = VALUE_FILE},
    {.name = "mailto", .help = "print a link that opens it in your own mail program instead"},
    {.name = "again", .metavar = "N", .help = "letter N of the outbox, once more", .value = VALUE_NUMBER},
    {.name = "look",
        .metavar = "N",
        .help = "whether letter N is in your mailbox of what was sent",
        .value = VALUE_NUMBER},
    {.name = "was-sent", .metavar = "N", .help = "letter N did go out", .value = VALUE_NUMBER},
    {.name = "was-not-sent", .metavar = "N", .help = "letter N did not go out", .value = VALUE_NUMBER},
    {.name = "give-up", .metavar = "N", .help = "letter N is not to go out any more", .value = VALUE_NUMBER},
    {0},
};

static const struct command_positional positionals[] = {
    {.name = "ACTION|OPP|FILE",
        .help = "an action, as in the list shown last; an opportunity, with --to; or a file of \"draft --out\"",
        .value = VALUE_ACTION_OR_OPP},
    {0},
};

static const struct command_example examples[] = {
    {"hearback send 2", "the letter of the second action of the list"},
    {"hearback send harbour --to jane --purpose thanks --letter thanks.txt", "a letter that you wrote"},
    {"hearback send thanks.txt --dry-run", "what would go out, and whether it should"},
    {"hearback send", "what is on its way, and what became of it"},
    {0},
};

const struct command command_send = {
    .name = "send",
    .summary = "send a letter by mail, once",
    .usage = COMMAND_LINES("send ACTION|FILE [--letter FILE] [--subject TEXT] [--attach FILE]... [--form NAME] "
                           "[--say TEXT] [--link ADDRESS] [--account NAME] "
                           "[--yes | --dry-run | --to-file FILE | --mailto]",
        "send OPP --to PERSON [--purpose PURPOSE] [--letter FILE] [--subject TEXT] [--attach FILE]... [--form NAME] "
        "[--say TEXT] [--link ADDRESS] [--account NAME] [--yes | --dry-run | --to-file FILE | --mailto]",
        "send", "send --again N [--yes | --dry-run]", "send --look N", "send --was-sent N", "send --was-not-sent N",
        "send --give-up N"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .options = options,
    .positionals = positionals,
    .examples = examples,
    .notes =
        "One letter to one person, by the smtp server of an account in mail.ini. It is shown whole, and you are asked; "
        "without a terminal --yes says so. At that moment it is judged once more, as \"hearback check\" would, and "
        "checked as by \"hearback lint\": where a limit says wait or stop, or something is to be mended, nothing goes "
        "out. What was sent is recorded as a contact, with its words, and a copy is put into your mailbox of what was "
        "sent.\n"
        "\n"
        "No letter goes twice. It is written into the outbox first, and before its first byte goes it is noted that it "
        "may have gone. If the answer of the server is then lost, by a crash or a broken line, nobody knows; hearback "
        "says so, sends nothing by itself, and waits until your mailbox or you say how it was.\n"
        "\n"
        "With --to-file and --mailto nothing is sent or recorded; say \"hearback contacted\" or \"done\" when it has "
        "gone.",
    .rules = "A11 D4 E5 E10",
    .run = cmd_send_run,
};
