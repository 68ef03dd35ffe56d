/* Deriving agenda rows, and answering from them. */
#include "app/agenda.h"

#include "app/offers.h"

#include <stdlib.h>

/* --- deriving --- */

static instant_t instant_or_never(const struct zone *z, civil_t t)
{
    return t == TIME_NEVER ? TIME_NEVER : zone_instant(z, t);
}

/* As of the last thing that happened, so that the row depends on nothing but the record. */
static civil_t last_moment(const struct app *app, const struct app_house *h, const struct app_opp *o)
{
    instant_t latest = h->latest, offers = offers_latest(app), created = zone_instant(o->zone, o->c.created);
    if (o->c.n_offers && offers > latest) latest = offers;
    if (!h->latest && created > latest) latest = created;
    return zone_civil(o->zone, latest);
}

/* A row for each window, or one without where something is quiet; the first says what.  *ret has room for
 * PLAN_WINDOWS_MAX; returns how many there are. */
static size_t make_rows(
    const struct app *app, const struct app_house *h, const struct app_opp *o, struct plan *p, struct agenda_row *ret)
{
    plan_make(&o->c, last_moment(app, h, o), p);
    bool quiet = p->quiet.is && !p->rests;
    size_t n = 0;
    if (!p->n_windows && quiet) ret[n++] = (struct agenda_row){.from = TIME_NEVER, .until = TIME_NEVER};
    for (size_t i = 0; i < p->n_windows; i++) {
        instant_t from = zone_instant(o->zone, p->windows[i].from);
        instant_t until = instant_or_never(o->zone, p->windows[i].until);
        if (n && from <= ret[n - 1].until) /* apart by less than a change of the clocks */
            ret[n - 1].until = until;
        else
            ret[n++] = (struct agenda_row){.from = from, .until = until};
    }
    for (size_t i = 0; i < n; i++) {
        ret[i].opp = o->id;
        ret[i].house = h->id;
        ret[i].quiet_until = ret[i].quiet_else = TIME_NONE;
    }
    if (n && quiet) {
        ret->quiet_until = instant_or_never(o->zone, p->quiet.until);
        bool kept = p->quiet.otherwise < p->quiet.until; /* something longer than the own rhythm keeps it quiet */
        if (kept) ret->quiet_else = zone_instant(o->zone, p->quiet.otherwise);
    }
    return n;
}

static enum err derive(void *context, int64_t id, const struct events *events, struct arena *a, struct agenda_row **ret,
    size_t *ret_n, struct err_info *info)
{
    struct app *app = context;
    struct app_house h;
    enum err err = house_make(app, id, events, a, &h, info);
    if (!err) err = offers_put(app, &h, a, info);
    if (err) return err;
    struct plan *p = ARENA_NEW(a, struct plan, 1);
    struct agenda_row *rows = ARENA_NEW(a, struct agenda_row, h.n_opps * PLAN_WINDOWS_MAX);
    size_t n = 0;
    for (size_t i = 0; i < h.n_opps; i++) n += make_rows(app, &h, &h.opps[i], p, &rows[n]);
    *ret = rows;
    *ret_n = n;
    return OK;
}

enum err agenda_rebuild(struct app *app, struct err_info *info)
{
    offers_forget(app);
    enum err err = journal_rebuild(app->journal, derive, app, info);
    return err ? err : journal_agenda_set_key(app->journal, app->agenda_key, info);
}

enum err agenda_update(struct app *app, const int64_t *houses, size_t n, bool offers, struct err_info *info)
{
    struct str key;
    AUTO(arena) a = {0};
    enum err err = journal_agenda_key(app->journal, &a, &key, info);
    if (err) return err;
    if (offers || (key.n && !str_eq(key, app->agenda_key))) return agenda_rebuild(app, info);
    for (size_t i = 0; i < n; i++) {
        struct events events;
        struct agenda_row *rows;
        size_t count;
        err = journal_house(app->journal, houses[i], &a, &events, info);
        if (!err) err = derive(app, houses[i], &events, &a, &rows, &count, info);
        if (!err) err = journal_agenda_put(app->journal, houses[i], rows, count, info);
        if (err) return err;
        arena_reset(&a);
    }
    return journal_agenda_set_key(app->journal, app->agenda_key, info);
}

/* --- ids of actions --- */

static struct str person_slug(const struct app_house *h, int16_t person)
{
    return person >= 0 ? h->people[person].slug : person == PERSON_OFFICE ? STR("hr") : (struct str){0};
}

static struct str interview_slug(const struct app_opp *o, uint32_t id)
{
    for (size_t i = 0; i < o->n_interviews; i++)
        if ((uint32_t)o->interviews[i].id == id) return o->interviews[i].slug;
    return (struct str){0};
}

