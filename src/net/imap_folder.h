/* Folders: which there are, which is for what was sent, and opening one. */
#ifndef NET_IMAP_FOLDER_H
#define NET_IMAP_FOLDER_H

#include "net/imap.h"

struct imap_folder {
    struct str name; /* UTF-8 */
    bool sent; /* for what was sent, as the server says */
    bool opens; /* it can hold mail */
};

/* All whose names can be read; in the arena. */
MUST_USE enum err imap_folder_list(
    struct imap *m, struct arena *a, struct imap_folder **ret, size_t *ret_n, struct err_info *info);

/* The folder for what was sent: as the server says, else by its name in one of some languages.  ERR_NOT_FOUND, with a
 * sentence that names the key to set. */
MUST_USE enum err imap_folder_sent(struct imap *m, struct arena *a, struct str *ret, struct err_info *info);

struct imap_folder_state {
    uint32_t validity; /* while it stays the same, a UID means the same message; 0: the server does not say */
    uint32_t next; /* UIDs to come are not below this; 0: the server does not say */
    uint32_t exists; /* messages */
};

/* For reading only. */
MUST_USE enum err imap_folder_open(
    struct imap *m, struct arena *a, struct str name, struct imap_folder_state *ret, struct err_info *info);

#endif
