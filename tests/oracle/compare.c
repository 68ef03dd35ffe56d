/* Compares the planner with the oracle: verdicts, plans and roads of random
 * and of exhaustively enumerated short histories, under every playbook; and
 * checks the law of the rulebook's section 5, and the windows, on each plan.
 *
 * usage: compare COUNT [SEED]   prints "N passed, N failed"; a difference is
 * printed as a story, ready to be run by tests/scenarios. */
#include "tests/oracle/generate.h"
#include "tests/oracle/oracle.h"
#include "tests/scenarios/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long passed, failed, shown;
static struct playbook books[6];
static const char *const book_names[] = {
    "balanced", "dos-and-donts", "rules-and-strategies", "three-by-three", "proactive", "guideline"};

/* --- the same case for the planner --- */

static struct plan_case to_plan(const struct o_case *o, struct bridge *b)
{
    bridge_fill(b, o);
    return (struct plan_case){.playbook = &books[o->playbook],
        .calendar = &b->calendar,
        .hours = PLAN_OFFICE_HOURS,
        .kind = (enum opp_kind)o->opp_kind[0],
        .created = o->created[0],
        .facts = b->facts,
        .n_facts = b->n_facts,
        .house = b->house,
        .n_house = b->n_house,
        .people = b->people,
        .n_people = (size_t)o->n_people,
        .with = b->with,
        .offers = b->offers,
        .n_offers = b->n_offers};
}

static bool report(const struct o_case *o, const char *what)
{
    failed++;
    if (shown++ >= 5) return false;
    printf("--- %s\n", what);
    generate_print(o, book_names[o->playbook]);
    return true;
}

/* --- verdicts --- */

static void compare_check(
    const struct o_case *o, const struct plan_case *c, int person, int channel, int purpose, civil_t at)
{
    struct o_verdict want = oracle_check(o, person, (enum o_channel)channel, (enum o_purpose)purpose, at);
    struct verdict got = plan_check(c, (int16_t)person, (enum channel)channel, (enum purpose)purpose, at);
    unsigned binding = got.binding & ((1U << LIMIT_ALL_MEANS) - 1);
    bool same = (int)want.judgement == (int)got.judgement && want.limits == binding &&
                (want.judgement != O_WAIT || want.until == got.until) &&
                (want.judgement == O_STOP || want.all_means == got.all_means);
    if (same) {
        passed++;
        return;
    }
    if (!report(o, "verdict")) return;
    char a[24], w[24], g[24];
    printf("check %s %s %s to %d: oracle %d %s limits %x warned %d, planner %d %s limits %x warned %d\n",
        civil_format(at, a), channel_names[channel], purpose_names[purpose], person, want.judgement,
        want.judgement == O_WAIT ? civil_format(want.until, w) : "", want.limits, want.all_means, got.judgement,
        got.judgement == JUDGED_WAIT ? civil_format(got.until, g) : "", binding, got.all_means);
}

/* --- plans and roads --- */

static int action_order(const void *a, const void *b)
{
    const struct o_action *x = a, *y = b;
    if (x->due != y->due) return x->due < y->due ? -1 : 1;
    if (x->opens != y->opens) return x->opens < y->opens ? -1 : 1;
    if (x->step != y->step) return x->step < y->step ? -1 : 1;
    if (x->person != y->person) return x->person < y->person ? -1 : 1;
    return 0;
}

static int to_oracle(const struct plan *p, civil_t now, struct o_action *out)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        out[i] = (struct o_action){(enum o_step)a->step, a->person, (enum o_channel)a->channel, a->opens, a->due,
            a->closes == TIME_NEVER ? O_NEVER : a->closes, a->opens <= now};
    }
    return (int)p->n;
}

static bool same_action(const struct o_action *a, const struct o_action *b)
{
    bool channel = a->person == O_SELF || a->channel == b->channel;
    return a->step == b->step && a->person == b->person && channel && a->opens == b->opens && a->due == b->due &&
           a->closes == b->closes;
}

static void print_actions(const char *who, const struct o_action *a, int n)
{
    for (int i = 0; i < n; i++) {
        char opens[24], due[24], closes[24];
        printf("  %-8s %-15s %2d %-9s opens %s due %s closes %s\n", who, step_names[a[i].step], a[i].person,
            a[i].person == O_SELF ? "-" : channel_names[a[i].channel], civil_format(a[i].opens, opens),
            civil_format(a[i].due, due), a[i].closes == O_NEVER ? "never" : civil_format(a[i].closes, closes));
    }
}

