/* The outbox: `send` without a letter, and what a person says became of one. */
#include "app/review.h"
#include "app/sent_copy.h"
#include "cli/outbox_view.h"
#include "cli/send.h"

enum { LETTERS = 20 };

/* --- what the record knows by now --- */

static bool may_have_gone(const struct outbox_letter *l)
{
    return l->state == OUTBOX_UNKNOWN || l->state == OUTBOX_HANDING_OVER;
}

/* What an import has brought of it, it knows only as a mail of ours; what it was for stands here. */
static enum err say_purpose(
    struct speak *s, const struct event *known, const struct outbox_letter *l, struct err_info *info)
{
    struct review_item *items;
    struct review_settled settled;
    const struct review_answer answer = {.yes = true, .gist = -1, .purpose = l->purpose};
    size_t n = 0;
    enum err err = review_list(&s->app, s->cli->arena, &items, &n, info);
    for (size_t i = 0; !err && i < n; i++)
        if (items[i].e.kind == EVENT_MAY_MEAN && items[i].e.count == known->seq && items[i].e.flags & FLAG_OURS)
            return review_settle(&s->record, &items[i], &answer, items, n, s->cli->arena, &settled, info);
    return err;
}

/* Within a transaction: it went out.  The contact is recorded, unless an import has brought it. */
static enum err went_out(struct speak *s, struct outbox_letter *l, struct str why, struct err_info *info)
{
    struct journal *j = s->app.journal;
    struct event known;
    bool found;
    int64_t house;
    enum err err = OK;
    if (l->state == OUTBOX_HANDING_OVER) err = outbox_move(j, l, OUTBOX_UNKNOWN, l->answer, s->app.now, info);
    if (!err) err = outbox_move(j, l, OUTBOX_SENT, why, s->app.now, info);
    if (!err) err = journal_source(j, post_source(l, s->cli->arena), s->cli->arena, &known, &found, info);
    if (err || !l->opp) return err;
    if (found) {
        err = known.opp == l->opp ? say_purpose(s, &known, l, info) : OK;
        return err ? err : outbox_note(j, l, known.seq, l->copy, info);
    }
    err = journal_house_of(j, l->opp, &house, info);
    if (!err) err = house_load(&s->app, house, s->cli->arena, &s->house, info);
    if (err) return err;
    s->opp = house_opp(&s->house, l->opp);
    if (!s->opp) return OK; /* taken back meanwhile, and with it whatever would be recorded */
    s->zone = s->opp->zone;
    s->now = zone_civil(s->zone, s->app.now);
    struct event e = post_event(l, s->zone, s->cli->arena);
    err = speak_record(s, &e, info);
    return err ? err : outbox_note(j, l, e.seq, l->copy, info);
}

/* Those that an import of what was sent has brought did go out. */
static enum err settle_known(struct cli *cli, const struct outbox_list *all, struct err_info *info)
{
    AUTO(speak) s = {0};
    enum err err = speak_open(&s, cli, JOURNAL_WRITE, info);
    for (size_t i = 0; !err && i < all->n; i++) {
        struct outbox_letter l;
        struct event known;
        bool found = false;
        if (!may_have_gone(&all->items[i])) continue;
        err = outbox_get(s.app.journal, all->items[i].id, cli->arena, &l, info);
        if (!err) err = journal_source(s.app.journal, post_source(&l, cli->arena), cli->arena, &known, &found, info);
        if (!err && found && may_have_gone(&l))
            err = went_out(&s, &l, STR("it came back with an import of what was sent"), info);
    }
    return err ? err : record_commit(&s.record, info);
}

static enum err any_known(struct speak *s, const struct outbox_list *all, bool *ret, struct err_info *info)
{
    *ret = false;
    enum err err = OK;
    for (size_t i = 0; !err && !*ret && i < all->n; i++) {
        struct event known;
        if (may_have_gone(&all->items[i]))
            err = journal_source(
                s->app.journal, post_source(&all->items[i], s->cli->arena), s->cli->arena, &known, ret, info);
    }
    return err;
}

/* --- showing --- */

static void show(struct cli *cli, const struct speak *s, const struct outbox_list *all)
{
    struct arena *a = cli->arena;
    struct layout_item *items = ARENA_NEW(a, struct layout_item, all->n);
    for (size_t i = 0; i < all->n; i++) {
        const struct outbox_letter *l = &all->items[all->n - 1 - i];
        bool settled = l->state == OUTBOX_SENT || l->state == OUTBOX_GIVEN_UP;
        struct str answer =
            l->answer.n && !settled ? arena_format(a, "It was said: %.*s", STR_ARG(l->answer)) : l->answer;
        items[i] = (struct layout_item){.number = arena_format(a, "%lld", (long long)l->id),
            .headline = arena_format(a, "%.*s, to %.*s", STR_ARG(l->subject), STR_ARG(l->recipient)),
            .when = phrase_moment(a, zone_civil(s->app.zone, l->changed), PRECISION_TIME, app_now(&s->app)),
            .detail = outbox_view_state(a, l),
            .why = l->state == OUTBOX_SENT ? (struct str){0} : answer,
            .urgent = may_have_gone(l)};
    }
    if (!all->n)
        layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN,
            STR("The outbox is empty. \"hearback send ACTION\" sends the letter of an action."));
    layout_list(&cli->layout, items, all->n);
}

