/* Reading mail: the messages of a file, a Maildir or a mailbox elsewhere, one by
 * one, through the helper program hearback-mail, which reads under limits.
 *
 * A message that cannot be read (too large, too deep, one that kills the helper)
 * comes as one with `refused` set and never stops those after it.  Memory does
 * not grow with the file; time is linear in it. */
#ifndef APP_MAIL_READER_H
#define APP_MAIL_READER_H

#include "codec/mail.h"
#include "sys/helper.h"

enum {
    MAIL_READER_LOOKED_AT = 4096, /* bytes that mail_reader_form needs at most */
    MAIL_READER_RESTARTS = 200, /* messages that may kill the helper, for each file */
};

enum mail_form { MAIL_NONE, MAIL_EML, MAIL_MBOX };

/* What a file that begins so is. */
enum mail_form mail_reader_form(struct str beginning);

/* True: `file` (as in struct mail) need not be read. */
typedef bool mail_reader_pass(void *context, struct str file);

enum { MAIL_READER_LANES = 2 };

struct mail_reader_lane { /* one helper; of several, each reads every so many-th message */
    struct helper helper;
    struct mail_place place; /* announced and not yet delivered; else where to go on */
    int skip; /* messages there that are others' */
    bool running, announced;
};

struct mail_reader { /* the caller's; all inside is the reader's own */
    struct mail_reader_lane lanes[MAIL_READER_LANES];
    int n_lanes, turn; /* turn: whose message is the next */
    const char *form; /* as hearback-mail calls it */
    bool ended;
    int restarts;
    int fd; /* of the file or folder */
    struct mail_reader_files *files; /* of a Maildir */
    struct str given; /* to a spool, and not read yet */
    bool handed; /* it is with the helper */
};

/* One file; "-" is standard input.  form MAIL_NONE: by its beginning; ERR_INPUT where that is no mail.  As for the two
 * other ways to open: ERR_NOT_FOUND where the helper program is not installed. */
MUST_USE enum err mail_reader_open(
    const char *path, enum mail_form form, struct mail_reader *ret, struct err_info *info);

/* To go on in an mbox behind a message that was read before: its offset + bytes, and the line there (0: not known; lines
 * then count from it).  Before the first mail_reader_next. */
void mail_reader_from(struct mail_reader *r, int64_t offset, int64_t line);

/* A Maildir with the folders in it, of Maildir++ (.Sent) or plain ones: cur/ and new/ of each, in the order of their
 * names; what is marked as trashed is passed over, and so is what `pass` (may be NULL) says. */
MUST_USE enum err mail_reader_maildir(
    const char *path, mail_reader_pass *pass, void *context, struct mail_reader *ret, struct err_info *info);
bool mail_reader_is_maildir(const char *path);

/* Messages that come from elsewhere: each is given, then read by mail_reader_next, before the next one is given. */
MUST_USE enum err mail_reader_spool(struct mail_reader *ret, struct err_info *info);
void mail_reader_give(struct mail_reader *r, struct str message); /* a view, needed until it has been read */

/* The next message; ERR_NOT_FOUND at the end (of a spool: of what was given).  Its strings live in a.  Other errors: the
 * helper cannot work at all. */
MUST_USE enum err mail_reader_next(struct mail_reader *r, struct arena *a, struct mail *ret, struct err_info *info);

void mail_reader_close(struct mail_reader *r); /* zero is fine */

#endif
