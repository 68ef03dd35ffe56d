/* Describes `profile`. */
#include "cli/command.h"

static const char *const languages[] = {"en-US", "en-GB", NULL};

static const struct command_option options[] = {
    {.name = "name", .metavar = "NAME", .help = "your name, as you sign"},
    {.name = "sign", .metavar = "NAME", .help = "how you sign, if not with your name"},
    {.name = "mail", .metavar = "ADDRESS", .help = "your mail address"},
    {.name = "phone", .metavar = "NUMBER", .help = "your number"},
    {.name = "work", .metavar = "TEXT", .help = "what you do, in a few words"},
    {.name = "strength", .metavar = "TEXT", .help = "something you are good at", .repeats = true},
    {.name = "reference-letter",
        .metavar = "NAME",
        .help = "who wrote a letter of reference that you have",
        .repeats = true},
    {.name = "language",
        .metavar = "LANGUAGE",
        .help = "how your letters are spelled",
        .value = VALUE_WORD,
        .words = languages},
    {.name = "country", .metavar = "CC", .help = "where you look for work, for its holidays", .value = VALUE_COUNTRY},
    {.name = "zone", .metavar = "ZONE", .help = "your time zone", .value = VALUE_ZONE},
    {.name = "weekly-goal", .metavar = "N", .help = "how many things you mean to do in a week", .value = VALUE_NUMBER},
    {.name = "daily-number",
        .metavar = "N",
        .help = "how many three-part messages a day; five, unless said",
        .value = VALUE_NUMBER},
    {.name = "edit", .help = "change it in your editor"},
    {.name = "as-file", .help = "show it as a file that --from takes"},
    {.name = "from", .metavar = "FILE", .help = "take all of it from a file", .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback profile", "show it"},
    {"hearback profile --name \"Robin Hale\" --mail robin@example.net --country GB --zone Europe/London",
        "who and where you are"},
    {"hearback profile --strength \"calibrating optics\" --strength \"explaining things\"", "what you are good at"},
    {"hearback profile --edit", "all of it, in your editor"},
    {0},
};

const struct command command_profile = {
    .name = "profile",
    .summary = "show or change what hearback knows about you",
    .usage = COMMAND_LINES("profile [--name NAME] [--sign NAME] [--mail ADDRESS] [--phone NUMBER] [--work TEXT] "
                           "[--strength TEXT]... [--reference-letter NAME]... [--language en-US|en-GB] [--country CC] "
                           "[--zone ZONE] [--weekly-goal N] [--daily-number N]",
        "profile --edit", "profile --as-file", "profile --from FILE"),
    .group = GROUP_WORDS,
    .store = STORE_WRITE,
    .options = options,
    .examples = examples,
    .notes = "It stays on this machine, in your database.",
    .run = cmd_profile_run,
};
