/* Expectations: each asks the planner one thing and compares the answer with
 * what the story's writer has worked out by hand. */
#include "tests/scenarios/expect.h"

#include "base/buf.h"
#include "tests/scenarios/guard.h"

#include <stdio.h>
#include <string.h>

enum {
    MORNING = 9,
    EVENING = 17,
    MIDNIGHT = 24
}; /* what a day means: for a moment asked about and opens; due; closes */

static const char *const state_names[] = {"upcoming", "open", "late", NULL};
static const char *const judgement_names[] = {"ok", "wait", "stop", NULL};

/* --- times --- */

static const char *when(civil_t t, char out[static 24])
{
    return t == TIME_NEVER ? "never" : t == TIME_NONE ? "none" : civil_format(t, out);
}

/* A moment, or "never"; where only a day is given, that hour of it. */
static bool take_moment(const struct story *s, struct str *line, int hour, civil_t *ret)
{
    bool day_only;
    if (story_next_is(line, "never")) {
        *ret = TIME_NEVER;
        return true;
    }
    if (!story_time(s, line, ret, &day_only)) return false;
    if (day_only) *ret += (civil_t)hour * HOUR_SECONDS;
    return true;
}

static bool moment_is(const struct story *s, struct str *line, int hour, civil_t have)
{
    civil_t t;
    return take_moment(s, line, hour, &t) && t == have;
}

/* "A4 D5": these among others; "only A4 D5": these and no more. */
static bool rules_fit(struct str want, rules_t have)
{
    rules_t set;
    bool only = story_next_is(&want, "only");
    return rules_parse(want, &set) && (only ? have == set : (have & set) == set);
}

/* --- verdicts --- */

struct question {
    civil_t at;
    int16_t person;
    enum channel channel;
    enum purpose purpose;
};

/* "WHEN CHANNEL PURPOSE to PERSON" */
static bool take_question(const struct story *s, struct str line, struct question *ret)
{
    if (!take_moment(s, &line, MORNING, &ret->at)) return false;
    int channel = kind_code(channel_names, story_word(&line)), purpose = kind_code(purpose_names, story_word(&line));
    if (channel < 0 || purpose < 0 || !story_next_is(&line, "to")) return false;
    ret->channel = (enum channel)channel;
    ret->purpose = (enum purpose)purpose;
    ret->person = story_person(s, story_word(&line));
    return ret->person != STORY_NOBODY && !line.n;
}

/* "opening hours", up to "because" */
static bool take_limits(struct str *line, unsigned *ret)
{
    *ret = 0;
    while (line->n && !str_starts(*line, STR("because "))) {
        int limit = kind_code(limit_names, story_word(line));
        if (limit < 0) return false;
        *ret |= 1U << limit;
    }
    return true;
}

/* "ok [warned]", "wait WHEN ...", "stop ..."; then "[by LIMITS] [because RULES]". */
static bool verdict_fits(const struct story *s, struct str want, const struct verdict *v)
{
    unsigned limits;
    if (!story_next_is(&want, judgement_names[v->judgement])) return false;
    if (v->judgement == JUDGED_WAIT && !moment_is(s, &want, MORNING, v->until)) return false;
    if (v->judgement != JUDGED_WAIT && v->until != TIME_NONE) return false;
    if (story_next_is(&want, "warned") != v->all_means) return false;
    if (story_next_is(&want, "by") && (!take_limits(&want, &limits) || limits != v->binding)) return false;
    if (story_next_is(&want, "because")) return rules_fit(want, v->rules);
    return !want.n;
}

static bool check(struct story *s, struct str line, struct str want, struct buf *got)
{
    struct question q;
    if (!take_question(s, line, &q)) return false;
    struct verdict v = plan_check(&s->c, q.person, q.channel, q.purpose, q.at);
    char until[24];
    buf_printf(got, "%s %s%s by", judgement_names[v.judgement], when(v.until, until), v.all_means ? " warned" : "");
    for (int i = 0; i < LIMIT_COUNT; i++)
        if (v.binding >> i & 1) buf_printf(got, " %s", limit_names[i]);
    buf_put(got, " because ");
    rules_write(got, v.rules);
    return verdict_fits(s, want, &v);
}

