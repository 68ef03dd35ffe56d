/* The contract, second part: the agenda and making it anew. */
#include "tests/store/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct err_info info;
static struct journal *j;
static struct arena a;
static const char *path;

#define ok(call) sample_ok((call), &info)
#define NO TIME_NONE
#define EVER TIME_NEVER

static int fresh(void **state)
{
    (void)state;
    sample_folder();
    path = strdup(sample_path("test.db"));
    j = sample_open(path, JOURNAL_WRITE);
    return 0;
}

static int done(void **state)
{
    (void)state;
    journal_close(j);
    arena_close(&a);
    free((char *)path);
    sample_remove();
    return 0;
}

static int64_t record(struct event e)
{
    sample_record(j, &e);
    return e.seq;
}

static void put(int64_t house, const struct agenda_row *rows, size_t n)
{
    ok(journal_begin(j, &info));
    ok(journal_agenda_put(j, house, rows, n, &info));
    ok(journal_commit(j, &info));
}

static void intervals_that_hold_now(void **state)
{
    (void)state;
    const instant_t now = 1000000, far = (instant_t)1 << 41;
    const struct {
        instant_t from, until;
        bool due;
    } expected[] = {{now, now + 1, true}, {now - 1, now, false}, {now + 1, EVER, false}, {now, EVER, true},
        {-far, EVER, true}, {-far, now + 1, true}, {-far, now, false}, {now, now, false}, {now + 5, now - 5, false},
        {EVER, EVER, false}, {now - 64, now, false}, {now - 64, now + 1, true}, {now - 63, now + 1, true},
        {now - 65, now + 1, true}, {NO, now + 1, true}, {NO, EVER, true}};
    const size_t count = sizeof expected / sizeof *expected;
    for (size_t i = 0; i < count; i++) {
        int64_t house = (int64_t)i + 1;
        put(house, (struct agenda_row[]){{house, house, expected[i].from, expected[i].until, NO, NO}}, 1);
    }
    int64_t *houses;
    size_t n, k = 0;
    ok(journal_agenda_due(j, now, &a, &houses, &n, &info));
    for (size_t i = 0; i < count; i++) {
        bool is = k < n && houses[k] == (int64_t)i + 1;
        if (is != expected[i].due) fail_msg("row %zu: %d", i, is);
        k += is;
    }
    assert_int_equal(k, n);
}

static void a_house_is_due_once(void **state)
{
    (void)state;
    int64_t *houses;
    size_t n;
    put(7, (struct agenda_row[]){{7, 7, 0, 10, NO, NO}, {9, 7, 0, EVER, NO, NO}}, 2);
    put(3, (struct agenda_row[]){{8, 3, 0, 1000, NO, NO}}, 1);
    ok(journal_agenda_due(j, 5, &a, &houses, &n, &info));
    assert_true(n == 2 && houses[0] == 3 && houses[1] == 7);
    put(7, (struct agenda_row[]){{9, 7, 6, EVER, NO, NO}}, 1); /* replaced: 7 is gone, 9 begins later */
    ok(journal_agenda_due(j, 5, &a, &houses, &n, &info));
    assert_true(n == 1 && houses[0] == 3);
    put(3, NULL, 0);
    ok(journal_agenda_due(j, 100, &a, &houses, &n, &info));
    assert_true(n == 1 && houses[0] == 7);
}

static void what_is_quiet(void **state)
{
    (void)state;
    /* opp = place + 1; now 100 */
    const instant_t times[][2] = {{150, 130}, {160, 90}, {EVER, 120}, {EVER, 50}, {90, 80}, {140, 300}, {NO, NO},
        {100, 100}, {101, NO}, {110, 110}};
    const struct {
        instant_t until;
        size_t limit, n, total;
        int64_t opps[10];
    } expected[] = {{150, 0, 5, 5, {9, 10, 3, 1, 6}}, {160, 0, 6, 6, {9, 10, 3, 1, 6, 2}}, {150, 2, 2, 5, {9, 10}},
        {100, 0, 0, 0, {0}}, {120, 9, 3, 3, {9, 10, 3}}, {139, 0, 4, 4, {9, 10, 3, 1}},
        {EVER, 0, 9, 9, {9, 10, 3, 1, 6, 2, 4, 5, 8}}, {EVER, 3, 3, 9, {9, 10, 3}}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        int64_t opp = (int64_t)i + 1;
        put(opp, (struct agenda_row[]){{opp, opp, EVER, EVER, times[i][0], times[i][1]}}, 1);
    }
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct agenda_row *rows;
        size_t n, total;
        ok(journal_agenda_quiet(j, 100, expected[i].until, expected[i].limit, &a, &rows, &n, &total, &info));
        if (n != expected[i].n || total != expected[i].total) fail_msg("%zu: %zu of %zu", i, n, total);
        for (size_t k = 0; k < n; k++)
            if (rows[k].opp != expected[i].opps[k]) fail_msg("%zu: place %zu is %d", i, k, (int)rows[k].opp);
    }
}

