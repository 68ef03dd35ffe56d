/* From events to opportunities, people and facts. */
#include "app/house.h"

#include "app/settle.h"

#include <stdlib.h>
#include <string.h>

struct build {
    struct app *app;
    struct arena *a;
    struct app_house *h;
    const struct events *events;
    struct err_info *info;
};

const struct app_person *house_person(const struct app_house *h, int64_t id)
{
    int16_t i = house_person_index(h, id);
    return i >= 0 ? &h->people[i] : NULL;
}

/* People stand in the order of their ids. */
int16_t house_person_index(const struct app_house *h, int64_t id)
{
    size_t low = 0, high = h->n_people;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (h->people[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->n_people && h->people[low].id == id ? (int16_t)low : PERSON_SELF;
}

struct app_opp *house_opp(struct app_house *h, int64_t id)
{
    for (size_t i = 0; i < h->n_opps; i++)
        if (h->opps[i].id == id) return &h->opps[i];
    return NULL;
}

/* --- people --- */

static void take_person(struct app_person *p, const struct event *e)
{
    bool change = e->kind == EVENT_PERSON_CHANGE;
    if (e->name.n) p->name = e->name;
    if (e->mail.n) p->mail = e->mail;
    if (e->phone.n) p->phone = e->phone;
    if (e->title.n) p->title = e->title;
    if (e->slug.n && !change) p->slug = e->slug;
    if (!change || e->role != ROLE_OTHER) p->role = (enum role)e->role;
    if (e->flags & FLAG_DO_NOT_CONTACT) p->do_not_contact = true;
    if (e->flags & FLAG_GENERAL) p->general = true;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct app_person *)a)->id, y = ((const struct app_person *)b)->id;
    return (x > y) - (x < y);
}

static enum err find_people(struct build *b)
{
    struct app_house *h = b->h;
    size_t n = 0;
    for (size_t i = 0; i < b->events->n; i++) n += b->events->items[i].kind == EVENT_PERSON;
    if (n > INT16_MAX) return err_set(b->info, ERR_INPUT, "more than %d people at one organisation", INT16_MAX);
    h->people = ARENA_NEW(b->a, struct app_person, n);
    h->plan_people = ARENA_NEW(b->a, struct plan_person, n);
    for (size_t i = 0; i < b->events->n; i++) {
        const struct event *e = &b->events->items[i];
        if (e->kind != EVENT_PERSON) continue;
        struct app_person *p = &h->people[h->n_people++];
        p->id = e->seq;
        p->opp = e->opp;
        take_person(p, e);
    }
    if (n > 1) qsort(h->people, n, sizeof *h->people, by_id);
    for (size_t i = 0; i < b->events->n; i++) {
        const struct event *e = &b->events->items[i];
        int16_t p = e->kind == EVENT_PERSON_CHANGE ? house_person_index(h, e->person) : PERSON_SELF;
        if (p >= 0) take_person(&h->people[p], e);
    }
    for (size_t i = 0; i < n; i++) {
        const struct app_person *p = &h->people[i];
        h->plan_people[i] = (struct plan_person){.role = (uint8_t)p->role,
            .do_not_contact = p->do_not_contact,
            .has_phone = p->phone.n > 0,
            .has_email = p->mail.n > 0,
            .general = p->general};
    }
    return OK;
}

/* --- one opportunity's facts --- */

struct folding {
    struct build *b;
    struct app_opp *opp;
    struct fact *facts;
    size_t *of_interviews; /* of each interview of the opportunity: which of the facts it is */
    struct plan_person *people;
    int16_t *with;
    size_t n_facts, n_with;
    bool told_something; /* the date, or whether one may ask */
};

