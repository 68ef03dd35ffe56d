#include "app/review.h"

#include "sys/text.h"

#include <stdlib.h>

/* --- what waits --- */

enum err review_count(struct app *app, struct arena *a, size_t *ret, struct err_info *info)
{
    int64_t *seqs;
    return journal_suggestions(app->journal, a, &seqs, ret, info);
}

static int urgency(const struct review_item *i)
{
    bool means = i->e.kind == EVENT_MAY_MEAN && !(i->e.flags & FLAG_OURS);
    if (means && (i->e.gist == GIST_REJECTED || i->e.gist == GIST_FILLED || i->e.gist == GIST_OFFER)) return 0;
    if (means && i->e.gist != GIST_RECEIVED) return 1;
    if (i->e.kind == EVENT_MAY_BE_NEW) return 2;
    return i->e.kind == EVENT_MAY_MEAN ? 3 : 4;
}

static int by_urgency(const void *a, const void *b)
{
    const struct review_item *x = a, *y = b;
    int order = urgency(x) - urgency(y);
    return order ? order : (x->e.seq > y->e.seq) - (x->e.seq < y->e.seq);
}

struct houses {
    struct app_house *items[64]; /* the last ones loaded: suggestions of a house stand together mostly */
    size_t n;
};

static enum err house_of(
    struct app *app, struct houses *h, int64_t id, struct arena *a, struct app_house **ret, struct err_info *info)
{
    enum { KEPT = sizeof h->items / sizeof *h->items };
    for (size_t i = 0; i < h->n && i < KEPT; i++) {
        *ret = h->items[i];
        if ((*ret)->id == id) return OK;
    }
    *ret = ARENA_NEW(a, struct app_house, 1);
    enum err err = house_load(app, id, a, *ret, info);
    if (!err) h->items[h->n++ % KEPT] = *ret;
    return err;
}

/* *ret_open: what it is about still stands. */
static enum err look_up(struct app *app, struct houses *h, int64_t seq, struct arena *a, struct review_item *ret,
    bool *ret_open, struct err_info *info)
{
    bool mail = false;
    enum err err = journal_event(app->journal, seq, a, &ret->e, ret_open, info);
    if (err || !*ret_open || ret->e.kind == EVENT_MAY_BE_NEW) return err;
    err = house_of(app, h, ret->e.house, a, &ret->house, info);
    if (err) return err;
    ret->opp = house_opp(ret->house, ret->e.opp);
    *ret_open = ret->opp != NULL;
    bool of_mail = ret->e.kind != EVENT_MAY_BE_SAME && ret->e.count;
    if (of_mail) err = journal_event(app->journal, ret->e.count, a, &ret->about, &mail, info);
    if (of_mail) *ret_open &= mail;
    if (ret->e.kind != EVENT_MAY_BE_SAME) return err;
    const struct app_person *one = house_person(ret->house, ret->e.person);
    *ret_open &= one && house_person(ret->house, ret->e.count); /* else they are one already */
    return err;
}

enum err review_list(struct app *app, struct arena *a, struct review_item **ret, size_t *ret_n, struct err_info *info)
{
    int64_t *seqs;
    struct houses houses = {0};
    size_t n = 0, kept = 0;
    enum err err = journal_suggestions(app->journal, a, &seqs, &n, info);
    struct review_item *items = err ? NULL : ARENA_NEW(a, struct review_item, n);
    for (size_t i = 0; i < n && !err; i++) {
        bool open = false;
        items[kept] = (struct review_item){0};
        err = look_up(app, &houses, seqs[i], a, &items[kept], &open, info);
        kept += open;
    }
    if (err) return err;
    if (kept > 1) qsort(items, kept, sizeof *items, by_urgency);
    *ret = items;
    *ret_n = kept;
    return OK;
}

/* --- settling --- */

static enum err settled(
    struct record *r, const struct event *suggestion, bool accepted, const struct zone *zone, struct err_info *info)
{
    struct event e = event_zero(EVENT_SETTLED);
    e.opp = suggestion->opp;
    e.count = suggestion->seq;
    if (accepted) e.flags = FLAG_ACCEPTED;
    return record_event(r, &e, zone, info);
}

static bool has_applied(const struct app_opp *o)
{
    for (size_t i = 0; i < o->n_events; i++)
        if (o->events[i]->kind == EVENT_APPLIED) return true;
    return false;
}

/* Whoever is told that their application has come has applied, on that day at the latest. */
static enum err record_applied(
    struct record *r, int64_t opp, civil_t at, const struct zone *zone, struct err_info *info)
{
    struct event e = event_zero(EVENT_APPLIED);
    e.opp = opp;
    e.at = civil_at(day_of(at), 0, 0);
    e.precision = PRECISION_DAY;
    return record_event(r, &e, zone, info);
}

static enum err accept_meaning(
    struct record *r, const struct review_item *i, const struct review_answer *x, struct err_info *info)
{
    struct event e = event_zero(EVENT_MEANS);
    bool ours = i->e.flags & FLAG_OURS;
    if (ours ? x->gist >= 0 : x->purpose >= 0)
        return err_set(info, ERR_INPUT,
            ours ? "this is a mail of yours: say what it was for with --purpose"
                 : "this is a mail of theirs: say what it means with --as");
    e.opp = i->e.opp;
    e.count = i->e.count;
    e.flags = i->e.flags & FLAG_OURS;
    e.gist = x->gist >= 0 ? (uint8_t)x->gist : i->e.gist;
    e.purpose = x->purpose >= 0 ? (uint8_t)x->purpose : i->e.purpose;
    bool other = x->gist >= 0 && x->gist != i->e.gist;
    e.day = x->says_day ? x->day : other ? DAY_NONE : i->e.day;
    e.day2 = x->says_day2 ? x->day2 : other ? DAY_NONE : i->e.day2;
    enum err err = record_event(r, &e, i->opp->zone, info);
    if (!err && !ours && e.gist == GIST_RECEIVED && !has_applied(i->opp))
        err = record_applied(r, i->opp->id, i->about.at, i->opp->zone, info);
    return err;
}

