/* The contract: what any store behind journal.h must do.  Each test starts with a fresh file. */
#include "tests/store/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err_info info;
static struct journal *j;
static struct arena a;
static const char *path;

#define ok(call) sample_ok((call), &info)

static int fresh(void **state)
{
    (void)state;
    sample_folder();
    path = strdup(sample_path("sub/deep/test.db"));
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

static struct events house(int64_t id)
{
    struct events all;
    ok(journal_house(j, id, &a, &all, &info));
    return all;
}

/* The texts of a house's notes, one after another. */
static const char *notes(int64_t id)
{
    static char text[200];
    size_t n = 0;
    struct events all = house(id);
    for (size_t i = 0; i < all.n; i++)
        if (all.items[i].kind == EVENT_NOTE)
            n += (size_t)snprintf(text + n, sizeof text - n, "%.*s", STR_ARG(all.items[i].text));
    text[n] = 0;
    return text;
}

/* --- Recording --- */

static void numbers_and_places(void **state)
{
    (void)state;
    struct event first = sample_new("Acme"), person, second = sample_new("Other");
    ok(journal_begin(j, &info));
    ok(journal_append(j, &first, &info));
    person = sample_person(first.opp, "Ann");
    ok(journal_append(j, &person, &info));
    journal_next_batch(j);
    ok(journal_append(j, &second, &info));
    ok(journal_commit(j, &info));
    struct event again = sample_new("ACME ");
    sample_record(j, &again);
    const struct {
        struct event *e;
        int64_t seq, batch, house, opp;
    } expected[] = {{&first, 1, 1, 1, 1}, {&person, 2, 1, 1, 1}, {&second, 3, 3, 3, 3}, {&again, 4, 4, 1, 4}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(expected[i].e->seq, expected[i].seq);
        assert_int_equal(expected[i].e->batch, expected[i].batch);
        assert_int_equal(expected[i].e->house, expected[i].house);
        assert_int_equal(expected[i].e->opp, expected[i].opp);
    }
}

static void one_house_for_all_spellings(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int64_t house;
    } expected[] = {{"Bäcker & Söhne", 1}, {"  BÄCKER  &\tsöhne ", 1},
        {"Ba\xcc\x88"
         "cker & Söhne",
            1},
        {"Backer & Sohne", 4}, {"STRASSE", 5}, {"Straße", 5}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int64_t found;
        record(sample_new(expected[i].name));
        ok(journal_house_named(j, str_from(expected[i].name), &found, &info));
        assert_int_equal(found, expected[i].house);
    }
    int64_t found = -1;
    ok(journal_house_named(j, STR("Nobody"), &found, &info));
    assert_int_equal(found, 0);
}