/* They stand in the order of their ids. */
static struct app_interview *interview_of(struct app_opp *opp, int64_t id)
{
    size_t low = 0, high = opp->n_interviews;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (opp->interviews[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < opp->n_interviews && opp->interviews[low].id == id ? &opp->interviews[low] : NULL;
}

static struct fact *fact_of(struct folding *f, const struct app_interview *i)
{
    return &f->facts[f->of_interviews[i - f->opp->interviews]];
}

static struct fact *add(struct folding *f, const struct event *e, enum fact_kind kind)
{
    struct fact *fact = &f->facts[f->n_facts++];
    *fact = (struct fact){.kind = (uint8_t)kind,
        .day = e->day,
        .day2 = e->day2,
        .channel = e->channel,
        .purpose = e->purpose,
        .outcome = e->outcome,
        .gist = e->gist,
        .ending = e->ending,
        .step = e->step,
        .may_contact = e->may_contact,
        .id = (uint32_t)e->interview,
        .at = e->at};
    fact->person = e->person              ? house_person_index(f->b->h, e->person)
                   : kind == FACT_CONTACT ? PERSON_OFFICE
                                          : PERSON_SELF;
    if (e->precision == PRECISION_DAY) {
        fact->day_only = true;
        fact->at = plan_fact_day(fact, day_of(e->at));
    }
    if (e->precision == PRECISION_UNKNOWN) fact->at = TIME_NEVER;
    return fact;
}

static void add_step(struct folding *f, const struct event *e, enum fact_kind kind)
{
    struct fact *fact = add(f, e, kind);
    fact->ends = e->ends;
    if (e->count) fact->id = (uint32_t)e->count;
    if (!e->person && e->name.n) fact->person = PERSON_OFFICE; /* the office is named, not known */
}

enum { DEFAULT_HOURS = 1 };

static void add_interview(struct folding *f, const struct event *e)
{
    struct fact *fact = add(f, e, FACT_INTERVIEW);
    civil_t begins = e->precision == PRECISION_DAY ? civil_at(day_of(e->at), 9, 0) : e->at;
    fact->begins = begins;
    fact->ends = e->ends != TIME_NONE && e->ends >= begins ? e->ends : begins + DEFAULT_HOURS * HOUR_SECONDS;
    fact->at = e->arranged != TIME_NONE && e->arranged < begins ? e->arranged : begins;
    fact->cancelled = TIME_NEVER;
    fact->day_only = false;
    fact->id = (uint32_t)e->seq;
    fact->person = PERSON_SELF;
    fact->with = (uint32_t)f->n_with;
    f->of_interviews[f->opp->n_interviews] = f->n_facts - 1;
    f->opp->interviews[f->opp->n_interviews++] = (struct app_interview){.id = e->seq,
        .slug = e->slug,
        .round = e->text,
        .place = e->title,
        .link = e->url,
        .begins = begins,
        .ends = fact->ends,
        .event = e};
}

static void move_interview(struct folding *f, const struct event *e)
{
    struct app_interview *i = interview_of(f->opp, e->interview);
    struct fact *fact = i ? fact_of(f, i) : NULL;
    if (!fact) return;
    civil_t lasts = fact->ends - fact->begins;
    if (e->kind == EVENT_MOVED && e->arranged != TIME_NONE) {
        fact->begins = e->arranged;
        fact->ends = fact->begins + lasts;
        if (fact->at > fact->begins) fact->at = fact->begins;
    }
    if (e->ends != TIME_NONE && e->ends >= fact->begins) fact->ends = e->ends;
    if (e->title.n) i->place = e->title;
    if (e->url.n) i->link = e->url;
    i->begins = fact->begins;
    i->ends = fact->ends;
}

static void cancel_interview(struct folding *f, const struct event *e)
{
    struct app_interview *i = interview_of(f->opp, e->interview);
    struct fact *fact = i ? fact_of(f, i) : NULL;
    if (!fact || i->cancelled) return;
    fact->cancelled = e->at;
    i->cancelled = true;
    struct fact *word = add(f, e, FACT_WORD); /* counts as a word without a date */
    word->gist = GIST_NOT_YET;
    word->id = 0;
}

/* An end of unknown date was before its reopening, whenever it was. */
static void reopen(struct folding *f, const struct event *e)
{
    for (size_t i = 0; i < f->n_facts; i++)
        if (f->facts[i].kind == FACT_CLOSED && f->facts[i].at == TIME_NEVER) f->facts[i].at = e->at - 1;
    add(f, e, FACT_REOPENED);
}

static void take_event(struct folding *f, const struct event *e)
{
    switch (e->kind) {
    case EVENT_APPLIED: add(f, e, FACT_APPLIED); break;
    case EVENT_INTERVIEW: add_interview(f, e); break;
    case EVENT_MOVED:
    case EVENT_ENDS: move_interview(f, e); break;
    case EVENT_CANCELLED: cancel_interview(f, e); break;
    case EVENT_TOLD:
        add(f, e, FACT_TOLD);
        f->told_something = true;
        if (e->text.n && house_hours(e->text, &f->opp->c.hours)) f->opp->best_time = e->text;
        break;
    case EVENT_CONTACTED: add(f, e, FACT_CONTACT); break;
    case EVENT_HEARD: add(f, e, FACT_WORD); break;
    case EVENT_OFFER: add(f, e, FACT_OFFER); break;
    case EVENT_CLOSED: add(f, e, FACT_CLOSED); break;
    case EVENT_REOPENED: reopen(f, e); break;
    case EVENT_DONE: add_step(f, e, FACT_DONE); break;
    case EVENT_SKIPPED: add_step(f, e, FACT_SKIPPED); break;
    case EVENT_SNOOZED: add_step(f, e, FACT_SNOOZED); break;
    case EVENT_NAMED: add(f, e, FACT_NAMED); break;
    case EVENT_NEW:
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE:
    case EVENT_ATTENDED:
    case EVENT_TOPIC:
    case EVENT_NOTE:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_SETTING:
    case EVENT_MAY_MEAN:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_NEW:
    case EVENT_MAY_BE_SAME:
    case EVENT_SETTLED:
    case EVENT_MEANS:
    case EVENT_SAME: break;
    }
}

static int by_interview(const void *a, const void *b)
{
    const struct event *x = *(const struct event *const *)a, *y = *(const struct event *const *)b;
    if (x->interview != y->interview) return x->interview < y->interview ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

/* What was recorded about interviews, by interview. */
static const struct event **about_interviews(struct folding *f, size_t *ret_n)
{
    size_t n = 0;
    const struct event **all = ARENA_NEW(f->b->a, const struct event *, f->opp->n_events);
    for (size_t k = 0; k < f->opp->n_events; k++) {
        const struct event *e = f->opp->events[k];
        bool about = e->interview && (e->kind == EVENT_TOPIC || e->kind == EVENT_ATTENDED);
        if (about) all[n++] = e;
    }
    if (n > 1) qsort(all, n, sizeof *all, by_interview);
    *ret_n = n;
    return all;
}

/* Who was there, and whether there is nothing left to write down. */
static void fill_interviews(struct folding *f)
{
    size_t n, k = 0;
    if (!f->opp->n_interviews) return;
    const struct event **about = about_interviews(f, &n);
    for (size_t i = 0; i < f->opp->n_interviews; i++) {
        const struct app_interview *x = &f->opp->interviews[i];
        struct fact *fact = fact_of(f, x);
        bool topics = false;
        fact->with = (uint32_t)f->n_with;
        while (k < n && about[k]->interview < x->id) k++;
        for (; k < n && about[k]->interview == x->id; k++) {
            const struct event *e = about[k];
            topics |= e->kind == EVENT_TOPIC;
            int16_t p = e->kind == EVENT_ATTENDED ? house_person_index(f->b->h, e->person) : PERSON_SELF;
            bool listed = p < 0;
            for (size_t w = 0; w < fact->with_n; w++) listed |= f->with[fact->with + w] == p;
            if (listed) continue;
            f->with[f->n_with++] = p;
            fact->with_n++;
        }
        fact->debriefed = fact->with_n > 0 && topics && f->told_something;
    }
}

static void know_people(struct folding *f)
{
    for (size_t i = 0; i < f->opp->n_events; i++) {
        const struct event *e = f->opp->events[i];
        int16_t p = house_person_index(f->b->h, e->kind == EVENT_PERSON ? e->seq : e->person);
        if (p < 0) continue;
        f->people[p].known = true;
        bool says = e->kind == EVENT_PERSON || e->kind == EVENT_PERSON_CHANGE;
        if (says && e->flags & FLAG_PRIMARY) f->people[p].primary = true;
    }
}

/* By time; what stands at the same moment keeps the order in which it was recorded. */
static int by_time(const void *a, const void *b)
{
    int order = plan_fact_order(*(const struct fact *const *)a, *(const struct fact *const *)b);
    const char *p = *(const char *const *)a, *q = *(const char *const *)b;
    return order ? order : (p > q) - (p < q);
}

static struct fact *sorted(struct arena *a, struct fact *facts, size_t n)
{
    bool already = true;
    for (size_t i = 1; i < n; i++) already &= plan_fact_order(&facts[i - 1], &facts[i]) <= 0;
    if (already) return facts;
    struct fact **order = ARENA_NEW(a, struct fact *, n), *out = ARENA_NEW(a, struct fact, n);
    for (size_t i = 0; i < n; i++) order[i] = &facts[i];
    qsort(order, n, sizeof *order, by_time);
    for (size_t i = 0; i < n; i++) out[i] = *order[i];
    return out;
}

static enum err make_opp(struct build *b, struct app_opp *o, const struct event *first, size_t n)
{
    const struct event *intro = first;
    *o = (struct app_opp){.id = intro->seq,
        .slug = intro->slug,
        .organisation = intro->name,
        .position = intro->title,
        .url = intro->url,
        .zone_name = intro->zone.n ? intro->zone : b->app->zone_name,
        .country = intro->country.n ? intro->country : app_setting(b->app, "country"),
        .latest = TIME_NONE};
    enum err err = app_zone(b->app, o->zone_name, &o->zone, b->info);
    const struct calendar *calendar;
    if (!err) err = app_calendar(b->app, o->country, &calendar, b->info);
    if (err) return err_context(b->info, err, "opportunity %.*s", STR_ARG(o->slug));
    o->events = ARENA_NEW(b->a, const struct event *, n);
    o->n_events = n;
    for (size_t i = 0; i < n; i++) o->events[i] = first + i;
    struct folding f = {.b = b,
        .opp = o,
        .facts = ARENA_NEW(b->a, struct fact, n),
        .people = ARENA_NEW(b->a, struct plan_person, b->h->n_people),
        .with = ARENA_NEW(b->a, int16_t, n)};
    size_t interviews = 0;
    for (size_t i = 0; i < n; i++) interviews += first[i].kind == EVENT_INTERVIEW;
    o->interviews = ARENA_NEW(b->a, struct app_interview, interviews);
    f.of_interviews = ARENA_NEW(b->a, size_t, interviews);
    if (b->h->n_people) memcpy(f.people, b->h->plan_people, b->h->n_people * sizeof *f.people);
    o->c = (struct plan_case){.playbook = &b->app->playbook,
        .calendar = calendar,
        .zone = o->zone,
        .hours = PLAN_OFFICE_HOURS,
        .kind = (enum opp_kind)intro->opp_kind,
        .opp = (uint16_t)(o - b->h->opps),
        .created = zone_civil(o->zone, intro->recorded),
        .people = f.people,
        .n_people = b->h->n_people,
        .with = f.with,
        .may_be_over = settle_may_be_over(first, n, b->a)};
    for (size_t i = 0; i < n; i++) take_event(&f, &first[i]);
    fill_interviews(&f);
    know_people(&f);
    for (size_t i = 0; i < f.n_facts; i++) {
        f.facts[i].opp = o->c.opp;
        if (f.facts[i].at != TIME_NEVER && f.facts[i].at > o->latest) o->latest = f.facts[i].at;
    }
    o->c.facts = sorted(b->a, f.facts, f.n_facts);
    o->c.n_facts = f.n_facts;
    return OK;
}

/* --- what the house as a whole has seen --- */

static bool matters_to_house(const struct fact *f)
{
    return f->kind == FACT_CONTACT || f->kind == FACT_WORD;
}

static bool same_zone(const struct app_opp *a, const struct app_opp *b)
{
    return a->zone == b->zone;
}

/* One array for all opportunities in one zone: contacts and words of the whole house on that zone's clock. */
static void share_facts(struct build *b, size_t owner)
{
    struct app_house *h = b->h;
    const struct app_opp *to = &h->opps[owner];
    size_t room = 0, n = 0;
    for (size_t i = 0; i < h->n_opps; i++) room += h->opps[i].c.n_facts;
    struct fact *facts = ARENA_NEW(b->a, struct fact, room);
    for (size_t i = 0; i < h->n_opps; i++) {
        const struct app_opp *from = &h->opps[i];
        for (size_t k = 0; k < from->c.n_facts; k++) {
            struct fact f = from->c.facts[k];
            if (!matters_to_house(&f)) continue;
            if (!same_zone(from, to) && !f.day_only) f.at = zone_civil(to->zone, zone_instant(from->zone, f.at));
            facts[n++] = f;
        }
    }
    facts = sorted(b->a, facts, n);
    for (size_t i = owner; i < h->n_opps; i++) {
        if (!same_zone(&h->opps[i], to)) continue;
        h->opps[i].c.house = facts;
        h->opps[i].c.n_house = n;
    }
}

static void find_latest(struct app_house *h)
{
    for (size_t i = 0; i < h->n_opps; i++) {
        if (h->opps[i].latest == TIME_NONE) continue;
        instant_t at = zone_instant(h->opps[i].zone, h->opps[i].latest);
        if (at > h->latest) h->latest = at;
    }
}

enum { OPPS_MAX = UINT16_MAX };

enum err house_make(struct app *app, int64_t id, const struct events *events, struct arena *a, struct app_house *ret,
    struct err_info *info)
{
    struct app_house h = {.id = id};
    struct events settled;
    settle_events(events, a, &settled);
    events = &settled;
    struct build b = {app, a, &h, events, info};
    size_t n = 0;
    for (size_t i = 0; i < events->n; i++) n += events->items[i].kind == EVENT_NEW;
    if (n > OPPS_MAX) return err_set(info, ERR_INPUT, "more than %d opportunities at one organisation", OPPS_MAX);
    enum err err = find_people(&b);
    if (err) return err;
    h.opps = ARENA_NEW(a, struct app_opp, n);
    for (size_t i = 0; i < events->n;) {
        size_t end = i;
        while (end < events->n && events->items[end].opp == events->items[i].opp) end++;
        if (events->items[i].kind == EVENT_NEW) {
            err = make_opp(&b, &h.opps[h.n_opps++], &events->items[i], end - i);
            if (err) return err;
        }
        i = end;
    }
    for (size_t i = 0; h.n_opps > 1 && i < h.n_opps; i++)
        if (!h.opps[i].c.house) share_facts(&b, i);
    find_latest(&h);
    *ret = h;
    return OK;
}

enum err house_load(struct app *app, int64_t id, struct arena *a, struct app_house *ret, struct err_info *info)
{
    struct events events;
    enum err err = journal_house(app->journal, id, a, &events, info);
    return err ? err : house_make(app, id, &events, a, ret, info);
}

/* --- "tue,thu 14:00-16:00" --- */

static bool take_clock(struct str s, int32_t *ret)
{
    struct str h, m;
    int64_t hour, minute = 0;
    bool minutes = str_cut(s, ':', &h, &m);
    if (!str_number(h, &hour) || (minutes && !str_number(m, &minute))) return false;
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return false;
    *ret = (int32_t)(hour * HOUR_SECONDS + minute * MINUTE_SECONDS);
    return *ret <= DAY_SECONDS;
}

static int weekday_of(struct str word)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (word.n < 3) return 0;
    for (int i = 0; i < 7; i++)
        if (str_is_nocase((struct str){word.p, 3}, names[i])) return i + 1;
    return 0;
}

static bool take_weekdays(struct str word, unsigned *set)
{
    struct str one, from, until;
    while (word.n) {
        str_cut(word, ',', &one, &word);
        if (!one.n) continue;
        bool range = str_cut(one, '-', &from, &until);
        int first = weekday_of(from), last = range ? weekday_of(until) : first;
        if (!first || !last || last < first) return false;
        for (int i = first; i <= last; i++) *set |= 1U << i;
    }
    return true;
}

bool house_hours(struct str text, struct plan_hours *ret)
{
    struct plan_hours h = PLAN_OFFICE_HOURS;
    struct str word, from, until;
    for (text = str_trim(text); text.n; text = str_trim(text)) {
        str_cut(text, ' ', &word, &text);
        bool digit = word.p[0] >= '0' && word.p[0] <= '9';
        if (!digit && !take_weekdays(word, &h.weekdays)) return false;
        if (digit && (!str_cut(word, '-', &from, &until) || !take_clock(from, &h.from) || !take_clock(until, &h.until)))
            return false;
    }
    if (h.until < h.from) return false;
    *ret = h;
    return true;
}
