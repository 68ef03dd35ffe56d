/* The record by addresses, domains and names, and the marks by which a mail is
 * known to belong somewhere. */
#include "app/mail_homes.h"

#include "app/settle.h"
#include "sys/text.h"

enum mark { MARK_ID = 1, MARK_MAIL, MARK_NAME, MARK_HOUSE };

/* What was written so long before anything was recorded of an opportunity is about something else. */
enum { OLDER_DAYS = 180 };

/* --- keys --- */

static uint64_t id_key(int64_t id)
{
    return map_mix(MARK_ID, (uint64_t)id);
}

static uint64_t mail_key(struct arena *a, struct str mail)
{
    return map_digest(MARK_MAIL, text_fold(a, mail));
}

static uint64_t name_key(struct arena *a, int64_t house, struct str name)
{
    return map_mix(map_digest(MARK_NAME, text_fold(a, name)), (uint64_t)house);
}

/* --- reading the record --- */

struct home_opp *mail_homes_opp(const struct mail_homes *h, int64_t id)
{
    int64_t at = map_get(&h->by_id, id_key(id));
    return at > 0 ? &h->opps[at - 1] : NULL;
}

struct home_person *mail_homes_person(const struct mail_homes *h, int64_t id)
{
    int64_t at = map_get(&h->by_id, id_key(id));
    return at < 0 ? &h->people[-at - 1] : NULL;
}

static void find_by(struct mail_homes *h, struct arena *a, size_t at)
{
    struct home_person *p = &h->people[at];
    uint64_t key = name_key(a, p->house, p->name);
    if (p->name.n && !map_get(&h->by_name, key)) map_put(&h->by_name, &h->arena, key, (int64_t)at + 1);
    if (!p->mail.n) return;
    key = mail_key(a, p->mail);
    p->next = (uint32_t)map_get(&h->by_mail, key);
    map_put(&h->by_mail, &h->arena, key, (int64_t)at + 1);
}

void mail_homes_add_person(struct mail_homes *h, const struct home_person *p)
{
    AUTO(arena) a = {0};
    struct home_person *new = ARENA_PUSH(&h->arena, h->people, h->n_people, h->people_room);
    *new = *p;
    new->name = arena_str(&h->arena, p->name);
    new->mail = arena_str(&h->arena, p->mail);
    new->phone = arena_str(&h->arena, p->phone);
    new->title = arena_str(&h->arena, p->title);
    map_put(&h->by_id, &h->arena, id_key(p->id), -(int64_t)h->n_people);
    find_by(h, &a, h->n_people - 1);
    struct event e = event_zero(EVENT_PERSON);
    e.mail = p->mail;
    import_whose_see(&h->whose, &a, p->house, &e);
}

enum err mail_homes_look_again(struct mail_homes *h, int64_t house, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct events all = {0};
    enum err err = journal_house(h->app->journal, house, &a, &all, info);
    for (size_t i = 0; i < all.n && !err; i++) {
        const struct event *e = &all.items[i];
        if (e->kind != EVENT_PERSON || mail_homes_person(h, e->seq)) continue;
        mail_homes_add_person(h, &(struct home_person){.id = e->seq,
                                     .house = house,
                                     .opp = e->opp,
                                     .name = e->name,
                                     .mail = e->mail,
                                     .phone = e->phone,
                                     .title = e->title});
    }
    return err;
}

struct reading {
    struct mail_homes *h;
    struct arena arena; /* the house's */
};

static void reading_close(struct reading *r)
{
    arena_close(&r->arena);
}

static enum err add_opp(struct reading *r, const struct event *e, struct err_info *info)
{
    struct mail_homes *h = r->h;
    const struct zone *zone;
    enum err err = app_zone(h->app, e->zone.n ? e->zone : h->app->zone_name, &zone, info);
    if (err) return err;
    uint64_t house = map_mix(MARK_HOUSE, (uint64_t)e->house);
    struct home_opp *o = ARENA_PUSH(&h->arena, h->opps, h->n_opps, h->opps_room);
    *o = (struct home_opp){.id = e->seq,
        .house = e->house,
        .organisation = arena_str(&h->arena, e->name),
        .position = arena_str(&h->arena, text_fold(&r->arena, e->title)),
        .zone = zone,
        .begins = e->recorded,
        .latest = e->recorded,
        .next = (uint32_t)map_get(&h->by_house, house)};
    map_put(&h->by_house, &h->arena, house, (int64_t)h->n_opps);
    map_put(&h->by_id, &h->arena, id_key(o->id), (int64_t)h->n_opps);
    return OK;
}

static void add_times(struct home_opp *o, const struct event *e)
{
    if (e->at == TIME_NONE || e->instant == TIME_NONE) return;
    if (e->instant < o->begins) o->begins = e->instant;
    if (e->instant > o->latest) o->latest = e->instant;
    bool no = e->kind == EVENT_HEARD && (e->gist == GIST_REJECTED || e->gist == GIST_FILLED);
    if (no || (e->kind == EVENT_CLOSED && e->ending != ENDING_HOLD)) o->ended = true;
    if (e->kind == EVENT_REOPENED || e->kind == EVENT_INTERVIEW) o->ended = false;
}

