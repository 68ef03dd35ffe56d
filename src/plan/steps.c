/* The steps of a playbook, by what sets them off. */
#include "plan/steps.h"

#include "plan/limits.h"
#include "plan/moment.h"

struct collect {
    const struct state *s;
    const struct plan_case *c;
    const struct next *n;
    struct plan *out;
    bool resting;
};

static const civil_t nine = 9 * HOUR_SECONDS, five = 17 * HOUR_SECONDS;

static civil_t midnight_after(day_t day)
{
    return (civil_t)(day + 1) * DAY_SECONDS;
}

static bool any_of(const struct collect *k, enum fact_kind kind)
{
    return k->s->kinds >> kind & 1;
}

/* --- has it been done? --- */

static bool same_moment_or_later(const struct fact *f, civil_t since)
{
    return f->at >= since || (f->day_only && day_of(f->at) >= day_of(since));
}

/* Skipped, or done without a contact, since a moment; person and id as far as the step has them. */
static bool set_aside(const struct collect *k, enum step step, int16_t person, uint32_t id, civil_t since)
{
    if (!any_of(k, FACT_SKIPPED) && !any_of(k, FACT_DONE)) return false;
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if ((f->kind != FACT_SKIPPED && f->kind != FACT_DONE) || f->step != step || !state_known(f, k->s->known))
            continue;
        if ((id == 0 || f->id == id) && f->person == person && same_moment_or_later(f, since)) return true;
    }
    return false;
}

/* A contact of a purpose since a moment, to one person or (PERSON_SELF) to anybody. */
static bool contacted(const struct collect *k, enum purpose purpose, int16_t person, civil_t since)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if (f->kind != FACT_CONTACT || f->purpose != purpose || f->outcome == OUTCOME_NO_ANSWER) continue;
        if ((person == PERSON_SELF || f->person == person) && same_moment_or_later(f, since) &&
            state_known(f, k->s->known))
            return true;
    }
    return false;
}

/* --- adding --- */

static void snooze(const struct collect *k, struct action *a)
{
    for (size_t i = 0; any_of(k, FACT_SNOOZED) && i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        bool this_one = f->kind == FACT_SNOOZED && f->step == a->step && f->person == a->person && f->id == a->id;
        if (this_one && state_known(f, k->s->known) && f->ends > a->opens) a->opens = f->ends;
    }
    if (a->due < a->opens) a->due = a->opens;
}

static void add(struct collect *k, struct action *a)
{
    snooze(k, a);
    if (a->opens >= a->closes || k->out->n == PLAN_ACTIONS_MAX) return;
    a->call_from = TIME_NONE;
    a->channel = a->channels.items[0];
    k->out->actions[k->out->n++] = *a;
}

/* "Where there is no number the e-mail form comes first." */
static struct channels by_means(const struct collect *k, struct channels channels, int16_t person)
{
    bool call_first = channels.n > 1 && channels.items[0] == CHANNEL_PHONE && channels.items[1] == CHANNEL_EMAIL;
    if (call_first && person >= 0 && !k->c->people[person].has_phone) {
        channels.items[0] = CHANNEL_EMAIL;
        channels.items[1] = CHANNEL_PHONE;
    }
    return channels;
}

/* When a step opens and closes; false: it has closed.  Most that ever opened have, so this comes first. */
static bool still_open(const struct collect *k, const struct step_rule *r, civil_t anchors[], struct action *ret)
{
    const struct plan_case *c = k->c;
    const struct moment *closes = anchors[ANCHOR_ANSWER] != TIME_NONE ? &r->closes : &r->closes_else;
    ret->opens = anchors[ANCHOR_OPENS] = moment_resolve(&r->opens, anchors, 9, c->calendar, c->zone);
    ret->closes = moment_resolve(closes, anchors, 0, c->calendar, c->zone);
    if (!closes->exact) ret->closes = midnight_after(day_of(ret->closes));
    return ret->closes > k->s->now;
}