static void compare_events(const struct event *x, const struct event *y)
{
    const int64_t numbers[][2] = {{x->seq, y->seq}, {x->batch, y->batch}, {x->recorded, y->recorded},
        {x->kind, y->kind}, {x->house, y->house}, {x->opp, y->opp}, {x->person, y->person},
        {x->interview, y->interview}, {x->precision, y->precision}, {x->at, y->at}, {x->instant, y->instant},
        {x->ends, y->ends}, {x->arranged, y->arranged}, {x->day, y->day}, {x->day2, y->day2}, {x->count, y->count},
        {x->opp_kind, y->opp_kind}, {x->role, y->role}, {x->channel, y->channel}, {x->purpose, y->purpose},
        {x->outcome, y->outcome}, {x->gist, y->gist}, {x->ending, y->ending}, {x->step, y->step},
        {x->contacts_everyone, y->contacts_everyone}, {x->may_contact, y->may_contact}, {x->flags, y->flags}};
    const struct str texts[][2] = {{x->name, y->name}, {x->title, y->title}, {x->mail, y->mail}, {x->phone, y->phone},
        {x->slug, y->slug}, {x->country, y->country}, {x->zone, y->zone}, {x->url, y->url}, {x->text, y->text},
        {x->source, y->source}, {x->why, y->why}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) assert_int_equal(numbers[i][0], numbers[i][1]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_true(str_eq(texts[i][0], texts[i][1]));
}

/* Every kind, once with as little as it needs, once with every member set. */
static void every_member_comes_back(void **state)
{
    (void)state;
    struct event full = {.recorded = 7,
        .precision = PRECISION_DAY,
        .at = -5,
        .instant = 0,
        .ends = 0,
        .arranged = 12,
        .day = 0,
        .day2 = -1,
        .opp_kind = OPP_NETWORKING,
        .role = ROLE_OTHER,
        .channel = CHANNEL_IN_PERSON,
        .purpose = PURPOSE_OTHER,
        .outcome = OUTCOME_NO_ANSWER,
        .gist = GIST_OTHER,
        .ending = ENDING_HOLD,
        .step = STEP_HOLD,
        .contacts_everyone = ANSWER_NO,
        .may_contact = ANSWER_YES,
        .flags = FLAG_PRIMARY | FLAG_GENERAL,
        .name = STR("Näme"),
        .title = STR("t"),
        .mail = STR("m@x"),
        .phone = STR("1"),
        .slug = STR("s"),
        .country = STR("DE"),
        .zone = STR("Europe/Berlin"),
        .url = STR("u"),
        .text = STR("text"),
        .source = STR("mid:1@x")};
    int64_t opp = record(sample_new("Acme")), person = record(sample_person(opp, "Ann"));
    int64_t interview = record(sample_interview(opp));
    for (int kind = EVENT_PERSON; kind <= EVENT_NAMED; kind++) {
        for (int little = 0; little < 2; little++) {
            struct event e = full;
            if (little) {
                e = event_zero((enum event_kind)kind);
                e.at = 1;
                e.name = e.text = STR("x");
            }
            e.kind = (enum event_kind)kind;
            e.opp = opp;
            e.person = person;
            e.interview = interview;
            e.count = 3;
            sample_record(j, &e);
            struct events all = house(opp);
            compare_events(&e, &all.items[all.n - 1]);
        }
    }
    struct events all;
    ok(journal_history(j, 0, 1, &a, &all, NULL, &info));
    assert_int_equal(all.n, 1);
    compare_events(&all.items[0], &house(opp).items[house(opp).n - 1]);
}

static void refused_events_change_nothing(void **state)
{
    (void)state;
    int64_t opp = record(sample_new("Acme")), other = record(sample_new("Other")), gone = record(sample_new("Gone"));
    int64_t person = record(sample_person(other, "Ann")), interview = record(sample_interview(opp));
    int64_t second = record(sample_new("Acme")), undo = record(sample_undo(EVENT_UNDO, gone));
    struct event stranger = sample_note(opp, "x"), elsewhere = sample_note(second, "x"),
                 no_person = sample_note(opp, "x");
    stranger.person = person;
    elsewhere.interview = interview;
    no_person.person = interview;
    const struct {
        struct event e;
        const char *why;
    } refused[] = {{sample_new(" \t "), "blank"}, {sample_note(99, "x"), "no opportunity 99"},
        {sample_note(person, "x"), "no opportunity"}, {sample_note(gone, "x"), "undone"}, {stranger, "no person"},
        {no_person, "no person"}, {elsewhere, "another opportunity"}, {sample_note(opp, ""), "text"},
        {sample_undo(EVENT_UNDO, gone), "undone already"}, {sample_undo(EVENT_REDO, opp), "not undone"},
        {sample_undo(EVENT_UNDO, undo), "nothing numbered"}, {sample_undo(EVENT_UNDO, 999), "nothing numbered"},
        {sample_new("\xff"), "UTF-8"}};
    ok(journal_begin(j, &info));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct event e = refused[i].e;
        assert_int_equal(journal_append(j, &e, &info), ERR_INPUT);
        if (!strstr(info.text, refused[i].why)) fail_msg("\"%s\" does not say \"%s\"", info.text, refused[i].why);
        assert_memory_equal(&e, &refused[i].e, sizeof e);
    }
    struct event last = sample_note(opp, "last");
    ok(journal_append(j, &last, &info)); /* the transaction goes on */
    assert_int_equal(last.seq, undo + 1);
    ok(journal_commit(j, &info));
}

