/* Counting over all opportunities, house by house; all in days. */
#include "app/insights.h"

#include "plan/state.h"

#include <stdlib.h>

/* --- waits --- */

static void add_wait(struct insights_waits *w, day_t from, day_t until, bool over)
{
    int64_t days = (int64_t)until - from;
    size_t i = days < 0 ? 0 : days > INSIGHTS_DAYS ? INSIGHTS_DAYS : (size_t)days;
    if (over) {
        w->over[i]++;
        w->n_over++;
    } else {
        w->open[i]++;
        w->n_open++;
    }
}

/* The length of the wait of that rank, from 0, among those that are over. */
static int ranked(const struct insights_waits *w, size_t rank)
{
    size_t seen = 0;
    for (int i = 0; i <= INSIGHTS_DAYS; i++) {
        seen += w->over[i];
        if (seen > rank) return i;
    }
    return 0;
}

int insights_median_twice(const struct insights_waits *w)
{
    return w->n_over ? ranked(w, (w->n_over - 1) / 2) + ranked(w, w->n_over / 2) : 0;
}

int insights_quantile(const struct insights_waits *w, size_t part, size_t of)
{
    return w->n_over ? ranked(w, (w->n_over * part + of - 1) / of - 1) : 0;
}

int insights_slowest(const struct insights_waits *w)
{
    return w->n_over ? ranked(w, w->n_over - 1) : 0;
}

double insights_still(const struct insights_waits *w, int days, size_t *ret_waited)
{
    size_t left = w->n_over + w->n_open, waited = 0;
    double silent = 1; /* the share that hears nothing from `days` on */
    for (int i = 0; i <= INSIGHTS_DAYS; i++) {
        if (i > days && left) silent *= 1 - (double)w->over[i] / (double)left;
        left -= w->over[i];
        if (i == days) waited = left;
        left -= w->open[i];
    }
    *ret_waited = waited;
    return waited ? 1 - silent : -1;
}

/* --- one opportunity --- */

/* What has happened, as far as it is known by now. */
struct course {
    day_t applied, first_word; /* DAY_NONE; the first word on the day of application or later */
    bool any_word, interviewed, offered;
    const struct fact *end; /* a yes or no of either side that nothing has lifted */
};

struct count {
    struct app *app;
    struct insights *out;
};

static bool is_end(const struct fact *f)
{
    if (f->kind == FACT_CLOSED) return f->ending != ENDING_HOLD && f->ending != ENDING_MOVED_ON;
    return f->kind == FACT_WORD && state_is_no(f);
}

static bool is_offer(const struct fact *f)
{
    return f->kind == FACT_OFFER || (f->kind == FACT_WORD && f->gist == GIST_OFFER);
}

static bool is_accepted(const struct fact *f)
{
    return f && f->kind == FACT_CLOSED && f->ending == ENDING_ACCEPTED;
}

/* Days decide, and moments only where both are known: of an offer, or an interview, and its no on one day the no is
 * last. */
static bool comes_after(const struct fact *f, civil_t at, const struct fact *end)
{
    if (end->at == TIME_NEVER) return false;
    day_t day = day_of(at), ended = day_of(end->at);
    return day > ended || (day == ended && !f->day_only && !end->day_only && at > end->at);
}

static void take_end(struct course *c, const struct fact *f)
{
    if (is_end(f)) c->end = f;
    if (!c->end || c->end == f) return;
    if (f->kind == FACT_REOPENED || (is_offer(f) && comes_after(f, f->at, c->end))) c->end = NULL;
}

/* An interview arranged or held after a no lifts it. */
static void take_interview(struct course *c, const struct fact *f, civil_t now)
{
    c->interviewed = true;
    if (c->end && comes_after(f, f->begins <= now ? f->begins : f->at, c->end)) c->end = NULL;
}

static void take_word(struct course *c, const struct fact *f)
{
    c->any_word = true;
    if (f->at == TIME_NEVER || c->first_word != DAY_NONE || c->applied == DAY_NONE) return;
    if (day_of(f->at) >= c->applied) c->first_word = day_of(f->at);
}

static day_t applied_on(const struct plan_case *c, civil_t now)
{
    for (size_t i = 0; i < c->n_facts; i++)
        if (c->facts[i].kind == FACT_APPLIED && state_known(&c->facts[i], now)) return day_of(c->facts[i].at);
    return DAY_NONE;
}

/* A yes to them, or a no to what they had offered, answers something they said. */
static bool implies_word(const struct fact *f)
{
    return f->kind == FACT_CLOSED && (f->ending == ENDING_ACCEPTED || f->ending == ENDING_DECLINED);
}

static struct course follow(const struct plan_case *c, civil_t now)
{
    struct course course = {.applied = applied_on(c, now), .first_word = DAY_NONE};
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_known(f, now)) continue;
        if (stand_is_word(f) || implies_word(f)) take_word(&course, f);
        course.offered |= is_offer(f) || is_accepted(f);
        take_end(&course, f);
    }
    for (size_t i = 0; i < c->n_facts; i++)
        if (state_stands(&c->facts[i], now)) take_interview(&course, &c->facts[i], now);
    return course;
}

/* --- interviews and the next word --- */

