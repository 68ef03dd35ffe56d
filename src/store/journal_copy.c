/* Whole files: backup and restore. */
#include "store/fault.h"
#include "store/handle.h"
#include "store/patience.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- Durable names --- */

static enum err sync_file(const char *path, struct err_info *info)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum err err = fd < 0 || fsync(fd) ? fault_errno(info, path, "cannot be written to the disk") : OK;
    if (fd >= 0) close(fd);
    return err;
}

static enum err sync_folder_of(const char *path, struct err_info *info)
{
    char *folder = strdup(path);
    if (!folder) abort();
    char *slash = strrchr(folder, '/');
    if (slash) slash[slash == folder] = 0;
    enum err err = sync_file(slash ? folder : ".", info);
    free(folder);
    return err;
}

/* Gives the file a name that is not taken, and makes both durable.  *ret_taken (may be NULL): it is taken, and the file
 * keeps its old name. */
static enum err give_name(const char *old, const char *name, bool *ret_taken, struct err_info *info)
{
    bool linked = link(old, name) == 0;
    if (!linked && errno != EEXIST) { /* a file system without hard links: claim the name, then take its place */
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0) close(fd);
        if (fd >= 0 && rename(old, name)) return fault_errno(info, name, "cannot be made");
        linked = fd >= 0;
    }
    if (!linked && errno == EEXIST && ret_taken) return *ret_taken = true, OK;
    if (!linked) return fault_errno(info, name, "cannot be made");
    unlink(old);
    return sync_folder_of(name, info);
}

/* path.before-restore, path.before-restore.2, ...: the nth; the caller frees it. */
static char *former_name(const char *path, int n)
{
    size_t size = strlen(path) + 40;
    char *name = malloc(size);
    if (!name) abort();
    if (n == 1)
        snprintf(name, size, "%s.before-restore", path);
    else
        snprintf(name, size, "%s.before-restore.%d", path, n);
    return name;
}

/* --- Copying --- */

/* Copies a whole database into one that is open; waits while others write. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    if (!b) return sqlite3_errcode(to);
    int rc;
    for (int tries = 0;; tries++) {
        rc = sqlite3_backup_step(b, -1);
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) break;
    }
    int end = sqlite3_backup_finish(b);
    return rc == SQLITE_DONE ? end : rc;
}

/* A file of its own: no -wal needed to read it, wherever it is taken. */
static enum err copy_to(sqlite3 *from, const char *temporary, struct err_info *info)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(temporary, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA synchronous=OFF", NULL, NULL, NULL); /* synced as a whole below */
    if (rc == SQLITE_OK) rc = copy_pages(to, from);
    if (rc == SQLITE_OK) rc = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    enum err err = rc ? fault_set(info, temporary, to, rc) : OK;
    sqlite3_close(to);
    return err ? err : sync_file(temporary, info);
}

/* A durable copy under a name of its own beside path; *ret is to be freed. */
static enum err copy_beside(sqlite3 *from, const char *path, char **ret, struct err_info *info)
{
    size_t n = strlen(path) + 16;
    char *name = malloc(n);
    if (!name) abort();
    snprintf(name, n, "%s%s.XXXXXX", strncmp(path, "file:", 5) && path[0] != ':' ? "" : "./", path);
    int fd = mkstemp(name); /* mode 0600 */
    enum err err = fd < 0 ? fault_errno(info, path, "cannot be made") : OK;
    if (fd >= 0) close(fd);
    if (err == OK) err = copy_to(from, name, info);
    if (err) {
        if (fd >= 0) unlink(name);
        free(name);
        return err;
    }
    *ret = name;
    return OK;
}

enum err journal_backup(struct journal *j, const char *path, struct err_info *info)
{
    struct stat st;
    char *copy = NULL;
    bool taken = false;
    if (!j->db)
        return err_set(info, ERR_NOT_FOUND, "%s: nothing is recorded yet, so there is nothing to back up", j->path);
    if (lstat(path, &st) == 0) return err_set(info, ERR_INPUT, "%s exists already: name another file", path);
    enum err err = copy_beside(j->db, path, &copy, info);
    if (err) return err;
    err = give_name(copy, path, &taken, info);
    if (err || taken) unlink(copy);
    free(copy);
    return taken ? err_set(info, ERR_INPUT, "%s exists already: name another file", path) : err;
}

/* --- Restoring --- */

/* SQLite's own check of the file, by pages and by types. */
static enum err check_pages(struct journal *j, struct err_info *info)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(j->db, "PRAGMA quick_check(1)", -1, &s, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(s);
    const char *said = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
    enum err err = OK;
    if (!said)
        err = fault_set(info, j->path, j->db, rc);
    else if (strcmp(said, "ok"))
        err = err_set(info, ERR_STORE, "%s is damaged (%s): use another backup", j->path, said);
    sqlite3_finalize(s);
    return err;
}

