/* Opening hearback: journal, moment, settings, playbook. */
#include "app/app.h"

#include "codec/when.h"
#include "sys/clock.h"
#include "sys/paths.h"
#include "sys/zones.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOLIDAYS_MAX = 16 * 1024 * 1024, PLAYBOOK_MAX = 256 * 1024 };

struct str app_setting(const struct app *app, const char *name)
{
    for (size_t i = 0; i < app->settings.n; i++)
        if (str_is(app->settings.items[i].name, name)) return app->settings.items[i].text;
    return (struct str){0};
}

civil_t app_now(const struct app *app)
{
    return zone_civil(app->zone, app->now);
}

/* --- zones and calendars --- */

enum err app_zone(struct app *app, struct str name, const struct zone **ret, struct err_info *info)
{
    for (size_t i = 0; i < app->n_zones; i++) {
        if (!str_eq(app->zones[i]->name, name)) continue;
        *ret = &app->zones[i]->zone;
        return OK;
    }
    struct app_named_zone *z = ARENA_NEW(app->arena, struct app_named_zone, 1);
    enum err err = zones_load(app->arena, name, &z->zone, info);
    if (err) return err;
    z->name = arena_str(app->arena, name);
    *ARENA_PUSH(app->arena, app->zones, app->n_zones, app->zones_room) = z;
    *ret = &z->zone;
    return OK;
}

static enum err open_holidays(struct app *app, struct err_info *info)
{
    struct str path;
    if (app->holidays.bytes.p) return OK;
    enum err err = paths_share(app->arena, STR("data/holidays.txt"), &path, info);
    return err ? err : file_map(path.p, HOLIDAYS_MAX, &app->holidays, info);
}

enum err app_calendar(struct app *app, struct str code, const struct calendar **ret, struct err_info *info)
{
    for (size_t i = 0; i < app->n_calendars; i++) {
        if (!str_eq(app->calendars[i]->code, code)) continue;
        *ret = &app->calendars[i]->calendar;
        return OK;
    }
    struct app_named_calendar *c = ARENA_NEW(app->arena, struct app_named_calendar, 1);
    enum err err = code.n ? open_holidays(app, info) : OK;
    if (!err) err = calendar_load(&c->calendar, app->holidays.bytes, code, info);
    if (err) return err;
    c->code = arena_str(app->arena, code);
    *ARENA_PUSH(app->arena, app->calendars, app->n_calendars, app->calendars_room) = c;
    *ret = &c->calendar;
    return OK;
}

/* --- playbooks --- */

static bool plain_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (i > 0 && (c == '-' || c == '_'));
        if (!ok) return false;
    }
    return name.n > 0 && name.n <= 64;
}

/* The user's own folder comes first, so that a playbook can be made one's own under its name. */
static enum err playbook_text(
    struct app *app, struct str name, struct str *ret_path, struct str *ret, struct err_info *info)
{
    struct str config, share, file = arena_format(app->arena, "playbooks/%.*s.ini", STR_ARG(name));
    if (!plain_name(name))
        return err_set(
            info, ERR_INPUT, "\"%.*s\" is no name of a playbook: small letters, digits and dashes", STR_ARG(name));
    if (paths_config(app->arena, &config, NULL) == OK) {
        *ret_path = arena_format(app->arena, "%s/%s", config.p, file.p);
        if (access(ret_path->p, F_OK) == 0) return file_read(app->arena, ret_path->p, PLAYBOOK_MAX, ret, info);
    }
    enum err err = paths_share(app->arena, file, &share, info);
    if (err) return err;
    *ret_path = share;
    if (access(share.p, F_OK) != 0)
        return err_set(
            info, ERR_NOT_FOUND, "there is no playbook \"%.*s\": \"hearback playbooks\" lists them", STR_ARG(name));
    return file_read(app->arena, share.p, PLAYBOOK_MAX, ret, info);
}

struct reading {
    struct app *app;
    uint64_t digest; /* of every text read */
};

static enum err base_text(void *context, struct str name, struct str *ret, struct err_info *info)
{
    struct reading *r = context;
    struct str path;
    enum err err = playbook_text(r->app, name, &path, ret, info);
    if (!err) r->digest = str_hash(r->digest, *ret);
    return err;
}

static enum err read_playbook(
    struct app *app, struct str name, struct playbook *ret, uint64_t *ret_digest, struct err_info *info)
{
    struct str path, text;
    enum err err = playbook_text(app, name, &path, &text, info);
    if (err) return err;
    struct reading r = {app, str_hash(STR_HASH, text)};
    err = playbook_load(ret, arena_str(app->arena, name), path, text, base_text, &r, info);
    if (!err) *ret_digest = r.digest;
    return err;
}

enum err app_playbook(struct app *app, struct str name, struct playbook *ret, struct err_info *info)
{
    uint64_t unused;
    return read_playbook(app, name, ret, &unused, info);
}

