/* Runs `draft`. */
#include "cli/findings_view.h"
#include "cli/wording.h"
#include "codec/draft_file.h"

/* By what means, in people's words. */
static const char *const means[] = {"e-mail", "phone", "a note by hand", "LinkedIn", "in person"};

enum { CARD_COLUMNS = 42 }; /* of a card of 10 x 15 cm in a hand that can be read */

static struct str on_card(const struct wording *w, struct str body)
{
    AUTO(buf) b = {0};
    struct layout card = {.out = &b, .arena = w->s.cli->arena, .width = CARD_COLUMNS};
    layout_text(&card, 0, 0, LAYOUT_PLAIN, str_trim(body));
    return arena_str(w->s.cli->arena, buf_str(&b));
}

static void show_json(struct wording *w)
{
    struct json_write out = {.out = &w->s.cli->out};
    const struct draft *d = &w->draft;
    json_write_object(&out, NULL);
    json_write_str(&out, "to", wording_to(w));
    json_write_text(&out, "channel", channel_names[w->facts.channel]);
    if (d->subject.n)
        json_write_str(&out, "subject", d->subject);
    else
        json_write_null(&out, "subject");
    json_write_str(&out, "body", d->body);
    json_write_str(&out, "form", d->template->name);
    json_write_array(&out, "missing");
    for (size_t i = 0; i < d->n_missing; i++) {
        json_write_object(&out, NULL);
        json_write_str(&out, "question", d->missing[i].question);
        json_write_str(&out, "answer", wording_answer(w, d->missing[i].answer));
        json_write_bool(&out, "needed", d->missing[i].needed);
        json_write_end(&out);
    }
    json_write_end(&out);
    json_write_array(&out, "findings");
    for (size_t i = 0; i < w->findings.n; i++) {
        struct findings_spot spot = findings_view_spot(&w->text, &w->findings.items[i]);
        findings_view_json(&out, &w->findings.items[i], &spot);
    }
    json_write_end(&out);
    json_write_end(&out);
    buf_char(&w->s.cli->out, '\n');
}

static void show_findings(const struct wording *w)
{
    struct cli *cli = w->s.cli;
    const struct layout *l = &cli->layout;
    if (w->findings.n) layout_heading(l, STR("Read it over"));
    for (size_t i = 0; i < w->findings.n; i++) {
        const struct finding *f = &w->findings.items[i];
        struct findings_spot spot = findings_view_spot(&w->text, f);
        struct str options = findings_view_options(cli->arena, f);
        struct str what = f->n ? arena_format(cli->arena, "\"%.*s\": ", STR_ARG(spot.found)) : (struct str){0};
        struct str perhaps = options.n ? arena_format(cli->arena, " Perhaps: %.*s", STR_ARG(options)) : (struct str){0};
        layout_text(l, 2, 4, LAYOUT_PLAIN,
            arena_format(cli->arena, "%.*s%.*s%.*s (%s)", STR_ARG(what), STR_ARG(f->why), STR_ARG(perhaps), f->rule));
    }
}

/* Line by line, so that what follows a dash stands under it. */
static void show_body(const struct layout *l, struct str body)
{
    struct str line;
    while (body.n) {
        str_cut(body, '\n', &line, &body);
        if (line.n)
            layout_text(l, 0, str_starts(line, STR("- ")) ? 2 : 0, LAYOUT_PLAIN, line);
        else
            buf_char(l->out, '\n');
    }
}

static void show_text(struct wording *w)
{
    struct cli *cli = w->s.cli;
    const struct layout *l = &cli->layout;
    const struct draft *d = &w->draft;
    struct str to = arena_format(cli->arena, "To %.*s, by %s", STR_ARG(wording_to(w)), means[w->facts.channel]);
    layout_text(l, 0, 2, LAYOUT_DIM,
        w->facts.channel == CHANNEL_IN_PERSON ? arena_format(cli->arena, "To %.*s, in person", STR_ARG(wording_to(w)))
                                              : to);
    if (d->subject.n) layout_text(l, 0, 2, LAYOUT_BOLD, arena_format(cli->arena, "Subject: %.*s", STR_ARG(d->subject)));
    buf_char(&cli->out, '\n');
    bool card = w->facts.channel == CHANNEL_NOTE;
    show_body(l, str_trim(card ? on_card(w, d->body) : d->body));
    wording_missing(w);
    show_findings(w);
}

static enum err write_file(const struct wording *w, struct str out, struct err_info *info)
{
    const struct draft *d = &w->draft;
    struct arena *a = w->s.cli->arena;
    if (d->n_needed)
        return err_set(info, ERR_INPUT, "the draft is not complete, so it is not written: %.*s  %.*s",
            STR_ARG(d->missing[0].question), STR_ARG(wording_answer(w, d->missing[0].answer)));
    struct str body = w->facts.channel == CHANNEL_NOTE ? on_card(w, d->body) : d->body;
    AUTO(buf) b = {0};
    struct draft_file file = {.subject = d->subject, .body = body};
    if (w->facts.channel == CHANNEL_EMAIL) { /* so that "send" knows what it is */
        file.to = wording_to(w);
        file.opportunity = w->opp->slug;
        file.purpose = str_from(purpose_names[w->facts.purpose]);
    }
    draft_file_write(&b, &file);
    const char *path = arena_str(a, out).p;
    enum err err = file_write_atomic(path, buf_str(&b), false, info);
    if (err) return err_context(info, err, "--out");
    layout_text(&w->s.cli->layout, 0, 2, LAYOUT_PLAIN, arena_format(a, "Written to %s.", path));
    return OK;
}

enum err cmd_draft_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(wording) w;
    struct str out = args_value(args, "out");
    enum err err = wording_begin(&w, cli, args, WORDING_AS_SAID, info);
    if (!err) err = wording_draft(&w, args_value(args, "form"), info);
    if (err) return err;
    if (!w.draft.n_needed) err = wording_check(&w, info);
    if (err) return err;
    if (out.p && !str_is(out, "-")) return write_file(&w, out, info);
    if (cli->json)
        show_json(&w);
    else
        show_text(&w);
    return OK;
}
