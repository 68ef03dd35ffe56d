/* Plain text as a mail's reader sees it: clean, unfolded, on lines. */
#ifndef MAIL_PLAIN_H
#define MAIL_PLAIN_H

#include "base/arena.h"
#include "base/buf.h"

/* Of well-formed UTF-8: lines ended by LF, without control characters (but tabs), those that turn the direction of text
 * or have no width, and the byte-order mark. */
void plain_clean(struct buf *out, struct str text);

/* Paragraphs that were sent as format=flowed (RFC 3676) on one line again.  Of clean text. */
void plain_unflow(struct buf *out, struct str text, bool del_sp);

/* One line of any bytes, of so many bytes at most: blanks collapsed, none at the ends, clean. */
struct str plain_line(struct arena *a, struct str bytes, size_t max);

#endif
