/* Describes `import`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "FILE", .help = "a file; its kind is found out", .value = VALUE_FILE, .required = true, .repeats = true},
    {0},
};

static const char *const orders[] = {"day-first", "month-first", NULL};

static const struct command_option options[] = {
    {.name = "yes", .help = "record a photographed card as it is read, without a look at it"},
    {.name = "dry-run", .help = "say what would be recorded, and record nothing"},
    {.name = "opportunity",
        .metavar = "OPP",
        .help = "where the people of cards and contacts, the interviews of a calendar, or the mails belong",
        .value = VALUE_OPP},
    {.name = "dates",
        .metavar = "ORDER",
        .help = "how the table writes 05/03/2026, where it does not tell",
        .value = VALUE_WORD,
        .words = orders},
    {.name = "country",
        .metavar = "CC",
        .help = "where the organisations of a table are, for its holidays",
        .value = VALUE_COUNTRY},
    {.name = "zone", .metavar = "ZONE", .help = "their time zone, as Europe/Berlin", .value = VALUE_ZONE},
    {0},
};

static const struct command_example examples[] = {
    {"hearback import \"Job Applications.csv\" --dry-run", "look first"},
    {"hearback import tracker.csv Connections.csv", "what you applied for, and whom you know there"},
    {"hearback import contacts.vcf card.jpg --opportunity harbour", "cards of people at one place, one photographed"},
    {"hearback import invite.ics", "an invitation, or a whole calendar"},
    {0},
};

const struct command command_import = {
    .name = "import",
    .summary = "take in files you already have",
    .usage = COMMAND_LINES(
        "import FILE... [--dry-run] [--yes] [--opportunity OPP] [--dates ORDER] [--country CC] [--zone ZONE]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes = "Read are tables (CSV and its kin: LinkedIn, Teal, Huntr, JobSync, Simplify, Google and Outlook "
             "contacts, spreadsheets of your own, in English, French or German), contact cards (vCard 2.1, 3.0, "
             "4.0), mail (.eml, mbox, Maildir), calendars and invitations (iCalendar), photographed business cards "
             "(PNG, JPEG, TIFF, WebP) and "
             "hearback's own export. - is standard "
             "input.\n\n"
             "A card or a contact becomes a person at the organisation it names, if that is in your record; "
             "somebody known there, by address or by name, gets what is new. Nobody counts as met. Contacts at "
             "other organisations are left out and counted.\n\n"
             "Of mail it is recorded that it went or came, when and between whom; what it means is suggested: "
             "\"hearback review\" asks you. A message finds its opportunity by its thread, its people, their domain or "
             "the employer it names; one about work that finds none is offered as a new one, any other is left out.\n\n"
             "Of LinkedIn's messages those with people known by their full name become contacts of yours and words of "
             "theirs.\n\n"
             "An entry of a calendar is an interview where its people, their domain or its title lead to an "
             "organisation in your record; a newer version moves it, a cancellation calls it off. What looks like "
             "an interview and belongs nowhere is shown, everything else is left out and counted.\n\n"
             "What is read off a photograph is a guess: you correct it in your editor before it is recorded; where "
             "there is no terminal it is shown, with the command that records it, and recorded only with --yes.\n\n"
             "The same file twice adds nothing; of one that has grown only what is new is added. Every line "
             "that cannot be taken is named, with the reason. What looks like something recorded elsewhere is "
             "held back; it is shown, for you to say. A file is taken whole or not at all, and \"undo\" takes "
             "it back as a whole.",
    .run = cmd_import_run,
};
