/* A digest by mail to oneself: through the outbox, as any letter, but no contact. */
#ifndef CLI_DIGEST_H
#define CLI_DIGEST_H

#include "cli/command.h"

enum digest {
    DIGEST_SENT,
    DIGEST_ENOUGH, /* one has gone today, or may have: another can wait until tomorrow */
};

/* From the account (empty: the usual one) to its own address.  An error: nothing has gone, or nobody knows; then it is
 * not tried again on the same day. */
MUST_USE enum err digest_send(
    struct cli *cli, struct str account, struct str subject, struct str text, enum digest *ret, struct err_info *info);

#endif
