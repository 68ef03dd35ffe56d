/* The tables: their SQL, their version, and the way from an older version to
 * this one.  docs/schema.md explains them. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/err.h"

#include <sqlite3.h>
#include <stdint.h>

enum { SCHEMA_APPLICATION = 0x48424B31 }; /* "HBK1": PRAGMA application_id of our files */

/* schema_steps[v] leads from version v (0: an empty database) to v + 1; PRAGMA user_version holds the version. */
extern const char *const schema_steps[];
extern const int schema_version; /* the newest: what this program reads and writes */

/* Brings a database to version n by steps[], in one transaction; nothing where it is there already.  A database newer
 * than n is refused. */
MUST_USE enum err schema_upgrade(
    sqlite3 *db, const char *path, const char *const steps[], int n, struct err_info *info);

/* Says that a file is newer than this program. */
MUST_USE enum err schema_newer(const char *path, int version, int n, struct err_info *info);

/* What a file says it is.  *ret_version: 0 for an empty database, -1 for one of another program.  Takes the read lock
 * of the connection's transaction, waiting for it; returns SQLite's result. */
int schema_identify(sqlite3 *db, int *ret_version);

/* Whether the tables, indexes and triggers are exactly those of steps[], no more and no less. */
MUST_USE enum err schema_compare(
    sqlite3 *db, const char *path, const char *const steps[], int n, struct err_info *info);

#endif
