/* The tables.  What is said in the SQL is kept in the file itself, for whoever looks into it with another tool. */
#include "store/schema.h"

#include "store/fault.h"
#include "store/patience.h"

#include <stdio.h>
#include <string.h>

#define EVENT_TABLE                                                                                                    \
    "CREATE TABLE event( -- everything ever recorded; rows are added and never changed\n"                              \
    " house INTEGER NOT NULL, -- seq of the organisation's first 'new'; 0: undo, redo, setting\n"                      \
    " opp INTEGER NOT NULL, -- opportunity: seq of its 'new'; 0 as above\n"                                            \
    " seq INTEGER NOT NULL CHECK(seq > 0), -- place in the journal, 1, 2, 3, ...\n"                                    \
    " batch INTEGER NOT NULL CHECK(batch BETWEEN 1 AND seq), -- first seq of the same command: what undo takes back\n" \
    " recorded INTEGER NOT NULL, -- when written down, UTC seconds since 1970\n"                                       \
    " kind INTEGER NOT NULL, -- what happened: a code, see schema.md\n"                                                \
    " person INTEGER, -- seq of the 'person' meant\n"                                                                  \
    " interview INTEGER, -- seq of the 'interview' meant\n"                                                            \
    " precision INTEGER, -- of at: 0 time, 1 day, 2 unknown\n"                                                         \
    " at INTEGER, -- when it happened, civil seconds since 1970 in the opportunity's zone\n"                           \
    " instant INTEGER, -- from when it counts, UTC seconds, by the zone data of the recording\n"                       \
    " ends INTEGER, -- civil seconds: end of an interview, of a snooze\n"                                              \
    " arranged INTEGER, -- civil seconds: when an interview was arranged; 'moved': its new begin\n"                    \
    " day INTEGER, -- days since 1970: promised decision, answer to an offer\n"                                        \
    " day2 INTEGER, -- days since 1970: asked to follow up on\n"                                                       \
    " count INTEGER, -- 'undo', 'redo': the batch meant; 'skipped', 'snoozed': which repetition\n"                     \
    " opp_kind INTEGER, -- codes of 'new': job, informational, networking\n"                                           \
    " role INTEGER, -- code, of a person\n"                                                                            \
    " channel INTEGER, -- code, of a contact\n"                                                                        \
    " purpose INTEGER, -- code, of a contact\n"                                                                        \
    " outcome INTEGER, -- code, of a contact\n"                                                                        \
    " gist INTEGER, -- code, of what was heard\n"                                                                      \
    " ending INTEGER, -- code, of 'closed'\n"                                                                          \
    " step INTEGER, -- code, of what was done, skipped, snoozed\n"                                                     \
    " contacts_everyone INTEGER, -- 0 not said, 1 no, 2 yes\n"                                                         \
    " may_contact INTEGER, -- 0 not said, 1 no, 2 yes\n"                                                               \
    " flags INTEGER, -- of a person, added up: 1 primary, 2 do not contact, 4 general address\n"                       \
    " name TEXT, -- organisation, person, setting\n"                                                                   \
    " title TEXT, -- position, a person's title\n"                                                                     \
    " mail TEXT,\n"                                                                                                    \
    " phone TEXT,\n"                                                                                                   \
    " slug TEXT, -- the id people type\n"                                                                              \
    " country TEXT, -- ISO 3166\n"                                                                                     \
    " zone TEXT, -- IANA name\n"                                                                                       \
    " url TEXT,\n"                                                                                                     \
    " text TEXT, -- note, topic, letter, terms, reason, value of a setting\n"                                          \
    " PRIMARY KEY(house, opp, seq)) STRICT, WITHOUT ROWID;\n"                                                          \
    "CREATE UNIQUE INDEX event_seq ON event(seq);\n"                                                                   \
    "CREATE INDEX event_intro ON event(kind, seq) WHERE kind = 1 OR kind = 2;\n"                                       \
    "CREATE INDEX event_offer ON event(house)"                                                                         \
    " WHERE kind = 14 OR kind = 13 AND gist = 7 OR kind = 15 AND ending = 3;\n"                                        \
    "CREATE INDEX event_slug ON event(slug, kind) WHERE slug IS NOT NULL;\n"