static struct str kept(struct mail_homes *h, struct str value, struct str known)
{
    return value.n ? arena_str(&h->arena, value) : known;
}

static void learn(struct mail_homes *h, struct home_person *p, const struct event *e)
{
    p->name = kept(h, e->name, p->name);
    p->mail = kept(h, e->mail, p->mail);
    p->phone = kept(h, e->phone, p->phone);
    p->title = kept(h, e->title, p->title);
}

static enum err see_house(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    struct reading *r = context;
    struct mail_homes *h = r->h;
    struct events all;
    size_t first = h->n_people;
    enum err err = OK;
    arena_reset(&r->arena);
    settle_events(events, &r->arena, &all);
    for (size_t i = 0; i < all.n && !err; i++) {
        const struct event *e = &all.items[i];
        import_whose_see(&h->whose, &r->arena, house, e);
        if (e->kind == EVENT_NEW) err = add_opp(r, e, info);
        if (e->kind != EVENT_PERSON) continue;
        *ARENA_PUSH(&h->arena, h->people, h->n_people, h->people_room) =
            (struct home_person){.id = e->seq, .house = house, .opp = e->opp};
        map_put(&h->by_id, &h->arena, id_key(e->seq), -(int64_t)h->n_people);
    }
    for (size_t i = 0; i < all.n && !err; i++) {
        const struct event *e = &all.items[i];
        bool says = e->kind == EVENT_PERSON || e->kind == EVENT_PERSON_CHANGE;
        struct home_opp *o = mail_homes_opp(h, e->opp);
        struct home_person *p = mail_homes_person(h, e->kind == EVENT_PERSON ? e->seq : e->person);
        if (o && !says) add_times(o, e);
        if (p && says) learn(h, p, e);
        if (p && e->opp > p->opp) p->opp = e->opp;
    }
    for (size_t i = first; i < h->n_people && !err; i++) find_by(h, &r->arena, i);
    return err;
}

void mail_homes_add_own(struct mail_homes *h, struct str word)
{
    AUTO(arena) a = {0};
    if (!word.n) return;
    *ARENA_PUSH(&h->arena, h->own_words, h->n_own, h->own_room) = arena_str(&h->arena, word);
    if (str_contains(word, STR("@"))) map_put(&h->own, &h->arena, mail_key(&a, word), 1);
}

enum err mail_homes_load(struct mail_homes *ret, struct app *app, const struct word_rules *rules, struct err_info *info)
{
    struct mail_homes h = {.app = app, .rules = rules};
    AUTO(reading) r = {.h = &h};
    mail_homes_add_own(&h, app_setting(app, "mail"));
    mail_homes_add_own(&h, app_setting(app, "name"));
    enum err err = journal_walk(app->journal, see_house, &r, info);
    if (err)
        mail_homes_close(&h);
    else
        *ret = h;
    return err;
}

void mail_homes_close(struct mail_homes *h)
{
    if (!h) return;
    arena_close(&h->arena);
    import_whose_close(&h->whose);
    *h = (struct mail_homes){0};
}

/* --- asking --- */

bool mail_homes_own(const struct mail_homes *h, struct arena *a, struct str address)
{
    return address.n && map_get(&h->own, mail_key(a, address));
}

struct home_person *mail_homes_at(const struct mail_homes *h, struct arena *a, int64_t house, struct mail_person who)
{
    int64_t at = who.mail.n ? map_get(&h->by_mail, mail_key(a, who.mail)) : 0;
    for (; at; at = h->people[at - 1].next)
        if (h->people[at - 1].house == house) return &h->people[at - 1];
    at = who.name.n ? map_get(&h->by_name, name_key(a, house, who.name)) : 0;
    return at ? &h->people[at - 1] : NULL;
}

/* How well an opportunity of the right house fits; 0: not at all. */
static int fitness(const struct home_opp *o, const struct home_asked *q, struct arena *a, int64_t person_opp)
{
    if (q->at < o->begins - (instant_t)OLDER_DAYS * DAY_SECONDS) return 0;
    struct str position = text_fold(a, q->position), subject = text_fold(a, q->mail->subject);
    bool named = o->position.n && (str_eq(position, o->position) || str_contains(subject, o->position));
    bool part =
        o->position.n && position.n && (str_contains(position, o->position) || str_contains(o->position, position));
    return 1 + 16 * named + 8 * part + 4 * (o->id == person_opp) + 2 * !o->ended;
}

