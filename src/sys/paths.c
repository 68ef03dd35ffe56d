/* Where things lie. */
#include "sys/paths.h"

#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef HEARBACK_DATADIR
#define HEARBACK_DATADIR "/usr/share/hearback"
#endif
#ifndef HEARBACK_SOURCE_DIR
#define HEARBACK_SOURCE_DIR "" /* none */
#endif

static struct str home(void)
{
    struct str home = str_from(getenv("HOME"));
    if (home.n && home.p[0] == '/') return home;
    const struct passwd *user = getpwuid(getuid());
    home = str_from(user ? user->pw_dir : NULL);
    return home.n && home.p[0] == '/' ? home : (struct str){0};
}

static enum err user_folder(
    struct arena *a, const char *variable, const char *below_home, struct str *ret, struct err_info *info)
{
    struct str base = str_from(getenv(variable));
    if (base.n && base.p[0] == '/') {
        *ret = arena_format(a, "%.*s/hearback", STR_ARG(base));
        return OK;
    }
    base = home();
    if (!base.n)
        return err_set(
            info, ERR_SYSTEM, "it is not known where your home folder is: set HOME, or %s, or use --data", variable);
    *ret = arena_format(a, "%.*s/%s/hearback", STR_ARG(base), below_home);
    return OK;
}

enum err paths_data(struct arena *a, struct str *ret, struct err_info *info)
{
    return user_folder(a, "XDG_DATA_HOME", ".local/share", ret, info);
}

enum err paths_config(struct arena *a, struct str *ret, struct err_info *info)
{
    return user_folder(a, "XDG_CONFIG_HOME", ".config", ret, info);
}

enum err paths_state(struct arena *a, struct str *ret, struct err_info *info)
{
    return user_folder(a, "XDG_STATE_HOME", ".local/state", ret, info);
}

static bool leads_out(struct str name)
{
    struct str part;
    if (!name.n || name.p[0] == '/' || !str_utf8(name, NULL)) return true;
    while (name.n) {
        str_cut(name, '/', &part, &name);
        if (str_is(part, "..")) return true;
    }
    return false;
}

enum err paths_share(struct arena *a, struct str name, struct str *ret, struct err_info *info)
{
    struct stat st;
    if (leads_out(name))
        return err_set(info, ERR_INPUT, "\"%.*s\" is no name of a file of the program's own", STR_ARG(name));
    const char *base = getenv("HEARBACK_SHARE");
    if (!base || !*base) {
        bool built_here = HEARBACK_SOURCE_DIR[0] && stat(HEARBACK_SOURCE_DIR, &st) == 0 && S_ISDIR(st.st_mode);
        base = built_here ? HEARBACK_SOURCE_DIR : HEARBACK_DATADIR;
    }
    *ret = arena_format(a, "%s/%.*s", base, STR_ARG(name));
    return OK;
}
