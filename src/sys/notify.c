/* Notifications. */
#include "sys/notify.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_INSTALLED = 127, LOOKS_A_SECOND = 100 };

/* As every client of the bus finds it. */
static bool has_session_bus(struct arena *a)
{
    struct stat st;
    const char *address = getenv("DBUS_SESSION_BUS_ADDRESS"), *folder = getenv("XDG_RUNTIME_DIR");
    if (address && *address) return true;
    if (!folder || !*folder) return false;
    return stat(arena_format(a, "%s/bus", folder).p, &st) == 0 && S_ISSOCK(st.st_mode);
}

/* The body of a notification is markup, and notify-send reads \n and the like in it; other programs of that name do
 * not, so a backslash is best not there. */
static const char *as_markup(struct arena *a, struct str s)
{
    AUTO(buf) out = {0};
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_put(&out, "&amp;"); break;
        case '<': buf_put(&out, "&lt;"); break;
        case '>': buf_put(&out, "&gt;"); break;
        case '\\': buf_char(&out, '/'); break;
        default: buf_char(&out, s.p[i]);
        }
    }
    return arena_str(a, buf_str(&out)).p;
}

/* Silent: what the program has to say is for its developers. */
static void become(char *const words[])
{
    int nothing = open("/dev/null", O_RDWR);
    for (int fd = 0; nothing >= 0 && fd <= 2; fd++) dup2(nothing, fd);
    execvp(words[0], words);
    _exit(NOT_INSTALLED);
}

/* False: it is still at work. */
static bool ended(pid_t child, int *ret_status)
{
    static const struct timespec pause = {.tv_nsec = 1000000000 / LOOKS_A_SECOND};
    for (int left = NOTIFY_SECONDS * LOOKS_A_SECOND; left > 0; left--) {
        pid_t done = waitpid(child, ret_status, WNOHANG);
        if (done == child) return true;
        if (done < 0 && errno != EINTR) return *ret_status = -1, true;
        nanosleep(&pause, NULL);
    }
    return false;
}

static enum err run(const char *const words[], struct err_info *info)
{
    int status;
    pid_t child = fork();
    if (child < 0) return err_set(info, ERR_SYSTEM, "%s cannot be started (%s)", words[0], strerror(errno));
    if (child == 0) become((char *const *)(uintptr_t)words);
    if (!ended(child, &status)) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        return err_set(info, ERR_SYSTEM, "%s did not answer within %d seconds", words[0], NOTIFY_SECONDS);
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return OK;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED)
        return err_set(info, ERR_NOT_FOUND, "%s is not installed", words[0]);
    return err_set(info, ERR_SYSTEM, "%s failed", words[0]);
}

enum err notify_show(struct arena *a, struct str title, struct str body, struct err_info *info)
{
    const char *plain_title = arena_str(a, title).p, *plain_body = arena_str(a, body).p;
    const char *const send[] = {"notify-send", "--app-name=hearback", "--", plain_title, as_markup(a, body), NULL};
    const char *const script[] = {"osascript", "-e", "on run argv", "-e",
        "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run", plain_title, plain_body,
        NULL};
    enum err err =
        has_session_bus(a) ? run(send, info) : err_set(info, ERR_NOT_FOUND, "there is no desktop session here");
    if (err != ERR_NOT_FOUND) return err;
    enum err other = run(script, NULL);
    if (other == ERR_SYSTEM) return err_set(info, other, "osascript failed");
    return other ? err : OK;
}
