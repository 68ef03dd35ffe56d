/* Letters of the outbox, and kind lines about those that are not settled. */
#include "cli/outbox_view.h"

#include "cli/agenda_view.h"

struct str outbox_view_state(struct arena *a, const struct outbox_letter *l)
{
    long long id = l->id;
    switch (l->state) {
    case OUTBOX_READY:
        return arena_format(
            a, "not sent yet: \"hearback send --again %lld\" sends it, \"--give-up %lld\" does not", id, id);
    case OUTBOX_SENDING:
        return arena_format(a,
            "interrupted before it went: \"hearback send --again %lld\" sends it, unless another "
            "hearback is about to",
            id);
    case OUTBOX_HANDING_OVER:
    case OUTBOX_UNKNOWN:
        return arena_format(a,
            "it may or may not have gone out. \"hearback send --look %lld\" asks the mailbox of what was sent; if you "
            "know: \"--was-sent %lld\" or \"--was-not-sent %lld\"",
            id, id, id);
    case OUTBOX_SENT: return STR("sent");
    case OUTBOX_REFUSED: return STR("the server did not take it");
    case OUTBOX_GIVEN_UP: return STR("given up; it did not go out");
    }
    return (struct str){0};
}

void outbox_view_json(
    struct json_write *w, const char *key, const struct outbox_letter *l, const struct zone *zone, struct arena *a)
{
    static const char *const copies[] = {"none", "wanted", "done", "failed"};
    bool unknown = l->state == OUTBOX_UNKNOWN || l->state == OUTBOX_HANDING_OVER;
    json_write_object(w, key);
    json_write_int(w, "id", l->id);
    json_write_text(w, "state", outbox_state_names[l->state]);
    json_write_bool(w, "unknown", unknown);
    json_write_str(w, "message_id", l->message_id);
    json_write_str(w, "account", l->account);
    json_write_str(w, "from", l->sender);
    json_write_str(w, "to", l->recipient);
    json_write_str(w, "subject", l->subject);
    json_write_text(w, "purpose", l->opp ? purpose_names[l->purpose] : NULL);
    agenda_view_json_time(w, "made", zone, l->made, a);
    agenda_view_json_time(w, "changed", zone, l->changed, a);
    agenda_view_json_time(w, "handed", zone, l->handed, a);
    json_write_int(w, "attempts", l->attempt);
    json_write_str(w, "answer", l->answer);
    json_write_text(w, "copy", copies[l->copy]);
    json_write_end(w);
}

enum err outbox_view_load(struct cli *cli, struct app *app, int64_t opp, struct outbox_list *ret, struct err_info *info)
{
    struct outbox_list all;
    enum err err = outbox_letters(app->journal, true, 0, cli->arena, &all, info);
    if (err) return err;
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (opp ? all.items[i].opp == opp : all.items[i].opp != 0) all.items[n++] = all.items[i];
    all.n = n;
    *ret = all;
    return OK;
}

void outbox_view_lines(struct cli *cli, const struct outbox_list *all)
{
    if (all->n) layout_heading(&cli->layout, STR("On its way"));
    for (size_t i = 0; i < all->n; i++) {
        const struct outbox_letter *l = &all->items[i];
        bool unknown = l->state == OUTBOX_UNKNOWN || l->state == OUTBOX_HANDING_OVER;
        layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN,
            arena_format(cli->arena, "Letter %lld to %.*s %s: \"hearback send\" says more.", (long long)l->id,
                STR_ARG(l->recipient),
                unknown ? "may or may not have gone out, and waits for your word" : "has not gone out yet"));
    }
}

void outbox_view_member(struct json_write *w, const struct app *app, const struct outbox_list *all)
{
    if (!all->n) return;
    json_write_array(w, "letters");
    for (size_t i = 0; i < all->n; i++) outbox_view_json(w, NULL, &all->items[i], app->zone, app->arena);
    json_write_end(w);
}