static uint64_t seed = 1;

static int64_t dice(int64_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((seed >> 33) % (uint64_t)n);
}

static int64_t around(void)
{
    int64_t pick = dice(10);
    return pick == 0 ? EVER : pick == 1 ? NO : dice((int64_t)1 << dice(34)) - 100;
}

/* Both questions against a look at every row. */
static void as_if_every_row_were_read(void **state)
{
    (void)state;
    enum { ROWS = 500 };
    static struct agenda_row rows[ROWS];
    ok(journal_begin(j, &info));
    for (int i = 0; i < ROWS; i++) {
        rows[i] = (struct agenda_row){i + 1, i + 1, around(), around(), around(), around()};
        ok(journal_agenda_put(j, i + 1, &rows[i], 1, &info));
    }
    ok(journal_commit(j, &info));
    for (int round = 0; round < 300; round++) {
        instant_t now = around(), until = now > EVER - 2000000 ? EVER : now + dice(2000000);
        int64_t *houses;
        struct agenda_row *quiet;
        size_t n, total, due = 0, all = 0;
        ok(journal_agenda_due(j, now, &a, &houses, &n, &info));
        for (int i = 0; i < ROWS; i++) due += rows[i].from <= now && now < rows[i].until;
        assert_int_equal(n, due);
        for (size_t i = 0; i < n; i++) assert_true(rows[houses[i] - 1].from <= now && now < rows[houses[i] - 1].until);
        for (int i = 0; i < ROWS; i++) {
            bool by_else = rows[i].quiet_else > now && rows[i].quiet_else <= until;
            bool by_until = rows[i].quiet_until > now && rows[i].quiet_until <= until;
            bool any = rows[i].quiet_else != NO || rows[i].quiet_until != NO;
            all += until == EVER ? any : by_else || by_until;
        }
        size_t limit = round % 3 ? (size_t)dice(20) : 0;
        ok(journal_agenda_quiet(j, now, until, limit, &a, &quiet, &n, &total, &info));
        assert_int_equal(total, all);
        assert_int_equal(n, limit && limit < all ? limit : all);
        arena_reset(&a);
    }
}

static void counting_ends_somewhere(void **state)
{
    (void)state;
    struct agenda_row *quiet;
    size_t n, total;
    ok(journal_begin(j, &info));
    for (int i = 1; i <= 2 * JOURNAL_MANY; i++)
        ok(journal_agenda_put(j, i, (struct agenda_row[]){{i, i, 0, 0, i, i % 2 ? i : NO}}, 1, &info));
    ok(journal_commit(j, &info));
    const struct {
        instant_t until;
        size_t limit, total;
    } expected[] = {{JOURNAL_MANY, 5, JOURNAL_MANY}, {JOURNAL_MANY + 1, 5, JOURNAL_MANY + 1},
        {JOURNAL_MANY + 9, 5, JOURNAL_MANY + 1}, {JOURNAL_MANY + 9, 0, JOURNAL_MANY + 9}};
    for (size_t i = 0; i < 4; i++) {
        ok(journal_agenda_quiet(j, 0, expected[i].until, expected[i].limit, &a, &quiet, &n, &total, &info));
        assert_int_equal(total, expected[i].total);
    }
}

