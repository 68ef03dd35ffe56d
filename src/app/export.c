/* The record as JSON and as tables. */
#include "app/export.h"

#include "app/stand.h"
#include "codec/csv.h"
#include "codec/json_events.h"

const char *const export_table_names[] = {"opportunities", "people", "events", NULL};

/* What is larger than a buffer may be could not be read again either (JSON_EVENTS_MAX, CSV_FILE_MAX). */
enum err export_check_room(const struct buf *b, struct err_info *info)
{
    if (!b->full) return OK;
    return err_set(info, ERR_INPUT,
        "this would be more than %zu GB: \"hearback backup FILE\" copies a record of any size", BUF_MAX >> 30);
}

enum err export_json(struct app *app, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct events all;
    enum err err = journal_history(app->journal, 0, 0, &a, &all, NULL, info);
    if (err) return err;
    json_events_write(b, all.items, all.n);
    *ret_n = (int64_t)all.n;
    return export_check_room(b, info);
}

/* --- lines of a table --- */

enum { CELLS_MAX = 40 };

struct line {
    struct arena *a;
    struct str cells[CELLS_MAX];
    size_t n;
};

static void cell(struct line *l, struct str s)
{
    l->cells[l->n++] = s;
}

static void cell_text(struct line *l, const char *s)
{
    cell(l, str_from(s));
}

static void cell_number(struct line *l, int64_t n)
{
    cell(l, n ? arena_format(l->a, "%lld", (long long)n) : (struct str){0});
}

static void cell_day(struct line *l, day_t day)
{
    char text[16];
    cell(l, day == DAY_NONE ? (struct str){0} : arena_str(l->a, str_from(day_format(day, text))));
}

static void cell_time(struct line *l, civil_t t)
{
    char text[24];
    if (t == TIME_NONE || t == TIME_NEVER) {
        cell(l, (struct str){0});
        return;
    }
    struct str s = arena_str(l->a, str_from(civil_format(t, text)));
    ((char *)(uintptr_t)s.p)[10] = ' '; /* as spreadsheets read it */
    cell(l, s);
}

static void write_line(struct buf *b, struct line *l)
{
    csv_write(b, l->cells, l->n);
    l->n = 0;
}

struct writing {
    struct app *app;
    struct buf *b;
    int64_t n;
    struct arena arena; /* the house's */
};

static void writing_close(struct writing *w)
{
    arena_close(&w->arena);
}

static void header(struct buf *b, const char *const names[])
{
    struct line l = {0};
    for (int i = 0; names[i]; i++) cell_text(&l, names[i]);
    write_line(b, &l);
}

/* --- opportunities --- */

enum { ROUNDS = 5 };

static const char *const opp_columns[] = {EXPORT_ID_COLUMN, "Organisation", "Position", "Status", "Applied on",
    "1st interview", "2nd interview", "3rd interview", "4th interview", "5th interview", "Offer", "Final answer", "URL",
    "Kind", "Country", "Zone", "People", "Notes", NULL};

static bool is_answer(const struct fact *f)
{
    if (f->kind == FACT_CLOSED) return f->ending != ENDING_HOLD && f->ending != ENDING_MOVED_ON;
    return f->kind == FACT_WORD && (f->gist == GIST_REJECTED || f->gist == GIST_FILLED);
}

static day_t last_day(const struct app_opp *o, bool answer, civil_t now)
{
    day_t day = DAY_NONE;
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *f = &o->c.facts[i];
        bool offer = f->kind == FACT_OFFER || (f->kind == FACT_WORD && f->gist == GIST_OFFER);
        bool known = f->at <= now || (f->day_only && day_of(f->at) <= day_of(now));
        if ((answer ? is_answer(f) : offer) && known) day = day_of(f->at);
    }
    return day;
}

static void interviews(struct line *l, const struct app_opp *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->n_interviews && n < ROUNDS; i++) {
        if (o->interviews[i].cancelled) continue;
        if (o->interviews[i].event->precision == PRECISION_DAY)
            cell_day(l, day_of(o->interviews[i].begins));
        else
            cell_time(l, o->interviews[i].begins);
        n++;
    }
    for (; n < ROUNDS; n++) cell(l, (struct str){0});
}

