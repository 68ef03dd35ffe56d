/* Counting over all opportunities, house by house. */
#include "app/health.h"

#include "plan/moment.h"
#include "plan/state.h"

#include <stdlib.h>

/* The one opportunity that something is true of, as long as there is only one. */
struct single {
    size_t opps, count;
    struct str slug, organisation, position;
};

struct survey {
    struct app *app;
    struct arena *a;
    struct health *out;
    day_t today, first; /* first: the Monday of the first week */
    struct single interview, active;
};

static void note(struct survey *v, struct single *s, const struct app_opp *o, size_t count)
{
    if (!count) return;
    s->count += count;
    if (s->opps++) return;
    s->slug = arena_str(v->a, o->slug);
    s->organisation = arena_str(v->a, o->organisation);
    s->position = arena_str(v->a, o->position);
}

/* The seeker's day of a fact; one without a time has the same day everywhere. */
static day_t own_day(const struct survey *v, const struct app_opp *o, civil_t at, bool day_only)
{
    bool same = day_only || o->zone == v->app->zone;
    return day_of(same ? at : zone_civil(v->app->zone, zone_instant(o->zone, at)));
}

/* --- what was done, by week --- */

static struct health_week *week_of(struct survey *v, day_t day)
{
    if (day < v->first || day > v->today) return NULL;
    return &v->out->weeks[(day - v->first) / 7];
}

static bool is_contact(const struct fact *f)
{
    return f->kind == FACT_CONTACT && f->outcome != OUTCOME_NO_ANSWER;
}

static void count_fact(struct survey *v, const struct app_opp *o, const struct fact *f, civil_t now, size_t *active)
{
    bool interview = state_stands(f, now) && f->begins <= now, ours = f->kind == FACT_APPLIED || is_contact(f);
    if (!interview && !ours) return;
    day_t day = own_day(v, o, interview ? f->begins : f->at, f->day_only);
    struct health_week *w = week_of(v, day);
    *active += day > v->today - HEALTH_ACTIVE_DAYS;
    if (!w) return;
    w->interviews += interview;
    w->applications += f->kind == FACT_APPLIED;
    w->contacts += is_contact(f);
    if (is_contact(f) && f->channel < HEALTH_CHANNELS) v->out->channels[f->channel]++;
}

/* --- was an interview followed up? --- */

struct meeting {
    const struct fact *fact;
    bool followed, answered; /* answered: by a word of theirs since */
};

static int by_begin(const void *a, const void *b)
{
    civil_t x = ((const struct meeting *)a)->fact->begins, y = ((const struct meeting *)b)->fact->begins;
    return (x > y) - (x < y);
}

/* When the last of the playbook's thanks for it closes. */
static civil_t thanks_close(const struct plan_case *c, const struct fact *interview)
{
    civil_t latest = interview->ends;
    for (uint8_t i = 0; i < c->playbook->n_steps; i++) {
        const struct step_rule *r = &c->playbook->steps[i];
        if (r->purpose != PURPOSE_THANKS || r->trigger != TRIGGER_INTERVIEW) continue;
        civil_t anchors[] = {[ANCHOR_TRIGGER] = interview->ends,
            [ANCHOR_START] = interview->begins,
            [ANCHOR_OPENS] = interview->ends,
            [ANCHOR_ANSWER] = TIME_NONE};
        civil_t closes = moment_resolve(&r->closes_else, anchors, 0, c->calendar, c->zone);
        if (closes == TIME_NEVER) continue;
        if (!r->closes_else.exact) closes = (civil_t)(day_of(closes) + 1) * DAY_SECONDS; /* the whole of that day */
        if (closes > latest) latest = closes;
    }
    return latest;
}

/* A contact belongs to the latest interview before it: within HEALTH_FOLLOW_DAYS, or as long as they have said nothing.
 * Thanks of the same day without a time come after the interview; what one says to one's references is none. */
static void follow(struct meeting *m, const struct fact *f)
{
    bool contact = is_contact(f) && f->purpose != PURPOSE_REFERENCE;
    bool soon = day_of(f->at) - day_of(m->fact->ends) <= HEALTH_FOLLOW_DAYS;
    m->followed |= contact && (soon || !m->answered);
    bool told_there = f->kind == FACT_TOLD && day_of(f->at) <= day_of(m->fact->ends);
    m->answered |= f->kind != FACT_CONTACT && stand_is_word(f) && !told_there;
}

