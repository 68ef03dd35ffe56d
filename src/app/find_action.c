/* Actions by their id, or by their number in the list last shown.
 *
 * That list is a file of this user's, not of the database: two users of one
 * database each have their own. */
#include "app/find.h"

#include "sys/text.h"

#include <unistd.h>

enum { LIST_MAX = 4 * 1024 * 1024 };

/* --- the list --- */

static enum err list_path(struct app *app, struct str *ret_folder, struct str *ret, struct err_info *info)
{
    return app_state_file(app, "lists", ret_folder, ret, info);
}

enum err find_remember(struct app *app, const struct str *ids, size_t n, struct err_info *info)
{
    AUTO(buf) list = {0};
    AUTO(arena) passing = {0};
    struct str folder, path, before;
    for (size_t i = 0; i < n; i++) {
        buf_add(&list, ids[i]);
        buf_char(&list, '\n');
    }
    enum err err = list_path(app, &folder, &path, info);
    if (err) return err;
    bool there = access(path.p, F_OK) == 0;
    if (there && file_read(&passing, path.p, LIST_MAX, &before, NULL) == OK && str_eq(before, buf_str(&list)))
        return OK;
    err = file_make_folder(folder.p, info);
    return err ? err : file_write_atomic(path.p, buf_str(&list), true, info);
}

static enum err numbered(struct app *app, int64_t number, struct arena *a, struct str *ret, struct err_info *info)
{
    struct str folder, path, list, line = {0};
    enum err err = list_path(app, &folder, &path, info);
    if (err) return err;
    if (access(path.p, F_OK) != 0)
        return err_set(info, ERR_NOT_FOUND,
            "no list has been shown yet that number %lld could be of: run \"hearback today\" first, or give the "
            "action's id",
            (long long)number);
    err = file_read(a, path.p, LIST_MAX, &list, info);
    if (err) return err;
    int64_t count = 0;
    while (list.n) {
        str_cut(list, '\n', &line, &list);
        if (++count == number) return *ret = line, OK;
    }
    if (!count) return err_set(info, ERR_NOT_FOUND, "the list last shown was empty: run \"hearback today\" again");
    return err_set(info, ERR_NOT_FOUND,
        "the list last shown has no number %lld, only 1 to %lld: run \"hearback "
        "today\" again",
        (long long)number, (long long)count);
}

/* --- the action --- */

static enum err no_action(const struct agenda *g, const struct app_opp *o, struct str id, struct err_info *info)
{
    const struct agenda_item *nearest = NULL;
    unsigned best = 4; /* slips, at most, for it to be what was meant */
    for (size_t i = 0; i < g->n; i++) {
        unsigned d = text_distance(id, g->items[i].id, best - 1);
        if (d < best) best = d, nearest = &g->items[i];
        if (!best) break;
    }
    if (nearest)
        return err_set(
            info, ERR_NOT_FOUND, "there is no action \"%.*s\"; did you mean %.*s?", STR_ARG(id), STR_ARG(nearest->id));
    return err_set(info, ERR_NOT_FOUND,
        "there is no action \"%.*s\" to come: it may be done already; \"hearback plan %.*s\" shows what is",
        STR_ARG(id), STR_ARG(o->slug));
}

static enum err by_id(struct app *app, struct str id, struct arena *a, struct agenda_item *ret, struct err_info *info)
{
    struct str slug, rest;
    struct agenda g;
    struct app_opp *o;
    struct app_house *h = ARENA_NEW(a, struct app_house, 1);
    if (!str_cut(id, '/', &slug, &rest))
        return err_set(info, ERR_NOT_FOUND,
            "\"%.*s\" is no action: give its number in the list last shown, or its id, such as acme/thanks/jane-moss",
            STR_ARG(id));
    enum err err = find_opp(app, slug, a, h, &o, info);
    if (!err) err = agenda_plan(app, h, o, false, a, &g, info);
    if (err) return err;
    struct str wanted = arena_format(a, "%.*s/%.*s", STR_ARG(o->slug), STR_ARG(rest));
    for (size_t i = 0; i < g.n; i++)
        if (str_eq(g.items[i].id, wanted)) return *ret = g.items[i], OK;
    return no_action(&g, o, wanted, info);
}

enum err find_action(struct app *app, struct str text, struct arena *a, struct agenda_item *ret, struct err_info *info)
{
    enum { ID_MAX = 400 };
    int64_t number;
    struct str id = str_trim(text);
    if (!id.n || id.n > ID_MAX)
        return err_set(info, ERR_INPUT, "no action is named: give its id, or its number in the list last shown");
    if (str_number(id, &number)) {
        enum err err = numbered(app, number, a, &id, info);
        if (err) return err;
    }
    return by_id(app, id, a, ret, info);
}
