/* From the record to what a letter needs. */
#include "app/words.h"

#include "app/offers.h"
#include "app/texts.h"
#include "plan/state.h"

#include <stdlib.h>
#include <string.h>

/* --- the seeker --- */

static size_t lines_of(struct arena *a, struct str text, const struct str **ret)
{
    struct str *lines = NULL, line;
    size_t n = 0, room = 0;
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        line = str_trim(line);
        if (line.n) *ARENA_PUSH(a, lines, n, room) = line;
    }
    *ret = lines;
    return n;
}

/* Where the Commonwealth's spelling is at home. */
static bool spells_british(struct str country)
{
    static const char *const all[] = {"GB", "IE", "AU", "NZ", "ZA", "IN", "SG", "HK", "MT", "KE", "NG", NULL};
    return country.n >= 2 && str_among((struct str){country.p, 2}, all);
}

static void take_profile(const struct app *app, struct arena *a, struct letter_facts *f)
{
    f->own_name = app_setting(app, "name");
    f->sign = app_setting(app, "sign");
    if (!f->sign.n) f->sign = f->own_name;
    f->own_mail = app_setting(app, "mail");
    f->own_phone = app_setting(app, "phone");
    f->work = app_setting(app, "work");
    f->language = app_setting(app, "language");
    if (!f->language.n) f->language = spells_british(app_setting(app, "country")) ? STR("en-GB") : STR("en-US");
    f->n_strengths = lines_of(a, app_setting(app, "strength"), &f->strengths);
    f->n_reference_letters = lines_of(a, app_setting(app, "reference-letter"), &f->reference_letters);
}

/* --- the opportunity --- */

static struct letter_person person_of(const struct app_house *h, int16_t i)
{
    if (i < 0) return (struct letter_person){.role = ROLE_HR};
    const struct app_person *p = &h->people[i];
    return (struct letter_person){p->id, p->name, p->title, p->mail, p->phone, p->role, p->general};
}

static bool attended(const struct app_opp *o, const struct fact *interview, int16_t person)
{
    for (size_t i = 0; i < interview->with_n; i++)
        if (o->c.with[interview->with + i] == person) return true;
    return false;
}

/* The latest interview held with that person, else the latest held; NULL: none. */
static const struct fact *meeting(const struct app_opp *o, int16_t person, civil_t now, bool *ret_with)
{
    const struct fact *latest = NULL, *with = NULL;
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        if (f->kind != FACT_INTERVIEW || f->begins > now || !state_stands(f, now)) continue;
        if (!latest || f->ends >= latest->ends) latest = f;
        if (attended(o, f, person) && (!with || f->ends >= with->ends)) with = f;
    }
    *ret_with = with != NULL;
    return with ? with : latest;
}

static bool same_day(const struct fact *a, const struct fact *b)
{
    return a->kind == FACT_INTERVIEW && state_interview_day(a) == state_interview_day(b);
}

/* The topics and the people of all interviews of that day. */
static void take_meeting(const struct app_house *h, const struct app_opp *o, const struct fact *met, civil_t now,
    struct arena *a, struct letter_facts *f)
{
    struct letter_topic *topics = NULL;
    struct letter_person *people = NULL;
    size_t topics_room = 0, people_room = 0;
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *x = &o->c.facts[i];
        if (!same_day(x, met) || !state_stands(x, now)) continue;
        for (size_t k = 0; k < o->n_events; k++) {
            const struct event *e = o->events[k];
            if (e->kind == EVENT_TOPIC && (uint32_t)e->interview == x->id)
                *ARENA_PUSH(a, topics, f->n_topics, topics_room) = (struct letter_topic){e->text, e->person};
        }
    }
    for (size_t p = 0; p < h->n_people; p++) {
        bool there = f->to.id == h->people[p].id;
        for (size_t i = 0; i < o->c.n_facts && !there; i++) {
            const struct fact *x = &o->c.facts[i];
            there = same_day(x, met) && state_stands(x, now) && attended(o, x, (int16_t)p);
        }
        if (there) *ARENA_PUSH(a, people, f->n_colleagues, people_room) = person_of(h, (int16_t)p);
    }
    f->topics = topics;
    f->colleagues = people;
    f->met = state_interview_day(met);
    f->met_today = f->met == f->today;
    for (size_t i = 0; i < o->n_interviews; i++)
        if ((uint32_t)o->interviews[i].id == met->id) f->round = o->interviews[i].round;
}

static bool was_thanked(const struct app_opp *o, int16_t person, day_t since, civil_t now)
{
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        if (f->kind == FACT_CONTACT && f->purpose == PURPOSE_THANKS && f->person == person && f->at <= now &&
            f->outcome != OUTCOME_NO_ANSWER && day_of(f->at) >= since)
            return true;
    }
    return false;
}

static const struct fact *last_word(const struct app_opp *o, civil_t now)
{
    for (size_t i = o->c.n_facts; i-- > 0;) {
        const struct fact *f = &o->c.facts[i];
        if (f->kind == FACT_WORD && f->gist != GIST_RECEIVED && state_known(f, now)) return f;
    }
    return NULL;
}

