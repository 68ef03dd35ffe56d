/* Runs `list`: every opportunity, or everybody, a line each. */
#include "app/offers.h"
#include "app/stand.h"
#include "cli/agenda_view.h"
#include "cli/speak.h"

enum { COLUMNS = 4, STATES = STAND_ENDED + 1 };

struct rows {
    struct str *cells;
    size_t n, room;
};

struct listing {
    struct speak *s;
    struct json_write *w; /* NULL: as text */
    int state; /* enum stand_state; -1: whichever */
    struct rows rows[STATES]; /* of people only the first is used */
    size_t total; /* whether shown or not */
};

/* --- what a house adds --- */

static void add_cell(struct listing *k, struct rows *rows, struct str cell)
{
    struct arena *a = k->s->cli->arena;
    *ARENA_PUSH(a, rows->cells, rows->n, rows->room) = arena_str(a, cell);
}

static const char *happening(const struct stand *s, civil_t now)
{
    const struct fact *f = s->last;
    switch ((enum fact_kind)f->kind) {
    case FACT_APPLIED: return "applied";
    case FACT_INTERVIEW: return f->begins <= now ? "interview" : "invited";
    case FACT_TOLD: return "told";
    case FACT_CONTACT: return f->outcome == OUTCOME_NO_ANSWER ? "tried" : "contact";
    case FACT_WORD: return f->gist == GIST_RECEIVED ? "receipt" : "heard";
    case FACT_OFFER: return "offer";
    case FACT_REOPENED: return "reopened";
    case FACT_CLOSED: return "closed";
    case FACT_DONE:
    case FACT_SKIPPED:
    case FACT_SNOOZED:
    case FACT_NAMED: break;
    }
    return "";
}

/* "9 Oct", with the year where it is another: a column has no room for more. */
static struct str short_day(struct arena *a, day_t day, day_t today)
{
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    if (d.year == day_to_ymd(today).year) return arena_format(a, "%d %s", d.day, months[d.month]);
    return arena_format(a, "%s %d", months[d.month], d.year);
}

static struct str last_text(struct arena *a, const struct stand *s, civil_t now)
{
    if (!s->last) return (struct str){0};
    struct str day = s->last_at == TIME_NEVER ? (struct str){0} : short_day(a, day_of(s->last_at), day_of(now));
    return arena_format(a, "%s %.*s", happening(s, now), STR_ARG(day));
}

static struct str next_text(struct arena *a, const struct stand *s, civil_t now)
{
    const struct action *x = &s->next;
    if (!s->has_next) return STR("-");
    bool upcoming = x->state == ACTION_UPCOMING, stays = x->step == STEP_HOLD || x->step == STEP_MOVE_ON;
    if (stays && !upcoming) return str_from(step_names[x->step]);
    struct str day = short_day(a, day_of(upcoming ? x->opens : x->due), day_of(now));
    const char *by = upcoming ? "from" : x->state == ACTION_LATE ? "was due" : "by";
    return arena_format(a, "%s %s %.*s", step_names[x->step], by, STR_ARG(day));
}

static void opp_cells(struct listing *k, const struct app_opp *o, const struct stand *s, struct arena *a, civil_t now)
{
    struct rows *rows = &k->rows[s->state];
    bool organisation = o->organisation.n > 0, both = organisation && o->position.n;
    add_cell(k, rows, o->slug);
    add_cell(k, rows,
        arena_format(a, "%.*s%s%.*s\n%s; %.*s", STR_ARG(o->organisation), both ? ", " : "", STR_ARG(o->position),
            stand_stage_names[s->stage], STR_ARG(last_text(a, s, now))));
    add_cell(k, rows, next_text(a, s, now));
}

static void json_day(struct json_write *w, const char *key, day_t day)
{
    char text[16];
    json_write_text(w, key, day == DAY_NONE ? NULL : day_format(day, text));
}

static void opp_json(struct json_write *w, const struct app_opp *o, const struct stand *s, struct arena *a)
{
    json_write_object(w, NULL);
    json_write_str(w, "id", o->slug);
    json_write_str(w, "organisation", o->organisation);
    json_write_str(w, "position", o->position);
    json_write_text(w, "kind", opp_kind_names[o->c.kind]);
    json_write_text(w, "state", stand_state_names[s->state]);
    json_write_text(w, "stage", stand_stage_names[s->stage]);
    json_write_str(w, "country", o->country);
    json_write_str(w, "zone", o->zone_name);
    json_day(w, "applied", s->applied);
    json_day(w, "last_word", s->last_word);
    if (s->has_next) {
        json_write_object(w, "next");
        json_write_text(w, "step", step_names[s->next.step]);
        agenda_view_json_time(w, "opens", o->zone, zone_instant(o->zone, s->next.opens), a);
        agenda_view_json_time(w, "due", o->zone, zone_instant(o->zone, s->next.due), a);
        json_write_end(w);
    } else {
        json_write_null(w, "next");
    }
    json_write_end(w);
}
