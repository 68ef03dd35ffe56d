/* Files. */
#include "sys/file.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The sentence for what the system said about a file. */
static enum err refused(struct err_info *info, const char *doing, const char *path, int error)
{
    switch (error) {
    case ENOENT: return err_set(info, ERR_INPUT, "cannot %s %s: there is no such file or folder", doing, path);
    case EACCES:
    case EPERM:
        return err_set(
            info, ERR_SYSTEM, "cannot %s %s: you have no permission; see who owns it with ls -l", doing, path);
    case EISDIR: return err_set(info, ERR_INPUT, "cannot %s %s: it is a folder; name a file in it", doing, path);
    case ENOTDIR: return err_set(info, ERR_INPUT, "cannot %s %s: a part of this path is not a folder", doing, path);
    case EEXIST: return err_set(info, ERR_INPUT, "cannot %s %s: it is there already; give another name", doing, path);
    case ENOSPC:
    case EDQUOT:
        return err_set(info, ERR_SYSTEM, "cannot %s %s: the disk is full; make room and try again", doing, path);
    case EROFS: return err_set(info, ERR_SYSTEM, "cannot %s %s: it lies where nothing can be written", doing, path);
    default: return err_set(info, ERR_SYSTEM, "cannot %s %s: %s", doing, path, strerror(error));
    }
}

static enum err too_big(struct err_info *info, const char *path, size_t max)
{
    if (max < 1024 * 1024)
        return err_set(
            info, ERR_INPUT, "cannot read %s: it is larger than %zu bytes, which is too much here", path, max);
    return err_set(
        info, ERR_INPUT, "cannot read %s: it is larger than %zu MB, which is too much here", path, max / 1024 / 1024);
}

/* Opens a regular file of at most max bytes. */
static enum err open_regular(const char *path, size_t max, int *ret_fd, size_t *ret_size, struct err_info *info)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* so that a pipe does not make us wait */
    if (fd < 0) return refused(info, "read", path, errno);
    enum err err = OK;
    if (fstat(fd, &st) != 0)
        err = refused(info, "read", path, errno);
    else if (S_ISDIR(st.st_mode))
        err = refused(info, "read", path, EISDIR);
    else if (!S_ISREG(st.st_mode))
        err = err_set(info, ERR_INPUT, "cannot read %s: it is not a regular file; - reads standard input", path);
    else if ((uintmax_t)st.st_size > max)
        err = too_big(info, path, max);
    if (err) {
        close(fd);
        return err;
    }
    *ret_fd = fd;
    *ret_size = (size_t)st.st_size;
    return OK;
}

/* Reads to the end, whatever its size was said to be: files of /proc say 0, others grow. */
static enum err read_all(int fd, const char *path, struct buf *b, struct err_info *info)
{
    char chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n == 0) return OK;
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return refused(info, "read", path, errno);
        buf_add(b, (struct str){chunk, (size_t)n});
        if (b->full) return too_big(info, path, b->max);
    }
}

enum err file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct err_info *info)
{
    int fd = STDIN_FILENO;
    size_t size = 0;
    bool standard_input = strcmp(path, "-") == 0;
    enum err err = standard_input ? OK : open_regular(path, max, &fd, &size, info);
    if (err) return err;
    AUTO(buf) b = {.max = max};
    err = read_all(fd, standard_input ? "standard input" : path, &b, info);
    if (!standard_input) close(fd);
    if (!err) *ret = arena_str(a, buf_str(&b));
    return err;
}

enum err file_beginning(struct arena *a, const char *path, size_t max, struct str *ret, struct err_info *info)
{
    int fd;
    size_t size, n = 0;
    enum err err = open_regular(path, SIZE_MAX, &fd, &size, info);
    if (err) return err;
    char *bytes = ARENA_NEW(a, char, max);
    for (ssize_t got = 1; got > 0 && n < max;) {
        got = read(fd, bytes + n, max - n);
        if (got < 0 && errno == EINTR)
            got = 1;
        else if (got < 0)
            err = refused(info, "read", path, errno);
        else
            n += (size_t)got;
    }
    close(fd);
    if (!err) *ret = (struct str){bytes, n};
    return err;
}

