/* The SQL. */
#include "store/statement.h"

#include "store/fault.h"
#include "store/handle.h"
#include "store/row.h"

#define EVENTS "SELECT " ROW_COLUMNS " FROM event "
#define AGENDA "SELECT house, opp, from_time, until_time, quiet_until, quiet_else FROM agenda "
/* A list does not need what goes out, which may be megabytes. */
#define OUTBOX(bytes)                                                                                                  \
    "SELECT id, state, attempt, copy, made, changed, handed, message_id, account, sender, recipient, subject, "        \
    "text, " bytes ", answer, opp, person, purpose, event FROM outbox "

static const char *const sql[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN_READ] = "BEGIN",
    [STATEMENT_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_META] = "SELECT (SELECT max(seq) FROM event), opps, recorded, instant FROM meta",
    [STATEMENT_META_SET] = "UPDATE meta SET opps = ?1, recorded = ?2, instant = ?3",
    [STATEMENT_KEY] = "SELECT agenda_key FROM meta",
    [STATEMENT_KEY_SET] = "UPDATE meta SET agenda_key = ?1 WHERE agenda_key <> ?1",
    [STATEMENT_LAST] = "SELECT max(seq) FROM event",

    [STATEMENT_INSERT] = "INSERT INTO event(" ROW_COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,"
                         "?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,"
                         "?37,?38)",
    [STATEMENT_REFERENCE] = "SELECT house, opp, kind, batch FROM event WHERE seq = ?1",
    [STATEMENT_ONE] = EVENTS "WHERE seq = ?1",

    [STATEMENT_HIDDEN] = "SELECT batch FROM hidden ORDER BY batch",
    [STATEMENT_HIDE] = "INSERT INTO hidden(batch) VALUES(?1)",
    [STATEMENT_UNHIDE] = "DELETE FROM hidden WHERE batch = ?1",

    [STATEMENT_HOUSE_ADD] = "INSERT OR IGNORE INTO house(id, key) VALUES(?1, ?2)",
    [STATEMENT_HOUSE_NAMED] = "SELECT id FROM house WHERE key = ?1",
    [STATEMENT_HOUSES] = "SELECT id, key FROM house ORDER BY id",
    [STATEMENT_HOUSES_CLEAR] = "DELETE FROM house",
    [STATEMENT_HOUSE_OF] = "SELECT house FROM event WHERE seq = ?1 AND opp = ?1",

    [STATEMENT_HOUSE] = EVENTS "WHERE house = ?1 ORDER BY opp, seq",
    [STATEMENT_PACK] = "SELECT events FROM pack WHERE house = ?1",
    [STATEMENT_PACKS] = "SELECT house, events FROM pack ORDER BY house",
    [STATEMENT_PACK_PUT] = "INSERT OR REPLACE INTO pack(house, events) VALUES(?1, ?2)",
    [STATEMENT_PACK_DROP] = "DELETE FROM pack WHERE house = ?1",
    [STATEMENT_WALK] = EVENTS "WHERE house > 0 ORDER BY house, opp, seq",
    [STATEMENT_HISTORY] = EVENTS "ORDER BY seq DESC LIMIT ?1",
    [STATEMENT_HISTORY_OF] = EVENTS "WHERE house = ?2 AND opp = ?3 ORDER BY seq DESC LIMIT ?1",
    [STATEMENT_NEWS] = EVENTS "WHERE kind = 1 ORDER BY seq",
    [STATEMENT_PEOPLE] = EVENTS "WHERE kind = 2 ORDER BY seq",
    [STATEMENT_SLUG] = EVENTS "WHERE slug = ?1 AND +kind = ?2 ORDER BY seq",
    [STATEMENT_SOURCE] = EVENTS "WHERE source = ?1 ORDER BY seq DESC",
    [STATEMENT_THREAD] = EVENTS "INDEXED BY event_thread WHERE url = ?1 AND kind IN (12, 13) ORDER BY seq DESC",
    [STATEMENT_SUGGESTED] = "SELECT kind, seq, count, batch FROM event INDEXED BY event_suggested"
                            " WHERE kind BETWEEN 25 AND 29 ORDER BY kind, seq",
    [STATEMENT_SUGGESTED_PEOPLE] =
        EVENTS "INDEXED BY event_suggested WHERE kind BETWEEN 25 AND 29 AND +kind = 26 ORDER BY seq",
    [STATEMENT_READING] = "SELECT state FROM reading WHERE key = ?1",
    [STATEMENT_READING_PUT] = "INSERT OR REPLACE INTO reading(key, state) VALUES(?1, ?2)",
    [STATEMENT_SETTINGS] = EVENTS "WHERE house = 0 AND opp = 0 AND kind = 24 ORDER BY seq",
    [STATEMENT_BATCH] =
        "SELECT kind, house, batch FROM event WHERE seq >= ?1 ORDER BY seq", /* read while it is the same */
    [STATEMENT_BEFORE] = "SELECT batch, seq FROM event WHERE seq < ?1 ORDER BY seq DESC LIMIT 1",
    [STATEMENT_NEWEST] = "SELECT kind, count FROM event ORDER BY seq DESC",
    [STATEMENT_UNDOS] = "SELECT kind, count FROM event WHERE house = 0 AND opp = 0 AND kind IN (22, 23) ORDER BY seq",
    [STATEMENT_SPAN_ZERO] = "SELECT max(recorded), max(instant) FROM event WHERE house <= 0",
    [STATEMENT_LAST_ZERO] = "SELECT seq, recorded FROM event WHERE house = 0 AND opp = 0 ORDER BY seq DESC LIMIT 1",

    [STATEMENT_AGENDA] = AGENDA "ORDER BY house, opp, from_time",
    [STATEMENT_AGENDA_OF] = AGENDA "WHERE house = ?1 ORDER BY opp, from_time",
    [STATEMENT_AGENDA_PUT] = "INSERT OR REPLACE INTO agenda(house, opp, from_time, until_time, width, quiet_until,"
                             " quiet_else) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [STATEMENT_AGENDA_DROP] = "DELETE FROM agenda WHERE house = ?1 AND opp = ?2 AND from_time = ?3",
    [STATEMENT_DUE] = "SELECT house FROM agenda WHERE width = ?1 AND from_time >= ?2 AND from_time <= ?3"
                      " AND until_time > ?3",
    [STATEMENT_QUIET_ELSE] = AGENDA "WHERE quiet_else > ?1 AND quiet_else <= ?2 ORDER BY quiet_else LIMIT ?3",
    [STATEMENT_QUIET_UNTIL] = AGENDA "WHERE quiet_until > ?1 AND quiet_until <= ?2 ORDER BY quiet_until LIMIT ?3",
    [STATEMENT_QUIET_ALL] = AGENDA "WHERE quiet_until IS NOT NULL OR quiet_else IS NOT NULL",
    [STATEMENT_KEPT] =
        "SELECT house FROM agenda WHERE quiet_else <= ?1 AND quiet_until > ?2 ORDER BY quiet_else LIMIT ?3",
    [STATEMENT_OFFERS] =
        "SELECT house FROM event INDEXED BY event_offer WHERE kind = 14 OR kind IN (13, 30) AND gist = 7"
        " OR kind = 15 AND ending = 3",
    [STATEMENT_COUNT_ELSE] = "SELECT count(*) FROM (SELECT 1 FROM agenda WHERE quiet_else > ?1 AND quiet_else <= ?2"
                             " LIMIT ?3)",
    [STATEMENT_COUNT_UNTIL] = "SELECT count(*) FROM (SELECT 1 FROM agenda WHERE quiet_until > ?1 AND quiet_until <= ?2"
                              " AND (quiet_else IS NULL OR quiet_else <= ?1 OR quiet_else > ?2) LIMIT ?3)",

    [STATEMENT_OUTBOX_ADD] = "INSERT INTO outbox(state, attempt, made, changed, message_id, account, sender, recipient,"
                             " subject, text, bytes, opp, person, purpose, copy) VALUES(1, 0, ?1, ?1, ?2, ?3, ?4, ?5,"
                             " ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [STATEMENT_OUTBOX_MOVE] = "UPDATE outbox SET state = ?4, attempt = ?5, changed = ?6, answer = ?7, handed = ?8"
                              " WHERE id = ?1 AND state = ?2 AND attempt = ?3",
    [STATEMENT_OUTBOX_NOTE] = "UPDATE outbox SET event = ifnull(?2, event), copy = ?3 WHERE id = ?1",
    [STATEMENT_OUTBOX_ONE] = OUTBOX("bytes") "WHERE id = ?1",
    [STATEMENT_OUTBOX_ALL] = OUTBOX("NULL") "ORDER BY id DESC LIMIT ?1",
    [STATEMENT_OUTBOX_ANY] = "SELECT 1 FROM outbox WHERE state IN (1, 2, 3, 6) LIMIT 1",
    [STATEMENT_OUTBOX_UNSETTLED] = OUTBOX("NULL") "WHERE state IN (1, 2, 3, 6) ORDER BY id DESC LIMIT ?1",
};

enum err statement_get(struct journal *j, enum statement which, sqlite3_stmt **ret, struct err_info *info)
{
    if (!j->statements[which]) {
        int rc = sqlite3_prepare_v3(j->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &j->statements[which], NULL);
        if (rc) return fault_set(info, j->path, j->db, rc);
    }
    *ret = j->statements[which];
    return OK;
}

void statement_done(sqlite3_stmt **s)
{
    if (*s) sqlite3_reset(*s);
}

enum err statement_step(struct journal *j, sqlite3_stmt *s, bool *ret_row, struct err_info *info)
{
    int rc = sqlite3_step(s);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return fault_set(info, j->path, j->db, rc);
    *ret_row = rc == SQLITE_ROW;
    return OK;
}

enum err statement_run(struct journal *j, sqlite3_stmt *s, struct err_info *info)
{
    bool row = true;
    enum err err = OK;
    while (err == OK && row) err = statement_step(j, s, &row, info);
    return err;
}

enum err statement_just(struct journal *j, enum statement which, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, which, &s, info);
    return err ? err : statement_run(j, s, info);
}
