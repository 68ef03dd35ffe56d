/* Describes `calendar`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "out",
        .metavar = "FILE",
        .help = "where to, replacing the calendar there; standard output, unless said",
        .value = VALUE_FILE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback calendar --out ~/job-search.ics", "a file for your calendar program to read"},
    {"hearback --data other.db calendar", "what another search looks like, on the screen"},
    {0},
};

const struct command command_calendar = {
    .name = "calendar",
    .summary = "write the search as a calendar to subscribe to",
    .usage = COMMAND_LINES("calendar [--out FILE]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes = "An iCalendar file for Google Calendar, Outlook, Apple Calendar, Thunderbird and others. It has "
             "the interviews of the last 90 days and those to come, with who was there and two alarms; what there is "
             "to do, on the day it is due; the dates they meant to decide by; and until when to leave somebody in "
             "peace. All but the interviews are whole days that block no time.\n"
             "\n"
             "Written again, it replaces: an entry keeps its identity, so that a calendar that reads the file anew "
             "shows nothing twice. What is done is gone from it. A file that is no calendar is never overwritten.",
    .run = cmd_calendar_run,
};
