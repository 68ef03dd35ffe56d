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

static struct str finding_text(struct send *s, const struct finding *f)
{
    struct arena *a = s->w.s.cli->arena;
    struct findings_spot spot = findings_view_spot(&s->w.text, f);
    struct str options = findings_view_options(a, f);
    struct str what = f->n ? arena_format(a, "\"%.*s\": ", STR_ARG(spot.found)) : (struct str){0};
    return arena_format(a, "%s%.*s%.*s%s%.*s (%s)", f->level == FINDING_ERROR ? "To be mended: " : "", STR_ARG(what),
        STR_ARG(f->why), options.n ? " Perhaps: " : "", STR_ARG(options), f->rule);
}

static void show_findings(struct send *s)
{
    const struct layout *l = &s->w.s.cli->layout;
    if (s->w.findings.n) layout_heading(l, STR("Read it over"));
    for (size_t i = 0; i < s->w.findings.n; i++)
        layout_text(l, 2, 4, LAYOUT_PLAIN, finding_text(s, &s->w.findings.items[i]));
}

void send_note(struct send *s)
{
    for (size_t i = 0; i < s->w.findings.n; i++)
        speak_note(&s->w.s, "%.*s", STR_ARG(finding_text(s, &s->w.findings.items[i])));
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
    for (size_t i = 0; i < s->mail.n_files; i++) {
        const struct mail_compose_file *f = &s->mail.files[i];
        layout_text(l, 0, 9, LAYOUT_PLAIN,
            arena_format(cli->arena, "With:    %.*s (%zu kB)", STR_ARG(f->name), (f->bytes.n + 999) / 1000));
    }
    if (letter->id && s->w.attached) layout_text(l, 0, 9, LAYOUT_PLAIN, STR("With:    what was attached to it"));
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
