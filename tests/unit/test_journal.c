/* What the store is made of: folding names, upgrading the tables, comparing them, leaving out what is undone. */
#include "store/fault.h"
#include "store/fold.h"
#include "store/handle.h"
#include "store/patience.h"
#include "store/row.h"
#include "store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void folding(void **state)
{
    (void)state;
    const struct {
        const char *name, *key;
    } expected[] = {{"Acme", "acme"}, {"  Acme \t Inc.\r\n", "acme inc."}, {"", ""}, {" \f\n", ""}, {"a\vb", "a\vb"},
        {"A\xc2\xa0"
         "B",
            "a b"},
        {"\xe3\x80\x80Ä", "ä"}, {"A\xcc\x88", "ä"}, {"ﬁrm", "firm"}, {"GROẞ", "gross"}, {"ΟΔΟΣ", "οδοσ"},
        {"οδος", "οδοσ"}, {"Ⅷ", "viii"}};
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct str key = fold_name(&a, str_from(expected[i].name));
        if (!str_is(key, expected[i].key)) fail_msg("\"%s\" gives \"%.*s\"", expected[i].name, STR_ARG(key));
    }
}

/* ASCII takes another way than the rest; both must lead to the same. */
static void folding_ascii_either_way(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    for (int c = 1; c < 128; c++) {
        char plain[] = {'A', (char)c, 'z', 0}, longer[] = {'A', (char)c, 'z', (char)0xc3, (char)0xb8, 0};
        struct str x = fold_name(&a, str_from(plain)), y = fold_name(&a, str_from(longer));
        if (y.n != x.n + 2 || memcmp(x.p, y.p, x.n)) fail_msg("character %d", c);
    }
}

/* --- Tables --- */

static int number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    int value = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1;
    sqlite3_finalize(s);
    return value;
}

static const char *const three[] = {"CREATE TABLE a(x); INSERT INTO a VALUES(1)", "UPDATE a SET x = x * 10",
    "ALTER TABLE a ADD COLUMN y; UPDATE a SET x = x + 5, y = x", "CREATE TABLE broken("};

static void upgrading_step_by_step(void **state)
{
    (void)state;
    const struct {
        int from, to, x;
    } expected[] = {{0, 1, 1}, {0, 2, 10}, {0, 3, 15}, {1, 2, 10}, {1, 3, 15}, {2, 3, 15}, {3, 3, 15}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct err_info info;
        sqlite3 *db;
        int version = -2;
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        assert_int_equal(schema_upgrade(db, "x", three, expected[i].from, &info), OK);
        assert_int_equal(schema_upgrade(db, "x", three, expected[i].to, &info), OK);
        assert_int_equal(number(db, "SELECT x FROM a"), expected[i].x);
        assert_int_equal(schema_identify(db, &version), SQLITE_OK);
        assert_int_equal(version, expected[i].to);
        sqlite3_close(db);
    }
}

static void an_upgrade_that_fails_changes_nothing(void **state)
{
    (void)state;
    struct err_info info;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(schema_upgrade(db, "x", three, 1, &info), OK);
    assert_int_equal(schema_upgrade(db, "x", three, 4, &info), ERR_STORE);
    assert_int_equal(number(db, "PRAGMA user_version"), 1);
    assert_int_equal(number(db, "SELECT x FROM a"), 1);
    assert_int_equal(schema_upgrade(db, "x", three, 3, &info), OK);
    assert_int_equal(schema_upgrade(db, "x", three, 2, &info), ERR_STORE);
    assert_non_null(strstr(info.text, "newer"));
    sqlite3_close(db);
}

static void whose_file(void **state)
{
    (void)state;
    const struct {
        const char *sql;
        int version;
    } expected[] = {{"SELECT 1", 0}, {"PRAGMA application_id = 0x48424B31; PRAGMA user_version = 7", 7},
        {"PRAGMA application_id = 5; PRAGMA user_version = 1", -1}, {"PRAGMA user_version = 1", -1},
        {"CREATE TABLE x(y)", -1}, {"PRAGMA application_id = 0x48424B31", -1}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        sqlite3 *db;
        int version = -2;
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, expected[i].sql, NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(schema_identify(db, &version), SQLITE_OK);
        assert_int_equal(version, expected[i].version);
        sqlite3_close(db);
    }
}

static void tables_as_they_should_be(void **state)
{
    (void)state;
    const struct {
        const char *sql;
        enum err err;
    } expected[] = {{"SELECT 1", OK}, {"INSERT INTO house SELECT 1, 'x' WHERE 0", OK},
        {"CREATE INDEX more ON event(name)", ERR_STORE}, {"DROP INDEX event_slug", ERR_STORE},
        {"DROP TRIGGER event_follows", ERR_STORE}, {"CREATE TABLE z(x)", ERR_STORE}, {"ANALYZE", ERR_STORE}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct err_info info;
        sqlite3 *db;
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        assert_int_equal(schema_upgrade(db, "x", schema_steps, schema_version, &info), OK);
        assert_int_equal(sqlite3_exec(db, expected[i].sql, NULL, NULL, NULL), SQLITE_OK);
        enum err err = schema_compare(db, "x", schema_steps, schema_version, &info);
        if (err != expected[i].err) fail_msg("%s: %d", expected[i].sql, (int)err);
        sqlite3_close(db);
    }
}

/* --- Rows --- */

