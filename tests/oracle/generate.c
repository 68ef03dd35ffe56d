/* Random and enumerated histories. */
#include "tests/oracle/generate.h"

#include <stdio.h>
#include <string.h>

static const day_t base = 20723; /* Mon 28 Sep 2026 */

int generate_number(struct generate *g, int below)
{
    g->seed = g->seed * 6364136223846793005U + 1442695040888963407U;
    return (int)((g->seed >> 33) % (unsigned)below);
}

static bool chance(struct generate *g, int percent)
{
    return generate_number(g, 100) < percent;
}

/* Office hours mostly; some early, late and round ones. */
static civil_t some_time(struct generate *g, int days)
{
    static const int minutes[] = {15, 6 * 60, 8 * 60 + 59, 9 * 60, 10 * 60, 11 * 60 + 30, 14 * 60, 15 * 60, 17 * 60,
        17 * 60 + 1, 20 * 60, 23 * 60 + 59};
    return civil_at(base + generate_number(g, days), 0, minutes[generate_number(g, 12)]);
}

civil_t generate_later(struct generate *g, civil_t now)
{
    if (chance(g, 30)) return now;
    civil_t t = civil_at(day_of(now) + generate_number(g, 40), 0, 0) + generate_number(g, 96) * 900;
    return t < now ? now : t;
}

static void random_person(struct o_person *p, struct generate *g, int n_opps)
{
    *p = (struct o_person){.role = (enum o_role)generate_number(g, 8),
        .primary = chance(g, 20),
        .do_not_contact = chance(g, 8),
        .has_phone = chance(g, 60),
        .opps = 1};
    for (int i = 0; i < n_opps; i++)
        if (chance(g, 40)) p->opps |= 1U << i;
    if (chance(g, 15)) p->opps &= ~1U;
}

static struct o_event blank(enum o_event_kind kind, int opp, civil_t at)
{
    return (struct o_event){.kind = kind,
        .opp = opp,
        .at = at,
        .end = at,
        .arranged = at,
        .day = O_NO_DAY,
        .day2 = O_NO_DAY,
        .person = O_SELF,
        .interview = -1,
        .may_contact = -1};
}

static bool is_day_kind(enum o_event_kind kind)
{
    return kind != O_INTERVIEW && kind != O_CANCELLED && kind != O_SKIPPED && kind != O_NAMED;
}

static void random_interview(struct o_event *e, struct generate *g, const struct o_case *o)
{
    e->at += 61 * (o->n_events + 1); /* no two of theirs begin at one instant: whose order would then count? */
    if (civil_second_of_day(e->at) < 9 * HOUR_SECONDS) e->at += 9 * HOUR_SECONDS; /* by day */
    e->arranged = e->at;
    e->end = e->at + 1800 * (1 + generate_number(g, 4));
    if (chance(g, 60)) e->arranged = e->at - generate_number(g, 14) * DAY_SECONDS;
    e->with = (unsigned)generate_number(g, 1 << o->n_people);
}

static int some_interview(struct generate *g, const struct o_case *o, int opp)
{
    for (int tries = 0; tries < 6; tries++) {
        int i = o->n_events ? generate_number(g, o->n_events) : 0;
        if (i < o->n_events && o->events[i].kind == O_INTERVIEW && o->events[i].opp == opp) return i;
    }
    return -1;
}

static day_t near_day(struct generate *g, civil_t at)
{
    return day_of(at) + generate_number(g, 24) - 2;
}

static void random_skip(struct o_event *e, struct generate *g, const struct o_case *o)
{
    e->step = (enum o_step)generate_number(g, 17);
    bool self = e->step == O_S_ASK_QUESTIONS || e->step == O_S_DEBRIEF || e->step == O_S_MOVE_ON || e->step == O_S_HOLD;
    e->person = self ? O_SELF : generate_number(g, o->n_people + 1) - 1;
    e->interview = some_interview(g, o, e->opp);
}

