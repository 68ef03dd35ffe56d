/* What the planner finds, as entries of the feed: actions, the date they meant
 * to decide by, and the silence that is to be kept. */
#include "app/feed_part.h"

#include "app/agenda.h"
#include "app/headline.h"
#include "plan/state.h"

#include <stdio.h>

enum { ALARM_HOUR = 9 }; /* of the day on which something is due */

/* --- actions --- */

/* Midnight is the end of a day. */
static day_t last_day(civil_t t)
{
    return day_of(t - 1);
}

/* What tells the action from others of its step; agenda_action_id goes by the same, in words. */
static uint32_t which(const struct action *x)
{
    if (x->step == STEP_INQUIRY || x->step == STEP_THREE_PART) return x->id + 1;
    if (x->step == STEP_HOLD || x->step == STEP_MOVE_ON) return 0;
    bool of_interview = x->rule && x->rule->trigger <= TRIGGER_INTERVIEW && !x->rule->most;
    return of_interview || x->step == STEP_ARTICLE ? x->id : 0;
}

static struct str action_uid(
    struct feed_writing *f, const struct app_house *h, const struct app_opp *o, const struct action *x)
{
    /* An inquiry stays the same whoever it goes to. */
    bool inquiry = x->step == STEP_INQUIRY || x->step == STEP_THREE_PART;
    AUTO(buf) tail = {0};
    buf_put(&tail, step_names[x->step]);
    if (!inquiry && x->person >= 0) buf_printf(&tail, "-p%lld", (long long)h->people[x->person].id);
    if (!inquiry && x->person == PERSON_OFFICE) buf_put(&tail, "-hr");
    if (which(x)) buf_printf(&tail, "-%u", (unsigned)which(x));
    return feed_uid(f, o, buf_str(&tail));
}

static char *clock_text(int second, char out[static 16])
{
    snprintf(out, 16, "%02d:%02d", second / HOUR_SECONDS % 24, second / MINUTE_SECONDS % 60);
    return out;
}

static void add_moment(struct buf *b, const char *lead, civil_t t)
{
    char text[16];
    bool midnight = civil_second_of_day(t) == 0;
    buf_printf(b, "%s%s", lead, midnight ? "the end of " : "");
    feed_day_text(b, midnight ? last_day(t) : day_of(t));
    if (!midnight) buf_printf(b, " at %s", clock_text(civil_second_of_day(t), text));
    buf_put(b, ".\n");
}

/* The hours at which a call is welcome, on the day it is due, on both clocks. */
static void add_hours(struct buf *b, const struct feed_writing *f, const struct app_opp *o, const struct action *x)
{
    char from[16], until[16];
    const struct plan_hours *hours = &o->c.hours;
    const struct zone *here = f->app->zone;
    civil_t day = civil_at(last_day(x->due), 0, 0);
    instant_t begins = zone_instant(o->zone, day + hours->from), ends = zone_instant(o->zone, day + hours->until);
    buf_printf(b, "Good hours to call: %s-%s", clock_text(hours->from, from), clock_text(hours->until, until));
    if (zone_offset(here, begins) != zone_offset(o->zone, begins))
        buf_printf(b, " there, %s-%s here", clock_text(civil_second_of_day(zone_civil(here, begins)), from),
            clock_text(civil_second_of_day(zone_civil(here, ends)), until));
    if (o->best_time.n) buf_printf(b, " (they said: %.*s)", STR_ARG(o->best_time));
    buf_put(b, ".\n");
    if (x->call_from != TIME_NONE) add_moment(b, "Not before ", zone_civil(here, zone_instant(o->zone, x->call_from)));
}

static bool stays(const struct action *x)
{
    return x->step == STEP_HOLD || x->step == STEP_MOVE_ON;
}

static struct str describe(
    struct feed_writing *f, const struct app_house *h, const struct app_opp *o, const struct action *x)
{
    AUTO(buf) b = {0};
    const struct zone *here = f->app->zone;
    plan_explain_action(&b, &o->c, x);
    buf_put(&b, "\n");
    if (x->state == ACTION_UPCOMING) add_moment(&b, "From ", zone_civil(here, zone_instant(o->zone, x->opens)));
    if (!stays(x)) add_moment(&b, "By ", zone_civil(here, zone_instant(o->zone, x->due)));
    if (x->person != PERSON_SELF && x->channel == CHANNEL_PHONE) add_hours(&b, f, o, x);
    buf_printf(&b, "%.*s\nRules: ", STR_ARG(feed_place(&f->arena, o)));
    rules_write(&b, x->rules);
    buf_printf(&b, "\nMore: hearback why %.*s", STR_ARG(agenda_action_id(&f->arena, h, o, x)));
    return arena_str(&f->arena, buf_str(&b));
}

