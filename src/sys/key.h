/* One key at a time from the person at the terminal. */
#ifndef SYS_KEY_H
#define SYS_KEY_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* Shows the text and waits for a key, which is not shown; 0: the end of input, or Ctrl-C, Ctrl-D, Escape. */
MUST_USE enum err key_ask(struct str text, int *ret, struct err_info *info);

#endif
