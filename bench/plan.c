/* Planning with reasons: plan_make over many opportunities held in memory, one
 * core.
 *
 * usage: plan [N] [old|live] [ROUNDS]
 *
 * "old" spreads the opportunities over two years as the yardstick
 * (limits/planner.c) does, so that few have anything open; "live" puts all of
 * them into the last seven weeks.  Eight facts each in the yardstick's mix (its
 * notes, which a planner never sees, are more contacts and words here); nine of
 * ten begin with an application, half end with a close. */
#include "app/app.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS = 8, PEOPLE = 3, TODAY = 20778 };

/* One opportunity; its facts, people and those met stand in the arrays at its index. */
struct search {
    size_t n;
    struct fact *facts;
    struct plan_person *people;
    int16_t *with;
    civil_t *created;
};

static const enum fact_kind mix[] = {FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT,
    FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_CONTACT, FACT_WORD,
    FACT_WORD, FACT_WORD, FACT_WORD, FACT_WORD, FACT_WORD, FACT_WORD, FACT_WORD, FACT_TOLD, FACT_TOLD, FACT_TOLD,
    FACT_INTERVIEW, FACT_INTERVIEW, FACT_INTERVIEW, FACT_DONE, FACT_DONE, FACT_DONE, FACT_SNOOZED, FACT_OFFER};

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

static void fill_fact(struct fact *f, struct bench_random *r, int16_t *with, uint32_t *n_with, bool met)
{
    switch ((enum fact_kind)f->kind) {
    case FACT_CONTACT: some_contact(f, r, !met); break;
    case FACT_WORD: some_word(f, r); break;
    case FACT_TOLD: f->day = day_of(f->at) + bench_number(r, 20); break;
    case FACT_INTERVIEW: some_interview(f, r, with, n_with); break;
    case FACT_DONE: some_thanks(f, r); break;
    case FACT_SNOOZED:
        f->step = STEP_INQUIRY;
        f->ends = f->at + bench_number(r, 20) * DAY_SECONDS;
        break;
    case FACT_OFFER: f->day = day_of(f->at) + bench_number(r, 20); break;
    case FACT_CLOSED: f->ending = (uint8_t)bench_number(r, ENDING_HOLD + 1); break;
    case FACT_APPLIED:
    case FACT_REOPENED:
    case FACT_SKIPPED:
    case FACT_NAMED: break;
    }
}

static void fill_one(struct search *s, size_t i, struct bench_random *r, bool live)
{
    struct fact *facts = s->facts + i * EVENTS;
    int16_t *with = s->with + i * EVENTS * PEOPLE;
    uint32_t n_with = 0;
    bool bare = bench_number(r, 10) == 0, met = false;
    day_t day = live ? TODAY - 50 + bench_number(r, 12) : TODAY - 700 + bench_number(r, 680);
    s->created[i] = civil_at(day, 9, 0);
    for (int k = 0; k < EVENTS; k++) {
        day += bench_number(r, live ? 8 : 12);
        struct fact *f = &facts[k];
        *f = (struct fact){.at = civil_at(day, 9 + k, 10 * k),
            .day = DAY_NONE,
            .day2 = DAY_NONE,
            .person = PERSON_SELF,
            .id = (uint32_t)k + 1,
            .kind = (uint8_t)mix[bench_number(r, 32)]};
        if (k == 0) f->kind = bare ? FACT_CONTACT : FACT_APPLIED;
        if (k == EVENTS - 1 && bench_number(r, 2)) f->kind = FACT_CLOSED;
        fill_fact(f, r, with, &n_with, met);
        met |= f->kind == FACT_INTERVIEW;
    }
    for (int k = 0; k < PEOPLE; k++)
        s->people[i * PEOPLE + (size_t)k] = (struct plan_person){.role = k == 0   ? ROLE_HIRING_MANAGER
                                                                         : k == 1 ? ROLE_INTERVIEWER
                                                                                  : ROLE_RECEPTION,
            .known = true,
            .primary = k == 0,
            .has_email = true,
            .has_phone = bench_number(r, 2)};
}

static void fill(struct search *s, struct arena *a, size_t n, bool live)
{
    struct bench_random r = {1};
    *s = (struct search){n, ARENA_NEW(a, struct fact, n * EVENTS), ARENA_NEW(a, struct plan_person, n * PEOPLE),
        ARENA_NEW(a, int16_t, n * EVENTS * PEOPLE), ARENA_NEW(a, civil_t, n)};
    for (size_t i = 0; i < n; i++) fill_one(s, i, &r, live);
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
    c.n_facts = EVENTS;
    c.n_people = PEOPLE;
    for (size_t i = 0; i < s->n; i++) {
        c.facts = s->facts + i * EVENTS;
        c.people = s->people + i * PEOPLE;
        c.with = s->with + i * EVENTS * PEOPLE;
        c.created = s->created[i];
        plan_make(&c, now, p);
        count(&t, p);
    }
    return t;
}

static void print_tally(const struct tally *t, size_t n)
{
    printf("%zu opportunities of %d facts: %zu ended, %zu at rest, %zu quiet, %zu with something to come; %zu actions "
           "(%zu open), check %016llx\n",
        n, EVENTS, t->ended, t->rests, t->quiet, t->anything, t->actions, t->open, (unsigned long long)t->check);
    for (int i = 0; i < STEP_COUNT; i++)
        if (t->steps[i]) printf("%s %zu  ", step_names[i], t->steps[i]);
    printf("\n");
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
    bool live = argc > 2 && !strcmp(argv[2], "live");
    int rounds = argc > 3 ? atoi(argv[3]) : 9;
    AUTO(arena) a = {0};
    struct app app;
    struct err_info info;
    if (app_open_without(&app, &(struct app_options){.playbook = "balanced"}, &a, &info)) return puts(info.text), 1;
    struct plan_case c = {.playbook = &app.playbook, .hours = PLAN_OFFICE_HOURS};
    if (app_zone(&app, STR("Europe/Berlin"), &c.zone, &info) || app_calendar(&app, STR("DE"), &c.calendar, &info))
        return puts(info.text), 1;
    struct search s;
    static struct plan p;
    fill(&s, &a, n, live);
    double best = 1e9, sum = 0;
    for (int i = 0; i < rounds; i++) {
        double begin = bench_seconds();
        struct tally t = plan_all(&s, c, &p);
        double took = bench_seconds() - begin;
        if (i == 0) print_tally(&t, n);
        sum += took;
        if (took < best) best = took;
    }
    printf("%s: mean %.1f best %.1f ns/opportunity = %.2f M/s\n", live ? "live" : "old", sum / rounds / (double)n * 1e9,
        best / (double)n * 1e9, (double)n / best / 1e6);
    app_close(&app);
    return 0;
}