static void stale_under_another_key(void **state)
{
    (void)state;
    struct str key;
    bool stale = true;
    ok(journal_stale(j, STR("balanced 1"), &stale, &info));
    assert_false(stale); /* nothing to be stale */
    record(sample_new("Acme"));
    ok(journal_stale(j, STR("balanced 1"), &stale, &info));
    assert_true(stale);
    ok(journal_begin(j, &info));
    ok(journal_agenda_set_key(j, STR("balanced 1"), &info));
    ok(journal_commit(j, &info));
    ok(journal_stale(j, STR("balanced 1"), &stale, &info));
    assert_false(stale);
    ok(journal_stale(j, STR("balanced 2"), &stale, &info));
    assert_true(stale);
    ok(journal_agenda_key(j, &a, &key, &info));
    assert_true(str_is(key, "balanced 1"));
}

/* --- Making anew --- */

/* Records at random: the houses, people, interviews, notes, undos and redos of a made-up search. */
static void record_at_random(int n)
{
    int64_t opps[400], people[400], batch;
    int n_opps = 0, n_people = 0;
    for (int i = 0; i < n; i++) {
        struct event e = sample_new((const char *[]){"Acme", "Other", "Brightwell", "Corvid", "Dunmore"}[dice(5)]);
        int64_t pick = dice(10), opp = n_opps ? opps[dice(n_opps)] : 0;
        if (pick < 3 && opp)
            e = sample_note(opp, "note");
        else if (pick < 5 && opp)
            e = sample_person(opp, "Ann");
        else if (pick == 5 && opp)
            e = sample_interview(opp);
        else if (pick == 6)
            e = sample_setting("s", "1");
        else if (pick >= 7 && pick < 9) {
            ok((pick == 7 ? journal_undoable : journal_redoable)(j, &batch, &info));
            if (batch == 0) continue;
            e = sample_undo(pick == 7 ? EVENT_UNDO : EVENT_REDO, batch);
        }
        if (e.kind == EVENT_NOTE && n_people && dice(2)) e.person = people[dice(n_people)];
        e.recorded += i;
        ok(journal_begin(j, &info));
        enum err err = sample_append(j, &e, &info);
        assert_true(err == OK || err == ERR_INPUT); /* another house's person, something undone */
        ok(journal_commit(j, &info));
        if (err) continue;
        if (e.kind == EVENT_NEW && n_opps < 400) opps[n_opps++] = e.seq;
        if (e.kind == EVENT_PERSON && n_people < 400) people[n_people++] = e.seq;
    }
}

static void rebuilding_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const spoilt[] = {"SELECT 1", "UPDATE meta SET opps = 7, recorded = NULL, instant = 99",
        "DELETE FROM agenda; DELETE FROM house; DELETE FROM hidden; UPDATE meta SET opps = 0",
        "UPDATE agenda SET until_time = until_time - 1, width = 3",
        "INSERT OR IGNORE INTO hidden SELECT seq FROM event", "DELETE FROM hidden", "UPDATE house SET key = key || '!'",
        "DELETE FROM house WHERE id % 2", "INSERT INTO house VALUES(2, 'two'), (9999999, 'none')",
        "DELETE FROM agenda WHERE opp % 3 = 0",
        "INSERT OR IGNORE INTO agenda SELECT house, 9999999, 1, 2, 3, 4, 5 FROM agenda",
        "INSERT OR IGNORE INTO agenda SELECT house - 1, opp, 1, 2, 3, 4, 5 FROM agenda",
        "INSERT INTO agenda VALUES(9999999, 9999999, 1, 2, 3, 4, 5)",
        "INSERT INTO agenda SELECT id, 9999998, 1, 2, 3, 4, 5 FROM house", "DELETE FROM pack",
        "DELETE FROM pack WHERE house % 2", "UPDATE pack SET events = x'00' WHERE house % 2",
        "INSERT OR IGNORE INTO pack SELECT id, x'0102' FROM house", "INSERT INTO pack VALUES(9999999, x'00')"};
    for (int round = 0; round < 5; round++) {
        AUTO(buf) before = {0};
        record_at_random(150);
        int64_t gone = record(sample_new("Undone")); /* a house of which nothing is left ... */
        record(sample_undo(EVENT_UNDO, gone));
        struct event last = sample_setting("s", "2"); /* ... and a latest time that belongs to no house */
        last.recorded += 1000 + round;
        last.instant = last.recorded;
        record(last);
        sample_dump(path, &before);
        for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
            AUTO(buf) after = {0};
            assert_int_equal(sample_sql(path, spoilt[i]), 0);
            ok(journal_rebuild(j, sample_derive, NULL, &info));
            sample_dump(path, &after);
            if (!str_eq(buf_str(&before), buf_str(&after))) fail_msg("after %s", spoilt[i]);
        }
    }
}

