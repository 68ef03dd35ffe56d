/* sent_copy keep|find MESSAGE-ID [MESSAGE-FILE]: a copy of what was sent, for the first account of mail.ini; prints
 * what came of it. */
#include "app/sent_copy.h"
#include "sys/file.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 1 << 20 };

static enum err keep(const struct account *at, const char *id, const char *path, struct arena *a, struct err_info *info)
{
    static const char *const words[] = {"none", "there", "kept"};
    enum sent_copy what;
    struct str message, folder = {0};
    enum err err = file_read(a, path, MESSAGE_MAX, &message, info);
    if (!err) err = sent_copy_keep(at, message, str_from(id), a, &what, &folder, info);
    if (!err) printf("%s %.*s\n", words[what], STR_ARG(folder));
    return err;
}

static enum err find(const struct account *at, const char *id, struct arena *a, struct err_info *info)
{
    bool found = false;
    enum err err = sent_copy_find(at, str_from(id), a, &found, info);
    if (!err) puts(found ? "there" : "not there");
    return err;
}

int main(int argc, char *argv[])
{
    AUTO(arena) a = {0};
    struct accounts all;
    struct err_info info = {0};
    enum err err = argc < 3 ? err_set(&info, ERR_USAGE, "sent_copy keep|find MESSAGE-ID [MESSAGE-FILE]")
                            : accounts_load(&a, &all, &info);
    if (!err && strcmp(argv[1], "keep") == 0 && argc == 4)
        err = keep(&all.items[0], argv[2], argv[3], &a, &info);
    else if (!err)
        err = find(&all.items[0], argv[2], &a, &info);
    if (err) fprintf(stderr, "%s\n", info.text);
    return err ? 1 : 0;
}
