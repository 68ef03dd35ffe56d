/* Runs `list`: every opportunity, or everybody, a line each. */
#include "app/offers.h"
#include "cli/card.h"
#include "cli/speak.h"

enum { COLUMNS = 4, STATES = STAND_ENDED + 1 };

struct rows {
    struct str *cells;
    size_t n, room;
};

struct listing {
    struct speak *s;
    struct json_write w; /* of --json */
    int state; /* enum stand_state; -1: whichever */
    struct rows rows[STATES]; /* people all stand in the first */
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

static struct str last_text(struct arena *a, const struct stand *s, civil_t now)
{
    if (!s->last) return (struct str){0};
    struct str day = s->last_at == TIME_NEVER ? (struct str){0} : card_short_day(a, day_of(s->last_at), day_of(now));
    return arena_format(a, "%s %.*s", happening(s, now), STR_ARG(day));
}

static struct str next_text(struct arena *a, const struct stand *s, civil_t now)
{
    const struct action *x = &s->next;
    bool upcoming = x->state == ACTION_UPCOMING, stays = x->step == STEP_HOLD || x->step == STEP_MOVE_ON;
    if (stays && !upcoming) return str_from(step_names[x->step]);
    struct str day = card_short_day(a, day_of(upcoming ? x->opens : x->due), day_of(now));
    const char *by = upcoming ? "from" : x->state == ACTION_LATE ? "was due" : "by";
    return arena_format(a, "%s %s %.*s", step_names[x->step], by, STR_ARG(day));
}

static void opp_cells(struct listing *k, const struct app_opp *o, const struct stand *s, struct arena *a, civil_t now)
{
    struct rows *rows = &k->rows[s->state];
    bool both = o->organisation.n && o->position.n;
    add_cell(k, rows, o->slug);
    add_cell(k, rows, arena_format(a, "%.*s%s%.*s", STR_ARG(o->organisation), both ? ", " : "", STR_ARG(o->position)));
    add_cell(k, rows, str_from(stand_stage_names[s->stage]));
    add_cell(k, rows, s->has_next ? next_text(a, s, now) : last_text(a, s, now));
}

/* Houses come one by one and leave behind only what is shown of them. */
static enum err visit_opps(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct listing *k = context;
    struct app *app = &k->s->app;
    AUTO(arena) passing = {0};
    struct app_house h;
    enum err err = house_make(app, id, events, &passing, &h, info);
    if (!err) err = offers_put(app, &h, &passing, info);
    for (size_t i = 0; !err && i < h.n_opps; i++) {
        const struct app_opp *o = &h.opps[i];
        civil_t now = zone_civil(o->zone, app->now);
        struct stand s;
        stand_make(&s, o, now);
        k->total++;
        if (k->state >= 0 && (int)s.state != k->state) continue;
        if (k->s->cli->json)
            card_opp(&k->w, o, &s, &passing);
        else
            opp_cells(k, o, &s, &passing, now);
    }
    return err;
}

/* --- people --- */

static void person_cells(struct listing *k, const struct app_person *p, struct str organisation, struct arena *a)
{
    struct rows *rows = &k->rows[0];
    struct str what = p->title.n ? p->title : str_from(role_names[p->role]);
    add_cell(k, rows, p->slug);
    add_cell(k, rows, arena_format(a, "%.*s, %.*s", STR_ARG(p->name), STR_ARG(what)));
    add_cell(k, rows, organisation);
    add_cell(k, rows, p->do_not_contact ? STR("not to be contacted") : p->mail.n ? p->mail : p->phone);
}

static enum err visit_people(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct listing *k = context;
    struct app *app = &k->s->app;
    AUTO(arena) passing = {0};
    struct app_house h;
    enum err err = house_make(app, id, events, &passing, &h, info);
    if (err || !h.n_people) return err;
    bool *fits = ARENA_NEW(&passing, bool, h.n_opps);
    for (size_t i = 0; i < h.n_opps; i++) {
        struct stand s = {0};
        if (k->state >= 0) stand_make(&s, &h.opps[i], zone_civil(h.opps[i].zone, app->now));
        fits[i] = k->state < 0 || (int)s.state == k->state;
    }
    for (size_t i = 0; i < h.n_people; i++) {
        const struct app_opp *o = NULL;
        for (size_t n = 0; n < h.n_opps && !o; n++)
            if (fits[n] && h.opps[n].c.people[i].known) o = &h.opps[n];
        k->total++;
        if (o && k->s->cli->json) card_person(&k->w, &h, i);
        if (o && !k->s->cli->json) person_cells(k, &h.people[i], o->organisation, &passing);
    }
    return OK;
}

/* --- the whole --- */

static void print(const struct listing *k, const struct rows *rows)
{
    static const struct layout_column columns[COLUMNS] = {{.style = LAYOUT_ACCENT, .wraps = true}, {.wraps = true},
        {.wraps = true}, {.style = LAYOUT_DIM, .wraps = true}};
    layout_table(&k->s->cli->layout, 0, COLUMNS, columns, rows->n / COLUMNS, rows->cells);
}

static void print_opps(const struct listing *k)
{
    static const char *const headings[STATES] = {"Live", "In the holding file", "Ended"};
    struct cli *cli = k->s->cli;
    for (int i = 0; i < STATES; i++) {
        if (!k->rows[i].n) continue;
        layout_heading(&cli->layout, arena_format(cli->arena, "%s (%zu)", headings[i], k->rows[i].n / COLUMNS));
        print(k, &k->rows[i]);
    }
}

static void print_nothing(const struct listing *k, bool people)
{
    const char *text = people ? "Nobody is known yet: \"hearback met OPP 'Name <mail>'\" makes somebody known."
                              : "Nothing is recorded yet: \"hearback new ORGANISATION POSITION\" begins.";
    if (k->total)
        text = people ? "Nobody belongs to an opportunity in that state." : "No opportunity is in that state.";
    layout_text(&k->s->cli->layout, 0, 0, LAYOUT_PLAIN, str_from(text));
}

static enum err walk(struct listing *k, bool people, struct err_info *info)
{
    struct speak *s = k->s;
    struct app_house none = {0};
    speak_exchange_playbooks(s);
    enum err err = people ? OK : offers_put(&s->app, &none, s->cli->arena, info); /* found once, before the walk */
    if (!err) err = journal_walk(s->app.journal, people ? visit_people : visit_opps, k, info);
    speak_exchange_playbooks(s);
    return err;
}

enum err cmd_list_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    bool people = str_is(args_positional(args, 0), "people");
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (err) return err;
    struct listing k = {.s = &s, .w = {.out = &cli->out}, .state = speak_word(args, "state", stand_state_names, -1)};
    if (cli->json) {
        json_write_object(&k.w, NULL);
        json_write_array(&k.w, people ? "people" : "opportunities");
    }
    err = walk(&k, people, info);
    if (err) return err;
    if (cli->json) {
        json_write_end(&k.w);
        json_write_end(&k.w);
        buf_char(&cli->out, '\n');
    } else if (!k.rows[0].n && !k.rows[1].n && !k.rows[2].n) {
        print_nothing(&k, people);
    } else if (people) {
        print(&k, &k.rows[0]);
    } else {
        print_opps(&k);
    }
    return OK;
}
