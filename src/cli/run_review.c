/* Runs `review`. */
#include "cli/review_view.h"
#include "sys/key.h"
#include "sys/terminal.h"

#include <string.h>

struct review {
    struct speak s;
    struct review_item *items;
    size_t n;
    size_t settled;
    struct str slug; /* of the opportunity made last */
};

static void review_close(struct review *r)
{
    speak_close(&r->s);
}

static enum err load(struct review *r, struct err_info *info)
{
    return review_list(&r->s.app, r->s.cli->arena, &r->items, &r->n, info);
}

/* --- the list --- */

static void list_json(struct review *r)
{
    struct json_write w = {.out = &r->s.cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "suggestions");
    for (size_t i = 0; i < r->n; i++) review_view_json(&r->s, &w, &r->items[i]);
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&r->s.cli->out, '\n');
}

static void list_text(struct review *r)
{
    struct cli *cli = r->s.cli;
    if (!r->n) {
        layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN, STR("Nothing waits for you here."));
        return;
    }
    for (size_t i = 0; i < r->n; i++) {
        review_view_text(&r->s, &r->items[i]);
        buf_char(&cli->out, '\n');
    }
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM,
        STR("\"hearback review yes NUMBER\" if it is so, \"no NUMBER\" if not; --as says what it means instead."));
}

/* --- answers given as words --- */

static enum err find(struct review *r, struct str text, const struct review_item **ret, struct err_info *info)
{
    int64_t number;
    if (str_number(text, &number))
        for (size_t i = 0; i < r->n; i++)
            if (r->items[i].e.seq == number) return *ret = &r->items[i], OK;
    return err_set(
        info, ERR_NOT_FOUND, "nothing that waits has the number \"%.*s\": \"hearback review\" lists it", STR_ARG(text));
}

static enum err answer_of(struct review *r, const struct args *args, struct review_answer *ret, struct err_info *info)
{
    struct speak *s = &r->s;
    struct str opp = args_value(args, "opportunity");
    struct review_answer x = {.yes = str_is(args_positional(args, 0), "yes"),
        .gist = speak_word(args, "as", gist_names, -1),
        .purpose = speak_word(args, "purpose", purpose_names, -1),
        .says_day = args_has(args, "decision-by"),
        .says_day2 = args_has(args, "follow-up-on"),
        .day = DAY_NONE,
        .day2 = DAY_NONE,
        .organisation = args_value(args, "organisation"),
        .position = args_value(args, "position")};
    enum err err = OK;
    if (x.gist >= 0 && x.purpose >= 0) return err_set(info, ERR_USAGE, "a mail is theirs (--as) or yours (--purpose)");
    if (!x.yes && args->n_options) return err_set(info, ERR_USAGE, "options go with yes: they say what it is instead");
    if (opp.p && x.organisation.n)
        return err_set(info, ERR_USAGE, "the mail is about one you know (--opportunity) or a new one (--organisation)");
    if (x.says_day) err = speak_day(s, args, "decision-by", &x.day, info);
    if (!err && x.says_day2) err = speak_day(s, args, "follow-up-on", &x.day2, info);
    if (!err && opp.p) {
        err = find_opp(&s->app, opp, s->cli->arena, &s->house, &s->opp, info);
        x.opp = s->opp;
        x.house = &s->house;
    }
    if (!err) *ret = x;
    return err;
}

static enum err settle(
    struct review *r, const struct review_item *item, const struct review_answer *x, struct err_info *info)
{
    struct review_settled done;
    enum err err = review_settle(&r->s.record, item, x, r->items, r->n, r->s.cli->arena, &done, info);
    if (err) return err;
    r->settled += done.n;
    if (done.slug.n) r->slug = done.slug;
    return OK;
}

/* Mails of one new opportunity go along with the first. */
static bool is_settled(const struct review *r, const struct review_item *item)
{
    for (size_t i = 0; i < r->s.record.n_events; i++) {
        const struct event *e = &r->s.record.events[i];
        if (e->kind == EVENT_SETTLED && e->count == item->e.seq) return true;
    }
    return false;
}

static enum err settle_all(struct review *r, const struct review_answer *x, struct err_info *info)
{
    for (size_t i = 0; i < r->n; i++) {
        enum err err = is_settled(r, &r->items[i]) ? OK : settle(r, &r->items[i], x, info);
        if (err) return err;
    }
    return OK;
}

static enum err by_words(struct review *r, const struct args *args, struct err_info *info)
{
    struct review_answer x;
    const struct review_item *item;
    enum err err = answer_of(r, args, &x, info);
    if (args->n_positionals < 2) return err_set(info, ERR_USAGE, "say which: a NUMBER of the list, or all");
    bool all = args->n_positionals == 2 && str_is(args_positional(args, 1), "all");
    if (!err && all && args->n_options) err = err_set(info, ERR_USAGE, "options are for one at a time, not for all");
    if (!err && all) err = settle_all(r, &x, info);
    for (size_t i = 1; i < args->n_positionals && !err && !all; i++) {
        err = find(r, args->positionals[i], &item, info);
        if (!err && !is_settled(r, item)) err = settle(r, item, &x, info);
    }
    if (err) return err;
    if (!r->settled) return err_set(info, ERR_NOT_FOUND, "nothing waits for you here");
    struct cli *cli = r->s.cli;
    struct str what =
        arena_format(cli->arena, "%zu %s", r->settled, x.yes ? "as suggested, or as you said" : "set aside");
    return speak_answer_as(&r->s, "Settled", what, r->slug, info);
}