/* The sentence for each limit that binds, with " / " between. */
static bool why_not(struct story *s, struct str line, struct str want, struct buf *got)
{
    struct question q;
    if (!take_question(s, line, &q)) return false;
    struct verdict v = plan_check(&s->c, q.person, q.channel, q.purpose, q.at);
    for (int i = 0; i < LIMIT_COUNT; i++) {
        if (!(v.binding >> i & 1) && !(i == LIMIT_ALL_MEANS && v.all_means)) continue;
        if (got->n) buf_put(got, " / ");
        plan_explain_limit(got, &s->c, &v, (enum limit)i);
    }
    return str_eq(buf_str(got), want);
}

/* --- actions --- */

static void make(const struct story *s, civil_t now, struct plan *ret)
{
    guard_plan(ret);
    plan_make(&s->c, now, ret);
}

/* "STATE [CHANNEL] [opens WHEN] [due WHEN] [closes DAY] [from WHEN] [because RULES]" */
static bool action_fits(const struct story *s, struct str want, const struct action *a)
{
    bool ok = story_next_is(&want, state_names[a->state]);
    while (ok && want.n) {
        struct str word = story_word(&want);
        if (str_is(word, "opens"))
            ok = moment_is(s, &want, MORNING, a->opens);
        else if (str_is(word, "due"))
            ok = moment_is(s, &want, EVENING, a->due);
        else if (str_is(word, "closes"))
            ok = moment_is(s, &want, MIDNIGHT, a->closes);
        else if (str_is(word, "from"))
            ok = moment_is(s, &want, MORNING, a->call_from);
        else if (str_is(word, "because"))
            return rules_fit(want, a->rules);
        else
            ok = kind_code(channel_names, word) == a->channel;
    }
    return ok;
}

static void describe(struct buf *got, const struct action *a)
{
    char opens[24], due[24], closes[24], from[24];
    buf_printf(got, "%s %s opens %s due %s closes %s", state_names[a->state], channel_names[a->channel],
        when(a->opens, opens), when(a->due, due), when(a->closes, closes));
    if (a->call_from != TIME_NONE) buf_printf(got, " from %s", when(a->call_from, from));
    buf_put(got, " because ");
    rules_write(got, a->rules);
}

/* "STEP [to PERSON]": the code of the step, or -1; *ret_person is STORY_NOBODY where nobody is named. */
static int take_step(const struct story *s, struct str *line, int16_t *ret_person)
{
    int step = kind_code(step_names, story_word(line));
    *ret_person = STORY_NOBODY;
    if (!story_next_is(line, "to")) return step;
    *ret_person = story_person(s, story_word(line));
    return *ret_person == STORY_NOBODY ? -1 : step;
}

static bool is_of(const struct action *a, int step, int16_t person)
{
    return (int)a->step == step && (person == STORY_NOBODY || a->person == person);
}

/* "at WHEN STEP [to PERSON]": one such action is as wanted, or there is none. */
static bool action(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    int16_t person;
    if (!take_moment(s, &line, MORNING, &now)) return false;
    int step = take_step(s, &line, &person), count = 0;
    if (step < 0 || line.n) return false;
    make(s, now, &p);
    bool fits = false;
    for (size_t i = 0; i < p.n; i++) {
        if (!is_of(&p.actions[i], step, person)) continue;
        if (count++) buf_put(got, " | ");
        describe(got, &p.actions[i]);
        fits |= action_fits(s, want, &p.actions[i]);
    }
    if (!count) buf_put(got, "none");
    return str_is(want, "none") ? count == 0 : fits;
}

static const char *who(const struct story *s, const struct action *a)
{
    return a->person == PERSON_SELF ? "self" : a->person == PERSON_OFFICE ? "office" : s->names[a->person].p;
}