static int by_begin(const void *a, const void *b)
{
    civil_t x = (*(const struct fact *const *)a)->begins, y = (*(const struct fact *const *)b)->begins;
    return (x > y) - (x < y);
}

/* Facts and interviews, both in order of time, are gone through once, side by side: a word ends the wait after every
 * interview before it, an end of ours gives it up.  What was told on its day belongs to the interview. */
static void count_interviews(
    struct insights_waits *w, const struct plan_case *c, const struct fact **held, size_t n, civil_t now)
{
    size_t waiting = 0, at = 0;
    for (size_t i = 0; i < c->n_facts && n; i++) {
        const struct fact *f = &c->facts[i];
        bool word = stand_is_word(f), other = !word && !is_end(f);
        if (other || f->at == TIME_NEVER || !state_known(f, now)) continue;
        while (at < n && held[at]->begins < f->at) at++;
        bool told_there = f->kind == FACT_TOLD && at && day_of(f->at) <= state_interview_day(held[at - 1]);
        for (; waiting < at && !told_there; waiting++)
            add_wait(w, state_interview_day(held[waiting]), day_of(f->at), word);
    }
    for (; waiting < n; waiting++) add_wait(w, state_interview_day(held[waiting]), day_of(now), false);
}

/* Those whose interview and end stand on one day, with no time for the end, are left out: neither waited. */
static void find_interviews(struct insights_waits *w, const struct plan_case *c, const struct course *course,
    struct arena *passing, size_t most, civil_t now)
{
    const struct fact **held = ARENA_NEW(passing, const struct fact *, most);
    const struct fact *end = course->end && course->end->day_only && !stand_is_word(course->end) ? course->end : NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_stands(f, now) || f->begins > now) continue;
        if (!end || day_of(end->at) != day_of(f->begins)) held[n++] = f;
    }
    if (n > 1) qsort(held, n, sizeof *held, by_begin);
    count_interviews(w, c, held, n, now);
}

/* --- adding up --- */

static void add_chances(struct insights_chances *x, const struct course *c)
{
    bool accepted = is_accepted(c->end), answered = c->any_word;
    x->applied++;
    x->answered += answered;
    x->interviewed += c->interviewed;
    x->offered += c->offered;
    x->accepted += accepted;
    x->waiting += !answered && !c->end;
}

static struct insights_chances *month_of(struct insights *x, day_t day)
{
    struct ymd d = day_to_ymd(day);
    const struct insights_month *first = &x->months[0];
    int i = (d.year - first->year) * 12 + d.month - first->month;
    return i < 0 ? &x->before : i < INSIGHTS_MONTHS ? &x->months[i].chances : NULL;
}

/* From the application on: an answer whose day is not known says nothing about time. */
static void count_waits(struct count *k, const struct course *c, day_t today)
{
    bool dated = c->end && c->end->at != TIME_NEVER;
    day_t ended = dated ? day_of(c->end->at) : DAY_NONE;
    if (c->first_word != DAY_NONE)
        add_wait(&k->out->first_word, c->applied, c->first_word, true);
    else if (!c->any_word && (dated || !c->end))
        add_wait(&k->out->first_word, c->applied, dated ? ended : today, false);
    k->out->finals_timed += dated;
    if (dated)
        add_wait(&k->out->final_answer, c->applied, ended, true);
    else if (!c->end)
        add_wait(&k->out->final_answer, c->applied, today, false);
}

static void count_opp(struct count *k, const struct app_opp *o, struct arena *passing)
{
    struct insights *x = k->out;
    civil_t now = zone_civil(o->zone, k->app->now);
    if (o->c.kind != OPP_JOB) {
        x->meetings++;
        return;
    }
    struct course c = follow(&o->c, now);
    x->opps++;
    x->finals += c.end != NULL;
    find_interviews(&x->after_interview, &o->c, &c, passing, o->n_interviews, now);
    if (c.applied == DAY_NONE) {
        if (c.any_word || c.interviewed || c.end) add_chances(&x->without, &c);
        return;
    }
    add_chances(&x->with_day, &c);
    struct insights_chances *month = month_of(x, c.applied);
    if (month) add_chances(month, &c);
    count_waits(k, &c, day_of(now));
}

static enum err visit(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct count *k = context;
    AUTO(arena) passing = {0};
    struct app_house h;
    enum err err = house_make(k->app, id, events, &passing, &h, info);
    for (size_t i = 0; !err && i < h.n_opps; i++) count_opp(k, &h.opps[i], &passing);
    return err;
}

static void name_months(struct insights *x, day_t today)
{
    struct ymd d = day_to_ymd(today);
    int last = d.year * 12 + d.month - 1;
    for (int i = 0; i < INSIGHTS_MONTHS; i++) {
        int m = last - (INSIGHTS_MONTHS - 1 - i);
        x->months[i].year = m / 12;
        x->months[i].month = m % 12 + 1;
    }
}

enum err insights_make(struct app *app, struct arena *a, const struct insights **ret, struct err_info *info)
{
    struct insights *x = ARENA_NEW(a, struct insights, 1);
    name_months(x, day_of(app_now(app)));
    enum err err = journal_walk(app->journal, visit, &(struct count){app, x}, info);
    if (!err) *ret = x;
    return err;
}
