/* Planning with reasons: plan_make over many opportunities held in memory, one
 * core.
 *
 * usage: plan [N] [old|full|live] [ROUNDS]
 *
 * old: the yardstick's events (limits/planner.c), eight each, spread over two
 * years; what is no fact to a planner, that something was saved and notes,
 * leaves none.  full: the same, but each of the eight is a fact.  live: full,
 * and all of it within the last seven weeks, so that most have something to do. */
#include "app/app.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { EVENTS = 8, PEOPLE = 3, TODAY = 20778 };

enum mix { OLD, FULL, LIVE };
static const char *const mix_names[] = {"old", "full", "live", NULL};

/* Facts, people and those met stand packed; those of opportunity i from first[i], i * PEOPLE and i * EVENTS * PEOPLE. */
struct search {
    size_t n;
    struct fact *facts;
    uint32_t *first; /* n + 1 */
    struct plan_person *people;
    int16_t *with;
    civil_t *created;
};

/* The yardstick's: out, in, note, told, interview, thanked, quiet, offer. */
enum happening { OUT, IN, NOTE, TOLD, INTERVIEW, THANKED, QUIET, OFFER, APPLIED, CLOSED };
static const enum happening mix[32] = {OUT, OUT, OUT, OUT, OUT, OUT, OUT, OUT, OUT, OUT, IN, IN, IN, IN, IN, IN, NOTE,
    NOTE, NOTE, NOTE, NOTE, TOLD, TOLD, TOLD, INTERVIEW, INTERVIEW, INTERVIEW, THANKED, THANKED, THANKED, QUIET, OFFER};

static enum purpose some_purpose(struct bench_random *r, bool before)
{
    static const enum purpose after[] = {
        PURPOSE_INQUIRY, PURPOSE_INQUIRY, PURPOSE_REPLY, PURPOSE_CONNECT, PURPOSE_ARTICLE};
    return before ? PURPOSE_THREE_PART : after[bench_number(r, sizeof after / sizeof *after)];
}

static void some_contact(struct fact *f, struct bench_random *r, bool before)
{
    f->kind = FACT_CONTACT;
    f->person = (int16_t)(bench_number(r, PEOPLE + 1) - 1);
    f->channel = bench_number(r, 2) ? CHANNEL_PHONE : CHANNEL_EMAIL;
    f->outcome = f->channel == CHANNEL_EMAIL ? OUTCOME_SENT : (uint8_t)(OUTCOME_REACHED + bench_number(r, 3));
    f->purpose = (uint8_t)some_purpose(r, before);
}

static void some_word(struct fact *f, struct bench_random *r)
{
    static const enum gist gists[] = {GIST_RECEIVED, GIST_NOT_YET, GIST_ASKED_TO_FOLLOW_UP, GIST_OTHER};
    f->person = (int16_t)(bench_number(r, PEOPLE + 1) - 1);
    f->gist = (uint8_t)gists[bench_number(r, 4)];
    if (f->gist == GIST_NOT_YET && bench_number(r, 2)) f->day = day_of(f->at) + bench_number(r, 20);
}

/* One to three people met; it takes place up to three weeks after it was arranged. */
static void some_interview(struct fact *f, struct bench_random *r, int16_t *with, uint32_t *n_with)
{
    f->begins = f->at + bench_number(r, 20) * DAY_SECONDS;
    f->ends = f->begins + HOUR_SECONDS;
    f->cancelled = TIME_NEVER;
    f->with = *n_with;
    f->with_n = (uint16_t)(1 + bench_number(r, PEOPLE));
    for (int16_t i = 0; i < f->with_n; i++) with[(*n_with)++] = i;
}

/* Thanks to one of the people met (the yardstick's THANKED). */
static void some_thanks(struct fact *f, struct bench_random *r)
{
    f->kind = FACT_CONTACT;
    f->purpose = PURPOSE_THANKS;
    f->person = (int16_t)bench_number(r, PEOPLE);
    f->outcome = OUTCOME_SENT;
    f->channel = bench_number(r, 4) ? CHANNEL_EMAIL : CHANNEL_NOTE;
}

