/* The store and the file system: modes, files that are none of ours, read-only places, full disks, backup and restore.
 * What needs the rights of root, or must not have them, runs in a child of its own or is skipped. */
#include "tests/store/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err_info info;

#define ok(call) sample_ok((call), &info)
enum { SKIPPED = 77, NOBODY = 65534 };

static int fresh(void **state)
{
    (void)state;
    sample_folder();
    return 0;
}

static int done(void **state)
{
    (void)state;
    sample_remove();
    return 0;
}

/* A database with n houses of one opportunity each. */
static void make(const char *path, int n)
{
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    ok(journal_begin(j, &info));
    for (int i = 0; i < n; i++) {
        char name[40];
        snprintf(name, sizeof name, "House %d", i);
        struct event e = sample_new(name);
        ok(sample_append(j, &e, &info));
    }
    ok(journal_commit(j, &info));
    journal_close(j);
}

static int64_t count(const char *path)
{
    struct journal *j = sample_open(path, JOURNAL_READ);
    int64_t events, opps;
    ok(journal_count(j, &events, &opps, &info));
    journal_close(j);
    return events;
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    assert_true(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char *bytes = malloc(1 << 22);
    *n = fread(bytes, 1, 1 << 22, f);
    fclose(f);
    return bytes;
}

static int mode_of(const char *path)
{
    struct stat st;
    return stat(path, &st) ? -1 : (int)(st.st_mode & 0777);
}

static void only_the_owner_may_read(void **state)
{
    (void)state;
    mode_t mask = umask(0);
    const char *path = sample_path("one/two/test.db");
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    struct event e = sample_new("Acme");
    sample_record(j, &e);
    umask(mask);
    const struct {
        const char *name;
        int mode;
    } expected[] = {{"one", 0700}, {"one/two", 0700}, {"one/two/test.db", 0600}, {"one/two/test.db-wal", 0600},
        {"one/two/test.db-shm", 0600}};
    for (size_t i = 0; i < 5; i++) assert_int_equal(mode_of(sample_path(expected[i].name)), expected[i].mode);
    ok(journal_backup(j, sample_path("backup.db"), &info));
    assert_int_equal(mode_of(sample_path("backup.db")), 0600);
    journal_close(j);
}

static void odd_names(void **state)
{
    (void)state;
    static const char *const names[] = {"file:x?mode=memory", "a b%20#?.db", "ä'\".db", ":memory:"};
    char old[300];
    assert_non_null(getcwd(old, sizeof old));
    assert_int_equal(chdir(sample_path("")), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        make(names[i], 3);
        assert_int_equal(count(names[i]), 3);
        assert_int_equal(access(names[i], F_OK), 0);
    }
    assert_int_equal(chdir(old), 0);
}

/* --- Files that are none of ours --- */

static void spoil(const char *path, long at, size_t n)
{
    size_t size;
    char *bytes = read_file(path, &size);
    memset(bytes + at, 0xA5, n);
    write_file(path, bytes, size);
    free(bytes);
}

struct bad {
    const char *name, *sql; /* a sound database changed by SQL ... */
    const char *content; /* ... or these bytes ... */
    long spoil_at; /* ... or overwritten from here on ... */
    long cut_to; /* ... or cut short */
    const char *says;
};

static const struct bad bad_files[] = {
    {"text", .content = "Dear diary, this is not a database at all, whatever its name may say. So long, and thanks.",
        .says = "not a hearback database"},
    {"short", .content = "x", .says = "not a hearback database"},
    {"newer", .sql = "PRAGMA user_version = 99", .says = "newer hearback"},
    {"other", .sql = "PRAGMA application_id = 7", .says = "not a hearback database"},
    {"unnamed", .sql = "PRAGMA application_id = 0; PRAGMA user_version = 0", .says = "not a hearback database"},
    {"header", .spoil_at = 1, .says = "not a hearback database"},
    {"schema", .spoil_at = 100, .says = "damaged"},
    {"cut", .cut_to = 8192, .says = "damaged"},
};

static void make_bad(const struct bad *b, const char *path)
{
    if (b->content) {
        write_file(path, b->content, strlen(b->content));
        return;
    }
    make(path, 200);
    if (b->sql) assert_int_equal(sample_sql(path, b->sql), 0);
    if (b->spoil_at) spoil(path, b->spoil_at, 4000);
    if (b->cut_to) assert_int_equal(truncate(path, b->cut_to), 0);
}

/* Opens and uses a file; the first error. */
static enum err use(const char *path, enum journal_mode mode)
{
    struct journal *j = NULL;
    AUTO(arena) a = {0};
    struct events all;
    int64_t events, opps;
    enum err err = journal_open(&j, path, mode, &info);
    if (err == OK) err = journal_count(j, &events, &opps, &info);
    if (err == OK) err = journal_history(j, 0, 0, &a, &all, NULL, &info);
    journal_close(j);
    return err;
}

static void bad_files_are_refused_and_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
        const char *path = sample_path(bad_files[i].name);
        make_bad(&bad_files[i], path);
        size_t n, n_after;
        char *before = read_file(path, &n);
        for (int mode = JOURNAL_READ; mode <= JOURNAL_WRITE; mode++) {
            enum err err = use(path, (enum journal_mode)mode);
            if (err != ERR_STORE || !strstr(info.text, bad_files[i].says))
                fail_msg("%s: %d, \"%s\"", bad_files[i].name, (int)err, err ? info.text : "");
            assert_non_null(strstr(info.text, path));
        }
        assert_int_equal(journal_restore(sample_path("new.db"), path, &info), ERR_STORE);
        assert_int_equal(access(sample_path("new.db"), F_OK), -1);
        char *after = read_file(path, &n_after);
        assert_true(n == n_after && !memcmp(before, after, n));
        free(before);
        free(after);
    }
}