/* A REPLACE deletes without asking the trigger on DELETE; the one on INSERT stops it. */
#define EVENT_TRIGGERS                                                                                                 \
    "CREATE TRIGGER event_follows BEFORE INSERT ON event"                                                              \
    " WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM event)"                                                 \
    " BEGIN SELECT RAISE(ABORT, 'events are added at the end only'); END;\n"                                           \
    "CREATE TRIGGER event_stays BEFORE UPDATE ON event"                                                                \
    " BEGIN SELECT RAISE(ABORT, 'events never change'); END;\n"                                                        \
    "CREATE TRIGGER event_remains BEFORE DELETE ON event"                                                              \
    " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;\n"

#define DERIVED_TABLES                                                                                                 \
    "CREATE TABLE hidden( -- derived: the batches that stand undone\n"                                                 \
    " batch INTEGER PRIMARY KEY REFERENCES event(seq)) STRICT;\n"                                                      \
    "CREATE TABLE house( -- derived: organisations by name\n"                                                          \
    " id INTEGER PRIMARY KEY REFERENCES event(seq),\n"                                                                 \
    " key TEXT NOT NULL UNIQUE -- the name, letter case and blanks folded\n"                                           \
    ") STRICT;\n"                                                                                                      \
    "CREATE TABLE pack( -- derived: the events of a house that do not stand undone, in one piece, to be read fast\n"   \
    " house INTEGER PRIMARY KEY,\n"                                                                                    \
    " events BLOB NOT NULL -- see schema.md\n"                                                                         \
    ") STRICT;\n"                                                                                                      \
    "CREATE TABLE agenda( -- derived: when an opportunity may want attention, one row for each such time\n"            \
    " house INTEGER NOT NULL,\n"                                                                                       \
    " opp INTEGER NOT NULL,\n"                                                                                         \
    " from_time INTEGER NOT NULL, -- something may be open from then on, UTC seconds\n"                                \
    " until_time INTEGER NOT NULL, -- until before this; the largest integer: no end\n"                                \
    " width INTEGER NOT NULL, -- least w with until_time - from_time <= 2^w, at most 40: for finding what holds now\n" \
    " quiet_until INTEGER, -- the next inquiry opens; the largest integer: not foreseen; NULL: not said here\n"        \
    " quiet_else INTEGER, -- when it would be due were it not kept quiet\n"                                            \
    " PRIMARY KEY(house, opp, from_time)) STRICT, WITHOUT ROWID;\n"                                                    \
    "CREATE INDEX agenda_due ON agenda(width, from_time, until_time);\n"                                               \
    "CREATE INDEX agenda_else ON agenda(quiet_else, quiet_until) WHERE quiet_else IS NOT NULL;\n"                      \
    "CREATE INDEX agenda_until ON agenda(quiet_until, quiet_else) WHERE quiet_until IS NOT NULL;\n"                    \
    "CREATE TABLE meta( -- derived: one row about the whole\n"                                                         \
    " id INTEGER PRIMARY KEY CHECK(id = 1),\n"                                                                         \
    " agenda_key TEXT NOT NULL, -- playbook and version the agenda was derived under\n"                                \
    " opps INTEGER NOT NULL, -- opportunities that do not stand undone\n"                                              \
    " recorded INTEGER, -- latest of event.recorded\n"                                                                 \
    " instant INTEGER -- latest of event.instant\n"                                                                    \
    ") STRICT;\n"                                                                                                      \
    "INSERT INTO meta(id, agenda_key, opps) VALUES(1, '', 0);\n"

/* Mail and calendars: what an event was read from, what is suggested, where reading stopped. */
#define READING_TABLES                                                                                                 \
    "ALTER TABLE event ADD COLUMN source TEXT; -- what it was read from: mid:Message-ID, uid:UID of a calendar\n"      \
    "ALTER TABLE event ADD COLUMN why TEXT; -- reason of a suggestion\n"                                               \
    "DROP INDEX event_offer;\n"                                                                                        \
    "CREATE INDEX event_offer ON event(house)"                                                                         \
    " WHERE kind = 14 OR kind IN (13, 30) AND gist = 7 OR kind = 15 AND ending = 3;\n"                                 \
    "CREATE INDEX event_source ON event(source) WHERE source IS NOT NULL;\n"                                           \
    "CREATE INDEX event_thread ON event(url) WHERE url IS NOT NULL AND kind IN (12, 13);\n"                            \
    "CREATE INDEX event_suggested ON event(kind, seq, count, batch) WHERE kind BETWEEN 25 AND 29;\n"                   \
    "CREATE TABLE reading( -- how far a mailbox was read, so that it is not read again; may be lost\n"                 \
    " key TEXT PRIMARY KEY,\n"                                                                                         \
    " state TEXT NOT NULL\n"                                                                                           \
    ") STRICT, WITHOUT ROWID;\n"