/* The rest of an action that is still open. */
static void complete(const struct collect *k, const struct step_rule *r, const civil_t anchors[], struct action *a)
{
    const struct moment *due = anchors[ANCHOR_ANSWER] != TIME_NONE ? &r->due : &r->due_else;
    *a = (struct action){.step = r->step,
        .purpose = r->purpose,
        .person = PERSON_SELF,
        .rule = r,
        .rules = r->rules,
        .channels = r->channels,
        .keep_warm = r->keep_warm,
        .day = day_of(anchors[ANCHOR_TRIGGER]),
        .opens = a->opens,
        .closes = a->closes,
        .follows_interview = k->s->held || r->trigger == TRIGGER_INTERVIEW || r->trigger == TRIGGER_OFFER};
    a->due = moment_resolve(due, anchors, 17, k->c->calendar, k->c->zone);
    if (a->due < a->opens) a->due = a->opens;
}

static void add_to(struct collect *k, struct action *a, int16_t person)
{
    a->person = person;
    a->channels = by_means(k, a->channels, person);
    add(k, a);
}

/* --- interviews --- */

static bool met(const struct collect *k, const struct fact *interview, int16_t person)
{
    for (uint16_t i = 0; i < interview->with_n; i++)
        if (k->c->with[interview->with + i] == person) return true;
    return false;
}

/* The interviews with one person on one day count as one: its first begin, its last interview. */
static bool last_of_day(const struct collect *k, const struct fact *interview, int16_t person, civil_t *ret_first)
{
    civil_t first = interview->begins;
    for (size_t i = k->s->first_interview; i < k->s->end_interviews; i++) {
        const struct fact *f = &k->c->facts[i];
        if (f == interview || !state_stands(f, k->s->known) || day_of(f->ends) != day_of(interview->ends)) continue;
        if (!met(k, f, person)) continue;
        if (f->ends > interview->ends || (f->ends == interview->ends && f > interview)) return false;
        if (f->begins < first) first = f->begins;
    }
    *ret_first = first;
    return true;
}

static bool lists(const struct step_rule *r, enum channel channel)
{
    for (uint8_t i = 0; i < r->channels.n; i++)
        if (r->channels.items[i] == channel) return true;
    return false;
}

/* Which of the playbook's thanks a channel belongs to; one that none lists goes to the plain thanks. */
static bool form_fits(const struct collect *k, const struct step_rule *r, enum channel channel)
{
    const struct playbook *p = k->c->playbook;
    if (lists(r, channel)) return true;
    for (uint8_t i = 0; i < p->n_steps; i++)
        if (p->steps[i].purpose == PURPOSE_THANKS && p->steps[i].trigger == TRIGGER_INTERVIEW &&
            lists(&p->steps[i], channel))
            return false;
    return r->step == STEP_THANKS;
}

static bool thanked(const struct collect *k, const struct step_rule *r, int16_t person, civil_t since)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if (f->kind != FACT_CONTACT || f->purpose != PURPOSE_THANKS || f->person != person) continue;
        if (f->outcome != OUTCOME_NO_ANSWER && same_moment_or_later(f, since) && state_known(f, k->s->known) &&
            form_fits(k, r, f->channel))
            return true;
    }
    return false;
}

static bool addressed(const struct collect *k, const struct step_rule *r, int16_t person)
{
    const struct plan_person *p = &k->c->people[person];
    return r->audience == TO_EACH_PERSON || (r->audience == TO_EACH_INTERVIEWER && p->role != ROLE_RECEPTION) ||
           (r->audience == TO_PRIMARY_IF_MET && p->primary);
}

/* Once per person: by a contact on any opportunity of the house; the first meeting counts. */
static bool once_is_over(
    const struct collect *k, const struct step_rule *r, const struct fact *interview, int16_t person)
{
    if (!r->most) return false;
    for (size_t i = k->s->first_interview; i < k->s->end_interviews; i++) {
        const struct fact *f = &k->c->facts[i];
        bool earlier = f->begins < interview->begins || (f->begins == interview->begins && f < interview);
        if (f != interview && state_stands(f, k->s->known) && earlier && met(k, f, person)) return true;
    }
    size_t n;
    const struct fact *house = limits_house(k->c, &n);
    for (size_t i = 0; i < n; i++) {
        const struct fact *f = &house[i];
        if (f->kind == FACT_CONTACT && f->purpose == r->purpose && f->person == person &&
            f->outcome != OUTCOME_NO_ANSWER && state_known(f, k->s->known))
            return true;
    }
    return false;
}

