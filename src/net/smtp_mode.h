/* hearback-net smtp: sends one letter.  NET_SERVER, then NET_SEND; before the
 * first byte of the letter goes, NET_HAND_OVER is said and NET_GO waited for.
 * It ends with the program that has started it. */
#ifndef NET_SMTP_MODE_H
#define NET_SMTP_MODE_H

#include "base/err.h"

MUST_USE enum err smtp_mode_run(struct err_info *info);

#endif
