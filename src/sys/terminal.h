/* What standard output is: a terminal, how wide, and whether colours are
 * welcome there. */
#ifndef SYS_TERMINAL_H
#define SYS_TERMINAL_H

#include "base/str.h"

struct terminal {
    bool is_terminal;
    bool colour; /* a terminal, TERM is not "dumb", and NO_COLOR is unset or empty (no-color.org) */
    int width; /* columns: COLUMNS, else what the terminal says, else 80; 20 to 1000 */
};

struct terminal terminal_stdout(void);

/* Whether somebody sits there who can be shown something and asked. */
bool terminal_can_ask(void);
/* Shows the text, asks the question behind it, and waits for a line.  False: anything but y or yes. */
bool terminal_ask(struct str text, const char *question);

#endif
