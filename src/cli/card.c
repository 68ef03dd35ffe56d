/* Opportunities and people as JSON. */
#include "cli/card.h"

#include "cli/agenda_view.h"

struct str card_short_day(struct arena *a, day_t day, day_t today)
{
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    if (d.year == day_to_ymd(today).year) return arena_format(a, "%d %s", d.day, months[d.month]);
    return arena_format(a, "%s %d", months[d.month], d.year);
}

void card_text(struct json_write *w, const char *key, struct str text)
{
    if (text.n)
        json_write_str(w, key, text);
    else
        json_write_null(w, key);
}

void card_day(struct json_write *w, const char *key, day_t day)
{
    char text[16];
    json_write_text(w, key, day == DAY_NONE ? NULL : day_format(day, text));
}

void card_opp_open(
    struct json_write *w, const char *key, const struct app_opp *o, const struct stand *s, struct arena *a)
{
    json_write_object(w, key);
    json_write_str(w, "id", o->slug);
    json_write_str(w, "organisation", o->organisation);
    json_write_str(w, "position", o->position);
    json_write_text(w, "kind", opp_kind_names[o->c.kind]);
    json_write_text(w, "state", stand_state_names[s->state]);
    json_write_text(w, "stage", stand_stage_names[s->stage]);
    card_text(w, "country", o->country);
    json_write_str(w, "zone", o->zone_name);
    card_day(w, "applied", s->applied);
    card_day(w, "last_word", s->last_word);
    if (s->has_next) {
        json_write_object(w, "next");
        json_write_text(w, "step", step_names[s->next.step]);
        agenda_view_json_time(w, "opens", o->zone, zone_instant(o->zone, s->next.opens), a);
        agenda_view_json_time(w, "due", o->zone, zone_instant(o->zone, s->next.due), a);
        json_write_end(w);
    } else {
        json_write_null(w, "next");
    }
}

void card_opp(struct json_write *w, const struct app_opp *o, const struct stand *s, struct arena *a)
{
    card_opp_open(w, NULL, o, s, a);
    json_write_end(w);
}

static struct str organisation_of(const struct app_house *h, size_t person)
{
    for (size_t k = 0; k < h->n_opps; k++)
        if (h->opps[k].c.people[person].known) return h->opps[k].organisation;
    return h->n_opps ? h->opps[0].organisation : (struct str){0};
}

void card_person_open(struct json_write *w, const char *key, const struct app_house *h, size_t i)
{
    const struct app_person *p = &h->people[i];
    json_write_object(w, key);
    json_write_str(w, "id", p->slug);
    json_write_str(w, "name", p->name);
    card_text(w, "mail", p->mail);
    card_text(w, "phone", p->phone);
    card_text(w, "title", p->title);
    json_write_text(w, "role", role_names[p->role]);
    card_text(w, "organisation", organisation_of(h, i));
    json_write_array(w, "opportunities");
    for (size_t k = 0; k < h->n_opps; k++)
        if (h->opps[k].c.people[i].known) json_write_str(w, NULL, h->opps[k].slug);
    json_write_end(w);
    json_write_bool(w, "do_not_contact", p->do_not_contact);
}

void card_person(struct json_write *w, const struct app_house *h, size_t i)
{
    card_person_open(w, NULL, h, i);
    json_write_end(w);
}