static bool comes_after(const struct fact *f, const struct meeting *m)
{
    bool thanks = f->day_only && is_contact(f) && f->purpose == PURPOSE_THANKS;
    return f->at > m->fact->begins || (thanks && day_of(f->at) >= day_of(m->fact->begins));
}

/* Facts and interviews, both in order of time, are gone through once, side by side. */
static void match(const struct app_opp *o, struct meeting *all, size_t n, civil_t now)
{
    size_t at = 0; /* interviews begun before the fact at hand */
    for (size_t i = 0; i < o->c.n_facts && n; i++) {
        const struct fact *f = &o->c.facts[i];
        if (!state_known(f, now)) continue;
        while (at < n && comes_after(f, &all[at])) at++;
        if (at) follow(&all[at - 1], f);
    }
    for (size_t i = n; i-- > 1;) /* one thanks covers all interviews of a day */
        if (day_of(all[i].fact->begins) == day_of(all[i - 1].fact->begins)) all[i - 1].followed |= all[i].followed;
}

static void count_follow(struct survey *v, const struct app_opp *o, struct arena *passing, civil_t now)
{
    struct health_follow *out = o->c.kind == OPP_JOB ? &v->out->interviews : &v->out->meetings;
    struct meeting *all = ARENA_NEW(passing, struct meeting, o->n_interviews);
    size_t n = 0;
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        if (state_stands(f, now) && f->begins <= now) all[n++].fact = f;
    }
    if (n > 1) qsort(all, n, sizeof *all, by_begin);
    match(o, all, n, now);
    for (size_t i = 0; i < n; i++) {
        bool fresh = thanks_close(&o->c, all[i].fact) > now;
        out->fresh += fresh;
        out->held += !fresh;
        out->followed += !fresh && all[i].followed;
    }
}

/* --- one opportunity, one house --- */

static void count_stand(struct survey *v, const struct app_opp *o, civil_t now)
{
    struct stand s;
    stand_make(&s, o, now);
    struct health *h = v->out;
    h->opps++;
    h->live += s.state == STAND_LIVE;
    h->hold += s.state == STAND_HOLD;
    h->ended += s.state == STAND_ENDED;
    h->accepted += s.stage == STAGE_ACCEPTED;
    bool interviewing = s.state == STAND_LIVE && s.interviewed && o->c.kind == OPP_JOB;
    h->interviewing += interviewing;
    note(v, &v->interview, o, interviewing);
}

static enum err visit(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct survey *v = context;
    AUTO(arena) passing = {0};
    struct app_house h;
    enum err err = house_make(v->app, id, events, &passing, &h, info);
    if (err) return err;
    for (size_t i = 0; i < h.n_opps; i++) {
        const struct app_opp *o = &h.opps[i];
        civil_t now = zone_civil(o->zone, v->app->now);
        size_t active = 0;
        for (size_t k = 0; k < o->c.n_facts; k++)
            if (state_known(&o->c.facts[k], now)) count_fact(v, o, &o->c.facts[k], now, &active);
        note(v, &v->active, o, active);
        count_follow(v, o, &passing, now);
        count_stand(v, o, now);
    }
    return OK;
}

/* Two things make a pattern, a single one does not. */
static void judge(struct survey *v)
{
    struct health *h = v->out;
    const struct single *one = NULL;
    if (h->accepted) return;
    if (v->interview.opps == 1) {
        h->why = HEALTH_ONE_INTERVIEW;
        one = &v->interview;
    } else if (v->active.opps == 1 && v->active.count > 1) {
        h->why = HEALTH_ONE_ACTIVE;
        one = &v->active;
    }
    if (!one) return;
    h->slug = one->slug;
    h->organisation = one->organisation;
    h->position = one->position;
}

enum err health_make(struct app *app, struct arena *a, struct health *ret, struct err_info *info)
{
    struct health h = {0};
    struct survey v = {.app = app, .a = a, .out = &h, .today = day_of(app_now(app))};
    v.first = v.today - ((int)day_weekday(v.today) - MONDAY) - 7 * (HEALTH_WEEKS - 1);
    for (int i = 0; i < HEALTH_WEEKS; i++) h.weeks[i].from = v.first + 7 * i;
    struct str goal = app_setting(app, "weekly-goal");
    if (goal.n && (!str_number(goal, &h.goal) || h.goal < 0)) h.goal = 0;
    enum err err = journal_walk(app->journal, visit, &v, info);
    if (err) return err;
    judge(&v);
    *ret = h;
    return OK;
}
