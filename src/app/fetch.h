/* New mail of the accounts into the record, by IMAP.
 *
 * What is new, the record knows: for each folder how far it was read. A batch of
 * messages and how far it leads are recorded in one transaction, so that being
 * cut off anywhere loses nothing and doubles nothing.  An account or folder that
 * fails is told of and does not stop the others. */
#ifndef APP_FETCH_H
#define APP_FETCH_H

#include "app/accounts.h"
#include "app/import.h"
#include "sys/lock.h"

enum { FETCH_DAYS = 365 }; /* how far back the first fetch of a folder looks, where nothing is said */

struct fetch_options {
    day_t since; /* mail of that day and later, whether it was fetched before or not; DAY_NONE: what is new */
    bool again; /* as if nothing had been fetched before */
    bool check; /* only log in and look which folders there are */
};

struct fetch_folder {
    struct str name;
    int64_t exists; /* messages in it */
    int64_t fetched, cut; /* new ones; of these, very large ones of which only the beginning was read */
    bool anew; /* the server numbers its messages anew, so that all were read again */
    bool sent, closed; /* of a check: is for what was sent; holds no mail itself */
    struct str problem; /* why it could not be read, or not whole; empty */
    struct str problems; /* lines: messages that the server would not give */
    struct import_result sum; /* of its batches */
};

struct fetch_account {
    const struct account *account;
    struct fetch_folder *folders;
    size_t n, room;
    struct str problem; /* why it could not be reached, or not to the end; empty */
    struct str note; /* something to know; or empty */
};

/* One account, into *ret; texts live in the app's arena.  An error is about the record or this machine: nothing more can
 * be fetched.  What a server does wrong is in *ret. */
MUST_USE enum err fetch_account(struct app *app, const struct account *at, const struct fetch_options *o,
    struct fetch_account *ret, struct err_info *info);

/* Held while fetching: two at once would fetch the same. */
MUST_USE enum err fetch_lock(struct app *app, struct lock *ret, struct err_info *info);

#endif
