/* Folding the facts of one opportunity, in their order, up to a moment. */
#include "plan/state.h"

bool state_known(const struct fact *f, civil_t known)
{
    return f->at <= known || (f->day_only && day_of(f->at) <= day_of(known)) ||
        (f->kind == FACT_CLOSED && f->at == TIME_NEVER);
}

bool state_stands(const struct fact *interview, civil_t known)
{
    return interview->kind == FACT_INTERVIEW && interview->at <= known && interview->cancelled > known;
}

bool state_is_no(const struct fact *end)
{
    if (end->kind == FACT_WORD) return end->gist == GIST_REJECTED || end->gist == GIST_FILLED;
    return end->kind == FACT_CLOSED && (end->ending == ENDING_REJECTED || end->ending == ENDING_FILLED);
}

bool state_is_inquiry(const struct fact *f)
{
    return f->kind == FACT_CONTACT && (f->purpose == PURPOSE_INQUIRY || f->purpose == PURPOSE_THREE_PART) &&
        f->outcome != OUTCOME_NO_ANSWER;
}

day_t state_interview_day(const struct fact *interview)
{
    return day_of(interview->ends);
}

static void find_interviews(struct state *s)
{
    const struct plan_case *c = s->c;
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_stands(f, s->known)) continue;
        const struct fact **latest = f->begins <= s->now ? &s->held : &s->ahead;
        if (!*latest || f->begins >= (*latest)->begins) *latest = f;
    }
}

/* What was told on the day of an interview belongs to the interview. */
static bool told_at_interview(const struct state *s, const struct fact *told)
{
    if (!s->held) return false;
    day_t day = day_of(told->at);
    for (size_t i = 0; i < s->c->n_facts; i++) {
        const struct fact *f = &s->c->facts[i];
        if (state_stands(f, s->known) && f->begins <= s->now && state_interview_day(f) == day) return true;
    }
    return false;
}

static void take_word(struct state *s, const struct fact *f, bool other)
{
    s->any_word = true;
    s->word_at = f->at;
    s->word_day = day_of(f->at);
    s->unanswered = 0;
    s->rests = false;
    s->ends_skipped = 0;
    if (s->promised != DAY_NONE && s->word_day > s->promised) s->promised = DAY_NONE;
    if (!other) s->asked = NULL;
}

static void take_promise(struct state *s, const struct fact *f)
{
    if (f->day != DAY_NONE && f->day >= day_of(f->at)) s->promised = f->day;
}

static void take_end(struct state *s, const struct fact *f)
{
    s->no = f;
    s->offer = NULL;
}

static void take_inquiry(struct state *s, const struct fact *f)
{
    if (s->unanswered < UINT8_MAX) s->unanswered++;
    s->last_inquiry = day_of(f->at);
    s->asked = NULL;
    s->ends_skipped = 0;
    if (s->held && f->at > s->held->begins && s->since_meeting < UINT8_MAX) s->since_meeting++;
}

static bool weekly_call(const struct fact *f)
{
    return f->channel == CHANNEL_PHONE && f->purpose != PURPOSE_THANKS && f->purpose != PURPOSE_REPLY &&
        f->purpose != PURPOSE_REFERENCE;
}

static void take_contact(struct state *s, const struct fact *f)
{
    bool attempt = f->outcome == OUTCOME_NO_ANSWER;
    bool since_interview = !s->held || f->at > s->held->begins;
    if (since_interview && weekly_call(f)) s->last_call = day_of(f->at);
    if (attempt) return;
    if (s->first_contact == DAY_NONE) s->first_contact = day_of(f->at);
    if (state_is_inquiry(f)) {
        take_inquiry(s, f);
        s->last_asked = day_of(f->at);
    }
    if (s->held && since_interview && f->purpose == PURPOSE_THANKS && f->channel == CHANNEL_PHONE)
        s->thanks_call = day_of(f->at);
    if (f->purpose == PURPOSE_ARTICLE) {
        s->articles++;
        s->last_article = f->at;
    }
}

static void take_heard(struct state *s, const struct fact *f)
{
    if (f->gist == GIST_RECEIVED) return;
    take_word(s, f, f->gist == GIST_OTHER);
    take_promise(s, f);
    if (f->gist == GIST_ASKED_TO_FOLLOW_UP) {
        s->asked = f;
        s->asked_not_to = false;
    }
    if (f->gist == GIST_OFFER) {
        s->offer = f;
        s->no = NULL;
    }
    if (f->gist == GIST_REJECTED || f->gist == GIST_FILLED) take_end(s, f);
}