static bool done_for(
    const struct collect *k, const struct step_rule *r, const struct fact *interview, int16_t person, civil_t since)
{
    if (r->purpose == PURPOSE_THANKS) return thanked(k, r, person, since);
    return once_is_over(k, r, interview, person) || (!r->most && contacted(k, r->purpose, person, since));
}

static void for_person(
    struct collect *k, const struct step_rule *r, const struct fact *interview, int16_t person, struct action a)
{
    civil_t first = interview->begins;
    if (!addressed(k, r, person) || (!r->most && !last_of_day(k, interview, person, &first))) return;
    if (!done_for(k, r, interview, person, first) && !set_aside(k, r->step, person, 0, first)) add_to(k, &a, person);
}

static void after_interviews(struct collect *k, const struct step_rule *r)
{
    for (size_t i = k->s->first_interview; i < k->s->end_interviews; i++) {
        const struct fact *f = &k->c->facts[i];
        struct action a;
        if (!state_stands(f, k->s->known)) continue;
        if (r->trigger == TRIGGER_AHEAD && f->begins <= k->s->now) continue;
        civil_t anchors[] = {[ANCHOR_TRIGGER] = r->trigger == TRIGGER_AHEAD ? f->begins : f->ends,
            [ANCHOR_START] = f->begins,
            [ANCHOR_ANSWER] = TIME_NONE};
        if (!still_open(k, r, anchors, &a)) continue;
        complete(k, r, anchors, &a);
        a.id = f->id;
        if (r->audience != TO_SELF) {
            for (uint16_t p = 0; p < f->with_n; p++) for_person(k, r, f, k->c->with[f->with + p], a);
            continue;
        }
        bool done = (r->step == STEP_DEBRIEF && f->debriefed) || set_aside(k, r->step, PERSON_SELF, f->id, TIME_NONE);
        if (!done) add(k, &a);
    }
}

/* --- the others --- */

static void while_waiting(struct collect *k, const struct step_rule *r)
{
    const struct state *s = k->s;
    civil_t last = s->held->begins;
    uint8_t sent = state_articles(s, &last);
    if (r->most && sent >= r->most) return;
    day_t from = state_interview_day(s->held);
    if (day_of(last) > from) from = day_of(last);
    civil_t anchors[] = {[ANCHOR_TRIGGER] = civil_at(from, 0, 0), [ANCHOR_ANSWER] = TIME_NONE};
    struct action a;
    if (!still_open(k, r, anchors, &a)) return;
    complete(k, r, anchors, &a);
    a.id = sent + 1U;
    int16_t recipient = state_recipient(s);
    if (!set_aside(k, r->step, recipient, 0, last)) add_to(k, &a, recipient);
}

/* Theirs on a day without a time stand at its end; a day means 09:00 for what it opens. */
static civil_t moment_of(const struct fact *f)
{
    return f->day_only ? (civil_t)day_of(f->at) * DAY_SECONDS + nine : f->at;
}

/* The later of naming and of what makes it urgent: the first interview since, or their asking for references. */
static civil_t reference_moment(const struct collect *k, civil_t named)
{
    const struct fact *interview = NULL;
    civil_t asked = TIME_NEVER;
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        bool since = state_stands(f, k->s->known) && f->begins >= named;
        if (since && (!interview || f->begins < interview->begins)) interview = f;
        if (f->kind != FACT_WORD || f->gist != GIST_REFERENCES || !state_known(f, k->s->known)) continue;
        civil_t at = moment_of(f) > named ? moment_of(f) : named;
        if (at < asked) asked = at;
    }
    return interview && interview->ends < asked ? interview->ends : asked;
}

static bool named_before(const struct collect *k, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (k->c->facts[i].kind == FACT_NAMED && k->c->facts[i].person == k->c->facts[index].person) return true;
    return false;
}

static void for_references(struct collect *k, const struct step_rule *r)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if (f->kind != FACT_NAMED || !state_known(f, k->s->known) || named_before(k, i)) continue;
        civil_t moment = reference_moment(k, f->at);
        if (moment == TIME_NEVER || contacted(k, r->purpose, f->person, f->at)) continue;
        civil_t anchors[] = {[ANCHOR_TRIGGER] = moment, [ANCHOR_ANSWER] = TIME_NONE};
        struct action a;
        if (!still_open(k, r, anchors, &a) || set_aside(k, r->step, f->person, 0, f->at)) continue;
        complete(k, r, anchors, &a);
        add_to(k, &a, f->person);
    }
}

