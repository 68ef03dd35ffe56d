/* Describes `rebuild`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback rebuild", "rarely needed, never harmful"},
    {"hearback --data trial.db rebuild", "of another database"},
    {0},
};

const struct command command_rebuild = {
    .name = "rebuild",
    .summary = "make all that is derived anew from the record",
    .usage = COMMAND_LINES("rebuild"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .examples = examples,
    .notes = "The list of what is due is derived from the record; this makes it again, and the result must "
             "be the same.",
    .run = cmd_rebuild_run,
};
