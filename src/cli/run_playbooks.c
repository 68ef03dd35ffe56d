/* `playbooks`: which there are, what one says, and choosing the default. */
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/speak.h"

static struct str in_use(const struct app *app)
{
    struct str set = app_setting(app, "playbook");
    return set.n ? set : STR("balanced");
}

/* --- all --- */

static enum err list_all(struct speak *s, struct err_info *info)
{
    struct cli *cli = s->cli;
    struct str *names;
    size_t n;
    enum err err = app_playbook_names(&s->app, &names, &n, info);
    struct json_write w = {.out = &cli->out};
    if (!err && cli->json) {
        json_write_object(&w, NULL);
        json_write_str(&w, "in_use", in_use(&s->app));
        json_write_array(&w, "playbooks");
    }
    for (size_t i = 0; !err && i < n; i++) {
        struct playbook p;
        bool used = str_eq(names[i], in_use(&s->app));
        err = app_playbook(&s->app, names[i], &p, info);
        if (err) break;
        if (cli->json) {
            json_write_object(&w, NULL);
            json_write_str(&w, "name", names[i]);
            json_write_str(&w, "title", p.title);
            json_write_str(&w, "guide", p.guide);
            json_write_bool(&w, "in_use", used);
            json_write_end(&w);
        } else {
            struct str line = arena_format(cli->arena, "%.*s%s", STR_ARG(names[i]), used ? "  (in use)" : "");
            layout_text(&cli->layout, 0, 2, used ? LAYOUT_BOLD : LAYOUT_PLAIN, line);
            layout_text(&cli->layout, 2, 2, LAYOUT_DIM, p.guide);
        }
    }
    if (err || !cli->json) return err;
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
    return OK;
}

/* --- one --- */

static const char *trigger_words(enum trigger trigger)
{
    switch (trigger) {
    case TRIGGER_AHEAD:
    case TRIGGER_INTERVIEW:
    case TRIGGER_WAITING: return "the interview";
    case TRIGGER_REFERENCE: return "the interview or their asking";
    case TRIGGER_OFFER:
    case TRIGGER_OTHER_OFFER: return "the offer";
    case TRIGGER_ACCEPTED: return "the acceptance";
    case TRIGGER_NO: return "the no";
    }
    return "";
}

static struct str step_times(struct arena *a, const struct step_rule *r)
{
    AUTO(buf) b = {0};
    buf_put(&b, "opens ");
    if (!r->opens.plus.n) buf_put(&b, "at ");
    moment_write(&b, r->opens, trigger_words(r->trigger));
    buf_put(&b, r->due.plus.n ? "; due " : "; due at ");
    moment_write(&b, r->due, trigger_words(r->trigger));
    buf_put(&b, r->closes.anchor == ANCHOR_NONE ? "; closes " : r->closes.plus.n ? "; closes " : "; closes at ");
    moment_write(&b, r->closes, trigger_words(r->trigger));
    return arena_str(a, buf_str(&b));
}

static struct str rules_text(struct arena *a, rules_t rules)
{
    AUTO(buf) b = {0};
    rules_write(&b, rules);
    return arena_str(a, buf_str(&b));
}

static struct str rhythm_times(struct arena *a, const struct rhythm *r)
{
    AUTO(buf) b = {0};
    buf_printf(&b, "%u at most without a word between; first after ", r->number);
    span_write(&b, r->first);
    buf_put(&b, ", after a word of theirs ");
    span_write(&b, r->word);
    buf_put(&b, ", then each ");
    span_write(&b, r->gap);
    buf_printf(&b, "; then %s after ", step_names[r->then]);
    span_write(&b, r->then_after);
    return arena_str(a, buf_str(&b));
}

static void entry(
    struct cli *cli, struct json_write *w, const char *name, struct str times, struct str why, rules_t rules)
{
    struct arena *a = cli->arena;
    if (cli->json) {
        json_write_object(w, NULL);
        json_write_text(w, "name", name);
        if (times.n) json_write_str(w, "times", times);
        json_write_str(w, "why", why);
        agenda_view_json_rules(w, "rules", rules);
        json_write_end(w);
        return;
    }
    layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN, arena_format(a, "%s (%.*s)", name, STR_ARG(rules_text(a, rules))));
    if (times.n) layout_text(&cli->layout, 6, 6, LAYOUT_PLAIN, times);
    layout_text(&cli->layout, 6, 6, LAYOUT_DIM, why);
}

