/* The limits, one function each.  A limit of days answers with the first day at
 * or after a given one that it permits; those that stop say so. */
#include "plan/limits.h"

#include "plan/moment.h"

struct look {
    const struct state *s;
    const struct next *n;
    const struct proposal *p;
    civil_t now; /* the moment looked at; no interview has begun since s->now */
    day_t today;
    bool inquiry, call;
    day_t last; /* the contact that a limit met */
};

const struct fact *limits_house(const struct plan_case *c, size_t *ret_n)
{
    *ret_n = c->house ? c->n_house : c->n_facts;
    return c->house ? c->house : c->facts;
}

static const struct limit_rule *rule_of(const struct look *l, enum limit limit)
{
    return &l->s->c->playbook->limits[limit];
}

/* The first fact of the house on or after a day: they are sorted, and few are later than the days that are asked of. */
static size_t first_on(const struct fact *facts, size_t n, day_t day)
{
    civil_t from = (civil_t)day * DAY_SECONDS;
    while (n > 0 && facts[n - 1].at >= from) n--;
    return n;
}

/* --- what stops --- */

static bool no_stops(const struct look *l)
{
    const struct state *s = l->s;
    if (!s->no) return false;
    if (l->inquiry) return true;
    if (l->p->purpose != PURPOSE_CHECK_BACK) return false;
    for (size_t i = 0; i < s->c->n_facts; i++) {
        const struct fact *f = &s->c->facts[i];
        bool back = f->kind == FACT_CONTACT && f->purpose == PURPOSE_CHECK_BACK && f->outcome != OUTCOME_NO_ANSWER;
        bool since = s->no->at == TIME_NEVER || f->at > s->no->at;
        if (back && since && state_known(f, s->known)) return true;
    }
    return false;
}

/* They asked not to be contacted: one inquiry once the promised date has passed by a business day. */
static bool asked_not_to_stops(const struct look *l)
{
    const struct state *s = l->s;
    if (!l->inquiry || !s->asked_not_to) return false;
    if (s->promised == DAY_NONE) return true;
    if (l->today < moment_add(s->c->calendar, s->promised, rule_of(l, LIMIT_ASKED_NOT_TO)->within)) return true;
    return state_last_asked(s) > s->promised; /* DAY_NONE is before any day */
}

static bool person_stops(const struct look *l)
{
    return l->p->person >= 0 && l->s->c->people[l->p->person].do_not_contact;
}

static unsigned stops(const struct look *l)
{
    unsigned set = 0;
    if (no_stops(l)) set |= 1U << LIMIT_NO_IS_NO;
    if (l->inquiry && l->s->offer) set |= 1U << LIMIT_OFFER_HERE;
    if (asked_not_to_stops(l)) set |= 1U << LIMIT_ASKED_NOT_TO;
    if (person_stops(l)) set |= 1U << LIMIT_DO_NOT_CONTACT;
    if (l->inquiry && !l->s->no && l->n->kind != NEXT_INQUIRY) set |= 1U << LIMIT_NUMBER;
    return set;
}

/* --- what waits: the first day at or after `day` that the limit permits --- */

static day_t opening(struct look *l, day_t day)
{
    if (!l->inquiry || l->s->no || l->n->kind != NEXT_INQUIRY || day >= l->n->opens) return day;
    return l->n->opens;
}

static day_t after_no(struct look *l, day_t day)
{
    const struct fact *no = l->s->no;
    if (l->p->purpose != PURPOSE_CHECK_BACK || !no || !state_is_no(no) || no->at == TIME_NEVER) return day;
    day_t first = moment_add(l->s->c->calendar, day_of(no->at), rule_of(l, LIMIT_NO_IS_NO)->within);
    if (day >= first) return day;
    l->last = day_of(no->at);
    return first;
}

/* Neither counts for one a day nor is bound by it. */
static bool free_of_day(enum channel channel, enum purpose purpose)
{
    return channel == CHANNEL_NOTE || purpose == PURPOSE_REPLY;
}

/* Thanks for an interview with them that ended after our last contact that day. */
static bool thanks_since(const struct look *l, const struct fact *last)
{
    const struct state *s = l->s;
    if (l->p->purpose != PURPOSE_THANKS) return false;
    for (size_t i = s->first_interview; i < s->end_interviews; i++) {
        const struct fact *f = &s->c->facts[i];
        if (!state_stands(f, s->known) || f->ends > l->now || f->ends <= last->at) continue;
        for (uint16_t k = 0; k < f->with_n; k++)
            if (s->c->with[f->with + k] == l->p->person) return true;
    }
    return false;
}