/* What a kind uses is there though zero, what it does not use is NULL. */
static void used_members_are_there(void **state)
{
    (void)state;
    const struct {
        enum event_kind kind;
        const char *there; /* columns that are not NULL in an event with nothing set but at */
    } expected[] = {{EVENT_NEW, "precision at opp_kind"}, {EVENT_CONTACTED, "precision at channel purpose outcome"},
        {EVENT_HEARD, "precision at gist"}, {EVENT_CLOSED, "precision at ending"},
        {EVENT_TOLD, "precision at contacts_everyone may_contact"}, {EVENT_PERSON, "precision at role flags"},
        {EVENT_DONE, "precision at step"}, {EVENT_NOTE, "precision at"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct event e = event_zero(expected[i].kind);
        sqlite3 *db;
        sqlite3_stmt *s = NULL;
        char there[200] = "";
        e.at = 0;
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, "CREATE TABLE event(" ROW_COLUMNS ")", NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(
            sqlite3_prepare_v2(db,
                "INSERT INTO event VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,"
                "?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31,?32,?33,?34,?35,?36)",
                -1, &s, NULL),
            SQLITE_OK);
        assert_int_equal(row_bind(s, &e), SQLITE_OK);
        assert_int_equal(sqlite3_step(s), SQLITE_DONE);
        sqlite3_finalize(s);
        assert_int_equal(sqlite3_prepare_v2(db, "SELECT * FROM event", -1, &s, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(s), SQLITE_ROW);
        for (int c = 6; c < ROW_COUNT; c++) { /* after house, opp, seq, batch, recorded, kind */
            if (sqlite3_column_type(s, c) == SQLITE_NULL) continue;
            if (*there) strcat(there, " ");
            strcat(there, sqlite3_column_name(s, c));
        }
        assert_string_equal(there, expected[i].there);
        sqlite3_finalize(s);
        sqlite3_close(db);
    }
}

/* --- Leaving out --- */

static struct event at(int64_t seq, enum event_kind kind, int64_t opp, int64_t person)
{
    struct event e = event_zero(kind);
    e.seq = e.batch = seq;
    e.opp = opp;
    e.person = person;
    return e;
}

static void leaving_out_the_undone(void **state)
{
    (void)state;
    const struct event house[] = {at(1, EVENT_NEW, 1, 0), at(3, EVENT_NOTE, 1, 5), at(4, EVENT_PERSON, 1, 0),
        at(6, EVENT_NOTE, 1, 4), at(2, EVENT_NEW, 2, 0), at(5, EVENT_PERSON, 2, 0), at(7, EVENT_NOTE, 2, 4)};
    const struct {
        int64_t hidden[3];
        const char *left;
    } expected[] = {{{0}, "1346257"}, {{9}, "1346257"}, {{3}, "146257"}, {{4}, "1325"}, {{2}, "146"}, {{1}, "25"},
        {{2, 4}, "1"}, {{1, 2}, ""}, {{3, 6, 7}, "1425"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct event copy[7];
        int64_t batches[3];
        AUTO(arena) a = {0};
        memcpy(copy, house, sizeof copy);
        memcpy(batches, expected[i].hidden, sizeof batches);
        struct hidden h = {.batches = batches};
        while (h.n < 3 && batches[h.n]) h.n++;
        struct events all = {copy, 7};
        char left[8] = "";
        hidden_filter(&h, &a, &all);
        for (size_t k = 0; k < all.n; k++) left[k] = (char)('0' + all.items[k].seq);
        assert_string_equal(left, expected[i].left);
    }
}

/* --- Sentences and waiting --- */

static void every_fault_has_its_sentence(void **state)
{
    (void)state;
    const struct {
        int rc;
        enum err err;
        const char *says;
    } expected[] = {{SQLITE_BUSY, ERR_STORE, "another program"}, {SQLITE_BUSY_SNAPSHOT, ERR_STORE, "another program"},
        {SQLITE_PROTOCOL, ERR_STORE, "another program"}, {SQLITE_FULL, ERR_SYSTEM, "disk is full"},
        {SQLITE_IOERR_FSYNC, ERR_SYSTEM, "disk failed"}, {SQLITE_READONLY_DIRECTORY, ERR_SYSTEM, "read-only"},
        {SQLITE_CANTOPEN, ERR_SYSTEM, "cannot be opened"}, {SQLITE_NOTADB, ERR_STORE, "not a hearback database"},
        {SQLITE_CORRUPT_INDEX, ERR_STORE, "damaged"}, {SQLITE_NOMEM, ERR_SYSTEM, "memory"},
        {SQLITE_CONSTRAINT, ERR_STORE, "refuses"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct err_info info;
        assert_int_equal(fault_set(&info, "/a/b.db", NULL, expected[i].rc), expected[i].err);
        assert_int_equal(info.code, expected[i].err);
        assert_non_null(strstr(info.text, expected[i].says));
        assert_ptr_equal(strstr(info.text, "/a/b.db"), info.text);
    }
}

static void waiting_ends(void **state)
{
    (void)state;
    assert_true(patience_wait(NULL, 0));
    assert_true(patience_wait(NULL, 2999));
    assert_false(patience_wait(NULL, 3000));
    assert_true(patience_helps(SQLITE_BUSY_RECOVERY) && patience_helps(SQLITE_PROTOCOL));
    assert_false(patience_helps(SQLITE_FULL) || patience_helps(SQLITE_OK) || patience_helps(SQLITE_ROW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(folding), cmocka_unit_test(folding_ascii_either_way),
        cmocka_unit_test(upgrading_step_by_step), cmocka_unit_test(an_upgrade_that_fails_changes_nothing),
        cmocka_unit_test(whose_file), cmocka_unit_test(tables_as_they_should_be),
        cmocka_unit_test(used_members_are_there), cmocka_unit_test(leaving_out_the_undone),
        cmocka_unit_test(every_fault_has_its_sentence), cmocka_unit_test(waiting_ends)};
    return cmocka_run_group_tests_name("store parts", tests, NULL, NULL);
}
