/* Describes `export`. */
#include "cli/command.h"

static const char *const formats[] = {"json", "csv", "ics", "vcf", NULL};

static const struct command_option options[] = {
    {.name = "format",
        .metavar = "FORMAT",
        .help = "json holds all of it, the others a part",
        .value = VALUE_WORD,
        .words = formats},
    {.name = "out", .metavar = "FILE", .help = "where to; standard output, unless said", .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback export --out hearback-export.json", "everything, to keep or to move"},
    {"hearback export --format csv --out search.csv", "a table for a spreadsheet"},
    {"hearback export --format vcf", "the people, as cards"},
    {0},
};

const struct command command_export = {
    .name = "export",
    .summary = "write out everything recorded",
    .usage = COMMAND_LINES("export [--format json|csv|ics|vcf] [--out FILE]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes = "Only json can be imported again without loss.",
    .run = cmd_export_run,
};
