/* Describes `restore`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "FILE", .help = "the backup", .value = VALUE_FILE, .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback restore ~/hearback-2026-10-08.db", "go back to a copy"},
    {"hearback --data trial.db restore ~/hearback-2026-10-08.db", "look at a copy beside your own"},
    {0},
};

const struct command command_restore = {
    .name = "restore",
    .summary = "put a backup in the place of the database",
    .usage = COMMAND_LINES("restore FILE"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .positionals = positionals,
    .examples = examples,
    .notes = "The backup is examined first. What was there before is kept beside it, with the ending "
             ".before-restore.",
    .run = cmd_restore_run,
};
