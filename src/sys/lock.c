/* Locks, by fcntl (sys/README.md says what hides flock). */
#include "sys/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TRIES_A_SECOND = 50 };

enum err lock_take(const char *path, int seconds, struct lock *ret, struct err_info *info)
{
    static const struct timespec pause = {.tv_nsec = 1000000000 / TRIES_A_SECOND};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return err_set(info, ERR_SYSTEM, "cannot write %s: %s", path, strerror(errno));
    for (int left = seconds * TRIES_A_SECOND; fcntl(fd, F_SETLK, &whole) != 0; left--) {
        int error = errno;
        bool busy = error == EACCES || error == EAGAIN || error == EINTR;
        if (busy && left > 0) {
            nanosleep(&pause, NULL);
            continue;
        }
        close(fd);
        if (busy)
            return err_set(info, ERR_SYSTEM, "%s: another hearback has been at this for %d seconds: try again later",
                path, seconds);
        return err_set(info, ERR_SYSTEM, "cannot lock %s: %s", path, strerror(error));
    }
    *ret = (struct lock){fd, true};
    return OK;
}

void lock_close(struct lock *lock)
{
    if (!lock) return;
    if (lock->held) close(lock->fd);
    *lock = (struct lock){0};
}
