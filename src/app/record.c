/* Transactions of the journal that keep the agenda in step, and the times that
 * people say.  People: record_person.c. */
#include "app/record.h"

#include "app/offers.h"

/* --- transactions --- */

enum err record_begin(struct record *r, struct app *app, struct err_info *info)
{
    *r = (struct record){.app = app};
    enum err err = journal_begin(app->journal, info);
    r->open = !err;
    return err;
}

void record_abort(struct record *r)
{
    if (!r || !r->open) return;
    journal_rollback(r->app->journal);
    offers_forget(r->app); /* they may have been read from what is now undone */
    r->open = false;
}

static void touch(struct record *r, int64_t house)
{
    for (size_t i = r->n_houses; house > 0 && i-- > 0;) /* the last one most often */
        if (r->houses[i] == house) return;
    if (house > 0) *ARENA_PUSH(r->app->arena, r->houses, r->n_houses, r->houses_room) = house;
}

static bool theirs(const struct event *e)
{
    bool no = e->kind == EVENT_CLOSED && (e->ending == ENDING_REJECTED || e->ending == ENDING_FILLED);
    return no || e->kind == EVENT_TOLD || e->kind == EVENT_HEARD || e->kind == EVENT_OFFER;
}

/* The agenda's rows are derived as of the latest such moment; at an earlier one they cannot answer. */
static instant_t takes_effect(const struct event *e, const struct zone *zone)
{
    if (e->at == TIME_NONE || e->precision == PRECISION_UNKNOWN) return TIME_NONE;
    civil_t at = e->at;
    if (e->kind == EVENT_INTERVIEW) {
        if (e->arranged != TIME_NONE && e->arranged < at) at = e->arranged;
    } else if (e->precision == PRECISION_DAY && theirs(e)) {
        at = (civil_t)day_of(at) * DAY_SECONDS + DAY_SECONDS - 1;
    }
    return zone_instant(zone, at);
}

/* Of interest elsewhere are offers, and what becomes of them: a no where nothing was ever offered is not. */
static enum err touch_offers(struct record *r, int64_t house, struct err_info *info)
{
    AUTO(arena) a = {0};
    int64_t *houses;
    size_t n;
    enum err err = journal_offer_houses(r->app->journal, &a, &houses, &n, info);
    for (size_t i = 0; !err && i < n; i++) r->offers |= houses[i] == house;
    return err;
}

enum err record_event(struct record *r, struct event *e, const struct zone *zone, struct err_info *info)
{
    struct event new = *e;
    new.recorded = r->app->now;
    new.instant = takes_effect(&new, zone ? zone : r->app->zone);
    enum err err = journal_append(r->app->journal, &new, info);
    if (err) return err;
    touch(r, new.house);
    bool undo = new.kind == EVENT_UNDO || new.kind == EVENT_REDO; /* record_undo looks at what they touch */
    if (!undo && !r->offers && offers_touched(&new)) err = touch_offers(r, new.house, info);
    if (err) return err;
    *ARENA_PUSH(r->app->arena, r->events, r->n_events, r->events_room) = new;
    *e = new;
    return OK;
}

enum err record_commit(struct record *r, struct err_info *info)
{
    enum err err = OK;
    if (r->n_houses || r->offers) err = agenda_update(r->app, r->houses, r->n_houses, r->offers, info);
    if (!err) err = journal_commit(r->app->journal, info);
    if (err)
        record_abort(r);
    else
        r->open = false;
    return err;
}

/* --- taking back --- */

/* Whether anything at these houses, as they stand, is of interest elsewhere: what hangs on a batch is more than it holds,
 * as with an opportunity all that was recorded about it comes and goes. */
static enum err look_for_offers(
    struct record *r, const int64_t *houses, size_t n, struct arena *a, struct err_info *info)
{
    for (size_t i = 0; i < n && !r->offers; i++) {
        struct events all;
        enum err err = journal_house(r->app->journal, houses[i], a, &all, info);
        if (err) return err;
        for (size_t k = 0; k < all.n && !err && !r->offers; k++)
            if (offers_touched(&all.items[k])) err = touch_offers(r, houses[i], info);
        if (err) return err;
    }
    return OK;
}

enum err record_undo(struct record *r, bool redo, int64_t *ret_batch, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct journal *j = r->app->journal;
    int64_t batch, *houses = NULL;
    size_t n = 0;
    enum err err = redo ? journal_redoable(j, &batch, info) : journal_undoable(j, &batch, info);
    if (err) return err;
    if (!batch)
        return err_set(info, ERR_NOT_FOUND, "there is nothing to %s: \"hearback history\" shows what has been recorded",
            redo ? "put back" : "take back");
    struct event e = event_zero(redo ? EVENT_REDO : EVENT_UNDO);
    e.count = batch;
    err = journal_batch_houses(j, batch, &a, &houses, &n, info);
    if (!err) err = look_for_offers(r, houses, n, &a, info);
    if (!err) err = record_event(r, &e, NULL, info);
    if (!err) err = look_for_offers(r, houses, n, &a, info);
    if (err) return err;
    for (size_t i = 0; i < n; i++) touch(r, houses[i]);
    *ret_batch = batch;
    return OK;
}

/* --- times --- */

static enum err parse(struct app *app, const struct zone *zone, struct str text, enum when_lean lean, civil_t *ret_at,
    enum precision *ret_precision, struct err_info *info)
{
    struct when w;
    enum err err = when_parse(text, zone_civil(zone, app->now), lean, &w, info);
    if (err) return err;
    *ret_at = w.has_offset ? zone_civil(zone, w.at - w.offset) : w.at;
    *ret_precision = w.precision;
    return OK;
}

enum err record_time(struct app *app, const struct zone *zone, struct str text, enum when_lean lean, struct event *e,
    struct err_info *info)
{
    return parse(app, zone, text, lean, &e->at, &e->precision, info);
}

enum err record_day(
    struct app *app, const struct zone *zone, struct str text, enum when_lean lean, day_t *ret, struct err_info *info)
{
    civil_t at;
    enum precision precision;
    enum err err = parse(app, zone, text, lean, &at, &precision, info);
    if (!err) *ret = day_of(at);
    return err;
}

enum err record_happened(const struct app *app, const struct zone *zone, const struct event *e, struct err_info *info)
{
    char text[24], day[16];
    if (e->at == TIME_NONE || e->precision == PRECISION_UNKNOWN) return OK;
    bool whole_day = e->precision == PRECISION_DAY;
    day_t today = day_of(zone_civil(zone, app->now)), here = day_of(app_now(app));
    if (here > today) today = here;
    bool ahead = whole_day ? day_of(e->at) > today : zone_instant(zone, e->at) > app->now + DAY_SECONDS / 2;
    if (!ahead) return OK;
    return err_set(info, ERR_INPUT, "%s lies ahead: record it when it has happened",
        whole_day ? day_format(day_of(e->at), day) : civil_format(e->at, text));
}
