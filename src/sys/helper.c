/* Starting helpers, speaking with them, ending them. */
#include "sys/helper.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LENGTH_BYTES = 4,
    EXTRA_FD = 3, /* where the helper finds the descriptor handed over */
    LOWEST = 10, /* our ends lie above what a helper is given */
    PIPE_SIZE = 1 << 20, /* what a user may ask for without privileges (pipe(7)) */
    PIECE = 64 << 10,
    OUTPUT_MAX = 160 << 20, /* bytes that wait to be read; a helper that floods is cut off */
};

extern char **environ;

/* --- where they are --- */

static bool is_program_in(struct str folder, const char *name, char *path, size_t size)
{
    int n = snprintf(path, size, "%.*s/%s", STR_ARG(folder), name);
    return n > 0 && (size_t)n < size && access(path, X_OK) == 0;
}

static struct str own_folder(char *path, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", path, size);
    while (n > 0 && path[n - 1] != '/') n--;
    return n > 1 ? (struct str){path, (size_t)n - 1} : (struct str){0};
}

static enum err find(const char *name, char *path, size_t size, struct err_info *info)
{
    char own[4096];
    const char *told = getenv("HEARBACK_LIBEXEC");
    if (told && *told) {
        if (is_program_in(str_from(told), name, path, size)) return OK;
        return err_set(
            info, ERR_NOT_FOUND, "the program %s is not in %s, where HEARBACK_LIBEXEC says it is", name, told);
    }
    struct str beside = own_folder(own, sizeof own);
    if (beside.n && is_program_in(beside, name, path, size)) return OK;
    if (is_program_in(str_from(HEARBACK_LIBEXECDIR), name, path, size)) return OK;
    return err_set(info, ERR_NOT_FOUND,
        "the program %s, which does this part of the work, is not installed: it belongs beside hearback or in %s", name,
        HEARBACK_LIBEXECDIR);
}

/* --- starting --- */

static void close_one(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* So that none of them is in the way of what the helper gets as 0 to 3. */
static bool lift(int *fd)
{
    int high = *fd < 0 ? -1 : fcntl(*fd, F_DUPFD_CLOEXEC, LOWEST);
    close_one(fd);
    *fd = high;
    return high >= 0;
}

struct ends { /* those that the helper gets */
    int in, out, err;
};

/* Its input is a socket, as writing to one can be told to raise no SIGPIPE. */
static bool make_ends(struct helper *h, struct ends *theirs)
{
    int in[2], out[2], err[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0) in[0] = in[1] = -1;
    if (pipe2(out, O_CLOEXEC) != 0) out[0] = out[1] = -1;
    if (pipe2(err, O_CLOEXEC) != 0) err[0] = err[1] = -1;
    *theirs = (struct ends){in[1], out[1], err[1]};
    h->in = in[0], h->out = out[0], h->err = err[0];
    bool good = true;
    int *const all[] = {&h->in, &h->out, &h->err, &theirs->in, &theirs->out, &theirs->err};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) good &= lift(all[i]);
    if (!good) return false;
    shutdown(h->in, SHUT_RD);
    fcntl(h->out, F_SETPIPE_SZ, PIPE_SIZE);
    for (size_t i = 0; i < 3; i++) good &= fcntl(*all[i], F_SETFL, O_NONBLOCK) == 0;
    return good;
}

static int spawn(struct helper *h, const char *path, char *const words[], const struct ends *theirs, int extra)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    int failed = posix_spawn_file_actions_init(&files);
    if (failed) return failed;
    failed = posix_spawnattr_init(&how);
    if (failed) return posix_spawn_file_actions_destroy(&files), failed;
    failed |= posix_spawn_file_actions_adddup2(&files, theirs->in, 0);
    failed |= posix_spawn_file_actions_adddup2(&files, theirs->out, 1);
    failed |= posix_spawn_file_actions_adddup2(&files, theirs->err, 2);
    if (extra >= 0) failed |= posix_spawn_file_actions_adddup2(&files, extra, EXTRA_FD);
    failed |= posix_spawn_file_actions_addclosefrom_np(&files, extra >= 0 ? EXTRA_FD + 1 : EXTRA_FD);
    failed |= posix_spawnattr_setsigmask(&how, &none);
    failed |= posix_spawnattr_setsigdefault(&how, &usual);
    failed |= posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    failed = failed ? ENOMEM : posix_spawn(&h->pid, path, &files, &how, words, environ);
    if (failed) h->pid = 0;
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

enum err helper_start(
    struct helper *ret, const char *name, const char *const args[], int extra_fd, struct err_info *info)
{
    char path[4096];
    const char *words[32] = {name};
    struct helper h = {.name = name, .got = {.max = OUTPUT_MAX}};
    struct ends theirs;
    size_t n = 0;
    enum err err = find(name, path, sizeof path, info);
    if (err) return err;
    for (; args && args[n]; n++) {
        assert(n + 2 < sizeof words / sizeof *words);
        words[n + 1] = args[n];
    }
    bool made = make_ends(&h, &theirs);
    int extra = extra_fd < 0 || !made ? -1 : fcntl(extra_fd, F_DUPFD_CLOEXEC, LOWEST);
    int failed = !made || (extra_fd >= 0 && extra < 0) ? errno : 0;
    if (!failed) failed = spawn(&h, path, (char *const *)(uintptr_t)words, &theirs, extra);
    close_one(&theirs.in), close_one(&theirs.out), close_one(&theirs.err), close_one(&extra);
    if (failed) {
        helper_close(&h);
        return err_set(info, ERR_SYSTEM, "the program %s cannot be started (%s)", path, strerror(failed));
    }
    *ret = h;
    return OK;
}

