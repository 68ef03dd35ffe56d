/* Describes `version`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback version", "which one this is"},
    {"hearback --version", "the same"},
    {0},
};

const struct command command_version = {
    .name = "version",
    .summary = "show the version",
    .usage = COMMAND_LINES("version"),
    .group = GROUP_ABOUT,
    .store = STORE_NONE,
    .examples = examples,
    .notes = "Say it when you report a fault.",
    .run = cmd_version_run,
};
