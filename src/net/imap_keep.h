/* Keeping a copy of what was sent. */
#ifndef NET_IMAP_KEEP_H
#define NET_IMAP_KEEP_H

#include "net/imap.h"

/* Adds a whole message (lines ending with CRLF) to a folder, as seen.  Where the connection is lost (m->lost), whether
 * it is there is for a search to tell. */
MUST_USE enum err imap_keep(
    struct imap *m, struct arena *a, struct str folder, struct str message, struct err_info *info);

#endif
