/* What any store must know of mail and calendars: which event came of what,
 * what is suggested and not settled, how far a mailbox was read. */
#include "store/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct err_info info;
static struct journal *j;
static struct arena a;
static int64_t opp, other, person, second;

#define ok(call) sample_ok((call), &info)

static int64_t record(struct event e)
{
    sample_record(j, &e);
    return e.seq;
}

static int fresh(void **state)
{
    (void)state;
    sample_folder();
    j = sample_open(sample_path("test.db"), JOURNAL_WRITE);
    opp = record(sample_new("Acme"));
    other = record(sample_new("Zenith"));
    person = record(sample_person(opp, "Ann"));
    second = record(sample_person(opp, "A. Lee"));
    return 0;
}

static int done(void **state)
{
    (void)state;
    journal_close(j);
    arena_close(&a);
    sample_remove();
    return 0;
}

static struct event of(enum event_kind kind, int64_t at, int64_t about)
{
    struct event e = event_zero(kind);
    e.opp = at;
    e.at = e.instant = 1790000000;
    e.recorded = 1790000000;
    e.count = about;
    return e;
}

static struct event heard(const char *source, const char *thread)
{
    struct event e = of(EVENT_HEARD, opp, 0);
    e.source = str_from(source);
    e.url = str_from(thread);
    return e;
}

static struct event may_be_new(const char *source)
{
    struct event e = of(EVENT_MAY_BE_NEW, 0, 0);
    e.name = STR("Quay");
    e.source = str_from(source);
    return e;
}

static int64_t by_source(const char *source)
{
    struct event e;
    bool found;
    ok(journal_source(j, str_from(source), &a, &e, &found, &info));
    return found ? e.seq : 0;
}

static int64_t by_thread(const char *thread)
{
    struct event e;
    bool found;
    ok(journal_thread(j, str_from(thread), &a, &e, &found, &info));
    return found ? e.seq : 0;
}

