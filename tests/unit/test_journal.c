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
        {EVENT_MAY_MEAN, "precision at purpose gist"}, {EVENT_SETTLED, "precision at flags"},
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
                "?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,"
                "?37,?38)",
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

/* --- Packs --- */

static void packs_have_the_documented_bytes(void **state)
{
    (void)state;
    AUTO(buf) bytes = {0};
    struct event e = event_zero(EVENT_CONTACTED);
    e.house = 7; /* the table's key, not among the bytes */
    e.opp = 7;
    e.seq = e.batch = 200;
    e.recorded = -1;
    e.at = 0; /* civil midnight of 1970-01-01 is something */
    e.purpose = PURPOSE_INQUIRY;
    e.text = STR("hm");
    pack_make(&(struct events){&e, 1}, &bytes);
    /* Columns 1 opp, 2 seq, 3 batch, 4 recorded, 5 kind, 9 at, 19 purpose, 35 text:
     * bits 0x80008023e = 011 1110 . 000 0100 . 010 0000 . 000 0000 . 000 0000 . 000 0001 */
    static const unsigned char should[] = {1, 0xbe, 0x84, 0xa0, 0x80, 0x80, 0x01, 14, 0x90, 3, 0x90, 3, 1,
        2 * EVENT_CONTACTED, 0, 2 * PURPOSE_INQUIRY, 2, 'h', 'm'};
    assert_int_equal(bytes.n, sizeof should);
    assert_memory_equal(bytes.p, should, sizeof should);
}

static struct event full_event(int64_t seq, enum event_kind kind)
{
    struct event e = event_zero(kind);
    e.house = 3, e.opp = 3, e.seq = seq, e.batch = seq - 1, e.recorded = 1800000000 + seq;
    e.person = 4, e.interview = 5, e.precision = PRECISION_DAY, e.at = INT64_MIN + 2, e.instant = INT64_MAX - 1;
    e.ends = 1, e.arranged = -1, e.day = DAY_FIRST, e.day2 = DAY_LAST, e.count = INT64_MAX;
    e.opp_kind = OPP_NETWORKING, e.role = ROLE_OTHER, e.channel = CHANNEL_IN_PERSON, e.purpose = PURPOSE_OTHER;
    e.outcome = OUTCOME_NO_ANSWER, e.gist = GIST_OTHER, e.ending = ENDING_HOLD, e.step = STEP_HOLD;
    e.contacts_everyone = ANSWER_YES, e.may_contact = ANSWER_NO, e.flags = UINT8_MAX;
    e.name = STR("a"), e.title = STR("bb"), e.mail = STR("ccc"), e.phone = STR("d"), e.slug = STR("e"),
    e.country = STR("f"), e.zone = STR("g"), e.url = STR("h"), e.text = STR("i");
    return e;
}

static void packs_keep_every_field_and_no_damage(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) bytes = {0}, again = {0};
    struct event all[] = {full_event(3, EVENT_NEW), event_zero(EVENT_NOTE), full_event(9, EVENT_SETTING)};
    struct events events;
    struct row_cells was, is;
    pack_make(&(struct events){all, 3}, &bytes);
    assert_true(pack_open(buf_str(&bytes), 3, &a, &events));
    assert_int_equal(events.n, 3);
    all[1].house = 3;
    for (int i = 0; i < 3; i++) {
        row_cells(&all[i], &was);
        row_cells(&events.items[i], &is);
        assert_memory_equal(was.numbers, is.numbers, sizeof was.numbers);
        for (int k = 0; k < ROW_TEXTS; k++) assert_true(str_eq(was.texts[k], is.texts[k]));
    }
    for (size_t n = 0; n < bytes.n; n++) assert_false(pack_open((struct str){bytes.p, n}, 3, &a, &events));
    buf_add(&again, buf_str(&bytes));
    buf_char(&again, 0);
    assert_false(pack_open(buf_str(&again), 3, &a, &events));
    pack_make(&(struct events){all, 0}, &bytes);
    assert_int_equal(bytes.n, 0);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(packs_have_the_documented_bytes),
        cmocka_unit_test(packs_keep_every_field_and_no_damage), cmocka_unit_test(folding),
        cmocka_unit_test(folding_ascii_either_way), cmocka_unit_test(upgrading_step_by_step),
        cmocka_unit_test(an_upgrade_that_fails_changes_nothing), cmocka_unit_test(whose_file),
        cmocka_unit_test(tables_as_they_should_be), cmocka_unit_test(used_members_are_there),
        cmocka_unit_test(leaving_out_the_undone), cmocka_unit_test(every_fault_has_its_sentence),
        cmocka_unit_test(waiting_ends)};
    return cmocka_run_group_tests_name("store parts", tests, NULL, NULL);
}
