/* Runs `complete-names`, which only completion scripts call: names, a line each.
 *
 * Somebody waits at a prompt: what a kind does not need is not opened, and where
 * there is nothing, or something is wrong, there are no names and no complaint. */
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "codec/json_write.h"
#include "sys/paths.h"

#include <stdlib.h>

struct names {
    struct cli *cli;
    struct arena *a;
    struct json_write w; /* of --json */
};

/* A tab or a line break in a name would make two of it. */
static void put(struct names *k, struct str name, struct str meaning)
{
    struct buf *out = &k->cli->out;
    if (!name.n) return;
    name = layout_clean(k->a, name, false);
    meaning = layout_clean(k->a, meaning, false);
    if (k->cli->json) {
        json_write_object(&k->w, NULL);
        json_write_str(&k->w, "name", name);
        json_write_str(&k->w, "meaning", meaning);
        json_write_end(&k->w);
        return;
    }
    buf_add(out, name);
    if (meaning.n) buf_char(out, '\t');
    buf_add(out, meaning);
    buf_char(out, '\n');
}

/* "one, other", or the one of them that there is. */
static struct str pair(struct arena *a, struct str one, struct str other)
{
    if (!one.n || !other.n) return one.n ? one : other;
    return arena_format(a, "%.*s, %.*s", STR_ARG(one), STR_ARG(other));
}

/* --- from the database --- */

static void put_introductions(struct names *k, enum event_kind kind)
{
    struct journal *j;
    struct events all = {0};
    if (!k->cli->data || journal_open(&j, k->cli->data, JOURNAL_READ, NULL)) return;
    if (journal_introductions(j, kind, k->a, &all, NULL)) all.n = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct event *e = &all.items[i];
        put(k, e->slug, pair(k->a, e->name, e->title));
    }
    journal_close(j);
}

static bool open_app(struct names *k, bool journal, struct app *ret)
{
    struct app_options o = {.path = k->cli->data, .now = k->cli->now, .mode = JOURNAL_READ};
    if (journal && !o.path) return false;
    return (journal ? app_open(ret, &o, k->a, NULL) : app_open_without(ret, &o, k->a, NULL)) == OK;
}

static void put_actions(struct names *k)
{
    struct app app;
    struct agenda g = {0};
    struct agenda_question q = {.quiet_max = 1}; /* none are wanted */
    if (!open_app(k, true, &app)) return;
    if (agenda_today(&app, &q, k->a, &g, NULL)) g.n = 0;
    for (size_t i = 0; i < g.n; i++)
        put(k, g.items[i].id, pair(k->a, agenda_view_headline(k->a, &g.items[i]), g.items[i].opp->organisation));
    app_close(&app);
}

/* --- from the program's own data --- */

static void put_playbooks(struct names *k)
{
    struct app app;
    struct str *names;
    size_t n;
    if (!open_app(k, false, &app)) return;
    if (app_playbook_names(&app, &names, &n, NULL)) n = 0;
    for (size_t i = 0; i < n; i++) {
        struct playbook p;
        bool sound = app_playbook(&app, names[i], &p, NULL) == OK;
        put(k, names[i], sound ? p.title : (struct str){0});
    }
    app_close(&app);
}

static void put_rules(struct names *k)
{
    for (int i = 0; i < RULE_COUNT; i++) put(k, str_from(rules_all[i].id), str_from(rules_all[i].text));
}

/* --- from the machine's tables of countries and zones --- */

enum { TABLE_MAX = 1024 * 1024, HOLIDAYS_MAX = 16 * 1024 * 1024 };

static struct str zone_table(struct names *k, const char *file)
{
    const char *folder = getenv("TZDIR"); /* as the C library does */
    struct str table = {0};
    if (!folder || !*folder) folder = "/usr/share/zoneinfo";
    if (file_read(k->a, arena_format(k->a, "%s/%s", folder, file).p, TABLE_MAX, &table, NULL)) return (struct str){0};
    return table;
}

/* Lines "DE<tab>Germany". */
static struct str country_name(struct str table, struct str code)
{
    while (table.n) {
        struct str line, known, name;
        str_cut(table, '\n', &line, &table);
        if (str_cut(line, '\t', &known, &name) && str_eq(known, code)) return str_trim(name);
    }
    return (struct str){0};
}

/* Those whose holidays are known, regions after their country; data/holidays.txt has a line for each. */
static void put_countries(struct names *k)
{
    struct str path, table = zone_table(k, "iso3166.tab");
    struct file_map map = {0};
    if (paths_share(k->a, STR("data/holidays.txt"), &path, NULL) || file_map(path.p, HOLIDAYS_MAX, &map, NULL)) return;
    struct str rest = map.bytes;
    while (rest.n) {
        struct str line, code, days;
        str_cut(rest, '\n', &line, &rest);
        if (!line.n || line.p[0] == '#' || !str_cut(line, '\t', &code, &days)) continue;
        struct str country = {code.p, code.n < 2 ? code.n : 2}, name = country_name(table, country);
        put(k, arena_str(k->a, code), code.n > 2 ? pair(k->a, name, STR("a region")) : name);
    }
    file_map_close(&map);
}

/* Lines "DE<tab>coordinates<tab>Europe/Berlin[<tab>comments]". */
static void put_zones(struct names *k)
{
    struct str table = zone_table(k, "zone.tab"), countries = zone_table(k, "iso3166.tab");
    put(k, STR("UTC"), (struct str){0});
    while (table.n) {
        struct str line, code, coordinates, zone, comments;
        str_cut(table, '\n', &line, &table);
        if (!line.n || line.p[0] == '#' || !str_cut(line, '\t', &code, &line)) continue;
        if (!str_cut(line, '\t', &coordinates, &line)) continue;
        str_cut(line, '\t', &zone, &comments);
        put(k, str_trim(zone), pair(k->a, country_name(countries, code), str_trim(comments)));
    }
}

/* --- the command --- */

static void put_kind(struct names *k, struct str kind)
{
    if (str_is(kind, "opp")) put_introductions(k, EVENT_NEW);
    if (str_is(kind, "person")) put_introductions(k, EVENT_PERSON);
    if (str_is(kind, "action")) put_actions(k);
    if (str_is(kind, "rule")) put_rules(k);
    if (str_is(kind, "playbook")) put_playbooks(k);
    if (str_is(kind, "country")) put_countries(k);
    if (str_is(kind, "zone")) put_zones(k);
}

enum err cmd_complete_names_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    (void)info;
    struct names k = {.cli = cli, .a = cli->arena, .w = {.out = &cli->out}};
    if (cli->json) {
        json_write_object(&k.w, NULL);
        json_write_array(&k.w, "names");
    }
    for (size_t i = 0; i < args->n_positionals; i++) put_kind(&k, args->positionals[i]);
    if (cli->json) {
        json_write_end(&k.w);
        json_write_end(&k.w);
        buf_char(&cli->out, '\n');
    }
    return OK;
}
