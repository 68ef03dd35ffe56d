/* The steps of a playbook, by what sets them off. */
#include "plan/steps.h"

#include "plan/limits.h"
#include "plan/moment.h"

struct collect {
    const struct state *s;
    const struct plan_case *c;
    const struct next *n;
    struct plan *out;
    int16_t recipient;
    bool resting;
};

static const civil_t nine = 9 * HOUR_SECONDS, five = 17 * HOUR_SECONDS;

static civil_t midnight_after(day_t day)
{
    return (civil_t)(day + 1) * DAY_SECONDS;
}

/* --- has it been done? --- */

static bool same_moment_or_later(const struct fact *f, civil_t since)
{
    return f->at >= since || (f->day_only && day_of(f->at) >= day_of(since));
}

/* Skipped, or done without a contact, since a moment; person and id as far as the step has them. */
static bool set_aside(const struct collect *k, enum step step, int16_t person, uint32_t id, civil_t since)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if ((f->kind != FACT_SKIPPED && f->kind != FACT_DONE) || f->step != step || !state_known(f, k->s->known)) continue;
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
        if ((person == PERSON_SELF || f->person == person) && same_moment_or_later(f, since) && state_known(f, k->s->known))
            return true;
    }
    return false;
}

/* --- adding --- */

static void snooze(const struct collect *k, struct action *a)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        bool this_one = f->kind == FACT_SNOOZED && f->step == a->step && f->person == a->person && f->id == a->id;
        if (this_one && state_known(f, k->s->known) && f->ends > a->opens) a->opens = f->ends;
    }
    if (a->due < a->opens) a->due = a->opens;
}

