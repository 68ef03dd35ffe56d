/* `lint`: reads a letter over. */
#include "app/proof.h"
#include "app/words.h"
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/findings_view.h"
#include "cli/speak.h"
#include "codec/prose.h"

#include <string.h>

enum { STATUS_ERRORS = 3 };
enum { SHOWN = 40 }; /* findings, to people; the others are counted */

struct lint {
    struct speak s;
    struct proof proof;
    struct str name; /* of the file, as it is shown */
    struct prose prose;
    struct text text;
    struct letter_facts facts;
    struct findings findings;
};

static void lint_close(struct lint *l)
{
    proof_close(&l->proof);
    speak_close(&l->s);
}

/* --- the question --- */

static enum err take_file(struct lint *l, const struct args *args, struct err_info *info)
{
    struct arena *a = l->s.cli->arena;
    const char *path = arena_str(a, args_positional(args, 0)).p;
    struct str bytes;
    enum err err = file_read(a, path, prose_limit(path), &bytes, info);
    if (!err) err = prose_read(bytes, path, a, &l->prose, info);
    if (err) return err;
    l->name = layout_clean(a, str_is(str_from(path), "-") ? STR("standard input") : str_from(path), false);
    text_read(l->prose.text, a, &l->text);
    l->proof.question.body = l->prose.body;
    l->proof.question.has_attachment = l->prose.has_attachment;
    l->proof.question.attachment_known = l->prose.kind == PROSE_MAIL;
    return OK;
}

/* Only the purpose and the day are known. */
static void take_purpose_alone(struct lint *l)
{
    struct letter_facts *f = &l->facts;
    f->to = (struct letter_person){.role = ROLE_OTHER};
    f->step = -1;
    f->today = day_of(l->s.now);
    f->applied = f->met = f->promised = f->inquired = f->word = f->refused = DAY_NONE;
    f->own_name = app_setting(&l->s.app, "name");
}

static enum err take_facts(struct lint *l, const struct args *args, struct err_info *info)
{
    struct speak *s = &l->s;
    struct arena *a = s->cli->arena;
    struct str opp = args_value(args, "opportunity"), to = args_value(args, "to");
    int16_t person = PERSON_OFFICE;
    struct check_question *q = &l->proof.question;
    l->facts.purpose = (enum purpose)speak_word(args, "purpose", purpose_names, PURPOSE_OTHER);
    l->facts.channel = (enum channel)speak_word(args, "via", channel_names, CHANNEL_EMAIL);
    q->has_purpose = args_has(args, "purpose");
    if (to.p && !opp.p)
        return err_set(info, ERR_USAGE, "--to goes with --opportunity, which says where to look for the person");
    enum err err = opp.p ? speak_opp(s, opp, info) : OK;
    if (!err && to.p) err = find_person(&s->app, &s->house, s->opp, to, a, &person, info);
    if (!err) err = proof_record(&l->proof, &s->app, &s->house, s->opp, person, info);
    if (err) return err;
    if (!opp.p) {
        take_purpose_alone(l);
        if (q->has_purpose) q->facts = &l->facts;
        return OK;
    }
    words_facts(&s->app, &s->house, s->opp, person, l->facts.purpose, l->facts.channel, -1, a, &l->facts);
    q->facts = &l->facts;
    return OK;
}

static struct str language_of(const struct lint *l, const struct args *args)
{
    struct str said = args_value(args, "language");
    return said.p ? said : app_setting(&l->s.app, "language");
}

/* --- the answer --- */

/* In the file, not in the text that was read from it. */
static struct findings_spot spot_of(struct lint *l, const struct finding *f)
{
    struct findings_spot p = findings_view_found(&l->text, f);
    if (f->n) prose_place(&l->prose, f->at, &p.line, &p.column);
    return p;
}

static void answer_json(struct lint *l)
{
    struct json_write w = {.out = &l->s.cli->out};
    json_write_object(&w, NULL);
    json_write_array(&w, "findings");
    for (size_t i = 0; i < l->findings.n; i++) {
        struct findings_spot spot = spot_of(l, &l->findings.items[i]);
        findings_view_json(&w, &l->findings.items[i], &spot);
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&l->s.cli->out, '\n');
}