/* Of several that fit alike, the one that is nearest in time. */
const struct home_opp *mail_homes_best(
    const struct mail_homes *h, int64_t house, const struct home_asked *q, struct arena *a, int64_t person_opp)
{
    const struct home_opp *found = NULL;
    int score = 0;
    instant_t gap = 0;
    for (int64_t at = map_get(&h->by_house, map_mix(MARK_HOUSE, (uint64_t)house)); at; at = h->opps[at - 1].next) {
        const struct home_opp *o = &h->opps[at - 1];
        int fits = fitness(o, q, a, person_opp);
        instant_t apart = q->at < o->begins ? o->begins - q->at : q->at > o->latest ? q->at - o->latest : 0;
        if (!fits || fits < score || (fits == score && apart >= gap)) continue;
        found = o, score = fits, gap = apart;
    }
    return found;
}

static enum err by_thread(const struct mail_homes *h, const struct home_asked *q, struct arena *a,
    struct home_found *ret, struct err_info *info)
{
    enum { LOOKED_AT = 12 };
    const struct mail *m = q->mail;
    struct event e;
    bool found = false;
    enum err err = OK;
    for (size_t i = 0; i < m->n_references && i < LOOKED_AT && !err && !found; i++) {
        struct str id = m->references[m->n_references - 1 - i];
        err = journal_source(h->app->journal, arena_format(a, "mid:%.*s", STR_ARG(id)), a, &e, &found, info);
    }
    struct str thread = m->n_references ? m->references[0] : m->id;
    if (!err && !found) err = journal_thread(h->app->journal, thread, a, &e, &found, info);
    if (err || !found || !e.opp) return err;
    ret->opp = mail_homes_opp(h, e.opp);
    if (ret->opp) ret->by = HOME_THREAD;
    return OK;
}

static void by_address(const struct mail_homes *h, const struct home_asked *q, struct arena *a, struct home_found *ret)
{
    for (size_t i = 0; i < q->n_people && !ret->opp; i++) {
        int64_t at = q->people[i].mail.n ? map_get(&h->by_mail, mail_key(a, q->people[i].mail)) : 0;
        int score = 0;
        for (; at; at = h->people[at - 1].next) {
            const struct home_person *p = &h->people[at - 1];
            const struct home_opp *o = mail_homes_best(h, p->house, q, a, p->opp);
            int fits = o ? fitness(o, q, a, p->opp) : 0;
            if (fits <= score) continue;
            *ret = (struct home_found){HOME_ADDRESS, o};
            score = fits;
        }
    }
}

int64_t mail_homes_domain(const struct mail_homes *h, struct arena *a, struct str mail)
{
    if (!mail.n || employer_domain_of(h->rules, mail) != EMPLOYER_HOUSE) return 0;
    int64_t house = import_whose_domain(&h->whose, a, mail);
    return house > 0 ? house : 0;
}

/* What is named in passing must be a name that is no common word. */
static const struct home_opp *in_subject(const struct mail_homes *h, const struct home_asked *q, struct arena *a)
{
    enum { SHORT = 5 };
    int64_t house = q->about_work ? import_whose_named(&h->whose, a, q->mail->subject) : 0;
    const struct home_opp *o = house > 0 ? mail_homes_best(h, house, q, a, 0) : NULL;
    return o && o->organisation.n >= SHORT ? o : NULL;
}

enum err mail_homes_find(const struct mail_homes *h, const struct home_asked *q, struct arena *a,
    struct home_found *ret, struct err_info *info)
{
    struct home_found f = {0};
    enum err err = by_thread(h, q, a, &f, info);
    if (err) return err;
    if (!f.opp) by_address(h, q, a, &f);
    for (size_t i = 0; i < q->n_people && !f.opp; i++) {
        int64_t house = mail_homes_domain(h, a, q->people[i].mail);
        f.opp = house ? mail_homes_best(h, house, q, a, 0) : NULL;
        if (f.opp) f.by = HOME_DOMAIN;
    }
    int64_t house = f.opp ? 0 : import_whose_called(&h->whose, a, q->organisation);
    if (house > 0) f.opp = mail_homes_best(h, house, q, a, 0);
    if (!f.opp && !house) f.opp = in_subject(h, q, a);
    if (f.opp && !f.by) f.by = HOME_NAME;
    *ret = f;
    return OK;
}

bool mail_homes_knows(const struct mail_homes *h, struct arena *a, const struct mail_person *people, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (people[i].mail.n &&
            (map_get(&h->by_mail, mail_key(a, people[i].mail)) || mail_homes_domain(h, a, people[i].mail)))
            return true;
    return false;
}

uint64_t mail_homes_digest(const struct mail_homes *h)
{
    uint64_t d = map_mix(h->n_opps, h->n_people);
    for (size_t i = 0; i < h->n_own; i++) d = map_digest(d, h->own_words[i]);
    for (size_t i = 0; i < h->n_opps; i++) d = map_mix(d, (uint64_t)h->opps[i].id);
    for (size_t i = 0; i < h->n_people; i++) d = map_digest(map_digest(d, h->people[i].mail), h->people[i].name);
    return d;
}
