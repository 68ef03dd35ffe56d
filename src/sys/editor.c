#include "sys/editor.h"

#include "sys/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *own_editor(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR", NULL};
    for (int i = 0; names[i]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return value;
    }
    return access("/usr/bin/sensible-editor", X_OK) == 0 ? "sensible-editor" : "vi";
}

static enum err write_all(int fd, const char *path, struct str text, struct err_info *info)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return err_set(info, ERR_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
        text = (struct str){text.p + n, text.n - (size_t)n};
    }
    return OK;
}

/* Through the shell, as the variable may hold options. */
static enum err wait_for_editor(const char *path, struct err_info *info)
{
    const char *editor = own_editor();
    pid_t child = fork();
    if (child < 0) return err_set(info, ERR_SYSTEM, "the editor cannot be started: %s", strerror(errno));
    if (child == 0) {
        char command[600];
        snprintf(command, sizeof command, "%.500s \"$1\"", editor);
        execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
        _exit(127);
    }
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return err_set(info, ERR_SYSTEM, "waiting for the editor: %s", strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return OK;
    return err_set(info, ERR_SYSTEM, "the editor \"%s\" failed: set EDITOR to one that works", editor);
}

enum err editor_run(
    struct editor *e, struct str text, size_t max, struct arena *a, struct str *ret, struct err_info *info)
{
    const char *folder = getenv("TMPDIR");
    int n = snprintf(e->path, sizeof e->path, "%s/hearback-profile.XXXXXX", folder && *folder ? folder : "/tmp");
    if (n < 0 || (size_t)n >= sizeof e->path) return err_set(info, ERR_SYSTEM, "TMPDIR is too long a path");
    int fd = mkstemp(e->path); /* mode 0600 */
    if (fd < 0) return err_set(info, ERR_SYSTEM, "%s: cannot be made: %s", e->path, strerror(errno));
    enum err err = write_all(fd, e->path, text, info);
    close(fd);
    if (!err) err = wait_for_editor(e->path, info);
    return err ? err : file_read(a, e->path, max, ret, info);
}

void editor_close(struct editor *e)
{
    if (e->path[0] && !e->keep) unlink(e->path);
}
