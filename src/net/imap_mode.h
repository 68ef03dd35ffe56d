/* hearback-net imap: looking into folders, fetching what is new, keeping what
 * was sent.  Mail is only looked at: nothing is marked as seen. */
#ifndef NET_IMAP_MODE_H
#define NET_IMAP_MODE_H

#include "base/err.h"

MUST_USE enum err imap_mode_run(struct err_info *info);

#endif