static struct o_event random_event(struct generate *g, struct o_case *o)
{
    static const enum o_event_kind kinds[] = {O_APPLIED, O_INTERVIEW, O_INTERVIEW, O_INTERVIEW, O_CANCELLED, O_TOLD,
        O_TOLD, O_CONTACTED, O_CONTACTED, O_CONTACTED, O_CONTACTED, O_CONTACTED, O_CONTACTED, O_HEARD, O_HEARD, O_HEARD,
        O_OFFER, O_CLOSED, O_REOPENED, O_SKIPPED, O_NAMED};
    enum o_event_kind kind = kinds[generate_number(g, sizeof kinds / sizeof *kinds)];
    int opp = chance(g, 75) ? 0 : generate_number(g, o->n_opps);
    struct o_event e = blank(kind, opp, some_time(g, 50));
    if (is_day_kind(kind) && chance(g, 25)) {
        e.day_only = true;
        e.at = civil_at(day_of(e.at), 0, 0);
    }
    switch (kind) {
    case O_INTERVIEW: random_interview(&e, g, o); break;
    case O_CANCELLED: e.interview = some_interview(g, o, opp); break;
    case O_TOLD:
        if (chance(g, 70)) e.day = near_day(g, e.at);
        e.may_contact = generate_number(g, 5) - 3 < 0 ? -1 : generate_number(g, 2);
        break;
    case O_CONTACTED:
        e.person = generate_number(g, o->n_people + 1) - 1;
        e.channel = (enum o_channel)generate_number(g, 5);
        e.purpose =
            (enum o_purpose)(chance(g, 45) ? (chance(g, 50) ? O_INQUIRY : O_THREE_PART) : generate_number(g, 11));
        e.outcome = e.channel == O_PHONE       ? (enum o_outcome)(1 + generate_number(g, 3))
                    : e.channel == O_IN_PERSON ? O_REACHED
                                               : O_SENT;
        /* Of a day alone, beside another thing of that day: which came first is a matter of taste, not of the rules. */
        bool thanks_for_no = e.purpose == O_THANKS && o->playbook == O_E;
        if (e.outcome == O_REACHED || e.purpose > O_INQUIRY || thanks_for_no) e.day_only = false;
        if (!e.day_only) e.at += o->n_events + 1; /* at no other's instant: scenarios have those cases */
        break;
    case O_HEARD:
        e.person = generate_number(g, o->n_people + 1) - 2 < -1 ? O_SELF : generate_number(g, o->n_people);
        e.gist = (enum o_gist)generate_number(g, 9);
        if (e.gist >= O_REJECTED && e.gist <= O_OFFER_GIST)
            e.day_only = false; /* thanks of that day: before it, or for it? */
        if (chance(g, 30)) e.day = near_day(g, e.at);
        if (e.gist == O_ASKED_TO_FOLLOW_UP && chance(g, 70)) e.day2 = near_day(g, e.at) + 2;
        break;
    case O_OFFER:
        if (e.day_only) e.at += 9 * HOUR_SECONDS; /* a reply of that day: to the offer, or before it? */
        e.day_only = false;
        e.person = generate_number(g, o->n_people);
        if (chance(g, 60)) e.day = near_day(g, e.at) + 2;
        break;
    case O_CLOSED:
        e.ending = (enum o_ending)generate_number(g, 7);
        if (e.ending >= O_AS_MOVED_ON || e.ending == O_AS_ACCEPTED)
            e.day_only = false; /* beside a call of that day: which came first? */
        if (chance(g, 10) && e.ending < O_AS_MOVED_ON) {
            e.at = O_NO_TIME;
            e.day_only = false;
        }
        break;
    case O_SKIPPED: random_skip(&e, g, o); break;
    case O_NAMED: e.person = generate_number(g, o->n_people); break;
    case O_REOPENED: e.day_only = false; break; /* one always knows when one changed one's mind */
    case O_APPLIED: break;
    }
    /* made a timed one above: not at midnight, where a day without a time stands */
    if (!e.day_only && e.at != O_NO_TIME && civil_second_of_day(e.at) == 0) e.at += 10 * HOUR_SECONDS;
    return e;
}

/* An acceptance elsewhere that is then taken back would need its own history there. */
static bool muddles(const struct o_case *o, const struct o_event *e)
{
    bool accepts = e->kind == O_CLOSED && e->ending == O_AS_ACCEPTED;
    for (int i = 0; e->opp > 0 && i < o->n_events; i++) {
        const struct o_event *f = &o->events[i];
        if (f->opp == e->opp && (accepts || (f->kind == O_CLOSED && f->ending == O_AS_ACCEPTED))) return true;
    }
    return false;
}

