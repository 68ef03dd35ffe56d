/* Describes `completion`. */
#include "cli/command.h"

static const char *const shells[] = {"bash", "zsh", "fish", NULL};

static const struct command_positional positionals[] = {
    {.name = "SHELL", .help = "your shell", .value = VALUE_WORD, .words = shells, .required = true},
    {0},
};

static const struct command_example examples[] = {
    {"hearback completion bash > ~/.local/share/bash-completion/completions/hearback", "bash, from the next start on"},
    {"hearback completion zsh > ~/.zfunc/_hearback", "zsh, where ~/.zfunc is in fpath"},
    {"hearback completion fish > ~/.config/fish/completions/hearback.fish", "fish"},
    {0},
};

const struct command command_completion = {
    .name = "completion",
    .summary = "print a script that completes command lines",
    .usage = COMMAND_LINES("completion bash|zsh|fish"),
    .group = GROUP_ABOUT,
    .store = STORE_NONE,
    .positionals = positionals,
    .examples = examples,
    .notes = "It completes commands, options and words, and the names in your record.",
    .run = cmd_completion_run,
};
