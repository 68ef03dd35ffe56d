/* People as files tell of them, into the record.
 *
 * A value is news to a person if it was never recorded of them; so a second
 * import adds nothing, an old file does not bring back what was corrected
 * since, and two entries of one person do not take turns. */
#include "app/import_people.h"

#include "sys/text.h"

struct import_person { /* as they stand */
    int64_t id;
    int64_t opp; /* the latest that says something of them: what is said there holds */
    struct str name, mail, phone, title; /* in the arena of what is known */
};

/* --- what was ever said of somebody --- */

enum mark { MARK_HOUSE = 201, MARK_PERSON, MARK_OPP, MARK_NAME, MARK_MAIL, MARK_PHONE, MARK_TITLE };

static uint64_t mark_of(enum mark mark, int64_t number)
{
    return map_mix((uint64_t)mark, (uint64_t)number);
}

/* A number by its digits: people write the same one with blanks, brackets, dots. */
static struct str digits_of(struct arena *a, struct str phone)
{
    char *p = ARENA_NEW(a, char, phone.n);
    size_t n = 0;
    for (size_t i = 0; i < phone.n; i++)
        if ((phone.p[i] >= '0' && phone.p[i] <= '9') || (phone.p[i] == '+' && !n)) p[n++] = phone.p[i];
    return (struct str){p, n};
}

static struct str key_of(struct arena *a, enum mark field, struct str value)
{
    return field == MARK_PHONE ? digits_of(a, value) : text_fold(a, value);
}

static uint64_t value_mark(struct import_people *d, int64_t person, enum mark field, struct str value)
{
    struct str key = key_of(d->arena, field, value);
    return map_mix(mark_of(field, person), import_known_person_mark(d->arena, key));
}

static bool is_news(struct import_people *d, int64_t person, enum mark field, struct str value)
{
    return value.n && !import_known_repeats(d->known, value_mark(d, person, field, value));
}

static bool same(struct import_people *d, enum mark field, struct str x, struct str y)
{
    return str_eq(key_of(d->arena, field, x), key_of(d->arena, field, y));
}

/* --- people as they stand --- */

static struct import_person *person_of(struct import_people *d, int64_t id)
{
    int64_t at = import_known_kept(d->known, mark_of(MARK_PERSON, id));
    return at ? &d->people[at - 1] : NULL;
}

static struct import_person *add_person(struct import_people *d, int64_t id)
{
    struct import_person *p = ARENA_PUSH(&d->known->arena, d->people, d->n_people, d->people_room);
    *p = (struct import_person){.id = id};
    import_known_keep(d->known, mark_of(MARK_PERSON, id), (int64_t)d->n_people);
    return p;
}

static void put(struct import_people *d, struct str *field, struct str value)
{
    if (value.n) *field = arena_str(&d->known->arena, value);
}

static void know_opp(struct import_people *d, int64_t person, int64_t opp)
{
    import_known_keep(d->known, map_mix(mark_of(MARK_OPP, person), (uint64_t)opp), 1);
}

/* Later events of an opportunity, and those of later ones, replace what the others say, as app/house.c has it. */
static void learn(struct import_people *d, struct import_person *p, const struct event *e)
{
    put(d, &p->name, e->name);
    put(d, &p->mail, e->mail);
    put(d, &p->phone, e->phone);
    put(d, &p->title, e->title);
    p->opp = e->opp;
    (void)is_news(d, p->id, MARK_NAME, e->name);
    (void)is_news(d, p->id, MARK_MAIL, e->mail);
    (void)is_news(d, p->id, MARK_PHONE, e->phone);
    (void)is_news(d, p->id, MARK_TITLE, e->title);
}

/* Only what is recorded, so that another import recognises the same people by the same. */
static void find_by(struct import_people *d, int64_t house, int64_t id, const struct event *e)
{
    import_known_add_person(d->known, d->arena, house, e->mail, id);
    import_known_add_person(d->known, d->arena, house, e->name, id);
}