static void begin_part(struct cli *cli, struct json_write *w, const char *key, const char *heading)
{
    if (cli->json)
        json_write_array(w, key);
    else
        layout_heading(&cli->layout, str_from(heading));
}

static void end_part(struct cli *cli, struct json_write *w)
{
    if (cli->json) json_write_end(w);
}

static enum err show_one(struct speak *s, struct str name, struct err_info *info)
{
    struct cli *cli = s->cli;
    struct playbook p;
    enum err err = app_playbook(&s->app, name, &p, info);
    if (err) return err;
    struct json_write w = {.out = &cli->out};
    if (cli->json) {
        json_write_object(&w, NULL);
        json_write_str(&w, "name", p.name);
        json_write_str(&w, "title", p.title);
        json_write_str(&w, "guide", p.guide);
    } else {
        layout_heading(&cli->layout, p.title);
        layout_text(&cli->layout, 0, 0, LAYOUT_DIM, p.guide);
    }
    begin_part(cli, &w, "inquiries", "Asking");
    entry(cli, &w, "before an interview", rhythm_times(cli->arena, &p.before), p.before.why,
        p.before.first_rules | p.before.gap_rules);
    entry(cli, &w, "after an interview", rhythm_times(cli->arena, &p.after), p.after.why,
        p.after.first_rules | p.after.gap_rules);
    end_part(cli, &w);
    begin_part(cli, &w, "steps", "Steps");
    for (uint8_t i = 0; i < p.n_steps; i++)
        entry(cli, &w, step_names[p.steps[i].step], step_times(cli->arena, &p.steps[i]), p.steps[i].why,
            p.steps[i].rules);
    end_part(cli, &w);
    begin_part(cli, &w, "limits", "Limits");
    for (int i = 0; i < LIMIT_COUNT; i++)
        entry(cli, &w, limit_names[i], (struct str){0}, p.limits[i].why, p.limits[i].rules);
    end_part(cli, &w);
    if (cli->json) {
        json_write_end(&w);
        buf_char(&cli->out, '\n');
    }
    return OK;
}

/* --- choosing --- */

static enum err use(struct cli *cli, struct str name, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct playbook p;
    enum err err = speak_open(&s, cli, JOURNAL_WRITE, info);
    if (!err) err = app_playbook(&s.app, name, &p, info);
    struct event e = event_zero(EVENT_SETTING);
    e.name = STR("playbook");
    e.text = name;
    if (!err) err = speak_record(&s, &e, info);
    if (!err) err = record_commit(&s.record, info);
    if (err) return err;
    speak_close(&s);

    AUTO(app) fresh = {0}; /* under the new playbook, its agenda is made at once */
    struct app_options o = {.path = cli->data, .now = cli->now, .mode = JOURNAL_WRITE};
    err = app_open(&fresh, &o, cli->arena, info);
    if (!err) err = journal_begin(fresh.journal, info);
    if (!err) err = agenda_rebuild(&fresh, info);
    if (!err) err = journal_commit(fresh.journal, info);
    if (err) return err;
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        json_write_object(&w, NULL);
        json_write_str(&w, "in_use", name);
        json_write_end(&w);
        buf_char(&cli->out, '\n');
        return OK;
    }
    layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN,
        arena_format(
            cli->arena, "From now on: %.*s (%.*s). What is recorded stays as it is.", STR_ARG(p.title), STR_ARG(name)));
    return OK;
}

enum err cmd_playbooks_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    struct str first = args_positional(args, 0), second = args_positional(args, 1);
    if (str_is(first, "use") && second.p) return use(cli, second, info);
    if (str_is(first, "use")) return err_set(info, ERR_USAGE, "which playbook? \"hearback playbooks\" lists them");
    if (second.p)
        return err_set(
            info, ERR_USAGE, "one name is enough; to choose it: hearback playbooks use %.*s", STR_ARG(first));
    AUTO(speak) s = {0};
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (err) return err;
    return first.p ? show_one(&s, first, info) : list_all(&s, info);
}
