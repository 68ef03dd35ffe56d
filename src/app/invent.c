/* Inventing a case: an application, an interview, or both. */
#include "app/invent.h"

struct inventing {
    struct app *app;
    const struct invent *v;
    struct arena *a;
    struct app_house *house;
    struct app_opp *opp;
    struct fact *facts;
    struct agenda *out;
    size_t room;
    struct plan *plan;
};

static struct plan_person *invent_people(struct inventing *w, int n)
{
    struct app_house *h = w->house;
    struct plan_person *people = ARENA_NEW(w->a, struct plan_person, (size_t)n);
    int16_t *with = ARENA_NEW(w->a, int16_t, (size_t)n);
    h->people = ARENA_NEW(w->a, struct app_person, (size_t)n);
    h->n_people = (size_t)n;
    for (int i = 0; i < n; i++) {
        h->people[i] = (struct app_person){.id = i + 1,
            .slug = arena_format(w->a, "interviewer-%d", i + 1),
            .name = arena_format(w->a, "Interviewer %d", i + 1),
            .role = ROLE_INTERVIEWER};
        people[i] = (struct plan_person){
            .role = ROLE_INTERVIEWER, .known = true, .primary = i == 0, .has_phone = true, .has_email = true};
        with[i] = (int16_t)i;
    }
    w->opp->c.people = people;
    w->opp->c.n_people = (size_t)n;
    w->opp->c.with = with;
    return people;
}

static void add_fact(struct inventing *w, struct fact f)
{
    struct plan_case *c = &w->opp->c;
    size_t at = c->n_facts++;
    for (; at > 0 && plan_fact_order(&f, &w->facts[at - 1]) < 0; at--) w->facts[at] = w->facts[at - 1];
    w->facts[at] = f;
}

static void take(struct inventing *w, const struct action *x)
{
    *ARENA_PUSH(w->a, w->out->items, w->out->n, w->room) = (struct agenda_item){.house = w->house,
        .opp = w->opp,
        .action = *x,
        .opens = zone_instant(w->opp->zone, x->opens),
        .due = zone_instant(w->opp->zone, x->due),
        .closes = x->closes == TIME_NEVER ? TIME_NEVER : zone_instant(w->opp->zone, x->closes),
        .id = agenda_action_id(w->a, w->house, w->opp, x)};
    w->out->items[w->out->n - 1].action.state = ACTION_UPCOMING;
}

static struct fact blank(enum fact_kind kind, civil_t at)
{
    return (struct fact){.kind = (uint8_t)kind, .at = at, .day = DAY_NONE, .day2 = DAY_NONE, .person = PERSON_SELF};
}

static void know_people(struct inventing *w, struct plan_person *people, bool known)
{
    for (size_t i = 0; i < w->opp->c.n_people; i++) people[i].known = known;
}

static void add_told(struct inventing *w, civil_t at)
{
    struct fact told = blank(FACT_TOLD, at);
    told.day = w->v->promised;
    if (told.day != DAY_NONE) add_fact(w, told);
}

/* The application by itself: with an interview later, only what is due before it, and that was done. */
static void before_interview(struct inventing *w)
{
    struct fact applied = blank(FACT_APPLIED, 0);
    bool alone = w->v->interview == TIME_NONE;
    applied.day_only = true;
    applied.at = plan_fact_day(&applied, w->v->applied);
    add_fact(w, applied);
    if (alone) add_told(w, civil_at(w->v->applied, 9, 0));
    plan_road(&w->opp->c, civil_at(w->v->applied, 9, 0), w->a, w->plan);
    for (size_t i = 0; i < w->plan->n; i++) {
        const struct action *x = &w->plan->actions[i];
        if (!alone && (x->step != STEP_THREE_PART || x->due >= w->v->interview)) continue;
        take(w, x);
        struct fact done = blank(FACT_CONTACT, x->due);
        done.person = x->person;
        done.channel = x->channel;
        done.purpose = PURPOSE_THREE_PART;
        done.outcome = x->channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : OUTCOME_SENT;
        if (!alone) add_fact(w, done);
    }
}

static struct fact interview_fact(const struct inventing *w, civil_t known)
{
    struct fact f = blank(FACT_INTERVIEW, known);
    f.begins = w->v->interview;
    f.ends = w->v->ends != TIME_NONE ? w->v->ends : f.begins + HOUR_SECONDS;
    f.cancelled = TIME_NEVER;
    f.id = 1;
    f.with_n = (uint16_t)w->v->people;
    return f;
}

/* The interview, a word when it begins; only the questions for it are got ready before. */
static void from_interview(struct inventing *w)
{
    struct plan_case *c = &w->opp->c;
    civil_t start = civil_at(calendar_before(c->calendar, day_of(w->v->interview), 1), 9, 0);
    struct fact ahead = interview_fact(w, start);
    struct plan_case questions = *c;
    questions.facts = &ahead;
    questions.n_facts = 1;
    plan_make(&questions, start, w->plan);
    for (size_t i = 0; i < w->plan->n; i++)
        if (w->plan->actions[i].step == STEP_ASK_QUESTIONS) take(w, &w->plan->actions[i]);
    struct fact f = interview_fact(w, w->v->interview);
    add_fact(w, f);
    add_told(w, f.ends);
    plan_road(c, f.ends, w->a, w->plan);
    for (size_t i = 0; i < w->plan->n; i++) take(w, &w->plan->actions[i]);
}

enum err invent_road(
    struct app *app, const struct invent *v, struct arena *a, struct agenda *ret, struct err_info *info)
{
    struct agenda g = {0};
    struct inventing w = {app, v, a, ARENA_NEW(a, struct app_house, 1), ARENA_NEW(a, struct app_opp, 1),
        ARENA_NEW(a, struct fact, PLAN_ACTIONS_MAX + 4), &g, 0, ARENA_NEW(a, struct plan, 1)};
    const struct calendar *calendar;
    struct str zone = v->zone.n ? v->zone : app->zone_name;
    enum err err = app_zone(app, zone, &w.opp->zone, info);
    if (!err) err = app_calendar(app, v->country, &calendar, info);
    if (err) return err;
    *w.opp = (struct app_opp){
        .slug = STR("preview"), .organisation = STR("An employer"), .zone = w.opp->zone, .zone_name = zone};
    w.opp->c = (struct plan_case){.playbook = &app->playbook,
        .calendar = calendar,
        .zone = w.opp->zone,
        .hours = PLAN_OFFICE_HOURS,
        .facts = w.facts,
        .created = zone_civil(w.opp->zone, app->now)};
    w.house->opps = w.opp;
    w.house->n_opps = 1;
    struct plan_person *people = invent_people(&w, v->people);
    know_people(&w, people, false);
    if (v->applied != DAY_NONE) before_interview(&w);
    know_people(&w, people, true);
    if (v->interview != TIME_NONE) from_interview(&w);
    *ret = g;
    return OK;
}
