/* Runs `health`: how the whole search is doing, kindly. */
#include "app/health.h"
#include "cli/agenda_view.h"
#include "cli/card.h"
#include "cli/share.h"
#include "cli/speak.h"

struct telling {
    struct cli *cli;
    const struct app *app;
    const struct health *h;
};

/* --- sentences --- */

static struct str goal_text(struct arena *a, const struct health *h)
{
    const struct health_week *w = &h->weeks[HEALTH_WEEKS - 1];
    size_t done = w->applications + w->contacts;
    if (!h->goal)
        return STR("If a number helps you: \"hearback profile --weekly-goal 5\" sets how many applications and "
                   "contacts you mean to do in a week.");
    if (done >= (size_t)h->goal)
        return arena_format(a, "%zu this week: your goal of %d is reached.", done, (int)h->goal);
    return arena_format(a, "%zu of the %d you mean to do this week, which is not over yet.", done, (int)h->goal);
}

static struct str one(struct arena *a, const struct health *h)
{
    if (!h->position.n) return h->organisation;
    return arena_format(a, "%.*s (%.*s)", STR_ARG(h->organisation), STR_ARG(h->position));
}

static struct str reliance_text(struct arena *a, const struct health *h)
{
    if (h->accepted) return STR("You have accepted an offer: congratulations.");
    switch (h->why) {
    case HEALTH_ONE_INTERVIEW:
        return arena_format(a,
            "One opportunity has come to an interview: %.*s. However well it goes, keep looking: it rests easier on "
            "more "
            "than one.",
            STR_ARG(one(a, h)));
    case HEALTH_ONE_ACTIVE:
        return arena_format(a,
            "All you did in the last two weeks was for %.*s. Something small for another one keeps doors open.",
            STR_ARG(one(a, h)));
    case HEALTH_BALANCED: break;
    }
    if (h->interviewing > 1)
        return arena_format(
            a, "%zu opportunities have come to an interview: nothing hangs on a single one.", h->interviewing);
    if (h->live) return STR("Nothing hangs on a single opportunity.");
    return STR("Nothing is under way at the moment. The next application can be a small one.");
}

static const char *fewness(const struct health_follow *f)
{
    return f->held && f->held < SHARE_FEW ? " Few yet, so take the number lightly." : "";
}

static struct str follow_text(struct arena *a, const struct health_follow *f, const char *what, const char *guide)
{
    struct str fresh = {0};
    if (f->fresh)
        fresh = arena_format(a, " %zu more %s too recent to be counted.", f->fresh, f->fresh == 1 ? "is" : "are");
    if (!f->held) return arena_format(a, "No %s has had its time for a follow-up yet.%.*s", what, STR_ARG(fresh));
    if (!f->followed)
        return arena_format(a,
            "No follow-up is recorded after %zu %s%s. If there was one, record it and this corrects itself; if not, "
            "the next %s is a good place to begin.%.*s %s",
            f->held, what, f->held == 1 ? "" : "s", what, STR_ARG(fresh), guide);
    return arena_format(a, "You followed up after %.*s %ss.%s%.*s %s", STR_ARG(share_text(a, f->followed, f->held)),
        what, fewness(f), STR_ARG(fresh), guide);
}

static struct str interviews_text(struct arena *a, const struct health *h)
{
    return follow_text(
        a, &h->interviews, "interview", "One guide's figure: over 60 % of people never do, so each one stands out.");
}

static struct str meetings_text(struct arena *a, const struct health *h)
{
    return follow_text(
        a, &h->meetings, "networking meeting", "After such meetings even more people never do, says the same guide.");
}

static size_t contacts_of(const struct health *h)
{
    size_t n = 0;
    for (int i = 0; i < HEALTH_CHANNELS; i++) n += h->channels[i];
    return n;
}

static struct str channels_text(struct arena *a, const struct health *h)
{
    enum { PATTERN = 5 }; /* fewer contacts show no habit */
    size_t n = contacts_of(h), mails = h->channels[CHANNEL_EMAIL];
    if (!n) return arena_format(a, "No contacts in these %d weeks.", HEALTH_WEEKS);
    if (n < PATTERN) return arena_format(a, "%zu contact%s: too few to show a habit.", n, n == 1 ? "" : "s");
    if (mails == n) return STR("All of them were e-mails. A call or a handwritten note now and then is noticed.");
    return STR("A mix of means.");
}