/* --- speaking --- */

/* Takes what lies ready on its standard error; what is beyond the bound is thrown away. */
static void take_words(struct helper *h)
{
    char piece[512];
    ssize_t n;
    while ((n = read(h->err, piece, sizeof piece)) > 0) {
        size_t room = HELPER_WORDS - h->n_words, take = (size_t)n < room ? (size_t)n : room;
        memcpy(h->words + h->n_words, piece, take);
        h->n_words += take;
    }
    if (n == 0 || (errno != EAGAIN && errno != EINTR)) close_one(&h->err);
}

/* Takes a piece of its output; at the end of it, closes our end. */
static void take_output(struct helper *h)
{
    if (h->at && h->at >= h->got.n / 2) {
        memmove(h->got.p, h->got.p + h->at, h->got.n - h->at);
        h->got.n -= h->at;
        h->at = 0;
    }
    char piece[PIECE];
    ssize_t n = read(h->out, piece, sizeof piece);
    if (n > 0) buf_add(&h->got, (struct str){piece, (size_t)n});
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR) || h->got.full) close_one(&h->out);
}

/* Waits until something can be done and does it; true: its input takes more. */
static bool turn(struct helper *h, bool write)
{
    struct pollfd fds[] = {{write ? h->in : -1, POLLOUT, 0}, {h->out, POLLIN, 0}, {h->err, POLLIN, 0}};
    if (poll(fds, 3, -1) < 0) return false;
    if (fds[1].revents) take_output(h);
    if (fds[2].revents) take_words(h);
    return fds[0].revents != 0;
}

enum err helper_write(struct helper *h, struct str bytes, struct err_info *info)
{
    while (bytes.n) {
        ssize_t n = h->in < 0 ? -1 : send(h->in, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n > 0) {
            bytes = (struct str){bytes.p + n, bytes.n - (size_t)n};
        } else if (h->in < 0 || (errno != EAGAIN && errno != EINTR)) {
            return err_set(info, ERR_SYSTEM, "the program %s has stopped reading", h->name);
        } else {
            turn(h, true);
        }
    }
    return OK;
}

void helper_close_input(struct helper *h)
{
    close_one(&h->in);
}

static size_t length_at(const char *p)
{
    size_t n = 0;
    for (size_t i = 0; i < LENGTH_BYTES; i++) n |= (size_t)(unsigned char)p[i] << 8 * i;
    return n;
}

enum err helper_read(struct helper *h, struct arena *a, size_t max, struct str *ret, struct err_info *info)
{
    for (;;) {
        struct str s = {h->got.p ? h->got.p + h->at : NULL, h->got.n - h->at};
        size_t length = s.n < LENGTH_BYTES ? 0 : length_at(s.p);
        if (length > max)
            return err_set(info, ERR_INPUT, "the program %s has sent something that is too large", h->name);
        if (s.n >= LENGTH_BYTES && s.n - LENGTH_BYTES >= length) {
            *ret = arena_str(a, (struct str){s.p, LENGTH_BYTES + length});
            h->at += LENGTH_BYTES + length;
            return OK;
        }
        if (h->out < 0 && s.n)
            return err_set(info, ERR_INPUT, "the program %s has stopped in the middle of its answer", h->name);
        if (h->out < 0) return err_set(info, ERR_NOT_FOUND, "the program %s has no more to say", h->name);
        turn(h, false);
    }
}

struct str helper_words(const struct helper *h)
{
    return str_trim((struct str){h->words, h->n_words});
}

/* --- ending --- */

static void clean_words(struct helper *h)
{
    for (size_t i = 0; i < h->n_words; i++)
        if ((unsigned char)h->words[i] < ' ' || (unsigned char)h->words[i] > '~') h->words[i] = ' ';
}

void helper_end(struct helper *h, struct helper_end *ret)
{
    int status = 0;
    *ret = (struct helper_end){0};
    close_one(&h->in);
    close_one(&h->out);
    while (h->err >= 0) turn(h, false);
    while (h->pid > 0 && waitpid(h->pid, &status, 0) < 0 && errno == EINTR) continue;
    h->pid = 0;
    clean_words(h);
    if (WIFSIGNALED(status))
        *ret = (struct helper_end){.status = -1, .signal = WTERMSIG(status)};
    else
        ret->status = WEXITSTATUS(status);
}

void helper_close(struct helper *h)
{
    struct helper_end end;
    if (!h) return;
    if (h->pid > 0) kill(h->pid, SIGKILL);
    if (h->name) helper_end(h, &end);
    buf_close(&h->got);
    *h = (struct helper){0};
}
