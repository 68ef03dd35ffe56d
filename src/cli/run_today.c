/* `today` and `plan`: what to do, for the whole search or one opportunity. */
#include "app/review.h"
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/outbox_view.h"
#include "cli/speak.h"

enum { SHOWN = 10, QUIET_SHOWN = 4, DAYS_MAX = 3660 };

static void close_json(struct json_write *w, struct cli *cli)
{
    json_write_end(w);
    buf_char(&cli->out, '\n');
}

static void remember(struct app *app, const struct agenda *g, size_t n, struct cli *cli)
{
    struct str *ids = ARENA_NEW(cli->arena, struct str, n);
    struct err_info info;
    for (size_t i = 0; i < n; i++) ids[i] = g->items[i].id;
    if (find_remember(app, ids, n, &info) != OK)
        buf_printf(
            &cli->note, "The numbers of this list could not be kept (%s); use the ids of --json instead.\n", info.text);
}

static enum err empty_day(struct cli *cli, struct app *app, const struct agenda *g, struct err_info *info)
{
    const struct layout *l = &cli->layout;
    int64_t events, opps;
    enum err err = journal_count(app->journal, &events, &opps, info);
    if (err) return err;
    if (opps) {
        layout_text(l, 0, 0, LAYOUT_BOLD, STR("Nothing to do right now."));
        layout_text(l, 0, 0, LAYOUT_PLAIN,
            g->n_quiet ? STR("Everything that can be done is done. A delay is not a no; use the time for yourself, or "
                             "for the next application.")
                       : STR("All is quiet. \"hearback list\" shows what there is, \"hearback health\" how the search "
                             "is doing."));
        return OK;
    }
    layout_text(l, 0, 0, LAYOUT_BOLD, STR("Welcome. There is nothing here yet."));
    layout_text(l, 0, 0, LAYOUT_PLAIN, STR("Bring what you have, or begin with one application:"));
    layout_text(l, 2, 4, LAYOUT_PLAIN, STR("hearback import applications.csv"));
    layout_text(l, 2, 4, LAYOUT_PLAIN, STR("hearback new \"Harbour Lab\" \"Data scientist\""));
    layout_text(l, 2, 4, LAYOUT_PLAIN, STR("hearback applied harbour --on yesterday"));
    layout_text(
        l, 0, 0, LAYOUT_PLAIN, STR("\"hearback demo\" shows a sample search, \"hearback help\" everything else."));
    return OK;
}

static size_t not_waiting(const struct agenda *g, size_t from)
{
    size_t n = 0;
    for (size_t i = from; i < g->n; i++) n += !g->items[i].can_wait;
    return n;
}

static void say_more(struct cli *cli, const struct agenda *g, size_t shown)
{
    if (g->n <= shown) return;
    size_t left = g->n - shown, needed = not_waiting(g, shown);
    struct str text =
        needed ? arena_format(cli->arena, "%zu more, of which %zu can wait: \"hearback today --all\" shows them.", left,
                     left - needed)
               : arena_format(cli->arena, "%zu more can wait for another day.", left);
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM, text);
}

static void say_review(struct cli *cli, size_t waiting)
{
    if (!waiting) return;
    struct str text = waiting == 1 ? STR("One thing that was read waits for your word: \"hearback review\".")
                                   : arena_format(cli->arena,
                                         "%zu things that were read wait for your word: \"hearback review\".", waiting);
    layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN, text);
}

struct besides { /* what is told beside the actions */
    size_t waiting; /* for review */
    struct outbox_list letters;
};

static enum err today_text(struct cli *cli, struct app *app, const struct agenda *g, const struct agenda_question *q,
    const struct besides *b, struct err_info *info)
{
    size_t most = q->all ? 0 : SHOWN;
    if (!g->n) {
        enum err err = empty_day(cli, app, g, info);
        if (err) return err;
    }
    agenda_view_list(cli, app, g, most, true);
    if (most) say_more(cli, g, most);
    say_review(cli, b->waiting);
    agenda_view_quiet(cli, app, g, q->all ? 0 : QUIET_SHOWN);
    outbox_view_lines(cli, &b->letters);
    if (cli->layout.out == &cli->out) remember(app, g, most && g->n > most ? most : g->n, cli);
    return OK;
}

enum err cmd_today_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    int64_t days = 0;
    struct str given = args_value(args, "days");
    if (given.p && (!str_number(given, &days) || days < 0 || days > DAYS_MAX))
        return err_set(info, ERR_USAGE, "--days takes a number of days from 0 to %d", DAYS_MAX);
    enum err err = speak_read(&s, cli, info);
    struct agenda_question q = {
        .days = (int)days, .all = args_has(args, "all"), .quiet_max = cli->json ? 0 : QUIET_SHOWN};
    struct agenda g;
    struct besides b = {0};
    if (!err) err = agenda_today(&s.app, &q, cli->arena, &g, info);
    if (!err) err = review_count(&s.app, cli->arena, &b.waiting, info);
    if (!err) err = outbox_view_load(cli, &s.app, 0, &b.letters, info);
    if (err) return err;
    if (!cli->json) return today_text(cli, &s.app, &g, &q, &b, info);
    struct json_write w = {.out = &cli->out};
    agenda_view_json(&w, &s.app, &g);
    json_write_int(&w, "review", (int64_t)b.waiting);
    outbox_view_member(&w, &s.app, &b.letters);
    close_json(&w, cli);
    return OK;
}

enum err cmd_plan_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    bool road = args_has(args, "if-silent");
    enum err err = speak_read(&s, cli, info);
    if (!err) err = speak_opp(&s, args_positional(args, 0), info);
    struct agenda g;
    if (!err) err = agenda_plan(&s.app, &s.house, s.opp, road, cli->arena, &g, info);
    if (err) return err;
    if (cli->json) {
        struct json_write w = {.out = &cli->out};
        agenda_view_json(&w, &s.app, &g);
        close_json(&w, cli);
        return OK;
    }
    struct str title = arena_format(cli->arena, "%.*s%s%.*s%s", STR_ARG(s.opp->organisation),
        s.opp->position.n ? ", " : "", STR_ARG(s.opp->position), road ? ": the road if nobody answers" : "");
    layout_heading(&cli->layout, title);
    if (!g.n)
        layout_text(
            &cli->layout, 0, 0, LAYOUT_PLAIN, STR("Nothing more is to be done here, unless something new happens."));
    if (road) {
        agenda_view_road(cli, &s.app, &g);
        return OK;
    }
    agenda_view_list(cli, &s.app, &g, 0, true);
    agenda_view_quiet(cli, &s.app, &g, 0);
    remember(&s.app, &g, g.n, cli);
    return OK;
}
