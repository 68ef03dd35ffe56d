/* Interviews, as entries of the feed. */
#include "app/feed_part.h"

#include "app/feed.h"

/* What was recorded of one interview, gathered from the opportunity's events. */
struct meeting {
    struct feed_version version;
    bool moved;
    struct buf topics;
};

static void meeting_close(struct meeting *m)
{
    buf_close(&m->topics);
}

static void add_topic(struct buf *b, const struct app_house *h, const struct event *e)
{
    const struct app_person *p = e->person ? house_person(h, e->person) : NULL;
    if (p)
        buf_printf(b, "- %.*s: %.*s\n", STR_ARG(p->name), STR_ARG(e->text));
    else
        buf_printf(b, "- %.*s\n", STR_ARG(e->text));
}

/* Does it change what the entry of an interview shows?  An end or a word may make it doubtful. */
static bool concerns(const struct event *e, int64_t interview)
{
    bool end = e->kind == EVENT_CLOSED || e->kind == EVENT_REOPENED || e->kind == EVENT_HEARD;
    return e->seq == interview || e->interview == interview || end;
}

static void gather(struct meeting *m, const struct app_house *h, const struct app_opp *o, int64_t interview)
{
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        if (!concerns(e, interview)) continue;
        m->version = feed_newer(m->version, e->seq, e->recorded);
        if (e->interview != interview) continue;
        m->moved |= e->kind == EVENT_MOVED;
        if (e->kind == EVENT_TOPIC) add_topic(&m->topics, h, e);
    }
}

static void add_person(struct buf *b, const struct app_person *p)
{
    buf_printf(b, "- %.*s", STR_ARG(p->name));
    if (p->title.n) buf_printf(b, ", %.*s", STR_ARG(p->title));
    if (p->role != ROLE_OTHER) buf_printf(b, " (%s)", role_names[p->role]);
    if (p->mail.n) buf_printf(b, ", %.*s", STR_ARG(p->mail));
    if (p->phone.n) buf_printf(b, ", %.*s", STR_ARG(p->phone));
    buf_char(b, '\n');
}

static struct str describe(struct feed_writing *f, const struct app_house *h, const struct app_opp *o,
    const struct app_interview *i, const struct fact *fact, const struct meeting *m)
{
    AUTO(buf) b = {0};
    if (i->link.n) buf_printf(&b, "Call: %.*s\n", STR_ARG(i->link));
    if (fact->with_n) buf_put(&b, "With:\n");
    for (uint16_t k = 0; k < fact->with_n; k++) add_person(&b, &h->people[o->c.with[fact->with + k]]);
    if (m->topics.n) buf_put(&b, "Topics:\n");
    buf_add(&b, buf_str(&m->topics));
    buf_printf(&b, "More: hearback show %.*s", STR_ARG(o->slug));
    return arena_str(&f->arena, buf_str(&b));
}

static struct str summary_of(struct feed_writing *f, const struct app_opp *o, const struct app_interview *i)
{
    AUTO(buf) b = {0};
    struct str place = feed_place(&f->arena, o);
    /* Not every program shows STATUS. */
    buf_printf(&b, "%s: %.*s", i->cancelled ? "Cancelled: Interview" : "Interview", STR_ARG(place));
    if (i->round.n) buf_printf(&b, " (%.*s)", STR_ARG(i->round));
    return arena_str(&f->arena, buf_str(&b));
}

static void put_interview(struct feed_writing *f, const struct app_house *h, const struct app_opp *o,
    const struct app_interview *i, const struct fact *fact)
{
    AUTO(meeting) m = {.version = f->people};
    instant_t begins = zone_instant(o->zone, i->begins), ends = zone_instant(o->zone, i->ends);
    if (ends < f->app->now - (instant_t)FEED_PAST_DAYS * DAY_SECONDS) return;
    gather(&m, h, o, i->id);
    bool comes = begins > f->app->now && !i->cancelled && !f->plan.ended;
    bool doubtful = begins > f->app->now && f->plan.ended;
    struct feed_entry e = {
        .uid = feed_uid(f, o, arena_format(&f->arena, "interview-%lld", (long long)i->id)),
        .version = m.version,
        .category = "Interview",
        .status = i->cancelled ? "CANCELLED"
                  : doubtful   ? "TENTATIVE"
                               : "CONFIRMED",
        .summary = summary_of(f, o, i),
        .description = describe(f, h, o, i, fact, &m),
        .url = o->url,
        .location = i->place.n ? i->place : i->link,
        .timed = i->event->precision != PRECISION_DAY || m.moved,
        .begins = begins,
        .ends = ends,
        .first = day_of(i->begins),
        .after = day_of(i->begins) + 1,
        .alarms = {-DAY_SECONDS, -HOUR_SECONDS},
        .n_alarms = comes ? 2 : 0,
    };
    e.busy = e.timed && !i->cancelled;
    feed_put(f, &e);
}

/* They stand in the order of their ids. */
static const struct app_interview *interview_of(const struct app_opp *o, uint32_t id)
{
    size_t low = 0, high = o->n_interviews;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((uint32_t)o->interviews[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < o->n_interviews && (uint32_t)o->interviews[low].id == id ? &o->interviews[low] : NULL;
}

void feed_interview_all(struct feed_writing *f, const struct app_house *h, const struct app_opp *o)
{
    for (size_t i = 0; i < o->c.n_facts; i++) {
        const struct fact *fact = &o->c.facts[i];
        const struct app_interview *at = fact->kind == FACT_INTERVIEW ? interview_of(o, fact->id) : NULL;
        if (at) put_interview(f, h, o, at, fact);
    }
}