static void only_what_is_committed_stays(void **state)
{
    (void)state;
    int64_t opp = record(sample_new("Acme"));
    struct event note = sample_note(opp, "no");
    ok(journal_begin(j, &info));
    ok(journal_append(j, &note, &info));
    assert_string_equal(notes(opp), "no"); /* within, it shows */
    journal_rollback(j);
    assert_string_equal(notes(opp), "");
    record(sample_note(opp, "yes"));
    ok(journal_begin(j, &info));
    note = sample_note(opp, "no");
    ok(journal_append(j, &note, &info));
    journal_close(j); /* like a rollback */
    j = sample_open(path, JOURNAL_WRITE);
    assert_string_equal(notes(opp), "yes");
}

static void events_never_change(void **state)
{
    (void)state;
    record(sample_new("Acme"));
    static const char *const sql[] = {"UPDATE event SET name = 'x'", "DELETE FROM event",
        "INSERT OR REPLACE INTO event(house, opp, seq, batch, recorded, kind) VALUES(1, 1, 1, 1, 1, 1)",
        "INSERT INTO event(house, opp, seq, batch, recorded, kind) VALUES(1, 1, 3, 1, 1, 1)",
        "INSERT INTO event(house, opp, seq, batch, recorded, kind) VALUES(1, 1, 2, 1, 1, 'word')"};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) assert_int_not_equal(sample_sql(path, sql[i]), 0);
    assert_int_equal(house(1).n, 1);
}

/* --- Undo --- */

/* Each letter is a command: a to z a note of that text, U undoes, R redoes, S is a setting. */
static void undo_and_redo(void **state)
{
    (void)state;
    const struct {
        const char *commands, *visible;
        bool can_redo;
    } expected[] = {{"ab", "ab", false}, {"abU", "a", true}, {"abUU", "", true}, {"abUUR", "a", true},
        {"abUURR", "ab", false}, {"abUc", "ac", false}, {"abUcUU", "", true}, {"abUcUUR", "a", true},
        {"abUcUURR", "ac", false}, {"aSU", "", true}, {"aUS", "", true}, {"aUSR", "a", false}, {"aURU", "", true},
        {"aURUR", "a", false}, {"abURcU", "ab", true}, {"abcUUURUd", "d", false}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char name[] = {'A' + (char)i, 0};
        int64_t opp = record(sample_new(name)), batch;
        for (const char *c = expected[i].commands; *c; c++) {
            char text[] = {*c, 0};
            if (*c == 'U' || *c == 'R') {
                ok((*c == 'U' ? journal_undoable : journal_redoable)(j, &batch, &info));
                record(sample_undo(*c == 'U' ? EVENT_UNDO : EVENT_REDO, batch));
            } else {
                record(*c == 'S' ? sample_setting("s", "1") : sample_note(opp, text));
            }
        }
        if (strcmp(notes(opp), expected[i].visible)) fail_msg("%s: %s", expected[i].commands, notes(opp));
        ok(journal_redoable(j, &batch, &info));
        if ((batch != 0) != expected[i].can_redo) fail_msg("%s: redo %d", expected[i].commands, (int)batch);
    }
}

static void nothing_to_undo(void **state)
{
    (void)state;
    int64_t batch = -1;
    ok(journal_undoable(j, &batch, &info));
    assert_int_equal(batch, 0);
    record(sample_setting("s", "1"));
    batch = -1;
    ok(journal_undoable(j, &batch, &info));
    assert_int_equal(batch, 0);
    ok(journal_redoable(j, &batch, &info));
    assert_int_equal(batch, 0);
}

static void a_batch_goes_as_a_whole(void **state)
{
    (void)state;
    struct event all[] = {sample_new("Acme"), sample_new("Other"), sample_new("Acme")};
    int64_t batch, *houses, events, opps;
    size_t n;
    ok(journal_begin(j, &info));
    for (size_t i = 0; i < 3; i++) ok(sample_append(j, &all[i], &info));
    ok(journal_commit(j, &info));
    record(sample_new("Later"));
    ok(journal_batch_houses(j, 1, &a, &houses, &n, &info));
    assert_int_equal(n, 2);
    assert_true(houses[0] == 1 && houses[1] == 2);
    ok(journal_undoable(j, &batch, &info));
    assert_int_equal(batch, 4);
    record(sample_undo(EVENT_UNDO, 1));
    assert_int_equal(house(1).n + house(2).n, 0);
    ok(journal_count(j, &events, &opps, &info));
    assert_true(events == 5 && opps == 1);
    record(sample_undo(EVENT_REDO, 1));
    assert_int_equal(house(1).n + house(2).n, 3);
    ok(journal_count(j, &events, &opps, &info));
    assert_true(events == 6 && opps == 4);
}