enum err send_outbox(struct cli *cli, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct outbox_list all;
    bool known = false;
    enum err err = speak_read(&s, cli, info);
    if (!err) err = outbox_letters(s.app.journal, false, LETTERS, cli->arena, &all, info);
    if (!err) err = any_known(&s, &all, &known, info);
    if (!err && known) err = settle_known(cli, &all, info);
    if (!err && known) err = journal_snapshot(s.app.journal, info);
    if (!err && known) err = outbox_letters(s.app.journal, false, LETTERS, cli->arena, &all, info);
    if (err) return err;
    if (!cli->json) return show(cli, &s, &all), OK;
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "letters");
    for (size_t i = 0; i < all.n; i++) outbox_view_json(&w, NULL, &all.items[i], s.app.zone, cli->arena);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
    return OK;
}

/* --- settling --- */

static void answer(struct speak *s, const struct outbox_letter *l, struct str said)
{
    struct cli *cli = s->cli;
    if (!cli->json) {
        layout_text(&cli->layout, 0, 2, LAYOUT_PLAIN, said);
        return;
    }
    struct json_write w = {.out = &cli->out};
    struct phrase p = speak_phrase(s);
    json_write_object(&w, NULL);
    outbox_view_json(&w, "letter", l, s->app.zone, cli->arena);
    json_write_array(&w, "recorded");
    for (size_t i = 0; i < s->record.n_events; i++) phrase_json(&p, &w, NULL, &s->record.events[i], false);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

static enum err refuse(struct cli *cli, const struct outbox_letter *l, struct err_info *info)
{
    return err_set(info, ERR_INPUT, "letter %lld stands otherwise: %.*s", (long long)l->id,
        STR_ARG(outbox_view_state(cli->arena, l)));
}

static enum err was_sent(struct speak *s, struct outbox_letter *l, struct err_info *info)
{
    if (!may_have_gone(l)) return refuse(s->cli, l, info);
    enum err err = went_out(s, l, STR("you said that it went out"), info);
    if (!err) err = record_commit(&s->record, info);
    if (!err) answer(s, l, STR("Recorded as sent."));
    return err;
}

static enum err was_not_sent(struct speak *s, struct outbox_letter *l, struct err_info *info)
{
    struct journal *j = s->app.journal;
    if (!may_have_gone(l)) return refuse(s->cli, l, info);
    enum err err = OK;
    if (l->state == OUTBOX_HANDING_OVER) err = outbox_move(j, l, OUTBOX_UNKNOWN, l->answer, s->app.now, info);
    if (!err) err = outbox_move(j, l, OUTBOX_READY, STR("you said that it did not go out"), s->app.now, info);
    if (!err) err = record_commit(&s->record, info);
    if (!err)
        answer(s, l,
            arena_format(
                s->cli->arena, "Letter %lld is %.*s.", (long long)l->id, STR_ARG(outbox_view_state(s->cli->arena, l))));
    return err;
}

/* Asks the mailbox, without a transaction open meanwhile. */
static enum err look(struct cli *cli, int64_t id, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct outbox_letter l;
    const struct account *account;
    bool found = false;
    enum err err = speak_read(&s, cli, info);
    if (!err) err = outbox_get(s.app.journal, id, cli->arena, &l, info);
    if (err) return err;
    if (!may_have_gone(&l)) return refuse(cli, &l, info);
    err = send_account(cli, l.account, (struct str){0}, &account, info);
    if (!err) err = sent_copy_find(account, l.message_id, cli->arena, &found, info);
    if (err) return err;
    if (!found) {
        answer(&s, &l,
            arena_format(cli->arena,
                "It is not in your mailbox of what was sent, which need not mean much. If you know: \"--was-sent "
                "%lld\" or \"--was-not-sent %lld\".",
                (long long)id, (long long)id));
        return OK;
    }
    speak_close(&s);
    err = speak_open(&s, cli, JOURNAL_WRITE, info);
    if (!err) err = outbox_get(s.app.journal, id, cli->arena, &l, info);
    if (!err && !may_have_gone(&l)) return refuse(cli, &l, info);
    if (!err) err = went_out(&s, &l, STR("it is in the mailbox of what was sent"), info);
    if (!err) err = record_commit(&s.record, info);
    if (!err) answer(&s, &l, STR("It did go out: it is in your mailbox of what was sent. Recorded."));
    return err;
}

static enum err give_up(struct speak *s, struct outbox_letter *l, struct err_info *info)
{
    struct journal *j = s->app.journal;
    if (l->state != OUTBOX_READY && l->state != OUTBOX_SENDING) return refuse(s->cli, l, info);
    enum err err = OK;
    if (l->state == OUTBOX_SENDING) err = outbox_move(j, l, OUTBOX_READY, l->answer, s->app.now, info);
    if (!err) err = outbox_move(j, l, OUTBOX_GIVEN_UP, l->answer, s->app.now, info);
    if (!err) err = record_commit(&s->record, info);
    if (!err) answer(s, l, STR("It will not be sent."));
    return err;
}

enum err send_settle(struct cli *cli, const struct args *args, struct err_info *info)
{
    static const struct {
        const char *option;
        enum err (*settle)(struct speak *s, struct outbox_letter *l, struct err_info *info);
    } ways[] = {{"was-sent", was_sent}, {"was-not-sent", was_not_sent}, {"give-up", give_up}};
    AUTO(speak) s = {0};
    struct outbox_letter l;
    int64_t id = 0;
    if (args_has(args, "look")) {
        if (!str_number(args_value(args, "look"), &id)) id = 0;
        return look(cli, id, info);
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!args_has(args, ways[i].option)) continue;
        if (!str_number(args_value(args, ways[i].option), &id)) id = 0;
        enum err err = speak_open(&s, cli, JOURNAL_WRITE, info);
        if (!err) err = outbox_get(s.app.journal, id, cli->arena, &l, info);
        return err ? err : ways[i].settle(&s, &l, info);
    }
    return err_set(info, ERR_USAGE, "which letter?");
}