static void put_action(struct feed_writing *f, const struct app_house *h, const struct app_opp *o,
    const struct action *x, struct feed_version version)
{
    struct feed_entry e = {.uid = action_uid(f, h, o, x),
        .version = version,
        .category = "Follow-up",
        .status = "CONFIRMED",
        .summary =
            arena_format(&f->arena, "%.*s (%.*s)", STR_ARG(headline_action(&f->arena, h, x)), STR_ARG(o->organisation)),
        .description = describe(f, h, o, x),
        .url = o->url};
    civil_t opens = zone_civil(f->app->zone, zone_instant(o->zone, x->opens));
    e.first = last_day(zone_civil(f->app->zone, zone_instant(o->zone, x->due)));
    if (stays(x) || e.first < day_of(opens)) e.first = day_of(opens);
    /* What is late stands where it will be seen, quietly. */
    bool late = e.first < f->today;
    if (late && !stays(x)) e.first = f->today;
    e.after = e.first + 1;
    int64_t nine = ALARM_HOUR * HOUR_SECONDS, since = opens - civil_at(e.first, 0, 0);
    e.alarms[0] = since > nine ? since : nine;
    e.n_alarms = !late && !stays(x);
    feed_put(f, &e);
}

/* --- promised dates and quiet periods --- */

static void put_promised(struct feed_writing *f, const struct app_opp *o, day_t day)
{
    struct feed_entry e = {.uid = feed_uid(f, o, STR("decision")),
        .version = f->house,
        .category = "Decision",
        .status = "CONFIRMED",
        .summary = arena_format(&f->arena, "%.*s meant to decide", STR_ARG(o->organisation)),
        .description = arena_format(&f->arena,
            "%.*s\nThey named this day. Until it has passed it is their turn.\nMore: hearback show %.*s",
            STR_ARG(feed_place(&f->arena, o)), STR_ARG(o->slug)),
        .url = o->url,
        .first = day,
        .after = day + 1};
    feed_put(f, &e);
}

static void put_quiet(
    struct feed_writing *f, const struct app_opp *o, const struct quiet *q, struct feed_version version)
{
    day_t opens = day_of(zone_civil(f->app->zone, zone_instant(o->zone, q->until)));
    if (opens <= f->today) return;
    AUTO(buf) summary = {0};
    AUTO(buf) why = {0};
    buf_printf(&summary, "Leave %.*s in peace until ", STR_ARG(o->organisation));
    feed_day_text(&summary, opens);
    plan_explain_quiet(&why, q);
    buf_printf(&why, "\n%.*s\nRules: ", STR_ARG(feed_place(&f->arena, o)));
    rules_write(&why, q->rules);
    buf_printf(&why, "\nMore: hearback plan %.*s", STR_ARG(o->slug));
    struct feed_entry e = {.uid = feed_uid(f, o, STR("quiet")),
        .version = version,
        .category = "Quiet",
        .status = "CONFIRMED",
        .summary = buf_str(&summary),
        .description = buf_str(&why),
        .url = o->url,
        .first = f->today,
        .after = opens};
    feed_put(f, &e);
}

/* --- one opportunity --- */

static day_t promised(const struct feed_writing *f, const struct app_opp *o)
{
    struct state s;
    civil_t now = zone_civil(o->zone, f->app->now);
    state_fold(&s, &o->c, now, now);
    return s.no || s.rests ? DAY_NONE : s.promised;
}

void feed_plan(struct feed_writing *f, const struct app_house *h, const struct app_opp *o)
{
    const struct plan *p = &f->plan;
    /* An offer elsewhere may change what is to be done here, and it may have been recorded anywhere. */
    struct feed_version version = o->c.n_offers ? f->newest : f->house;
    version = feed_daily(f, o, version);
    day_t decision = promised(f, o);
    if (decision != DAY_NONE) put_promised(f, o, decision);
    for (size_t i = 0; i < p->n; i++) put_action(f, h, o, &p->actions[i], version);
    if (p->quiet.is && !p->rests && p->quiet.until != TIME_NEVER) put_quiet(f, o, &p->quiet, version);
}
