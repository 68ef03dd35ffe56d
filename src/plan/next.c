/* Section 3 of the rulebook, rule by rule; the numbers in the comments are its own. */
#include "plan/next.h"

#include "plan/moment.h"

static bool is_meeting(const struct state *s)
{
    return s->c->kind != OPP_JOB && !s->c->playbook->meetings_keep_rhythm;
}

static day_t later(day_t a, day_t b)
{
    return a > b ? a : b;
}

static void set(struct next *n, day_t opens, day_t due, enum because because, day_t day, rules_t rules)
{
    n->opens = opens;
    n->due = due;
    n->because = (uint8_t)because;
    n->day = day;
    n->rules = rules;
}

/* A day and two spans from it. */
static void from(struct next *n, const struct state *s, day_t day, struct span opens, struct span due,
    enum because because, rules_t rules)
{
    const struct calendar *c = s->c->calendar;
    set(n, moment_add(c, day, opens), moment_add(c, day, due), because, day, rules);
}

/* 3b for an interview held or to come; meetings have their own distance. */
static void after_interview(struct next *n, const struct state *s, const struct fact *interview, bool called)
{
    const struct playbook *p = s->c->playbook;
    const struct rhythm *r = &p->after;
    day_t day = state_interview_day(interview);
    n->rhythm = r;
    if (is_meeting(s)) {
        from(n, s, day, p->meeting_after, p->meeting_after, BECAUSE_MEETING, p->meeting_rules);
        return;
    }
    day_t call = r->from_thanks_call && called ? state_thanks_call(s) : DAY_NONE;
    from(n, s, call != DAY_NONE ? call : day, r->first, r->first_due, BECAUSE_INTERVIEW, r->first_rules);
    n->day = day;
}

/* 3b to 3d: the own rhythm, with no unanswered inquiry. */
static void own_rhythm(struct next *n, const struct state *s)
{
    const struct rhythm *r = n->rhythm;
    if (s->held && (is_meeting(s) || s->word_at <= s->held->begins)) {
        after_interview(n, s, s->held, true);
    } else if (s->any_word) {
        from(n, s, s->word_day, r->word, r->word_due, BECAUSE_WORD, r->word_rules);
    } else {
        day_t day = s->applied != DAY_NONE ? s->applied : s->first_contact,
              created = day_of(s->c->created + 7 * HOUR_SECONDS); /* recorded after hours, it is for the next day */
        if (day != DAY_NONE)
            from(n, s, day, r->first, r->first_due, BECAUSE_APPLIED, r->first_rules);
        else
            set(n, created, created, BECAUSE_FIRST, created, r->first_rules);
    }
}

static day_t after_promise(const struct state *s)
{
    return calendar_add(s->c->calendar, s->promised, 1);
}

/* 3: nothing of ours is unanswered. */
static void unasked(struct next *n, const struct state *s)
{
    own_rhythm(n, s);
    if (s->promised == DAY_NONE) return;
    day_t day = after_promise(s);
    bool pace = s->held && (n->rhythm->keeps_pace || is_meeting(s));
    day_t opens = pace ? later(day, n->opens) : day, due = pace ? later(day, n->due) : day;
    if (opens == day) set(n, opens, due, BECAUSE_PROMISED, s->promised, s->c->playbook->promised_rules);
    n->due = due;
}

/* 4: inquiries are unanswered. */
static void again(struct next *n, const struct state *s)
{
    const struct rhythm *r = n->rhythm;
    from(n, s, state_last_inquiry(s), r->gap, r->gap_due, BECAUSE_SILENCE, r->gap_rules);
    n->count = s->unanswered;
    if (s->promised == DAY_NONE) return;
    day_t day = after_promise(s);
    if (n->opens < day) set(n, day, later(day, n->due), BECAUSE_PROMISED, s->promised, s->c->playbook->promised_rules);
}

static void choose_channels(struct next *n, const struct state *s)
{
    const struct rhythm *r = n->rhythm;
    bool fresh = s->ahead || (s->held && is_meeting(s));
    unsigned count = fresh ? 0 : s->unanswered; /* what was asked before does not count there */
    unsigned which = count < r->sequence ? count : r->sequence - 1U;
    n->channels = r->channels[which];
}

static void to_business_days(struct next *n, const struct state *s)
{
    n->opens = calendar_next(s->c->calendar, n->opens);
    n->due = calendar_next(s->c->calendar, n->due);
}

/* 5: the number is reached. */
static void reached(struct next *n, const struct state *s)
{
    const struct rhythm *r = n->rhythm;
    n->kind = NEXT_END;
    from(n, s, state_last_inquiry(s), r->then_after, r->then_after, BECAUSE_NUMBER, r->then_rules);
    n->count = s->unanswered;
}

void next_find(struct next *ret, const struct state *s)
{
    const struct playbook *p = s->c->playbook;
    struct next *n = ret;
    *n = (struct next){.kind = NEXT_INQUIRY, .rhythm = s->held ? &p->after : &p->before, .count = s->unanswered};
    if (s->asked) { /* 1 */
        day_t opens = s->asked->day2;
        if (opens == DAY_NONE) opens = calendar_add(s->c->calendar, day_of(s->asked->at), 1);
        opens = calendar_next(s->c->calendar, opens);
        set(n, opens, calendar_add(s->c->calendar, opens, 1), BECAUSE_ASKED, opens, p->asked_rules);
        n->asked = true;
    } else if (s->ahead) { /* 2 */
        after_interview(n, s, s->ahead, false);
        n->because = BECAUSE_AHEAD;
    } else if (s->held && is_meeting(s)) {
        unasked(n, s);
        if (state_asked_since_meeting(s)) n->kind = NEXT_NOTHING;
    } else if (s->unanswered == 0) { /* 3 */
        unasked(n, s);
    } else if (s->unanswered < n->rhythm->number) { /* 4 */
        again(n, s);
    } else {
        reached(n, s);
        return;
    }
    choose_channels(n, s);
    to_business_days(n, s);
}

day_t next_otherwise(const struct state *s, const struct next *n)
{
    struct next without;
    if (s->asked || s->ahead || s->promised != DAY_NONE) {
        struct state plain = *s;
        plain.asked = NULL;
        plain.ahead = NULL;
        plain.promised = DAY_NONE;
        next_find(&without, &plain);
        n = &without;
    }
    return n->kind == NEXT_INQUIRY ? n->due : DAY_NONE;
}
