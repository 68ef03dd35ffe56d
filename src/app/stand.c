/* Naming what the planner finds about an opportunity. */
#include "app/stand.h"

#include "plan/state.h"

const char *const stand_state_names[] = {"live", "hold", "ended", NULL};
const char *const stand_stage_names[] = {"saved", "in-touch", "applied", "interviewing", "offer", "accepted",
    "declined", "rejected", "withdrawn", "filled", "moved-on", NULL};

bool stand_is_word(const struct fact *f)
{
    switch ((enum fact_kind)f->kind) {
    case FACT_WORD: return f->gist != GIST_RECEIVED;
    case FACT_INTERVIEW:
    case FACT_TOLD:
    case FACT_OFFER: return true;
    case FACT_CONTACT: return f->outcome == OUTCOME_REACHED;
    case FACT_CLOSED: return state_is_no(f);
    case FACT_APPLIED:
    case FACT_REOPENED:
    case FACT_DONE:
    case FACT_SKIPPED:
    case FACT_SNOOZED:
    case FACT_NAMED: return false;
    }
    return false;
}

/* What happened between the two sides, not what the seeker noted about it. */
static bool is_happening(const struct fact *f)
{
    return stand_is_word(f) || f->kind == FACT_APPLIED || f->kind == FACT_CONTACT || f->kind == FACT_WORD ||
           f->kind == FACT_CLOSED || f->kind == FACT_REOPENED;
}

/* An interview happens twice: when it is arranged, and when it begins. */
static void find_last(struct stand *stand, const struct plan_case *c, civil_t now)
{
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_known(f, now) || !is_happening(f) || (f->kind == FACT_INTERVIEW && !state_stands(f, now))) continue;
        civil_t at = f->kind == FACT_INTERVIEW && f->begins <= now ? f->begins : f->at;
        if (stand->last && at < stand->last_at) continue;
        stand->last = f;
        stand->last_at = at;
    }
}

static enum stand_stage stage_of_end(const struct fact *end)
{
    if (end->kind == FACT_WORD) return end->gist == GIST_FILLED ? STAGE_FILLED : STAGE_REJECTED;
    switch ((enum ending)end->ending) {
    case ENDING_REJECTED: return STAGE_REJECTED;
    case ENDING_WITHDRAWN: return STAGE_WITHDRAWN;
    case ENDING_FILLED: return STAGE_FILLED;
    case ENDING_ACCEPTED: return STAGE_ACCEPTED;
    case ENDING_DECLINED: return STAGE_DECLINED;
    case ENDING_MOVED_ON:
    case ENDING_HOLD: break; /* these rest: the planner does not call them ends */
    }
    return STAGE_MOVED_ON;
}

static enum stand_stage stage_on_the_way(const struct state *s)
{
    if (s->offer) return STAGE_OFFER;
    if (s->held || s->ahead) return STAGE_INTERVIEWING;
    if (s->applied != DAY_NONE) return STAGE_APPLIED;
    return s->any_word || s->first_contact != DAY_NONE ? STAGE_IN_TOUCH : STAGE_SAVED;
}

/* Of an opportunity at rest: was it moved on from, rather than put on hold? */
static bool moved_on(const struct plan_case *c, civil_t now)
{
    for (size_t i = c->n_facts; i-- > 0;) {
        const struct fact *f = &c->facts[i];
        bool rests = f->kind == FACT_CLOSED && (f->ending == ENDING_HOLD || f->ending == ENDING_MOVED_ON);
        if (rests && state_known(f, now)) return f->ending == ENDING_MOVED_ON;
    }
    return false;
}

static void find_next(struct stand *stand, const struct plan *p)
{
    const struct action *best = NULL;
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        bool open = a->state != ACTION_UPCOMING;
        if (open || !best || a->opens < best->opens) best = a;
        if (open) break; /* they stand in the rulebook's order */
    }
    if (!best) return;
    stand->next = *best;
    stand->has_next = true;
}

void stand_make(struct stand *ret, const struct app_opp *o, civil_t now)
{
    struct state s;
    struct plan p;
    state_fold(&s, &o->c, now, now);
    plan_make(&o->c, now, &p);
    *ret = (struct stand){.stage = stage_on_the_way(&s),
        .interviewed = s.held || s.ahead,
        .applied = s.applied,
        .last_word = s.word_day,
        .promised = s.promised};
    find_last(ret, &o->c, now);
    if (s.no) {
        ret->state = STAND_ENDED;
        ret->stage = stage_of_end(s.no);
    } else if (s.rests && moved_on(&o->c, now)) {
        ret->state = STAND_ENDED;
        ret->stage = STAGE_MOVED_ON;
    } else if (p.rests) {
        ret->state = STAND_HOLD;
    }
    find_next(ret, &p);
}
