#include "app/import_mail_state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TAIL = 512, DEPTH = 8, SLACK = 5 };

static uint64_t of_stat(const struct stat *st)
{
    uint64_t d = map_mix((uint64_t)st->st_dev, (uint64_t)st->st_ino);
    d = map_mix(map_mix(d, (uint64_t)st->st_size), (uint64_t)st->st_mtim.tv_sec);
    return map_mix(d, (uint64_t)st->st_mtim.tv_nsec);
}

/* The folders of a Maildir, in whatever order: files come and go with their times. */
static uint64_t of_folder(const char *path, int depth, instant_t *latest)
{
    struct stat st;
    uint64_t sum = 0;
    DIR *dir = depth < DEPTH ? opendir(path) : NULL;
    if (!dir) return 0;
    if (fstat(dirfd(dir), &st) == 0) {
        sum = of_stat(&st);
        if (st.st_mtim.tv_sec > *latest) *latest = st.st_mtim.tv_sec;
    }
    for (struct dirent *d; (d = readdir(dir));) {
        bool self = strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0;
        bool folder = d->d_type == DT_DIR || d->d_type == DT_UNKNOWN;
        char below[4096];
        int n = self || !folder ? -1 : snprintf(below, sizeof below, "%s/%s", path, d->d_name);
        if (n > 0 && (size_t)n < sizeof below) sum += of_folder(below, depth + 1, latest);
    }
    closedir(dir);
    return sum;
}

static uint64_t box_now(const char *path, instant_t *ret_changed)
{
    struct stat st;
    if (mail_reader_is_maildir(path)) return of_folder(path, 0, ret_changed);
    return stat(path, &st) == 0 ? of_stat(&st) : 0;
}

/* What a mail's home may depend on. */
static enum err homes_now(struct mail_import *x, uint64_t *ret, struct err_info *info)
{
    int64_t common;
    instant_t recorded;
    enum err err = journal_last_common(x->i->app->journal, &common, &recorded, info);
    if (!err) *ret = map_mix(mail_homes_digest(&x->homes), (uint64_t)common);
    return err;
}

/* The bytes before `end`, by which a box that has grown is known to be the same; 0: they are not there. */
static uint64_t tail_of(const char *path, int64_t end)
{
    char bytes[TAIL];
    int64_t from = end > TAIL ? end - TAIL : 0;
    int fd = end > 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t got = fd >= 0 ? pread(fd, bytes, (size_t)(end - from), from) : -1;
    if (fd >= 0) close(fd);
    return got == end - from ? map_digest(TAIL, (struct str){bytes, (size_t)got}) : 0;
}

static const char state_form[] = "3 %" PRIx64 " %" PRIx64 " %" PRIx64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64;
static const char state_scan[] = "3 %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64;

enum err import_mail_state_load(struct mail_import *x, const char *path, struct mail_state *ret, struct err_info *info)
{
    struct mail_state s = {.since = TIME_NONE};
    s.box = box_now(path, &s.changed);
    uint64_t box = 0, homes = 0, homes_then = 0, tail = 0;
    int64_t end = 0, when = 0, read = 0, left_out = 0;
    struct str state;
    char *real = realpath(path, NULL);
    s.key = arena_format(&x->arena, "box:%s", real ? real : path);
    free(real);
    enum err err = homes_now(x, &homes, info);
    if (!err) err = journal_reading(x->i->app->journal, s.key, &x->arena, &state, info);
    if (err) return err;
    bool known = state.n && sscanf(state.p, state_scan, &box, &homes_then, &tail, &end, &when, &read, &left_out) == 7;
    if (known && homes == homes_then && !x->i->opp) {
        s.read = read;
        s.left_out = left_out;
        s.same = box == s.box;
        if (mail_reader_is_maildir(path))
            s.since = when;
        else if (tail && tail_of(path, end) == tail)
            s.from = end;
        if (!s.same && !s.from && s.since == TIME_NONE) s.read = s.left_out = 0;
    }
    *ret = s;
    return OK;
}

enum err import_mail_state_save(
    struct mail_import *x, const char *path, const struct mail_state *s, int64_t end, struct err_info *info)
{
    char text[300];
    uint64_t homes;
    if (x->i->options.dry_run || x->i->opp || x->r->refused.n) return OK;
    enum err err = homes_now(x, &homes, info);
    if (err) return err;
    snprintf(text, sizeof text, state_form, s->box, homes, tail_of(path, end), end, s->changed - SLACK, x->r->read,
        x->r->left_out);
    return journal_reading_set(x->i->app->journal, s->key, str_from(text), info);
}

bool import_mail_state_knows(const char *path, struct str file, instant_t since)
{
    char whole[4096];
    struct stat st;
    int n = since == TIME_NONE ? -1 : snprintf(whole, sizeof whole, "%s/%.*s", path, STR_ARG(file));
    return n > 0 && (size_t)n < sizeof whole && stat(whole, &st) == 0 && st.st_ctim.tv_sec < since;
}
