/* Runs `call-sheet`. */
#include "cli/agenda_view.h"
#include "cli/wording.h"

/* --- when --- */

/* "Tue, Thu 14:00-16:00" of hours; on another clock moved by `shift` seconds. */
static struct str hours_text(struct arena *a, const struct plan_hours *h, int32_t shift)
{
    static const char *const names[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    AUTO(buf) b = {0};
    for (int i = MONDAY; i <= SUNDAY && h->weekdays; i++) {
        if (!(h->weekdays >> i & 1)) continue;
        if (b.n) buf_put(&b, ", ");
        buf_put(&b, names[i]);
    }
    if (!h->weekdays) buf_put(&b, "business days");
    int32_t times[] = {h->from + shift, h->until + shift};
    for (int i = 0; i < 2; i++) {
        int32_t t = (times[i] % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
        buf_printf(&b, "%s%02d:%02d", i ? "-" : " ", (int)(t / HOUR_SECONDS), (int)(t % HOUR_SECONDS / MINUTE_SECONDS));
    }
    return arena_str(a, buf_str(&b));
}

static struct str clock_text(struct arena *a, civil_t t)
{
    int s = civil_second_of_day(t);
    return arena_format(a, "%02d:%02d", s / HOUR_SECONDS, s % HOUR_SECONDS / MINUTE_SECONDS);
}

/* Best time there, and here where the clocks differ. */
static struct str best_time(const struct wording *w)
{
    struct arena *a = w->s.cli->arena;
    const struct app_opp *o = w->opp;
    const struct app *app = &w->s.app;
    civil_t there = zone_civil(o->zone, app->now), here = zone_civil(app->zone, app->now);
    struct str text = hours_text(a, &o->c.hours, 0);
    if (there == here) return text;
    return arena_format(a, "%.*s there (it is %.*s there now), %.*s here", STR_ARG(text), STR_ARG(clock_text(a, there)),
        STR_ARG(hours_text(a, &o->c.hours, (int32_t)(here - there))));
}

/* Whether one may call now, in a few words; empty: yes. */
static struct str not_now(struct wording *w)
{
    const struct app_opp *o = w->opp;
    civil_t now = zone_civil(o->zone, w->s.app.now);
    speak_exchange_playbooks(&w->s);
    struct verdict v = plan_check(&o->c, w->person, CHANNEL_PHONE, w->facts.purpose, now);
    speak_exchange_playbooks(&w->s);
    char when[LAYOUT_DAY_MAX];
    if (v.judgement == JUDGED_STOP) return STR("Better not: \"hearback check\" says why.");
    if (v.judgement == JUDGED_OK) return (struct str){0};
    return arena_format(w->s.cli->arena, "Not before %s.", layout_moment(v.until, now, when));
}

/* --- parts --- */

struct section {
    const char *part, *heading, *json;
};

static const struct section sections[] = {{"opening", "To begin", "opening"}, {"say", "To say", "say"},
    {"ask", "To ask", "ask"}, {"voicemail", "If it goes to voicemail", "voicemail"}, {"avoid", "Leave out", "avoid"}};
enum { SECTIONS = sizeof sections / sizeof *sections };

/* All parts of that name, a line each. */
static struct str lines_of(const struct wording *w, const char *name)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < w->draft.n_parts; i++) {
        const struct draft_part *p = &w->draft.parts[i];
        if (!str_is(p->name, name)) continue;
        if (b.n) buf_char(&b, '\n');
        buf_add(&b, p->text);
    }
    return arena_str(w->s.cli->arena, buf_str(&b));
}

static bool theirs(const struct wording *w, const struct letter_topic *t)
{
    return t->person == 0 || t->person == w->facts.to.id;
}

/* Two or three strengths, those that fit what was talked about first (B8). */
static size_t strengths(const struct wording *w, struct str ret[3])
{
    struct arena *a = w->s.cli->arena;
    struct place_values v = {0};
    size_t n = 0;
    places_choose(&w->facts, NULL, 0, a, &v, ARENA_NEW(a, uint8_t, w->facts.n_topics + w->facts.n_strengths + 1));
    for (int i = PLACE_STRENGTH_1; i <= PLACE_STRENGTH_3; i++)
        if (v.all[i].n) ret[n++] = v.all[i];
    return n;
}

static struct str record_command(const struct wording *w)
{
    struct arena *a = w->s.cli->arena;
    if (w->action.n && w->channel == CHANNEL_PHONE) /* done records it by the action's own channel */
        return arena_format(a, "hearback done %.*s --outcome reached|voicemail|no-answer", STR_ARG(w->action));
    struct str to = w->person >= 0 ? w->house->people[w->person].slug : STR("hr");
    return arena_format(a,
        "hearback contacted %.*s --to %.*s --via phone --purpose %s --outcome reached|voicemail|no-answer",
        STR_ARG(w->opp->slug), STR_ARG(to), purpose_names[w->facts.purpose]);
}