/* Something that one contact answers, of whomever: an offer here or elsewhere, an acceptance, a no. */
struct occasion {
    civil_t at; /* when it became known; contacts since then answer it */
    civil_t moment; /* the trigger */
    day_t answer; /* wanted by then; DAY_NONE: not said */
    int16_t person; /* who is to be answered; PERSON_SELF: the recipient of inquiries */
};

static void on_occasion(struct collect *k, const struct step_rule *r, const struct occasion *o)
{
    civil_t anchors[] = {
        [ANCHOR_TRIGGER] = o->moment, [ANCHOR_ANSWER] = o->answer == DAY_NONE ? TIME_NONE : civil_at(o->answer, 0, 0)};
    struct action a;
    if (!still_open(k, r, anchors, &a) || contacted(k, r->purpose, PERSON_SELF, o->at)) return;
    int16_t person = o->person == PERSON_SELF ? state_recipient(k->s) : o->person;
    if (set_aside(k, r->step, person, 0, o->at)) return;
    complete(k, r, anchors, &a);
    add_to(k, &a, person);
}

static int16_t welcome(const struct collect *k, int16_t person)
{
    return person >= 0 && !k->c->people[person].do_not_contact ? person : PERSON_SELF;
}

static void on_offer(struct collect *k, const struct step_rule *r)
{
    const struct fact *o = k->s->offer;
    civil_t moment = moment_of(o);
    day_t answer = o->kind == FACT_OFFER ? o->day : DAY_NONE;
    on_occasion(k, r, &(struct occasion){moment, moment, answer, welcome(k, o->person)});
}

static void on_other_offer(struct collect *k, const struct step_rule *r)
{
    const struct plan_offer *latest = NULL;
    bool accepted = r->trigger == TRIGGER_ACCEPTED;
    if (k->resting || (!accepted && !k->s->held)) return;
    for (size_t i = 0; i < k->c->n_offers; i++) {
        const struct plan_offer *o = &k->c->offers[i];
        bool stands = accepted ? o->accepted <= k->s->now : o->at <= k->s->now && o->ended > k->s->now;
        civil_t at = accepted ? o->accepted : o->at;
        if (stands && (!latest || at > (accepted ? latest->accepted : latest->at))) latest = o;
    }
    if (!latest) return;
    civil_t moment = accepted ? latest->accepted : latest->at;
    on_occasion(k, r, &(struct occasion){moment, moment, accepted ? DAY_NONE : latest->answer_by, PERSON_SELF});
}

/* After a no of a day that is known, and of somebody: an interview was held, or a named person wrote it. */
static void on_no(struct collect *k, const struct step_rule *r)
{
    const struct fact *no = k->s->no;
    if (no->at == TIME_NEVER) return;
    bool person = no->kind == FACT_WORD && no->person >= 0;
    if (!state_is_no(no) || (!k->s->held && !person)) return;
    if (r->step == STEP_GRACIOUS && contacted(k, PURPOSE_GRACIOUS, PERSON_SELF, no->at)) return;
    int16_t to = r->audience == TO_REFUSER && person ? welcome(k, no->person) : PERSON_SELF;
    on_occasion(k, r, &(struct occasion){no->at, moment_of(no), DAY_NONE, to});
}

/* --- inquiries and what ends them --- */

static struct action silence(const struct collect *k, enum step step, int16_t person)
{
    const struct next *n = k->n;
    return (struct action){.step = step,
        .person = person,
        .purpose = PURPOSE_OTHER,
        .because = n->because,
        .count = n->count,
        .day = n->day,
        .rules = n->rules,
        .closes = TIME_NEVER,
        .follows_interview = k->s->held != NULL};
}

static void add_end(struct collect *k)
{
    const struct next *n = k->n;
    struct action a = silence(k, n->rhythm->then, PERSON_SELF);
    a.opens = a.due = (civil_t)n->opens * DAY_SECONDS + nine;
    a.id = n->count;
    if (!(k->s->ends_skipped >> a.step & 1)) add(k, &a);
}

