/* A mailbox in one file, taken apart into its messages: mboxo, mboxrd, mboxcl
 * and mboxcl2, with LF or CRLF, as Thunderbird, Google Takeout, Apple Mail and
 * delivery programs write them.
 *
 * A message begins with a line "From ADDRESS DATE" that stands at the start or
 * behind an empty line and is followed by a line of headers; a line of text that
 * begins so is none.  Content-Length is believed only where the end it tells is
 * followed by another message or by nothing.  What stands before the first
 * message is no message.
 *
 * Memory is one window, however long the file, a message or a line; time is
 * linear. */
#ifndef CODEC_MBOX_H
#define CODEC_MBOX_H

#include "base/str.h"

/* So many bytes from this place, fewer only at the end; negative: it cannot be read. */
typedef int64_t mbox_read(void *file, int64_t offset, char *ret_bytes, size_t n);

struct mbox {
    mbox_read *read;
    void *file;
    char *window; /* the caller's; may be written to only as mbox_content says */
    size_t size; /* of it: at least MBOX_WINDOW_MIN */
    int64_t base; /* its place in the file */
    size_t n, at; /* bytes in it; those that were looked at */
    int64_t line; /* of what is at `at` */
    bool at_end, failed, begun;
};

enum { MBOX_WINDOW_MIN = 8192 };

struct mbox_message {
    int64_t offset; /* of its From_ line */
    int64_t content, content_end; /* without the empty line that parts it from the next */
    int64_t end; /* of all of it: where the next begins */
    int64_t line, next_line;
    char from[200]; /* what follows "From ", clipped */
    bool quoted; /* some lines begin with ">From " or ">>From "; to be unquoted by mbox_unquote */
};

/* To read from this place on, which is line `line`. */
void mbox_init(struct mbox *m, mbox_read *read, void *file, char *window, size_t size, int64_t offset, int64_t line);

/* The next message; false after the last, or where reading failed (then m->failed). */
bool mbox_next(struct mbox *m, struct mbox_message *ret);

/* Its content, where all of it is in the window; the bytes may be changed until the next call.  False: it is too large. */
bool mbox_content(struct mbox *m, const struct mbox_message *message, char **ret, size_t *ret_n);

/* Takes one > off lines that begin with >From, >>From and so on; returns how many bytes are left. */
size_t mbox_unquote(char *p, size_t n);

#endif