/* What is about something undone is left out with it, also where that was introduced at another opportunity. */
static void what_hangs_on_the_undone_goes_too(void **state)
{
    (void)state;
    int64_t first = record(sample_new("Acme")), second = record(sample_new("Acme"));
    int64_t person = record(sample_person(second, "Ann")), interview = record(sample_interview(first));
    struct event about = sample_note(first, "p"), held = sample_note(first, "i");
    about.person = person;
    held.interview = interview;
    record(about);
    record(held);
    record(sample_note(first, "n"));
    const struct {
        int64_t batch;
        const char *visible;
        bool person, undone[8]; /* of events 1 to 7 */
    } expected[] = {{second, "in", false, {0, 1, 1, 0, 1, 0, 0}}, {person, "in", false, {0, 0, 1, 0, 1, 0, 0}},
        {interview, "pn", true, {0, 0, 0, 1, 0, 1, 0}}, {first, "", true, {1, 0, 0, 1, 1, 1, 1}}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct events all, people;
        bool *undone;
        int64_t its_house;
        record(sample_undo(EVENT_UNDO, expected[i].batch));
        assert_string_equal(notes(1), expected[i].visible);
        ok(journal_introductions(j, EVENT_PERSON, &a, &people, &info));
        assert_int_equal(people.n, expected[i].person);
        ok(journal_history(j, 0, 0, &a, &all, &undone, &info));
        for (size_t k = 0; k < 7; k++) assert_int_equal(undone[k], expected[i].undone[k]);
        ok(journal_house_of(j, first, &its_house, &info));
        assert_int_equal(its_house, expected[i].batch == first ? 0 : 1);
        record(sample_undo(EVENT_REDO, expected[i].batch));
        assert_string_equal(notes(1), "pin");
    }
}

/* --- Reading --- */

static void settings_in_force(void **state)
{
    (void)state;
    struct events all;
    record(sample_setting("zone", "A"));
    record(sample_setting("playbook", "p"));
    int64_t changed = record(sample_setting("zone", "B"));
    for (int undone = 0; undone < 2; undone++) {
        ok(journal_settings(j, &a, &all, &info));
        assert_int_equal(all.n, 2);
        assert_true(str_is(all.items[0].name, "zone") && str_is(all.items[0].text, undone ? "A" : "B"));
        assert_true(str_is(all.items[1].name, "playbook") && str_is(all.items[1].text, "p"));
        if (!undone) record(sample_undo(EVENT_UNDO, changed));
    }
}

static void history_newest_last(void **state)
{
    (void)state;
    int64_t opp = record(sample_new("Acme")), other = record(sample_new("Other"));
    record(sample_note(opp, "a"));
    record(sample_note(other, "b"));
    record(sample_note(opp, "c"));
    const struct {
        int64_t opp;
        size_t limit, n;
        int64_t seqs[5];
    } expected[] = {{0, 0, 5, {1, 2, 3, 4, 5}}, {0, 2, 2, {4, 5}}, {opp, 0, 3, {1, 3, 5}}, {opp, 2, 2, {3, 5}},
        {other, 9, 2, {2, 4}}, {99, 0, 0, {0}}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct events all;
        ok(journal_history(j, expected[i].opp, expected[i].limit, &a, &all, NULL, &info));
        assert_int_equal(all.n, expected[i].n);
        for (size_t k = 0; k < all.n; k++) assert_int_equal(all.items[k].seq, expected[i].seqs[k]);
    }
}

