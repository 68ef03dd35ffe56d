/* What standard output is: a terminal, how wide, and whether colours are
 * welcome there. */
#ifndef SYS_TERMINAL_H
#define SYS_TERMINAL_H

#include "base/str.h"

struct terminal {
    bool is_terminal;
    bool colour; /* a terminal, TERM is not "dumb", and NO_COLOR is unset or empty (no-color.org) */
    bool utf8; /* the character set of the locale */
    int width; /* columns: COLUMNS, else what the terminal says, else 80; 20 to 1000 */
};

struct terminal terminal_stdout(void);

/* Somebody sits at it: standard input and output are both a terminal. */
bool terminal_asks(void);

/* Shows the text, asks the question behind it, and waits for a line.  False: anything but y or yes. */
bool terminal_ask(struct str text, const char *question);

#endif
