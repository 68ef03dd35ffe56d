/* The headers of a message before GMime sees them: those that are read stay, each
 * as often and as long as is sensible, and all others go, as half a million of them
 * take half a gigabyte there, and even the usual twenty take most of its time. */
#ifndef MAIL_HEAD_H
#define MAIL_HEAD_H

#include "base/str.h"

enum {
    HEAD_FIELD_MAX = 64 << 10, /* bytes of a field; a longer one goes */
    HEAD_MAX = 1 << 20, /* bytes of all of them, where they cannot be sorted out */
};

/* Sorts the headers of a message out, within its bytes; returns what is left of it, which ends as before.  A message that
 * does not begin with a header stays as it is. */
struct str head_sort(char *p, size_t n);

/* Whether the headers of a message that begins so end within HEAD_MAX. */
bool head_ends(struct str beginning);

#endif
