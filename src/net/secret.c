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

enum { NOT_INSTALLED = 127, DRAINED_MAX = 1 << 20 };

void secret_close(struct secret *s)
{
    if (s) explicit_bzero(s, sizeof *s);
}

/* In a group of its own, so that it can be ended with all that it started; none of our descriptors is its business. */
static void become(char *const words[], int output)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    setpgid(0, 0);
    sigaction(SIGPIPE, &usual, NULL);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0) _exit(NOT_INSTALLED);
    for (int fd = 3; fd < 256; fd++) close(fd);
    execvp(words[0], words);
    _exit(NOT_INSTALLED);
}

/* Until its output ends; what follows the first line is read and forgotten.  False: it takes too long, or says too
 * much. */
static bool listen_to(int fd, struct secret *s)
{
    char piece[4096];
    bool line = true, good = true;
    size_t total = 0;
    int64_t until = clock_ticks() + (int64_t)SECRET_SECONDS * 1000000;
    for (;;) {
        int64_t left = (until - clock_ticks()) / 1000;
        struct pollfd one = {fd, POLLIN, 0};
        int ready = left > 0 ? poll(&one, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR) continue;
        ssize_t n = ready > 0 ? read(fd, piece, sizeof piece) : -1;
        if (n < 0 && ready > 0 && errno == EINTR) continue;
        if (n <= 0) {
            good &= n == 0;
            break;
        }
        total += (size_t)n;
        if (total > DRAINED_MAX) good = false;
        for (ssize_t i = 0; line && good && i < n; i++) {
            if (piece[i] == '\n')
                line = false;
            else if (s->n == SECRET_MAX)
                good = false;
            else
                s->text[s->n++] = piece[i];
        }
        if (!good) break;
    }
    explicit_bzero(piece, sizeof piece);
    return good;
}

static enum err run(char *const words[], struct secret *s, int *ret_status, bool *ret_good, struct err_info *info)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return err_set(info, ERR_SYSTEM, "no program can be run: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0) become(words, ends[1]);
    int error = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return err_set(info, ERR_SYSTEM, "no program can be run: %s", strerror(error));
    }
    *ret_good = listen_to(ends[0], s);
    close(ends[0]);
    if (!*ret_good && kill(-child, SIGKILL) != 0) kill(child, SIGKILL);
    while (waitpid(child, ret_status, 0) < 0 && errno == EINTR) continue;
    return OK;
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
