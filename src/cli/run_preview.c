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

static enum err take_day(struct previewing *p, const struct args *args, const char *option, day_t *ret, struct err_info *info)
{
    struct str text = args_value(args, option);
    *ret = DAY_NONE;
    if (!text.p) return OK;
    return err_context(info, record_day(&p->app, p->zone, text, WHEN_NEAREST, ret, info), "--%s", option);
}

static enum err take_time(struct previewing *p, const struct args *args, const char *option, civil_t *ret, struct err_info *info)
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
    layout_heading(&cli->layout, arena_format(cli->arena, "%.*s: the road if nobody answers", STR_ARG(p.app.playbook.title)));
    agenda_view_road(cli, &p.app, &g);
    return OK;
}

static enum err compare_one(
    struct cli *cli, struct previewing *p, struct str name, struct json_write *w, struct err_info *info)
{
    struct agenda g;
    enum err err = app_playbook(&p->app, name, &p->app.playbook, info);
    if (!err) err = invent_road(&p->app, &p->case_, cli->arena, &g, info);
    if (err) return err;
    if (cli->json) {
        agenda_view_json(w, &p->app, &g);
        json_write_str(w, "title", p->app.playbook.title);
        json_write_end(w);
        return OK;
    }
    layout_heading(&cli->layout, p->app.playbook.title);
    agenda_view_road(cli, &p->app, &g);
    return OK;
}

enum err cmd_compare_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(previewing) p = {0};
    struct str *names;
    size_t n;
    struct json_write w = {.out = &cli->out};
    enum err err = open_case(&p, cli, args, info);
    if (!err) err = app_playbook_names(&p.app, &names, &n, info);
    if (err) return err;
    if (cli->json) {
        json_write_object(&w, NULL);
        json_write_array(&w, "playbooks");
    }
    for (size_t i = 0; !err && i < n; i++) err = compare_one(cli, &p, names[i], &w, info);
    if (err || !cli->json) return err;
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
    return OK;
}
