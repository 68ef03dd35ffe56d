/* The plan of one opportunity: what the steps call for, held against the
 * limits (the law of section 5), spread over the days, in order. */
#include "plan/plan.h"

#include "plan/limits.h"
#include "plan/moment.h"
#include "plan/steps.h"

/* --- facts --- */

/* Ours precede theirs; ends and reopenings are decisions, which follow what was known. */
static bool goes_first(const struct fact *f)
{
    return f->kind == FACT_APPLIED || f->kind == FACT_CONTACT || f->kind == FACT_DONE || f->kind == FACT_SKIPPED ||
           f->kind == FACT_SNOOZED || f->kind == FACT_NAMED;
}

int plan_fact_order(const struct fact *a, const struct fact *b)
{
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return (int)goes_first(b) - (int)goes_first(a);
}

civil_t plan_fact_day(const struct fact *f, day_t day)
{
    return (civil_t)day * DAY_SECONDS + (goes_first(f) ? 0 : DAY_SECONDS - 1);
}

/* --- the law --- */

static civil_t day_at(day_t day, int hour)
{
    return civil_at(day, hour, 0);
}

static void postpone(struct action *a, civil_t until)
{
    a->opens = until;
    if (a->due < until) a->due = day_at(day_of(until), 17) > until ? day_at(day_of(until), 17) : until;
}

struct law {
    const struct state *s; /* now */
    const struct next *n;
    struct state then; /* at another moment, as far as it is known now */
    struct next then_next;
};

/* Judges by what is known now; only an interview that begins by then can make it another state. */
static void judge(struct law *l, const struct proposal *p, struct verdict *ret)
{
    if (l->s->next_begins > p->at) {
        limits_judge(ret, l->s, l->n, p);
        return;
    }
    state_fold(&l->then, l->s->c, l->s->known, p->at);
    next_find(&l->then_next, &l->then);
    limits_judge(ret, &l->then, &l->then_next, p);
}

/* Gives the action a channel that may be used when it opens, or moves it to when one may; false: none ever. */
static bool keep_law(struct law *l, struct action *a)
{
    if (a->person == PERSON_SELF) return true;
    civil_t at = a->opens > l->s->now ? a->opens : l->s->now, earliest = TIME_NEVER;
    a->call_from = TIME_NONE;
    for (uint8_t i = 0; i < a->channels.n; i++) {
        struct proposal p = {a->person, a->channels.items[i], a->purpose, at};
        struct verdict v;
        judge(l, &p, &v);
        bool hours_alone = v.judgement == JUDGED_WAIT && v.binding == 1U << LIMIT_HOURS;
        if (v.judgement == JUDGED_OK || hours_alone) {
            a->channel = a->channels.items[i];
            a->call_from = hours_alone ? v.until : TIME_NONE;
            return true;
        }
        if (v.judgement == JUDGED_WAIT && v.until < earliest) {
            earliest = v.until;
            a->channel = a->channels.items[i];
        }
    }
    if (earliest >= a->closes) return false;
    postpone(a, earliest);
    return true;
}

/* --- one person, one day --- */

static bool meets(const struct action *a, const struct action *b)
{
    return a->person == b->person && a->person != PERSON_SELF && a->channel != CHANNEL_NOTE &&
           b->channel != CHANNEL_NOTE && day_of(a->opens) == day_of(b->opens);
}

/* Which of two that meet goes first. */
static bool goes_before(const struct action *a, const struct action *b)
{
    if (a->keep_warm != b->keep_warm) return b->keep_warm;
    if (a->closes != b->closes) return a->closes < b->closes;
    if (a->due != b->due) return a->due < b->due;
    return a->step < b->step || (a->step == b->step && a->id < b->id);
}

/* Moves the later of two actions for one person on one day to the next business day; false: no two meet. */
static bool spread_one(struct plan *p, const struct calendar *c, size_t *ret_moved)
{
    for (size_t i = 0; i < p->n; i++) {
        for (size_t k = i + 1; k < p->n; k++) {
            if (!meets(&p->actions[i], &p->actions[k])) continue;
            *ret_moved = goes_before(&p->actions[i], &p->actions[k]) ? k : i;
            struct action *a = &p->actions[*ret_moved];
            postpone(a, day_at(calendar_add(c, day_of(a->opens), 1), 9));
            return true;
        }
    }
    return false;
}

static void drop(struct plan *p, size_t i)
{
    p->actions[i] = p->actions[--p->n];
}

static void hold_against_limits(struct plan *p, const struct state *s, const struct next *n)
{
    struct law l; /* large, and not all of it is always needed */
    l.s = s;
    l.n = n;
    for (size_t i = 0; i < p->n;) {
        if (keep_law(&l, &p->actions[i]))
            i++;
        else
            drop(p, i);
    }
    size_t moved;
    for (int guard = 0; guard < 4 * PLAN_ACTIONS_MAX && spread_one(p, s->c->calendar, &moved); guard++) {
        struct action *a = &p->actions[moved];
        bool closed = a->opens >= a->closes;
        /* What may be done on one day is not refused for good on the next: keep_law only says how and from when. */
        if (closed || !keep_law(&l, a)) drop(p, moved); // GCOV_EXCL_BR_LINE: see above, though nothing relies on it
    }
}