static void some_end(struct fact *f, struct bench_random *r)
{
    f->kind = FACT_CLOSED;
    f->ending = (uint8_t)bench_number(r, ENDING_HOLD + 1);
}

static void fill_fact(
    struct fact *f, enum happening what, struct bench_random *r, int16_t *with, uint32_t *n_with, bool met)
{
    static const enum fact_kind kinds[] = {[OUT] = FACT_CONTACT,
        [IN] = FACT_WORD,
        [NOTE] = FACT_WORD,
        [TOLD] = FACT_TOLD,
        [INTERVIEW] = FACT_INTERVIEW,
        [THANKED] = FACT_CONTACT,
        [QUIET] = FACT_SNOOZED,
        [OFFER] = FACT_OFFER,
        [APPLIED] = FACT_APPLIED,
        [CLOSED] = FACT_CLOSED};
    f->kind = (uint8_t)kinds[what];
    switch (what) {
    case OUT: some_contact(f, r, !met); break;
    case IN:
    case NOTE: some_word(f, r); break;
    case TOLD:
    case OFFER: f->day = day_of(f->at) + bench_number(r, 20); break;
    case INTERVIEW: some_interview(f, r, with, n_with); break;
    case THANKED: some_thanks(f, r); break;
    case QUIET:
        f->step = STEP_INQUIRY;
        f->ends = f->at + bench_number(r, 20) * DAY_SECONDS;
        break;
    case CLOSED: some_end(f, r); break;
    case APPLIED: break;
    }
}

/* What happened as the k-th of the eight; in the yardstick's mix the first is that it was saved. */
static enum happening some_happening(struct bench_random *r, enum mix how, int k, bool bare)
{
    bool old = how == OLD;
    if (old && (k == 0 || bare)) return NOTE;
    if (k == (old ? 1 : 0)) return bare ? OUT : APPLIED;
    if (k == EVENTS - 1 && bench_number(r, 2)) return CLOSED;
    return mix[bench_number(r, 32)];
}

static uint32_t fill_one(struct search *s, size_t i, struct bench_random *r, enum mix how)
{
    int16_t *with = s->with + i * EVENTS * PEOPLE;
    uint32_t n_with = 0, n = s->first[i];
    bool bare = bench_number(r, 10) == 0, met = false;
    day_t day = how == LIVE ? TODAY - 50 + bench_number(r, 12) : TODAY - 700 + bench_number(r, 680);
    s->created[i] = civil_at(day, 9, 0);
    for (int k = 0; k < EVENTS; k++) {
        day += bench_number(r, how == LIVE ? 8 : 12);
        enum happening what = some_happening(r, how, k, bare);
        if (how == OLD && what == NOTE) continue;
        struct fact *f = &s->facts[n++];
        *f = (struct fact){.at = civil_at(day, 9 + k, 10 * k),
            .day = DAY_NONE,
            .day2 = DAY_NONE,
            .person = PERSON_SELF,
            .id = (uint32_t)k + 1};
        fill_fact(f, what, r, with, &n_with, met);
        met |= what == INTERVIEW;
    }
    for (int k = 0; k < PEOPLE; k++)
        s->people[i * PEOPLE + (size_t)k] = (struct plan_person){.role = k == 0   ? ROLE_HIRING_MANAGER
                                                                         : k == 1 ? ROLE_INTERVIEWER
                                                                                  : ROLE_RECEPTION,
            .known = true,
            .primary = k == 0,
            .has_email = true,
            .has_phone = bench_number(r, 2)};
    return n;
}

static void fill(struct search *s, struct arena *a, size_t n, enum mix how)
{
    struct bench_random r = {1};
    *s = (struct search){n, ARENA_NEW(a, struct fact, n * EVENTS), ARENA_NEW(a, uint32_t, n + 1),
        ARENA_NEW(a, struct plan_person, n * PEOPLE), ARENA_NEW(a, int16_t, n * EVENTS * PEOPLE),
        ARENA_NEW(a, civil_t, n)};
    for (size_t i = 0; i < n; i++) s->first[i + 1] = fill_one(s, i, &r, how);
}

