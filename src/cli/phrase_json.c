/* An event as JSON, in the words of the command line. */
#include "cli/phrase.h"

struct writing {
    const struct phrase *p;
    struct json_write *w;
    const struct zone *zone;
};

static void add_str(struct writing *x, const char *key, struct str value)
{
    if (value.n) json_write_str(x->w, key, value);
}

static void add_day(struct writing *x, const char *key, day_t day)
{
    char text[16];
    if (day != DAY_NONE) json_write_text(x->w, key, day_format(day, text));
}

static void add_time(struct writing *x, const char *key, civil_t at)
{
    if (at != TIME_NONE) json_write_str(x->w, key, phrase_iso(x->p->arena, x->zone, at));
}

static void add_person(struct writing *x, int64_t id)
{
    const struct app_person *known = x->p->house ? house_person(x->p->house, id) : NULL;
    const struct event *e = phrase_introduction(x->p, id);
    json_write_object(x->w, "person");
    json_write_str(x->w, "id", known ? known->slug : e ? e->slug : (struct str){0});
    json_write_str(x->w, "name", phrase_person(x->p, id));
    json_write_end(x->w);
}

static void add_office(struct writing *x)
{
    json_write_object(x->w, "person");
    json_write_text(x->w, "id", "hr");
    json_write_text(x->w, "name", "Human Resources");
    json_write_end(x->w);
}

static void add_interview(struct writing *x, int64_t id)
{
    struct str slug = {0};
    for (size_t i = 0; x->p->house && i < x->p->house->n_opps && !slug.n; i++)
        for (size_t k = 0; k < x->p->house->opps[i].n_interviews; k++)
            if (x->p->house->opps[i].interviews[k].id == id) slug = x->p->house->opps[i].interviews[k].slug;
    const struct event *e = slug.n ? NULL : phrase_introduction(x->p, id);
    json_write_str(x->w, "interview", e ? e->slug : slug);
}

static void add_opp(struct writing *x, const struct event *e)
{
    struct str slug = {0};
    for (size_t i = 0; x->p->house && i < x->p->house->n_opps; i++)
        if (x->p->house->opps[i].id == e->opp) slug = x->p->house->opps[i].slug;
    const struct event *intro = slug.n ? NULL : phrase_introduction(x->p, e->opp);
    json_write_str(x->w, "opportunity", intro ? intro->slug : slug);
    json_write_str(x->w, "organisation", phrase_organisation(x->p, e));
}

static void add_answer(struct writing *x, const char *key, uint8_t answer)
{
    if (answer != ANSWER_UNSAID) json_write_bool(x->w, key, answer == ANSWER_YES);
}

static void add_flags(struct writing *x, const struct event *e)
{
    if (e->flags & FLAG_PRIMARY) json_write_bool(x->w, "primary", true);
    if (e->flags & FLAG_DO_NOT_CONTACT) json_write_bool(x->w, "do_not_contact", true);
    if (e->flags & FLAG_GENERAL) json_write_bool(x->w, "general", true);
}

static void add_described(struct writing *x, const struct event *e)
{
    add_str(x, "name", e->name);
    add_str(x, "title", e->title);
    add_str(x, "mail", e->mail);
    add_str(x, "phone", e->phone);
    if (e->kind == EVENT_PERSON || e->role != ROLE_OTHER) json_write_text(x->w, "role", role_names[e->role]);
    add_flags(x, e);
}

static void add_step(struct writing *x, const struct event *e)
{
    json_write_text(x->w, "step", step_names[e->step]);
    if (!e->person && e->name.n) add_office(x);
    add_str(x, "why", e->text);
    add_time(x, "until", e->ends);
}

static void add_new(struct writing *x, const struct event *e)
{
    json_write_text(x->w, "opportunity_kind", opp_kind_names[e->opp_kind]);
    add_str(x, "position", e->title);
    add_str(x, "country", e->country);
    add_str(x, "zone", e->zone);
    add_str(x, "url", e->url);
}

static void add_contact(struct writing *x, const struct event *e)
{
    if (!e->person) add_office(x);
    json_write_text(x->w, "channel", channel_names[e->channel]);
    json_write_text(x->w, "purpose", purpose_names[e->purpose]);
    json_write_text(x->w, "outcome", outcome_names[e->outcome]);
    add_str(x, "subject", e->title);
    add_str(x, "letter", e->text);
    add_str(x, "source", e->source);
}

static void add_heard(struct writing *x, const struct event *e)
{
    json_write_text(x->w, "gist", gist_names[e->gist]);
    add_day(x, "decision_by", e->day);
    add_day(x, "follow_up_on", e->day2);
    add_str(x, "subject", e->title);
    add_str(x, "text", e->text);
    add_str(x, "source", e->source);
}

