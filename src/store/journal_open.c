/* Opening and closing: which file, made how, whether it is ours, and set up as the store needs it. */
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

/* Makes the folders that lead to path, for their owner only. */
static enum err make_folders(const char *path, struct err_info *info)
{
    char *folder = strdup(path);
    if (!folder) abort();
    enum err err = OK;
    for (char *slash = strchr(folder + 1, '/'); slash && !err; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(folder, 0700) && errno != EEXIST && access(folder, F_OK))
            err = fault_errno(info, folder, "cannot be made");
        *slash = '/';
    }
    free(folder);
    return err;
}

/* Makes an empty file, so that it has its mode from the first byte; SQLite gives its companions the same.  Only a file
 * that was not there is opened here: closing one that SQLite has open would drop this process's locks on it. */
static enum err make_file(const char *path, struct err_info *info)
{
    enum err err = make_folders(path, info);
    if (err) return err;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return errno == EEXIST ? OK : fault_errno(info, path, "cannot be made");
    close(fd);
    return OK;
}

/* The file's name as SQLite takes it: one that begins with "file:" would be an address, ":memory:" no file at all. */
static char *plain_name(const char *path)
{
    size_t n = strlen(path) + 3;
    char *name = malloc(n);
    if (!name) abort();
    snprintf(name, n, "%s%s", strncmp(path, "file:", 5) && path[0] != ':' ? "" : "./", path);
    return name;
}

/* An address that has SQLite read a file without locks and companions, for a file that nobody can be writing to. */
static char *immutable_name(const char *path)
{
    static const char head[] = "file:", tail[] = "?immutable=1";
    char *name = malloc(sizeof head + sizeof tail + 3 * strlen(path)), *to = name;
    if (!name) abort();
    to += sprintf(to, "%s", head);
    for (; *path; path++) to += sprintf(to, strchr("%?#", *path) ? "%%%02X" : "%c", (unsigned char)*path);
    strcpy(to, tail);
    return name;
}

static int connect_as(struct journal *j, char *name, int flags)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks; refused, to no harm, once SQLite is at work */
    int rc = sqlite3_open_v2(name, &j->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    free(name);
    if (rc) return rc;
    sqlite3_busy_handler(j->db, patience_wait, NULL);
    sqlite3_db_config(j->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(j->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(j->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_db_config(j->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    /* No mmap_size: measured, it makes nothing faster and doubles the memory, and a failing disk would be a SIGBUS. */
    return SQLITE_OK;
}

static void disconnect(struct journal *j)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(j->statements[i]);
        j->statements[i] = NULL;
    }
    sqlite3_close(j->db);
    j->db = NULL;
    j->state = HANDLE_IDLE;
}

/* Sets up a write connection.  The mode WAL stays with the file; asking for it again costs nothing.  A checkpoint writes
 * pages all over the file: one every 4,000 (16 MB) instead of 1,000 records a sixth more events a second. */
static int prepare_writing(struct journal *j)
{
    for (int tries = 0;; tries++) {
        int rc = sqlite3_exec(j->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000",
            NULL, NULL, NULL);
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) return rc;
    }
}

static enum err open_write(struct journal *j, int *ret_rc, struct err_info *info)
{
    int version = 0, rc = connect_as(j, plain_name(j->path), SQLITE_OPEN_READWRITE);
    if (rc == SQLITE_OK && sqlite3_db_readonly(j->db, "main")) rc = SQLITE_READONLY;
    if (rc == SQLITE_OK) rc = schema_identify(j->db, &version);
    bool foreign = rc == SQLITE_OK && version < 0;
    if (rc == SQLITE_OK && !foreign && version <= schema_version) rc = prepare_writing(j);
    *ret_rc = rc;
    if (rc || foreign) return fault_set(info, j->path, j->db, foreign ? SQLITE_NOTADB : rc);
    if (version == schema_version) return OK;
    return schema_upgrade(j->db, j->path, schema_steps, schema_version, info);
}

/* No -wal, or nothing in it: then the file alone is all there is. */
static bool alone(const char *path)
{
    struct stat st;
    size_t n = strlen(path) + 5;
    char *wal = malloc(n);
    if (!wal) abort();
    snprintf(wal, n, "%s-wal", path);
    bool is = stat(wal, &st) || st.st_size == 0;
    free(wal);
    return is;
}

/* Begins the snapshot that a reader starts with. */
static int begin_reading(struct journal *j, int *ret_version)
{
    int rc = sqlite3_exec(j->db, "BEGIN", NULL, NULL, NULL);
    return rc ? rc : schema_identify(j->db, ret_version);
}

static enum err open_read(struct journal *j, int *ret_rc, struct err_info *info)
{
    int version = 0, rc = connect_as(j, plain_name(j->path), SQLITE_OPEN_READWRITE);
    if (rc == SQLITE_OK) rc = begin_reading(j, &version);
    if (((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY) && alone(j->path)) {
        /* A copy on a disk or in a folder where nothing can be written: no locks are possible, nor needed. */
        disconnect(j);
        rc = connect_as(j, immutable_name(j->path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
        if (rc == SQLITE_OK) rc = begin_reading(j, &version);
    }
    *ret_rc = rc;
    bool foreign = rc == SQLITE_OK && version < 0;
    if (rc || foreign) return fault_set(info, j->path, j->db, foreign ? SQLITE_NOTADB : rc);
    if (version > schema_version) return schema_newer(j->path, version, schema_version, info);
    j->state = HANDLE_SNAPSHOT;
    if (version == schema_version) return OK;
    disconnect(j);
    if (version == 0) return OK;
    enum err err = open_write(j, ret_rc, info); /* older: brought up to date first */
    disconnect(j);
    return err ? err : open_read(j, ret_rc, info);
}

/* Smaller than the smallest database, and yet not empty; SQLite would take a file of one byte for an empty one. */
static bool too_small(off_t size)
{
    return size > 0 && size < 512;
}

enum err handle_open(struct journal **ret, const char *path, enum journal_mode mode, int *ret_rc, struct err_info *info)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    *ret_rc = SQLITE_OK;
    if (!there && errno != ENOENT) return fault_errno(info, path, "cannot be read");
    if (there && !S_ISREG(st.st_mode))
        return err_set(info, ERR_SYSTEM, "%s is not a file but a folder or device: name a file with --data", path);
    if (there && too_small(st.st_size)) return fault_set(info, path, NULL, SQLITE_NOTADB);
    enum err err = !there && mode == JOURNAL_WRITE ? make_file(path, info) : OK;
    if (err) return err;
    struct journal *j = calloc(1, sizeof *j);
    if (!j || !(j->path = strdup(path))) abort();
    j->mode = mode;
    if (mode == JOURNAL_WRITE)
        err = open_write(j, ret_rc, info);
    else if (there && st.st_size > 0)
        err = open_read(j, ret_rc, info);
    if (err)
        journal_close(j);
    else
        *ret = j;
    return err;
}

enum err journal_open(struct journal **ret, const char *path, enum journal_mode mode, struct err_info *info)
{
    int rc;
    return handle_open(ret, path, mode, &rc, info);
}

void journal_close(struct journal *j)
{
    if (!j) return;
    disconnect(j);
    hidden_close(&j->hidden);
    pack_touched_close(&j->touched);
    arena_close(&j->scratch);
    free(j->path);
    free(j);
}