void generate_random(struct o_case *o, struct generate *g)
{
    memset(o, 0, sizeof *o);
    o->playbook = (enum o_playbook)generate_number(g, 6);
    o->n_opps = 1 + generate_number(g, O_MAX_OPPS);
    o->n_people = 1 + generate_number(g, 4);
    for (int i = 0; i < o->n_opps; i++) {
        o->opp_kind[i] = (enum o_opp_kind)(chance(g, 80) ? O_JOB : 1 + generate_number(g, 2));
        o->created[i] = civil_at(base + generate_number(g, 5), 10, 0);
        o->other_house[i] = i > 0 && chance(g, 40);
    }
    for (int i = 0; i < o->n_people; i++) random_person(&o->people[i], g, o->n_opps);
    for (int n = generate_number(g, 9); n > 0; n--) {
        struct o_event e = random_event(g, o);
        bool dangling = (e.kind == O_CANCELLED && e.interview < 0);
        bool elsewhere = e.opp > 0 && o->other_house[e.opp] && e.kind != O_OFFER && e.kind != O_CLOSED;
        if (!dangling && !elsewhere && !muddles(o, &e)) o->events[o->n_events++] = e;
    }
    o->n_holidays = generate_number(g, 4);
    for (int i = 0; i < o->n_holidays; i++) o->holidays[i] = base + generate_number(g, 60);
    o->now = some_time(g, 70);
}

/* --- one after the other --- */

enum { LETTERS = 16, DAYS = 4, NOWS = 4, LENGTH = 3 };
const unsigned long generate_short_count = 6UL * NOWS * (LETTERS * DAYS) * (LETTERS * DAYS) * (LETTERS * DAYS);

static struct o_event letter(unsigned long which, day_t day)
{
    civil_t at = civil_at(day, 10, (int)which);
    struct o_event e = blank(O_CONTACTED, 0, at);
    switch (which) {
    case 0:
        e.kind = O_APPLIED;
        e.day_only = true;
        e.at = civil_at(day, 0, 0);
        break;
    case 1:
        e.kind = O_INTERVIEW;
        e.end = at + HOUR_SECONDS;
        e.with = 7;
        break;
    case 2:
        e.kind = O_INTERVIEW;
        e.end = at + HOUR_SECONDS;
        e.with = 1;
        e.arranged = at - 6 * DAY_SECONDS;
        break;
    case 3:
        e.kind = O_TOLD;
        e.day = day + 9;
        break;
    case 4:
        e.channel = O_PHONE;
        e.purpose = O_INQUIRY;
        e.outcome = O_VOICEMAIL;
        e.person = 0;
        break;
    case 5:
        e.channel = O_EMAIL;
        e.purpose = O_INQUIRY;
        e.outcome = O_SENT;
        e.person = 0;
        break;
    case 6:
        e.channel = O_PHONE;
        e.purpose = O_THREE_PART;
        e.outcome = O_NO_ANSWER;
        e.person = O_OFFICE;
        break;
    case 7:
        e.channel = O_PHONE;
        e.purpose = O_INQUIRY;
        e.outcome = O_REACHED;
        e.person = 1;
        break;
    case 8:
        e.channel = O_EMAIL;
        e.purpose = O_THANKS;
        e.outcome = O_SENT;
        e.person = 0;
        break;
    case 9:
        e.kind = O_HEARD;
        e.gist = O_NOT_YET;
        e.person = 1;
        break;
    case 10:
        e.kind = O_HEARD;
        e.gist = O_ASKED_TO_FOLLOW_UP;
        e.day2 = day + 6;
        e.person = 1;
        break;
    case 11:
        e.kind = O_HEARD;
        e.gist = O_REJECTED;
        e.person = 1;
        break;
    case 12:
        e.kind = O_HEARD;
        e.gist = O_NOT_YET;
        e.day = day + 12;
        break;
    case 13:
        e.kind = O_OFFER;
        e.person = 1;
        e.day = day + 8;
        break;
    case 14:
        e.kind = O_CLOSED;
        e.ending = O_AS_HOLD;
        break;
    default:
        e.kind = O_HEARD;
        e.gist = O_OTHER_GIST;
        e.person = 0;
        break;
    }
    return e;
}

void generate_short(struct o_case *o, unsigned long index)
{
    static const int days[DAYS] = {0, 3, 8, 16}, nows[NOWS] = {4, 11, 17, 33};
    memset(o, 0, sizeof *o);
    index = index * 40503 % generate_short_count; /* a walk through all of them that mixes early */
    o->playbook = (enum o_playbook)(index % 6);
    index /= 6;
    o->now = civil_at(base + nows[index % NOWS], 10, 30);
    index /= NOWS;
    o->n_opps = 1;
    o->created[0] = civil_at(base, 8, 0);
    o->n_people = 3;
    o->people[0] = (struct o_person){O_INTERVIEWER, false, false, true, 1};
    o->people[1] = (struct o_person){O_HR, false, false, true, 1};
    o->people[2] = (struct o_person){O_RECEPTION, false, false, false, 1};
    for (int i = 0; i < LENGTH; i++) {
        unsigned long which = index % LETTERS, day = index / LETTERS % DAYS;
        o->events[o->n_events++] = letter(which, base + days[day]);
        index /= LETTERS * DAYS;
    }
}