static void what_is_no_file(void **state)
{
    (void)state;
    write_file(sample_path("file"), "", 0);
    const char *const paths[] = {sample_path(""), sample_path("file/test.db"), "/dev/null"};
    for (size_t i = 0; i < 3; i++)
        for (int mode = JOURNAL_READ; mode <= JOURNAL_WRITE; mode++)
            assert_int_equal(use(paths[i], (enum journal_mode)mode), ERR_SYSTEM);
    assert_int_equal(use(sample_path("file"), JOURNAL_READ), OK); /* an empty file is an empty journal ... */
    assert_int_equal(mode_of(sample_path("file")) & 0400, 0400);
    make(sample_path("file"), 2); /* ... and becomes one */
    assert_int_equal(count(sample_path("file")), 2);
}

/* A file whose codes no program wrote must not lead anybody astray. */
static void unknown_codes_are_damage(void **state)
{
    (void)state;
    static const char *const columns[] = {
        "kind", "channel", "role", "purpose", "gist", "ending", "step", "precision", "flags", "day"};
    const char *path = sample_path("test.db");
    make(path, 1);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char sql[300];
        snprintf(sql, sizeof sql,
            "DROP TRIGGER IF EXISTS event_stays; UPDATE event SET kind = 1, channel = NULL,"
            " role = NULL, purpose = NULL, gist = NULL, ending = NULL, step = NULL, precision = NULL, flags = NULL,"
            " day = NULL; UPDATE event SET %s = 4000000",
            columns[i]);
        assert_int_equal(sample_sql(path, sql), 0);
        assert_int_equal(use(path, JOURNAL_READ), ERR_STORE);
        assert_non_null(strstr(info.text, "damaged"));
    }
}

/* --- Places where nothing can be written --- */

/* Runs a test as nobody, in a child; skips it where that cannot be. */
static void as_nobody(void (*test)(void))
{
    assert_int_equal(chmod(sample_path(""), 0777), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) || setuid(NOBODY))) _exit(SKIPPED);
        test();
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED) skip();
    assert_int_equal(status, 0);
}

