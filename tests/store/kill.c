/* kill [COUNT]: a writer is killed at a random moment, COUNT times (200), and everything it had been told was recorded
 * must be there, whole, with the agenda that belongs to it.
 *
 * The writer records single events, batches of 50, undoes, redoes, rebuilds and restores.  Before each it says through
 * a pipe what it is about to do, and after it that it is done: the last command it announced may or may not have
 * happened, all before it must have.  This cannot show what a loss of power does; only that of the process. */
#include "tests/store/sample.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { IMPORT = 50, HOUSES = 20 };

static struct err_info info;
static const char *path, *spare;
static uint64_t seed;

#define ok(call) sample_ok((call), &info)

static unsigned dice(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((seed >> 33) % n);
}

/* --- The writer --- */

struct report { /* what goes through the pipe: less than PIPE_BUF, so whole or not at all */
    bool done; /* false: about to begin */
    bool restored;
    int64_t events; /* their number afterwards */
};

static void say(int pipe, struct report r)
{
    if (write(pipe, &r, sizeof r) != sizeof r) _exit(1);
}

static int64_t count(struct journal *j)
{
    int64_t events, opps;
    ok(journal_count(j, &events, &opps, &info));
    return events;
}

static struct event any_event(struct journal *j, int64_t opp)
{
    static char name[40];
    int64_t batch = 0;
    unsigned pick = dice(8);
    if (pick == 0) ok(journal_undoable(j, &batch, &info));
    if (pick == 1) ok(journal_redoable(j, &batch, &info));
    if (batch) return sample_undo(pick ? EVENT_REDO : EVENT_UNDO, batch);
    if (pick > 3 && opp) return sample_note(opp, "a note of some length, so that pages fill up in the course of time");
    if (pick > 2 && opp) return sample_person(opp, "Ann");
    snprintf(name, sizeof name, "House %u", dice(HOUSES));
    return sample_new(name);
}

/* One command of n events. */
static void write_batch(struct journal *j, int pipe, int n)
{
    static int64_t opp;
    int64_t house;
    ok(journal_begin(j, &info));
    int64_t before = count(j);
    if (opp) ok(journal_house_of(j, opp, &house, &info));
    if (opp && house == 0) opp = 0; /* undone */
    say(pipe, (struct report){false, false, before + n});
    for (int i = 0; i < n; i++) {
        struct event e = n == 1 ? any_event(j, opp) : sample_new("Imported");
        ok(sample_append(j, &e, &info));
        if (e.kind == EVENT_NEW) opp = e.opp;
        if (e.kind == EVENT_UNDO || e.kind == EVENT_REDO) opp = 0;
    }
    ok(journal_commit(j, &info));
    say(pipe, (struct report){true, false, before + n});
}

static void write_restore(int pipe)
{
    struct journal *from = sample_open(spare, JOURNAL_READ);
    int64_t events = count(from);
    journal_close(from);
    say(pipe, (struct report){false, true, events});
    ok(journal_restore(path, spare, &info));
    say(pipe, (struct report){true, true, events});
}

static void write_for_ever(int pipe)
{
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    for (;;) {
        unsigned pick = dice(40);
        if (pick == 0)
            write_restore(pipe);
        else if (pick < 4)
            write_batch(j, pipe, IMPORT);
        else if (pick == 4)
            ok(journal_rebuild(j, sample_derive, NULL, &info));
        else
            write_batch(j, pipe, 1);
        if (pick == 5) { /* as if it were the next command */
            journal_close(j);
            j = sample_open(path, JOURNAL_WRITE);
        }
    }
}

/* --- Judging what it left --- */

static int failures;
static struct {
    int done, restored,
        unsaid; /* commands acknowledged, restores among them, and those done but not yet acknowledged */
} seen;

static void expect(bool is, int round, const char *what)
{
    if (is) return;
    fprintf(stderr, "round %d: %s\n", round, what);
    failures++;
}

static bool sound(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    bool is = sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "PRAGMA quick_check", -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW && !strcmp((const char *)sqlite3_column_text(s, 0), "ok");
    sqlite3_finalize(s);
    sqlite3_close(db);
    return is;
}