static void answer_lines(struct lint *l)
{
    struct cli *cli = l->s.cli;
    for (size_t i = 0; i < l->findings.n; i++) {
        const struct finding *f = &l->findings.items[i];
        struct findings_spot p = spot_of(l, f);
        struct str options = findings_view_options(cli->arena, f);
        struct str line = arena_format(
            cli->arena, "%.*s%s%.*s (%s)", STR_ARG(f->why), options.n ? " Perhaps: " : "", STR_ARG(options), f->rule);
        line = layout_clean(cli->arena, line, false);
        buf_printf(&cli->out, "%.*s:%zu:%zu: %s: %.*s\n", STR_ARG(l->name), p.line, p.column,
            findings_view_level(f->level), STR_ARG(line));
    }
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* The line around the place, as much as fits, and marks below it. */
static void show_place(struct lint *l, const struct finding *f)
{
    enum { INDENT = 4, BEFORE = 30, ELLIPSIS = 3 };
    struct cli *cli = l->s.cli;
    struct str t = l->text.bytes;
    size_t begin = f->at, end = f->at + f->n, room = cli->layout.width > INDENT * 2 ? (size_t)cli->layout.width : 80;
    while (begin > 0 && t.p[begin - 1] != '\n' && (f->at - begin < BEFORE || continues(t.p[begin]))) begin--;
    const char *stop = memchr(t.p + f->at, '\n', t.n - f->at);
    size_t line_end = stop ? (size_t)(stop - t.p) : t.n, most = begin + room - INDENT - ELLIPSIS * 2;
    if (end > line_end) end = line_end;
    size_t last = line_end < most ? line_end : most;
    while (last < line_end && continues(t.p[last])) last++;
    if (end > last) end = last;
    bool cut_before = begin > 0 && t.p[begin - 1] != '\n', cut_after = last < line_end;
    struct str before = layout_clean(cli->arena, (struct str){t.p + begin, f->at - begin}, false);
    struct str marked = layout_clean(cli->arena, (struct str){t.p + f->at, end - f->at}, false);
    struct str after = layout_clean(cli->arena, (struct str){t.p + end, last - end}, false);
    layout_measure *measure = cli->layout.measure;
    size_t pad = (size_t)INDENT + (cut_before ? (size_t)ELLIPSIS : 0) + (measure ? measure(before) : before.n);
    size_t marks = measure ? measure(marked) : marked.n;
    buf_printf(&cli->out, "%*s%s%.*s%.*s%.*s%s\n%*s", INDENT, "", cut_before ? "..." : "", STR_ARG(before),
        STR_ARG(marked), STR_ARG(str_trim(after).n ? after : (struct str){0}), cut_after ? "..." : "", (int)pad, "");
    for (size_t i = 0; i < marks || i == 0; i++) buf_char(&cli->out, '^');
    buf_char(&cli->out, '\n');
}

static void show_finding(struct lint *l, const struct finding *f)
{
    struct cli *cli = l->s.cli;
    const struct layout *y = &cli->layout;
    struct findings_spot p = spot_of(l, f);
    struct str options = findings_view_options(cli->arena, f), head = STR("The letter as a whole");
    if (f->n) head = arena_format(cli->arena, "Line %zu, column %zu", p.line, p.column);
    if (f->level == FINDING_ERROR) head = arena_format(cli->arena, "%.*s: to be mended", STR_ARG(head));
    layout_heading(y, head);
    if (f->n) show_place(l, f);
    layout_text(y, 2, 2, LAYOUT_PLAIN, f->why);
    if (options.n) layout_text(y, 2, 2, LAYOUT_PLAIN, arena_format(cli->arena, "Perhaps: %.*s", STR_ARG(options)));
    layout_text(y, 2, 2, LAYOUT_DIM, arena_format(cli->arena, "(%s)", f->rule));
}

static void answer_text(struct lint *l, size_t errors)
{
    struct cli *cli = l->s.cli;
    const struct findings *all = &l->findings;
    size_t warnings = all->n - errors;
    for (size_t i = 0; i < all->n && i < SHOWN; i++) show_finding(l, &all->items[i]);
    if (all->n > SHOWN)
        layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN,
            arena_format(cli->arena, "\nAnd %zu more; --lines shows them all.", all->n - SHOWN));
    if (!all->n) {
        layout_text(
            &cli->layout, 0, 0, LAYOUT_PLAIN, arena_format(cli->arena, "Nothing to mend in %.*s.", STR_ARG(l->name)));
        return;
    }
    buf_char(&cli->out, '\n');
    struct str mend = arena_format(cli->arena, "%zu to be mended", errors);
    struct str think = arena_format(cli->arena, "%zu to think about", warnings);
    layout_text(&cli->layout, 0, 0, LAYOUT_BOLD,
        arena_format(cli->arena, "%.*s: %.*s%s%.*s.", STR_ARG(l->name), STR_ARG(errors ? mend : (struct str){0}),
            errors && warnings ? ", " : "", STR_ARG(warnings ? think : (struct str){0})));
}

enum err cmd_lint_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(lint) l = {0};
    enum err err = speak_read(&l.s, cli, info);
    if (!err) err = proof_open(&l.proof, language_of(&l, args), cli->arena, info);
    if (!err) err = take_file(&l, args, info);
    if (!err) err = take_facts(&l, args, info);
    if (err) return err;
    size_t errors = 0;
    check_text(&l.text, &l.proof.question, cli->arena, &l.findings);
    for (size_t i = 0; i < l.findings.n; i++) errors += l.findings.items[i].level == FINDING_ERROR;
    if (l.proof.skipped.n) buf_printf(&cli->note, "%.*s\n", STR_ARG(l.proof.skipped));
    cli->status = errors ? STATUS_ERRORS : 0;
    if (cli->json)
        answer_json(&l);
    else if (args_has(args, "lines"))
        answer_lines(&l);
    else
        answer_text(&l, errors);
    return OK;
}
