/* Showing a letter whole, before it goes. */
#include "cli/findings_view.h"
#include "cli/send.h"

static struct str sender(struct send *s)
{
    struct arena *a = s->w.s.cli->arena;
    const struct mail_compose_person *from = &s->mail.from;
    struct str who =
        from->name.n ? arena_format(a, "%.*s <%.*s>", STR_ARG(from->name), STR_ARG(from->mail)) : from->mail;
    if (!s->account) return who;
    return arena_format(a, "%.*s (by the account %.*s)", STR_ARG(who), STR_ARG(s->account->name));
}

static void show_findings(struct send *s)
{
    const struct wording *w = &s->w;
    struct cli *cli = w->s.cli;
    for (size_t i = 0; i < w->findings.n; i++) {
        const struct finding *f = &w->findings.items[i];
        struct findings_spot spot = findings_view_spot(&w->text, f);
        struct str options = findings_view_options(cli->arena, f);
        if (i == 0) layout_heading(&cli->layout, STR("Read it over"));
        layout_text(&cli->layout, 2, 4, LAYOUT_PLAIN,
            arena_format(cli->arena, "%s%s%.*s%s%.*s%s%.*s (%s)", f->level == FINDING_ERROR ? "To be mended: " : "",
                f->n ? "\"" : "", STR_ARG(f->n ? spot.found : (struct str){0}), f->n ? "\": " : "", STR_ARG(f->why),
                options.n ? " Perhaps: " : "", STR_ARG(options), f->rule));
    }
}

void send_show(struct send *s)
{
    struct cli *cli = s->w.s.cli;
    const struct layout *l = &cli->layout;
    const struct outbox_letter *letter = &s->letter;
    struct str subject = letter->subject.n ? letter->subject : s->mail.subject;
    struct str text = letter->text.n ? letter->text : s->mail.text, line;
    if (s->drafted) {
        wording_missing(&s->w);
        return;
    }
    if (s->mail.from.mail.n)
        layout_text(l, 0, 9, LAYOUT_DIM, arena_format(cli->arena, "From:    %.*s", STR_ARG(sender(s))));
    layout_text(l, 0, 9, LAYOUT_PLAIN, arena_format(cli->arena, "To:      %.*s", STR_ARG(s->to)));
    layout_text(l, 0, 9, LAYOUT_BOLD, arena_format(cli->arena, "Subject: %.*s", STR_ARG(subject)));
    buf_char(l->out, '\n');
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        if (str_trim(line).n)
            layout_text(l, 0, str_starts(line, STR("- ")) ? 2 : 0, LAYOUT_PLAIN, line);
        else
            buf_char(l->out, '\n');
    }
    show_findings(s);
    if (s->verdict.all_means) {
        AUTO(buf) b = {0};
        plan_explain_limit(&b, &s->w.opp->c, &s->verdict, LIMIT_ALL_MEANS);
        layout_text(l, 0, 2, LAYOUT_PLAIN, arena_format(cli->arena, "\n%.*s", STR_ARG(buf_str(&b))));
    }
}
