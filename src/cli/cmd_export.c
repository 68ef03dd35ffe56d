/* Describes `export`. */
#include "cli/command.h"

#include "app/export.h"

static const char *const formats[] = {"json", "csv", "ics", NULL};

static const struct command_option options[] = {
    {.name = "format",
        .metavar = "FORMAT",
        .help = "json, unless said, holds all of it; csv is a table, ics the calendar",
        .value = VALUE_WORD,
        .words = formats},
    {.name = "table",
        .metavar = "TABLE",
        .help = "of what, in csv; opportunities, unless said",
        .value = VALUE_WORD,
        .words = export_table_names},
    {.name = "out",
        .metavar = "FILE",
        .help = "where to, a new file; standard output, unless said",
        .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback export --out hearback-export.json", "everything, to keep or to move"},
    {"hearback export --format csv --out search.csv", "the opportunities, for a spreadsheet"},
    {"hearback export --format csv --table people", "everybody you know there"},
    {0},
};

const struct command command_export = {
    .name = "export",
    .summary = "write out everything recorded",
    .usage = COMMAND_LINES("export [--format json|csv|ics] [--table TABLE] [--out FILE]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes =
        "Only json can be imported again without loss; it holds what was undone as well. In a table, a cell "
        "that a spreadsheet might take for a formula begins with a '. The calendar is that of \"hearback calendar\".",
    .run = cmd_export_run,
};
