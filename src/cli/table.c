/* The one table of commands, and what several of them take. */
#include "cli/command.h"

const char *const command_group_names[] = {"Recording what happened", "Asking", "Words", "In and out", "About", NULL};

#define ENTRY(name) &command_##name,
const struct command *const command_table[] = {COMMAND_LIST(ENTRY) NULL};
#undef ENTRY

const struct command_option command_globals[] = {
    {.name = "data",
        .metavar = "WHERE",
        .value = VALUE_FILE,
        .help = "the database, a file; made by the first recording"},
    {.name = "now",
        .metavar = "TIME",
        .value = VALUE_TIME,
        .help = "what to take for the present, as 2026-10-08T15:00"},
    {.name = "playbook", .metavar = "NAME", .value = VALUE_PLAYBOOK, .help = "the playbook to go by, this once"},
    {.name = "json", .help = "answer with one JSON document"},
    {.name = "help", .help = "show help for the command, also -h"},
    {.name = "version", .help = "show the version"},
    {0},
};

const struct command_positional command_action_or_opp[] = {
    {.name = "ACTION|OPP",
        .help = "an action, as in the list shown last; or an opportunity, with --to",
        .value = VALUE_ACTION_OR_OPP,
        .required = true},
    {0},
};

const struct command_positional command_opp_only[] = {
    {.name = "OPP", .help = "the opportunity: its id or part of its name", .value = VALUE_OPP, .required = true},
    {0},
};

const char *const command_office[] = {"hr", NULL};

const struct command_option command_case_options[] = {
    {.name = "applied", .metavar = "DAY", .help = "the day of the application", .value = VALUE_DAY},
    {.name = "interview", .metavar = "TIME", .help = "when the interview begins", .value = VALUE_TIME},
    {.name = "ends", .metavar = "TIME", .help = "when it ends; an hour later, unless said", .value = VALUE_TIME},
    {.name = "promised", .metavar = "DAY", .help = "by when they said they decide", .value = VALUE_DAY},
    {.name = "country", .metavar = "CC", .help = "where they work, for its holidays", .value = VALUE_COUNTRY},
    {.name = "zone", .metavar = "ZONE", .help = "their time zone", .value = VALUE_ZONE},
    {.name = "people", .metavar = "N", .help = "how many interviewers; one, unless said", .value = VALUE_NUMBER},
    {0},
};

const struct command *command_named(const struct command *const table[], struct str name)
{
    for (size_t i = 0; table[i]; i++)
        if (str_is(name, table[i]->name)) return table[i];
    return NULL;
}

const char *command_value_kinds(enum command_value value)
{
    switch (value) {
    case VALUE_OPP: return "opp";
    case VALUE_PERSON: return "person";
    case VALUE_OPP_OR_PERSON: return "opp person";
    case VALUE_ACTION: return "action";
    case VALUE_ACTION_OR_OPP: return "action opp";
    case VALUE_ACTION_OR_RULE: return "action rule";
    case VALUE_PLAYBOOK: return "playbook";
    case VALUE_COUNTRY: return "country";
    case VALUE_ZONE: return "zone";
    case VALUE_TEXT:
    case VALUE_WORD:
    case VALUE_NUMBER:
    case VALUE_DAY:
    case VALUE_TIME:
    case VALUE_FILE:
    case VALUE_COMMAND: return "";
    }
    return "";
}
