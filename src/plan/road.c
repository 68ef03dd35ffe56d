/* The road if silent: what would be done, one thing after the other, if each
 * were done when due and nobody ever answered. */
#include "plan/state.h"

#include <string.h>

struct walk {
    struct plan_case c;
    struct fact *facts, *house; /* own copies, with room for what the road adds */
    civil_t now;
};

static void insert(struct fact *facts, size_t *n, const struct fact *f)
{
    size_t at = *n;
    while (at > 0 && plan_fact_order(f, &facts[at - 1]) < 0) at--;
    memmove(&facts[at + 1], &facts[at], (*n - at) * sizeof *facts);
    facts[at] = *f;
    ++*n;
}

/* A road starts from what is known: nothing recorded for a later moment comes in between. */
static struct fact *known(struct arena *a, const struct fact *facts, size_t *n, civil_t now)
{
    struct fact *copy = ARENA_NEW(a, struct fact, *n + PLAN_ACTIONS_MAX);
    size_t count = 0;
    for (size_t i = 0; i < *n; i++) {
        if (!state_known(&facts[i], now)) continue;
        copy[count] = facts[i];
        if (copy[count].cancelled > now) copy[count].cancelled = TIME_NEVER;
        count++;
    }
    *n = count;
    return copy;
}

static void walk_init(struct walk *w, const struct plan_case *c, civil_t now, struct arena *a)
{
    *w = (struct walk){.c = *c, .now = now};
    w->facts = known(a, c->facts, &w->c.n_facts, now);
    w->c.facts = w->facts;
    struct plan_offer *offers = ARENA_NEW(a, struct plan_offer, c->n_offers);
    for (size_t i = 0; i < c->n_offers; i++) {
        offers[i] = c->offers[i];
        if (offers[i].accepted > now) offers[i].accepted = TIME_NEVER;
        if (offers[i].ended > now) offers[i].ended = TIME_NEVER;
        if (offers[i].at > now) offers[i].ended = offers[i].at; /* not yet made */
    }
    w->c.offers = offers;
    if (!c->house) return;
    w->house = known(a, c->house, &w->c.n_house, now);
    w->c.house = w->house;
}

/* What doing an action leaves in the record. */
static struct fact deed(const struct plan_case *c, const struct action *a, civil_t at)
{
    struct fact f = {.at = at,
        .kind = FACT_DONE,
        .opp = c->opp,
        .person = a->person,
        .step = (uint8_t)a->step,
        .id = a->id,
        .day = DAY_NONE,
        .day2 = DAY_NONE};
    if (a->step == STEP_HOLD || a->step == STEP_MOVE_ON) {
        f.kind = FACT_CLOSED;
        f.ending = a->step == STEP_HOLD ? ENDING_HOLD : ENDING_MOVED_ON;
    } else if (a->person != PERSON_SELF) {
        f.kind = FACT_CONTACT;
        f.channel = a->channel;
        f.purpose = (uint8_t)a->purpose;
        f.outcome = a->channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : OUTCOME_SENT;
    }
    return f;
}

/* What is there still once it is done is not done again: an end on the day of a word that is told without a time stands
 * before that word, and would be announced for ever (C3). */
static bool done(const struct action *last, const struct action *next)
{
    return last && last->step == next->step && last->person == next->person && last->id == next->id;
}

static const struct action *first_due(const struct plan *p)
{
    const struct action *first = NULL;
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        if (!first || a->due < first->due || (a->due == first->due && a->opens < first->opens)) first = a;
    }
    return first;
}

void plan_road(const struct plan_case *c, civil_t now, struct arena *a, struct plan *ret)
{
    struct walk w;
    walk_init(&w, c, now, a);
    struct plan *p = ARENA_NEW(a, struct plan, 1);
    plan_make(&w.c, w.now, p);
    *ret = *p;
    ret->n = 0;
    struct action *last = NULL;
    while (ret->n < PLAN_ACTIONS_MAX) {
        const struct action *next = first_due(p);
        if (!next || done(last, next)) break;
        last = &ret->actions[ret->n++];
        *last = *next;
        if (next->due > w.now) w.now = next->due;
        struct fact f = deed(c, next, w.now);
        insert(w.facts, &w.c.n_facts, &f);
        if (w.house && f.kind == FACT_CONTACT) insert(w.house, &w.c.n_house, &f);
        plan_make(&w.c, w.now, p);
    }
}
