/* Actions, quiet periods and verdicts, for programs and for people. */
#include "cli/agenda_view.h"

#include "app/headline.h"

#include <stdlib.h>

/* --- JSON --- */

struct str agenda_view_time(struct arena *a, const struct zone *z, instant_t t)
{
    char civil[24];
    int32_t offset = zone_offset(z, t);
    civil_t c = t + offset;
    int second = civil_second_of_day(c), minutes = abs(offset) / 60;
    day_format(day_of(c), civil);
    return arena_format(a, "%sT%02d:%02d:%02d%c%02d:%02d", civil, second / HOUR_SECONDS, second / 60 % 60, second % 60,
        offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

void agenda_view_json_time(struct json_write *w, const char *key, const struct zone *z, instant_t t, struct arena *a)
{
    if (t == TIME_NEVER || t == TIME_NONE)
        json_write_null(w, key);
    else
        json_write_str(w, key, agenda_view_time(a, z, t));
}

void agenda_view_json_rules(struct json_write *w, const char *key, rules_t rules)
{
    json_write_array(w, key);
    for (int i = 0; i < RULE_COUNT; i++)
        if (rules >> i & 1) json_write_text(w, NULL, rules_all[i].id);
    json_write_end(w);
}

struct str agenda_view_person(const struct app_house *h, int16_t person)
{
    return headline_person(h, person);
}

static void json_people(struct json_write *w, const struct app_house *h, int16_t person)
{
    json_write_array(w, "people");
    if (person != PERSON_SELF) {
        json_write_object(w, NULL);
        json_write_str(w, "id", person >= 0 ? h->people[person].slug : STR("hr"));
        json_write_str(w, "name", agenda_view_person(h, person));
        json_write_text(w, "role", role_names[person >= 0 ? h->people[person].role : ROLE_HR]);
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_action(struct json_write *w, const struct app *app, const struct agenda_item *x)
{
    static const char *const states[] = {"upcoming", "open", "late"};
    const struct action *a = &x->action;
    AUTO(buf) why = {0};
    plan_explain_action(&why, &x->opp->c, a);
    json_write_object(w, NULL);
    json_write_str(w, "id", x->id);
    json_write_str(w, "opportunity", x->opp->slug);
    json_write_str(w, "organisation", x->opp->organisation);
    json_write_str(w, "position", x->opp->position);
    json_write_text(w, "step", step_names[a->step]);
    json_write_text(w, "purpose", a->person == PERSON_SELF ? NULL : purpose_names[a->purpose]);
    json_people(w, x->house, a->person);
    json_write_text(w, "channel", a->channels.n ? channel_names[a->channel] : NULL);
    json_write_array(w, "channels");
    for (uint8_t i = 0; i < a->channels.n; i++) json_write_text(w, NULL, channel_names[a->channels.items[i]]);
    json_write_end(w);
    json_write_text(w, "state", states[a->state]);
    json_write_bool(w, "can_wait", x->can_wait);
    agenda_view_json_time(w, "opens", x->opp->zone, x->opens, app->arena);
    agenda_view_json_time(w, "due", x->opp->zone, x->due, app->arena);
    agenda_view_json_time(w, "closes", x->opp->zone, x->closes, app->arena);
    if (a->call_from != TIME_NONE)
        agenda_view_json_time(w, "call_from", x->opp->zone, zone_instant(x->opp->zone, a->call_from), app->arena);
    json_write_str(w, "why", buf_str(&why));
    agenda_view_json_rules(w, "rules", a->rules);
    json_write_end(w);
}

static void json_quiet(struct json_write *w, const struct app *app, const struct agenda_quiet *q)
{
    AUTO(buf) why = {0};
    plan_explain_quiet(&why, &q->quiet);
    json_write_object(w, NULL);
    json_write_str(w, "opportunity", q->opp->slug);
    agenda_view_json_time(w, "until", q->opp->zone, q->until, app->arena);
    json_write_str(w, "why", buf_str(&why));
    agenda_view_json_rules(w, "rules", q->quiet.rules);
    json_write_end(w);
}

void agenda_view_json_actions(struct json_write *w, const struct app *app, const struct agenda *g)
{
    json_write_array(w, "actions");
    for (size_t i = 0; i < g->n; i++) json_action(w, app, &g->items[i]);
    json_write_end(w);
}

void agenda_view_json(struct json_write *w, const struct app *app, const struct agenda *g)
{
    json_write_object(w, NULL);
    json_write_str(w, "now", agenda_view_time(app->arena, app->zone, app->now));
    json_write_str(w, "playbook", app->playbook.name);
    agenda_view_json_actions(w, app, g);
    json_write_array(w, "quiet");
    for (size_t i = 0; i < g->n_quiet; i++) json_quiet(w, app, &g->quiet[i]);
    json_write_end(w);
}

/* --- words --- */

struct str agenda_view_headline(struct arena *a, const struct agenda_item *x)
{
    return headline_action(a, x->house, &x->action);
}

static bool other_clock(const struct app *app, const struct zone *z, instant_t t)
{
    return zone_offset(app->zone, t) != zone_offset(z, t);
}

struct str agenda_view_due(struct arena *a, const struct app *app, const struct agenda_item *x)
{
    char text[LAYOUT_DAY_MAX];
    const struct zone *z = x->opp->zone;
    const struct action *act = &x->action;
    bool stays = act->step == STEP_HOLD || act->step == STEP_MOVE_ON;
    if (act->state == ACTION_UPCOMING) {
        layout_day(day_of(zone_civil(app->zone, x->opens)), day_of(app_now(app)), text);
        return arena_format(a, "from %s", text);
    }
    if (stays) return STR("whenever you like");
    layout_when(zone_civil(app->zone, x->due), app_now(app), text);
    if (!other_clock(app, z, x->due)) return arena_str(a, str_from(text));
    int s = civil_second_of_day(zone_civil(z, x->due));
    return arena_format(a, "%s (%02d:%02d there)", text, s / HOUR_SECONDS, s / 60 % 60);
}

static struct str where(struct arena *a, const struct app_opp *o)
{
    if (!o->position.n) return o->organisation;
    return arena_format(a, "%.*s, %.*s", STR_ARG(o->organisation), STR_ARG(o->position));
}

static struct str why_of(struct arena *a, const struct app *app, const struct agenda_item *x)
{
    AUTO(buf) b = {0};
    if (x->action.call_from != TIME_NONE) {
        char text[LAYOUT_DAY_MAX];
        civil_t from = zone_civil(app->zone, zone_instant(x->opp->zone, x->action.call_from));
        buf_printf(&b, "Call from %s. ", layout_moment(from, app_now(app), text));
    }
    plan_explain_action(&b, &x->opp->c, &x->action);
    return arena_str(a, buf_str(&b));
}

void agenda_view_list(struct cli *cli, const struct app *app, const struct agenda *g, size_t most, bool numbered)
{
    size_t n = most && g->n > most ? most : g->n;
    struct layout_item *items = ARENA_NEW(cli->arena, struct layout_item, n);
    for (size_t i = 0; i < n; i++) {
        const struct agenda_item *x = &g->items[i];
        items[i] = (struct layout_item){.number = numbered ? arena_format(cli->arena, "%zu", i + 1) : (struct str){0},
            .headline = agenda_view_headline(cli->arena, x),
            .when = agenda_view_due(cli->arena, app, x),
            .detail = where(cli->arena, x->opp),
            .why = why_of(cli->arena, app, x),
            .urgent = x->action.state == ACTION_LATE};
        bool again = i > 0 && x->opp == g->items[i - 1].opp && x->action.step == g->items[i - 1].action.step;
        if (again) items[i].detail = items[i].why = (struct str){0}; /* said just above */
    }
    layout_list(&cli->layout, items, n);
}

void agenda_view_road(struct cli *cli, const struct app *app, const struct agenda *g)
{
    static const struct layout_column columns[] = {{.wraps = false}, {.wraps = false}, {.wraps = true}};
    struct str *cells = ARENA_NEW(cli->arena, struct str, g->n * 3);
    for (size_t i = 0; i < g->n; i++) {
        const struct agenda_item *x = &g->items[i];
        char day[LAYOUT_DAY_MAX];
        civil_t due = zone_civil(app->zone, x->due);
        int s = civil_second_of_day(due);
        cells[i * 3] = arena_str(cli->arena, str_from(layout_day(day_of(due), day_of(app_now(app)), day)));
        cells[i * 3 + 1] = arena_format(cli->arena, "by %02d:%02d", s / HOUR_SECONDS, s / 60 % 60);
        cells[i * 3 + 2] = agenda_view_headline(cli->arena, x);
    }
    layout_table(&cli->layout, 2, 3, columns, g->n, cells);
}

void agenda_view_quiet(struct cli *cli, const struct app *app, const struct agenda *g, size_t most)
{
    size_t n = most && g->n_quiet > most ? most : g->n_quiet;
    if (!n) return;
    layout_heading(&cli->layout, STR("In peace for now"));
    struct layout_item *items = ARENA_NEW(cli->arena, struct layout_item, n);
    for (size_t i = 0; i < n; i++) {
        const struct agenda_quiet *q = &g->quiet[i];
        char text[LAYOUT_DAY_MAX];
        AUTO(buf) why = {0};
        plan_explain_quiet(&why, &q->quiet);
        bool known = q->until != TIME_NEVER;
        if (known) layout_day(day_of(zone_civil(app->zone, q->until)), day_of(app_now(app)), text);
        items[i] = (struct layout_item){.headline = where(cli->arena, q->opp),
            .when = known ? arena_format(cli->arena, "until %s", text) : STR("until they write"),
            .why = arena_str(cli->arena, buf_str(&why))};
    }
    layout_list(&cli->layout, items, n);
    if (g->n_quiet > n)
        layout_text(&cli->layout, 2, 2, LAYOUT_DIM, STR("... and others: \"hearback today --all\" shows them."));
}