/* --- order --- */

int plan_action_order(const struct action *a, const struct action *b)
{
    if (a->follows_interview != b->follows_interview) return a->follows_interview ? -1 : 1;
    if (a->due != b->due) return a->due < b->due ? -1 : 1;
    if (a->opens != b->opens) return a->opens < b->opens ? -1 : 1;
    if (a->step != b->step) return a->step < b->step ? -1 : 1;
    return (a->person > b->person) - (a->person < b->person);
}

static void sort(struct plan *p) /* insertion: few, and mostly in order */
{
    for (size_t i = 1; i < p->n; i++) {
        for (size_t k = i; k > 0 && plan_action_order(&p->actions[k], &p->actions[k - 1]) < 0; k--) {
            struct action a = p->actions[k];
            p->actions[k] = p->actions[k - 1];
            p->actions[k - 1] = a;
        }
    }
}

static void set_states(struct plan *p, civil_t now)
{
    for (size_t i = 0; i < p->n; i++) {
        struct action *a = &p->actions[i];
        a->state = a->opens > now ? ACTION_UPCOMING : a->due < now ? ACTION_LATE : ACTION_OPEN;
    }
}

/* --- what stays quiet, and until when anything can change --- */

static civil_t inquiry_opens(const struct plan *p, const struct next *n)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->actions[i].step == STEP_INQUIRY || p->actions[i].step == STEP_THREE_PART) return p->actions[i].opens;
    return day_at(n->opens, 9);
}

static void find_quiet(struct plan *p, const struct state *s, const struct next *n)
{
    const struct playbook *book = s->c->playbook;
    struct quiet q = {.is = !p->ended,
        .until = TIME_NEVER,
        .otherwise = TIME_NEVER,
        .because = n->because,
        .count = n->count,
        .day = n->day,
        .rules = n->rules};
    if (p->rests) {
        q.because = s->c->may_be_over ? BECAUSE_UNREAD : BECAUSE_RESTED;
        q.day = DAY_NONE;
        q.rules = book->before.then_rules;
    } else if (s->offer) {
        q.because = BECAUSE_OFFER;
        q.rules = book->limits[LIMIT_OFFER_HERE].rules;
    } else if (n->kind != NEXT_NOTHING) {
        q.until = inquiry_opens(p, n);
        q.is = !p->ended && q.until > s->now;
    }
    day_t otherwise = p->rests || !q.is ? DAY_NONE : next_otherwise(s, n);
    if (otherwise != DAY_NONE) q.otherwise = day_at(otherwise, 17);
    if (q.is && s->asked_not_to && n->because != BECAUSE_PROMISED && !p->rests) {
        q.because = BECAUSE_ASKED_NOT_TO;
        q.rules = book->limits[LIMIT_ASKED_NOT_TO].rules;
        q.until = TIME_NEVER;
    }
    p->quiet = q;
}

static struct window join(struct window a, struct window b)
{
    return (struct window){a.from < b.from ? a.from : b.from, a.until > b.until ? a.until : b.until};
}

/* Puts a window among the others, together with those that it touches; where there is no room the last two are one. */
static void widen(struct plan *p, struct window w)
{
    struct window all[PLAN_WINDOWS_MAX + 1];
    size_t n = 0, i = 0;
    while (i < p->n_windows && p->windows[i].until < w.from) all[n++] = p->windows[i++];
    while (i < p->n_windows && p->windows[i].from <= w.until) w = join(w, p->windows[i++]);
    all[n++] = w;
    while (i < p->n_windows) all[n++] = p->windows[i++];
    if (n > PLAN_WINDOWS_MAX) {
        all[n - 2] = join(all[n - 2], all[n - 1]);
        n--;
    }
    for (i = 0; i < n; i++) p->windows[i] = all[i];
    p->n_windows = n;
}

/* Before any limit has moved anything: limits only make it later, and none of them outlasts what closes. */
static void find_windows(struct plan *p, const struct state *s)
{
    p->n_windows = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        civil_t until = a->closes;
        bool inquiry = a->step == STEP_INQUIRY || a->step == STEP_THREE_PART;
        if (inquiry) { /* and the hold in which it may end */
            day_t hold = moment_add(s->c->calendar, day_of(until), s->c->playbook->hold_shown);
            until = (civil_t)(hold + 1) * DAY_SECONDS;
        }
        widen(p, (struct window){a->opens, until});
    }
    if (s->ahead) widen(p, (struct window){s->next_begins, TIME_NEVER}); /* an interview changes everything */
    p->anything = p->n_windows > 0;
    p->from = p->anything ? p->windows[0].from : TIME_NONE;
    p->until = p->anything ? p->windows[p->n_windows - 1].until : TIME_NONE;
}

void plan_make(const struct plan_case *c, civil_t now, struct plan *ret)
{
    struct state s;
    struct next n;
    state_fold(&s, c, now, now);
    next_find(&n, &s);
    ret->n = 0;
    steps_collect(ret, &s, &n);
    find_windows(ret, &s);
    hold_against_limits(ret, &s, &n);
    set_states(ret, now);
    sort(ret);
    find_quiet(ret, &s, &n);
}