/* --- showing --- */

static void show_list(const struct layout *l, struct str lines)
{
    struct str line;
    while (lines.n) {
        str_cut(lines, '\n', &line, &lines);
        bool item = str_starts(line, STR("- "));
        layout_text(l, 2, item ? 4 : 2, LAYOUT_PLAIN, line);
    }
}

static void show_whom(struct wording *w)
{
    struct cli *cli = w->s.cli;
    const struct letter_facts *f = &w->facts;
    struct str title = f->to.title.n ? arena_format(cli->arena, ", %.*s", STR_ARG(f->to.title)) : (struct str){0};
    struct str position = f->position.n ? arena_format(cli->arena, ": %.*s", STR_ARG(f->position)) : (struct str){0};
    struct str wait = not_now(w);
    layout_heading(&cli->layout,
        arena_format(cli->arena, "Call %.*s%.*s, %.*s%.*s", STR_ARG(agenda_view_person(w->house, w->person)),
            STR_ARG(title), STR_ARG(f->organisation), STR_ARG(position)));
    const struct str rows[] = {STR("Number"), f->to.phone.n ? f->to.phone : STR("not known: look on their website"),
        STR("Best time"), best_time(w), STR("Purpose"), lines_of(w, "purpose"), STR("Now"), wait};
    static const struct layout_column columns[2] = {{.style = LAYOUT_DIM}, {.wraps = true}};
    layout_table(&cli->layout, 2, 2, columns, wait.n ? 4 : 3, rows);
}

static void show_text(struct wording *w)
{
    struct cli *cli = w->s.cli;
    const struct layout *l = &cli->layout;
    struct str some[3];
    size_t n = strengths(w, some);
    show_whom(w);
    for (int i = 0; i < SECTIONS; i++) {
        struct str lines = lines_of(w, sections[i].part);
        if (!lines.n) continue;
        layout_heading(l, str_from(sections[i].heading));
        show_list(l, lines);
        if (!str_is(str_from(sections[i].part), "say")) continue;
        if (n) layout_heading(l, STR("Strengths to place"));
        for (size_t k = 0; k < n; k++) show_list(l, arena_format(cli->arena, "- %.*s", STR_ARG(some[k])));
        if (w->facts.n_topics) layout_heading(l, STR("Talked about last time"));
        for (size_t k = 0; k < w->facts.n_topics; k++)
            if (theirs(w, &w->facts.topics[k]))
                show_list(l, arena_format(cli->arena, "- %.*s", STR_ARG(w->facts.topics[k].text)));
    }
    layout_heading(l, STR("Afterwards"));
    layout_text(l, 2, 4, LAYOUT_PLAIN, record_command(w));
    wording_missing(w);
}

static void json_lines(struct json_write *out, const char *key, struct str lines)
{
    struct str line;
    json_write_array(out, key);
    while (lines.n) {
        str_cut(lines, '\n', &line, &lines);
        if (str_starts(line, STR("- "))) line = (struct str){line.p + 2, line.n - 2};
        json_write_str(out, NULL, line);
    }
    json_write_end(out);
}

static void show_json(struct wording *w)
{
    struct json_write out = {.out = &w->s.cli->out};
    struct str some[3];
    size_t n = strengths(w, some);
    json_write_object(&out, NULL);
    json_write_str(&out, "to", agenda_view_person(w->house, w->person));
    if (w->facts.to.phone.n)
        json_write_str(&out, "number", w->facts.to.phone);
    else
        json_write_null(&out, "number");
    json_write_str(&out, "best_time", best_time(w));
    json_write_str(&out, "purpose", lines_of(w, "purpose"));
    for (int i = 0; i < SECTIONS; i++) json_lines(&out, sections[i].json, lines_of(w, sections[i].part));
    json_write_array(&out, "strengths");
    for (size_t k = 0; k < n; k++) json_write_str(&out, NULL, some[k]);
    json_write_end(&out);
    json_write_array(&out, "topics");
    for (size_t k = 0; k < w->facts.n_topics; k++)
        if (theirs(w, &w->facts.topics[k])) json_write_str(&out, NULL, w->facts.topics[k].text);
    json_write_end(&out);
    json_write_str(&out, "record", record_command(w));
    json_write_end(&out);
    buf_char(&w->s.cli->out, '\n');
}

enum err cmd_call_sheet_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(wording) w;
    enum err err = wording_begin(&w, cli, args, CHANNEL_PHONE, info);
    if (!err) err = wording_draft(&w, (struct str){0}, info);
    if (err) return err;
    if (cli->json)
        show_json(&w);
    else
        show_text(&w);
    return OK;
}