/* A list of actions "STEP [to PERSON] [by CHANNEL] [WHEN due]", all of them and in this order. */
static bool list_fits(const struct story *s, struct str want, const struct plan *p, struct buf *got)
{
    size_t n = 0;
    bool ok = true;
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        char due[24];
        buf_printf(got, "%s%s", i ? ", " : "", step_names[a->step]);
        if (a->person != PERSON_SELF)
            buf_printf(got, " to %.*s by %s", a->person < 0 ? 6 : (int)s->names[a->person].n, who(s, a),
                channel_names[a->channel]);
        buf_printf(got, " %s", when(a->due, due));
    }
    for (; want.n && !str_is(want, "none"); n++) {
        struct str item;
        int16_t person;
        civil_t due;
        bool day_only;
        str_cut(want, ',', &item, &want);
        int step = take_step(s, &item, &person);
        if (step < 0 || n >= p->n) return false;
        const struct action *a = &p->actions[n];
        ok &= is_of(a, step, person);
        if (story_next_is(&item, "by")) ok &= kind_code(channel_names, story_word(&item)) == a->channel;
        if (!item.n) continue;
        if (!story_time(s, &item, &due, &day_only) || item.n) return false;
        ok &= day_only ? day_of(a->due) == day_of(due) : a->due == due;
    }
    return ok && n == p->n;
}

/* "plan WHEN": all that is open or to come. */
static bool whole_plan(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    if (!take_moment(s, &line, MORNING, &now) || line.n) return false;
    make(s, now, &p);
    return list_fits(s, want, &p, got);
}

/* "road WHEN": the road if silent. */
static bool road(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    AUTO(arena) a = {0};
    civil_t now;
    if (!take_moment(s, &line, MORNING, &now) || line.n) return false;
    guard_plan(&p);
    plan_road(&s->c, now, &a, &p);
    return list_fits(s, want, &p, got);
}

/* "why WHEN STEP [to PERSON]": the sentence. */
static bool why(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    int16_t person;
    if (!take_moment(s, &line, MORNING, &now)) return false;
    int step = take_step(s, &line, &person);
    make(s, now, &p);
    for (size_t i = 0; i < p.n && !got->n; i++)
        if (is_of(&p.actions[i], step, person)) plan_explain_action(got, &s->c, &p.actions[i]);
    return str_eq(buf_str(got), want);
}

/* --- the opportunity --- */

/* "quiet WHEN": "no", or "until WHEN [otherwise WHEN] [because RULES]" */
static bool quiet(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    char until[24], otherwise[24];
    if (!take_moment(s, &line, MORNING, &now) || line.n) return false;
    make(s, now, &p);
    const struct quiet *q = &p.quiet;
    if (!q->is) return buf_put(got, "no"), str_is(want, "no");
    buf_printf(got, "until %s otherwise %s because ", when(q->until, until), when(q->otherwise, otherwise));
    rules_write(got, q->rules);
    if (!story_next_is(&want, "until") || !moment_is(s, &want, MORNING, q->until)) return false;
    if (story_next_is(&want, "otherwise") && !moment_is(s, &want, EVENING, q->otherwise)) return false;
    if (story_next_is(&want, "because")) return rules_fit(want, q->rules);
    return !want.n;
}

static bool why_quiet(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    if (!take_moment(s, &line, MORNING, &now) || line.n) return false;
    make(s, now, &p);
    plan_explain_quiet(got, &p.quiet);
    return str_eq(buf_str(got), want);
}

/* "stands WHEN": "ended", "rests" or "goes on" */
static bool stands(struct story *s, struct str line, struct str want, struct buf *got)
{
    static struct plan p;
    civil_t now;
    if (!take_moment(s, &line, MORNING, &now) || line.n) return false;
    make(s, now, &p);
    buf_put(got, p.ended ? "ended" : p.rests ? "rests" : "goes on");
    return str_eq(buf_str(got), want);
}

bool expect_holds(struct story *s, struct str line, struct str want, char got[static GOT_MAX])
{
    static const struct {
        const char *word;
        bool (*holds)(struct story *s, struct str line, struct str want, struct buf *got);
    } all[] = {{"check", check}, {"why-not", why_not}, {"at", action}, {"plan", whole_plan}, {"road", road},
        {"why", why}, {"quiet", quiet}, {"why-quiet", why_quiet}, {"stands", stands}};
    AUTO(buf) b = {0};
    struct str word = story_word(&line);
    bool holds = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is(word, all[i].word)) holds = all[i].holds(s, line, want, &b);
    snprintf(got, GOT_MAX, "%.*s", STR_ARG(buf_str(&b)));
    if (!b.n) snprintf(got, GOT_MAX, "nothing, or the line is not understood");
    return holds;
}
