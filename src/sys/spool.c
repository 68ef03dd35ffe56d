/* Files without a name. */
#include "sys/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum err spool_open(const char *path, struct spool *ret, struct err_info *info)
{
    char name[4096];
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    int n = snprintf(name, sizeof name, "%.*s.hearback-XXXXXX", folder, path);
    int fd = n > 0 && (size_t)n < sizeof name ? mkostemp(name, O_CLOEXEC) : (errno = ENAMETOOLONG, -1);
    if (fd < 0)
        return err_set(
            info, ERR_SYSTEM, "cannot write beside %s, where mail is kept while it is read: %s", path, strerror(errno));
    unlink(name);
    *ret = (struct spool){fd, true};
    return OK;
}

enum err spool_empty(struct spool *s, struct err_info *info)
{
    if (ftruncate(s->fd, 0) == 0 && lseek(s->fd, 0, SEEK_SET) == 0) return OK;
    return err_set(
        info, ERR_SYSTEM, "cannot empty the file in which mail is kept while it is read: %s", strerror(errno));
}

void spool_close(struct spool *s)
{
    if (!s) return;
    if (s->open) close(s->fd);
    *s = (struct spool){0};
}
