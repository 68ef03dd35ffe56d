/* The outbox: every move there is and every one that there is not, two at once,
 * and what never changes. */
#include "store/outbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static char folder[] = "/tmp/outbox-XXXXXX", path[64];

static struct journal *opened(void)
{
    struct journal *j;
    struct err_info info;
    if (journal_open(&j, path, JOURNAL_WRITE, &info)) fail_msg("%s", info.text);
    return j;
}

static struct outbox_letter letter(int number)
{
    static char id[40];
    snprintf(id, sizeof id, "<%d@example.com>", number);
    return (struct outbox_letter){.made = 1000,
        .message_id = str_from(id),
        .account = STR("home"),
        .sender = STR("ada@example.com"),
        .recipient = STR("jane@harbour.example"),
        .subject = STR("Thank you"),
        .text = STR("Dear Jane"),
        .bytes = STR("Subject: Thank you\r\n\r\nDear Jane\r\n"),
        .opp = 1,
        .person = 2,
        .purpose = PURPOSE_THANKS,
        .copy = OUTBOX_COPY_WANTED};
}

static struct outbox_letter added(struct journal *j, int number)
{
    struct outbox_letter l = letter(number);
    assert_int_equal(journal_begin(j, NULL), OK);
    assert_int_equal(outbox_add(j, &l, NULL), OK);
    assert_int_equal(journal_commit(j, NULL), OK);
    return l;
}

static enum err move(struct journal *j, struct outbox_letter *l, enum outbox_state to)
{
    struct err_info info;
    assert_int_equal(journal_begin(j, NULL), OK);
    enum err err = outbox_move(j, l, to, STR("as was said"), 2000, &info);
    if (!err) return journal_commit(j, NULL);
    journal_rollback(j);
    return err;
}

/* From ready to each state by the way there is. */
static const enum outbox_state ways[][4] = {
    [OUTBOX_READY] = {0},
    [OUTBOX_SENDING] = {OUTBOX_SENDING},
    [OUTBOX_HANDING_OVER] = {OUTBOX_SENDING, OUTBOX_HANDING_OVER},
    [OUTBOX_SENT] = {OUTBOX_SENDING, OUTBOX_HANDING_OVER, OUTBOX_SENT},
    [OUTBOX_REFUSED] = {OUTBOX_SENDING, OUTBOX_REFUSED},
    [OUTBOX_UNKNOWN] = {OUTBOX_SENDING, OUTBOX_HANDING_OVER, OUTBOX_UNKNOWN},
    [OUTBOX_GIVEN_UP] = {OUTBOX_GIVEN_UP},
};

/* As the picture in the header has them; a row for each state, a column for where to. */
static const char *const moves[] = {
    /*                    ready sending handing sent refused unknown given-up */
    [OUTBOX_READY] = "        -    yes     -      -    -       -      yes ",
    [OUTBOX_SENDING] = "     yes    -     yes     -   yes      -       -  ",
    [OUTBOX_HANDING_OVER] = "yes    -      -     yes  yes     yes      -  ",
    [OUTBOX_SENT] = "         -     -      -      -    -       -       -  ",
    [OUTBOX_REFUSED] = "      -     -      -      -    -       -       -  ",
    [OUTBOX_UNKNOWN] = "     yes    -      -     yes   -       -       -  ",
    [OUTBOX_GIVEN_UP] = "     -     -      -      -    -       -       -  ",
};

static bool may(int from, int to)
{
    char words[7][8];
    assert_int_equal(sscanf(moves[from], "%7s %7s %7s %7s %7s %7s %7s", words[0], words[1], words[2], words[3],
                         words[4], words[5], words[6]),
        7);
    return !strcmp(words[to - 1], "yes");
}

static void every_move(void **state)
{
    (void)state;
    struct journal *j = opened();
    for (int from = OUTBOX_READY; from <= OUTBOX_GIVEN_UP; from++) {
        for (int to = OUTBOX_READY; to <= OUTBOX_GIVEN_UP; to++) {
            AUTO(arena) a = {0};
            struct outbox_letter l = added(j, from * 10 + to), stored;
            for (int i = 0; i < 4 && ways[from][i]; i++) assert_int_equal(move(j, &l, ways[from][i]), OK);
            assert_int_equal(l.state, from);
            bool moved = from != to && move(j, &l, (enum outbox_state)to) == OK;
            if (moved != may(from, to))
                fail_msg("%s to %s: %d", outbox_state_names[from], outbox_state_names[to], moved);
            assert_int_equal(outbox_get(j, l.id, &a, &stored, NULL), OK);
            assert_int_equal(stored.state, moved ? to : from);
            assert_int_equal(stored.attempt, l.attempt);
            assert_true(str_eq(stored.bytes, letter(0).bytes) && str_eq(stored.account, STR("home")));
        }
    }
    journal_close(j);
}

