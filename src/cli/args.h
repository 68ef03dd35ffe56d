/* Command lines: words into a command, its options and its positionals, against
 * the table of commands.
 *
 * `--name value` and `--name=value`; options before, between and after
 * positionals; `--` ends them; the global ones also stand before the command.
 * A word like -3 or "- so" is no option.  Options keep the order in which they
 * were given, so that a --topic can follow the --with it belongs to. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "cli/command.h"

struct arg {
    const struct command_option *option;
    struct str value; /* of a flag: {0} */
};

struct args { /* views of the words parsed; those are NUL-terminated when they come from main */
    const struct command *command; /* NULL: none was named */
    struct arg *options; /* without the global ones */
    size_t n_options;
    struct str *positionals;
    size_t n_positionals;
    struct str data, now, playbook; /* p is NULL: not given */
    bool json, help, version;
};

/* ERR_USAGE, with a sentence that suggests what may have been meant, if the words fit no usage.  *ret_command (also
 * on failure) is the command named, or NULL.  With --help or --version nothing is required and nothing missed. */
MUST_USE enum err args_parse(const struct command *const table[], struct arena *arena, size_t n,
    const struct str words[], struct args *ret, const struct command **ret_command, struct err_info *info);

bool args_has(const struct args *args, const char *option);
struct str args_value(const struct args *args, const char *option); /* p is NULL: not given */
struct str args_positional(const struct args *args, size_t i); /* p is NULL: not given */

/* Each value of an option that repeats: start with *at = 0; false when there are no more. */
bool args_next(const struct args *args, const char *option, size_t *at, struct str *ret);

/* The error of a command that takes no command of that name: with a suggestion. */
MUST_USE enum err args_unknown_command(
    const struct command *const table[], struct arena *arena, struct str name, struct err_info *info);

#endif
