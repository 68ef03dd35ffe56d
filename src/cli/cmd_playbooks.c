/* Describes `playbooks`. */
#include "cli/command.h"

static const char *const use_word[] = {"use", NULL};

static const struct command_positional positionals[] = {
    {.name = "NAME", .help = "the playbook to show; or the word use", .value = VALUE_PLAYBOOK, .words = use_word},
    {.name = "NAME", .help = "the playbook to use from now on", .value = VALUE_PLAYBOOK},
    {0},
};

static const struct command_example examples[] = {
    {"hearback playbooks", "all of them, the chosen one marked"},
    {"hearback playbooks proactive", "its steps and limits"},
    {"hearback playbooks use balanced", "choose it"},
    {0},
};

const struct command command_playbooks = {
    .name = "playbooks",
    .summary = "show the playbooks, or choose the one to go by",
    .usage = COMMAND_LINES("playbooks", "playbooks NAME", "playbooks use NAME"),
    .group = GROUP_ASKING,
    .store = STORE_WRITE,
    .positionals = positionals,
    .examples = examples,
    .notes = "Five published guides agree on the spirit and differ on the numbers; each is a playbook, and "
             "balanced reconciles them. Choosing another changes what is due, never what is recorded.",
    .run = cmd_playbooks_run,
};
