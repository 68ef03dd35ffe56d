/* One message, from its bytes to what it says (codec/mail.h). */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "base/arena.h"
#include "codec/mail.h"

enum {
    MESSAGE_MAX = 100 << 20, /* bytes; larger ones are refused */
    MESSAGE_BOUNDARIES_MAX = 20000, /* lines that may part its parts; likewise */
};

struct message_source {
    char *bytes; /* all of it, which may be changed; or, where this is NULL ... */
    size_t n;
    struct str beginning; /* ... as much of it as there is at hand ... */
    int fd; /* ... of this part of a file */
    int64_t from, to;
    bool quoted; /* ">From " in its text is still to become "From " */
    instant_t received; /* by the mailbox; 0: not known */
};

void message_start(void); /* once, before the first */

/* Fills in everything but the place; sets `refused` where it cannot.  Strings are in the arena. */
void message_read(const struct message_source *source, struct arena *a, struct mail *ret);

#endif