struct tally {
    size_t actions, open, quiet, ended, rests, anything;
    uint64_t check; /* of every time, rule and reason, so that none is left out */
    size_t steps[STEP_COUNT];
};

static void count(struct tally *t, const struct plan *p)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        t->open += a->state != ACTION_UPCOMING;
        t->check = t->check * 31 + (uint64_t)(a->opens ^ a->due ^ a->closes) + a->rules + a->because + a->channel;
        t->steps[a->step]++;
    }
    t->actions += p->n;
    t->quiet += p->quiet.is;
    t->ended += p->ended;
    t->rests += p->rests;
    t->anything += p->anything;
    t->check = t->check * 31 + (uint64_t)(p->quiet.until ^ p->quiet.otherwise) + p->quiet.rules + p->quiet.because;
}

static struct tally plan_all(const struct search *s, struct plan_case c, struct plan *p)
{
    struct tally t = {0};
    const civil_t now = civil_at(TODAY, 10, 0);
    c.n_people = PEOPLE;
    for (size_t i = 0; i < s->n; i++) {
        c.facts = s->facts + s->first[i];
        c.n_facts = s->first[i + 1] - s->first[i];
        c.people = s->people + i * PEOPLE;
        c.with = s->with + i * EVENTS * PEOPLE;
        c.created = s->created[i];
        plan_make(&c, now, p);
        count(&t, p);
    }
    return t;
}

static void print_tally(const struct tally *t, const struct search *s)
{
    printf("%zu opportunities of 8 events, %.1f facts each: %zu ended, %zu at rest, %zu quiet, %zu with something to "
           "come; "
           "%zu actions, %zu open; check %016llx\n",
        s->n, (double)s->first[s->n] / (double)s->n, t->ended, t->rests, t->quiet, t->anything, t->actions, t->open,
        (unsigned long long)t->check);
    for (int i = 0; i < STEP_COUNT; i++)
        if (t->steps[i]) printf("%s %zu  ", step_names[i], t->steps[i]);
    printf("\n");
}

static void measure(const struct search *s, const struct plan_case *c, enum mix how, int rounds, struct plan *p)
{
    double best = 1e9, sum = 0;
    for (int i = 0; i < rounds; i++) {
        double begin = bench_seconds();
        struct tally t = plan_all(s, *c, p);
        double took = bench_seconds() - begin;
        if (i == 0) print_tally(&t, s);
        sum += took;
        if (took < best) best = took;
    }
    printf("%s: mean %.1f best %.1f ns/opportunity = %.2f M/s\n", mix_names[how], sum / rounds / (double)s->n * 1e9,
        best / (double)s->n * 1e9, (double)s->n / best / 1e6);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
    int how = argc > 2 ? kind_code(mix_names, str_from(argv[2])) : OLD, rounds = argc > 3 ? atoi(argv[3]) : 9;
    if (n < 1 || how < 0 || rounds < 1) return fprintf(stderr, "usage: plan [N] [old|full|live] [ROUNDS]\n"), 2;
    AUTO(arena) a = {0};
    struct app app;
    struct err_info info;
    if (app_open_without(&app, &(struct app_options){.playbook = "balanced"}, &a, &info)) return puts(info.text), 1;
    struct plan_case c = {.playbook = &app.playbook, .hours = PLAN_OFFICE_HOURS};
    if (app_zone(&app, STR("Europe/Berlin"), &c.zone, &info) || app_calendar(&app, STR("DE"), &c.calendar, &info))
        return puts(info.text), 1;
    struct search s;
    fill(&s, &a, n, (enum mix)how);
    measure(&s, &c, (enum mix)how, rounds, ARENA_NEW(&a, struct plan, 1));
    app_close(&app);
    return 0;
}