struct str agenda_action_id(struct arena *a, const struct app_house *h, const struct app_opp *o, const struct action *x)
{
    struct str person = person_slug(h, x->person), which = interview_slug(o, x->id);
    bool inquiry = x->step == STEP_INQUIRY || x->step == STEP_THREE_PART;
    bool ends = x->step == STEP_HOLD || x->step == STEP_MOVE_ON;
    struct str id = arena_format(a, "%.*s/%s", STR_ARG(o->slug), step_names[x->step]);
    if (inquiry) return arena_format(a, "%.*s/%u", STR_ARG(id), x->id + 1);
    if (ends) return id;
    if (person.n) id = arena_format(a, "%.*s/%.*s", STR_ARG(id), STR_ARG(person));
    if (x->rule && x->rule->trigger <= TRIGGER_INTERVIEW && which.n && !x->rule->most)
        id = arena_format(a, "%.*s/%.*s", STR_ARG(id), STR_ARG(which));
    if (x->step == STEP_ARTICLE) id = arena_format(a, "%.*s/%u", STR_ARG(id), x->id);
    return id;
}

/* --- answering --- */

struct asking {
    struct app *app;
    const struct agenda_question *q;
    struct arena *a;
    struct agenda *out;
    size_t items_room, quiet_room;
    struct plan *plan;
    struct err_info *info;
};

static void add_item(struct asking *w, struct app_house *h, struct app_opp *o, const struct action *x)
{
    *ARENA_PUSH(w->a, w->out->items, w->out->n, w->items_room) = (struct agenda_item){.house = h,
        .opp = o,
        .action = *x,
        .opens = zone_instant(o->zone, x->opens),
        .due = zone_instant(o->zone, x->due),
        .closes = instant_or_never(o->zone, x->closes),
        .id = agenda_action_id(w->a, h, o, x)};
}

static bool quiet_counts(const struct asking *w, const struct quiet *q, civil_t now)
{
    if (!q->is) return false;
    civil_t horizon = now + (civil_t)AGENDA_QUIET_DAYS * DAY_SECONDS;
    /* "within 14 days" is a matter of days, not of the hour of asking */
    horizon = (civil_t)(day_of(horizon) + 1) * DAY_SECONDS;
    return w->q->all || q->until < horizon || q->otherwise < horizon;
}

static void add_quiet(struct asking *w, struct app_house *h, struct app_opp *o)
{
    const struct quiet *q = &w->plan->quiet;
    *ARENA_PUSH(w->a, w->out->quiet, w->out->n_quiet, w->quiet_room) =
        (struct agenda_quiet){h, o, *q, instant_or_never(o->zone, q->until)};
}

static void look_at_opp(struct asking *w, struct app_house *h, struct app_opp *o)
{
    civil_t now = zone_civil(o->zone, w->app->now);
    civil_t until = w->q->days > 0 ? (civil_t)(day_of(now) + w->q->days) * DAY_SECONDS + DAY_SECONDS - 1 : now;
    plan_make(&o->c, now, w->plan);
    for (size_t i = 0; i < w->plan->n; i++)
        if (w->plan->actions[i].opens <= until) add_item(w, h, o, &w->plan->actions[i]);
    if (quiet_counts(w, &w->plan->quiet, now)) add_quiet(w, h, o);
    w->out->resting += w->plan->rests;
}

static enum err look_at(struct asking *w, struct app_house *h)
{
    enum err err = offers_put(w->app, h, w->a, w->info);
    for (size_t i = 0; !err && i < h->n_opps; i++) look_at_opp(w, h, &h->opps[i]);
    return err;
}

static enum err look_at_id(struct asking *w, int64_t id)
{
    struct app_house *h = ARENA_NEW(w->a, struct app_house, 1);
    enum err err = house_load(w->app, id, w->a, h, w->info);
    return err ? err : look_at(w, h);
}

/* Every house, where the agenda cannot serve.  Those with nothing to show leave nothing behind. */
static enum err visit(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct asking *w = context;
    AUTO(arena) trial = {0};
    struct agenda none = {0};
    struct asking first = *w;
    struct app_house h;
    first.a = &trial;
    first.out = &none;
    first.items_room = first.quiet_room = 0;
    enum err err = house_make(w->app, id, events, &trial, &h, info);
    if (!err) err = look_at(&first, &h);
    w->out->resting += none.resting;
    if (err || (!none.n && !none.n_quiet)) return err;
    size_t resting = w->out->resting;
    err = look_at_id(w, id);
    w->out->resting = resting;
    return err;
}

