/* What the recording commands share. */
#include "cli/speak.h"

#include "app/offers.h"
#include "cli/agenda_view.h"

#include <stdio.h>

/* --- opening --- */

static enum err open_app(struct speak *s, enum journal_mode mode, struct err_info *info)
{
    struct cli *cli = s->cli;
    struct app_options o = {.path = cli->data, .now = cli->now, .mode = mode};
    enum err err = app_open(&s->app, &o, cli->arena, info);
    if (!err && cli->playbook) {
        err = app_playbook(&s->app, str_from(cli->playbook), &s->adviser, info);
        s->advised = !err;
    }
    return err;
}

enum err speak_open(struct speak *s, struct cli *cli, enum journal_mode mode, struct err_info *info)
{
    *s = (struct speak){.cli = cli};
    enum err err = open_app(s, mode, info);
    if (!err && mode == JOURNAL_WRITE) err = record_begin(&s->record, &s->app, info);
    if (err) {
        speak_close(s);
        return err;
    }
    s->zone = s->app.zone;
    s->now = app_now(&s->app);
    return OK;
}

enum err speak_read(struct speak *s, struct cli *cli, struct err_info *info)
{
    enum err err = speak_open(s, cli, JOURNAL_READ, info);
    if (err) return err;
    speak_exchange_playbooks(s);
    s->app.own_playbook = s->advised;
    return OK;
}

void speak_close(struct speak *s)
{
    if (!s) return;
    record_abort(&s->record);
    app_close(&s->app);
}

enum err speak_opp(struct speak *s, struct str text, struct err_info *info)
{
    enum err err = find_opp(&s->app, text, s->cli->arena, &s->house, &s->opp, info);
    if (err) return err;
    s->zone = s->opp->zone;
    s->now = zone_civil(s->zone, s->app.now);
    return offers_put(&s->app, &s->house, s->cli->arena, info);
}

enum err speak_begin(struct speak *s, struct cli *cli, const struct args *args, struct err_info *info)
{
    enum err err = speak_open(s, cli, JOURNAL_WRITE, info);
    return err ? err : speak_opp(s, args_positional(args, 0), info);
}

enum err speak_interview(struct speak *s, struct str id, const struct app_interview **ret, struct err_info *info)
{
    AUTO(buf) known = {.max = 300};
    const struct app_opp *o = s->opp;
    for (size_t i = 0; i < o->n_interviews; i++) {
        if (str_eq(o->interviews[i].slug, str_trim(id))) return *ret = &o->interviews[i], OK;
        buf_printf(&known, "%s%.*s", known.n ? ", " : "", STR_ARG(o->interviews[i].slug));
    }
    if (!o->n_interviews)
        return err_set(info, ERR_NOT_FOUND,
            "no interview at %.*s is recorded yet: \"hearback interview %.*s --at TIME\"", STR_ARG(o->organisation),
            STR_ARG(o->slug));
    return err_set(info, ERR_NOT_FOUND, "there is no interview \"%.*s\" at %.*s, but %.*s", STR_ARG(id),
        STR_ARG(o->organisation), STR_ARG(buf_str(&known)));
}

void speak_exchange_playbooks(struct speak *s)
{
    if (!s->advised) return;
    struct playbook mine = s->app.playbook; /* cases point there */
    s->app.playbook = s->adviser;
    s->adviser = mine;
}

/* --- from options to events --- */

struct event speak_event(const struct speak *s, enum event_kind kind)
{
    struct event e = event_zero(kind);
    e.opp = s->opp ? s->opp->id : 0;
    e.at = s->now;
    return e;
}

enum err speak_time(struct speak *s, const struct args *args, const char *option, enum when_lean lean, struct event *e,
    struct err_info *info)
{
    struct str text = args_value(args, option);
    if (!text.p) return OK;
    struct event trial = *e;
    enum err err = record_time(&s->app, s->zone, text, lean, &trial, info);
    if (!err && lean == WHEN_PAST) err = record_happened(&s->app, s->zone, &trial, info);
    if (err) return err_context(info, err, "--%s", option);
    *e = trial;
    return OK;
}

enum err speak_day(struct speak *s, const struct args *args, const char *option, day_t *ret, struct err_info *info)
{
    struct str text = args_value(args, option);
    if (!text.p) return OK;
    enum err err = record_day(&s->app, s->zone, text, WHEN_FUTURE, ret, info);
    return err ? err_context(info, err, "--%s", option) : OK;
}

int speak_word(const struct args *args, const char *option, const char *const words[], int otherwise)
{
    struct str text = args_value(args, option);
    int code = text.p ? kind_code(words, text) : otherwise; /* the parser took none but these */
    return code < 0 ? otherwise : code;
}

enum err speak_record(struct speak *s, struct event *e, struct err_info *info)
{
    return record_event(&s->record, e, s->zone, info);
}

