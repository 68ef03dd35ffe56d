/* Runs `questions`: the card for before an interview, and what to write down after it. */
#include "cli/wording.h"

/* The interview to come, else the last one; NULL: none. */
static const struct app_interview *next_interview(const struct app_opp *o, civil_t now)
{
    const struct app_interview *best = NULL;
    for (size_t i = 0; i < o->n_interviews; i++) {
        const struct app_interview *x = &o->interviews[i];
        if (x->cancelled) continue;
        bool sooner = best && x->ends >= now && (best->ends < now || x->begins < best->begins);
        bool later = best && best->ends < now && x->begins > best->begins;
        if (!best || sooner || later) best = x;
    }
    return best;
}

/* After each thing to write down, the command that does. */
static struct str command_for(const struct wording *w, size_t i, struct str interview)
{
    struct arena *a = w->s.cli->arena;
    struct str opp = w->opp->slug;
    if (i == 0)
        return arena_format(a, "hearback interview %.*s --id %.*s --with \"Name <mail>; Title; role\"", STR_ARG(opp),
            STR_ARG(interview));
    if (i == 1)
        return arena_format(
            a, "hearback interview %.*s --id %.*s --topic \"Name: what about\"", STR_ARG(opp), STR_ARG(interview));
    return arena_format(
        a, "hearback told %.*s --decision-by DAY --may-contact yes --best-time \"tue,thu 14:00-16:00\"", STR_ARG(opp));
}

static void show_json(struct wording *w, struct str interview)
{
    struct json_write out = {.out = &w->s.cli->out};
    static const char *const lists[] = {"ask", "after"};
    json_write_object(&out, NULL);
    json_write_str(&out, "opportunity", w->opp->slug);
    for (int k = 0; k < 2; k++) {
        size_t n = 0;
        json_write_array(&out, lists[k]);
        for (size_t i = 0; i < w->draft.n_parts; i++) {
            const struct draft_part *p = &w->draft.parts[i];
            if (!str_is(p->name, lists[k])) continue;
            json_write_object(&out, NULL);
            json_write_str(&out, "text", (struct str){p->text.p + 2, p->text.n - 2});
            if (k == 1) json_write_str(&out, "record", command_for(w, n++, interview));
            json_write_end(&out);
        }
        json_write_end(&out);
    }
    json_write_end(&out);
    buf_char(&w->s.cli->out, '\n');
}

static void show_text(struct wording *w, const struct app_interview *x, struct str interview)
{
    struct cli *cli = w->s.cli;
    const struct layout *l = &cli->layout;
    char when[LAYOUT_DAY_MAX];
    size_t after = 0;
    struct str day = x ? arena_format(cli->arena, ", %s", layout_moment(x->begins, w->s.now, when)) : (struct str){0};
    layout_heading(
        l, arena_format(cli->arena, "Before you leave %.*s%.*s", STR_ARG(w->opp->organisation), STR_ARG(day)));
    for (size_t i = 0; i < w->draft.n_parts; i++) {
        const struct draft_part *p = &w->draft.parts[i];
        bool ask = str_is(p->name, "ask");
        if (!ask && after == 0) layout_heading(l, STR("Right afterwards, write down"));
        layout_text(l, 2, 4, LAYOUT_PLAIN, p->text);
        if (!ask) layout_text(l, 4, 6, LAYOUT_DIM, command_for(w, after++, interview));
    }
}

enum err cmd_questions_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(wording) w;
    enum err err = wording_begin_self(&w, cli, args, info);
    if (!err) err = wording_draft(&w, STR("questions"), info);
    if (err) return err;
    const struct app_interview *x = next_interview(w.opp, w.s.now);
    struct str interview = x && x->slug.n ? x->slug : STR("ID");
    if (cli->json)
        show_json(&w, interview);
    else
        show_text(&w, x, interview);
    return OK;
}