/* Imports are recognised by their first name; each must be of IMPORT events. */
static bool whole(struct journal *j)
{
    AUTO(arena) a = {0};
    struct events all;
    int64_t batch = 0;
    int n = 0;
    bool is = true;
    ok(journal_history(j, 0, 0, &a, &all, NULL, &info));
    for (size_t i = 0; i <= all.n; i++) {
        bool more = i < all.n;
        if (more && all.items[i].seq != (int64_t)i + 1) is = false;
        if (more && all.items[i].batch == batch) {
            n++;
            continue;
        }
        is = is && (n <= 1 || n == IMPORT);
        batch = more ? all.items[i].batch : 0;
        n = 1;
    }
    return is;
}

/* What the pipe holds: the last thing done, and the one announced after it. */
static void read_reports(int pipe, struct report *ret_done, struct report *ret_begun)
{
    struct report r;
    *ret_begun = (struct report){.done = true};
    while (read(pipe, &r, sizeof r) == sizeof r) {
        if (r.done) *ret_done = r;
        seen.done += r.done;
        seen.restored += r.done && r.restored;
        *ret_begun = r;
    }
}

static void judge(int round, const struct report *done, const struct report *begun)
{
    AUTO(buf) before = {0}, after = {0};
    expect(sound(), round, "quick_check fails");
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    int64_t events = count(j);
    bool may = !begun->done && events == begun->events && events != done->events;
    seen.unsaid += may;
    expect(events == done->events || may, round, "events were lost or stand there unasked");
    expect(whole(j), round, "a batch is partial, or a number is missing");
    sample_dump(path, &before);
    ok(journal_rebuild(j, sample_derive, NULL, &info));
    sample_dump(path, &after);
    expect(str_eq(buf_str(&before), buf_str(&after)), round, "the derived tables are not those of a rebuild");
    journal_close(j);
}

static void wait_a_little(void)
{
    unsigned ms = dice(8) ? dice(12) : dice(60); /* often while the file is made or opened */
    nanosleep(&(struct timespec){.tv_nsec = (long)ms * 1000000 + dice(1000000)}, NULL);
}

static void one_round(int round, struct report *done)
{
    int ends[2];
    if (pipe(ends)) abort();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_for_ever(ends[1]);
    }
    close(ends[1]);
    wait_a_little();
    kill(child, SIGKILL);
    int status;
    waitpid(child, &status, 0);
    expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, round, "the writer ended by itself");
    struct report begun;
    read_reports(ends[0], done, &begun);
    close(ends[0]);
    judge(round, done, &begun);
    struct journal *j = sample_open(path, JOURNAL_READ);
    done->events = count(j); /* from here on the next writer goes on */
    journal_close(j);
}

/* What restores put there. */
static void make_spare(void)
{
    struct journal *j = sample_open(spare, JOURNAL_WRITE);
    for (int i = 0; i < 100; i++) {
        struct event e = sample_new("Restored");
        sample_record(j, &e);
    }
    journal_close(j);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 200;
    struct report done = {0};
    seed = argc > 2 ? (uint64_t)atoi(argv[2]) : 1;
    sample_folder();
    path = strdup(sample_path("test.db"));
    spare = strdup(sample_path("spare.db"));
    make_spare();
    for (int round = 0; round < rounds; round++) {
        if (round % 10 == 0) { /* from nothing: making the file is interrupted as well */
            sample_remove();
            done = (struct report){0};
            sample_folder();
            free((char *)path);
            free((char *)spare);
            path = strdup(sample_path("test.db"));
            spare = strdup(sample_path("spare.db"));
            make_spare();
        }
        seed += (uint64_t)round; /* the child's dice are not ours */
        one_round(round, &done);
    }
    sample_remove();
    free((char *)path);
    free((char *)spare);
    printf("%d killed after %d commands (%d restores, %d done but not acknowledged)\n", rounds, seen.done,
        seen.restored, seen.unsaid);
    int failed = failures < rounds ? failures : rounds;
    printf("%d passed, %d failed\n", rounds - failed, failed);
    return failures != 0;
}