static enum err check_event(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    (void)context;
    for (size_t i = 0; i < events->n; i++) {
        enum err err = event_check(&events->items[i], info);
        if (err)
            return err_context(
                info, err, "event %lld of house %lld", (long long)events->items[i].seq, (long long)house);
    }
    return OK;
}

/* Opens what is to be restored and makes sure of it. */
static enum err open_source(const char *from, struct journal **ret, struct err_info *info)
{
    struct journal *j = NULL;
    enum err err = journal_open(&j, from, JOURNAL_READ, info);
    if (err) return err;
    if (!j->db) err = err_set(info, ERR_NOT_FOUND, "%s: there is no such backup, or nothing in it", from);
    if (err == OK) err = check_pages(j, info);
    if (err == OK) err = schema_compare(j->db, from, schema_steps, schema_version, info);
    if (err == OK && (err = journal_walk(j, check_event, NULL, info))) err = err_context(info, err, "%s", from);
    if (err)
        journal_close(j);
    else
        *ret = j;
    return err;
}

/* Copies what path holds to the first free of the former names. */
static enum err keep_former(const char *path, struct err_info *info)
{
    struct journal *old = NULL;
    char *copy = NULL;
    enum err err = journal_open(&old, path, JOURNAL_READ, info);
    if (err) return err;
    int64_t events = 0, opps;
    bool damaged = journal_count(old, &events, &opps, NULL) != OK; /* pages can be copied all the same */
    bool taken = damaged || events > 0; /* an empty one is not worth keeping */
    if (taken) err = copy_beside(old->db, path, &copy, info);
    for (int n = 1; err == OK && taken; n++) {
        char *name = former_name(path, n);
        taken = false;
        err = give_name(copy, name, &taken, info);
        free(name);
    }
    if (err && copy) unlink(copy);
    free(copy);
    journal_close(old);
    return err;
}

/* Replaces the content in one transaction: its first step takes the write lock, so that nothing can be recorded between
 * keeping the former content and replacing it. */
static enum err replace_content(struct journal *to, struct journal *from, struct err_info *info)
{
    sqlite3_backup *b = sqlite3_backup_init(to->db, "main", from->db, "main");
    int rc = b ? SQLITE_OK : sqlite3_errcode(to->db);
    for (int tries = 0; b; tries++) {
        rc = sqlite3_backup_step(b, 0);
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) break;
    }
    enum err err = rc ? fault_set(info, to->path, to->db, rc) : keep_former(to->path, info);
    if (err == OK && (rc = sqlite3_backup_step(b, -1)) != SQLITE_DONE) err = fault_set(info, to->path, to->db, rc);
    if (b && (rc = sqlite3_backup_finish(b)) && err == OK) err = fault_set(info, to->path, to->db, rc);
    return err;
}

/* Moves a file and its -wal to a free former name. */
static enum err move_away(const char *path, struct err_info *info)
{
    struct stat st;
    char *name = former_name(path, 1);
    for (int n = 2; lstat(name, &st) == 0; n++) {
        free(name);
        name = former_name(path, n);
    }
    size_t size = strlen(name) + 5;
    char *wal = malloc(size), *new_wal = malloc(size);
    if (!wal || !new_wal) abort();
    snprintf(wal, size, "%s-wal", path);
    snprintf(new_wal, size, "%s-wal", name);
    enum err err = rename(path, name) ? fault_errno(info, path, "cannot be moved away") : OK;
    if (err == OK && rename(wal, new_wal) && errno != ENOENT) err = fault_errno(info, wal, "cannot be moved away");
    free(name);
    free(wal);
    free(new_wal);
    return err;
}

/* For a database that nobody can open any more: its file is moved, and the copy takes the name. */
static enum err replace_damaged(const char *path, struct journal *from, struct err_info *info)
{
    char *copy = NULL;
    enum err err = copy_beside(from->db, path, &copy, info);
    if (err) return err;
    err = move_away(path, info);
    if (err == OK) err = give_name(copy, path, NULL, info);
    if (err) unlink(copy);
    free(copy);
    return err;
}

enum err journal_restore(const char *path, const char *from, struct err_info *info)
{
    struct stat a, b;
    if (stat(path, &a) == 0 && stat(from, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
        return err_set(info, ERR_INPUT, "%s is the database itself: name a backup of it", from);
    struct journal *source = NULL, *to = NULL;
    int rc = SQLITE_OK;
    enum err err = open_source(from, &source, info);
    if (err) return err;
    err = handle_open(&to, path, JOURNAL_WRITE, &rc, info);
    if (err == OK)
        err = replace_content(to, source, info);
    else if ((rc & 0xff) == SQLITE_CORRUPT)
        err = replace_damaged(path, source, info);
    journal_close(to);
    journal_close(source);
    return err;
}
