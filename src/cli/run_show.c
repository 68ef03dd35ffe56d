/* Runs `show`: finds everything about an opportunity or a person.  As text: show_text.c, as JSON: show_json.c. */
#include "cli/show.h"
#include "sys/text.h"

#include <stdlib.h>

static void show_close(struct show *w)
{
    speak_close(&w->s);
}

/* --- which of the two is meant --- */

/* A person found by nothing but the address is no rival of an organisation of that name. */
static bool by_name(struct arena *a, const struct app_person *p, struct str key)
{
    return str_contains(p->slug, key) || str_contains(text_fold(a, p->name), key) || str_eq(text_fold(a, p->mail), key);
}

static bool wholly(struct arena *a, const struct app_person *p, struct str key)
{
    return str_eq(p->slug, key) || str_eq(text_fold(a, p->name), key);
}

/* The beginning of a name, for a sentence that must not grow without bound. */
static struct str shown(struct str s)
{
    enum { SHOWN = 48 };
    if (s.n <= SHOWN) return s;
    s.n = SHOWN;
    while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80) s.n--;
    return s;
}

static enum err either(const struct app_opp *o, const struct app_person *p, struct str text, struct err_info *info)
{
    return err_set(info, ERR_AMBIGUOUS,
        "\"%.*s\" could be the opportunity %.*s (%.*s, %.*s) or the person %.*s (%.*s): say more of it, or the id in "
        "front of the brackets",
        STR_ARG(shown(text)), STR_ARG(shown(o->slug)), STR_ARG(shown(o->organisation)), STR_ARG(shown(o->position)),
        STR_ARG(shown(p->slug)), STR_ARG(shown(p->name)));
}

static bool is_refusal(enum err err)
{
    return err == ERR_NOT_FOUND || err == ERR_AMBIGUOUS;
}

/* The sentence that helps most, where neither is found. */
static enum err neither(
    enum err opp, enum err person, struct str text, const struct err_info infos[2], struct err_info *info)
{
    bool guessed = str_contains(str_from(infos[0].text), STR("did you mean"));
    if (!is_refusal(opp) || opp == ERR_AMBIGUOUS || (guessed && person == ERR_NOT_FOUND))
        return err_set(info, opp, "%s", infos[0].text);
    if (person != ERR_NOT_FOUND) return err_set(info, person, "%s", infos[1].text);
    return err_set(info, ERR_NOT_FOUND,
        "there is no opportunity and nobody called \"%.*s\": \"hearback list\" and \"hearback list people\" show them "
        "all",
        STR_ARG(shown(text)));
}

static void take_person(struct show *w, const struct app_house *house, int16_t person)
{
    w->s.opp = NULL;
    w->s.house = *house;
    w->s.zone = w->s.app.zone;
    w->s.now = app_now(&w->s.app);
    w->person = person;
}

/* A person by the whole id, which no opportunity has: needs no look at anybody else. */
static enum err try_person(struct show *w, struct str key, struct err_info *info)
{
    struct arena *a = w->s.cli->arena;
    struct journal *j = w->s.app.journal;
    struct events opps, people = {0};
    struct app_house house;
    enum err err = journal_slug(j, EVENT_NEW, key, a, &opps, info);
    if (!err && !opps.n) err = journal_slug(j, EVENT_PERSON, key, a, &people, info);
    if (err || people.n != 1) return err;
    err = house_load(&w->s.app, people.items[0].house, a, &house, info);
    int16_t person = err ? PERSON_SELF : house_person_index(&house, people.items[0].seq);
    if (person >= 0) take_person(w, &house, person);
    return err;
}

/* An opportunity by its whole id, else a person by the whole name or id, else whichever is the only one. */
static enum err choose(struct show *w, struct str text, struct err_info *info)
{
    struct arena *a = w->s.cli->arena;
    struct err_info infos[2] = {0};
    struct str key = text_fold(a, text);
    struct app_house house;
    int16_t found = PERSON_SELF;
    w->person = PERSON_SELF;
    enum err err = try_person(w, key, info);
    if (err || w->person >= 0) return err;
    enum err opp = speak_opp(&w->s, text, &infos[0]);
    if (!opp && str_eq(w->s.opp->slug, key)) return OK;
    enum err person = find_anybody(&w->s.app, text, a, &house, &found, &infos[1]);
    if (opp && person) return neither(opp, person, text, infos, info);
    if (person) return is_refusal(person) ? OK : err_set(info, person, "%s", infos[1].text);
    const struct app_person *p = &house.people[found];
    bool whole = wholly(a, p, key);
    if (!opp && !by_name(a, p, key)) return OK;
    if (opp && opp != ERR_NOT_FOUND && !whole) return err_set(info, opp, "%s", infos[0].text);
    if (!opp && !whole) return either(w->s.opp, p, text, info);
    take_person(w, &house, found);
    return OK;
}

/* --- what happened, in order of time --- */

static bool is_theirs(const struct event *e)
{
    bool no = e->kind == EVENT_CLOSED && (e->ending == ENDING_REJECTED || e->ending == ENDING_FILLED);
    return e->kind == EVENT_HEARD || e->kind == EVENT_OFFER || e->kind == EVENT_TOLD || no;
}