static void add_arranged(struct writing *x, const struct event *e)
{
    json_write_str(x->w, "id", e->slug);
    add_time(x, "ends", e->ends);
    add_time(x, "arranged", e->arranged);
    add_str(x, "round", e->text);
    add_str(x, "place", e->title);
    add_str(x, "url", e->url);
}

static void add_suggested(struct writing *x, const struct event *e)
{
    bool means = e->kind == EVENT_MAY_MEAN || e->kind == EVENT_MAY_BE_NEW || e->kind == EVENT_MEANS;
    if (e->count) json_write_int(x->w, e->kind == EVENT_MAY_BE_SAME ? "other" : "about", e->count);
    if (e->kind == EVENT_MAY_BE_NEW) {
        json_write_str(x->w, "organisation", e->name);
        add_str(x, "position", e->title);
        add_str(x, "from", e->mail);
        add_str(x, "subject", e->phone);
    }
    if (e->kind == EVENT_MAY_BE_PERSON) add_described(x, e);
    if (means && e->flags & FLAG_OURS) json_write_text(x->w, "purpose", purpose_names[e->purpose]);
    if (means && !(e->flags & FLAG_OURS)) json_write_text(x->w, "gist", gist_names[e->gist]);
    add_day(x, "decision_by", e->day);
    add_day(x, "follow_up_on", e->day2);
    add_str(x, "passage", e->text);
    add_str(x, "why", e->why);
}

/* What only this kind has. */
static void add_own(struct writing *x, const struct event *e)
{
    switch (e->kind) {
    case EVENT_NEW: add_new(x, e); return;
    case EVENT_PERSON:
        json_write_str(x->w, "id", e->slug);
        add_described(x, e);
        return;
    case EVENT_PERSON_CHANGE: add_described(x, e); return;
    case EVENT_INTERVIEW: add_arranged(x, e); return;
    case EVENT_MOVED:
        add_time(x, "moved_to", e->arranged);
        add_time(x, "ends", e->ends);
        add_str(x, "place", e->title);
        add_str(x, "url", e->url);
        return;
    case EVENT_ENDS: add_time(x, "ends", e->ends); return;
    case EVENT_TOLD:
        add_day(x, "decision_by", e->day);
        add_answer(x, "contacts_everyone", e->contacts_everyone);
        add_answer(x, "may_contact", e->may_contact);
        add_str(x, "best_time", e->text);
        return;
    case EVENT_CONTACTED: add_contact(x, e); return;
    case EVENT_HEARD: add_heard(x, e); return;
    case EVENT_OFFER:
        add_day(x, "answer_by", e->day);
        add_str(x, "terms", e->text);
        return;
    case EVENT_CLOSED: json_write_text(x->w, "as", ending_names[e->ending]); return;
    case EVENT_DONE:
    case EVENT_SKIPPED:
    case EVENT_SNOOZED: add_step(x, e); return;
    case EVENT_TOPIC:
    case EVENT_NOTE: add_str(x, "text", e->text); return;
    case EVENT_UNDO:
    case EVENT_REDO: json_write_int(x->w, "batch_of", e->count); return;
    case EVENT_SETTING:
        json_write_str(x->w, "name", e->name);
        json_write_str(x->w, "value", e->text);
        return;
    case EVENT_MAY_MEAN:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_NEW:
    case EVENT_MAY_BE_SAME:
    case EVENT_MEANS: add_suggested(x, e); return;
    case EVENT_SETTLED:
        json_write_int(x->w, "suggestion", e->count);
        json_write_bool(x->w, "accepted", e->flags & FLAG_ACCEPTED);
        return;
    case EVENT_SAME: json_write_int(x->w, "other", e->count); return;
    case EVENT_APPLIED:
    case EVENT_CANCELLED:
    case EVENT_ATTENDED:
    case EVENT_REOPENED:
    case EVENT_NAMED: return;
    }
}

void phrase_json(const struct phrase *p, struct json_write *w, const char *key, const struct event *e, bool undone)
{
    struct writing x = {p, w, phrase_zone(p, e)};
    json_write_object(w, key);
    json_write_int(w, "seq", e->seq);
    json_write_int(w, "batch", e->batch);
    json_write_text(w, "kind", event_kind_names[e->kind]);
    if (e->opp) add_opp(&x, e);
    if (e->person) add_person(&x, e->person);
    if (e->interview) add_interview(&x, e->interview);
    if (e->precision == PRECISION_DAY)
        add_day(&x, "at", day_of(e->at));
    else
        add_time(&x, "at", e->at);
    add_own(&x, e);
    json_write_str(w, "recorded", phrase_iso(p->arena, p->app->zone, zone_civil(p->app->zone, e->recorded)));
    if (undone) json_write_bool(w, "undone", true);
    json_write_end(w);
}
