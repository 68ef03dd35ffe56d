/* A copy of what was sent, in the account's own folder for that. */
#ifndef APP_SENT_COPY_H
#define APP_SENT_COPY_H

#include "app/accounts.h"

enum sent_copy {
    SENT_COPY_NONE, /* the account wants none: no IMAP, or append-sent = no */
    SENT_COPY_THERE, /* it was there already: many servers keep one themselves */
    SENT_COPY_KEPT, /* it is there now */
};

/* Looks for the Message-ID (with its angle brackets) first, so that it is never there twice; where the connection was
 * lost in between, looks again.  *ret_folder (in the arena): where it is.  An error is about the copy alone. */
MUST_USE enum err sent_copy_keep(const struct account *at, struct str message, struct str message_id, struct arena *a,
    enum sent_copy *ret, struct str *ret_folder, struct err_info *info);

/* Whether it is in that folder, however it came there: tells of a letter whose fate is not known. */
MUST_USE enum err sent_copy_find(
    const struct account *at, struct str message_id, struct arena *a, bool *ret, struct err_info *info);

#endif