/* Which moves there are: store/outbox.h. */
#define OUTBOX_TABLE                                                                                                   \
    "CREATE TABLE outbox( -- letters that go out by mail: exactly what goes, and how far it has come\n"                \
    " id INTEGER PRIMARY KEY, -- the number people type\n"                                                             \
    " state INTEGER NOT NULL CHECK(state BETWEEN 1 AND 7), -- 1 ready, 2 sending, 3 handing-over, 4 sent, 5 refused,"  \
    " 6 unknown, 7 given-up\n"                                                                                         \
    " attempt INTEGER NOT NULL, -- how often it was tried\n"                                                           \
    " made INTEGER NOT NULL, -- UTC seconds\n"                                                                         \
    " changed INTEGER NOT NULL, -- when it came to this state\n"                                                       \
    " handed INTEGER, -- when it was about to be handed over, for the last time\n"                                     \
    " message_id TEXT NOT NULL UNIQUE,\n"                                                                              \
    " account TEXT NOT NULL, -- by which it goes\n"                                                                    \
    " sender TEXT NOT NULL, -- mail address\n"                                                                         \
    " recipient TEXT NOT NULL, -- mail address\n"                                                                      \
    " subject TEXT NOT NULL,\n"                                                                                        \
    " text TEXT NOT NULL, -- the letter, as it is kept with the contact\n"                                             \
    " bytes BLOB NOT NULL, -- the message, exactly as it goes out\n"                                                   \
    " opp INTEGER, -- opportunity; NULL: to oneself, no contact\n"                                                     \
    " person INTEGER, -- seq of the 'person' written to; NULL: the office\n"                                           \
    " purpose INTEGER NOT NULL, -- as in event\n"                                                                      \
    " answer TEXT, -- what the server said last, or what happened\n"                                                   \
    " event INTEGER, -- seq of the contact that was recorded\n"                                                        \
    " copy INTEGER NOT NULL -- in the mailbox of what was sent: 0 none, 1 wanted, 2 done, 3 failed\n"                  \
    ") STRICT;\n"                                                                                                      \
    "CREATE INDEX outbox_unsettled ON outbox(id) WHERE state IN (1, 2, 3, 6);\n"                                       \
    "CREATE TRIGGER outbox_begins BEFORE INSERT ON outbox WHEN NEW.state <> 1"                                         \
    " BEGIN SELECT RAISE(ABORT, 'a letter begins as ready'); END;\n"                                                   \
    "CREATE TRIGGER outbox_stays BEFORE UPDATE ON outbox"                                                              \
    " WHEN NEW.id IS NOT OLD.id OR NEW.message_id IS NOT OLD.message_id OR NEW.bytes IS NOT OLD.bytes"                 \
    " OR NEW.recipient IS NOT OLD.recipient OR NEW.attempt < OLD.attempt"                                              \
    " BEGIN SELECT RAISE(ABORT, 'a letter never changes'); END;\n"                                                     \
    "CREATE TRIGGER outbox_goes BEFORE UPDATE ON outbox"                                                               \
    " WHEN NEW.state IS NOT OLD.state AND NEW.state * 10 + OLD.state"                                                  \
    " NOT IN (21, 71, 12, 32, 52, 13, 43, 53, 63, 46, 16)"                                                             \
    " BEGIN SELECT RAISE(ABORT, 'a letter does not move that way'); END;\n"                                            \
    "CREATE TRIGGER outbox_remains BEFORE DELETE ON outbox"                                                            \
    " BEGIN SELECT RAISE(ABORT, 'letters are never deleted'); END;\n"

const char *const schema_steps[] = {EVENT_TABLE EVENT_TRIGGERS DERIVED_TABLES, READING_TABLES, OUTBOX_TABLE};
const int schema_version = sizeof schema_steps / sizeof *schema_steps;

