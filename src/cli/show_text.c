/* An opportunity or a person, all of it, as text. */
#include "cli/agenda_view.h"
#include "cli/show.h"

/* --- text: tables of two columns --- */

enum { PAIR = 2 };

struct pairs {
    struct show *w;
    struct str *cells;
    size_t n, room;
};

static void add(struct pairs *p, struct str left, struct str right)
{
    if (!right.n) return;
    *ARENA_PUSH(p->w->s.cli->arena, p->cells, p->n, p->room) = left;
    *ARENA_PUSH(p->w->s.cli->arena, p->cells, p->n, p->room) = right;
}

static void print(struct pairs *p, const char *heading)
{
    static const struct layout_column columns[PAIR] = {{.style = LAYOUT_DIM}, {.wraps = true}};
    const struct layout *l = &p->w->s.cli->layout;
    if (p->n && heading) layout_heading(l, str_from(heading));
    layout_table(l, 0, PAIR, columns, p->n / PAIR, p->cells);
}

static struct str day_text(const struct show *w, day_t day)
{
    return day == DAY_NONE ? (struct str){0} : phrase_day(w->s.cli->arena, day, w->s.now);
}

/* --- text: what happened --- */

/* The sentence without its ", WHEN", which stands in the column before it. */
static struct str without_when(struct arena *a, struct str text, struct str when)
{
    struct str part = arena_format(a, ", %.*s", STR_ARG(when));
    for (size_t i = 0; when.n && i + part.n <= text.n; i++) {
        if (!str_eq((struct str){text.p + i, part.n}, part)) continue;
        return arena_format(a, "%.*s%.*s", (int)i, text.p, (int)(text.n - i - part.n), text.p + i + part.n);
    }
    return text;
}

/* Those that are told elsewhere are left out here. */
static bool is_told_here(const struct show *w, const struct show_line *line)
{
    switch (line->event->kind) {
    case EVENT_NEW:
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE:
    case EVENT_ENDS:
    case EVENT_ATTENDED:
    case EVENT_NOTE:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_SETTING:
    case EVENT_MAY_MEAN:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_NEW:
    case EVENT_MAY_BE_SAME:
    case EVENT_SETTLED:
    case EVENT_MEANS:
    case EVENT_SAME: return false;
    case EVENT_TOPIC: return !w->s.opp;
    case EVENT_INTERVIEW:
    case EVENT_APPLIED:
    case EVENT_MOVED:
    case EVENT_CANCELLED:
    case EVENT_TOLD:
    case EVENT_CONTACTED:
    case EVENT_HEARD:
    case EVENT_OFFER:
    case EVENT_CLOSED:
    case EVENT_REOPENED:
    case EVENT_DONE:
    case EVENT_SKIPPED:
    case EVENT_SNOOZED:
    case EVENT_NAMED: return line->at <= w->s.app.now || line->at == TIME_NEVER;
    }
    return false;
}

static void tell_lines(struct show *w)
{
    struct arena *a = w->s.cli->arena;
    struct pairs pairs = {.w = w};
    struct phrase p = {.arena = a, .app = &w->s.app, .house = &w->s.house, .now = w->s.now};
    bool several = !w->s.opp && w->s.house.n_opps > 1;
    for (size_t i = 0; i < w->n; i++) {
        const struct event *e = w->lines[i].event;
        if (!is_told_here(w, &w->lines[i])) continue;
        struct str when = phrase_moment(a, w->lines[i].civil, w->lines[i].precision, w->s.now);
        struct str what = without_when(a, phrase_event(&p, e), when);
        if (several) what = arena_format(a, "%.*s: %.*s", STR_ARG(w->lines[i].opp->slug), STR_ARG(what));
        add(&pairs, when, what);
    }
    print(&pairs, "What happened");
}

static void tell_notes(struct show *w)
{
    struct pairs pairs = {.w = w};
    for (size_t i = 0; i < w->n; i++) {
        const struct event *e = w->lines[i].event;
        struct str day = phrase_moment(w->s.cli->arena, w->lines[i].civil, PRECISION_DAY, w->s.now);
        if (e->kind == EVENT_NOTE) add(&pairs, day, e->text);
    }
    print(&pairs, "Notes");
}

