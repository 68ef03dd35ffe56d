/* Runs `profile`: what hearback knows about the seeker. */
#include "cli/profile_file.h"
#include "cli/speak.h"
#include "sys/editor.h"
#include "sys/zones.h"

enum { FILE_MAX = 64 * 1024 };

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

static enum err check(struct speak *s, const struct profile_field *field, struct str text, struct err_info *info)
{
    const struct zone *zone;
    const struct calendar *calendar;
    struct str name = str_from(field->key);
    enum err err = OK;
    if (!text.n) return OK; /* back to what goes without saying */
    if (str_is(name, "country")) err = app_calendar(&s->app, text, &calendar, info);
    if (str_is(name, "zone")) err = app_zone(&s->app, text, &zone, info);
    if (str_is(name, "mail")) err = check_mail(text, info);
    if (field->counts) err = check_number(text, info);
    return err ? err_context(info, err, "--%s", field->key) : OK;
}

/* What was given: the last one, or of what repeats all, a line each. */
static struct str given(struct speak *s, const struct args *args, const struct profile_field *field)
{
    AUTO(buf) b = {0};
    struct str text, last = {0};
    for (size_t at = 0; args_next(args, field->key, &at, &text);) {
        last = str_trim(text);
        if (b.n && last.n) buf_char(&b, '\n');
        buf_add(&b, last);
    }
    return field->repeats ? arena_str(s->cli->arena, buf_str(&b)) : last;
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

/* New values of some or all fields. */
struct wishes {
    struct str values[PROFILE_FILE_FIELDS];
    bool given[PROFILE_FILE_FIELDS];
};

static enum err change(struct speak *s, const struct wishes *w, struct err_info *info)
{
    bool place = false;
    struct str old_country = app_setting(&s->app, "country");
    for (size_t i = 0; i < PROFILE_FILE_FIELDS; i++) {
        const char *key = profile_file_fields[i].key;
        if (!w->given[i]) continue;
        place |= str_is(str_from(key), "country") || str_is(str_from(key), "zone");
        struct event e = event_zero(EVENT_SETTING);
        e.name = str_from(key);
        e.text = w->values[i];
        enum err err = check(s, &profile_file_fields[i], e.text, info);
        if (!err) err = speak_record(s, &e, info);
        if (err) return err;
    }
    return place ? take_effect(s, old_country, info) : OK;
}

static void wish_from_options(struct speak *s, const struct args *args, struct wishes *ret)
{
    for (size_t i = 0; i < PROFILE_FILE_FIELDS; i++) {
        ret->given[i] = args_has(args, profile_file_fields[i].key);
        if (ret->given[i]) ret->values[i] = given(s, args, &profile_file_fields[i]);
    }
}

/* The file states the whole; what is in it already is not recorded again. */
static enum err wish_from_text(
    struct speak *s, struct str text, const char *where, struct wishes *ret, struct err_info *info)
{
    enum err err = profile_file_read(text, where, s->cli->arena, ret->values, info);
    for (size_t i = 0; i < PROFILE_FILE_FIELDS && !err; i++)
        ret->given[i] = !str_eq(ret->values[i], app_setting(&s->app, profile_file_fields[i].key));
    return err;
}

static void write_file(const struct speak *s, struct buf *b)
{
    struct str values[PROFILE_FILE_FIELDS];
    for (size_t i = 0; i < PROFILE_FILE_FIELDS; i++) values[i] = app_setting(&s->app, profile_file_fields[i].key);
    profile_file_write(values, b);
}

/* While somebody edits, nobody else should have to wait: the transaction begins afterwards. */
static enum err edit(struct cli *cli, struct str *ret, struct editor *e, struct err_info *info)
{
    AUTO(speak) s;
    AUTO(buf) b = {0};
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (err) return err;
    write_file(&s, &b);
    return editor_run(e, buf_str(&b), FILE_MAX, cli->arena, ret, info);
}

/* --- showing --- */

static struct str value_of(const struct speak *s, size_t i)
{
    struct str value = app_setting(&s->app, profile_file_fields[i].key);
    bool zone = str_is(str_from(profile_file_fields[i].key), "zone");
    return zone && !value.n ? s->app.zone_name : value;
}

static void show_json(struct speak *s)
{
    struct json_write w = {.out = &s->cli->out};
    json_write_object(&w, NULL);
    for (size_t i = 0; i < PROFILE_FILE_FIELDS; i++) {
        int64_t n;
        struct str value = value_of(s, i), line;
        if (profile_file_fields[i].repeats) {
            json_write_array(&w, profile_file_fields[i].json);
            while (value.n) {
                str_cut(value, '\n', &line, &value);
                json_write_str(&w, NULL, line);
            }
            json_write_end(&w);
        } else if (!value.n) {
            json_write_null(&w, profile_file_fields[i].json);
        } else if (profile_file_fields[i].counts && str_number(value, &n)) {
            json_write_int(&w, profile_file_fields[i].json, n);
        } else {
            json_write_str(&w, profile_file_fields[i].json, value);
        }
    }
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

static void show_table(struct speak *s)
{
    enum { COLUMNS = 2 };
    static const struct layout_column columns[COLUMNS] = {{.style = LAYOUT_DIM}, {.wraps = true}};
    struct str cells[PROFILE_FILE_FIELDS * COLUMNS];
    for (size_t i = 0; i < PROFILE_FILE_FIELDS; i++) {
        struct str value = value_of(s, i), set = app_setting(&s->app, profile_file_fields[i].key);
        bool machine = value.n && !set.n;
        cells[i * COLUMNS] = str_from(profile_file_fields[i].label);
        cells[i * COLUMNS + 1] = machine   ? arena_format(s->cli->arena, "%.*s (this machine's)", STR_ARG(value))
                                 : value.n ? value
                                           : STR("not said");
    }
    layout_table(&s->cli->layout, 0, COLUMNS, columns, PROFILE_FILE_FIELDS, cells);
}

static enum err record_wishes(
    struct speak *s, const struct args *args, struct str edited, struct editor *e, struct err_info *info)
{
    struct wishes w = {0};
    enum err err = OK;
    struct str file = args_value(args, "from"), text;
    if (e) {
        err = wish_from_text(s, edited, e->path, &w, info);
    } else if (file.p) {
        const char *path = arena_str(s->cli->arena, file).p;
        err = file_read(s->cli->arena, path, FILE_MAX, &text, info);
        if (!err) err = wish_from_text(s, text, path, &w, info);
    } else {
        wish_from_options(s, args, &w);
    }
    if (!err) err = change(s, &w, info);
    if (!err) err = record_commit(&s->record, info);
    return err ? err : journal_settings(s->app.journal, s->cli->arena, &s->app.settings, info);
}

static void show(struct speak *s, bool as_file)
{
    if (as_file)
        write_file(s, &s->cli->out);
    else if (s->cli->json)
        show_json(s);
    else
        show_table(s);
}

enum err cmd_profile_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    AUTO(editor) e = {0};
    struct str edited = {0};
    bool edits = args_has(args, "edit"), file = args_has(args, "as-file"), changes = args->n_options > 0 && !file;
    if ((edits || file || args_has(args, "from")) && args->n_options > 1)
        return err_set(info, ERR_USAGE, "--edit, --from and --as-file stand alone: they are about the whole profile");
    enum err err = edits ? edit(cli, &edited, &e, info) : OK;
    if (!err) err = speak_open(&s, cli, changes ? JOURNAL_WRITE : JOURNAL_READ, info);
    if (!err && changes) err = record_wishes(&s, args, edited, edits ? &e : NULL, info);
    e.keep = err && edited.p; /* what was typed is not lost */
    if (err) return e.keep ? err_context(info, err, "nothing has changed, and your text is kept") : err;
    show(&s, file);
    return OK;
}