static void found_by_slug(void **state)
{
    (void)state;
    struct event named = sample_new("Acme");
    named.slug = STR("acme");
    int64_t first = record(named), second = record(named);
    struct events all;
    ok(journal_slug(j, EVENT_NEW, STR("acme"), &a, &all, &info));
    assert_true(all.n == 2 && all.items[0].seq == first && all.items[1].seq == second);
    ok(journal_slug(j, EVENT_PERSON, STR("acme"), &a, &all, &info));
    assert_int_equal(all.n, 0);
    record(sample_undo(EVENT_UNDO, first));
    ok(journal_slug(j, EVENT_NEW, STR("acme"), &a, &all, &info));
    assert_true(all.n == 1 && all.items[0].seq == second);
}

static void the_latest_times(void **state)
{
    (void)state;
    instant_t recorded = -1, instant = -1;
    ok(journal_span(j, &recorded, &instant, &info));
    assert_true(recorded == 0 && instant == 0);
    struct event early = sample_new("Acme"), late = early;
    early.recorded = -10;
    record(early);
    ok(journal_span(j, &recorded, &instant, &info));
    assert_true(recorded == -10 && instant == 0);
    late.recorded = 50;
    late.instant = 900;
    int64_t batch = record(late);
    record(early);
    record(sample_undo(EVENT_UNDO, batch));
    ok(journal_span(j, &recorded, &instant, &info));
    assert_true(recorded == 1790000000 && instant == 900); /* the undo was recorded last */
}

static void the_last_of_no_house(void **state)
{
    (void)state;
    int64_t seq = -1;
    instant_t recorded = -1;
    ok(journal_last_common(j, &seq, &recorded, &info));
    assert_true(seq == 0 && recorded == 0);
    int64_t batch = record(sample_new("Acme")), undo = record(sample_undo(EVENT_UNDO, batch));
    record(sample_new("Brook"));
    ok(journal_last_common(j, &seq, &recorded, &info));
    assert_true(seq == undo && recorded == 1790000000);
}

struct seen {
    int64_t houses[10];
    size_t n, events, stop_after;
};

static enum err note_house(void *context, int64_t id, const struct events *events, struct err_info *why)
{
    struct seen *seen = context;
    seen->houses[seen->n++] = id;
    seen->events += events->n;
    return seen->n == seen->stop_after ? err_set(why, ERR_INPUT, "stop") : OK;
}

static void walking_all_houses(void **state)
{
    (void)state;
    int64_t gone = record(sample_new("Gone")), first = record(sample_new("Acme")), other = record(sample_new("Other"));
    record(sample_note(first, "a"));
    record(sample_setting("s", "1"));
    record(sample_undo(EVENT_UNDO, gone));
    struct seen seen = {0}, stopped = {.stop_after = 1};
    ok(journal_walk(j, note_house, &seen, &info));
    assert_true(seen.n == 2 && seen.houses[0] == first && seen.houses[1] == other && seen.events == 3);
    assert_int_equal(journal_walk(j, note_house, &stopped, &info), ERR_INPUT);
    assert_int_equal(stopped.n, 1);
}

static void a_snapshot_stands_still(void **state)
{
    (void)state;
    int64_t opp = record(sample_new("Acme"));
    struct journal *reader = sample_open(path, JOURNAL_READ);
    struct events all;
    for (int round = 0; round < 3; round++) {
        if (round == 2) ok(journal_snapshot(reader, &info));
        ok(journal_house(reader, opp, &a, &all, &info));
        assert_int_equal(all.n, round == 2 ? 2 : 1);
        if (round == 0) record(sample_note(opp, "a"));
    }
    assert_int_equal(journal_begin(reader, &info), ERR_STORE);
    journal_close(reader);
}

