/* A file without a name, for what is too much for memory: it is gone when it is
 * closed, however that comes about. */
#ifndef SYS_SPOOL_H
#define SYS_SPOOL_H

#include "base/err.h"

#include <stdbool.h>

struct spool {
    int fd;
    bool open;
};

/* Beside the file at path (in its folder), mode 0600. */
MUST_USE enum err spool_open(const char *path, struct spool *ret, struct err_info *info);
/* Empties it, and begins at its start again. */
MUST_USE enum err spool_empty(struct spool *s, struct err_info *info);
void spool_close(struct spool *s); /* zero is fine */

#endif
