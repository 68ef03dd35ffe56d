/* Describes `import`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "FILE", .help = "a file; its kind is found out", .value = VALUE_FILE, .required = true, .repeats = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "dry-run", .help = "say what would be recorded, and record nothing"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback import \"Job Applications.csv\" --dry-run", "look first"},
    {"hearback import tracker.csv cards.vcf", "two files at once"},
    {"hearback import hearback-export.json", "what hearback itself exported"},
    {0},
};

const struct command command_import = {
    .name = "import",
    .summary = "take in files you already have",
    .usage = COMMAND_LINES("import FILE... [--dry-run]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "The same file twice adds nothing. Every line that cannot be taken is named, with the reason. "
             "What could only be guessed is not recorded; it is shown, for you to say.",
    .run = cmd_import_run,
};
