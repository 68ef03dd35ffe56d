/* Runs `insights`: what the record itself says, with the count behind each number. */
#include "app/insights.h"
#include "cli/agenda_view.h"
#include "cli/share.h"
#include "cli/speak.h"

#include <stdio.h>

static const int silences[] = {7, 14, 21, 30, 45, 60, 90}; /* days without a word */
enum { SILENCES = sizeof silences / sizeof *silences, FEW = 20 }; /* fewer cases: a quartile is five of them or less */

/* --- JSON --- */

/* What is a whole number or ends in .5. */
static void json_half(struct json_write *w, const char *key, int twice)
{
    json_write_int(w, key, twice / 2);
    if (twice % 2) buf_put(w->out, ".5");
}

static void json_waits(struct json_write *w, const char *key, const struct insights_waits *x)
{
    json_write_object(w, key);
    json_write_int(w, "n", (int64_t)x->n_over);
    json_write_int(w, "waiting", (int64_t)x->n_open);
    if (x->n_over) {
        json_half(w, "median", insights_median_twice(x));
        json_write_int(w, "lower_quartile", insights_quantile(x, 1, 4));
        json_write_int(w, "upper_quartile", insights_quantile(x, 3, 4));
        json_write_int(w, "slowest", insights_slowest(x));
    } else {
        static const char *const none[] = {"median", "lower_quartile", "upper_quartile", "slowest"};
        for (size_t i = 0; i < sizeof none / sizeof *none; i++) json_write_null(w, none[i]);
    }
    json_write_bool(w, "few", x->n_over < FEW);
    json_write_end(w);
}

static void json_chances(struct json_write *w, const char *key, const char *month, const struct insights_chances *c)
{
    json_write_object(w, key);
    if (month) json_write_text(w, "month", month);
    json_write_int(w, "applied", (int64_t)c->applied);
    json_write_int(w, "answered", (int64_t)c->answered);
    json_write_int(w, "interviewed", (int64_t)c->interviewed);
    json_write_int(w, "offered", (int64_t)c->offered);
    json_write_int(w, "accepted", (int64_t)c->accepted);
    json_write_int(w, "waiting", (int64_t)c->waiting);
    share_json(w, "answered_rate", c->answered, c->applied);
    share_json(w, "interviewed_rate", c->interviewed, c->applied);
    share_json(w, "offered_rate", c->offered, c->applied);
    json_write_bool(w, "few", c->applied < FEW);
    json_write_end(w);
}

static char *month_text(const struct insights_month *m, char out[static 24])
{
    snprintf(out, 24, "%04d-%02d", m->year, m->month);
    return out;
}

static void json_all_chances(struct json_write *w, const struct insights *x)
{
    char text[24];
    json_write_object(w, "chances");
    json_chances(w, "overall", NULL, &x->with_day);
    json_write_array(w, "months");
    for (int i = 0; i < INSIGHTS_MONTHS; i++) {
        const struct insights_month *m = &x->months[i];
        if (m->chances.applied) json_chances(w, NULL, month_text(m, text), &m->chances);
    }
    json_write_end(w);
    json_chances(w, "earlier", NULL, &x->before);
    json_chances(w, "without_application_day", NULL, &x->without);
    json_write_end(w);
}

