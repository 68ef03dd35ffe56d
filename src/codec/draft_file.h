/* A draft in a file: a few lines that say what it is, as a mail has them, an
 * empty line, and the letter.
 *
 *     To: Jane Moss <jane@example.com>
 *     Opportunity: harbour
 *     Purpose: thanks
 *     Subject: Thank you for your time
 *
 *     Dear Jane, ...
 *
 * Each of the lines may be missing; without any, all is the letter. */
#ifndef CODEC_DRAFT_FILE_H
#define CODEC_DRAFT_FILE_H

#include "base/buf.h"

struct draft_file { /* views */
    struct str to; /* "Name <address>" or a name */
    struct str opportunity, purpose, subject;
    struct str body;
    size_t letter; /* bytes of the file before its subject, or before the letter where it has none */
};

void draft_file_read(struct str bytes, struct draft_file *ret); /* finds what it can; nothing is refused */
void draft_file_write(struct buf *b, const struct draft_file *d); /* line breaks in the values become blanks */

struct str draft_file_address(struct str to); /* "jane@example.com" of "Jane Moss <jane@example.com>"; else all of it */

#endif