/* --- text: an opportunity --- */

static struct str told_text(struct arena *a, const struct app_opp *o)
{
    static const char *const everyone[] = {"", "not everyone hears from them", "everyone hears from them"};
    static const char *const may[] = {"", "they asked not to be contacted", "you may contact them"};
    struct show_told t = show_told(o);
    bool two = t.contacts_everyone && t.may_contact;
    return arena_format(a, "%s%s%s", everyone[t.contacts_everyone], two ? "; " : "", may[t.may_contact]);
}

static void tell_card(struct show *w)
{
    struct arena *a = w->s.cli->arena;
    const struct app_opp *o = w->s.opp;
    struct pairs p = {.w = w};
    struct str title = o->organisation;
    if (o->position.n) title = arena_format(a, "%.*s, %.*s", STR_ARG(title), STR_ARG(o->position));
    layout_heading(&w->s.cli->layout, title);
    add(&p, STR("id"), o->slug);
    add(&p, STR("stands"),
        arena_format(a, "%s, %s%s", stand_state_names[w->stand.state], stand_stage_names[w->stand.stage],
            o->c.kind == OPP_JOB          ? ""
            : o->c.kind == OPP_NETWORKING ? " (networking)"
                                          : " (informational)"));
    if (o->c.may_be_over)
        add(&p, STR("waiting"), STR("a mail that may be a no waits for your word: \"hearback review\""));
    add(&p, STR("applied"), day_text(w, w->stand.applied));
    add(&p, STR("last heard"), day_text(w, w->stand.last_word));
    if (w->stand.promised != DAY_NONE)
        add(&p, STR("promised"), arena_format(a, "a decision by %.*s", STR_ARG(day_text(w, w->stand.promised))));
    add(&p, STR("told"), told_text(a, o));
    add(&p, STR("best time"), o->best_time);
    add(&p, STR("where"),
        arena_format(a, "%.*s%s%.*s", STR_ARG(o->country), o->country.n ? ", " : "", STR_ARG(o->zone_name)));
    add(&p, STR("link"), o->url);
    print(&p, NULL);
}

/* What somebody is to the seeker; of those whom an address book brought nothing more is known. */
static struct str standing(const struct show *w, size_t person)
{
    enum role role = w->s.house.people[person].role;
    if (role != ROLE_OTHER || w->involved[person]) return str_from(role_names[role]);
    return STR("known, not met at an interview");
}

/* Those of the opportunity, or those known through another one of the house alone. */
static void tell_people(struct show *w, bool elsewhere)
{
    enum { COLUMNS = 3 };
    static const struct layout_column columns[COLUMNS] = {
        {.style = LAYOUT_ACCENT, .wraps = true}, {.wraps = true}, {.style = LAYOUT_DIM, .wraps = true}};
    struct arena *a = w->s.cli->arena;
    const struct app_house *h = &w->s.house;
    struct str *cells = ARENA_NEW(a, struct str, h->n_people * COLUMNS);
    size_t n = 0;
    for (size_t i = 0; i < h->n_people; i++) {
        const struct app_person *p = &h->people[i];
        if (show_elsewhere(w, i) != elsewhere) continue;
        bool both = p->mail.n && p->phone.n;
        struct str *row = &cells[n++ * COLUMNS];
        row[0] = p->slug;
        row[1] = arena_format(a, "%.*s, %.*s%s%.*s%s", STR_ARG(p->name), STR_ARG(p->title), p->title.n ? ", " : "",
            STR_ARG(standing(w, i)), w->s.opp->c.people[i].primary ? ", primary contact" : "");
        row[2] = arena_format(a, "%.*s%s%.*s%s", STR_ARG(p->mail), both ? ", " : "", STR_ARG(p->phone),
            p->do_not_contact ? " (not to be contacted)" : "");
    }
    if (!n) return;
    layout_heading(&w->s.cli->layout, elsewhere ? STR("Also known there") : STR("People"));
    layout_table(&w->s.cli->layout, 0, COLUMNS, columns, n, cells);
}