/* "7 9": the numbers of what waits. */
static const char *waiting(void)
{
    static char text[200];
    int64_t *seqs;
    size_t n;
    text[0] = '\0';
    ok(journal_suggestions(j, &a, &seqs, &n, &info));
    for (size_t i = 0; i < n; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%lld", i ? " " : "", (long long)seqs[i]);
    return text;
}

static void found_by_source_and_thread(void **state)
{
    (void)state;
    int64_t one = record(heard("mid:1@x", "root@x")), two = record(heard("mid:2@x", "root@x"));
    int64_t new = record(may_be_new("mid:3@x"));
    assert_int_equal(by_source("mid:1@x"), one);
    assert_int_equal(by_source("mid:3@x"), new);
    assert_int_equal(by_source("mid:9@x"), 0);
    assert_int_equal(by_source(""), 0);
    assert_int_equal(by_thread("root@x"), two);
    assert_int_equal(by_thread("mid:1@x"), 0);
    record(sample_undo(EVENT_UNDO, two));
    assert_int_equal(by_source("mid:2@x"), 0);
    assert_int_equal(by_thread("root@x"), one);
    record(sample_undo(EVENT_REDO, two));
    assert_int_equal(by_thread("root@x"), two);
    record(sample_undo(EVENT_UNDO, opp)); /* and all that hangs on it */
    assert_int_equal(by_source("mid:1@x"), 0);
}

/* An opportunity's page is no thread. */
static void pages_are_no_threads(void **state)
{
    (void)state;
    struct event e = sample_new("Page");
    e.url = STR("root@x");
    record(e);
    assert_int_equal(by_thread("root@x"), 0);
}

static void by_number(void **state)
{
    (void)state;
    struct event e;
    bool found;
    int64_t one = record(heard("mid:1@x", "t"));
    ok(journal_event(j, one, &a, &e, &found, &info));
    assert_true(found && e.kind == EVENT_HEARD && str_is(e.source, "mid:1@x"));
    ok(journal_event(j, one + 1, &a, &e, &found, &info));
    assert_false(found);
    record(sample_undo(EVENT_UNDO, one));
    ok(journal_event(j, one, &a, &e, &found, &info));
    assert_false(found);
}

static void what_waits(void **state)
{
    (void)state;
    int64_t word = record(heard("mid:1@x", "t"));
    assert_string_equal(waiting(), "");
    int64_t means = record(of(EVENT_MAY_MEAN, opp, word)), new = record(may_be_new("mid:2@x"));
    struct event same = of(EVENT_MAY_BE_SAME, opp, second);
    same.person = person;
    int64_t pair = record(same);
    char all[80];
    snprintf(all, sizeof all, "%lld %lld %lld", (long long)means, (long long)new, (long long)pair);
    assert_string_equal(waiting(), all);
    int64_t settled = record(of(EVENT_SETTLED, opp, means));
    record(of(EVENT_SETTLED, 0, new));
    snprintf(all, sizeof all, "%lld", (long long)pair);
    assert_string_equal(waiting(), all);
    record(sample_undo(EVENT_UNDO, settled)); /* the answer is taken back: it waits again */
    snprintf(all, sizeof all, "%lld %lld", (long long)means, (long long)pair);
    assert_string_equal(waiting(), all);
    record(sample_undo(EVENT_UNDO, means));
    snprintf(all, sizeof all, "%lld", (long long)pair);
    assert_string_equal(waiting(), all);
}

static void what_was_suggested_of_people(void **state)
{
    (void)state;
    struct events all;
    struct event e = of(EVENT_MAY_BE_PERSON, opp, 0);
    e.person = person;
    e.phone = STR("+49 30 1");
    int64_t first = record(e), again = record(e);
    record(of(EVENT_SETTLED, opp, first));
    ok(journal_suggested_people(j, &a, &all, &info));
    assert_int_equal(all.n, 2);
    assert_true(str_is(all.items[0].phone, "+49 30 1"));
    record(sample_undo(EVENT_UNDO, again));
    ok(journal_suggested_people(j, &a, &all, &info));
    assert_int_equal(all.n, 1);
}

static void refused(struct event e, const char *why)
{
    ok(journal_begin(j, &info));
    assert_int_equal(journal_append(j, &e, &info), ERR_INPUT);
    if (!strstr(info.text, why)) fail_msg("\"%s\" does not say \"%s\"", info.text, why);
    journal_rollback(j);
}

/* What is about another event needs one that it can be about, at the same opportunity. */
static void what_it_is_about_must_be_there(void **state)
{
    (void)state;
    int64_t word = record(heard("mid:1@x", "t")), note = record(sample_note(opp, "x"));
    struct event same = of(EVENT_SAME, opp, second);
    same.person = person;
    record(of(EVENT_MEANS, opp, word));
    record(same);
    refused(of(EVENT_MEANS, opp, note), "means: there is no");
    refused(of(EVENT_MEANS, other, word), "means: there is no");
    refused(of(EVENT_MAY_MEAN, opp, 999), "may-mean: there is no 999");
    refused(of(EVENT_SETTLED, opp, word), "settled: there is no");
    refused(of(EVENT_SETTLED, 0, word), "settled: there is no");
    same.count = person;
    refused(same, "same: there is no");
    same.count = word;
    refused(same, "same: there is no");
}

static void how_far_a_mailbox_was_read(void **state)
{
    (void)state;
    struct str text;
    ok(journal_reading(j, STR("box:/a"), &a, &text, &info));
    assert_int_equal(text.n, 0);
    ok(journal_begin(j, &info));
    ok(journal_reading_set(j, STR("box:/a"), STR("1"), &info));
    ok(journal_reading_set(j, STR("box:/b"), STR("2"), &info));
    ok(journal_reading_set(j, STR("box:/a"), STR("3"), &info));
    ok(journal_commit(j, &info));
    ok(journal_reading(j, STR("box:/a"), &a, &text, &info));
    assert_true(str_is(text, "3"));
    ok(journal_begin(j, &info));
    ok(journal_reading_set(j, STR("box:/a"), STR("4"), &info));
    journal_rollback(j);
    ok(journal_reading(j, STR("box:/a"), &a, &text, &info));
    assert_true(str_is(text, "3"));
}

/* Nor does anything of it stand in the way of a rebuild. */
static void rebuilt_the_same(void **state)
{
    (void)state;
    AUTO(buf) before = {0}, after = {0};
    int64_t word = record(heard("mid:1@x", "t"));
    record(of(EVENT_MAY_MEAN, opp, word));
    record(may_be_new("mid:2@x"));
    sample_dump(sample_path("test.db"), &before);
    ok(journal_rebuild(j, sample_derive, NULL, &info));
    sample_dump(sample_path("test.db"), &after);
    assert_true(str_eq(buf_str(&before), buf_str(&after)));
}

static void nothing_there_reads_as_empty(void **state)
{
    (void)state;
    struct journal *none = sample_open(sample_path("none.db"), JOURNAL_READ);
    struct event e;
    struct events all;
    struct str text;
    int64_t *seqs;
    size_t n;
    bool found;
    ok(journal_source(none, STR("mid:1@x"), &a, &e, &found, &info));
    assert_false(found);
    ok(journal_event(none, 1, &a, &e, &found, &info));
    assert_false(found);
    ok(journal_suggestions(none, &a, &seqs, &n, &info));
    assert_int_equal(n, 0);
    ok(journal_suggested_people(none, &a, &all, &info));
    assert_int_equal(all.n, 0);
    ok(journal_reading(none, STR("box:/a"), &a, &text, &info));
    assert_int_equal(text.n, 0);
    journal_close(none);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, done)
    const struct CMUnitTest tests[] = {TEST(found_by_source_and_thread), TEST(pages_are_no_threads), TEST(by_number),
        TEST(what_waits), TEST(what_was_suggested_of_people), TEST(what_it_is_about_must_be_there),
        TEST(how_far_a_mailbox_was_read), TEST(rebuilt_the_same), TEST(nothing_there_reads_as_empty)};
    return cmocka_run_group_tests_name("store reading", tests, NULL, NULL);
}
