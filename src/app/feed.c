/* The feed: house by house, in the order in which they were recorded. */
#include "app/feed.h"

#include "app/feed_part.h"
#include "app/offers.h"

/* What an hour-old feed lacks can wait; asking more often costs the subscriber's battery. */
enum { REFRESH_SECONDS = HOUR_SECONDS };

static void feed_writing_close(struct feed_writing *f)
{
    arena_close(&f->arena);
}

/* --- versions and names --- */

struct feed_version feed_newer(struct feed_version v, int64_t seq, instant_t recorded)
{
    return (struct feed_version){seq > v.seq ? seq : v.seq, recorded > v.recorded ? recorded : v.recorded};
}

struct feed_version feed_daily(const struct feed_writing *f, const struct app_opp *o, struct feed_version v)
{
    day_t since = day_of(o->c.created);
    if (f->today > since) v.seq += f->today - since;
    return feed_newer(v, 0, zone_instant(f->app->zone, civil_at(f->today, 0, 0)));
}

/* The place in the journal makes it unique; the name tells two searches apart that share a calendar. */
struct str feed_uid(struct feed_writing *f, const struct app_opp *o, struct str tail)
{
    enum { NAME_MAX = 40 };
    char name[NAME_MAX];
    size_t n = 0;
    for (size_t i = 0; i < o->slug.n && n < NAME_MAX; i++) {
        char c = o->slug.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') name[n++] = c;
    }
    return arena_format(&f->arena, "%.*s-%lld-%.*s@hearback.invalid", (int)n, name, (long long)o->id, STR_ARG(tail));
}

void feed_day_text(struct buf *b, day_t day)
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    buf_printf(b, "%s %d %s %d", weekdays[day_weekday(day)], d.day, months[d.month], d.year);
}

struct str feed_place(struct arena *a, const struct app_opp *o)
{
    if (!o->position.n) return o->organisation;
    return arena_format(a, "%.*s, %.*s", STR_ARG(o->position), STR_ARG(o->organisation));
}

/* --- one entry --- */

static bool is_link(struct str url)
{
    return (url.n > 8 && str_is_nocase((struct str){url.p, 8}, "https://")) ||
           (url.n > 7 && str_is_nocase((struct str){url.p, 7}, "http://"));
}

static void put_when(struct ics_write *w, const struct feed_entry *e)
{
    if (!e->timed) {
        ics_write_day(w, "DTSTART", e->first);
        if (e->after <= DAY_LAST) ics_write_day(w, "DTEND", e->after); /* a day without an end is that day */
        return;
    }
    ics_write_time(w, "DTSTART", e->begins);
    if (e->ends > e->begins) ics_write_time(w, "DTEND", e->ends); /* it may not be empty */
}

void feed_put(struct feed_writing *f, const struct feed_entry *e)
{
    struct ics_write *w = &f->ics;
    ics_write_begin(w, "VEVENT");
    ics_write_text(w, "UID", e->uid);
    ics_write_time(w, "DTSTAMP", f->app->now);
    ics_write_time(w, "LAST-MODIFIED", e->version.recorded);
    ics_write_int(w, "SEQUENCE", e->version.seq);
    put_when(w, e);
    ics_write_text(w, "SUMMARY", e->summary);
    if (e->description.n) ics_write_text(w, "DESCRIPTION", e->description);
    if (e->location.n) ics_write_text(w, "LOCATION", e->location);
    if (is_link(e->url)) ics_write_uri(w, "URL", e->url);
    ics_write_text(w, "CATEGORIES", str_from(e->category));
    ics_write_word(w, "STATUS", e->status);
    ics_write_word(w, "TRANSP", e->busy ? "OPAQUE" : "TRANSPARENT");
    for (size_t i = 0; i < e->n_alarms; i++) ics_write_alarm(w, e->alarms[i], e->summary);
    ics_write_end(w, "VEVENT");
    f->n++;
}

/* --- all of them --- */

static void take_versions(struct feed_writing *f, const struct events *events)
{
    f->house = f->people = f->common;
    for (size_t i = 0; i < events->n; i++) {
        const struct event *e = &events->items[i];
        f->house = feed_newer(f->house, e->seq, e->recorded);
        bool person = e->kind == EVENT_PERSON || e->kind == EVENT_PERSON_CHANGE;
        if (person) f->people = feed_newer(f->people, e->seq, e->recorded);
    }
}

static enum err visit(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct feed_writing *f = context;
    struct app_house h;
    arena_reset(&f->arena);
    take_versions(f, events);
    enum err err = house_make(f->app, id, events, &f->arena, &h, info);
    if (!err) err = offers_put(f->app, &h, &f->arena, info);
    for (size_t i = 0; !err && i < h.n_opps; i++) {
        const struct app_opp *o = &h.opps[i];
        plan_make(&o->c, zone_civil(o->zone, f->app->now), &f->plan);
        feed_interview_all(f, &h, o);
        feed_plan(f, &h, o);
    }
    return err;
}

static enum err find_versions(struct feed_writing *f, struct err_info *info)
{
    struct journal *j = f->app->journal;
    instant_t latest;
    int64_t opps;
    enum err err = journal_last_common(j, &f->common.seq, &f->common.recorded, info);
    if (!err) err = journal_count(j, &f->newest.seq, &opps, info); /* events are numbered without a gap */
    return err ? err : journal_span(j, &f->newest.recorded, &latest, info);
}

enum err feed_write(struct app *app, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    AUTO(feed_writing) f = {.app = app, .ics = {.out = b}, .today = day_of(app_now(app))};
    enum err err = find_versions(&f, info);
    if (err) return err;
    ics_write_calendar(&f.ics, STR("Job search"), REFRESH_SECONDS);
    err = journal_walk(app->journal, visit, &f, info);
    if (err) return err;
    ics_write_end(&f.ics, "VCALENDAR");
    if (b->full)
        return err_set(
            info, ERR_INPUT, "the calendar would be more than %zu GB, which no program reads", BUF_MAX >> 30);
    *ret_n = f.n;
    return OK;
}
