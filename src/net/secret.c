/* Asking for a password.  What was read is in the caller's struct and in one
 * buffer here, and both are wiped. */
#include "net/secret.h"

#include "sys/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_INSTALLED = 127, DRAINED_MAX = 1 << 20, LOOK_MILLISECONDS = 10 };

void secret_close(struct secret *s)
{
    if (s) explicit_bzero(s, sizeof *s);
}

/* With our terminal, should it want to ask there; none of our descriptors is its business: an agent that it starts would
 * keep them open. */
static void become(char *const words[], int output)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    sigaction(SIGPIPE, &usual, NULL);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
        dup2(nothing, STDERR_FILENO) < 0)
        _exit(NOT_INSTALLED);
    for (int fd = 3; fd < 256; fd++) close(fd);
    execvp(words[0], words);
    _exit(NOT_INSTALLED);
}

struct answer {
    struct secret *secret;
    int fd; /* -1: it has ended */
    bool line_ended;
    size_t total;
};

/* What follows the first line is read and forgotten.  False: it says too much. */
static bool take_piece(struct answer *a)
{
    char piece[4096];
    ssize_t n = read(a->fd, piece, sizeof piece);
    if (n < 0 && errno == EINTR) return true;
    if (n <= 0) {
        close(a->fd);
        a->fd = -1;
        return true;
    }
    bool good = (a->total += (size_t)n) <= DRAINED_MAX;
    for (ssize_t i = 0; !a->line_ended && good && i < n; i++) {
        if (piece[i] == '\n')
            a->line_ended = true;
        else if (a->secret->n == SECRET_MAX)
            good = false;
        else
            a->secret->text[a->secret->n++] = piece[i];
    }
    explicit_bzero(piece, sizeof piece);
    return good;
}

/* Until the command has ended and all that it said is read: what it started may go on, with its output open.  False: it
 * takes too long or says too much, and was ended. */
static bool listen_to(struct answer *a, pid_t child, int *ret_status)
{
    int64_t until = clock_ticks() + (int64_t)SECRET_SECONDS * 1000000;
    while (clock_ticks() < until) {
        struct pollfd one = {a->fd, POLLIN, 0};
        if (poll(&one, 1, LOOK_MILLISECONDS) > 0) {
            if (!take_piece(a)) break;
            continue;
        }
        pid_t ended = waitpid(child, ret_status, WNOHANG);
        if (ended == child) return true;
        if (ended < 0 && errno != EINTR) return false;
    }
    kill(child, SIGKILL);
    while (waitpid(child, ret_status, 0) < 0 && errno == EINTR) continue;
    return false;
}

static enum err run(char *const words[], struct secret *s, int *ret_status, bool *ret_good, struct err_info *info)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return err_set(info, ERR_SYSTEM, "no program can be run: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0) become(words, ends[1]);
    int error = errno;
    close(ends[1]);
    struct answer a = {.secret = s, .fd = ends[0]};
    if (child > 0) *ret_good = listen_to(&a, child, ret_status);
    if (a.fd >= 0) close(a.fd);
    return child > 0 ? OK : err_set(info, ERR_SYSTEM, "no program can be run: %s", strerror(error));
}

static bool has_control(const struct secret *s)
{
    for (size_t i = 0; i < s->n; i++)
        if ((unsigned char)s->text[i] < ' ' || s->text[i] == 127) return true;
    return false;
}

/* A command that said nothing of use: what, and how to see for oneself. */
static enum err judge(
    const struct secret *s, int status, bool good, struct str account, bool keyring, struct err_info *info)
{
    const char *what = keyring ? "the keyring" : "the command for the password";
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (!good)
        return err_set(info, ERR_INPUT, "%s of \"%.*s\" gave no answer within %d seconds, or one that is too long",
            what, STR_ARG(account), SECRET_SECONDS);
    if (keyring && code == NOT_INSTALLED)
        return err_set(info, ERR_INPUT,
            "the keyring is asked by secret-tool, which is not installed (Debian: "
            "libsecret-tools)");
    if (keyring && (code || !s->n))
        return err_set(info, ERR_INPUT,
            "the keyring has nothing for \"%.*s\": secret-tool store --label=hearback service hearback account %.*s",
            STR_ARG(account), STR_ARG(account));
    if (code)
        return err_set(info, ERR_INPUT, "%s of \"%.*s\" failed (exit status %d): run it in a terminal to see why", what,
            STR_ARG(account), code);
    if (!s->n)
        return err_set(
            info, ERR_INPUT, "%s of \"%.*s\" printed nothing: run it in a terminal to see why", what, STR_ARG(account));
    if (has_control(s))
        return err_set(
            info, ERR_INPUT, "%s of \"%.*s\" printed control characters in its first line", what, STR_ARG(account));
    return OK;
}

enum err secret_get(
    enum secret_kind kind, struct str account, struct str command, struct secret *ret, struct err_info *info)
{
    struct secret s = {0};
    int status = 0;
    bool good = false, keyring = kind == SECRET_KEYRING;
    if (kind == SECRET_NONE) return OK;
    char *text = strndup(keyring ? account.p : command.p, keyring ? account.n : command.n);
    char *ask[] = {"secret-tool", "lookup", "service", "hearback", "account", text, NULL};
    char *shell[] = {"/bin/sh", "-c", text, NULL};
    if (!text) return err_set(info, ERR_SYSTEM, "there is no memory left");
    enum err err = run(keyring ? ask : shell, &s, &status, &good, info);
    free(text);
    if (s.n && s.text[s.n - 1] == '\r') s.text[--s.n] = '\0';
    if (!err) err = judge(&s, status, good, account, keyring, info);
    if (!err) *ret = s;
    secret_close(&s);
    return err;
}