/* --- the planner's form --- */

static void cancel(struct bridge *b, const struct o_case *o, int interview, civil_t at)
{
    for (size_t i = 0; i < b->n_facts; i++)
        if (b->facts[i].kind == FACT_INTERVIEW && (int)b->facts[i].id == interview + 1 && at < b->facts[i].cancelled)
            b->facts[i].cancelled = at;
    (void)o;
}

/* n_with NULL: who was there does not matter. */
static struct fact to_fact(struct bridge *b, const struct o_case *o, int index, size_t *n_with)
{
    static const uint8_t kinds[] = {[O_APPLIED] = FACT_APPLIED,
        [O_INTERVIEW] = FACT_INTERVIEW,
        [O_CANCELLED] = FACT_WORD,
        [O_TOLD] = FACT_TOLD,
        [O_CONTACTED] = FACT_CONTACT,
        [O_HEARD] = FACT_WORD,
        [O_OFFER] = FACT_OFFER,
        [O_CLOSED] = FACT_CLOSED,
        [O_REOPENED] = FACT_REOPENED,
        [O_SKIPPED] = FACT_SKIPPED,
        [O_NAMED] = FACT_NAMED};
    const struct o_event *e = &o->events[index];
    struct fact f = {.kind = kinds[e->kind],
        .at = e->kind == O_INTERVIEW ? e->arranged : e->at,
        .begins = e->at,
        .ends = e->end,
        .cancelled = TIME_NEVER,
        .day = e->day,
        .day2 = e->day2,
        .person = (int16_t)e->person,
        .opp = (uint16_t)e->opp,
        .channel = (uint8_t)e->channel,
        .purpose = (uint8_t)e->purpose,
        .outcome = (uint8_t)e->outcome,
        .gist = e->kind == O_CANCELLED ? GIST_NOT_YET : (uint8_t)e->gist,
        .ending = (uint8_t)e->ending,
        .step = (uint8_t)e->step,
        .day_only = e->day_only,
        .may_contact = e->may_contact < 0 ? ANSWER_UNSAID
                       : e->may_contact   ? ANSWER_YES
                                          : ANSWER_NO};
    if (e->at == O_NO_TIME) f.at = TIME_NEVER;
    if (e->day_only) f.at = plan_fact_day(&f, day_of(e->at));
    f.id = e->kind == O_INTERVIEW ? (uint32_t)index + 1 : e->kind == O_SKIPPED ? (uint32_t)(e->interview + 1) : 0;
    if (e->kind == O_INTERVIEW && n_with) {
        f.with = (uint32_t)*n_with;
        for (int p = 0; p < o->n_people; p++)
            if (e->with >> p & 1) b->with[(*n_with)++] = (int16_t)p, f.with_n++;
    }
    return f;
}

static void insert(struct fact *facts, size_t *n, const struct fact *f)
{
    size_t at = (*n)++;
    for (; at > 0 && plan_fact_order(f, &facts[at - 1]) < 0; at--) facts[at] = facts[at - 1];
    facts[at] = *f;
}

static bool ends(const struct o_event *e)
{
    return (e->kind == O_CLOSED && e->ending < O_AS_MOVED_ON) ||
           (e->kind == O_HEARD && (e->gist == O_REJECTED || e->gist == O_FILLED));
}

/* The offers of the other opportunities, as app/offers.c finds them. */
static void add_offers(struct bridge *b, const struct o_case *o)
{
    for (int opp = 1; opp < o->n_opps; opp++) {
        struct fact order[O_MAX_EVENTS];
        size_t n = 0;
        struct plan_offer *standing = NULL;
        int source[O_MAX_EVENTS];
        for (int i = 0; i < o->n_events; i++) {
            if (o->events[i].opp != opp) continue;
            struct fact f = to_fact(b, o, i, NULL);
            f.id = (uint32_t)i;
            insert(order, &n, &f);
        }
        for (size_t i = 0; i < n; i++) source[i] = (int)order[i].id;
        for (size_t i = 0; i < n; i++) {
            const struct o_event *e = &o->events[source[i]];
            bool offer = e->kind == O_OFFER || (e->kind == O_HEARD && e->gist == O_OFFER_GIST);
            civil_t at = e->day_only ? civil_at(day_of(e->at), 9, 0) : e->at;
            if (offer) {
                if (standing) standing->ended = order[i].at;
                standing = &b->offers[b->n_offers++];
                *standing = (struct plan_offer){at, e->kind == O_OFFER ? e->day : DAY_NONE, TIME_NEVER, TIME_NEVER};
            } else if (ends(e) && order[i].at != TIME_NEVER) {
                bool accepted = e->kind == O_CLOSED && e->ending == O_AS_ACCEPTED;
                if (!standing && accepted) {
                    standing = &b->offers[b->n_offers++];
                    *standing = (struct plan_offer){at, DAY_NONE, at, order[i].at};
                }
                if (standing) standing->ended = order[i].at;
                if (standing && accepted) standing->accepted = at;
                standing = NULL;
            } else if (ends(e)) {
                if (standing) standing->ended = 0; /* ended, nobody knows when */
                standing = NULL;
            }
        }
    }
}