/* --- JSON --- */

static void json_rules(struct json_write *w, const char *ids)
{
    rules_t rules = 0;
    if (rules_parse(str_from(ids), &rules)) agenda_view_json_rules(w, "rules", rules);
}

static void json_weeks(struct json_write *w, const struct health *h)
{
    json_write_array(w, "weeks");
    for (int i = 0; i < HEALTH_WEEKS; i++) {
        const struct health_week *week = &h->weeks[i];
        size_t total = week->applications + week->contacts;
        json_write_object(w, NULL);
        card_day(w, "from", week->from);
        card_day(w, "until", week->from + 6);
        json_write_int(w, "applications", (int64_t)week->applications);
        json_write_int(w, "contacts", (int64_t)week->contacts);
        json_write_int(w, "interviews", (int64_t)week->interviews);
        json_write_int(w, "total", (int64_t)total);
        if (h->goal)
            json_write_bool(w, "reached", total >= (size_t)h->goal);
        else
            json_write_null(w, "reached");
        json_write_end(w);
    }
    json_write_end(w);
}

static void json_reliance(struct json_write *w, struct arena *a, const struct health *h)
{
    static const char *const why[] = {NULL, "one-interview", "one-active"};
    json_write_object(w, "reliance");
    json_write_bool(w, "on", h->why != HEALTH_BALANCED);
    json_write_text(w, "because", why[h->why]);
    card_text(w, "opportunity", h->slug);
    json_write_str(w, "text", reliance_text(a, h));
    json_rules(w, "A12 B6 B11 E7");
    json_write_end(w);
}

static void json_follow(struct json_write *w, const char *count, const struct health_follow *f, struct str text)
{
    enum { GUIDE = 40 }; /* C8: over 60 % never do */
    json_write_int(w, count, (int64_t)f->held);
    json_write_int(w, "followed_up", (int64_t)f->followed);
    share_json(w, "rate", f->followed, f->held);
    share_json(w, "guide_rate", GUIDE, 100);
    json_write_int(w, "too_recent", (int64_t)f->fresh);
    json_write_bool(w, "few", f->held < SHARE_FEW);
    json_write_str(w, "text", text);
}

static void json_follows(struct json_write *w, struct arena *a, const struct health *h)
{
    json_write_object(w, "follow_up");
    json_follow(w, "interviews", &h->interviews, interviews_text(a, h));
    json_rules(w, "C8");
    json_write_object(w, "meetings");
    json_follow(w, "meetings", &h->meetings, meetings_text(a, h));
    json_write_end(w);
    json_write_end(w);
}

static void tell_json(const struct telling *t)
{
    const struct health *h = t->h;
    struct arena *a = t->cli->arena;
    struct json_write w = {.out = &t->cli->out};
    json_write_object(&w, NULL);
    json_write_str(&w, "now", agenda_view_time(a, t->app->zone, t->app->now));
    json_weeks(&w, h);
    if (h->goal)
        json_write_int(&w, "goal", h->goal);
    else
        json_write_null(&w, "goal");
    json_write_str(&w, "goal_text", goal_text(a, h));
    json_write_int(&w, "opportunities", (int64_t)h->opps);
    json_write_int(&w, "live", (int64_t)h->live);
    json_write_int(&w, "hold", (int64_t)h->hold);
    json_write_int(&w, "ended", (int64_t)h->ended);
    json_write_int(&w, "interviewing", (int64_t)h->interviewing);
    json_reliance(&w, a, h);
    json_follows(&w, a, h);
    json_write_object(&w, "channels");
    for (int i = 0; i < HEALTH_CHANNELS; i++) json_write_int(&w, channel_names[i], (int64_t)h->channels[i]);
    json_write_end(&w);
    json_write_str(&w, "channels_text", channels_text(a, h));
    json_write_end(&w);
    buf_char(&t->cli->out, '\n');
}

/* --- text --- */