static void take_told(struct state *s, const struct fact *f)
{
    if (!told_at_interview(s, f)) take_word(s, f, false);
    take_promise(s, f);
    if (f->may_contact != ANSWER_UNSAID) s->asked_not_to = f->may_contact == ANSWER_NO;
}

static void take_skip(struct state *s, const struct fact *f)
{
    if (f->step == STEP_THREE_PART || f->step == STEP_INQUIRY) take_inquiry(s, f);
    if (f->step == STEP_HOLD || f->step == STEP_MOVE_ON) s->ends_skipped |= 1U << f->step;
}

static void take_fact(struct state *s, const struct fact *f)
{
    switch ((enum fact_kind)f->kind) {
    case FACT_APPLIED:
        if (s->applied == DAY_NONE) s->applied = day_of(f->at);
        break;
    case FACT_INTERVIEW:
        take_word(s, f, false);
        s->no = NULL;
        break;
    case FACT_TOLD: take_told(s, f); break;
    case FACT_CONTACT: take_contact(s, f); break;
    case FACT_WORD: take_heard(s, f); break;
    case FACT_OFFER:
        take_word(s, f, false);
        s->offer = f;
        s->no = NULL;
        break;
    case FACT_CLOSED:
        if (state_is_no(f) && f->at != TIME_NEVER) take_word(s, f, false);
        if (f->ending == ENDING_HOLD || f->ending == ENDING_MOVED_ON)
            s->rests = true;
        else
            take_end(s, f);
        break;
    case FACT_REOPENED:
        s->no = NULL;
        s->rests = false;
        break;
    case FACT_SKIPPED: take_skip(s, f); break;
    case FACT_DONE:
    case FACT_SNOOZED:
    case FACT_NAMED: break;
    }
}

void state_fold(struct state *ret, const struct plan_case *c, civil_t known, civil_t now)
{
    struct state s = {.c = c, .known = known, .now = now, .today = day_of(now), .applied = DAY_NONE, .first_contact = DAY_NONE,
        .word_at = TIME_NONE, .word_day = DAY_NONE, .promised = DAY_NONE, .last_inquiry = DAY_NONE, .last_asked = DAY_NONE,
        .last_call = DAY_NONE, .thanks_call = DAY_NONE, .last_article = TIME_NONE};
    find_interviews(&s);
    const struct fact *reached = NULL; /* a word a moment after the contact: what is ours at that instant goes first */
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_known(f, known)) continue;
        if (reached && plan_fact_order(reached, f) < 0) take_word(&s, reached, true), reached = NULL;
        take_fact(&s, f);
        if (f->kind == FACT_CONTACT && f->outcome == OUTCOME_REACHED) reached = f;
    }
    if (reached) take_word(&s, reached, true);
    const struct fact *last = s.ahead ? s.ahead : s.held;
    if (last && s.promised != DAY_NONE && day_of(last->begins) > s.promised) s.promised = DAY_NONE;
    if (s.held && s.no && s.held->begins > s.no->at) s.no = NULL; /* they met after the no */
    *ret = s;
}

static int16_t last_interviewer(const struct state *s)
{
    const struct fact *interview = s->held ? s->held : s->ahead;
    for (uint16_t i = 0; interview && i < interview->with_n; i++) {
        int16_t p = s->c->with[interview->with + i];
        const struct plan_person *person = &s->c->people[p];
        if (person->role == ROLE_INTERVIEWER && person->known && !person->do_not_contact) return p;
    }
    return PERSON_OFFICE;
}

int16_t state_recipient(const struct state *s)
{
    enum { PRIMARY, RECRUITER, HIRING_MANAGER, HUMAN_RESOURCES, INTERVIEWER, GENERAL, NOBODY };
    int16_t best[NOBODY] = {-1, -1, -1, -1, -1, -1};
    for (size_t i = s->c->n_people; i-- > 0;) { /* backwards: the first of a kind remains */
        const struct plan_person *p = &s->c->people[i];
        if (!p->known || p->do_not_contact) continue;
        if (p->primary) best[PRIMARY] = (int16_t)i;
        if (p->role == ROLE_RECRUITER) best[RECRUITER] = (int16_t)i;
        if (p->role == ROLE_HIRING_MANAGER) best[HIRING_MANAGER] = (int16_t)i;
        if (p->role == ROLE_HR) best[HUMAN_RESOURCES] = (int16_t)i;
        if (p->general) best[GENERAL] = (int16_t)i;
    }
    best[INTERVIEWER] = last_interviewer(s);
    for (int i = 0; i < NOBODY; i++)
        if (best[i] >= 0) return best[i];
    return PERSON_OFFICE;
}
