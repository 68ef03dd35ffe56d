/* Runs `new`: an opportunity is recorded. */
#include "cli/speak.h"
#include "sys/text.h"

static enum err check_id(struct speak *s, struct str id, struct err_info *info)
{
    struct events same;
    struct arena *a = s->cli->arena;
    struct str slug = find_slug(a, id);
    if (!str_eq(slug, id))
        return err_set(info, ERR_INPUT,
            "--id: \"%.*s\" is made of more than small letters, digits and single dashes: "
            "\"%.*s\" would do",
            STR_ARG(id), STR_ARG(slug));
    enum err err = journal_slug(s->app.journal, EVENT_NEW, id, a, &same, info);
    if (err || !same.n) return err;
    return err_set(info, ERR_INPUT, "--id: \"%.*s\" is taken by %.*s at %.*s: choose another", STR_ARG(id),
        STR_ARG(same.items[0].title), STR_ARG(same.items[0].name));
}

/* What people click on must be what it seems. */
static enum err check_url(struct str url, struct err_info *info)
{
    struct str scheme, rest;
    bool has = str_cut(url, ':', &scheme, &rest) && !str_contains(scheme, STR("/")) && !str_contains(scheme, STR("."));
    bool web = !has || str_is_nocase(scheme, "http") || str_is_nocase(scheme, "https");
    for (size_t i = 0; i < url.n; i++) web &= (unsigned char)url.p[i] > ' ' && url.p[i] != 0x7F;
    if (web) return OK;
    return err_set(
        info, ERR_INPUT, "--url: \"%.*s\" is no address of a web page: one begins with https://", STR_ARG(url));
}

static enum err take_place(struct speak *s, const struct args *args, struct event *e, struct err_info *info)
{
    const struct calendar *calendar;
    e->country = args_value(args, "country");
    e->zone = args_value(args, "zone");
    if (!e->zone.n) e->zone = s->app.zone_name;
    enum err err = app_calendar(&s->app, e->country, &calendar, info);
    if (err) return err_context(info, err, "--country");
    err = app_zone(&s->app, e->zone, &s->zone, info);
    if (err) return err_context(info, err, "--zone");
    s->now = zone_civil(s->zone, s->app.now);
    return OK;
}

/* One of the same name that is still open: perhaps the same was meant. */
static enum err note_double(struct speak *s, const struct event *e, struct err_info *info)
{
    struct app_house h;
    struct arena *a = s->cli->arena;
    int64_t house;
    enum err err = journal_house_named(s->app.journal, e->name, &house, info);
    if (!err && house) err = house_load(&s->app, house, a, &h, info);
    if (err || !house) return err;
    struct plan *p = ARENA_NEW(a, struct plan, 1);
    for (size_t i = 0; i < h.n_opps; i++) {
        const struct app_opp *o = &h.opps[i];
        if (!str_eq(text_fold(a, o->position), text_fold(a, e->title))) continue;
        plan_make(&o->c, zone_civil(o->zone, s->app.now), p);
        if (p->ended || p->rests) continue;
        speak_note(s,
            "%.*s at %.*s is on your list already, as %.*s. This is recorded as another one, %.*s; if it is the "
            "same, \"hearback undo\" takes it back.",
            STR_ARG(o->position), STR_ARG(o->organisation), STR_ARG(o->slug), STR_ARG(e->slug));
        return OK;
    }
    return OK;
}

static enum err fill(struct speak *s, const struct args *args, struct event *e, struct err_info *info)
{
    struct str id = args_value(args, "id");
    e->name = str_trim(args_positional(args, 0));
    e->title = str_trim(args_positional(args, 1));
    if (!e->name.n) return err_set(info, ERR_INPUT, "ORGANISATION is empty: say who offers the position");
    if (!e->title.n) return err_set(info, ERR_INPUT, "POSITION is empty: say what it is called");
    e->url = args_value(args, "url");
    e->opp_kind = (uint8_t)speak_word(args, "kind", opp_kind_names, OPP_JOB);
    enum err err = check_url(e->url, info);
    if (!err) err = take_place(s, args, e, info);
    if (!err && id.p) err = check_id(s, id, info);
    e->slug = id;
    if (!err && !id.p) err = find_opp_slug(&s->app, e->name, e->title, s->cli->arena, &e->slug, info);
    e->at = s->now;
    return err;
}

enum err cmd_new_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct event e = event_zero(EVENT_NEW);
    enum err err = speak_open(&s, cli, JOURNAL_WRITE, info);
    if (!err) err = fill(&s, args, &e, info);
    if (!err) err = note_double(&s, &e, info);
    if (!err) err = speak_record(&s, &e, info);
    if (!err) err = house_load(&s.app, e.house, cli->arena, &s.house, info);
    if (err) return err;
    s.opp = house_opp(&s.house, e.opp);
    return speak_answer(&s, (struct str){0}, e.slug, info);
}
