#include "app/texts.h"

#include "sys/file.h"
#include "sys/paths.h"

#include <dirent.h>
#include <stdlib.h>

enum { FILE_MAX = 256 * 1024 };

static bool is_text_file(struct str name)
{
    return name.n > 4 && name.p[0] != '.' && str_is((struct str){name.p + name.n - 4, 4}, ".txt");
}

struct listing {
    struct arena *a;
    struct texts_file *items;
    size_t n, room;
};

/* Adds what the folder holds and is not there yet; a folder that is not there holds nothing. */
static void list_folder(struct listing *l, struct str folder, bool own)
{
    DIR *dir = opendir(folder.p);
    size_t known = l->n;
    for (struct dirent *d; dir && (d = readdir(dir));) {
        struct str file = str_from(d->d_name);
        if (!is_text_file(file)) continue;
        struct str name = {file.p, file.n - 4};
        bool there = false;
        for (size_t i = 0; i < known; i++) there |= str_eq(l->items[i].name, name);
        if (there) continue;
        struct str path = arena_format(l->a, "%s/%s", folder.p, d->d_name);
        *ARENA_PUSH(l->a, l->items, l->n, l->room) = (struct texts_file){arena_str(l->a, name), path, {0}, own};
    }
    if (dir) closedir(dir);
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const struct texts_file *)a)->name, ((const struct texts_file *)b)->name);
}

enum err texts_files(const char *folder, struct arena *a, struct texts_file **ret, size_t *ret_n, struct err_info *info)
{
    struct listing l = {.a = a};
    struct str own, share, within = str_from(folder);
    if (paths_config(a, &own, NULL) == OK) list_folder(&l, arena_format(a, "%s/%s", own.p, within.p), true);
    enum err err = paths_share(a, within, &share, info);
    if (err) return err;
    list_folder(&l, share, false);
    if (l.n > 1) qsort(l.items, l.n, sizeof *l.items, by_name);
    for (size_t i = 0; i < l.n && !err; i++) err = file_read(a, l.items[i].path.p, FILE_MAX, &l.items[i].text, info);
    if (err) return err;
    *ret = l.items;
    *ret_n = l.n;
    return OK;
}
