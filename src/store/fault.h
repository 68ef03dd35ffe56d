/* What SQLite could not do, as a code and a sentence for the user. */
#ifndef STORE_FAULT_H
#define STORE_FAULT_H

#include "base/err.h"

#include <sqlite3.h>

/* db may be NULL (then rc is all there is to tell); path names the file in the sentence. */
MUST_USE enum err fault_set(struct err_info *info, const char *path, sqlite3 *db, int rc);
/* The same for a call of the C library that left errno; `doing` is what was tried: "cannot be opened". */
MUST_USE enum err fault_errno(struct err_info *info, const char *path, const char *doing);

#endif