/* --- answers by key --- */

static const char choices[] = "  1 automatic receipt   2 not decided yet      3 asked to be in touch\n"
                              "  4 interview           5 references wanted    6 a no\n"
                              "  7 position filled     8 an offer             9 something else\n"
                              "What is it? ";

static const char purposes[] = "  1 thanks    2 three-part message  3 inquiry     4 reply      5 to a reference\n"
                               "  6 material  7 gracious note       8 check-back  9 connect    0 something else\n"
                               "What was it for? ";

/* Waits until one of these keys is pressed, and shows it; 0: enough. */
static enum err press(struct cli *cli, const char *keys, int *ret, struct err_info *info)
{
    int key = 0;
    struct str text = arena_str(cli->arena, buf_str(&cli->out));
    buf_clear(&cli->out);
    do {
        enum err err = key_ask(text, &key, info);
        if (err) return err;
        text = (struct str){0};
    } while (key && !strchr(keys, key));
    buf_printf(&cli->out, "%c\n", key ? key : 'q');
    *ret = key;
    return OK;
}

/* What it is instead; *ret_chosen: something was. */
static enum err choose(struct cli *cli, bool ours, struct review_answer *x, bool *ret_chosen, struct err_info *info)
{
    int key;
    buf_put(&cli->out, ours ? purposes : choices);
    enum err err = press(cli, ours ? "1234567890l" : "123456789l", &key, info);
    if (err) return err;
    *ret_chosen = key && key != 'l';
    int code = key == '0' ? PURPOSE_OTHER : key - '1';
    if (*ret_chosen) *(ours ? &x->purpose : &x->gist) = code;
    return OK;
}

/* In a transaction of its own: nobody else has to wait while a person thinks, and what was answered is kept whatever
 * comes after.  What others have settled meanwhile stays as it is. */
static enum err settle_now(struct review *r, int64_t seq, const struct review_answer *x, struct err_info *info)
{
    enum err err = record_begin(&r->s.record, &r->s.app, info);
    if (!err) err = load(r, info);
    for (size_t i = 0; i < r->n && !err; i++) {
        if (r->items[i].e.seq != seq) continue;
        err = settle(r, &r->items[i], x, info);
        break;
    }
    if (!err) err = record_commit(&r->s.record, info);
    return err ? err : load(r, info);
}

enum asked { ASKED_DONE, ASKED_LATER, ASKED_ENOUGH };

static enum err ask(struct review *r, const struct review_item *item, enum asked *ret, struct err_info *info)
{
    struct cli *cli = r->s.cli;
    struct review_answer x = {.yes = true, .gist = -1, .purpose = -1, .day = DAY_NONE, .day2 = DAY_NONE};
    int key;
    bool meaning = item->e.kind == EVENT_MAY_MEAN, chosen = true;
    buf_char(&cli->out, '\n');
    review_view_text(&r->s, item);
    buf_put(&cli->out,
        meaning ? "      y yes   n no   c choose   l later   q quit: " : "      y yes   n no   l later   q quit: ");
    enum err err = press(cli, meaning ? "ynclq" : "ynlq", &key, info);
    if (!err && key == 'c') err = choose(cli, item->e.flags & FLAG_OURS, &x, &chosen, info);
    if (err) return err;
    *ret = !key || key == 'q' ? ASKED_ENOUGH : key == 'l' || !chosen ? ASKED_LATER : ASKED_DONE;
    x.yes = key != 'n';
    return *ret == ASKED_DONE ? settle_now(r, item->e.seq, &x, info) : OK;
}

static const struct review_item *next_after(const struct review *r, const int64_t *later, size_t n)
{
    for (size_t i = 0; i < r->n; i++) {
        bool put_off = false;
        for (size_t k = 0; k < n; k++) put_off |= later[k] == r->items[i].e.seq;
        if (!put_off) return &r->items[i];
    }
    return NULL;
}

static enum err by_keys(struct review *r, struct err_info *info)
{
    struct cli *cli = r->s.cli;
    int64_t *later = NULL;
    size_t n = 0, room = 0;
    const struct review_item *item;
    enum err err = OK;
    record_abort(&r->s.record); /* until there is an answer */
    while (!err && (item = next_after(r, later, n))) {
        enum asked asked;
        err = ask(r, item, &asked, info);
        if (!err && asked == ASKED_ENOUGH) break;
        if (!err && asked == ASKED_LATER) *ARENA_PUSH(cli->arena, later, n, room) = item->e.seq;
    }
    if (err) return err;
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM,
        r->n ? arena_format(cli->arena, "%zu settled, %zu still wait.", r->settled, r->n)
             : STR("That was all: nothing waits for you here."));
    return OK;
}

enum err cmd_review_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(review) r = {0};
    bool asks = !args->n_positionals && !cli->json && terminal_asks();
    bool writes = asks || args->n_positionals;
    if (!args->n_positionals && args->n_options)
        return err_set(info, ERR_USAGE, "options belong to an answer: review yes NUMBER ...");
    enum err err = speak_open(&r.s, cli, writes ? JOURNAL_WRITE : JOURNAL_READ, info);
    if (!err) err = load(&r, info);
    if (err) return err;
    if (args->n_positionals) return by_words(&r, args, info);
    if (asks && r.n) return by_keys(&r, info);
    if (cli->json)
        list_json(&r);
    else
        list_text(&r);
    return OK;
}
