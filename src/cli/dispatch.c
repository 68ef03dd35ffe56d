/* From a command line to the command that runs: the global options, help and
 * version, and where the database is. */
#include "cli/args.h"
#include "cli/help.h"
#include "sys/paths.h"

/* What the globals say, over what stood before: of a command within `demo` they come second. */
static enum err take_globals(struct cli *cli, const struct args *args, struct err_info *info)
{
    if (args->data.p && args->data.n == 0) return err_set(info, ERR_USAGE, "--data: the name is empty");
    if (str_starts(args->data, STR("postgresql://")))
        return err_set(info, ERR_INPUT, "--data: this program keeps its data in a file; PostgreSQL is not built in");
    if (args->data.p) cli->data = args->data.p;
    if (args->now.p) cli->now = args->now.p;
    if (args->playbook.p) cli->playbook = args->playbook.p;
    cli->json |= args->json;
    return OK;
}

static enum err default_data(struct cli *cli, struct err_info *info)
{
    struct str folder;
    enum err err = paths_data(cli->arena, &folder, info);
    if (!err) cli->data = arena_format(cli->arena, "%.*s/hearback.db", STR_ARG(folder)).p;
    return err;
}

enum err cli_dispatch(struct cli *cli, size_t n, const struct str words[], struct err_info *info)
{
    struct args args;
    enum err err = args_parse(command_table, cli->arena, n, words, &args, &cli->command, info);
    if (!err) err = take_globals(cli, &args, info);
    if (err) return err;
    if (args.version) return cmd_version_run(cli, &args, info);
    if (args.help && !args.command) return cmd_help_run(cli, &args, info);
    if (args.help) {
        help_command(&cli->layout, args.command);
        return OK;
    }
    if (!args.command) cli->command = args.command = &command_today;
    if (args.command->store != STORE_NONE && !cli->data) err = default_data(cli, info);
    return err ? err : args.command->run(cli, &args, info);
}
