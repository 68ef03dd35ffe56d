/* Help, from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

void help_overview(const struct layout *l);
void help_command(const struct layout *l, const struct command *command);

/* The usage lines of one command, or of the program (NULL), as plain text: what stands under a refusal. */
void help_usage(struct buf *out, const struct command *command);

/* What stands beside an option or positional: its help, the words it takes, whether it is needed. */
struct str help_option(struct arena *arena, const struct command_option *o);
struct str help_positional(struct arena *arena, const struct command_positional *p);

/* The program's name and version, in a line. */
void help_version(struct buf *out);

/* All of the table as one JSON document. */
void help_json(struct buf *out);

/* Prints a page that is text for another program: as it is, or with --json as a document that holds it. */
void help_deliver(struct cli *cli, const struct buf *page);

#endif