static day_t one_a_day(struct look *l, day_t day)
{
    const struct state *s = l->s;
    if (free_of_day(l->p->channel, l->p->purpose)) return day;
    size_t n;
    const struct fact *facts = limits_house(s->c, &n), *last = NULL;
    for (size_t i = first_on(facts, n, day); i < n && day_of(facts[i].at) == day; i++) {
        const struct fact *f = &facts[i];
        if (f->person != l->p->person || !state_known(f, s->known)) continue;
        if (f->kind == FACT_CONTACT && !free_of_day(f->channel, f->purpose)) last = f;
        if (f->kind == FACT_WORD && f->gist != GIST_RECEIVED) last = NULL; /* they wrote or called since */
    }
    if (!last || thanks_since(l, last)) return day;
    l->last = day;
    return day + 1;
}

static day_t call_a_week(struct look *l, day_t day)
{
    const struct state *s = l->s;
    enum purpose purpose = l->p->purpose;
    bool free = purpose == PURPOSE_THANKS || purpose == PURPOSE_REPLY || purpose == PURPOSE_REFERENCE;
    day_t last = l->call && !free ? state_last_call(s) : DAY_NONE;
    if (last == DAY_NONE) return day;
    const struct limit_rule *r = rule_of(l, LIMIT_CALL_A_WEEK);
    day_t first = moment_add(s->c->calendar, last, s->held ? r->within : r->before);
    bool asked = l->inquiry && !s->no && l->n->asked; /* what they asked for may be from the day on which it opens */
    if (asked && l->n->opens < first) first = l->n->opens;
    if (day >= first) return day;
    l->last = last;
    return first;
}

/* The inquiry that leaves the window last decides: with `number` in it, the oldest of them. */
static day_t house(struct look *l, day_t day)
{
    const struct state *s = l->s;
    if (!l->inquiry || (l->n->asked && !s->no)) return day;
    const struct limit_rule *r = rule_of(l, LIMIT_HOUSE);
    size_t n;
    const struct fact *facts = limits_house(s->c, &n);
    day_t days[100]; /* the latest `number` inquiries, newest first; number <= 100 */
    unsigned count = 0;
    for (size_t i = first_on(facts, n, day + 1); i-- > 0 && count < r->number;) {
        if (day_of(facts[i].at) <= day - r->within.n) break;
        if (state_is_inquiry(&facts[i]) && state_known(&facts[i], s->known)) days[count++] = day_of(facts[i].at);
    }
    if (count < r->number) return day;
    l->last = days[0];
    return days[count - 1] + r->within.n;
}

static day_t business(struct look *l, day_t day)
{
    return l->inquiry || l->call ? calendar_next(l->s->c->calendar, day) : day;
}

/* The limits of days that refuse this one; the first day that all of them permit by the state at hand. */
static unsigned refusing(struct look *l, day_t day, day_t *ret_first)
{
    const struct {
        enum limit limit;
        day_t first;
    } all[] = {{LIMIT_OPENING, opening(l, day)}, {LIMIT_NO_IS_NO, after_no(l, day)},
        {LIMIT_ONE_A_DAY, one_a_day(l, day)}, {LIMIT_CALL_A_WEEK, call_a_week(l, day)}, {LIMIT_HOUSE, house(l, day)},
        {LIMIT_BUSINESS_DAYS, business(l, day)}};
    unsigned set = 0;
    day_t first = day;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        set |= (unsigned)(all[i].first > day) << all[i].limit;
        if (all[i].first > first) first = all[i].first;
    }
    *ret_first = first;
    return set;
}

/* --- the hour of a call --- */

static bool hour_fits(const struct look *l, civil_t at)
{
    const struct plan_hours *h = &l->s->c->hours;
    if (!l->call) return true;
    int second = civil_second_of_day(at);
    bool weekday = !h->weekdays || (h->weekdays >> day_weekday(day_of(at)) & 1);
    return weekday && second >= h->from && second <= h->until;
}

static civil_t start_of(const struct look *l, day_t day)
{
    return (civil_t)day * DAY_SECONDS + (l->call ? l->s->c->hours.from : 9 * HOUR_SECONDS);
}

/* When an interview next begins or ends after `at`: what it changes cannot be seen before. */
static civil_t next_turn(const struct look *l, civil_t at)
{
    civil_t turn = TIME_NEVER;
    const struct state *s = l->s;
    if (s->last_ends <= at) return turn;
    for (size_t i = s->first_interview; i < s->end_interviews; i++) {
        const struct fact *f = &s->c->facts[i];
        if (!state_stands(f, s->known)) continue;
        if (f->begins > at && f->begins < turn) turn = f->begins;
        if (f->ends > at && f->ends < turn) turn = f->ends;
    }
    return turn;
}