static void one_of_two(void **state)
{
    (void)state;
    struct journal *one = opened(), *two = opened();
    struct outbox_letter mine = added(one, 100), theirs = mine;
    assert_int_equal(move(one, &mine, OUTBOX_SENDING), OK);
    assert_int_equal(move(two, &theirs, OUTBOX_SENDING), ERR_NOT_FOUND);
    /* the other takes over, as the letter has surely not gone; then the first must not hand it over */
    theirs = mine;
    assert_int_equal(move(two, &theirs, OUTBOX_READY), OK);
    assert_int_equal(move(two, &theirs, OUTBOX_SENDING), OK);
    assert_int_equal(theirs.attempt, 2);
    assert_int_equal(mine.attempt, 1);
    assert_int_equal(move(one, &mine, OUTBOX_HANDING_OVER), ERR_NOT_FOUND);
    assert_int_equal(move(two, &theirs, OUTBOX_HANDING_OVER), OK);
    assert_int_equal(theirs.handed, 2000);
    journal_close(one);
    journal_close(two);
}

static void lists_and_notes(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct journal *j = opened();
    struct outbox_list before, after, newest;
    assert_int_equal(outbox_letters(j, true, 0, &a, &before, NULL), OK);
    struct outbox_letter l = added(j, 200), gone = added(j, 201), stored;
    assert_int_equal(move(j, &gone, OUTBOX_GIVEN_UP), OK);
    assert_int_equal(outbox_letters(j, true, 0, &a, &after, NULL), OK);
    assert_int_equal(after.n, before.n + 1);
    assert_int_equal(after.items[after.n - 1].id, l.id);
    assert_int_equal(outbox_letters(j, false, 2, &a, &newest, NULL), OK);
    assert_int_equal(newest.n, 2);
    assert_int_equal(newest.items[0].id, l.id);
    assert_int_equal(newest.items[1].id, gone.id);
    assert_int_equal(journal_begin(j, NULL), OK);
    assert_int_equal(outbox_note(j, &l, 77, OUTBOX_COPY_FAILED, NULL), OK);
    assert_int_equal(outbox_note(j, &l, 0, OUTBOX_COPY_DONE, NULL), OK);
    assert_int_equal(journal_commit(j, NULL), OK);
    assert_int_equal(outbox_get(j, l.id, &a, &stored, NULL), OK);
    assert_int_equal(stored.event, 77);
    assert_int_equal(stored.copy, OUTBOX_COPY_DONE);
    assert_int_equal(outbox_get(j, 99999, &a, &stored, NULL), ERR_NOT_FOUND);
    journal_close(j);
}

static void nobody_changes_a_letter(void **state)
{
    (void)state;
    static const char *const tries[] = {"UPDATE outbox SET bytes = x'41' WHERE id = 1",
        "UPDATE outbox SET message_id = 'x' WHERE id = 1", "UPDATE outbox SET recipient = 'x' WHERE id = 1",
        "DELETE FROM outbox WHERE id = 1", "UPDATE outbox SET state = 1 WHERE state = 4",
        ("INSERT OR REPLACE INTO outbox SELECT id, 4, attempt, made, changed, handed, message_id, account, sender,"
         " recipient, subject, text, bytes, opp, person, purpose, answer, event, copy FROM outbox WHERE id = 1")};
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (sqlite3_exec(db, tries[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT) fail_msg("%s", tries[i]);
    sqlite3_close(db);
}

static void empty(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct journal *j;
    struct outbox_list l;
    struct outbox_letter one;
    assert_int_equal(journal_open(&j, "/tmp/outbox-that-is-not-there/x.db", JOURNAL_READ, NULL), OK);
    assert_int_equal(outbox_letters(j, true, 0, &a, &l, NULL), OK);
    assert_int_equal(l.n, 0);
    assert_int_equal(outbox_get(j, 1, &a, &one, NULL), ERR_NOT_FOUND);
    journal_close(j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_move),
        cmocka_unit_test(one_of_two),
        cmocka_unit_test(lists_and_notes),
        cmocka_unit_test(nobody_changes_a_letter),
        cmocka_unit_test(empty),
    };
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/search.db", folder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) ? 1 : failed;
}