static const char *const shipped[] = {
    "balanced", "dos-and-donts", "rules-and-strategies", "three-by-three", "proactive", "guideline", NULL};

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

enum err app_playbook_names(struct app *app, struct str **ret, size_t *ret_n, struct err_info *info)
{
    struct str *names = NULL, config;
    size_t n = 0, room = 0;
    for (int i = 0; shipped[i]; i++) *ARENA_PUSH(app->arena, names, n, room) = str_from(shipped[i]);
    size_t own = n;
    enum err err = paths_config(app->arena, &config, info);
    DIR *dir = err ? NULL : opendir(arena_format(app->arena, "%s/playbooks", config.p).p);
    for (struct dirent *d; dir && (d = readdir(dir));) {
        struct str file = str_from(d->d_name), name = {file.p, file.n > 4 ? file.n - 4 : 0};
        if (!name.n || !str_is((struct str){file.p + name.n, 4}, ".ini") || !plain_name(name)) continue;
        bool known = false;
        for (size_t i = 0; i < own; i++) known |= str_eq(names[i], name);
        if (!known) *ARENA_PUSH(app->arena, names, n, room) = arena_str(app->arena, name);
    }
    if (dir) closedir(dir);
    if (n > own + 1) qsort(names + own, n - own, sizeof *names, by_bytes);
    *ret = names;
    *ret_n = n;
    return OK;
}

/* --- opening --- */

enum { AGENDA_VERSION = 2 }; /* raise when the same facts come to give other agenda rows */

static enum err choose_playbook(struct app *app, const struct app_options *o, struct err_info *info)
{
    struct str set = app_setting(app, "playbook"), name = o->playbook ? str_from(o->playbook) : set;
    if (!name.n) name = STR("balanced");
    app->own_playbook = o->playbook && !str_eq(name, set.n ? set : STR("balanced"));
    uint64_t sum;
    enum err err = read_playbook(app, name, &app->playbook, &sum, info);
    if (err) return err;
    app->agenda_key = arena_format(app->arena, "%d %.*s %016llx %.*s", AGENDA_VERSION, STR_ARG(name),
        (unsigned long long)sum, STR_ARG(app_setting(app, "country")));
    return OK;
}

static enum err choose_zone(struct app *app, struct err_info *info)
{
    struct str name = app_setting(app, "zone");
    bool set = name.n > 0;
    if (!set) name = zones_local_name(app->arena);
    app->zone_name = name;
    enum err err = app_zone(app, name, &app->zone, info);
    if (err && !set) return err_context(info, err, "this machine's time zone");
    return err ? err_context(info, err, "the time zone of your profile") : OK;
}

static enum err choose_now(struct app *app, const struct app_options *o, struct err_info *info)
{
    app->now = clock_now();
    if (!o->now) return OK;
    struct when w;
    enum err err = when_parse(str_from(o->now), app_now(app), WHEN_NEAREST, &w, info);
    if (err) return err_context(info, err, "--now");
    app->now = w.has_offset ? w.at - w.offset : zone_instant(app->zone, w.at);
    return OK;
}

static enum err set_up(struct app *app, const struct app_options *o, struct err_info *info)
{
    enum err err = app->journal ? journal_settings(app->journal, app->arena, &app->settings, info) : OK;
    if (!err) err = choose_zone(app, info);
    if (!err) err = choose_now(app, o, info);
    if (!err) err = choose_playbook(app, o, info);
    return err;
}

enum err app_open_without(struct app *ret, const struct app_options *o, struct arena *a, struct err_info *info)
{
    struct app app = {.arena = a};
    enum err err = set_up(&app, o, info);
    if (err)
        app_close(&app);
    else
        *ret = app;
    return err;
}

enum err app_open(struct app *ret, const struct app_options *o, struct arena *a, struct err_info *info)
{
    struct app app = {.arena = a, .path = o->path};
    enum err err = journal_open(&app.journal, o->path, o->mode, info);
    if (!err) err = set_up(&app, o, info);
    if (err)
        app_close(&app);
    else
        *ret = app;
    return err;
}

enum err app_state_file(
    struct app *app, const char *folder, struct str *ret_folder, struct str *ret, struct err_info *info)
{
    struct str state;
    enum err err = paths_state(app->arena, &state, info);
    if (err) return err;
    char *real = app->path ? realpath(app->path, NULL) : NULL; /* none yet: as it was given */
    uint64_t hash = str_hash(STR_HASH, str_from(real ? real : app->path ? app->path : ""));
    free(real);
    *ret_folder = arena_format(app->arena, "%s/%s", state.p, folder);
    *ret = arena_format(app->arena, "%s/%016llx", ret_folder->p, (unsigned long long)hash);
    return OK;
}

void app_close(struct app *app)
{
    if (!app) return;
    journal_close(app->journal);
    file_map_close(&app->holidays);
    *app = (struct app){0};
}