/* Who, and of what is to come also where. */
static struct str with_text(const struct show *w, const struct app_interview *x)
{
    AUTO(buf) b = {0};
    size_t n;
    const int16_t *with = show_with(w->s.opp, x->id, &n);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i ? ", " : "with ", STR_ARG(w->s.house.people[with[i]].name));
    bool comes = !x->cancelled && x->ends > w->s.now;
    if (comes && x->place.n) buf_printf(&b, "%s%.*s", b.n ? "\n" : "", STR_ARG(x->place));
    if (comes && x->link.n) buf_printf(&b, "%s%.*s", b.n ? "\n" : "", STR_ARG(x->link));
    return arena_str(w->s.cli->arena, buf_str(&b));
}

static struct str topics_text(const struct show *w, const struct app_interview *x)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < w->s.opp->n_events; i++) {
        const struct event *e = w->s.opp->events[i];
        if (e->kind != EVENT_TOPIC || e->interview != x->id) continue;
        const struct app_person *p = house_person(&w->s.house, e->person);
        if (b.n) buf_char(&b, '\n');
        if (p) buf_printf(&b, "%.*s: ", STR_ARG(p->name));
        buf_add(&b, e->text);
    }
    return arena_str(w->s.cli->arena, buf_str(&b));
}

static void tell_interviews(struct show *w)
{
    const struct app_opp *o = w->s.opp;
    struct arena *a = w->s.cli->arena;
    struct layout_item *items = ARENA_NEW(a, struct layout_item, o->n_interviews);
    for (size_t i = 0; i < o->n_interviews; i++) {
        const struct app_interview *x = &o->interviews[i];
        int ends = civil_second_of_day(x->ends);
        struct str when = phrase_moment(a, x->begins, PRECISION_TIME, w->s.now);
        items[i] = (struct layout_item){.number = x->slug,
            .headline = arena_format(a, "%.*s to %02d:%02d%s%.*s%s", STR_ARG(when), ends / HOUR_SECONDS,
                ends % HOUR_SECONDS / MINUTE_SECONDS, x->round.n ? ", " : "", STR_ARG(x->round),
                x->cancelled ? " (called off)" : ""),
            .detail = with_text(w, x),
            .why = topics_text(w, x)};
    }
    if (!o->n_interviews) return;
    layout_heading(&w->s.cli->layout, STR("Interviews"));
    layout_list(&w->s.cli->layout, items, o->n_interviews);
}

static void tell_opp(struct show *w)
{
    struct cli *cli = w->s.cli;
    tell_card(w);
    tell_people(w, false);
    tell_people(w, true);
    tell_interviews(w);
    tell_lines(w);
    tell_notes(w);
    layout_heading(&cli->layout, STR("What is next"));
    if (!w->plan.n) layout_text(&cli->layout, 0, 0, LAYOUT_PLAIN, STR("Nothing, unless something new happens."));
    agenda_view_list(cli, &w->s.app, &w->plan, 0, false);
    agenda_view_quiet(cli, &w->s.app, &w->plan, 0);
    outbox_view_lines(cli, &w->letters);
}

/* --- text: a person --- */

static void tell_person(struct show *w)
{
    const struct app_house *h = &w->s.house;
    const struct app_person *p = &h->people[w->person];
    struct arena *a = w->s.cli->arena;
    struct pairs pairs = {.w = w};
    AUTO(buf) where = {0};
    layout_heading(&w->s.cli->layout, p->name);
    add(&pairs, STR("id"), p->slug);
    add(&pairs, STR("title"), p->title);
    add(&pairs, STR("role"), standing(w, (size_t)w->person));
    add(&pairs, STR("mail"), p->mail);
    add(&pairs, STR("phone"), p->phone);
    if (p->do_not_contact) add(&pairs, STR("contact"), STR("asked not to be contacted"));
    for (size_t i = 0; i < h->n_opps; i++) {
        const struct app_opp *o = &h->opps[i];
        if (o->c.people[w->person].known)
            buf_printf(&where, "%s%.*s, %.*s (%.*s)", where.n ? "\n" : "", STR_ARG(o->organisation),
                STR_ARG(o->position), STR_ARG(o->slug));
    }
    add(&pairs, STR("at"), arena_str(a, buf_str(&where)));
    print(&pairs, NULL);
    tell_lines(w);
}

void show_text(struct show *w)
{
    if (w->s.opp)
        tell_opp(w);
    else
        tell_person(w);
}
