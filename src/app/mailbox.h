/* The mailbox of an account, through hearback-net: folders, new messages, a
 * copy of what was sent.  Mail is looked at and never changed; nothing is asked
 * but by the calls here. */
#ifndef APP_MAILBOX_H
#define APP_MAILBOX_H

#include "app/accounts.h"
#include "codec/frame.h"
#include "sys/helper.h"

struct mailbox {
    struct helper helper;
    struct arena arena; /* of the answer at hand; its texts live until the next call */
    struct str alert; /* what the server wants the user to know, the last such; in the caller's arena */
    struct arena *a; /* the caller's */
    bool lost; /* nothing more can be asked */
};

/* Connects and logs in.  spool (-1: none) is the file that messages are written to.  On failure nothing stays open. */
MUST_USE enum err mailbox_open(
    struct mailbox *ret, const struct account *at, int spool, struct arena *a, struct err_info *info);
void mailbox_close(struct mailbox *m);

struct mailbox_folder {
    struct str name;
    bool sent; /* for what was sent, as the server says */
    bool opens; /* it can hold mail */
};
/* In the caller's arena. */
MUST_USE enum err mailbox_folders(struct mailbox *m, struct mailbox_folder **ret, size_t *ret_n, struct err_info *info);

struct mailbox_state {
    struct str name; /* in the caller's arena */
    int64_t validity; /* while it stays the same, a UID means the same message; 0: not said */
    int64_t next; /* UIDs to come are not below this; 0: not said */
    int64_t exists; /* messages */
};
/* An empty name: the folder for what was sent, as the server says.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err mailbox_go(struct mailbox *m, struct str name, struct mailbox_state *ret, struct err_info *info);

/* In the folder: how many messages have a UID above `after` (0: any) and came on the day `since` (DAY_NONE: any) or
 * later. */
MUST_USE enum err mailbox_search(struct mailbox *m, int64_t after, day_t since, int64_t *ret, struct err_info *info);

struct mailbox_batch {
    int64_t messages; /* that are in the spool */
    int64_t cut; /* of them: those of which only the beginning is there, as they are very large */
    int64_t last; /* all that were found up to this UID are dealt with */
    int64_t left; /* are to come */
    struct str problems; /* a line for each message that the server would not give; in the caller's arena */
};
/* The next of those found, into the spool (from its start; shorten it first). */
MUST_USE enum err mailbox_next(struct mailbox *m, struct mailbox_batch *ret, struct err_info *info);

/* How many in the folder have this Message-ID (with its angle brackets). */
MUST_USE enum err mailbox_has(struct mailbox *m, struct str message_id, int64_t *ret, struct err_info *info);
/* Adds a message to the folder, as seen.  Where m->lost then, whether it is there is for mailbox_has to tell. */
MUST_USE enum err mailbox_keep(struct mailbox *m, struct str message, struct err_info *info);

#endif