static void add(struct collect *k, struct action a)
{
    snooze(k, &a);
    if (a.closes <= k->s->now || a.opens >= a.closes || k->out->n == PLAN_ACTIONS_MAX) return;
    a.call_from = TIME_NONE;
    a.channel = a.channels.items[0];
    k->out->actions[k->out->n++] = a;
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

/* An action of a step, its times worked out from the anchors. */
static struct action make(const struct collect *k, const struct step_rule *r, int16_t person, civil_t anchors[])
{
    const struct calendar *calendar = k->c->calendar;
    const struct zone *zone = k->c->zone;
    bool answer = anchors[ANCHOR_ANSWER] != TIME_NONE;
    struct action a = {.step = r->step, .purpose = r->purpose, .person = person, .rule = r, .rules = r->rules,
        .channels = by_means(k, r->channels, person), .keep_warm = r->keep_warm, .day = day_of(anchors[ANCHOR_TRIGGER]),
        .follows_interview = k->s->held || r->trigger == TRIGGER_INTERVIEW || r->trigger == TRIGGER_OFFER};
    a.opens = moment_resolve(&r->opens, anchors, 9, calendar, zone);
    anchors[ANCHOR_OPENS] = a.opens;
    a.due = moment_resolve(answer ? &r->due : &r->due_else, anchors, 17, calendar, zone);
    if (a.due < a.opens) a.due = a.opens;
    const struct moment *closes = answer ? &r->closes : &r->closes_else;
    a.closes = moment_resolve(closes, anchors, 0, calendar, zone);
    if (a.closes != TIME_NEVER && !closes->exact) a.closes = midnight_after(day_of(a.closes));
    return a;
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
    for (size_t i = 0; i < k->c->n_facts; i++) {
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
        if (p->steps[i].purpose == PURPOSE_THANKS && p->steps[i].trigger == TRIGGER_INTERVIEW && lists(&p->steps[i], channel))
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
static bool once_is_over(const struct collect *k, const struct step_rule *r, const struct fact *interview, int16_t person)
{
    if (!r->most) return false;
    for (size_t i = 0; i < k->c->n_facts; i++) {
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

static void for_person(struct collect *k, const struct step_rule *r, const struct fact *interview, int16_t person,
    civil_t anchors[])
{
    civil_t first;
    first = interview->begins;
    if (!addressed(k, r, person) || (!r->most && !last_of_day(k, interview, person, &first))) return;
    struct action a = make(k, r, person, anchors);
    a.id = interview->id;
    if (a.closes <= k->s->now) return;
    bool done = r->purpose == PURPOSE_THANKS ? thanked(k, r, person, first) : once_is_over(k, r, interview, person);
    if (!done && !r->most && r->purpose != PURPOSE_THANKS) done = contacted(k, r->purpose, person, first);
    if (!done && !set_aside(k, r->step, person, 0, first)) add(k, a);
}

static void after_interviews(struct collect *k, const struct step_rule *r)
{
    for (size_t i = 0; i < k->c->n_facts; i++) {
        const struct fact *f = &k->c->facts[i];
        if (!state_stands(f, k->s->known)) continue;
        if (r->trigger == TRIGGER_AHEAD && f->begins <= k->s->now) continue;
        civil_t anchors[] = {[ANCHOR_TRIGGER] = r->trigger == TRIGGER_AHEAD ? f->begins : f->ends,
            [ANCHOR_START] = f->begins, [ANCHOR_ANSWER] = TIME_NONE};
        if (r->audience != TO_SELF) {
            for (uint16_t p = 0; p < f->with_n; p++) for_person(k, r, f, k->c->with[f->with + p], anchors);
            continue;
        }
        struct action a = make(k, r, PERSON_SELF, anchors);
        a.id = f->id;
        bool done = (r->step == STEP_DEBRIEF && f->debriefed) || set_aside(k, r->step, PERSON_SELF, f->id, TIME_NONE);
        if (!done) add(k, a);
    }
}

/* --- the others --- */

static void while_waiting(struct collect *k, const struct step_rule *r)
{
    const struct state *s = k->s;
    if (!s->held || s->ahead || s->offer || k->resting || (r->most && s->articles >= r->most)) return;
    day_t from = state_interview_day(s->held);
    if (s->articles && day_of(s->last_article) > from) from = day_of(s->last_article);
    if (set_aside(k, r->step, k->recipient, 0, s->articles ? s->last_article : s->held->begins)) return;
    civil_t anchors[] = {[ANCHOR_TRIGGER] = civil_at(from, 0, 0), [ANCHOR_ANSWER] = TIME_NONE};
    struct action a = make(k, r, k->recipient, anchors);
    a.id = s->articles + 1U;
    add(k, a);
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
        if (!set_aside(k, r->step, f->person, 0, f->at)) add(k, make(k, r, f->person, anchors));
    }
}

static civil_t end_of(day_t day)
{
    return day == DAY_NONE ? TIME_NONE : civil_at(day, 0, 0);
}

/* Something that one contact answers: an offer here or elsewhere, an acceptance, a no. */
static void on_occasion(struct collect *k, const struct step_rule *r, int16_t person, civil_t moment, day_t answer)
{
    civil_t anchors[] = {[ANCHOR_TRIGGER] = moment, [ANCHOR_ANSWER] = end_of(answer)};
    if (!contacted(k, r->purpose, PERSON_SELF, moment) && !set_aside(k, r->step, person, 0, moment))
        add(k, make(k, r, person, anchors));
}

static void on_offer(struct collect *k, const struct step_rule *r)
{
    const struct fact *o = k->s->offer;
    if (!o) return;
    bool known = o->person >= 0 && !k->c->people[o->person].do_not_contact;
    on_occasion(k, r, known ? o->person : k->recipient, moment_of(o), o->kind == FACT_OFFER ? o->day : DAY_NONE);
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
    on_occasion(k, r, k->recipient, accepted ? latest->accepted : latest->at, accepted ? DAY_NONE : latest->answer_by);
}

/* After a no of a day that is known, and of somebody: an interview was held, or a named person wrote it. */
static void on_no(struct collect *k, const struct step_rule *r)
{
    const struct fact *no = k->s->no;
    if (!no || no->at == TIME_NEVER) return;
    bool person = no->kind == FACT_WORD && no->person >= 0;
    if (!state_is_no(no) || (!k->s->held && !person)) return;
    bool to_person = r->audience == TO_REFUSER && person && !k->c->people[no->person].do_not_contact;
    int16_t to = to_person ? no->person : k->recipient;
    civil_t moment = moment_of(no), anchors[] = {[ANCHOR_TRIGGER] = moment, [ANCHOR_ANSWER] = TIME_NONE};
    bool done = contacted(k, r->purpose, PERSON_SELF, no->at) ||
        (r->step == STEP_GRACIOUS && contacted(k, PURPOSE_GRACIOUS, PERSON_SELF, no->at));
    if (!done && !set_aside(k, r->step, to, 0, no->at)) add(k, make(k, r, to, anchors));
}

/* --- inquiries and what ends them --- */

static struct action silence(const struct collect *k, enum step step, int16_t person)
{
    const struct next *n = k->n;
    return (struct action){.step = step, .person = person, .purpose = PURPOSE_OTHER, .because = n->because,
        .count = n->count, .day = n->day, .rules = n->rules, .closes = TIME_NEVER,
        .follows_interview = k->s->held != NULL};
}

static void add_end(struct collect *k, enum step step, day_t opens, day_t closes)
{
    struct action a = silence(k, step, PERSON_SELF);
    a.opens = a.due = (civil_t)opens * DAY_SECONDS + nine;
    if (closes != DAY_NONE) a.closes = midnight_after(closes);
    a.id = k->n->count;
    if (!(k->s->ends_skipped >> step & 1)) add(k, a);
}

static void add_inquiry(struct collect *k, day_t closes)
{
    const struct next *n = k->n;
    bool ahead = k->s->ahead && !n->asked;
    struct action a = silence(k, ahead || k->s->held ? k->c->playbook->after.step : n->rhythm->step, k->recipient);
    a.purpose = n->rhythm->purpose;
    a.follows_interview = k->s->held || ahead;
    a.opens = (civil_t)n->opens * DAY_SECONDS + nine;
    a.due = (civil_t)n->due * DAY_SECONDS + five;
    a.closes = midnight_after(closes);
    a.channels = by_means(k, n->channels, k->recipient);
    a.id = ahead ? 0U : k->s->unanswered;
    add(k, a);
}

static void on_silence(struct collect *k)
{
    const struct next *n = k->n;
    const struct calendar *c = k->c->calendar;
    if (n->kind == NEXT_END) {
        add_end(k, n->rhythm->then, n->opens, DAY_NONE);
    } else if (n->kind == NEXT_INQUIRY) {
        day_t closes = moment_add(c, n->opens, k->c->playbook->inquiry_closes);
        add_inquiry(k, closes);
        if (k->s->today <= closes) return;
        k->resting = true;
        struct next rested = *n;
        rested.because = BECAUSE_RESTED;
        rested.day = closes;
        rested.rules = k->c->playbook->before.then_rules;
        k->n = &rested;
        add_end(k, STEP_HOLD, closes + 1, moment_add(c, closes + 1, k->c->playbook->hold_shown));
        k->n = n;
    }
}

void steps_collect(struct plan *out, const struct state *s, const struct next *n)
{
    struct collect k = {.s = s, .c = s->c, .n = n, .out = out, .recipient = state_recipient(s), .resting = s->rests};
    const struct playbook *p = s->c->playbook;
    if (!s->no && !s->offer && !s->rests) on_silence(&k);
    out->rests = k.resting;
    out->ended = s->no != NULL;
    for (uint8_t i = 0; i < p->n_steps; i++) {
        const struct step_rule *r = &p->steps[i];
        if (s->no && r->trigger != TRIGGER_NO) continue;
        switch (r->trigger) {
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
