/* Runs `send`. */
#include "cli/findings_view.h"
#include "cli/outbox_view.h"
#include "cli/send.h"
#include "sys/terminal.h"

enum { STATUS_NOT_SENT = 1 };

/* What stands in the way, for programs. */
static void objection_json(struct send *s, struct str objection)
{
    static const char *const judgements[] = {"ok", "wait", "stop"};
    struct cli *cli = s->w.s.cli;
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_bool(&w, "sent", false);
    json_write_text(&w, "verdict", judgements[s->verdict.judgement]);
    if (s->verdict.judgement == JUDGED_WAIT)
        agenda_view_json_time(&w, "until", s->w.opp->zone, zone_instant(s->w.opp->zone, s->verdict.until), cli->arena);
    else
        json_write_null(&w, "until");
    agenda_view_json_rules(&w, "rules", s->verdict.rules);
    if (objection.n)
        json_write_str(&w, "why", objection);
    else
        json_write_null(&w, "why");
    json_write_str(&w, "from", s->mail.from.mail);
    json_write_str(&w, "to", s->to);
    json_write_str(&w, "subject", s->letter.subject.n ? s->letter.subject : s->mail.subject);
    json_write_str(&w, "body", s->letter.text.n ? s->letter.text : s->mail.text);
    json_write_array(&w, "attached");
    for (size_t i = 0; i < s->mail.n_files; i++) json_write_str(&w, NULL, s->mail.files[i].name);
    json_write_end(&w);
    json_write_array(&w, "findings");
    for (size_t i = 0; i < s->w.findings.n; i++) {
        struct findings_spot spot = findings_view_spot(&s->w.text, &s->w.findings.items[i]);
        findings_view_json(&w, &s->w.findings.items[i], &spot);
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

/* Shown, and not sent. */
static enum err leave(struct send *s, struct str objection)
{
    struct cli *cli = s->w.s.cli;
    if (cli->json)
        objection_json(s, objection);
    else
        send_show(s);
    if (objection.n) buf_printf(&cli->note, "Nothing was sent: %.*s\n", STR_ARG(objection));
    cli->status = objection.n ? STATUS_NOT_SENT : 0;
    return OK;
}

/* How to tell, once it has gone by another program. */
static void note_how_to_record(struct send *s, struct str objection)
{
    const struct wording *w = &s->w;
    if (objection.n) speak_note(&s->w.s, "Before you send it: %.*s", STR_ARG(objection));
    if (w->action.n)
        speak_note(&s->w.s, "When it has gone: \"hearback done %.*s\".", STR_ARG(w->action));
    else
        speak_note(&s->w.s, "When it has gone: \"hearback contacted %.*s --to %.*s --via email --purpose %s\".",
            STR_ARG(w->opp->slug), STR_ARG(w->person >= 0 ? w->house->people[w->person].slug : STR("hr")),
            purpose_names[w->facts.purpose]);
}

static void answer_handed_on(struct send *s, const char *key, struct str value)
{
    struct cli *cli = s->w.s.cli;
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s\n", STR_ARG(value));
        return;
    }
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_str(&w, key, value);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

/* To a file or as a link: nothing is sent, so nothing is recorded. */
static enum err hand_on(struct send *s, const struct args *args, struct str objection, struct err_info *info)
{
    struct arena *a = s->w.s.cli->arena;
    struct str file = args_value(args, "to-file"), link;
    if (s->drafted) return err_set(info, ERR_INPUT, "%.*s", STR_ARG(objection));
    if (args_has(args, "mailto")) {
        enum err err = mail_compose_link(&s->mail, a, &link, info);
        if (err) return err;
        answer_handed_on(s, "link", link);
    } else {
        const char *path = arena_str(a, file).p;
        enum err err = file_write_atomic(path, s->letter.bytes, false, info);
        if (err) return err_context(info, err, "--to-file");
        if (s->w.s.cli->json)
            answer_handed_on(s, "file", file);
        else
            layout_text(&s->w.s.cli->layout, 0, 2, LAYOUT_PLAIN, arena_format(a, "Written to %s.", path));
    }
    note_how_to_record(s, objection);
    return OK;
}

static enum err agree(struct send *s, const struct args *args, bool *ret, struct err_info *info)
{
    struct cli *cli = s->w.s.cli;
    *ret = true;
    if (args_has(args, "yes")) return send_note(s), OK;
    if (cli->json || !terminal_asks())
        return err_set(info, ERR_INPUT,
            "nothing was sent, as there is no terminal to ask at: --dry-run shows the letter, --yes sends it");
    send_show(s);
    *ret = terminal_ask(buf_str(&cli->out), "Send it?");
    buf_clear(&cli->out);
    if (!*ret) layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN, STR("Nothing was sent."));
    return OK;
}

static enum err check_options(const struct args *args, struct err_info *info)
{
    static const char *const ways[] = {"yes", "dry-run", "to-file", "mailto"};
    static const char *const numbered[] = {"again", "look", "was-sent", "was-not-sent", "give-up"};
    int n_ways = 0, n_numbered = 0;
    for (size_t i = 0; i < 4; i++) n_ways += args_has(args, ways[i]);
    for (size_t i = 0; i < 5; i++) n_numbered += args_has(args, numbered[i]);
    if (n_ways > 1) return err_set(info, ERR_USAGE, "--yes, --dry-run, --to-file and --mailto exclude each other");
    if (args_has(args, "attach") && (args_has(args, "mailto") || n_numbered))
        return err_set(info, ERR_USAGE, "--attach: goes with a letter that is sent or written to a file");
    if (n_numbered > 1 || (n_numbered && args->n_positionals))
        return err_set(info, ERR_USAGE, "a letter of the outbox is named by its number alone");
    if (!n_numbered && !args->n_positionals && args->n_options)
        return err_set(info, ERR_USAGE, "which letter?  Name an action, an opportunity or a file");
    return OK;
}

static enum err take_letter(struct send *s, struct cli *cli, const struct args *args, struct err_info *info)
{
    int64_t id;
    if (!args_has(args, "again")) return send_compose(s, cli, args, info);
    if (!str_number(args_value(args, "again"), &id)) id = 0;
    enum err err = send_again(s, cli, id, info);
    if (err) return err;
    const struct outbox_letter *l = &s->letter;
    if (l->state == OUTBOX_READY || l->state == OUTBOX_SENDING) return OK;
    return err_set(info, ERR_INPUT, "letter %lld cannot be sent again: %.*s", (long long)id,
        STR_ARG(outbox_view_state(cli->arena, l)));
}

enum err cmd_send_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    static const char *const settle[] = {"look", "was-sent", "was-not-sent", "give-up"};
    bool agreed;
    enum err err = check_options(args, info);
    if (err) return err;
    for (size_t i = 0; i < sizeof settle / sizeof *settle; i++)
        if (args_has(args, settle[i])) return send_settle(cli, args, info);
    if (!args_has(args, "again") && !args->n_positionals) return send_outbox(cli, info);
    AUTO(send) s = {0};
    err = take_letter(&s, cli, args, info);
    if (err) return err;
    bool goes = !args_has(args, "to-file") && !args_has(args, "mailto") && !args_has(args, "dry-run");
    if (goes) err = send_refuse_sample(&s.w.s.app, info);
    if (err) return err;
    struct str objection = send_objection(&s);
    if (args_has(args, "to-file") || args_has(args, "mailto")) return hand_on(&s, args, objection, info);
    if (objection.n || args_has(args, "dry-run")) return leave(&s, objection);
    err = agree(&s, args, &agreed, info);
    if (err || !agreed) return err;
    journal_rollback(s.w.s.app.journal); /* what was looked at is old by now */
    return send_go(&s, info);
}
