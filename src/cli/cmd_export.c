/* Describes `export`. */
#include "cli/command.h"

#include "app/export.h"

static const char *const formats[] = {"json", "csv", "vcf", "ics", NULL};
static const char *const versions[] = {"3.0", "4.0", NULL};

static const struct command_option options[] = {
    {.name = "format",
        .metavar = "FORMAT",
        .help = "json, unless said, holds all of it; csv is a table, vcf contact cards, "
                "ics the calendar",
        .value = VALUE_WORD,
        .words = formats},
    {.name = "table",
        .metavar = "TABLE",
        .help = "of what, in csv; opportunities, unless said",
        .value = VALUE_WORD,
        .words = export_table_names},
    {.name = "vcard-version",
        .metavar = "VERSION",
        .help = "of the cards; 3.0, unless said, which every address book reads",
        .value = VALUE_WORD,
        .words = versions},
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
    {"hearback export --format vcf --out people.vcf", "the same people, for your address book"},
    {0},
};

const struct command command_export = {
    .name = "export",
    .summary = "write out everything recorded",
    .usage = COMMAND_LINES("export [--format json|csv|vcf|ics] [--table TABLE] [--vcard-version 3.0|4.0] "
                           "[--out FILE]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes = "Only json can be imported again without loss; it holds what was undone as well. In a table, a cell "
             "that a spreadsheet might take for a formula begins with a '. Cards have who people are and how to reach "
             "them, with an id that stays, so that an address book replaces a card and does not double it; notes and "
             "letters stay here. The calendar is that of \"hearback calendar\".",
    .run = cmd_export_run,
};
