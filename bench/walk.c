/* The limit for `rebuild`: SQLite reads every column of every event, in the
 * order in which rebuild does.
 *
 * usage: walk FILE.db */
#include <sqlite3.h>
#include <stdio.h>

enum { TEXTS = 27 }; /* columns before the first of text */

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    if (argc < 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL)) return 1;
    if (sqlite3_prepare_v2(db, "SELECT * FROM event ORDER BY house, opp, seq", -1, &s, NULL)) return 1;
    long rows = 0, sum = 0;
    while (sqlite3_step(s) == SQLITE_ROW) {
        for (int i = 0; i < TEXTS; i++) sum += (long)(sqlite3_column_int64(s, i) & 1);
        for (int i = TEXTS; i < sqlite3_column_count(s); i++) sum += sqlite3_column_text(s, i) != NULL;
        rows++;
    }
    printf("%ld events, %ld\n", rows, sum);
    sqlite3_finalize(s);
    return sqlite3_close(db) != SQLITE_OK;
}