void bridge_fill(struct bridge *b, const struct o_case *o)
{
    size_t n_with = 0;
    memset(b, 0, sizeof *b);
    calendar_make(&b->calendar, CALENDAR_WEEKEND, o->holidays, (size_t)o->n_holidays);
    for (int i = 0; i < o->n_people; i++) {
        const struct o_person *p = &o->people[i];
        b->people[i] = (struct plan_person){.role = (uint8_t)p->role,
            .known = p->opps & 1,
            .primary = p->primary,
            .do_not_contact = p->do_not_contact,
            .has_phone = p->has_phone};
    }
    for (int i = 0; i < o->n_events; i++) {
        struct fact f = to_fact(b, o, i, &n_with);
        if (o->events[i].opp == 0) insert(b->facts, &b->n_facts, &f);
        if (!o->other_house[o->events[i].opp]) insert(b->house, &b->n_house, &f);
    }
    for (int i = 0; i < o->n_events; i++)
        if (o->events[i].kind == O_CANCELLED) cancel(b, o, o->events[i].interview, o->events[i].at);
    add_offers(b, o);
}

/* --- for people --- */

static void print_event(const struct o_case *o, int i)
{
    static const char *const kinds[] = {"applied", "interview", "cancelled", "told", "contact", "heard", "offer",
        "closed", "reopened", "skipped", "named"};
    const struct o_event *e = &o->events[i];
    char at[24], end[24], day[16];
    printf("  %d: %s%s %s%s", i, e->opp ? (o->other_house[e->opp] ? "elsewhere " : "other ") : "",
        e->at == O_NO_TIME ? "unknown" : civil_format(e->at, at), e->day_only ? "(day) " : "", kinds[e->kind]);
    if (e->kind == O_INTERVIEW) printf(" to %s arranged ", civil_format(e->end, end));
    if (e->kind == O_INTERVIEW) printf("%s with %x", civil_format(e->arranged, at), e->with);
    if (e->kind == O_CANCELLED || e->kind == O_SKIPPED) printf(" interview %d", e->interview);
    if (e->kind == O_CONTACTED)
        printf(" %s %s to %d %s", channel_names[e->channel], purpose_names[e->purpose], e->person,
            outcome_names[e->outcome]);
    if (e->kind == O_HEARD) printf(" %s from %d", gist_names[e->gist], e->person);
    if (e->kind == O_CLOSED) printf(" %s", ending_names[e->ending]);
    if (e->kind == O_SKIPPED) printf(" %s person %d", step_names[e->step], e->person);
    if (e->kind == O_TOLD) printf(" may-contact %d", e->may_contact);
    if (e->day != O_NO_DAY) printf(" by %s", day_format(e->day, day));
    if (e->day2 != O_NO_DAY) printf(" on %s", day_format(e->day2, day));
    printf("\n");
}

void generate_print(const struct o_case *o, const char *playbook)
{
    char text[24], day[16];
    printf("playbook %s kind %s", playbook, opp_kind_names[o->opp_kind[0]]);
    printf(" created %s", civil_format(o->created[0], text));
    printf(" now %s\n", civil_format(o->now, text));
    for (int i = 0; i < o->n_people; i++)
        printf("  person %d %s%s%s%s opps %x\n", i, role_names[o->people[i].role],
            o->people[i].primary ? " primary" : "", o->people[i].do_not_contact ? " do-not-contact" : "",
            o->people[i].has_phone ? " phone" : "", o->people[i].opps);
    for (int i = 0; i < o->n_holidays; i++) printf("  holiday %s\n", day_format(o->holidays[i], day));
    for (int i = 0; i < o->n_events; i++) print_event(o, i);
}
