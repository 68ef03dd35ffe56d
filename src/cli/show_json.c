/* An opportunity or a person, all of it, as JSON. */
#include "cli/agenda_view.h"
#include "cli/card.h"
#include "cli/show.h"

static void answer(struct json_write *w, const char *key, enum answer a)
{
    if (a == ANSWER_UNSAID)
        json_write_null(w, key);
    else
        json_write_bool(w, key, a == ANSWER_YES);
}

static void opportunity(struct json_write *w, const struct show *k)
{
    const struct app_opp *o = k->s.opp;
    struct show_told told = show_told(o);
    card_opp_open(w, "opportunity", o, &k->stand, k->s.cli->arena);
    card_text(w, "url", o->url);
    card_day(w, "promised", k->stand.promised);
    answer(w, "contacts_everyone", told.contacts_everyone);
    answer(w, "may_contact", told.may_contact);
    card_text(w, "best_time", o->best_time);
    json_write_end(w);
}

static void people(struct json_write *w, const struct show *k)
{
    const struct app_opp *o = k->s.opp;
    json_write_array(w, "people");
    for (size_t i = 0; i < k->s.house.n_people; i++) {
        if (!o->c.people[i].known) continue;
        card_person_open(w, NULL, &k->s.house, i);
        json_write_bool(w, "primary", o->c.people[i].primary);
        json_write_end(w);
    }
    json_write_end(w);
}

static void colleagues(struct json_write *w, const struct show *k)
{
    json_write_array(w, "also_known");
    for (size_t i = 0; i < k->s.house.n_people; i++)
        if (show_elsewhere(k, i)) card_person(w, &k->s.house, i);
    json_write_end(w);
}

static void interview(struct json_write *w, const struct show *k, const struct app_interview *x)
{
    const struct app_opp *o = k->s.opp;
    const struct app_house *h = &k->s.house;
    struct arena *a = k->s.cli->arena;
    size_t n;
    const int16_t *with = show_with(o, x->id, &n);
    json_write_object(w, NULL);
    json_write_str(w, "id", x->slug);
    agenda_view_json_time(w, "begins", o->zone, zone_instant(o->zone, x->begins), a);
    agenda_view_json_time(w, "ends", o->zone, zone_instant(o->zone, x->ends), a);
    card_text(w, "round", x->round);
    card_text(w, "place", x->place);
    card_text(w, "url", x->link);
    json_write_bool(w, "cancelled", x->cancelled);
    json_write_bool(w, "held", !x->cancelled && x->begins <= k->s.now);
    json_write_array(w, "people");
    for (size_t i = 0; i < n; i++) json_write_str(w, NULL, h->people[with[i]].slug);
    json_write_end(w);
    json_write_array(w, "topics");
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        if (e->kind != EVENT_TOPIC || e->interview != x->id) continue;
        const struct app_person *p = house_person(h, e->person);
        json_write_object(w, NULL);
        card_text(w, "person", p ? p->slug : (struct str){0});
        json_write_str(w, "text", e->text);
        json_write_end(w);
    }
    json_write_end(w);
    json_write_end(w);
}

static void notes(struct json_write *w, const struct show *k)
{
    json_write_array(w, "notes");
    for (size_t i = 0; i < k->n; i++) {
        const struct show_line *line = &k->lines[i];
        if (line->event->kind != EVENT_NOTE) continue;
        json_write_object(w, NULL);
        agenda_view_json_time(w, "at", line->opp->zone, line->at, k->s.cli->arena);
        json_write_str(w, "text", line->event->text);
        json_write_end(w);
    }
    json_write_end(w);
}

static void events(struct json_write *w, struct show *k)
{
    struct phrase p = {.arena = k->s.cli->arena, .app = &k->s.app, .house = &k->s.house, .now = k->s.now};
    json_write_array(w, "events");
    for (size_t i = 0; i < k->n; i++) phrase_json(&p, w, NULL, k->lines[i].event, false);
    json_write_end(w);
}

static void about_opportunity(struct json_write *w, struct show *k)
{
    agenda_view_json(w, &k->s.app, &k->plan);
    opportunity(w, k);
    people(w, k);
    colleagues(w, k);
    json_write_array(w, "interviews");
    for (size_t i = 0; i < k->s.opp->n_interviews; i++) interview(w, k, &k->s.opp->interviews[i]);
    json_write_end(w);
}

static void about_person(struct json_write *w, const struct show *k)
{
    const struct app *app = &k->s.app;
    json_write_object(w, NULL);
    json_write_str(w, "now", agenda_view_time(k->s.cli->arena, app->zone, app->now));
    card_person_open(w, "person", &k->s.house, (size_t)k->person);
    json_write_end(w);
}

void show_json(struct show *k)
{
    struct json_write w = {.out = &k->s.cli->out};
    if (k->s.opp)
        about_opportunity(&w, k);
    else
        about_person(&w, k);
    events(&w, k);
    if (k->s.opp) notes(&w, k);
    outbox_view_member(&w, &k->s.app, &k->letters);
    json_write_end(&w);
    buf_char(&k->s.cli->out, '\n');
}