static struct str people_of(struct arena *a, const struct app_house *h, const struct app_opp *o)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < h->n_people; i++) {
        const struct app_person *p = &h->people[i];
        if (!o->c.people[i].known) continue;
        buf_printf(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(p->name));
        if (p->mail.n) buf_printf(&b, " <%.*s>", STR_ARG(p->mail));
    }
    return arena_str(a, buf_str(&b));
}

static struct str notes_of(struct arena *a, const struct app_opp *o)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < o->n_events; i++) {
        if (o->events[i]->kind != EVENT_NOTE) continue;
        if (b.n) buf_char(&b, '\n');
        buf_add(&b, o->events[i]->text);
    }
    return arena_str(a, buf_str(&b));
}

static void write_opp(struct writing *w, const struct app_house *h, const struct app_opp *o)
{
    struct line l = {.a = &w->arena};
    struct stand stand;
    civil_t now = zone_civil(o->zone, w->app->now);
    stand_make(&stand, o, now);
    bool held = stand.state == STAND_HOLD;
    cell(&l, o->slug);
    cell(&l, o->organisation);
    cell(&l, o->position);
    cell_text(&l, held ? "on hold" : stand_stage_names[stand.stage]);
    cell_day(&l, stand.applied);
    interviews(&l, o);
    cell_day(&l, last_day(o, false, now));
    cell_day(&l, last_day(o, true, now));
    cell(&l, o->url);
    cell_text(&l, opp_kind_names[o->c.kind]);
    cell(&l, o->country);
    cell(&l, o->zone_name);
    cell(&l, people_of(&w->arena, h, o));
    cell(&l, notes_of(&w->arena, o));
    write_line(w->b, &l);
    w->n++;
}

/* --- people --- */

static const char *const person_columns[] = {
    "Name", "Email", "Phone", "Company", "Title", "Role", "Do not contact", "Opportunities", EXPORT_ID_COLUMN, NULL};

static struct str opps_of(struct arena *a, const struct app_house *h, size_t person)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < h->n_opps; i++)
        if (h->opps[i].c.people[person].known) buf_printf(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(h->opps[i].slug));
    return arena_str(a, buf_str(&b));
}

static void write_person(struct writing *w, const struct app_house *h, size_t i)
{
    struct line l = {.a = &w->arena};
    const struct app_person *p = &h->people[i];
    cell(&l, p->name);
    cell(&l, p->mail);
    cell(&l, p->phone);
    cell(&l, h->n_opps ? h->opps[0].organisation : (struct str){0});
    cell(&l, p->title);
    cell_text(&l, role_names[p->role]);
    cell_text(&l, p->do_not_contact ? "yes" : "");
    cell(&l, opps_of(&w->arena, h, i));
    cell(&l, p->slug);
    write_line(w->b, &l);
    w->n++;
}

static enum err visit_opps(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct writing *w = context;
    struct app_house h;
    arena_reset(&w->arena);
    enum err err = house_make(w->app, id, events, &w->arena, &h, info);
    for (size_t i = 0; !err && i < h.n_opps; i++) write_opp(w, &h, &h.opps[i]);
    return err;
}

static enum err visit_people(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct writing *w = context;
    struct app_house h;
    arena_reset(&w->arena);
    enum err err = house_make(w->app, id, events, &w->arena, &h, info);
    for (size_t i = 0; !err && i < h.n_people; i++) write_person(w, &h, i);
    return err;
}

/* --- events --- */

static const char *const event_columns[] = {"Seq", "Batch", "Recorded", "Event", "Opportunity", "Organisation",
    "Person", "Interview", "At", "Precision", "Ends", "Arranged", "Day", "Day 2", "Count", "Word", "Channel", "Purpose",
    "Name", "Title", "Mail", "Phone", "ID", "Country", "Zone", "URL", "Text", "Source", "Why", "Undone", NULL};

