/* Runs `remind`: what is due now and was not announced before. */
#include "app/remind.h"
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/digest.h"
#include "cli/speak.h"
#include "sys/notify.h"

enum { NOTIFIED = 5, LINE_MAX_BYTES = 200 }; /* lines of a notification, and what it has room for in each */

/* "Thank Jane Moss by e-mail (Harbour Lab): today by 15:00" */
static struct str line_of(struct arena *a, const struct app *app, const struct agenda_item *x)
{
    struct str what = agenda_view_headline(a, x), when = agenda_view_due(a, app, x), house = x->opp->organisation;
    return layout_clean(a, arena_format(a, "%.*s (%.*s): %.*s", STR_ARG(what), STR_ARG(house), STR_ARG(when)), false);
}

static struct str title_of(struct arena *a, const struct agenda *g)
{
    return g->n == 1 ? STR("One thing to do") : arena_format(a, "%zu things to do", g->n);
}

/* Not wrapped, so that each action is one line for whoever reads it. */
static void print(struct cli *cli, const struct app *app, const struct agenda *g)
{
    buf_printf(&cli->out, "%.*s:\n", STR_ARG(title_of(cli->arena, g)));
    for (size_t i = 0; i < g->n; i++) {
        struct str line = line_of(cli->arena, app, &g->items[i]);
        buf_printf(&cli->out, "  %.*s\n", STR_ARG(line));
    }
    buf_put(&cli->out, "\"hearback today\" shows more: why, and what each needs.\n");
}

static void print_json(struct cli *cli, const struct app *app, const struct agenda *g)
{
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_str(&w, "now", agenda_view_time(app->arena, app->zone, app->now));
    agenda_view_json_actions(&w, app, g);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

static enum err notify(struct arena *a, const struct app *app, const struct agenda *g, struct err_info *info)
{
    AUTO(buf) body = {0};
    size_t shown = g->n > NOTIFIED ? NOTIFIED : g->n;
    for (size_t i = 0; i < shown; i++) {
        struct str line = line_of(a, app, &g->items[i]), fits = str_clip(line, LINE_MAX_BYTES);
        buf_printf(&body, "%s%.*s%s", i ? "\n" : "", STR_ARG(fits), fits.n < line.n ? "..." : "");
    }
    if (g->n > shown) buf_printf(&body, "\nand %zu more: hearback today", g->n - shown);
    return notify_show(a, title_of(a, g), buf_str(&body), info);
}

/* As printed, for whoever reads it elsewhere. */
static enum err mail(struct cli *cli, const struct args *args, const struct app *app, const struct agenda *g,
    enum digest *ret, struct err_info *info)
{
    AUTO(buf) text = {0};
    struct str subject = arena_format(cli->arena, "hearback: %.*s", STR_ARG(title_of(cli->arena, g)));
    for (size_t i = 0; i < g->n; i++) buf_printf(&text, "- %.*s\n", STR_ARG(line_of(cli->arena, app, &g->items[i])));
    buf_put(&text, "\n\"hearback today\" shows more: why, and what each needs.\n");
    return digest_send(cli, args_value(args, "account"), subject, arena_str(cli->arena, buf_str(&text)), ret, info);
}

/* After the answer has been written: only then it was announced. */
static enum err delivered(void *context, struct err_info *info)
{
    struct remind *r = context;
    enum err err = remind_keep(r, info);
    remind_close(r);
    return err ? err_context(info, err, "what was announced cannot be remembered, and will be announced again") : OK;
}

static enum err by_and_by(struct cli *cli, struct remind *r)
{
    cli->delivered = delivered;
    cli->delivered_context = r;
    return OK;
}

static enum err check_options(const struct cli *cli, const struct args *args, struct err_info *info)
{
    bool on_desktop = args_has(args, "notify");
    if (cli->json && on_desktop)
        return err_set(info, ERR_USAGE, "--notify: with --json it is the other program that announces; leave one out");
    bool by_mail = args_has(args, "mail");
    if (by_mail && (cli->json || on_desktop))
        return err_set(info, ERR_USAGE, "--mail: it goes by mail alone; leave --json and --notify out");
    if (args_has(args, "account") && !by_mail) return err_set(info, ERR_USAGE, "--account: goes with --mail");
    if (args_has(args, "later") && !on_desktop)
        return err_set(info, ERR_USAGE, "--later: goes with --notify, as something can always be printed");
    return OK;
}

/* True: it is still to be printed. */
static bool left_to_print(struct speak *s, const struct args *args, const struct agenda *g, bool *ret_announced)
{
    struct err_info why = {0};
    *ret_announced = true;
    if (!args_has(args, "notify")) return true;
    if (notify(s->cli->arena, &s->app, g, &why) == OK) return false;
    *ret_announced = !args_has(args, "later");
    if (*ret_announced)
        speak_note(s, "This is printed, as no notification could be shown: %s.", why.text);
    else
        speak_note(s, "No notification could be shown: %s. The next run tries again.", why.text);
    return *ret_announced;
}

enum err cmd_remind_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct agenda g;
    struct agenda_question q = {.quiet_max = 1};
    struct remind *r = ARENA_NEW(cli->arena, struct remind, 1); /* its lock is held until the answer is written */
    enum err err = check_options(cli, args, info);
    if (!err) err = speak_read(&s, cli, info);
    if (!err) err = remind_open(&s.app, cli->arena, r, info);
    if (!err) err = agenda_today(&s.app, &q, cli->arena, &g, info);
    if (err) {
        remind_close(r);
        return err;
    }
    remind_choose(r, &s.app, args_has(args, "again"), cli->arena, &g);
    if (args_has(args, "mail")) {
        enum digest digest = DIGEST_SENT;
        err = g.n ? mail(cli, args, &s.app, &g, &digest, info) : OK;
        if (!err && digest == DIGEST_SENT) return by_and_by(cli, r);
        remind_close(r);
        return err;
    }
    bool announced = true, print_it = g.n && left_to_print(&s, args, &g, &announced);
    if (cli->json)
        print_json(cli, &s.app, &g);
    else if (print_it)
        print(cli, &s.app, &g);
    return announced ? by_and_by(cli, r) : OK;
}
