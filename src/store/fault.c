/* SQLite's results as sentences: what is wrong, with which file, and the way out. */
#include "store/fault.h"

#include <errno.h>
#include <string.h>

static const char *reason(sqlite3 *db, int rc)
{
    int number = db ? sqlite3_system_errno(db) : 0;
    return number ? strerror(number) : sqlite3_errstr(rc);
}

enum err fault_set(struct err_info *info, const char *path, sqlite3 *db, int rc)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return err_set(
            info, ERR_STORE, "%s: another program has been writing to it for a minute: try again later", path);
    case SQLITE_FULL:
        return err_set(info, ERR_SYSTEM, "%s: the disk is full and nothing was changed: make room and try again", path);
    case SQLITE_IOERR:
        return err_set(info, ERR_SYSTEM, "%s: the disk failed (%s) and nothing was changed", path, reason(db, rc));
    case SQLITE_READONLY:
        return err_set(info, ERR_SYSTEM, "%s: the file or its folder is read-only: allow writing or use --data", path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return err_set(info, ERR_SYSTEM, "%s: it cannot be opened, or nothing can be written beside it (%s)", path,
            reason(db, rc));
    case SQLITE_NOMEM: return err_set(info, ERR_SYSTEM, "%s: out of memory", path);
    case SQLITE_NOTADB:
        return err_set(
            info, ERR_STORE, "%s: this is not a hearback database: name another file, or move it away", path);
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
        return err_set(info, ERR_STORE, "%s: the database is damaged: put a backup in its place with restore", path);
    default:
        return err_set(
            info, ERR_STORE, "%s: the database refuses: %s", path, db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
    }
}

enum err fault_errno(struct err_info *info, const char *path, const char *doing)
{
    return err_set(info, ERR_SYSTEM, "%s %s: %s", path, doing, strerror(errno));
}