/* The word that a kind of event turns on. */
static const char *word_of(const struct event *e)
{
    switch (e->kind) {
    case EVENT_NEW: return opp_kind_names[e->opp_kind];
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE: return role_names[e->role];
    case EVENT_CONTACTED: return outcome_names[e->outcome];
    case EVENT_HEARD:
    case EVENT_MAY_BE_NEW: return gist_names[e->gist];
    case EVENT_MAY_MEAN:
    case EVENT_MEANS: return e->flags & FLAG_OURS ? purpose_names[e->purpose] : gist_names[e->gist];
    case EVENT_CLOSED: return ending_names[e->ending];
    case EVENT_DONE:
    case EVENT_SKIPPED:
    case EVENT_SNOOZED: return step_names[e->step];
    case EVENT_APPLIED:
    case EVENT_INTERVIEW:
    case EVENT_MOVED:
    case EVENT_CANCELLED:
    case EVENT_ENDS:
    case EVENT_ATTENDED:
    case EVENT_TOPIC:
    case EVENT_TOLD:
    case EVENT_OFFER:
    case EVENT_REOPENED:
    case EVENT_NOTE:
    case EVENT_NAMED:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_SETTING:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_SAME:
    case EVENT_SAME: break;
    case EVENT_SETTLED: return e->flags & FLAG_ACCEPTED ? "accepted" : "dismissed";
    }
    return "";
}

/* Numbers have no gap, so that an event stands where its number says. */
static const struct event *introduction(const struct events *all, int64_t id)
{
    static const struct event none;
    bool there = id > 0 && (uint64_t)id <= all->n && all->items[id - 1].seq == id;
    return there ? &all->items[id - 1] : &none;
}

static void event_names(struct line *l, const struct events *all, const struct event *e)
{
    const struct event *opp = introduction(all, e->opp);
    cell(l, opp->slug);
    cell(l, opp->name);
    cell(l, introduction(all, e->kind == EVENT_PERSON ? e->seq : e->person)->name);
    cell(l, introduction(all, e->interview)->slug);
}

static void event_times(struct line *l, const struct event *e)
{
    static const char *const precisions[] = {"time", "day", "unknown"};
    bool day = e->precision == PRECISION_DAY && e->at != TIME_NONE;
    if (day)
        cell_day(l, day_of(e->at));
    else
        cell_time(l, e->at);
    cell_text(l, e->at == TIME_NONE && e->precision != PRECISION_UNKNOWN ? "" : precisions[e->precision]);
    cell_time(l, e->ends);
    cell_time(l, e->arranged);
    cell_day(l, e->day);
    cell_day(l, e->day2);
    cell_number(l, e->count);
}

static void write_event(struct buf *b, struct arena *a, const struct events *all, const struct event *e, bool undone)
{
    struct line l = {.a = a};
    bool contact = e->kind == EVENT_CONTACTED;
    cell_number(&l, e->seq);
    cell_number(&l, e->batch);
    cell_time(&l, e->recorded); /* in UTC */
    cell_text(&l, event_kind_names[e->kind]);
    event_names(&l, all, e);
    event_times(&l, e);
    cell_text(&l, word_of(e));
    cell_text(&l, contact ? channel_names[e->channel] : "");
    cell_text(&l, contact ? purpose_names[e->purpose] : "");
    const struct str texts[] = {
        e->name, e->title, e->mail, e->phone, e->slug, e->country, e->zone, e->url, e->text, e->source, e->why};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) cell(&l, texts[i]);
    cell_text(&l, undone ? "yes" : "");
    write_line(b, &l);
}

static enum err write_events(struct writing *w, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct events all;
    bool *undone;
    enum err err = journal_history(w->app->journal, 0, 0, &a, &all, &undone, info);
    if (err) return err;
    for (size_t i = 0; i < all.n; i++) {
        arena_reset(&w->arena);
        write_event(w->b, &w->arena, &all, &all.items[i], undone[i]);
    }
    w->n = (int64_t)all.n;
    return OK;
}

enum err export_csv(struct app *app, enum export_table table, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    AUTO(writing) w = {.app = app, .b = b};
    enum err err = OK;
    switch (table) {
    case EXPORT_OPPORTUNITIES:
        header(b, opp_columns);
        err = journal_walk(app->journal, visit_opps, &w, info);
        break;
    case EXPORT_PEOPLE:
        header(b, person_columns);
        err = journal_walk(app->journal, visit_people, &w, info);
        break;
    case EXPORT_EVENTS:
        header(b, event_columns);
        err = write_events(&w, info);
        break;
    }
    if (!err) err = export_check_room(b, info);
    if (!err) *ret_n = w.n;
    return err;
}