/* The events of all houses, as one text. */
static void read_houses(struct buf *to)
{
    AUTO(arena) arena = {0};
    for (int64_t house = 1; house <= 200; house++) {
        struct events events;
        ok(journal_house(j, house, &arena, &events, &info));
        for (size_t i = 0; i < events.n; i++) {
            const struct event *e = &events.items[i];
            buf_printf(to, "%lld %lld %lld %lld %lld %d %lld %lld %.*s|%.*s|%.*s\n", (long long)e->house,
                (long long)e->opp, (long long)e->seq, (long long)e->batch, (long long)e->recorded, (int)e->kind,
                (long long)e->person, (long long)e->at, STR_ARG(e->name), STR_ARG(e->slug), STR_ARG(e->text));
        }
    }
}

static void a_house_reads_the_same_with_and_without_its_pack(void **state)
{
    (void)state;
    AUTO(buf) with = {0}, within = {0}, without = {0};
    record_at_random(150);
    read_houses(&with);
    ok(journal_begin(j, &info)); /* and while writing, after something has changed that is taken back again */
    struct event e = sample_new("Changed");
    ok(sample_append(j, &e, &info));
    journal_next_batch(j);
    e = sample_undo(EVENT_UNDO, e.seq);
    ok(sample_append(j, &e, &info));
    read_houses(&within);
    journal_rollback(j);
    assert_int_equal(sample_sql(path, "DELETE FROM pack"), 0);
    read_houses(&without);
    assert_true(with.n > 1000);
    assert_true(str_eq(buf_str(&with), buf_str(&without)));
    assert_true(str_eq(buf_str(&with), buf_str(&within)));
}

static void a_damaged_pack_is_an_error(void **state)
{
    (void)state;
    AUTO(arena) arena = {0};
    struct events events;
    int64_t house = record(sample_new("Ilex"));
    assert_int_equal(sample_sql(path, "UPDATE pack SET events = x'0102'"), 0);
    assert_int_equal(journal_house(j, house, &arena, &events, &info), ERR_STORE);
    assert_non_null(strstr(info.text, path));
}

static enum err derive_badly(void *context, int64_t house, const struct events *events, struct arena *arena,
    struct agenda_row **ret, size_t *ret_n, struct err_info *why)
{
    (void)house, (void)events, (void)arena;
    *ret = NULL;
    *ret_n = 0;
    return --*(int *)context ? OK : err_set(why, ERR_INPUT, "cannot");
}

static void a_failed_rebuild_changes_nothing(void **state)
{
    (void)state;
    AUTO(buf) before = {0}, after = {0};
    record_at_random(50);
    sample_dump(path, &before);
    assert_int_equal(journal_rebuild(j, derive_badly, &(int){3}, &info), ERR_INPUT);
    ok(journal_begin(j, &info)); /* and within a transaction, that cannot be committed */
    assert_int_equal(journal_rebuild(j, derive_badly, &(int){3}, &info), ERR_INPUT);
    assert_int_equal(journal_commit(j, &info), ERR_STORE);
    sample_dump(path, &after);
    assert_true(str_eq(buf_str(&before), buf_str(&after)));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, done)
    const struct CMUnitTest tests[] = {TEST(intervals_that_hold_now), TEST(a_house_is_due_once), TEST(what_is_quiet),
        TEST(as_if_every_row_were_read), TEST(counting_ends_somewhere), TEST(stale_under_another_key),
        TEST(rebuilding_gives_the_same_bytes), TEST(a_house_reads_the_same_with_and_without_its_pack),
        TEST(a_damaged_pack_is_an_error), TEST(a_failed_rebuild_changes_nothing)};
    return cmocka_run_group_tests_name("store agenda", tests, NULL, NULL);
}