static void expect(bool is, const char *what)
{
    if (is) return;
    fprintf(stderr, "%s; the last error said \"%s\"\n", what, info.text);
    abort();
}

static void use_read_only(void)
{
    const char *path = sample_path("ro/test.db"), *file = sample_path("file.db");
    expect(!mkdir(sample_path("ro"), 0700), "mkdir");
    make(path, 5);
    make(file, 4);
    expect(!chmod(path, 0400) && !chmod(sample_path("ro"), 0500) && !chmod(file, 0400), "chmod");
    expect(count(path) == 5, "a read-only copy can be read");
    expect(count(file) == 4, "a read-only file can be read");
    expect(use(path, JOURNAL_WRITE) == ERR_SYSTEM, "writing in a read-only folder");
    expect(use(file, JOURNAL_WRITE) == ERR_SYSTEM, "writing to a read-only file");
    expect(use(sample_path("ro/new.db"), JOURNAL_WRITE) == ERR_SYSTEM, "making one in a read-only folder");
    expect(use(sample_path("ro/sub/new.db"), JOURNAL_WRITE) == ERR_SYSTEM, "making a folder there");
    expect(!chmod(path, 0600), "chmod");
    expect(count(path) == 5 && use(path, JOURNAL_WRITE) == ERR_SYSTEM, "only the folder is read-only");
    expect(!chmod(path, 0000) && use(path, JOURNAL_READ) == ERR_SYSTEM, "a file that must not be read");
    struct journal *j = sample_open(file, JOURNAL_READ);
    expect(journal_backup(j, sample_path("ro/backup.db"), &info) == ERR_SYSTEM, "a backup to a read-only folder");
    journal_close(j);
    chmod(sample_path("ro"), 0700);
}

static void read_only_places(void **state)
{
    (void)state;
    as_nobody(use_read_only);
}

/* --- Full disks --- */

/* Records until that fails; what was acknowledged is there, nothing else, and it goes on where there is room again. */
static void fill(const char *path, void (*make_room)(void))
{
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    static char text[15001];
    memset(text, 'x', sizeof text - 1);
    struct event e = sample_new("Acme");
    sample_record(j, &e);
    int64_t opp = e.opp, recorded = 1;
    enum err err = OK;
    for (int i = 0; i < 1000 && err == OK; i++) {
        e = sample_note(opp, text);
        err = journal_begin(j, &info);
        if (err == OK) err = sample_append(j, &e, &info);
        if (err == OK) err = journal_commit(j, &info);
        journal_rollback(j);
        recorded += err == OK;
    }
    expect(err == ERR_SYSTEM, "a full disk");
    expect(count(path) == recorded, "what was acknowledged, and nothing else");
    make_room();
    e = sample_note(opp, "again");
    sample_record(j, &e);
    expect(e.seq == recorded + 1, "the next number");
    journal_close(j);
    expect(count(path) == recorded + 1 && use(path, JOURNAL_READ) == OK, "sound");
}

static const char *filler;

static void remove_filler(void)
{
    unlink(filler);
}

static void lift_limit(void)
{
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY});
}

static void to_the_brim(const char *path)
{
    static const char block[4096];
    FILE *f = fopen(path, "w");
    expect(f != NULL, path);
    while (fwrite(block, sizeof block, 1, f) == 1 && fflush(f) == 0) continue;
    fclose(f);
}

/* A small tmpfs, in a name space of its own. */
static void use_full_disk(void)
{
    const char *disk = sample_path("disk");
    expect(!mkdir(disk, 0700), "mkdir");
    if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
        mount("tmpfs", disk, "tmpfs", 0, "size=1m"))
        _exit(SKIPPED);
    filler = sample_path("disk/filler");
    char *zeros = calloc(1, 300000);
    write_file(filler, zeros, 300000);
    free(zeros);
    fill(sample_path("disk/test.db"), remove_filler);
    struct journal *j = sample_open(sample_path("disk/test.db"), JOURNAL_READ);
    to_the_brim(filler);
    expect(journal_backup(j, sample_path("disk/backup.db"), &info) == ERR_SYSTEM, "no room for a backup");
    expect(access(sample_path("disk/backup.db"), F_OK) == -1, "no half backup");
    journal_close(j);
    umount(disk);
}