static enum err accept_person(struct record *r, const struct review_item *i, struct err_info *info)
{
    struct event e = event_zero(EVENT_PERSON_CHANGE);
    e.opp = i->e.opp;
    e.person = i->e.person;
    e.role = ROLE_OTHER;
    e.name = i->e.name;
    e.title = i->e.title;
    e.mail = i->e.mail;
    e.phone = i->e.phone;
    return record_event(r, &e, i->opp->zone, info);
}

static enum err accept_same(struct record *r, const struct review_item *i, struct err_info *info)
{
    struct event e = event_zero(EVENT_SAME);
    e.opp = i->e.opp;
    e.person = i->e.person;
    e.count = i->e.count;
    return record_event(r, &e, i->opp->zone, info);
}

/* --- a new opportunity --- */

static bool same_name(struct arena *a, struct str x, struct str y)
{
    return str_eq(text_fold(a, x), text_fold(a, y));
}

/* Mails of the same house about the same position, or about none that is named. */
static bool goes_along(struct arena *a, const struct event *one, const struct event *other)
{
    if (other->kind != EVENT_MAY_BE_NEW || !same_name(a, one->name, other->name)) return false;
    return !one->title.n || !other->title.n || same_name(a, one->title, other->title);
}

static enum err introduce(struct record *r, const struct event *s, const struct review_answer *x, struct arena *a,
    struct event *ret, struct err_info *info)
{
    struct event e = event_zero(EVENT_NEW);
    e.name = x->organisation.n ? x->organisation : s->name;
    e.title = x->position.n ? x->position : s->title;
    e.country = app_setting(r->app, "country");
    e.zone = r->app->zone_name;
    enum err err = find_opp_slug(r->app, e.name, e.title, a, &e.slug, info);
    if (!err) err = record_event(r, &e, r->app->zone, info);
    if (!err) *ret = e;
    return err;
}

struct target { /* where a mail goes */
    struct app_house house;
    struct app_opp opp;
    bool applied;
};

static enum err take_mail(
    struct record *r, const struct event *s, struct target *t, struct arena *a, struct err_info *info)
{
    struct event e = event_zero(EVENT_HEARD);
    e.opp = t->opp.id;
    e.at = zone_civil(t->opp.zone, s->instant);
    e.gist = s->gist;
    e.day = s->day;
    e.day2 = s->day2;
    e.title = s->phone;
    e.text = s->text;
    e.url = s->url;
    e.source = s->source;
    enum err err = OK;
    if (!(s->flags & FLAG_GENERAL)) {
        struct record_person p;
        err = record_parse_person(s->mail, a, &p, info);
        if (!err) err = record_person(r, &t->house, &t->opp, &p, e.at, a, &e.person, info);
    }
    if (!err) err = record_event(r, &e, t->opp.zone, info);
    if (!err && e.gist == GIST_RECEIVED && !t->applied) {
        err = record_applied(r, t->opp.id, e.at, t->opp.zone, info);
        t->applied = true;
    }
    return err ? err : settled(r, s, true, t->opp.zone, info);
}

static enum err accept_new(struct record *r, const struct review_item *i, const struct review_answer *x,
    const struct review_item *all, size_t n, struct arena *a, struct review_settled *ret, struct err_info *info)
{
    struct target t = {0};
    struct event new;
    enum err err = OK;
    if (x->opp) {
        t.house = *x->house;
        t.opp = *x->opp;
        t.applied = has_applied(x->opp);
    } else {
        err = introduce(r, &i->e, x, a, &new, info);
        if (err) return err;
        t.house.id = new.house;
        t.opp = (struct app_opp){.id = new.seq, .slug = new.slug, .organisation = new.name, .zone = r->app->zone};
        ret->slug = new.slug;
    }
    for (size_t k = 0; k < n && !err; k++) {
        if (&all[k] != i && !goes_along(a, &i->e, &all[k].e)) continue;
        err = take_mail(r, &all[k].e, &t, a, info);
        ret->n++;
    }
    return err;
}

enum err review_settle(struct record *r, const struct review_item *item, const struct review_answer *answer,
    const struct review_item *all, size_t n, struct arena *a, struct review_settled *ret, struct err_info *info)
{
    struct review_settled done = {.n = 1};
    const struct zone *zone = item->opp ? item->opp->zone : r->app->zone;
    enum err err = OK;
    bool meaning = item->e.kind == EVENT_MAY_MEAN, new = item->e.kind == EVENT_MAY_BE_NEW;
    if (!meaning && (answer->gist >= 0 || answer->purpose >= 0 || answer->says_day || answer->says_day2))
        return err_set(info, ERR_INPUT, "number %lld is not about what a mail means", (long long)item->e.seq);
    if (!new && (answer->opp || answer->organisation.n || answer->position.n))
        return err_set(info, ERR_INPUT, "number %lld is not about a new opportunity", (long long)item->e.seq);
    if (answer->yes && new) {
        done.n = 0;
        err = accept_new(r, item, answer, all, n, a, &done, info);
    } else {
        if (answer->yes && meaning) err = accept_meaning(r, item, answer, info);
        if (answer->yes && item->e.kind == EVENT_MAY_BE_PERSON) err = accept_person(r, item, info);
        if (answer->yes && item->e.kind == EVENT_MAY_BE_SAME) err = accept_same(r, item, info);
        if (!err) err = settled(r, &item->e, answer->yes, zone, info);
    }
    if (!err) *ret = done;
    return err;
}
