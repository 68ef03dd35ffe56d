/* `preview` and `compare`: an invented case under one playbook, or under all
 * of them side by side. */
#include "app/invent.h"
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/speak.h"

struct previewing {
    struct app app;
    struct invent case_;
    const struct zone *zone;
};

static void previewing_close(struct previewing *p)
{
    app_close(&p->app);
}

static enum err take_day(
    struct previewing *p, const struct args *args, const char *option, day_t *ret, struct err_info *info)
{
    struct str text = args_value(args, option);
    *ret = DAY_NONE;
    if (!text.p) return OK;
    return err_context(info, record_day(&p->app, p->zone, text, WHEN_NEAREST, ret, info), "--%s", option);
}

static enum err take_time(
    struct previewing *p, const struct args *args, const char *option, civil_t *ret, struct err_info *info)
{
    struct str text = args_value(args, option);
    struct event e = event_zero(EVENT_INTERVIEW);
    *ret = TIME_NONE;
    if (!text.p) return OK;
    enum err err = record_time(&p->app, p->zone, text, WHEN_NEAREST, &e, info);
    if (err) return err_context(info, err, "--%s", option);
    *ret = e.precision == PRECISION_DAY ? civil_at(day_of(e.at), 9, 0) : e.at;
    return OK;
}

/* "--ends 15:00" is meant on the day of the interview. */
static enum err take_ends(struct previewing *p, const struct args *args, struct err_info *info)
{
    struct invent *v = &p->case_;
    struct str text = args_value(args, "ends");
    int64_t hour, minute;
    struct str head, tail;
    bool clock = text.n && str_cut(text, ':', &head, &tail) && str_number(head, &hour) && str_number(tail, &minute);
    enum err err = OK;
    v->ends = TIME_NONE;
    if (clock && v->interview != TIME_NONE && hour >= 0 && hour < 24 && minute >= 0 && minute < 60)
        v->ends = civil_at(day_of(v->interview), (int)hour, (int)minute);
    else
        err = take_time(p, args, "ends", &v->ends, info);
    if (err) return err;
    if (v->ends != TIME_NONE && v->interview == TIME_NONE)
        return err_set(info, ERR_USAGE, "--ends needs --interview: when does it begin?");
    if (v->ends != TIME_NONE && v->ends < v->interview)
        return err_set(info, ERR_INPUT, "the interview ends before it begins: check --interview and --ends");
    return OK;
}

static enum err take_people(struct previewing *p, const struct args *args, struct err_info *info)
{
    int64_t n = 1;
    struct str text = args_value(args, "people");
    if (text.p && (!str_number(text, &n) || n < 1 || n > INVENT_PEOPLE_MAX))
        return err_set(info, ERR_INPUT, "--people takes a number from 1 to %d", INVENT_PEOPLE_MAX);
    p->case_.people = (int)n;
    return OK;
}

static enum err take_case(struct previewing *p, const struct args *args, struct err_info *info)
{
    struct invent *v = &p->case_;
    v->country = args_value(args, "country");
    v->zone = args_value(args, "zone");
    enum err err = app_zone(&p->app, v->zone.n ? v->zone : p->app.zone_name, &p->zone, info);
    if (!err) err = take_day(p, args, "applied", &v->applied, info);
    if (!err) err = take_time(p, args, "interview", &v->interview, info);
    if (!err) err = take_ends(p, args, info);
    if (!err) err = take_day(p, args, "promised", &v->promised, info);
    if (!err) err = take_people(p, args, info);
    if (err) return err;
    if (v->applied == DAY_NONE && v->interview == TIME_NONE) v->applied = day_of(zone_civil(p->zone, p->app.now));
    if (v->applied != DAY_NONE && v->interview != TIME_NONE && v->applied > day_of(v->interview))
        return err_set(info, ERR_INPUT, "the interview is before the application: check --applied and --interview");
    day_t named = v->interview != TIME_NONE ? day_of(v->interview) : v->applied;
    if (v->promised != DAY_NONE && v->promised < named)
        return err_set(info, ERR_INPUT, "--promised lies before the day on which they would have named it");
    return OK;
}

static enum err open_case(struct previewing *p, struct cli *cli, const struct args *args, struct err_info *info)
{
    struct app_options o = {.now = cli->now, .playbook = cli->playbook};
    enum err err = app_open_without(&p->app, &o, cli->arena, info);
    return err ? err : take_case(p, args, info);
}

enum err cmd_preview_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(previewing) p = {0};
    struct agenda g;
    enum err err = open_case(&p, cli, args, info);
    if (!err) err = invent_road(&p.app, &p.case_, cli->arena, &g, info);
    if (err) return err;
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        agenda_view_json(&w, &p.app, &g);
        json_write_end(&w);
        buf_char(&cli->out, '\n');
        return OK;
    }
    layout_heading(
        &cli->layout, arena_format(cli->arena, "%.*s: the road if nobody answers", STR_ARG(p.app.playbook.title)));
    agenda_view_road(cli, &p.app, &g);
    return OK;
}

/* --- side by side --- */

enum { COLUMNS_MAX = 6, ROWS_MAX = 256 };

struct row { /* one thing to do, under each playbook */
    enum step step;
    int16_t person;
    unsigned count; /* how many of that kind to that person came before */
    civil_t due[COLUMNS_MAX]; /* TIME_NONE: not under this one */
    civil_t first;
};