static void use_size_limit(void)
{
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){300000, RLIM_INFINITY});
    fill(sample_path("limited.db"), lift_limit);
}

static void in_child(void (*test)(void))
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        test();
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED) skip();
    assert_int_equal(status, 0);
}

static void full_disk(void **state)
{
    (void)state;
    in_child(use_full_disk);
}

static void largest_file(void **state)
{
    (void)state;
    in_child(use_size_limit);
}

/* --- Backup and restore --- */

static void backup_is_complete_and_alone(void **state)
{
    (void)state;
    const char *path = sample_path("test.db"), *copy = sample_path("copy.db");
    make(path, 20);
    struct journal *j = sample_open(path, JOURNAL_WRITE), *none = sample_open(sample_path("none"), JOURNAL_READ);
    struct event e = sample_new("Last");
    sample_record(j, &e); /* in the -wal still */
    ok(journal_backup(j, copy, &info));
    assert_int_equal(count(copy), 21);
    AUTO(buf) ours = {0}, theirs = {0};
    sample_dump(path, &ours);
    sample_dump(copy, &theirs);
    assert_true(str_eq(buf_str(&ours), buf_str(&theirs)));
    assert_int_equal(journal_backup(j, copy, &info), ERR_INPUT); /* exists */
    assert_int_equal(journal_backup(j, sample_path("no/folder.db"), &info), ERR_SYSTEM);
    assert_int_equal(journal_backup(none, sample_path("nothing.db"), &info), ERR_NOT_FOUND);
    assert_int_equal(access(sample_path("nothing.db"), F_OK), -1);
    journal_close(j);
    journal_close(none);
}

static void restore_replaces_and_keeps(void **state)
{
    (void)state;
    const char *path = sample_path("test.db"), *from = sample_path("from.db");
    make(path, 500);
    make(from, 3);
    struct journal *open = sample_open(path, JOURNAL_WRITE); /* goes on across it */
    int64_t events, opps;
    ok(journal_restore(path, from, &info));
    ok(journal_count(open, &events, &opps, &info));
    assert_int_equal(events, 3);
    struct event e = sample_new("House 1"); /* of the restored ones */
    sample_record(open, &e);
    assert_true(e.seq == 4 && e.house == 2);
    assert_int_equal(count(sample_path("test.db.before-restore")), 500);
    ok(journal_restore(path, from, &info));
    assert_int_equal(count(sample_path("test.db.before-restore")), 500); /* never overwritten */
    assert_int_equal(count(sample_path("test.db.before-restore.2")), 4);
    assert_int_equal(count(path), 3);
    journal_close(open);
    ok(journal_restore(sample_path("fresh/new.db"), from, &info));
    assert_int_equal(count(sample_path("fresh/new.db")), 3);
    assert_int_equal(access(sample_path("fresh/new.db.before-restore"), F_OK), -1);
    assert_int_equal(journal_restore(path, path, &info), ERR_INPUT);
    assert_int_equal(journal_restore(path, sample_path("missing"), &info), ERR_NOT_FOUND);
}

static void restore_over_damage(void **state)
{
    (void)state;
    const struct bad *schema = &bad_files[6];
    const char *path = sample_path("test.db"), *from = sample_path("from.db");
    make_bad(schema, path);
    make(from, 3);
    ok(journal_restore(path, from, &info));
    assert_int_equal(count(path), 3);
    assert_int_equal(access(sample_path("test.db.before-restore"), F_OK), 0);
    static const char letter[2000] = "Dear Sir";
    write_file(sample_path("letter"), letter, sizeof letter);
    assert_int_equal(journal_restore(sample_path("letter"), from, &info), ERR_STORE); /* not a database: left alone */
    spoil(path, 8192, 4096); /* damage within */
    ok(journal_restore(path, from, &info));
    assert_int_equal(count(path), 3);
}