static bool agenda_serves(const struct asking *w, enum err *ret_err)
{
    instant_t recorded, latest;
    bool stale = true;
    *ret_err = OK;
    if (w->q->all || w->q->days > 0 || w->app->own_playbook) return false;
    *ret_err = journal_span(w->app->journal, &recorded, &latest, w->info);
    if (!*ret_err) *ret_err = journal_stale(w->app->journal, w->app->agenda_key, &stale, w->info);
    return !*ret_err && !stale && w->app->now >= latest;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum err from_agenda(struct asking *w)
{
    int64_t *due;
    size_t n, n_rows = 0;
    struct agenda_row *rows = NULL;
    struct journal *j = w->app->journal;
    enum err err = journal_agenda_due(j, w->app->now, w->a, &due, &n, w->info);
    instant_t horizon =
        w->app->now + (AGENDA_QUIET_DAYS + 2) * (instant_t)DAY_SECONDS; /* zones; judged exactly later */
    if (!err)
        err = journal_agenda_quiet(
            j, w->app->now, horizon, w->q->quiet_max ? w->q->quiet_max + 1 : 0, w->a, &rows, &n_rows, NULL, w->info);
    if (err) return err;
    int64_t *kept;
    size_t n_kept;
    err = journal_agenda_kept(j, w->app->now, horizon, w->q->quiet_max, w->a, &kept, &n_kept, w->info);
    if (err) return err;
    int64_t *ids = ARENA_NEW(w->a, int64_t, n + n_rows + n_kept);
    size_t count = 0;
    for (size_t i = 0; i < n_kept; i++) ids[count++] = kept[i];
    for (size_t i = 0; i < n; i++) ids[count++] = due[i];
    for (size_t i = 0; i < n_rows; i++) ids[count++] = rows[i].house;
    if (count > 1) qsort(ids, count, sizeof *ids, by_number);
    for (size_t i = 0; !err && i < count; i++)
        if (i == 0 || ids[i] != ids[i - 1]) err = look_at_id(w, ids[i]);
    return err;
}

static int item_order(const void *a, const void *b)
{
    const struct agenda_item *x = a, *y = b;
    if (x->action.follows_interview != y->action.follows_interview) return x->action.follows_interview ? -1 : 1;
    if (x->due != y->due) return x->due < y->due ? -1 : 1;
    if (x->opp->id != y->opp->id) return x->opp->id < y->opp->id ? -1 : 1;
    int order = plan_action_order(&x->action, &y->action);
    return order ? order : (x->action.id > y->action.id) - (x->action.id < y->action.id);
}

static int quiet_order(const void *a, const void *b)
{
    const struct agenda_quiet *x = a, *y = b;
    if (x->until != y->until) return x->until < y->until ? -1 : 1;
    return (x->opp->id > y->opp->id) - (x->opp->id < y->opp->id);
}

enum { DAILY_NUMBER = 5 };

static void mark_waiting(const struct app *app, struct agenda *g)
{
    int64_t daily = DAILY_NUMBER, seen = 0;
    struct str set = app_setting(app, "daily-number");
    if (set.n && !str_number(set, &daily)) daily = DAILY_NUMBER;
    for (size_t i = 0; i < g->n; i++) {
        struct agenda_item *x = &g->items[i];
        bool three_part = x->action.step == STEP_THREE_PART && x->action.state != ACTION_UPCOMING;
        x->can_wait = three_part && ++seen > daily;
    }
}

static void put_in_order(const struct app *app, struct agenda *g)
{
    if (g->n > 1) qsort(g->items, g->n, sizeof *g->items, item_order);
    if (g->n_quiet > 1) qsort(g->quiet, g->n_quiet, sizeof *g->quiet, quiet_order);
    mark_waiting(app, g);
}

enum err agenda_today(
    struct app *app, const struct agenda_question *q, struct arena *a, struct agenda *ret, struct err_info *info)
{
    struct agenda g = {0};
    struct plan *plan = ARENA_NEW(a, struct plan, 1);
    struct asking w = {app, q, a, &g, 0, 0, plan, info};
    enum err err;
    bool serves = agenda_serves(&w, &err);
    if (!err) err = serves ? from_agenda(&w) : journal_walk(app->journal, visit, &w, info);
    if (err) return err;
    put_in_order(app, &g);
    *ret = g;
    return OK;
}

enum err agenda_plan(struct app *app, struct app_house *h, struct app_opp *o, bool if_silent, struct arena *a,
    struct agenda *ret, struct err_info *info)
{
    struct agenda g = {0};
    struct agenda_question q = {.all = true};
    struct asking w = {app, &q, a, &g, 0, 0, ARENA_NEW(a, struct plan, 1), info};
    enum err err = offers_put(app, h, a, info);
    if (err) return err;
    civil_t now = zone_civil(o->zone, app->now);
    if (if_silent)
        plan_road(&o->c, now, a, w.plan);
    else
        plan_make(&o->c, now, w.plan);
    for (size_t i = 0; i < w.plan->n; i++) add_item(&w, h, o, &w.plan->actions[i]);
    if (w.plan->quiet.is) add_quiet(&w, h, o);
    if (!if_silent) mark_waiting(app, &g);
    *ret = g;
    return OK;
}
