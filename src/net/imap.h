/* An IMAP session that is logged in: commands, and the replies until each is
 * answered.  Folders are opened for reading only (EXAMINE), and bodies fetched
 * by PEEK, so that nothing changes for the owner's other mail programs. */
#ifndef NET_IMAP_H
#define NET_IMAP_H

#include "base/buf.h"
#include "net/connect.h"
#include "net/imap_reply.h"

enum { IMAP_SAID = 300, IMAP_LINE = 4000 };

struct imap {
    struct connect *connect;
    struct buf in; /* what came, from `at` on not yet read */
    size_t at;
    struct imap_reply_scan scan;
    struct arena reply; /* of the reply at hand */
    unsigned tag;
    uint64_t budget; /* bytes that the command at hand may still bring */
    int64_t until; /* when it is given up, as clock_ticks has it */
    bool fresh; /* nothing was answered yet */
    bool lost; /* nothing more can be asked */
    bool special_use; /* it says what folders are for, if asked */
    char said[IMAP_SAID + 1]; /* with the last tagged reply */
    char alert[IMAP_SAID + 1]; /* what the server wants the user to know; or empty */
    char code[64]; /* of the last tagged reply */
};

/* Takes over a connection that is open. */
MUST_USE enum err imap_begin(struct imap *m, struct connect *c, struct err_info *info);
void imap_close(struct imap *m); /* not the connection */

/* What to make of an untagged reply; its views live until the next one. */
typedef enum err imap_take(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info);

/* Sends a command (without tag and line end) and gives each untagged reply to `take` (may be NULL).  *ret_status: OK, NO
 * or BAD, with m->said.  Fails where the connection is lost, or the server sends what makes no sense or much more than
 * `expected` bytes; then m->lost. */
MUST_USE enum err imap_command(struct imap *m, struct str command, uint64_t expected, imap_take *take, void *context,
    enum imap_reply_status *ret_status, struct err_info *info);

/* A command whose NO or BAD is an error, with a sentence that begins with `doing`. */
MUST_USE enum err imap_demand(struct imap *m, const char *doing, struct str command, uint64_t expected, imap_take *take,
    void *context, struct err_info *info);

/* A command that ends with so many bytes, sent once the server is ready for them. */
MUST_USE enum err imap_command_literal(
    struct imap *m, struct str command, struct str bytes, enum imap_reply_status *ret_status, struct err_info *info);

/* "text" as a quoted string. ERR_INPUT: it has characters that cannot stand in one. */
MUST_USE enum err imap_quote(struct arena *a, struct str text, struct str *ret, struct err_info *info);

#endif
