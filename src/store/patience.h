/* Waiting for another process to finish with the database. */
#ifndef STORE_PATIENCE_H
#define STORE_PATIENCE_H

#include <stdbool.h>

/* SQLite's busy handler: sleeps a little and asks to try again, for about a minute in all.  Zero: waited enough. */
int patience_wait(void *unused, int tries);

/* Whether a result only says that somebody else is at work just now.  Not every such case reaches the busy handler
 * (making the first -wal, recovering after a crash), so whatever takes the first lock asks this as well. */
bool patience_helps(int sqlite_result);

#endif
