/* Single events, each durable before the next: one transaction that adds it and
 * brings the agenda up to date.
 *
 * usage: record FILE.db COUNT [note|contact|reject]
 *        (a copy of what make_db made; it grows) */
#include "app/record.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct event some_event(const char *what)
{
    struct event e = event_zero(EVENT_NOTE);
    if (!strcmp(what, "contact")) {
        e.kind = EVENT_CONTACTED;
        e.channel = CHANNEL_EMAIL;
        e.purpose = PURPOSE_REPLY;
    }
    if (!strcmp(what, "reject")) {
        e.kind = EVENT_HEARD;
        e.gist = GIST_REJECTED;
    }
    e.text = STR("Sent a short note asking for news.");
    return e;
}

static enum err record_one(struct app *app, int64_t opp, const char *what, struct err_info *info)
{
    struct record r;
    struct event e = some_event(what);
    e.opp = opp;
    e.at = app_now(app);
    enum err err = record_begin(&r, app, info);
    if (!err) err = record_event(&r, &e, NULL, info);
    if (!err) err = record_commit(&r, info);
    record_abort(&r);
    return err;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static enum err record_all(struct app *app, int count, const char *what, struct err_info *info)
{
    struct events all;
    double *took = ARENA_NEW(app->arena, double, (size_t)count), sum = 0;
    enum err err = journal_introductions(app->journal, EVENT_NEW, app->arena, &all, info);
    for (int i = 0; i < count && !err; i++) {
        double begin = bench_seconds();
        err = record_one(app, all.items[((uint32_t)i * 2654435761U) % all.n].seq, what, info);
        took[i] = bench_seconds() - begin;
        sum += took[i];
    }
    if (err) return err;
    qsort(took, (size_t)count, sizeof *took, compare);
    printf("%-8s %8.0f events/s, p50 %.1f us, p99 %.1f us, max %.1f us\n", what, count / sum, took[count / 2] * 1e6,
        took[count * 99 / 100] * 1e6, took[count - 1] * 1e6);
    return OK;
}

int main(int argc, char **argv)
{
    if (argc < 3 || atoi(argv[2]) < 1) return fprintf(stderr, "usage: record FILE.db COUNT [note|contact|reject]\n"), 2;
    AUTO(arena) a = {0};
    struct app app;
    struct err_info info;
    struct app_options o = {.path = argv[1], .now = BENCH_NOW, .mode = JOURNAL_WRITE};
    enum err err = app_open(&app, &o, &a, &info);
    if (err) return fprintf(stderr, "record: %s\n", info.text), 1;
    err = record_all(&app, atoi(argv[2]), argc > 3 ? argv[3] : "contact", &info);
    if (err) fprintf(stderr, "record: %s\n", info.text);
    app_close(&app);
    return err != OK;
}