static void nothing_there_reads_as_empty(void **state)
{
    (void)state;
    struct journal *none = sample_open(sample_path("none/none.db"), JOURNAL_READ);
    struct events all;
    struct agenda_row *rows;
    struct str key;
    bool *undone, stale;
    int64_t x = 1, y = 1, *ids;
    size_t n, total;
    struct seen seen = {0};
    ok(journal_house(none, 1, &a, &all, &info));
    assert_int_equal(all.n, 0);
    ok(journal_history(none, 0, 0, &a, &all, &undone, &info));
    assert_int_equal(all.n, 0);
    ok(journal_introductions(none, EVENT_NEW, &a, &all, &info));
    assert_int_equal(all.n, 0);
    ok(journal_slug(none, EVENT_NEW, STR("x"), &a, &all, &info));
    assert_int_equal(all.n, 0);
    ok(journal_settings(none, &a, &all, &info));
    assert_int_equal(all.n, 0);
    ok(journal_walk(none, note_house, &seen, &info));
    assert_int_equal(seen.n, 0);
    ok(journal_undoable(none, &x, &info));
    ok(journal_redoable(none, &y, &info));
    assert_true(x == 0 && y == 0);
    ok(journal_span(none, &x, &y, &info));
    assert_true(x == 0 && y == 0);
    ok(journal_last_common(none, &x, &y, &info));
    assert_true(x == 0 && y == 0);
    ok(journal_count(none, &x, &y, &info));
    assert_true(x == 0 && y == 0);
    ok(journal_house_of(none, 1, &x, &info));
    ok(journal_house_named(none, STR("Acme"), &y, &info));
    assert_true(x == 0 && y == 0);
    ok(journal_batch_houses(none, 1, &a, &ids, &n, &info));
    assert_int_equal(n, 0);
    ok(journal_agenda_due(none, 0, &a, &ids, &n, &info));
    assert_int_equal(n, 0);
    ok(journal_agenda_quiet(none, 0, TIME_NEVER, 0, &a, &rows, &n, &total, &info));
    assert_true(n == 0 && total == 0);
    ok(journal_agenda_key(none, &a, &key, &info));
    assert_int_equal(key.n, 0);
    ok(journal_stale(none, STR("x"), &stale, &info));
    assert_false(stale);
    ok(journal_snapshot(none, &info));
    assert_int_equal(journal_begin(none, &info), ERR_STORE);
    journal_close(none);
    assert_int_equal(access(sample_path("none"), F_OK), -1);
}

/* --- Several processes --- */

enum { WRITERS = 8, EACH = 50 };

static void write_fifty(int who)
{
    struct journal *mine = sample_open(path, JOURNAL_WRITE);
    for (int i = 0; i < EACH; i++) {
        char name[40];
        snprintf(name, sizeof name, "House %d", i % 3 ? who : i % 7); /* some of their own, some shared */
        struct event e = sample_new(name);
        sample_record(mine, &e);
    }
    journal_close(mine);
    _exit(0);
}

/* All begin by making the file. */
static void several_processes_lose_nothing(void **state)
{
    (void)state;
    journal_close(j);
    j = NULL;
    free((char *)path);
    path = strdup(sample_path("new/made by all.db"));
    for (int i = 0; i < WRITERS; i++)
        if (fork() == 0) write_fifty(i);
    for (int i = 0; i < WRITERS; i++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    j = sample_open(path, JOURNAL_WRITE);
    int64_t events, opps;
    ok(journal_count(j, &events, &opps, &info));
    assert_true(events == WRITERS * EACH && opps == WRITERS * EACH);
    AUTO(buf) before = {0}, after = {0};
    sample_dump(path, &before);
    ok(journal_rebuild(j, sample_derive, NULL, &info));
    sample_dump(path, &after);
    assert_true(str_eq(buf_str(&before), buf_str(&after)));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, done)
    const struct CMUnitTest tests[] = {TEST(numbers_and_places), TEST(one_house_for_all_spellings),
        TEST(every_member_comes_back), TEST(refused_events_change_nothing), TEST(only_what_is_committed_stays),
        TEST(events_never_change), TEST(undo_and_redo), TEST(nothing_to_undo), TEST(a_batch_goes_as_a_whole),
        TEST(what_hangs_on_the_undone_goes_too), TEST(settings_in_force), TEST(history_newest_last),
        TEST(found_by_slug), TEST(the_latest_times), TEST(the_last_of_no_house), TEST(walking_all_houses),
        TEST(a_snapshot_stands_still), TEST(nothing_there_reads_as_empty), TEST(several_processes_lose_nothing)};
    return cmocka_run_group_tests_name("store contract", tests, NULL, NULL);
}
