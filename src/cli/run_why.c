/* `why`: the facts and rules behind an action, or what a rule says. */
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/speak.h"

static void rule_json(struct json_write *w, int i)
{
    json_write_object(w, NULL);
    json_write_text(w, "id", rules_all[i].id);
    json_write_text(w, "text", rules_all[i].text);
    json_write_text(w, "kind", rules_all[i].kind);
    json_write_text(w, "guide", rules_guide(i));
    json_write_end(w);
}

static void rule_text(const struct cli *cli, int i)
{
    struct str line = arena_format(cli->arena, "%s  %s.", rules_all[i].id, rules_all[i].text);
    layout_text(&cli->layout, 2, 6, LAYOUT_PLAIN, line);
    layout_text(&cli->layout, 6, 6, LAYOUT_DIM, str_from(rules_guide(i)));
}

static enum err answer_rule(struct cli *cli, int i)
{
    struct json_write w = {.out = &cli->out};
    if (!cli->json) {
        rule_text(cli, i);
        return OK;
    }
    rule_json(&w, i);
    buf_char(&cli->out, '\n');
    return OK;
}

/* Who somebody is does not tell why. */
static bool happened(const struct event *e)
{
    return e->kind != EVENT_PERSON && e->kind != EVENT_PERSON_CHANGE && e->kind != EVENT_ATTENDED;
}

/* The last few things that happened there, oldest first. */
static void facts(struct speak *s, const struct agenda_item *x, struct json_write *w)
{
    enum { SHOWN = 8 };
    const struct app_opp *o = x->opp;
    struct phrase p = {
        .arena = s->cli->arena, .app = &s->app, .house = x->house, .now = zone_civil(o->zone, s->app.now)};
    size_t from = o->n_events, left = SHOWN;
    while (from > 0 && left > 0) left -= happened(o->events[--from]);
    for (size_t i = from; i < o->n_events; i++) {
        if (!happened(o->events[i])) continue;
        if (w)
            json_write_str(w, NULL, phrase_event(&p, o->events[i]));
        else
            layout_text(&s->cli->layout, 2, 4, LAYOUT_PLAIN, phrase_event(&p, o->events[i]));
    }
}

static void answer_json(struct speak *s, const struct agenda_item *x, struct str why)
{
    struct json_write w = {.out = &s->cli->out};
    json_write_object(&w, NULL);
    json_write_str(&w, "id", x->id);
    json_write_text(&w, "step", step_names[x->action.step]);
    json_write_str(&w, "opportunity", x->opp->slug);
    json_write_str(&w, "playbook", s->app.playbook.name);
    json_write_str(&w, "why", why);
    json_write_array(&w, "facts");
    facts(s, x, &w);
    json_write_end(&w);
    json_write_array(&w, "rules");
    for (int i = 0; i < RULE_COUNT; i++)
        if (x->action.rules >> i & 1) rule_json(&w, i);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

static void answer_text(struct speak *s, const struct agenda_item *x, struct str why)
{
    struct cli *cli = s->cli;
    const struct layout *l = &cli->layout;
    layout_heading(l, agenda_view_headline(cli->arena, x));
    layout_text(l, 2, 2, LAYOUT_PLAIN, why);
    layout_heading(l, STR("What happened"));
    facts(s, x, NULL);
    layout_heading(l, arena_format(cli->arena, "The rules behind it (%.*s)", STR_ARG(s->app.playbook.title)));
    for (int i = 0; i < RULE_COUNT; i++)
        if (x->action.rules >> i & 1) rule_text(cli, i);
}

enum err cmd_why_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    struct str text = args_positional(args, 0);
    int rule = rules_index(text);
    if (rule >= 0) return answer_rule(cli, rule);
    AUTO(speak) s = {0};
    struct agenda_item item;
    enum err err = speak_read(&s, cli, info);
    if (!err) err = find_action(&s.app, text, cli->arena, &item, info);
    if (err) return err;
    AUTO(buf) why = {0};
    plan_explain_action(&why, &item.opp->c, &item.action);
    if (cli->json)
        answer_json(&s, &item, buf_str(&why));
    else
        answer_text(&s, &item, buf_str(&why));
    return OK;
}
