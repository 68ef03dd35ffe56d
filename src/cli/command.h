/* What a command is: one constant per command, in cmd_NAME.c, from which come
 * dispatch, help, manual pages, completion and the question "is it documented?".
 *
 * The constant only describes.  The code that does the work is cmd_NAME_run,
 * in run_NAME.c or a file shared by several commands. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "cli/layout.h"

#ifndef HEARBACK_VERSION /* the build says */
#define HEARBACK_VERSION "unreleased"
#endif

enum command_group { GROUP_RECORDING, GROUP_ASKING, GROUP_WORDS, GROUP_IN_AND_OUT, GROUP_ABOUT, GROUP_HIDDEN };
extern const char *const command_group_names[]; /* as headings; GROUP_HIDDEN has none */

enum command_store { STORE_NONE, STORE_READ, STORE_WRITE }; /* what of the database a command needs */

/* What a value is: decides completion and, for words and numbers, what the parser takes.  Everything else is judged
 * by the command, which knows the present and the opportunity's zone. */
enum command_value {
    VALUE_TEXT,
    VALUE_WORD, /* one of `words`, nothing else */
    VALUE_NUMBER, /* a whole number, perhaps negative */
    VALUE_DAY,
    VALUE_TIME,
    VALUE_FILE, /* the only one that may be no UTF-8 */
    VALUE_OPP,
    VALUE_PERSON,
    VALUE_OPP_OR_PERSON,
    VALUE_ACTION,
    VALUE_ACTION_OR_OPP,
    VALUE_ACTION_OR_RULE,
    VALUE_PLAYBOOK,
    VALUE_COUNTRY,
    VALUE_ZONE,
    VALUE_COMMAND,
};

struct command_option { /* a table ends with a zero */
    const char *name; /* without dashes */
    const char *metavar; /* NULL: a flag, takes no value */
    const char *help; /* one line, no full stop */
    enum command_value value;
    const char *const *words; /* what is taken (VALUE_WORD) or taken besides; NULL-terminated, or NULL */
    bool required, repeats;
};

struct command_positional { /* a table ends with a zero */
    const char *name;
    const char *help;
    enum command_value value;
    const char *const *words;
    bool required, repeats; /* only the last repeats */
};

struct command_example { /* a table ends with a zero */
    const char *line; /* as typed into a shell */
    const char *what;
};

struct cli;
struct args;
typedef enum err command_run(struct cli *cli, const struct args *args, struct err_info *info);

struct command {
    const char *name;
    const char *summary; /* a few words, begins with a verb, no full stop */
    const char *const *usage; /* lines without the program's name; NULL-terminated */
    enum command_group group;
    enum command_store store;
    const struct command_option *options; /* NULL: none but the global ones */
    const struct command_positional *positionals; /* NULL: none */
    bool rest; /* what follows the first positional belongs to a command within this one */
    const struct command_example *examples;
    const char *notes; /* paragraphs, an empty line between them */
    const char *rules; /* ids of the rulebook, a blank between them; or NULL */
    command_run *run;
};

/* For the constants: a NULL-terminated array of strings. */
#define COMMAND_LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What a command gets.  It prints into `out` (best through `layout`); that is written once, when all went well. */
struct cli {
    struct arena *arena;
    const char *data; /* the database: as given, else the default if the command needs one, else NULL */
    const char *now; /* as given, or NULL: the clock */
    const char *playbook; /* as given, or NULL: the default */
    bool json;
    struct layout layout; /* onto out, as wide as the terminal */
    struct buf out;
    struct buf note; /* kind warnings, for standard error, a line each */
    int status; /* to exit with when all went well: check and lint say 3 or 4 */
    enum err (*delivered)(void *context, struct err_info *info); /* what to do once `out` has been written; or NULL */
    void *delivered_context;
    const struct command *command; /* at work; after a refusal its usage is shown */
};

/* Parses and runs a command line, without the program's name.  `demo` calls it again for the command within. */
MUST_USE enum err cli_dispatch(struct cli *cli, size_t n, const struct str words[], struct err_info *info);

/* Every command in the order of `help`: X(name as in C, dashes as underscores). */
/* clang-format off */
#define COMMAND_LIST(X) \
    /* recording */ X(new) X(met) X(applied) X(interview) X(told) X(contacted) X(heard) X(offer) X(close) X(reopen) \
        X(done) X(snooze) X(skip) X(note) X(undo) X(redo) X(history) \
    /* asking */ X(today) X(plan) X(check) X(why) X(show) X(list) X(playbooks) X(preview) X(compare) X(health) \
        X(insights) \
    /* words */ X(profile) X(lint) X(draft) X(call_sheet) X(questions) \
    /* in and out */ X(import) X(fetch) X(review) X(export) X(calendar) X(send) X(remind) X(backup) X(restore) \
        X(rebuild) X(demo) \
    /* about */ X(help) X(man) X(completion) X(version) \
    /* hidden */ X(complete_names)
/* clang-format on */

#define COMMAND_DECLARE(name)                                                                                          \
    extern const struct command command_##name;                                                                        \
    MUST_USE enum err cmd_##name##_run(struct cli *cli, const struct args *args, struct err_info *info);
COMMAND_LIST(COMMAND_DECLARE)
#undef COMMAND_DECLARE

extern const struct command *const command_table[]; /* NULL-terminated */
extern const struct command_option command_globals[]; /* options of every command */

/* What several commands take. */
extern const struct command_positional command_opp_only[]; /* OPP, and that is all */
extern const struct command_positional command_action_or_opp[]; /* what a letter or call is about */
extern const struct command_option command_case_options[]; /* an invented case: preview and compare */
extern const char *const command_office[]; /* besides a person: the office */

/* The command of that name in a table, or NULL. */
const struct command *command_named(const struct command *const table[], struct str name);

/* What `hearback complete-names` is asked for a value: kinds with blanks between; "" where names don't help. */
const char *command_value_kinds(enum command_value value);

#endif
