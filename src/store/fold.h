/* Names made comparable: one key for all spellings that differ only in letter case, in blanks, or in how their
 * accents are encoded. */
#ifndef STORE_FOLD_H
#define STORE_FOLD_H

#include "base/arena.h"

/* name is valid UTF-8; the key lives in the arena.  A name of nothing but blanks has the empty key. */
struct str fold_name(struct arena *a, struct str name);

#endif