static void take_offers(const struct plan_case *c, civil_t now, struct letter_facts *f)
{
    for (size_t i = 0; i < c->n_offers; i++) {
        const struct plan_offer *x = &c->offers[i];
        f->offer_elsewhere |= x->at <= now && x->ended > now && x->accepted > now;
        f->accepted_elsewhere |= x->accepted <= now;
    }
}

static void take_state(const struct app_opp *o, civil_t now, struct letter_facts *f)
{
    struct state s;
    state_fold(&s, &o->c, now, now);
    f->applied = s.applied;
    f->promised = s.promised;
    f->inquired = state_last_asked(&s);
    f->word = s.word_day;
    f->no_answer_yet = s.unanswered > 0 && f->inquired != DAY_NONE;
    f->asked_to_follow_up = s.asked != NULL;
    f->offer_here = s.offer != NULL;
    const struct fact *word = last_word(o, now);
    f->not_yet = word && word->gist == GIST_NOT_YET;
    bool theirs = s.no && state_is_no(s.no);
    f->refused = theirs ? s.no->at == TIME_NEVER ? f->today : day_of(s.no->at) : DAY_NONE;
    f->accepted = s.no && s.no->kind == FACT_CLOSED && s.no->ending == ENDING_ACCEPTED;
}

void words_facts(struct app *app, const struct app_house *h, const struct app_opp *o, int16_t person,
    enum purpose purpose, enum channel channel, int step, struct arena *a, struct letter_facts *ret)
{
    civil_t now = zone_civil(o->zone, app->now);
    struct letter_facts f = {.organisation = o->organisation,
        .position = o->position,
        .kind = o->c.kind,
        .purpose = purpose,
        .channel = channel,
        .step = step,
        .to = person_of(h, person),
        .today = day_of(now),
        .met = DAY_NONE};
    take_profile(app, a, &f);
    take_state(o, now, &f);
    take_offers(&o->c, now, &f);
    const struct fact *met = meeting(o, person, now, &f.met_to);
    if (met) {
        take_meeting(h, o, met, now, a, &f);
        f.thanked = was_thanked(o, person, f.met, now);
    }
    *ret = f;
}

/* --- names --- */

struct names {
    struct arena *a;
    struct check_name *items;
    size_t n, room;
};

static void add_name(struct names *w, struct str text, enum name_kind kind, bool here)
{
    if (text.n) *ARENA_PUSH(w->a, w->items, w->n, w->room) = (struct check_name){text, kind, here, false};
}

static void add_people(struct names *w, const struct app_house *h)
{
    for (size_t i = 0; i < h->n_people; i++) {
        add_name(w, h->people[i].name, NAME_PERSON, true);
        add_name(w, h->people[i].title, NAME_TITLE, true);
    }
}

enum err words_names(struct app *app, const struct app_house *house, const struct app_opp *here, struct arena *a,
    struct check_name **ret, size_t *ret_n, struct err_info *info)
{
    struct names w = {.a = a};
    struct events news, people;
    enum err err = journal_introductions(app->journal, EVENT_NEW, a, &news, info);
    if (!err) err = journal_introductions(app->journal, EVENT_PERSON, a, &people, info);
    if (err) return err;
    if (house) add_people(&w, house);
    for (size_t i = 0; i < news.n; i++) {
        const struct event *e = &news.items[i];
        add_name(&w, e->name, NAME_ORGANISATION, house && e->house == house->id);
        add_name(&w, e->title, NAME_POSITION, here && e->seq == here->id);
    }
    for (size_t i = 0; i < people.n; i++)
        if (!house || people.items[i].house != house->id) add_name(&w, people.items[i].name, NAME_PERSON, false);
    struct str own = app_setting(app, "name");
    add_name(&w, own, NAME_PERSON, true);
    if (own.n) w.items[w.n - 1].seeker = true;
    *ret = w.items;
    *ret_n = w.n;
    return OK;
}

size_t words_sent(
    const struct app_house *h, const struct app_opp *o, int16_t person, struct arena *a, struct check_sent **ret)
{
    struct check_sent *sent = NULL;
    size_t n = 0, room = 0;
    int64_t to = person >= 0 ? h->people[person].id : 0;
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        if (e->kind != EVENT_CONTACTED || !e->text.n || e->person == to) continue;
        const struct app_person *p = house_person(h, e->person);
        *ARENA_PUSH(a, sent, n, room) = (struct check_sent){e->text, p ? p->name : STR("the office")};
    }
    *ret = sent;
    return n;
}

/* --- files --- */

enum err words_templates(struct arena *a, struct templates *ret, struct err_info *info)
{
    struct templates t = {0};
    struct texts_file *files;
    size_t n;
    enum err err = texts_files("letters/en/drafts", a, &files, &n, info);
    for (size_t i = 0; i < n && !err; i++)
        err = templates_load(&t, files[i].name, files[i].path.p, files[i].text, a, info);
    if (err) return err;
    *ret = t;
    return OK;
}
