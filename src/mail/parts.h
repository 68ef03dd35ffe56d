/* The parts of a message: its text, calendars, cards, and what is attached. */
#ifndef MAIL_PARTS_H
#define MAIL_PARTS_H

#include "base/arena.h"
#include "codec/mail.h"

enum { PARTS_DEPTH = 100, PARTS_MAX = 1000 }; /* parts beyond are passed over */

/* Fills in text, flags, calendars, cards and attachments from a GMimeObject.  quoted as in struct message_source.  False:
 * some are deeper than PARTS_DEPTH. */
MUST_USE bool parts_read(void *mime_object, bool quoted, struct arena *a, struct mail *ret);

#endif
