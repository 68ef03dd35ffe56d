/* What the store's tests share. */
#include "tests/store/sample.h"

#include <dirent.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW 1790000000

static char folder[200];

void sample_folder(void)
{
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/hearback-store.XXXXXX", base && strlen(base) < 100 ? base : "/tmp");
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(1);
    }
}

static void remove_all(const char *path)
{
    DIR *d = opendir(path);
    struct dirent *e;
    while (d && (e = readdir(d))) {
        char name[600];
        struct stat st;
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        snprintf(name, sizeof name, "%s/%s", path, e->d_name);
        if (lstat(name, &st) == 0 && S_ISDIR(st.st_mode))
            remove_all(name);
        else
            unlink(name);
    }
    if (d) closedir(d);
    rmdir(path);
}

void sample_remove(void)
{
    remove_all(folder);
}

const char *sample_path(const char *name)
{
    static char ring[8][300];
    static unsigned next;
    char *path = ring[next++ % 8];
    snprintf(path, sizeof ring[0], "%s/%s", folder, name);
    return path;
}

void sample_ok(enum err err, const struct err_info *info)
{
    if (err == OK) return;
    fprintf(stderr, "error %d: %s\n", (int)err, info->text);
    abort();
}

struct journal *sample_open(const char *path, enum journal_mode mode)
{
    struct err_info info;
    struct journal *j = NULL;
    sample_ok(journal_open(&j, path, mode, &info), &info);
    return j;
}

static struct event sample(enum event_kind kind)
{
    struct event e = event_zero(kind);
    e.recorded = NOW;
    return e;
}

struct event sample_new(const char *organisation)
{
    struct event e = sample(EVENT_NEW);
    e.name = str_from(organisation);
    e.title = STR("Engineer");
    e.slug = STR("slug");
    return e;
}

struct event sample_person(int64_t opp, const char *name)
{
    struct event e = sample(EVENT_PERSON);
    e.opp = opp;
    e.name = str_from(name);
    e.role = ROLE_HR;
    return e;
}

struct event sample_interview(int64_t opp)
{
    struct event e = sample(EVENT_INTERVIEW);
    e.opp = opp;
    e.at = NOW;
    e.instant = NOW + 3600;
    return e;
}

struct event sample_note(int64_t opp, const char *text)
{
    struct event e = sample(EVENT_NOTE);
    e.opp = opp;
    e.at = e.instant = NOW;
    e.text = str_from(text);
    return e;
}

struct event sample_undo(enum event_kind kind, int64_t batch)
{
    struct event e = sample(kind);
    e.count = batch;
    return e;
}

struct event sample_setting(const char *name, const char *value)
{
    struct event e = sample(EVENT_SETTING);
    e.name = str_from(name);
    e.text = str_from(value);
    return e;
}

enum err sample_derive(void *context, int64_t house, const struct events *events, struct arena *a,
    struct agenda_row **ret, size_t *ret_n, struct err_info *info)
{
    (void)context;
    (void)info;
    struct agenda_row *rows = NULL;
    size_t n = 0, room = 0;
    for (size_t i = 0; i < events->n; i++) {
        const struct event *e = &events->items[i];
        if (n == 0 || rows[n - 1].opp != e->opp)
            *ARENA_PUSH(a, rows, n, room) = (struct agenda_row){.opp = e->opp,
                .house = house,
                .from = NOW,
                .until = TIME_NEVER,
                .quiet_until = TIME_NONE,
                .quiet_else = TIME_NONE};
        struct agenda_row *row = &rows[n - 1];
        row->from += e->seq * 3600;
        if (e->kind == EVENT_NOTE) row->until = row->from + e->seq * 1000;
        if (e->kind == EVENT_PERSON) {
            row->quiet_else = row->from;
            row->quiet_until = row->from % 3 ? row->from + 86400 : TIME_NEVER;
        }
    }
    *ret = rows;
    *ret_n = n;
    return OK;
}

static enum err put(struct journal *j, int64_t house, struct arena *a, struct err_info *info)
{
    struct events events;
    struct agenda_row *rows;
    size_t n;
    enum err err = journal_house(j, house, a, &events, info);
    if (err == OK) err = sample_derive(NULL, house, &events, a, &rows, &n, info);
    return err ? err : journal_agenda_put(j, house, rows, n, info);
}

enum err sample_append(struct journal *j, struct event *e, struct err_info *info)
{
    AUTO(arena) a = {0};
    int64_t *houses = NULL;
    size_t n = 0;
    enum err err = journal_append(j, e, info);
    if (err) return err;
    if (e->kind == EVENT_UNDO || e->kind == EVENT_REDO)
        err = journal_batch_houses(j, e->count, &a, &houses, &n, info);
    else if (e->house > 0)
        houses = &e->house, n = 1;
    for (size_t i = 0; i < n && err == OK; i++) err = put(j, houses[i], &a, info);
    return err;
}

void sample_record(struct journal *j, struct event *e)
{
    struct err_info info;
    sample_ok(journal_begin(j, &info), &info);
    sample_ok(sample_append(j, e, &info), &info);
    sample_ok(journal_commit(j, &info), &info);
}

static int dump_row(void *to, int n, char **values, char **names)
{
    (void)names;
    for (int i = 0; i < n; i++) buf_printf(to, "%s|", values[i] ? values[i] : "NULL");
    buf_char(to, '\n');
    return 0;
}

static int on_file(const char *path, const char *sql, int (*row)(void *, int, char **, char **), void *to)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_busy_timeout(db, 60000);
    if (rc == SQLITE_OK) rc = sqlite3_exec(db, sql, row, to, NULL);
    sqlite3_close(db);
    return rc;
}

void sample_dump(const char *path, struct buf *to)
{
    int rc = on_file(path,
        "SELECT 'hidden', * FROM hidden ORDER BY 2; SELECT 'house', * FROM house ORDER BY 2;"
        " SELECT 'pack', house, hex(events) FROM pack ORDER BY house;"
        " SELECT 'agenda', * FROM agenda ORDER BY 2, 3; SELECT 'meta', * FROM meta",
        dump_row, to);
    if (rc) abort();
}

int sample_sql(const char *path, const char *sql)
{
    return on_file(path, sql, NULL, NULL);
}
