/* One process at a time: a lock on a file that holds nothing.  It ends with the
 * process, however that ends, so that nothing has to be cleaned up after a crash. */
#ifndef SYS_LOCK_H
#define SYS_LOCK_H

#include "base/err.h"

#include <stdbool.h>

struct lock {
    int fd;
    bool held;
};

/* Waits up to so many seconds for the others; then, and where the file cannot be made, ERR_SYSTEM.  The file (mode 0600)
 * stays.  Not for the threads of one process: these all pass. */
MUST_USE enum err lock_take(const char *path, int seconds, struct lock *ret, struct err_info *info);
void lock_close(struct lock *lock); /* zero is fine */

#endif
