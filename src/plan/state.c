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
    bool asks = (f->purpose == PURPOSE_INQUIRY) | (f->purpose == PURPOSE_THREE_PART);
    return (f->kind == FACT_CONTACT) & asks &
           (f->outcome != OUTCOME_NO_ANSWER); /* no branches: nobody can foresee it */
}

static bool is_skipped_inquiry(const struct fact *f)
{
    return f->kind == FACT_SKIPPED && (f->step == STEP_THREE_PART || f->step == STEP_INQUIRY);
}

day_t state_interview_day(const struct fact *interview)
{
    return day_of(interview->ends);
}

static void take_interview(struct state *s, const struct fact *f)
{
    bool held = f->begins <= s->now;
    const struct fact **latest = held ? &s->held : &s->ahead;
    if (!*latest || f->begins >= (*latest)->begins) *latest = f;
    if (held) s->held_since = s->held->begins;
    if (!held && f->begins < s->next_begins) s->next_begins = f->begins;
    if (f->ends > s->last_ends) s->last_ends = f->ends;
}

/* What there is, and the interviews: the rest of the fold asks for the latest of them. */
static void survey(struct state *s)
{
    const struct plan_case *c = s->c;
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        s->kinds |= 1U << f->kind;
        if (f->kind != FACT_INTERVIEW) continue;
        if (!s->end_interviews) s->first_interview = i;
        s->end_interviews = i + 1;
        if (state_stands(f, s->known)) take_interview(s, f);
    }
}

/* What was told on the day of an interview belongs to the interview. */
static bool told_at_interview(const struct state *s, const struct fact *told)
{
    if (!s->held) return false;
    day_t day = day_of(told->at);
    for (size_t i = s->first_interview; i < s->end_interviews; i++) {
        const struct fact *f = &s->c->facts[i];
        if (state_stands(f, s->known) && f->begins <= s->now && state_interview_day(f) == day) return true;
    }
    return false;
}

static void take_word(struct state *s, const struct fact *f, bool other)
{
    s->any_word = true;
    s->word_at = f->at;
    s->unanswered = 0;
    s->rests = false;
    s->ends_skipped = 0;
    if (!other) s->asked = NULL;
}

static void take_promise(struct state *s, const struct fact *f)
{
    if (f->day >= day_of(f->at)) s->promised = f->day; /* DAY_NONE is before any day */
}

static void take_end(struct state *s, const struct fact *f)
{
    s->no = f;
    s->offer = NULL;
}

static void take_inquiry(struct state *s)
{
    if (s->unanswered < UINT8_MAX) s->unanswered++;
    s->asked = NULL;
    s->ends_skipped = 0;
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
    if (is_skipped_inquiry(f)) take_inquiry(s);
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
    case FACT_CONTACT:
        if (state_is_inquiry(f)) take_inquiry(s);
        break;
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

static day_t first_contact(const struct state *s)
{
    for (size_t i = 0; i < s->c->n_facts; i++) {
        const struct fact *f = &s->c->facts[i];
        if (f->kind == FACT_CONTACT && f->outcome != OUTCOME_NO_ANSWER && state_known(f, s->known))
            return day_of(f->at);
    }
    return DAY_NONE;
}

/* What can only be said once all is known. */
static void conclude(struct state *s)
{
    if (s->any_word)
        s->word_day = day_of(s->word_at);
    else if (s->applied == DAY_NONE)
        s->first_contact = first_contact(s);
    if (s->word_day > s->promised) s->promised = DAY_NONE; /* DAY_NONE is before any day */
    const struct fact *last = s->ahead ? s->ahead : s->held;
    if (last && day_of(last->begins) > s->promised) s->promised = DAY_NONE;
    if (s->held && s->no && s->held_since > s->no->at) s->no = NULL; /* they met after the no */
    s->rests |= s->c->may_be_over;
}

void state_fold(struct state *ret, const struct plan_case *c, civil_t known, civil_t now)
{
    struct state *s = ret; /* filled in place: it is large */
    *s = (struct state){.c = c,
        .known = known,
        .now = now,
        .today = day_of(now),
        .held_since = TIME_NONE,
        .last_ends = TIME_NONE,
        .next_begins = TIME_NEVER,
        .applied = DAY_NONE,
        .first_contact = DAY_NONE,
        .word_at = TIME_NONE,
        .word_day = DAY_NONE,
        .promised = DAY_NONE};
    survey(s);
    const struct fact *reached = NULL; /* a word a moment after the contact: what is ours at that instant goes first */
    for (size_t i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!state_known(f, known)) continue;
        if (reached && plan_fact_order(reached, f) < 0) take_word(s, reached, true), reached = NULL;
        take_fact(s, f);
        if (f->kind == FACT_CONTACT && f->outcome == OUTCOME_REACHED) reached = f;
    }
    if (reached) take_word(s, reached, true);
    conclude(s);
}

