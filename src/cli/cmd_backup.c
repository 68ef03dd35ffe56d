/* Describes `backup`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "FILE", .help = "where to; must not exist yet", .value = VALUE_FILE, .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback backup ~/hearback-2026-10-08.db", "a copy, by date"},
    {"hearback --data other.db backup other-copy.db", "of another database"},
    {0},
};

const struct command command_backup = {
    .name = "backup",
    .summary = "make a complete copy of the database",
    .usage = COMMAND_LINES("backup FILE"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .positionals = positionals,
    .examples = examples,
    .notes = "The copy is whole or not there at all, even if another hearback writes meanwhile.",
    .run = cmd_backup_run,
};