enum { STEPS_AHEAD = 4000 }; /* hours named on days that are never worked: give up after years */

/* The same look at a later moment; s and n are there to be filled where an interview begins on the way. */
static void look_at(struct look *l, civil_t at, struct state *s, struct next *n)
{
    l->now = at;
    l->today = day_of(at);
    if (l->s->next_begins > at) return;
    state_fold(s, l->s->c, l->s->known, at);
    next_find(n, s);
    l->s = s;
    l->n = n;
}

/* The first moment from l->now on that satisfies all limits together, by what is known now; TIME_NEVER if an interview
 * to come makes it a stop. */
static civil_t first_moment(struct look *l)
{
    struct state s;
    struct next n;
    struct look then = *l;
    for (int guard = 0; guard < STEPS_AHEAD; guard++) {
        civil_t at = then.now;
        day_t day = then.today, first;
        refusing(&then, day, &first);
        bool early = day > l->today && at < start_of(&then, day); /* a day means 09:00, also the day of an interview */
        if (first == day && !early && hour_fits(&then, at)) return stops(&then) ? TIME_NEVER : at;
        civil_t next = first > day                 ? start_of(&then, first)
                       : at < start_of(&then, day) ? start_of(&then, day)
                                                   : start_of(&then, day + 1);
        civil_t turn = next_turn(&then, at);
        look_at(&then, turn < next ? turn : next, &s, &n);
    }
    return TIME_NEVER;
}

/* The third e-mail in a row, with no other means between (A10). */
static bool all_means(const struct look *l)
{
    if (l->p->channel != CHANNEL_EMAIL || l->p->purpose == PURPOSE_THANKS) return false;
    size_t n;
    const struct fact *facts = limits_house(l->s->c, &n);
    unsigned row = 0;
    for (size_t i = n; i-- > 0;) {
        const struct fact *f = &facts[i];
        bool counts = f->kind == FACT_CONTACT && f->person == l->p->person && f->outcome != OUTCOME_NO_ANSWER;
        if (!counts || !state_known(f, l->s->known)) continue;
        if (f->channel != CHANNEL_EMAIL) return false;
        if (++row == rule_of(l, LIMIT_ALL_MEANS)->number) return true;
    }
    return false;
}

static void say_why(struct verdict *v, const struct look *l)
{
    v->because = l->n->because;
    v->count = l->n->count;
    v->day = l->n->day;
    v->rules = 0;
    for (int i = 0; i < LIMIT_COUNT; i++)
        if (v->binding >> i & 1 && i != LIMIT_OPENING && i != LIMIT_NUMBER)
            v->rules |= rule_of(l, (enum limit)i)->rules;
    if (v->binding >> LIMIT_OPENING & 1) v->rules |= l->n->rules;
    if (v->binding >> LIMIT_NUMBER & 1)
        v->rules |= l->n->kind == NEXT_NOTHING ? l->s->c->playbook->meeting_rules : l->n->rhythm->number_rules;
}

void limits_judge(struct verdict *ret, const struct state *s, const struct next *n, const struct proposal *p)
{
    struct look l = {.s = s,
        .n = n,
        .p = p,
        .now = p->at,
        .today = day_of(p->at),
        .call = p->channel == CHANNEL_PHONE,
        .last = DAY_NONE,
        .inquiry = p->purpose == PURPOSE_INQUIRY || p->purpose == PURPOSE_THREE_PART};
    struct verdict v = {.until = TIME_NONE, .last = DAY_NONE, .day = DAY_NONE};
    day_t first;
    unsigned stop = stops(&l), wait = refusing(&l, l.today, &first);
    if (!hour_fits(&l, p->at)) wait |= 1U << LIMIT_HOURS;
    v.binding = stop | wait;
    v.last = l.last;
    if (v.binding) say_why(&v, &l);
    if (!stop && wait) v.until = first_moment(&l);
    bool ever = v.until != TIME_NEVER;
    v.judgement = stop || !ever ? JUDGED_STOP : wait ? JUDGED_WAIT : JUDGED_OK;
    if (!ever) v.until = TIME_NONE;
    *ret = v;
}

struct verdict plan_check(
    const struct plan_case *c, int16_t person, enum channel channel, enum purpose purpose, civil_t at)
{
    struct state s;
    struct next n;
    struct verdict v;
    state_fold(&s, c, at, at);
    next_find(&n, &s);
    struct proposal p = {person, channel, purpose, at};
    limits_judge(&v, &s, &n, &p);
    struct look l = {.s = &s, .n = &n, .p = &p};
    v.all_means = v.judgement != JUDGED_STOP && all_means(&l);
    return v;
}