static enum err see_house(struct import_people *d, int64_t house, struct err_info *info)
{
    struct events all;
    if (import_known_repeats(d->known, mark_of(MARK_HOUSE, house))) return OK;
    enum err err = journal_house(d->i->app->journal, house, d->arena, &all, info);
    for (size_t i = 0; !err && i < all.n; i++)
        if (all.items[i].kind == EVENT_PERSON) add_person(d, all.items[i].seq);
    for (size_t i = 0; !err && i < all.n; i++) {
        const struct event *e = &all.items[i];
        bool says = e->kind == EVENT_PERSON || e->kind == EVENT_PERSON_CHANGE;
        int64_t id = e->kind == EVENT_PERSON ? e->seq : e->person;
        struct import_person *p = id ? person_of(d, id) : NULL;
        if (!p) continue;
        know_opp(d, id, e->opp);
        if (says) learn(d, p, e);
    }
    return err;
}

/* --- recording --- */

static void take_sample(
    struct import_people *d, const struct import_told *c, const struct import_place *at, const struct event *e)
{
    struct import_result *r = d->r;
    struct arena *a = d->i->app->arena;
    r->added++;
    if (!d->i->options.dry_run || r->n_samples == IMPORT_SAMPLES) return;
    struct event *copy = ARENA_NEW(a, struct event, 1);
    *copy = *e;
    copy->name = arena_str(a, c->name);
    copy->mail = arena_str(a, e->mail);
    copy->phone = arena_str(a, e->phone);
    copy->title = arena_str(a, e->title);
    r->samples[r->n_samples++] =
        (struct import_sample){.line = c->line, .organisation = arena_str(a, at->organisation), .events = copy, .n = 1};
}

enum err import_people_record(struct import *i, const struct import_place *at, const struct record_person *p,
    struct arena *a, int64_t *ret, struct err_info *info)
{
    /* Whom the house knows is known here by digest; so for record_person it is a house of nobody. */
    struct app_house h = {.id = at->house};
    struct app_opp o = {.id = at->opp, .organisation = at->organisation, .zone = at->zone};
    enum err err = record_person(&i->record, &h, &o, p, zone_civil(at->zone, i->app->now), a, ret, info);
    i->record.n_events = i->record.n_houses = 0;
    if (err) return err;
    import_touch(i, at->house);
    bool again = i->n_peopled && i->peopled[i->n_peopled - 1] == at->house;
    if (!again) *ARENA_PUSH(i->app->arena, i->peopled, i->n_peopled, i->peopled_room) = at->house;
    return OK;
}

static enum err introduce(
    struct import_people *d, const struct import_told *c, const struct import_place *at, struct err_info *info)
{
    struct record_person p = {.name = c->name, .title = c->title, .role = -1, .default_role = ROLE_OTHER};
    int64_t id = -1 - (int64_t)d->n_people; /* in a dry run */
    struct event e = event_zero(EVENT_PERSON);
    if (c->n_mails) p.mail = c->mails[0];
    if (c->n_phones) p.phone = c->phones[0];
    enum err err = d->i->options.dry_run ? OK : import_people_record(d->i, at, &p, d->arena, &id, info);
    if (err) return err;
    e.opp = at->opp;
    e.name = p.name;
    e.title = p.title;
    e.mail = p.mail;
    e.phone = p.phone;
    e.role = ROLE_OTHER;
    learn(d, add_person(d, id), &e);
    know_opp(d, id, at->opp);
    find_by(d, at->house, id, &e);
    take_sample(d, c, at, &e);
    return OK;
}

/* One of several values of a card: none where the card agrees with what is known. */
static struct str news_of(struct import_people *d, const struct import_person *p, enum mark field, struct str known,
    const struct str *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same(d, field, known, values[i])) return (struct str){0};
    return n && is_news(d, p->id, field, values[0]) ? values[0] : (struct str){0};
}

