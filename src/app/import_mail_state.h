/* How far a mailbox was read: kept in the store, so that what has not changed is
 * not read again.  All of it may be lost; then everything is read, and what is
 * known is found by its Message-ID.
 *
 * A box is passed over only while nothing has come to the record that could
 * give a mail left out a home: opportunities, people, own addresses, undo. */
#ifndef APP_IMPORT_MAIL_STATE_H
#define APP_IMPORT_MAIL_STATE_H

#include "app/import_mail.h"

struct mail_state {
    struct str key;
    bool same; /* nothing has changed since */
    int64_t from; /* an mbox that has grown: where to go on; 0: at its beginning */
    instant_t since; /* of a Maildir: what came before was read, by the clock of its disk; TIME_NONE: read all */
    int64_t read, left_out; /* by then */
    uint64_t box; /* what it is now, */
    instant_t changed; /* and when a Maildir's folders last did */
};

/* path: a file or a Maildir. */
MUST_USE enum err import_mail_state_load(
    struct mail_import *x, const char *path, struct mail_state *ret, struct err_info *info);
/* After reading; end: of the last message of an mbox. */
MUST_USE enum err import_mail_state_save(
    struct mail_import *x, const char *path, const struct mail_state *s, int64_t end, struct err_info *info);

/* Whether a file of the Maildir (below path) was there by then. */
bool import_mail_state_knows(const char *path, struct str file, instant_t since);

#endif
