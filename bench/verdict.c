/* Verdicts in one process: would this contact be pestering?  Each loads the
 * house of an opportunity from the database, folds it and judges.
 *
 * usage: verdict FILE.db COUNT       (FILE.db made by make_db) */
#include "app/offers.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>

struct opps {
    int64_t *ids;
    size_t n;
};

static enum err find_opps(struct app *app, struct opps *ret, struct err_info *info)
{
    struct events all;
    AUTO(arena) a = {0};
    enum err err = journal_introductions(app->journal, EVENT_NEW, &a, &all, info);
    if (err) return err;
    ret->ids = ARENA_NEW(app->arena, int64_t, all.n);
    ret->n = all.n;
    for (size_t i = 0; i < all.n; i++) ret->ids[i] = all.items[i].seq;
    return OK;
}

static enum err judge(struct app *app, int64_t opp, struct arena *a, struct verdict *ret, struct err_info *info)
{
    int64_t id;
    struct app_house h;
    enum err err = journal_house_of(app->journal, opp, &id, info);
    if (!err) err = house_load(app, id, a, &h, info);
    if (!err) err = offers_put(app, &h, a, info);
    if (err) return err;
    const struct app_opp *o = house_opp(&h, opp);
    *ret = plan_check(&o->c, 0, CHANNEL_EMAIL, PURPOSE_INQUIRY, zone_civil(o->zone, app->now));
    return OK;
}

static enum err judge_all(struct app *app, int count, struct err_info *info)
{
    struct opps opps;
    AUTO(arena) a = {0};
    int refused = 0;
    enum err err = find_opps(app, &opps, info);
    double begin = bench_seconds();
    for (int i = 0; i < count && !err; i++) {
        struct verdict v;
        err = judge(app, opps.ids[((uint32_t)i * 2654435761U) % opps.n], &a, &v, info);
        refused += !err && v.judgement != JUDGED_OK;
        arena_reset(&a);
    }
    if (!err)
        printf("%d verdicts, %d refused, %.1f us each\n", count, refused, (bench_seconds() - begin) / count * 1e6);
    return err;
}

int main(int argc, char **argv)
{
    if (argc < 3) return fprintf(stderr, "usage: verdict FILE.db COUNT\n"), 2;
    AUTO(arena) a = {0};
    struct app app;
    struct err_info info;
    enum err err = app_open(&app, &(struct app_options){.path = argv[1], .now = BENCH_NOW}, &a, &info);
    if (err) return fprintf(stderr, "verdict: %s\n", info.text), 1;
    err = judge_all(&app, atoi(argv[2]), &info);
    if (err) fprintf(stderr, "verdict: %s\n", info.text);
    app_close(&app);
    return err != OK;
}