static void compare_actions(const struct o_case *o, const struct plan_case *c, bool road)
{
    static struct o_action want[O_MAX_ACTIONS], got[PLAN_ACTIONS_MAX];
    static struct plan p;
    AUTO(arena) arena = {0};
    int n_want = road ? oracle_road(o, want) : oracle_plan(o, want);
    if (road)
        plan_road(c, o->now, &arena, &p);
    else
        plan_make(c, o->now, &p);
    int n_got = to_oracle(&p, o->now, got);
    if (!road) {
        qsort(want, (size_t)n_want, sizeof *want, action_order);
        qsort(got, (size_t)n_got, sizeof *got, action_order);
    }
    bool same = n_want == n_got;
    for (int i = 0; same && i < n_want; i++) same = same_action(&want[i], &got[i]);
    if (same) {
        passed++;
    } else if (report(o, road ? "road" : "plan")) {
        print_actions("oracle", want, n_want);
        print_actions("planner", got, n_got);
    }
}

/* Every action that is open would be judged ok now, or held by the hour alone; by both. */
static void check_law(const struct o_case *o, const struct plan_case *c)
{
    static struct plan p;
    plan_make(c, o->now, &p);
    for (size_t i = 0; i < p.n; i++) {
        const struct action *a = &p.actions[i];
        if (a->opens > o->now || a->person == PERSON_SELF) continue;
        struct o_verdict v = oracle_check(o, a->person, (enum o_channel)a->channel, (enum o_purpose)a->purpose, o->now);
        bool lawful = v.judgement == O_OK || (v.judgement == O_WAIT && v.limits == O_L_HOURS);
        struct verdict own = plan_check(c, a->person, (enum channel)a->channel, a->purpose, o->now);
        lawful &= own.judgement == JUDGED_OK || (own.judgement == JUDGED_WAIT && own.binding == 1U << LIMIT_HOURS);
        if (lawful) {
            passed++;
        } else if (report(o, "the law")) {
            printf("open, but limits %x: %s to %d by %s\n", v.limits, step_names[a->step], a->person,
                channel_names[a->channel]);
        }
    }
}

/* From when on nothing that was recorded is still to come. */
static civil_t all_known(const struct o_case *o, const struct plan_case *c)
{
    civil_t last = o->now;
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (f->at != TIME_NEVER && f->at > last) last = f->at;
        if (f->kind == FACT_INTERVIEW && f->cancelled != TIME_NEVER && f->cancelled > last) last = f->cancelled;
    }
    for (size_t i = 0; i < c->n_offers; i++) {
        const struct plan_offer *offer = &c->offers[i];
        if (offer->at > last) last = offer->at;
        if (offer->ended != TIME_NEVER && offer->ended > last) last = offer->ended;
        if (offer->accepted != TIME_NEVER && offer->accepted > last) last = offer->accepted;
    }
    return last;
}

/* What is open one day, with nothing new having happened, lies within a window that was foreseen. */
static void check_windows(const struct o_case *o, const struct plan_case *c, struct generate *g)
{
    static struct plan now, later;
    civil_t known = all_known(o, c);
    plan_make(c, known, &now);
    for (int times = 0; times < 2; times++) {
        civil_t t = known + generate_number(g, 100) * 60000;
        bool within = false, open = false;
        plan_make(c, t, &later);
        for (size_t i = 0; i < later.n; i++) open |= later.actions[i].opens <= t;
        for (size_t i = 0; i < now.n_windows; i++) within |= t >= now.windows[i].from && t < now.windows[i].until;
        if (within || !open) {
            passed++;
        } else if (report(o, "the windows")) {
            char text[24];
            printf("open outside them at %s\n", civil_format(t, text));
        }
    }
}

static void compare(const struct o_case *o, struct generate *g)
{
    static struct bridge b;
    struct plan_case c = to_plan(o, &b);
    for (int i = 0; i < 4; i++) {
        int person = generate_number(g, o->n_people + 1) - 1;
        compare_check(o, &c, person, generate_number(g, 5), generate_number(g, 11), generate_later(g, o->now));
    }
    compare_check(o, &c, O_OFFICE, CHANNEL_PHONE, PURPOSE_INQUIRY, o->now);
    compare_actions(o, &c, false);
    compare_actions(o, &c, true);
    check_law(o, &c);
    check_windows(o, &c, g);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 10000;
    struct generate g = {argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
    struct err_info info;
    for (int i = 0; i < 6; i++) {
        if (story_playbook(&books[i], str_from(book_names[i]), &info)) continue;
        printf("%s\n", info.text);
        return 2;
    }
    static struct o_case o;
    for (long i = 0; passed + failed < count / 2; i++) {
        generate_short(&o, (unsigned long)i);
        compare(&o, &g);
    }
    while (passed + failed < count) {
        generate_random(&o, &g);
        compare(&o, &g);
    }
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed > 0;
}