/* An inquiry closed undone: the opportunity rests, which is announced for a while. */
static void rest(struct collect *k, day_t closed)
{
    const struct playbook *p = k->c->playbook;
    day_t last = moment_add(k->c->calendar, closed + 1, p->hold_shown);
    k->resting = true;
    if (k->s->today > last || k->s->ends_skipped >> STEP_HOLD & 1) return;
    struct action a = silence(k, STEP_HOLD, PERSON_SELF);
    a.opens = a.due = (civil_t)(closed + 1) * DAY_SECONDS + nine;
    a.closes = midnight_after(last);
    a.id = k->n->count;
    a.because = BECAUSE_RESTED;
    a.day = closed;
    a.rules = p->before.then_rules;
    add(k, &a);
}

static void add_inquiry(struct collect *k, day_t closes)
{
    const struct next *n = k->n;
    bool ahead = k->s->ahead && !n->asked;
    struct action a = silence(k, n->rhythm->step, state_recipient(k->s));
    a.purpose = n->rhythm->purpose;
    a.follows_interview = k->s->held || ahead;
    a.opens = (civil_t)n->opens * DAY_SECONDS + nine;
    a.due = (civil_t)n->due * DAY_SECONDS + five;
    a.closes = midnight_after(closes);
    a.channels = n->channels;
    a.id = ahead ? 0U : k->s->unanswered;
    add_to(k, &a, a.person);
}

static void on_silence(struct collect *k)
{
    const struct next *n = k->n;
    if (n->kind == NEXT_END) add_end(k);
    if (n->kind != NEXT_INQUIRY) return;
    day_t closes = moment_add(k->c->calendar, n->opens, k->c->playbook->inquiry_closes);
    if (k->s->today > closes)
        rest(k, closes);
    else
        add_inquiry(k, closes);
}

/* --- which occasions there are --- */

/* Has every step of every interview closed?  The playbook knows how far its steps reach. */
static bool interviews_are_over(const struct collect *k)
{
    const struct playbook *p = k->c->playbook;
    if (k->s->last_ends == TIME_NONE) return true;
    day_t day = day_of(k->s->last_ends);
    return k->s->today > day + p->reach_days && k->s->today > calendar_add(k->c->calendar, day, p->reach_business_days);
}

/* The triggers that have what they need: bit 1 << enum trigger. */
static unsigned occasions(const struct collect *k)
{
    const struct state *s = k->s;
    if (s->no) return 1U << TRIGGER_NO;
    unsigned set = 0;
    if (s->ahead) set |= 1U << TRIGGER_AHEAD;
    if (!interviews_are_over(k)) set |= 1U << TRIGGER_INTERVIEW;
    if (s->held && !s->ahead && !s->offer && !k->resting) set |= 1U << TRIGGER_WAITING;
    if (any_of(k, FACT_NAMED)) set |= 1U << TRIGGER_REFERENCE;
    if (s->offer) set |= 1U << TRIGGER_OFFER;
    if (k->c->n_offers) set |= 1U << TRIGGER_OTHER_OFFER | 1U << TRIGGER_ACCEPTED;
    return set;
}

void steps_collect(struct plan *out, const struct state *s, const struct next *n)
{
    struct collect k = {.s = s, .c = s->c, .n = n, .out = out, .resting = s->rests};
    const struct playbook *p = s->c->playbook;
    if (!s->no && !s->offer && !s->rests) on_silence(&k);
    out->rests = k.resting;
    out->ended = s->no != NULL;
    unsigned set = occasions(&k);
    for (uint8_t i = 0; set && i < p->n_steps; i++) {
        const struct step_rule *r = &p->steps[i];
        if (!(set >> r->trigger & 1)) continue;
        switch (r->trigger) { // GCOV_EXCL_BR_LINE: the loader lets no other trigger in
        case TRIGGER_AHEAD:
        case TRIGGER_INTERVIEW: after_interviews(&k, r); break;
        case TRIGGER_WAITING: while_waiting(&k, r); break;
        case TRIGGER_REFERENCE: for_references(&k, r); break;
        case TRIGGER_OFFER: on_offer(&k, r); break;
        case TRIGGER_OTHER_OFFER:
        case TRIGGER_ACCEPTED: on_other_offer(&k, r); break;
        case TRIGGER_NO: on_no(&k, r); break;
        }
    }
}