/* --- what only some playbooks and limits ask for: looked up when they do --- */

day_t state_last_inquiry(const struct state *s)
{
    for (size_t i = s->c->n_facts; i-- > 0;) { // GCOV_EXCL_BR_LINE: asked for only where an inquiry is unanswered
        const struct fact *f = &s->c->facts[i];
        if ((state_is_inquiry(f) || is_skipped_inquiry(f)) && state_known(f, s->known)) return day_of(f->at);
    }
    return DAY_NONE; // GCOV_EXCL_LINE: as above, there is one
}

day_t state_last_asked(const struct state *s)
{
    for (size_t i = s->c->n_facts; i-- > 0;) {
        const struct fact *f = &s->c->facts[i];
        if (state_is_inquiry(f) && state_known(f, s->known)) return day_of(f->at);
    }
    return DAY_NONE;
}

static bool weekly_call(const struct fact *f)
{
    return f->kind == FACT_CONTACT && f->channel == CHANNEL_PHONE && f->purpose != PURPOSE_THANKS &&
           f->purpose != PURPOSE_REPLY && f->purpose != PURPOSE_REFERENCE;
}

day_t state_last_call(const struct state *s)
{
    for (size_t i = s->c->n_facts; i-- > 0;) {
        const struct fact *f = &s->c->facts[i];
        if (weekly_call(f) && f->at > s->held_since && state_known(f, s->known)) return day_of(f->at);
    }
    return DAY_NONE;
}

day_t state_thanks_call(const struct state *s)
{
    for (size_t i = s->c->n_facts; i-- > 0;) {
        const struct fact *f = &s->c->facts[i];
        bool call = f->kind == FACT_CONTACT && f->purpose == PURPOSE_THANKS && f->channel == CHANNEL_PHONE;
        bool counts = call && f->outcome != OUTCOME_NO_ANSWER && f->at > s->held_since;
        if (counts && state_known(f, s->known)) return day_of(f->at);
    }
    return DAY_NONE;
}

bool state_asked_since_meeting(const struct state *s)
{
    for (size_t i = s->c->n_facts; i-- > 0;) {
        const struct fact *f = &s->c->facts[i];
        bool asked = state_is_inquiry(f) || is_skipped_inquiry(f);
        if (asked && f->at > s->held_since && state_known(f, s->known)) return true;
    }
    return false;
}

uint8_t state_articles(const struct state *s, civil_t *ret_last)
{
    uint8_t n = 0;
    for (size_t i = 0; i < s->c->n_facts; i++) {
        const struct fact *f = &s->c->facts[i];
        bool article = f->kind == FACT_CONTACT && f->purpose == PURPOSE_ARTICLE && f->outcome != OUTCOME_NO_ANSWER;
        if (!article || !state_known(f, s->known)) continue;
        if (n < UINT8_MAX) n++;
        *ret_last = f->at;
    }
    return n;
}

/* --- to whom --- */

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
