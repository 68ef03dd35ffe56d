/* Runs `profile`: what hearback knows about the seeker. */
#include "cli/speak.h"

#include "sys/zones.h"

static const struct {
    const char *option, *key, *label, *json;
} settings[] = {
    {"name", "name", "Name", "name"},
    {"mail", "mail", "Mail", "mail"},
    {"phone", "phone", "Phone", "phone"},
    {"work", "work", "Work", "work"},
    {"strength", "strength", "Strengths", "strengths"},
    {"language", "language", "Language", "language"},
    {"country", "country", "Country", "country"},
    {"zone", "zone", "Time zone", "zone"},
    {"weekly-goal", "weekly-goal", "Weekly goal", "weekly_goal"},
    {"daily-number", "daily-number", "Daily number", "daily_number"},
};
enum { SETTINGS = sizeof settings / sizeof *settings };

/* --- changing --- */

static enum err check_number(struct str text, struct err_info *info)
{
    enum { MOST = 1000 };
    int64_t n;
    if (!text.n || (str_number(text, &n) && n >= 0 && n <= MOST)) return OK;
    return err_set(info, ERR_INPUT, "\"%.*s\" is no number from 0 to %d", STR_ARG(text), MOST);
}

static enum err check_mail(struct str text, struct err_info *info)
{
    struct str local, domain;
    bool blank = false;
    for (size_t i = 0; i < text.n; i++) blank |= (unsigned char)text.p[i] <= ' ';
    if (!text.n || (str_cut(text, '@', &local, &domain) && local.n && domain.n && !blank)) return OK;
    return err_set(info, ERR_INPUT, "\"%.*s\" is no mail address: one looks like robin@example.net", STR_ARG(text));
}

static enum err check(struct speak *s, const char *key, struct str text, struct err_info *info)
{
    const struct zone *zone;
    const struct calendar *calendar;
    struct str name = str_from(key);
    enum err err = OK;
    if (!text.n) return OK; /* back to what goes without saying */
    if (str_is(name, "country")) err = app_calendar(&s->app, text, &calendar, info);
    if (str_is(name, "zone")) err = app_zone(&s->app, text, &zone, info);
    if (str_is(name, "mail")) err = check_mail(text, info);
    if (str_is(name, "weekly-goal") || str_is(name, "daily-number")) err = check_number(text, info);
    return err ? err_context(info, err, "--%s", key) : OK;
}

/* What was given: the last one, or of what repeats all, a line each. */
static struct str given(struct speak *s, const struct args *args, const char *option)
{
    AUTO(buf) b = {0};
    struct str text, last = {0};
    for (size_t at = 0; args_next(args, option, &at, &text);) {
        last = str_trim(text);
        if (b.n && last.n) buf_char(&b, '\n');
        buf_add(&b, last);
    }
    return str_is(str_from(option), "strength") ? arena_str(s->cli->arena, buf_str(&b)) : last;
}

/* The settings changed in this transaction hold from now on, also for the agenda, which holidays and zone change. */
static enum err take_effect(struct speak *s, struct str old_country, struct err_info *info)
{
    struct app *app = &s->app;
    enum err err = journal_settings(app->journal, app->arena, &app->settings, info);
    if (err) return err;
    struct str zone = app_setting(app, "zone"), country = app_setting(app, "country"), key = app->agenda_key;
    app->zone_name = zone.n ? zone : zones_local_name(app->arena);
    err = app_zone(app, app->zone_name, &app->zone, info);
    if (err) return err;
    /* The key ends in the country.  Should that change, the agenda is merely taken for stale, and made anew later. */
    if (key.n > old_country.n && str_eq((struct str){key.p + key.n - old_country.n, old_country.n}, old_country)) {
        struct str stem = {key.p, key.n - old_country.n};
        app->agenda_key = arena_format(app->arena, "%.*s%.*s", STR_ARG(stem), STR_ARG(country));
    }
    return agenda_rebuild(app, info);
}

static enum err change(struct speak *s, const struct args *args, struct err_info *info)
{
    bool place = args_has(args, "country") || args_has(args, "zone");
    struct str old_country = app_setting(&s->app, "country");
    for (size_t i = 0; i < SETTINGS; i++) {
        if (!args_has(args, settings[i].option)) continue;
        struct event e = event_zero(EVENT_SETTING);
        e.name = str_from(settings[i].key);
        e.text = given(s, args, settings[i].option);
        enum err err = check(s, settings[i].key, e.text, info);
        if (!err) err = speak_record(s, &e, info);
        if (err) return err;
    }
    return place ? take_effect(s, old_country, info) : OK;
}

/* --- showing --- */

static bool counts(size_t i)
{
    return str_is(str_from(settings[i].key), "weekly-goal") || str_is(str_from(settings[i].key), "daily-number");
}

static struct str value_of(const struct speak *s, size_t i)
{
    struct str value = app_setting(&s->app, settings[i].key);
    bool zone = str_is(str_from(settings[i].key), "zone");
    return zone && !value.n ? s->app.zone_name : value;
}

static void show_json(struct speak *s)
{
    struct json_write w = {.out = &s->cli->out};
    json_write_object(&w, NULL);
    for (size_t i = 0; i < SETTINGS; i++) {
        int64_t n;
        struct str value = value_of(s, i), line;
        if (str_is(str_from(settings[i].key), "strength")) {
            json_write_array(&w, settings[i].json);
            while (value.n) {
                str_cut(value, '\n', &line, &value);
                json_write_str(&w, NULL, line);
            }
            json_write_end(&w);
        } else if (!value.n) {
            json_write_null(&w, settings[i].json);
        } else if (counts(i) && str_number(value, &n)) {
            json_write_int(&w, settings[i].json, n);
        } else {
            json_write_str(&w, settings[i].json, value);
        }
    }
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

static void show_table(struct speak *s)
{
    enum { COLUMNS = 2 };
    static const struct layout_column columns[COLUMNS] = {{.style = LAYOUT_DIM}, {.wraps = true}};
    struct str cells[SETTINGS * COLUMNS];
    for (size_t i = 0; i < SETTINGS; i++) {
        struct str value = value_of(s, i), set = app_setting(&s->app, settings[i].key);
        bool machine = value.n && !set.n;
        cells[i * COLUMNS] = str_from(settings[i].label);
        cells[i * COLUMNS + 1] = machine   ? arena_format(s->cli->arena, "%.*s (this machine's)", STR_ARG(value))
                                 : value.n ? value
                                           : STR("not said");
    }
    layout_table(&s->cli->layout, 0, COLUMNS, columns, SETTINGS, cells);
}

enum err cmd_profile_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    bool changes = args->n_options > 0;
    enum err err = speak_open(&s, cli, changes ? JOURNAL_WRITE : JOURNAL_READ, info);
    if (!err && changes) err = change(&s, args, info);
    if (!err && changes) err = record_commit(&s.record, info);
    if (!err && changes) err = journal_settings(s.app.journal, cli->arena, &s.app.settings, info);
    if (err) return err;
    if (cli->json)
        show_json(&s);
    else
        show_table(&s);
    return OK;
}