enum err file_in_memory(struct str bytes, int *ret_fd, struct err_info *info)
{
    int fd = memfd_create("hearback", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && done < bytes.n;) {
        ssize_t put = write(fd, bytes.p + done, bytes.n - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) {
            close(fd);
            fd = -1;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    if (fd < 0) return err_set(info, ERR_SYSTEM, "there is no memory for it: %s", strerror(errno));
    *ret_fd = fd;
    return OK;
}

enum err file_map(const char *path, size_t max, struct file_map *ret, struct err_info *info)
{
    int fd = -1;
    size_t size = 0;
    enum err err = open_regular(path, max, &fd, &size, info);
    if (err) return err;
    void *p = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL; /* nothing cannot be mapped */
    if (p == MAP_FAILED)
        err = refused(info, "read", path, errno);
    else
        *ret = (struct file_map){{p, size}};
    close(fd);
    return err;
}

void file_map_close(struct file_map *map)
{
    if (!map) return;
    if (map->bytes.n) munmap((void *)(uintptr_t)map->bytes.p, map->bytes.n);
    *map = (struct file_map){0};
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes.p += n, bytes.n -= (size_t)n;
    }
    return true;
}

/* A rename is on disk only when its folder is. */
static bool sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = !slash ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    if (fd < 0) return errno == EACCES; /* may be written to, but not listed */
    bool done = fsync(fd) == 0 || errno == EINVAL; /* some file systems have nothing to do */
    close(fd);
    return done;
}

/* Gives the finished file at temp its name; on failure errno says why and temp is still there. */
static bool give_name(const char *temp, const char *path, bool replace)
{
    if (replace) return rename(temp, path) == 0;
    if (link(temp, path) == 0) return unlink(temp) == 0;
    if (errno == EEXIST) return false;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* a file system without links */
    if (fd < 0) return false;
    close(fd);
    if (rename(temp, path) == 0) return true;
    int error = errno;
    unlink(path);
    errno = error;
    return false;
}

static enum err write_beside(const char *path, struct str bytes, bool replace, struct err_info *info)
{
    size_t room = strlen(path) + sizeof ".XXXXXX";
    char *temp = malloc(room);
    if (!temp) abort();
    snprintf(temp, room, "%s.XXXXXX", path);
    int fd = mkstemp(temp); /* mode 0600 */
    enum err err = fd < 0 ? refused(info, "write", path, errno) : OK;
    if (fd >= 0) {
        bool written = write_all(fd, bytes) && fsync(fd) == 0;
        int error = errno;
        if (close(fd) != 0 && written) written = false, error = errno;
        if (written && !give_name(temp, path, replace)) written = false, error = errno;
        if (!written) {
            unlink(temp);
            err = refused(info, "write", path, error);
        } else if (!sync_folder_of(path)) {
            err = refused(info, "write", path, errno);
        }
    }
    free(temp);
    return err;
}

enum err file_write_atomic(const char *path, struct str bytes, bool replace, struct err_info *info)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) return refused(info, "write", path, EISDIR);
    if (exists && !S_ISREG(st.st_mode))
        return err_set(info, ERR_INPUT, "cannot write %s: it is not a regular file; give another name", path);
    if (exists && !replace) return refused(info, "write", path, EEXIST);
    char *target = exists ? realpath(path, NULL) : NULL;
    enum err err = write_beside(target ? target : path, bytes, replace, info);
    free(target);
    return err;
}

enum err file_make_folder(const char *path, struct err_info *info)
{
    struct stat st;
    if (!*path) return refused(info, "make folder", "\"\"", ENOENT);
    if (stat(path, &st) == 0) return S_ISDIR(st.st_mode) ? OK : refused(info, "make folder", path, EEXIST);
    char *part = strdup(path);
    if (!part) abort();
    enum err err = OK;
    for (char *p = part + 1; !err && p[-1]; p++) {
        if (*p && *p != '/') continue;
        char stop = *p;
        *p = '\0';
        /* Whatever mkdir says of a part that is there already (it may be EROFS, or EACCES), there it is. */
        if (mkdir(part, 0700) != 0) {
            int error = errno;
            if (stat(part, &st) != 0)
                err = refused(info, "make folder", part, error);
            else if (!S_ISDIR(st.st_mode))
                err = refused(info, "make folder", path, ENOTDIR);
        }
        *p = stop;
        if (!stop) break;
    }
    free(part);
    return err;
}