static const struct app_interview *interview_of(const struct app_opp *o, int64_t id)
{
    for (size_t i = 0; i < o->n_interviews; i++)
        if (o->interviews[i].id == id) return &o->interviews[i];
    return NULL;
}

/* A day without a time: its beginning if it is ours, its end if it is theirs.  A topic stands at its interview, what
 * has no time of its own where it was written down, what was lost last. */
static struct show_line line_of(const struct app_opp *o, const struct event *e)
{
    struct show_line line = {e, o, e->recorded, zone_civil(o->zone, e->recorded), PRECISION_DAY};
    const struct app_interview *i = e->kind == EVENT_TOPIC ? interview_of(o, e->interview) : NULL;
    if (i || e->at != TIME_NONE) {
        civil_t end = e->precision == PRECISION_DAY && is_theirs(e) ? DAY_SECONDS - 1 : 0;
        line.civil = i ? i->begins : e->at;
        line.precision = i ? PRECISION_TIME : e->precision;
        line.at = zone_instant(o->zone, line.civil + end);
    }
    if (e->precision == PRECISION_UNKNOWN) {
        line.precision = PRECISION_UNKNOWN;
        line.at = TIME_NEVER;
    }
    return line;
}

static int by_moment(const void *a, const void *b)
{
    const struct show_line *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->event->seq > y->event->seq) - (x->event->seq < y->event->seq);
}

static bool attended(const struct app_opp *o, int64_t interview, int16_t person)
{
    size_t n;
    const int16_t *with = show_with(o, interview, &n);
    for (size_t i = 0; i < n; i++)
        if (with[i] == person) return true;
    return false;
}

static bool concerns(const struct app_house *h, const struct app_opp *o, const struct event *e, int16_t person)
{
    if (e->kind == EVENT_ATTENDED) return false; /* the interview itself says so */
    if (e->kind == EVENT_INTERVIEW) return attended(o, e->seq, person);
    return e->person == h->people[person].id || e->seq == h->people[person].id;
}

static void gather(struct show *w)
{
    size_t room = 0;
    for (size_t i = 0; i < w->s.house.n_opps; i++) {
        const struct app_opp *o = &w->s.house.opps[i];
        if (w->s.opp && o != w->s.opp) continue;
        for (size_t k = 0; k < o->n_events; k++) {
            const struct event *e = o->events[k];
            if (!w->s.opp && !concerns(&w->s.house, o, e, w->person)) continue;
            *ARENA_PUSH(w->s.cli->arena, w->lines, w->n, room) = line_of(o, e);
        }
    }
    if (w->n > 1) qsort(w->lines, w->n, sizeof *w->lines, by_moment);
}

static void see_involved(struct show *w)
{
    const struct app_house *h = &w->s.house;
    w->involved = ARENA_NEW(w->s.cli->arena, bool, h->n_people);
    for (size_t i = 0; i < h->n_opps; i++)
        for (size_t k = 0; k < h->opps[i].n_events; k++) {
            const struct event *e = h->opps[i].events[k];
            int16_t p = e->person && e->kind != EVENT_PERSON_CHANGE ? house_person_index(h, e->person) : PERSON_SELF;
            if (p >= 0) w->involved[p] = true;
        }
}

bool show_elsewhere(const struct show *w, size_t person)
{
    return !w->s.opp->c.people[person].known;
}

struct show_told show_told(const struct app_opp *o)
{
    struct show_told told = {ANSWER_UNSAID, ANSWER_UNSAID};
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        if (e->kind != EVENT_TOLD) continue;
        if (e->contacts_everyone) told.contacts_everyone = (enum answer)e->contacts_everyone;
        if (e->may_contact) told.may_contact = (enum answer)e->may_contact;
    }
    return told;
}

const int16_t *show_with(const struct app_opp *o, int64_t interview, size_t *ret_n)
{
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        if (f->kind != FACT_INTERVIEW || f->id != (uint32_t)interview) continue;
        *ret_n = f->with_n;
        return o->c.with + f->with;
    }
    *ret_n = 0;
    return NULL;
}

/* --- the command --- */

static enum err find_plan(struct show *w, struct err_info *info)
{
    if (!w->s.opp) return OK;
    speak_exchange_playbooks(&w->s); /* for good: all that follows is told by it */
    stand_make(&w->stand, w->s.opp, w->s.now);
    return agenda_plan(&w->s.app, &w->s.house, w->s.opp, false, w->s.cli->arena, &w->plan, info);
}

enum err cmd_show_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(show) w = {0};
    if (args_has(args, "qr")) return show_qr(cli, args, info);
    if (args_has(args, "out")) return err_set(info, ERR_USAGE, "--out belongs to --qr: it is where the picture goes");
    enum err err = speak_open(&w.s, cli, JOURNAL_READ, info);
    if (!err) err = choose(&w, args_positional(args, 0), info);
    if (!err) err = find_plan(&w, info);
    if (!err && w.s.opp) err = outbox_view_load(cli, &w.s.app, w.s.opp->id, &w.letters, info);
    if (err) return err;
    gather(&w);
    see_involved(&w);
    if (cli->json)
        show_json(&w);
    else
        show_text(&w);
    return OK;
}