/* The number that a statement gives; waits while others hold the database. */
static int read_number(sqlite3 *db, const char *sql, int *ret)
{
    for (int tries = 0;; tries++) {
        sqlite3_stmt *s = NULL;
        int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
        if (rc == SQLITE_OK) rc = sqlite3_step(s);
        if (rc == SQLITE_ROW) *ret = sqlite3_column_int(s, 0);
        sqlite3_finalize(s);
        if (rc == SQLITE_ROW) return SQLITE_OK;
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) return rc;
    }
}

static int identify(sqlite3 *db, int *ret_version)
{
    int application, version, tables = 0;
    int rc = read_number(db, "PRAGMA application_id", &application);
    if (rc == SQLITE_OK) rc = read_number(db, "PRAGMA user_version", &version);
    if (rc) return rc;
    if (application == SCHEMA_APPLICATION && version > 0) {
        *ret_version = version;
        return SQLITE_OK;
    }
    rc = read_number(db, "SELECT count(*) FROM sqlite_schema", &tables);
    if (rc) return rc;
    *ret_version = application == 0 && version == 0 && tables == 0 ? 0 : -1;
    return SQLITE_OK;
}

int schema_identify(sqlite3 *db, int *ret_version)
{
    /* All of it from one moment: another process may be making the tables just now. */
    bool own = sqlite3_get_autocommit(db) != 0;
    int rc = own ? sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) : SQLITE_OK;
    if (rc == SQLITE_OK) rc = identify(db, ret_version);
    if (own && !sqlite3_get_autocommit(db)) {
        int end = sqlite3_exec(db, rc ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
        if (rc == SQLITE_OK) rc = end;
    }
    return rc;
}

enum err schema_newer(const char *path, int version, int n, struct err_info *info)
{
    return err_set(info, ERR_STORE, "%s was written by a newer hearback (its version %d, ours %d): use that one", path,
        version, n);
}

static int run_steps(sqlite3 *db, const char *const steps[], int from, int to)
{
    for (int v = from; v < to; v++) {
        int rc = sqlite3_exec(db, steps[v], NULL, NULL, NULL);
        if (rc) return rc;
    }
    char sql[80];
    snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", SCHEMA_APPLICATION, to);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

enum err schema_upgrade(sqlite3 *db, const char *path, const char *const steps[], int n, struct err_info *info)
{
    int rc, version = 0;
    for (int tries = 0;; tries++) {
        rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        if (!patience_helps(rc) || !patience_wait(NULL, tries)) break;
    }
    if (rc == SQLITE_OK) rc = schema_identify(db, &version); /* again: another process may have been first */
    if (rc == SQLITE_OK && version >= 0 && version < n) rc = run_steps(db, steps, version, n);
    if (rc == SQLITE_OK) rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    enum err err = rc ? fault_set(info, path, db, rc) : OK;
    if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    if (err) return err;
    if (version < 0) return fault_set(info, path, NULL, SQLITE_NOTADB);
    return version > n ? schema_newer(path, version, n, info) : OK;
}

enum err schema_compare(sqlite3 *db, const char *path, const char *const steps[], int n, struct err_info *info)
{
    static const char list[] = "SELECT sql FROM sqlite_schema ORDER BY name"; /* NULL: what SQLite made itself */
    sqlite3 *model = NULL;
    sqlite3_stmt *is = NULL, *should = NULL;
    int rc = sqlite3_open(":memory:", &model);
    if (rc == SQLITE_OK) rc = run_steps(model, steps, 0, n);
    if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(model, list, -1, &should, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(db, list, -1, &is, NULL);
    bool same = true, more = rc == SQLITE_OK;
    while (more && same) {
        int a = sqlite3_step(is), b = sqlite3_step(should);
        more = a == SQLITE_ROW && b == SQLITE_ROW;
        const char *x = more ? (const char *)sqlite3_column_text(is, 0) : NULL;
        const char *y = more ? (const char *)sqlite3_column_text(should, 0) : NULL;
        same = a == b && !strcmp(x ? x : "", y ? y : "");
        if (a != SQLITE_ROW && a != SQLITE_DONE) rc = a;
    }
    enum err err = rc ? fault_set(info, path, db, rc) : OK;
    sqlite3_finalize(is);
    sqlite3_finalize(should);
    sqlite3_close(model);
    if (err || same) return err;
    return err_set(info, ERR_STORE, "%s: its tables are not those of hearback: somebody has changed them", path);
}