static void paragraph(const struct telling *t, struct str text, const char *rules)
{
    layout_text(&t->cli->layout, 0, 0, LAYOUT_PLAIN, text);
    if (rules) layout_text(&t->cli->layout, 0, 0, LAYOUT_DIM, str_from(rules));
}

static struct str count(struct arena *a, size_t n)
{
    return n ? arena_format(a, "%zu", n) : STR("-");
}

static void tell_weeks(const struct telling *t)
{
    enum { COLUMNS = 4 };
    static const struct layout_column columns[COLUMNS] = {
        {.wraps = true}, {.right = true}, {.right = true}, {.right = true}};
    struct arena *a = t->cli->arena;
    day_t today = day_of(app_now(t->app));
    struct str cells[(HEALTH_WEEKS + 1) * COLUMNS] = {
        STR("Week"), STR("applications"), STR("contacts"), STR("interviews")};
    for (int i = 0; i < HEALTH_WEEKS; i++) {
        const struct health_week *w = &t->h->weeks[HEALTH_WEEKS - 1 - i]; /* the present one first */
        struct str *row = &cells[(i + 1) * COLUMNS], from = card_short_day(a, w->from, today),
                   until = card_short_day(a, w->from + 6, today);
        row[0] = arena_format(a, "%.*s to %.*s%s", STR_ARG(from), STR_ARG(until), i ? "" : " (this week)");
        row[1] = count(a, w->applications);
        row[2] = count(a, w->contacts);
        row[3] = count(a, w->interviews);
    }
    layout_heading(&t->cli->layout, arena_format(a, "The last %d weeks", HEALTH_WEEKS));
    layout_table(&t->cli->layout, 0, COLUMNS, columns, HEALTH_WEEKS + 1, cells);
    buf_char(&t->cli->out, '\n');
    paragraph(t, goal_text(a, t->h), NULL);
}

static void tell_channels(const struct telling *t)
{
    static const char *const names[HEALTH_CHANNELS] = {"e-mail", "phone", "handwritten note", "LinkedIn", "in person"};
    struct arena *a = t->cli->arena;
    AUTO(buf) b = {0};
    for (int i = 0; i < HEALTH_CHANNELS; i++)
        if (t->h->channels[i]) buf_printf(&b, "%s%s %zu", b.n ? ", " : "", names[i], t->h->channels[i]);
    if (b.n) buf_put(&b, ". ");
    buf_add(&b, channels_text(a, t->h));
    layout_heading(&t->cli->layout, STR("How you got in touch"));
    paragraph(t, buf_str(&b), "Use all means of communication (A10).");
}

static void tell(const struct telling *t)
{
    const struct health *h = t->h;
    const struct layout *l = &t->cli->layout;
    struct arena *a = t->cli->arena;
    if (!h->opps) {
        layout_text(l, 0, 0, LAYOUT_PLAIN,
            STR("Nothing is recorded yet: \"hearback new ORGANISATION POSITION\" begins, \"hearback import\" brings "
                "what "
                "you have."));
        return;
    }
    layout_heading(l, STR("Your search"));
    paragraph(t,
        arena_format(a, "%zu live, %zu in the holding file, %zu ended; %zu with an interview, held or ahead.", h->live,
            h->hold, h->ended, h->interviewing),
        NULL);
    tell_weeks(t);
    layout_heading(l, STR("Not all on one"));
    paragraph(t, reliance_text(a, h), h->accepted ? NULL : "Keep looking, whatever is going on (A12, B6, B11, E7).");
    layout_heading(l, STR("Following up"));
    paragraph(t, interviews_text(a, h), NULL);
    if (h->meetings.held || h->meetings.fresh) paragraph(t, meetings_text(a, h), NULL);
    paragraph(t, STR("Any contact after it counts: thanks, a call, an inquiry."), "The guide's figure is C8.");
    tell_channels(t);
}

enum err cmd_health_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    (void)args;
    AUTO(speak) s;
    struct health h;
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (err) return err;
    speak_exchange_playbooks(&s);
    err = health_make(&s.app, cli->arena, &h, info);
    if (err) return err;
    struct telling t = {cli, &s.app, &h};
    if (cli->json)
        tell_json(&t);
    else
        tell(&t);
    return OK;
}
