/* Offers, from the few houses that have made any. */
#include "app/offers.h"

bool offers_touched(const struct event *e)
{
    return e->kind == EVENT_MEANS || e->kind == EVENT_OFFER || e->kind == EVENT_CLOSED || e->kind == EVENT_REOPENED ||
           e->kind == EVENT_UNDO || e->kind == EVENT_REDO ||
           (e->kind == EVENT_HEARD && (e->gist == GIST_OFFER || e->gist == GIST_REJECTED || e->gist == GIST_FILLED));
}

void offers_forget(struct app *app)
{
    app->offers_known = false;
    app->offers = NULL;
    app->n_offers = 0;
}

static bool is_offer(const struct fact *f)
{
    return f->kind == FACT_OFFER || (f->kind == FACT_WORD && f->gist == GIST_OFFER);
}

static bool is_end(const struct fact *f)
{
    bool word = f->kind == FACT_WORD && (f->gist == GIST_REJECTED || f->gist == GIST_FILLED);
    return word || (f->kind == FACT_CLOSED && f->ending != ENDING_HOLD && f->ending != ENDING_MOVED_ON);
}

/* Each offer in turn, until a later one or an end. */
static void collect(struct app *app, const struct app_opp *o, size_t *room)
{
    struct app_offer *standing = NULL;
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        instant_t at = f->at == TIME_NEVER ? app->now : zone_instant(o->zone, f->at);
        if (is_offer(f)) {
            if (standing) standing->ended = at;
            standing = ARENA_PUSH(app->arena, app->offers, app->n_offers, *room);
            *standing = (struct app_offer){.opp = o->id,
                .at = at,
                .accepted = TIME_NEVER,
                .ended = TIME_NEVER,
                .answer_by = f->kind == FACT_OFFER ? f->day : DAY_NONE};
        } else if (standing && is_end(f)) {
            standing->ended = at;
            if (f->kind == FACT_CLOSED && f->ending == ENDING_ACCEPTED) standing->accepted = at;
            standing = NULL;
        } else if (f->kind == FACT_CLOSED && f->ending == ENDING_ACCEPTED) { /* of an offer that nobody recorded */
            *ARENA_PUSH(app->arena, app->offers, app->n_offers, *room) =
                (struct app_offer){.opp = o->id, .at = at, .accepted = at, .ended = at, .answer_by = DAY_NONE};
        }
    }
}

static enum err find(struct app *app, struct err_info *info)
{
    int64_t *houses;
    size_t n, room = 0;
    if (app->offers_known || !app->journal) return OK;
    enum err err = journal_offer_houses(app->journal, app->arena, &houses, &n, info);
    for (size_t i = 0; !err && i < n; i++) {
        struct app_house h;
        err = house_load(app, houses[i], app->arena, &h, info);
        for (size_t k = 0; !err && k < h.n_opps; k++) collect(app, &h.opps[k], &room);
    }
    app->offers_known = !err;
    return err;
}

static civil_t civil_or_never(const struct zone *z, instant_t t)
{
    return t == TIME_NEVER ? TIME_NEVER : zone_civil(z, t);
}

enum err offers_put(struct app *app, struct app_house *h, struct arena *a, struct err_info *info)
{
    enum err err = find(app, info);
    if (err || !app->n_offers) return err;
    for (size_t i = 0; i < h->n_opps; i++) {
        struct app_opp *o = &h->opps[i];
        struct plan_offer *out = ARENA_NEW(a, struct plan_offer, app->n_offers);
        size_t n = 0;
        for (size_t k = 0; k < app->n_offers; k++) {
            const struct app_offer *f = &app->offers[k];
            if (f->opp == o->id) continue;
            out[n++] = (struct plan_offer){zone_civil(o->zone, f->at), f->answer_by,
                civil_or_never(o->zone, f->accepted), civil_or_never(o->zone, f->ended)};
        }
        o->c.offers = out;
        o->c.n_offers = n;
    }
    return OK;
}

instant_t offers_latest(const struct app *app)
{
    instant_t latest = 0;
    for (size_t i = 0; i < app->n_offers; i++) {
        const struct app_offer *o = &app->offers[i];
        if (o->at > latest) latest = o->at;
        if (o->ended != TIME_NEVER && o->ended > latest) latest = o->ended;
    }
    return latest;
}