static void json_still(struct json_write *w, const struct insights *x)
{
    json_write_array(w, "still");
    for (int i = 0; i < SILENCES; i++) {
        size_t waited;
        double chance = insights_still(&x->first_word, silences[i], &waited);
        json_write_object(w, NULL);
        json_write_int(w, "days", silences[i]);
        json_write_int(w, "silent", (int64_t)waited);
        share_json_value(w, "chance", chance);
        json_write_bool(w, "few", waited < FEW);
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_funnel(struct json_write *w, const struct insights *x)
{
    const struct insights_chances *a = &x->with_day, *b = &x->without;
    json_write_object(w, "funnel");
    json_write_int(w, "saved", (int64_t)x->opps);
    json_write_int(w, "applied", (int64_t)a->applied);
    json_write_int(w, "answered", (int64_t)(a->answered + b->answered));
    json_write_int(w, "interviewed", (int64_t)(a->interviewed + b->interviewed));
    json_write_int(w, "offer", (int64_t)(a->offered + b->offered));
    json_write_int(w, "accepted", (int64_t)(a->accepted + b->accepted));
    json_write_end(w);
}

static void tell_json(struct cli *cli, const struct app *app, const struct insights *x)
{
    struct json_write w = {.out = &cli->out};
    json_write_object(&w, NULL);
    json_write_str(&w, "now", agenda_view_time(cli->arena, app->zone, app->now));
    json_write_int(&w, "opportunities", (int64_t)x->opps);
    json_write_int(&w, "meetings", (int64_t)x->meetings);
    json_write_int(&w, "final_answers", (int64_t)x->finals);
    json_write_int(&w, "final_answers_timed", (int64_t)x->finals_timed);
    json_write_object(&w, "answer_times");
    json_waits(&w, "first_word", &x->first_word);
    json_waits(&w, "final_answer", &x->final_answer);
    json_waits(&w, "after_interview", &x->after_interview);
    json_write_end(&w);
    json_all_chances(&w, x);
    json_still(&w, x);
    json_funnel(&w, x);
    json_write_end(&w);
    buf_char(&cli->out, '\n');
}

/* --- text --- */

static struct str half(struct arena *a, int twice)
{
    return arena_format(a, "%d%s", twice / 2, twice % 2 ? ".5" : "");
}

static struct str number(struct arena *a, size_t n)
{
    return arena_format(a, "%zu", n);
}

static void note(struct cli *cli, const char *text)
{
    layout_text(&cli->layout, 0, 0, LAYOUT_DIM, str_from(text));
}

static void tell_times(struct cli *cli, const struct insights *x)
{
    enum { COLUMNS = 5, ROWS = 4, QUARTERS = 4 };
    static const struct layout_column columns[COLUMNS] = {
        {.wraps = true}, {.right = true}, {.right = true}, {.right = true}, {.right = true}};
    const struct {
        const char *what;
        const struct insights_waits *w;
    } rows[] = {{"application to first word", &x->first_word}, {"application to final answer", &x->final_answer},
        {"interview to next word", &x->after_interview}};
    struct arena *a = cli->arena;
    struct str cells[ROWS * COLUMNS] = {
        STR("days from"), STR("median"), STR("middle half"), STR("slowest"), STR("cases")};
    for (size_t i = 0; i < ROWS - 1; i++) {
        const struct insights_waits *w = rows[i].w;
        struct str *row = &cells[(i + 1) * COLUMNS];
        row[0] = str_from(rows[i].what);
        row[1] = row[2] = row[3] = STR("-");
        row[4] = number(a, w->n_over);
        if (!w->n_over) continue;
        row[1] = half(a, insights_median_twice(w));
        if (w->n_over >= QUARTERS)
            row[2] = arena_format(a, "%d to %d", insights_quantile(w, 1, 4), insights_quantile(w, 3, 4));
        row[3] = arena_format(a, "%d", insights_slowest(w));
    }
    layout_heading(&cli->layout, STR("How long answers took"));
    layout_table(&cli->layout, 0, COLUMNS, columns, ROWS, cells);
    if (x->finals)
        note(cli, arena_format(a,
                      "Final answers, a yes or no of either side: %zu, %zu of them with the days of both "
                      "application and answer.",
                      x->finals, x->finals_timed)
                      .p);
    if (x->final_answer.n_over < FEW || x->first_word.n_over < FEW || x->after_interview.n_over < FEW)
        note(cli, "Fewer than 20 cases say little: take those rows lightly.");
}

enum { CHANCE_COLUMNS = 5, CHANCE_ROWS = INSIGHTS_MONTHS + 4 };

static void chance_row(struct arena *a, struct str *row, struct str what, const struct insights_chances *c)
{
    row[0] = what;
    row[1] = number(a, c->applied);
    row[2] = share_text(a, c->answered, c->applied);
    row[3] = share_text(a, c->interviewed, c->applied);
    row[4] = share_text(a, c->offered, c->applied);
}

static void tell_chances(struct cli *cli, const struct insights *x)
{
    static const struct layout_column columns[CHANCE_COLUMNS] = {
        {.wraps = true}, {.right = true}, {.wraps = true}, {.wraps = true}, {.wraps = true}};
    struct arena *a = cli->arena;
    struct str cells[CHANCE_ROWS * CHANCE_COLUMNS] = {
        STR("applied in"), STR("cases"), STR("answered"), STR("interview"), STR("offer")};
    size_t n = 1;
    char text[24];
    if (x->before.applied) chance_row(a, &cells[n++ * CHANCE_COLUMNS], STR("earlier"), &x->before);
    for (int i = 0; i < INSIGHTS_MONTHS; i++) {
        const struct insights_month *m = &x->months[i];
        if (!m->chances.applied) continue;
        chance_row(a, &cells[n++ * CHANCE_COLUMNS], arena_str(a, str_from(month_text(m, text))), &m->chances);
    }
    if (n > 2) chance_row(a, &cells[n++ * CHANCE_COLUMNS], STR("in all"), &x->with_day);
    if (x->without.applied) chance_row(a, &cells[n++ * CHANCE_COLUMNS], STR("no day known"), &x->without);
    layout_heading(&cli->layout, STR("What came of applications"));
    layout_table(&cli->layout, 0, CHANCE_COLUMNS, columns, n, cells);
    if (x->with_day.waiting)
        note(cli,
            arena_format(a, "%zu have had no answer yet; recent months will still get some.", x->with_day.waiting).p);
}

static void tell_still(struct cli *cli, const struct insights *x)
{
    enum { COLUMNS = 3 };
    static const struct layout_column columns[COLUMNS] = {{.wraps = true}, {.right = true}, {.right = true}};
    struct arena *a = cli->arena;
    struct str cells[(SILENCES + 1) * COLUMNS] = {STR("silent for"), STR("answered later"), STR("cases")};
    size_t n = 1;
    for (int i = 0; i < SILENCES; i++) {
        size_t waited;
        double chance = insights_still(&x->first_word, silences[i], &waited);
        if (!waited) break;
        struct str *row = &cells[n++ * COLUMNS];
        row[0] = arena_format(a, "%d days", silences[i]);
        row[1] = waited < SHARE_FEW ? STR("too few") : chance > 0 ? share_percent(a, chance) : STR("none so far");
        row[2] = number(a, waited);
    }
    if (n == 1 || !x->first_word.n_over) return;
    layout_heading(&cli->layout, STR("How likely a first word still is"));
    layout_table(&cli->layout, 0, COLUMNS, columns, n, cells);
    note(cli, arena_format(a,
                  "By your own record, up to %d days after applying, the slowest so far; those still waiting "
                  "count as long as they have waited (Kaplan-Meier). Not hearing is not a no (E6).",
                  insights_slowest(&x->first_word))
                  .p);
}

static void tell_funnel(struct cli *cli, const struct insights *x)
{
    enum { COLUMNS = 2, ROWS = 6 };
    static const struct layout_column columns[COLUMNS] = {{.wraps = true}, {.right = true}};
    const struct insights_chances *p = &x->with_day, *q = &x->without;
    const struct {
        const char *what;
        size_t n;
    } rows[ROWS] = {{"saved", x->opps}, {"applied", p->applied}, {"answered", p->answered + q->answered},
        {"interviewed", p->interviewed + q->interviewed}, {"offer", p->offered + q->offered},
        {"accepted", p->accepted + q->accepted}};
    struct str cells[ROWS * COLUMNS];
    for (size_t i = 0; i < ROWS; i++) {
        cells[i * COLUMNS] = str_from(rows[i].what);
        cells[i * COLUMNS + 1] = number(cli->arena, rows[i].n);
    }
    layout_heading(&cli->layout, STR("From saved to accepted"));
    layout_table(&cli->layout, 0, COLUMNS, columns, ROWS, cells);
    if (x->meetings)
        note(cli, arena_format(cli->arena, "%zu informational and networking contact%s left out.", x->meetings,
                      x->meetings == 1 ? " is" : "s are")
                      .p);
}

static void tell(struct cli *cli, const struct insights *x)
{
    if (!x->opps) {
        layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN,
            STR("There are no applications in the record yet, so it has nothing to say: \"hearback import\" brings "
                "what "
                "you have."));
        return;
    }
    tell_times(cli, x);
    tell_chances(cli, x);
    tell_still(cli, x);
    tell_funnel(cli, x);
}

enum err cmd_insights_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    (void)args;
    AUTO(speak) s;
    const struct insights *x;
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err) err = insights_make(&s.app, cli->arena, &x, info);
    if (err) return err;
    if (cli->json)
        tell_json(cli, &s.app, x);
    else
        tell(cli, x);
    return OK;
}
