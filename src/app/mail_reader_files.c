#include "app/mail_reader_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH = 10, FOLDERS_MAX = 10000, FILES_MAX = 4 << 20 };

struct mail_reader_files {
    struct arena folders_arena, names_arena;
    int fd;
    mail_reader_pass *pass;
    void *context;
    struct str *folders; /* below fd; empty or ending in a slash; sorted */
    size_t n_folders, room_folders, folder; /* folder: the one whose names are here, plus one */
    struct str *names;
    size_t n_names, room_names;
    size_t handed, done; /* of the names */
};

/* --- folders --- */

static int open_folder(int fd, const char *path)
{
    return openat(fd, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY);
}

static bool is_folder_in(int fd, const char *name)
{
    struct stat st;
    return fstatat(fd, name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static bool is_maildir_fd(int fd)
{
    return is_folder_in(fd, "cur") && is_folder_in(fd, "new");
}

static bool is_part_of_maildir(const char *name)
{
    static const char *const parts[] = {".", "..", "cur", "new", "tmp", NULL};
    return str_among(str_from(name), parts);
}

/* Takes the folder if it is one of mail, and what is below it. */
static void find_folders(struct mail_reader_files *f, const char *path, int depth)
{
    int fd = open_folder(f->fd, path);
    DIR *all = fd < 0 ? NULL : fdopendir(fd);
    if (!all) {
        if (fd >= 0) close(fd);
        return;
    }
    if (is_maildir_fd(fd))
        *ARENA_PUSH(&f->folders_arena, f->folders, f->n_folders, f->room_folders) =
            arena_str(&f->folders_arena, str_from(path));
    for (struct dirent *e; depth < DEPTH && f->n_folders < FOLDERS_MAX && (e = readdir(all));) {
        struct stat st;
        if (is_part_of_maildir(e->d_name) || (e->d_type != DT_DIR && e->d_type != DT_UNKNOWN)) continue;
        if (fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(st.st_mode)) continue;
        find_folders(f, arena_format(&f->folders_arena, "%s%s/", path, e->d_name).p, depth + 1);
    }
    closedir(all);
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* --- names --- */

static struct str last_part(struct str s)
{
    const char *slash = memrchr(s.p, '/', s.n);
    return slash ? (struct str){slash + 1, s.n - (size_t)(slash + 1 - s.p)} : s;
}

/* By the names proper, which begin with the time of delivery, whether they are in cur/ or new/. */
static int by_name(const void *a, const void *b)
{
    struct str left = *(const struct str *)a, right = *(const struct str *)b;
    int order = str_compare(last_part(left), last_part(right));
    return order ? order : str_compare(left, right);
}

/* Whether a message has this flag, as "1291.host:2,FS" has S. */
static bool has_flag(struct str name, char flag)
{
    for (size_t i = name.n; i-- > 2;)
        if (name.p[i] == ',' && name.p[i - 1] == '2' && strchr(":;!", name.p[i - 2]))
            return memchr(name.p + i, flag, name.n - i) != NULL;
    return false;
}

static void list_names(struct mail_reader_files *f, struct str folder, const char *part)
{
    const char *path = arena_format(&f->names_arena, "%.*s%s", STR_ARG(folder), part).p;
    int fd = open_folder(f->fd, path);
    DIR *all = fd < 0 ? NULL : fdopendir(fd);
    if (!all && fd >= 0) close(fd);
    for (struct dirent *e; all && f->n_names < FILES_MAX && (e = readdir(all));) {
        if (e->d_name[0] == '.' || e->d_type == DT_DIR || has_flag(str_from(e->d_name), 'T')) continue;
        struct str name = arena_format(&f->names_arena, "%s/%s", path, e->d_name);
        if (f->pass && f->pass(f->context, name)) continue;
        *ARENA_PUSH(&f->names_arena, f->names, f->n_names, f->room_names) = name;
    }
    if (all) closedir(all);
}

static void list_next_folder(struct mail_reader_files *f)
{
    arena_reset(&f->names_arena);
    f->names = NULL;
    f->n_names = f->room_names = f->handed = f->done = 0;
    list_names(f, f->folders[f->folder], "cur");
    list_names(f, f->folders[f->folder], "new");
    if (f->n_names) qsort(f->names, f->n_names, sizeof *f->names, by_name);
    f->folder++;
}

bool mail_reader_files_next(struct mail_reader_files *f, struct str *ret)
{
    while (f->handed == f->n_names) {
        if (f->done < f->handed || f->folder == f->n_folders) return false;
        list_next_folder(f);
    }
    *ret = f->names[f->handed++];
    return true;
}

size_t mail_reader_files_out(const struct mail_reader_files *f)
{
    return f->handed - f->done;
}

struct str mail_reader_files_oldest(const struct mail_reader_files *f)
{
    return f->done < f->handed ? f->names[f->done] : (struct str){0};
}

void mail_reader_files_done(struct mail_reader_files *f)
{
    if (f->done < f->handed) f->done++;
}

void mail_reader_files_again(struct mail_reader_files *f)
{
    f->handed = f->done;
}

bool mail_reader_files_draft(struct str name)
{
    return has_flag(name, 'D');
}

/* --- opening --- */

bool mail_reader_files_are_in(const char *path)
{
    int fd = open_folder(AT_FDCWD, path);
    bool is = fd >= 0 && is_maildir_fd(fd);
    if (fd >= 0) close(fd);
    return is;
}

enum err mail_reader_files_new(const char *path, mail_reader_pass *pass, void *context, struct mail_reader_files **ret,
    int *ret_fd, struct err_info *info)
{
    int fd = open_folder(AT_FDCWD, path);
    if (fd < 0) return err_set(info, ERR_INPUT, "the folder %s cannot be opened (%s)", path, strerror(errno));
    struct mail_reader_files *f = calloc(1, sizeof *f);
    if (!f) abort();
    *f = (struct mail_reader_files){.fd = fd, .pass = pass, .context = context};
    find_folders(f, "", 0);
    if (!f->n_folders) {
        mail_reader_files_free(f);
        close(fd);
        return err_set(info, ERR_INPUT, "there is no Maildir in %s: such a folder has folders cur and new in it", path);
    }
    qsort(f->folders, f->n_folders, sizeof *f->folders, by_bytes);
    *ret = f;
    *ret_fd = fd;
    return OK;
}

void mail_reader_files_free(struct mail_reader_files *f)
{
    if (!f) return;
    arena_close(&f->folders_arena);
    arena_close(&f->names_arena);
    free(f);
}