void speak_note(struct speak *s, const char *format, ...)
{
    char text[1500];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct str line = layout_clean(s->cli->arena, str_from(text), false); /* one line, whatever the names in it hold */
    buf_add(&s->cli->note, line);
    buf_char(&s->cli->note, '\n');
}

/* --- the answer --- */

struct phrase speak_phrase(struct speak *s)
{
    return (struct phrase){.arena = s->cli->arena,
        .app = &s->app,
        .house = s->opp ? &s->house : NULL,
        .listing = {s->record.events, s->record.n_events},
        .now = s->now};
}

/* What the plan now says of the opportunity at hand: what is open, else what opens first. */
static enum err next_item(struct speak *s, struct agenda_item *ret, bool *ret_any, struct err_info *info)
{
    struct arena *a = s->cli->arena;
    struct agenda g;
    struct app_house *h = ARENA_NEW(a, struct app_house, 1);
    enum err err = house_load(&s->app, s->house.id, a, h, info);
    struct app_opp *o = err ? NULL : house_opp(h, s->opp->id);
    *ret_any = false;
    if (err || !o) return err;
    speak_exchange_playbooks(s);
    err = agenda_plan(&s->app, h, o, false, a, &g, info);
    speak_exchange_playbooks(s);
    const struct agenda_item *best = NULL;
    for (size_t i = 0; !err && i < g.n; i++) {
        const struct agenda_item *x = &g.items[i];
        bool open = x->action.state != ACTION_UPCOMING;
        if (open || !best || x->opens < best->opens) best = x;
        if (open) break;
    }
    if (!best) return err;
    *ret = *best;
    *ret_any = true;
    return OK;
}

static void say_next(struct speak *s, const struct agenda_item *item)
{
    struct arena *a = s->cli->arena;
    struct str what = agenda_view_headline(a, item), when = agenda_view_due(a, &s->app, item);
    layout_text(&s->cli->layout, 0, 6, LAYOUT_DIM, arena_format(a, "Next: %.*s, %.*s.", STR_ARG(what), STR_ARG(when)));
}

static void json_next(struct json_write *w, struct arena *a, const struct agenda_item *item)
{
    const struct zone *z = item->opp->zone;
    json_write_object(w, "next");
    json_write_str(w, "id", item->id);
    json_write_text(w, "step", step_names[item->action.step]);
    json_write_str(w, "opens", phrase_iso(a, z, item->action.opens));
    json_write_str(w, "due", phrase_iso(a, z, item->action.due));
    json_write_end(w);
}

static void json_notes(struct json_write *w, struct str notes)
{
    struct str line;
    json_write_array(w, "notes");
    while (notes.n) {
        str_cut(notes, '\n', &line, &notes);
        json_write_str(w, NULL, line);
    }
    json_write_end(w);
}

static void answer_json(struct speak *s, struct str id, const struct agenda_item *next)
{
    struct json_write w = {.out = &s->cli->out};
    struct phrase p = speak_phrase(s);
    json_write_object(&w, NULL);
    json_write_str(&w, "id", id);
    json_write_array(&w, "recorded");
    for (size_t i = 0; i < s->record.n_events; i++) phrase_json(&p, &w, NULL, &s->record.events[i], false);
    json_write_end(&w);
    json_notes(&w, buf_str(&s->cli->note));
    if (next)
        json_next(&w, s->cli->arena, next);
    else
        json_write_null(&w, "next");
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

enum err speak_answer_as(struct speak *s, const char *verb, struct str what, struct str id, struct err_info *info)
{
    struct agenda_item next;
    bool any = false;
    struct phrase p = speak_phrase(s);
    enum err err = record_commit(&s->record, info);
    if (err) return err;
    if (s->opp && next_item(s, &next, &any, NULL)) any = false; /* it is recorded: that is what counts */
    if (s->cli->json) {
        answer_json(s, id, any ? &next : NULL);
        return OK;
    }
    if (!what.n && s->record.n_events) what = phrase_event(&p, &s->record.events[0]);
    bool new = s->record.n_events && s->record.events[0].kind == EVENT_NEW; /* says itself where */
    struct str where = s->opp && !new ? s->opp->organisation : (struct str){0};
    bool stopped = what.n && str_contains(STR(".!?"), (struct str){what.p + what.n - 1, 1}); /* their own words */
    layout_text(&s->cli->layout, 0, 2, LAYOUT_PLAIN,
        arena_format(s->cli->arena, "%s%s%.*s: %.*s%s", verb, where.n ? " for " : "", STR_ARG(where), STR_ARG(what),
            stopped ? "" : "."));
    if (any) say_next(s, &next);
    return OK;
}

enum err speak_answer(struct speak *s, struct str what, struct str id, struct err_info *info)
{
    return speak_answer_as(s, "Recorded", what, id, info);
}
