/* Passwords and tokens: asked for when needed, held in one place, wiped. */
#ifndef NET_SECRET_H
#define NET_SECRET_H

#include "base/err.h"
#include "base/str.h"

enum { SECRET_MAX = 16000, SECRET_SECONDS = 60 }; /* tokens are long */

struct secret { /* zero: none */
    char text[SECRET_MAX + 1]; /* terminated */
    size_t n;
};

enum secret_kind { SECRET_NONE, SECRET_COMMAND, SECRET_KEYRING };

/* The first line that the command (run by /bin/sh, with nothing to read) prints within SECRET_SECONDS; or what the
 * keyring of the desktop has for service hearback and this account.  The sentence never has any of it in it. */
MUST_USE enum err secret_get(
    enum secret_kind kind, struct str account, struct str command, struct secret *ret, struct err_info *info);
void secret_close(struct secret *s); /* wipes it */

#endif
