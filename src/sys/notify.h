/* A notification on the desktop, by the program that the desktop has for it:
 * notify-send where there is a session bus, else osascript (macOS). */
#ifndef SYS_NOTIFY_H
#define SYS_NOTIFY_H

#include "base/arena.h"

/* Returns once the desktop has taken it.  Both are plain text without control characters, the body with line breaks.
 * ERR_NOT_FOUND: there is nobody to show it; ERR_SYSTEM: it was refused, or not taken within NOTIFY_SECONDS.  The
 * sentence says why, as the second half of one. */
enum { NOTIFY_SECONDS = 20 };
MUST_USE enum err notify_show(struct arena *a, struct str title, struct str body, struct err_info *info);

#endif