struct comparison {
    struct row rows[ROWS_MAX];
    size_t n;
    size_t columns;
    struct str titles[COLUMNS_MAX], names[COLUMNS_MAX], headlines[ROWS_MAX];
};

static struct row *row_of(struct comparison *c, const struct action *a, unsigned count)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->rows[i].step == a->step && c->rows[i].person == a->person && c->rows[i].count == count)
            return &c->rows[i];
    if (c->n == ROWS_MAX) return NULL;
    struct row *r = &c->rows[c->n++];
    *r = (struct row){.step = a->step, .person = a->person, .count = count, .first = TIME_NEVER};
    for (int i = 0; i < COLUMNS_MAX; i++) r->due[i] = TIME_NONE;
    return r;
}

static void add_column(struct cli *cli, struct comparison *c, const struct agenda *g)
{
    for (size_t i = 0; i < g->n; i++) {
        const struct action *a = &g->items[i].action;
        unsigned count = 0;
        for (size_t k = 0; k < i; k++)
            count += g->items[k].action.step == a->step && g->items[k].action.person == a->person;
        struct row *r = row_of(c, a, count);
        if (!r) return;
        r->due[c->columns] = a->due;
        if (a->due < r->first) r->first = a->due;
        struct str *headline = &c->headlines[r - c->rows];
        if (headline->n) continue;
        struct str person =
            a->person == PERSON_SELF ? (struct str){0} : agenda_view_person(g->items[i].house, a->person);
        *headline = arena_format(cli->arena, "%s%s%.*s", step_names[a->step], person.n ? ", " : "", STR_ARG(person));
    }
    c->columns++;
}

static void show_comparison(struct cli *cli, const struct comparison *c)
{
    struct layout_column columns[COLUMNS_MAX + 1] = {{.wraps = true}};
    size_t wide = c->columns + 1;
    struct str *cells = ARENA_NEW(cli->arena, struct str, (c->n + 1) * wide);
    for (size_t k = 0; k < c->columns; k++) {
        columns[k + 1].right = true;
        cells[k + 1] = arena_format(cli->arena, "(%c)", (char)('a' + k));
    }
    bool done[ROWS_MAX] = {0};
    for (size_t i = 1; i <= c->n; i++) { /* by the first day on which any playbook has it due */
        size_t next = c->n;
        for (size_t k = 0; k < c->n; k++)
            if (!done[k] && (next == c->n || c->rows[k].first < c->rows[next].first)) next = k;
        done[next] = true;
        cells[i * wide] = c->headlines[next];
        for (size_t k = 0; k < c->columns; k++) {
            static const char *const months[] = {
                "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
            civil_t due = c->rows[next].due[k];
            struct ymd d = due == TIME_NONE ? (struct ymd){0} : day_to_ymd(day_of(due));
            cells[i * wide + k + 1] = d.day ? arena_format(cli->arena, "%d %s", d.day, months[d.month]) : STR("-");
        }
    }
    layout_heading(&cli->layout, STR("When each is due, if nobody answers"));
    layout_table(&cli->layout, 0, wide, columns, c->n + 1, cells);
    for (size_t k = 0; k < c->columns; k++)
        layout_text(&cli->layout, 2, 6, LAYOUT_DIM,
            arena_format(cli->arena, "(%c) %.*s: %.*s", (char)('a' + k), STR_ARG(c->names[k]), STR_ARG(c->titles[k])));
}

static enum err road_under(
    struct cli *cli, struct previewing *p, struct str name, struct agenda *ret, struct err_info *info)
{
    enum err err = app_playbook(&p->app, name, &p->app.playbook, info);
    return err ? err : invent_road(&p->app, &p->case_, cli->arena, ret, info);
}

static enum err compare_text(
    struct cli *cli, struct previewing *p, const struct str *names, size_t n, struct err_info *info)
{
    struct comparison *c = ARENA_NEW(cli->arena, struct comparison, 1);
    for (size_t i = 0; i < n; i++) {
        struct agenda g;
        enum err err = road_under(cli, p, names[i], &g, info);
        if (err) return err;
        c->names[c->columns] = names[i];
        c->titles[c->columns] = p->app.playbook.title;
        add_column(cli, c, &g);
        if (c->columns < COLUMNS_MAX && i + 1 < n) continue;
        show_comparison(cli, c);
        *c = (struct comparison){0};
    }
    return OK;
}

static enum err compare_json(
    struct cli *cli, struct previewing *p, const struct str *names, size_t n, struct err_info *info)
{
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "playbooks");
    for (size_t i = 0; i < n; i++) {
        struct agenda g;
        enum err err = road_under(cli, p, names[i], &g, info);
        if (err) return err;
        agenda_view_json(&w, &p->app, &g);
        json_write_str(&w, "title", p->app.playbook.title);
        json_write_end(&w);
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
    return OK;
}

enum err cmd_compare_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(previewing) p = {0};
    struct str *names;
    size_t n;
    enum err err = open_case(&p, cli, args, info);
    if (!err) err = app_playbook_names(&p.app, &names, &n, info);
    if (err) return err;
    return cli->json ? compare_json(cli, &p, names, n, info) : compare_text(cli, &p, names, n, info);
}
