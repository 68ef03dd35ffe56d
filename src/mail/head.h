/* The headers of a message before GMime sees them.  Those that we read ourselves
 * are found here; those that GMime reads stay, each as often and as long as is
 * sensible; all others go, as half a million of them take half a gigabyte there,
 * and even the usual twenty take most of its time. */
#ifndef MAIL_HEAD_H
#define MAIL_HEAD_H

#include "base/arena.h"

enum {
    HEAD_FIELD_MAX = 64 << 10, /* bytes of a field; the rest of a longer one is passed over */
    HEAD_MAX = 1 << 20, /* bytes of all of them, where they cannot be sorted out */
};

/* Those that are read here; of several the first. */
enum head_field {
    HEAD_MESSAGE_ID,
    HEAD_REFERENCES,
    HEAD_IN_REPLY_TO,
    HEAD_DATE,
    HEAD_RECEIVED,
    HEAD_RETURN_PATH,
    HEAD_AUTO_SUBMITTED,
    HEAD_PRECEDENCE,
    HEAD_AUTOREPLY,
    HEAD_AUTORESPOND,
    HEAD_AUTO_RESPONSE_SUPPRESS,
    HEAD_FAILED_RECIPIENTS,
    HEAD_LIST_ID,
    HEAD_LIST_UNSUBSCRIBE,
    HEAD_GMAIL_LABELS,
    HEAD_STATUS,
    HEAD_MOZILLA_STATUS,
    HEAD_MOZILLA_DRAFT,
    HEAD_UNSENT,
    HEAD_FIELDS
};

struct head {
    struct str values[HEAD_FIELDS]; /* as written, also in several lines, without blanks at the ends */
};

/* What a message, or the beginning of one, says: views into it. */
void head_read(struct str message, struct head *ret);

/* Leaves of a message's headers what GMime is to read, within its bytes, and finds the others, as copies; returns what is
 * left of the message, which ends as before.  One that does not begin with a header stays as it is. */
struct str head_sort(char *p, size_t n, struct arena *a, struct head *ret);

/* Whether the headers of a message that begins so end within HEAD_MAX. */
bool head_ends(struct str beginning);

#endif