static void restore_refuses_every_damaged_page(void **state)
{
    (void)state;
    const char *path = sample_path("test.db"), *from = sample_path("from.db");
    make(path, 2);
    make(from, 200);
    size_t size;
    char *bytes = read_file(from, &size);
    for (size_t page = 4096; page < size; page += 4096) {
        write_file(from, bytes, size);
        spoil(from, (long)page, 4096);
        if (journal_restore(path, from, &info) != ERR_STORE) fail_msg("page %zu", page / 4096 + 1);
    }
    free(bytes);
    assert_int_equal(count(path), 2);
}

static void write_until_killed(const char *path, int pipe)
{
    struct journal *j = sample_open(path, JOURNAL_WRITE);
    for (;;) {
        struct event e = sample_new("Written meanwhile");
        sample_record(j, &e);
        if (write(pipe, "x", 1) != 1) _exit(1);
    }
}

/* What another process records while a restore is under way is in the database afterwards or in what was kept. */
static void restore_loses_nothing_recorded_meanwhile(void **state)
{
    (void)state;
    enum { RESTORES = 10, RESTORED = 3 };
    const char *path = sample_path("test.db"), *from = sample_path("from.db");
    make(path, RESTORED);
    make(from, RESTORED);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) write_until_killed(path, ends[1]);
    close(ends[1]);
    for (int i = 0; i < RESTORES; i++) ok(journal_restore(path, from, &info));
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    int64_t acknowledged = 0, found = count(path) - RESTORED;
    for (char c; read(ends[0], &c, 1) == 1;) acknowledged++;
    close(ends[0]);
    for (int i = 1; i <= RESTORES; i++) {
        char name[60];
        snprintf(name, sizeof name, i == 1 ? "test.db.before-restore" : "test.db.before-restore.%d", i);
        found += count(sample_path(name)) - RESTORED;
    }
    assert_true(found == acknowledged || found == acknowledged + 1); /* killed between recording and saying so */
}

/* Changes that leave the file sound for SQLite but not for us. */
static void restore_refuses_what_was_tampered_with(void **state)
{
    (void)state;
    static const char *const sql[] = {"DROP TRIGGER event_stays", "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM agenda; END", "DROP TABLE hidden",
        "ALTER TABLE house ADD COLUMN x TEXT"};
    const char *path = sample_path("test.db");
    make(path, 2);
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        const char *from = sample_path((const char[]){'a' + (char)i, 0});
        make(from, 3);
        assert_int_equal(sample_sql(from, sql[i]), 0);
        assert_int_equal(journal_restore(path, from, &info), ERR_STORE);
        assert_int_equal(count(path), 2);
    }
    const char *from = sample_path("codes");
    make(from, 3);
    assert_int_equal(sample_sql(from, "INSERT INTO event(house, opp, seq, batch, recorded, kind, text)"
                                      " VALUES(1, 1, 4, 4, 1, 20, cast(x'ff' AS TEXT))"),
        0);
    assert_int_not_equal(journal_restore(path, from, &info), OK);
    assert_int_equal(count(path), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, done)
    const struct CMUnitTest tests[] = {TEST(only_the_owner_may_read), TEST(odd_names),
        TEST(bad_files_are_refused_and_left_alone), TEST(what_is_no_file), TEST(unknown_codes_are_damage),
        TEST(read_only_places), TEST(full_disk), TEST(largest_file), TEST(backup_is_complete_and_alone),
        TEST(restore_replaces_and_keeps), TEST(restore_over_damage), TEST(restore_refuses_what_was_tampered_with),
        TEST(restore_refuses_every_damaged_page), TEST(restore_loses_nothing_recorded_meanwhile)};
    return cmocka_run_group_tests_name("store files", tests, NULL, NULL);
}