/* "Jane Moss" says more than "Jane"; another name for the same address may be anybody's idea. */
static struct str fuller_name(struct import_people *d, const struct import_person *p, struct str name)
{
    struct str known = text_fold(d->arena, p->name), said = text_fold(d->arena, name);
    bool fuller = said.n > known.n && str_contains(said, known);
    return fuller && is_news(d, p->id, MARK_NAME, name) ? name : (struct str){0};
}

static enum err record_change(
    struct import_people *d, struct import_person *p, struct event *e, const struct zone *zone, struct err_info *info)
{
    enum err err = d->i->options.dry_run ? OK : import_record(d->i, e, zone, info);
    know_opp(d, p->id, e->opp);
    return err;
}

static enum err update(struct import_people *d, struct import_person *p, const struct import_told *c,
    const struct import_place *at, struct err_info *info)
{
    struct event e = event_zero(EVENT_PERSON_CHANGE);
    e.person = p->id;
    e.role = ROLE_OTHER;
    e.name = fuller_name(d, p, c->name);
    e.mail = news_of(d, p, MARK_MAIL, p->mail, c->mails, c->n_mails);
    e.phone = news_of(d, p, MARK_PHONE, p->phone, c->phones, c->n_phones);
    e.title = news_of(d, p, MARK_TITLE, p->title, &c->title, c->title.n > 0);
    bool news = e.name.n || e.mail.n || e.phone.n || e.title.n;
    bool joins = at->named && !import_known_kept(d->known, map_mix(mark_of(MARK_OPP, p->id), (uint64_t)at->opp));
    enum err err = OK;
    if (!news && !joins) {
        d->r->already++;
        return OK;
    }
    if (news) { /* where nothing later hides it */
        e.opp = joins && at->opp > p->opp ? at->opp : p->opp;
        err = record_change(d, p, &e, at->zone, info);
        if (err) return err;
        learn(d, p, &e);
        find_by(d, at->house, p->id, &e);
    }
    if (!err && joins && !(news && e.opp == at->opp)) {
        struct event here = event_zero(EVENT_PERSON_CHANGE);
        here.person = p->id;
        here.role = ROLE_OTHER;
        here.opp = at->opp;
        err = record_change(d, p, &here, at->zone, info);
    }
    if (!err) take_sample(d, c, at, &e);
    return err;
}

/* --- a person --- */

enum err import_people_place(
    struct import_people *d, struct str organisation, struct import_place *ret, struct err_info *info)
{
    struct import *i = d->i;
    struct import_place at = {.organisation = organisation, .zone = i->zone};
    if (i->opp) {
        *ret = (struct import_place){i->house.id, i->opp->id, i->opp->organisation, i->opp->zone, true};
        return OK;
    }
    bool named = text_fold(d->arena, organisation).n > 0;
    enum err err = named ? journal_house_named(i->app->journal, organisation, &at.house, info) : OK;
    if (err) return err;
    at.opp = import_known_opp_of(d->known, at.house);
    *ret = at;
    return OK;
}

/* By address before by name, as everywhere; by a name that says less only where no address speaks against it. */
static struct import_person *recognise(struct import_people *d, const struct import_told *c, int64_t house)
{
    int64_t id = 0;
    for (size_t i = 0; i < c->n_mails && !id; i++) id = import_known_person(d->known, d->arena, house, c->mails[i]);
    if (!id) id = import_known_person(d->known, d->arena, house, c->name);
    if (id) return person_of(d, id);
    id = import_known_person(d->known, d->arena, house, c->plain_name);
    struct import_person *p = id ? person_of(d, id) : NULL;
    return p && p->mail.n && c->n_mails ? NULL : p;
}

enum err import_people_take(
    struct import_people *d, const struct import_told *told, const struct import_place *at, struct err_info *info)
{
    enum err err = see_house(d, at->house, info);
    if (err) return err;
    struct import_person *p = recognise(d, told, at->house);
    err = p ? update(d, p, told, at, info) : introduce(d, told, at, info);
    return err_context(info, err, "line %zu", told->line);
}
