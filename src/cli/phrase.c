/* Events and actions in words.  As JSON: phrase_json.c. */
#include "cli/phrase.h"

/* --- days --- */

static struct str calendar_day(struct arena *a, day_t day, bool year)
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    struct str s = arena_format(a, "%s %d %s", weekdays[day_weekday(day)], d.day, months[d.month]);
    return year ? arena_format(a, "%.*s %d", STR_ARG(s), d.year) : s;
}

struct str phrase_day(struct arena *a, day_t day, civil_t now)
{
    if (day == DAY_NONE) return STR("a day not said");
    if (now == TIME_NONE) return calendar_day(a, day, true);
    day_t today = day_of(now);
    if (day == today) return STR("today");
    if (day == today + 1) return STR("tomorrow");
    if (day == today - 1) return STR("yesterday");
    return calendar_day(a, day, day_to_ymd(day).year != day_to_ymd(today).year);
}

struct str phrase_moment(struct arena *a, civil_t at, enum precision precision, civil_t now)
{
    if (at == TIME_NONE || precision == PRECISION_UNKNOWN) return STR("at a time not known");
    struct str day = phrase_day(a, day_of(at), now);
    if (precision == PRECISION_DAY) return day;
    int second = civil_second_of_day(at);
    return arena_format(
        a, "%.*s at %02d:%02d", STR_ARG(day), second / HOUR_SECONDS, second % HOUR_SECONDS / MINUTE_SECONDS);
}

struct str phrase_iso(struct arena *a, const struct zone *z, civil_t at)
{
    char text[24];
    int32_t offset = zone_offset(z, zone_instant(z, at)), minutes = (offset < 0 ? -offset : offset) / 60;
    return arena_format(
        a, "%s%c%02d:%02d", civil_format(at, text), offset < 0 ? '-' : '+', (int)(minutes / 60), (int)(minutes % 60));
}

/* --- names --- */

const struct event *phrase_introduction(const struct phrase *p, int64_t id)
{
    size_t low = 0, high = p->listing.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->listing.items[middle].seq < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->listing.n && p->listing.items[low].seq == id) return &p->listing.items[low];
    for (size_t i = 0; i < p->more.n; i++)
        if (p->more.items[i].seq == id) return &p->more.items[i];
    return NULL;
}

struct str phrase_person(const struct phrase *p, int64_t id)
{
    const struct app_person *known = p->house ? house_person(p->house, id) : NULL;
    const struct event *e = known ? NULL : phrase_introduction(p, id);
    return known ? known->name : e ? e->name : (struct str){0};
}

static const struct app_opp *opp_of(const struct phrase *p, int64_t id)
{
    for (size_t i = 0; p->house && i < p->house->n_opps; i++)
        if (p->house->opps[i].id == id) return &p->house->opps[i];
    return NULL;
}

struct str phrase_organisation(const struct phrase *p, const struct event *e)
{
    const struct app_opp *o = opp_of(p, e->opp);
    const struct event *intro = o || !e->opp ? NULL : phrase_introduction(p, e->opp);
    return o ? o->organisation : intro ? intro->name : (struct str){0};
}

const struct zone *phrase_zone(const struct phrase *p, const struct event *e)
{
    const struct app_opp *o = opp_of(p, e->opp);
    const struct event *intro = o || !e->opp ? NULL : phrase_introduction(p, e->opp);
    const struct zone *z;
    if (o) return o->zone;
    if (intro && intro->zone.n && app_zone(p->app, intro->zone, &z, NULL) == OK) return z;
    return p->app->zone;
}

/* --- events --- */

static const char *const purposes[] = {"thank-you", "three-part message", "inquiry", "reply", "word to a reference",
    "news", "gracious note", "check-back", "connection", "article", "message"};
static const char *const channels[] = {"by e-mail", "by phone", "as a handwritten note", "on LinkedIn", "in person"};
static const char *const outcomes[] = {"", "", ", a message left", ", nobody answered"};
static const char *const gists[] = {"an automatic receipt", "not decided yet", "asked to follow up",
    "invited to an interview", "references asked for", "a no", "the position is filled", "an offer", "a word"};
static const char *const endings[] = {"closed, with a no", "closed, you withdrew", "closed, the position is filled",
    "closed, offer accepted", "closed, offer declined", "moved on", "put into the holding file"};
static const char *const steps[] = {"the questions to ask", "the debrief", "the thanks", "the handwritten thanks",
    "the thanks by phone", "the three-part message", "the inquiry", "the connection", "the article",
    "the briefing of a reference", "the answer to the offer", "the word about another offer", "the withdrawal",
    "the gracious note", "the check-back", "moving on", "the holding file"};

static struct str when(const struct phrase *p, const struct event *e)
{
    return phrase_moment(p->arena, e->at, e->precision, p->now);
}

static struct str day(const struct phrase *p, day_t d)
{
    return phrase_day(p->arena, d, p->now);
}

static struct str person_or(const struct phrase *p, int64_t id, const char *none)
{
    struct str name = id ? phrase_person(p, id) : (struct str){0};
    return name.n ? name : id ? STR("somebody") : str_from(none);
}

static void add_details(struct buf *b, const struct event *e)
{
    const struct {
        const char *what;
        struct str value;
    } all[] = {{"", e->title}, {"", e->mail}, {"", e->phone}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].value.n) buf_printf(b, ", %.*s", STR_ARG(all[i].value));
    bool role = e->role != ROLE_OTHER;
    if (role) buf_printf(b, ", %s", role_names[e->role]);
    if (e->flags & FLAG_PRIMARY) buf_put(b, ", primary contact");
    if (e->flags & FLAG_DO_NOT_CONTACT) buf_put(b, ", not to be contacted");
}

static void add_told(struct buf *b, const struct phrase *p, const struct event *e)
{
    const char *gap = "told: ";
    const struct {
        uint8_t answer;
        const char *no, *yes;
    } all[] = {{e->contacts_everyone, "not everyone hears from them", "everyone hears from them"},
        {e->may_contact, "you are asked not to contact them", "you may contact them"}};
    if (e->day != DAY_NONE) {
        buf_printf(b, "%sa decision by %.*s", gap, STR_ARG(day(p, e->day)));
        gap = "; ";
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].answer == ANSWER_UNSAID) continue;
        buf_printf(b, "%s%s", gap, all[i].answer == ANSWER_YES ? all[i].yes : all[i].no);
        gap = "; ";
    }
    if (e->text.n) buf_printf(b, "%sbest time to call %.*s", gap, STR_ARG(e->text));
}

static void add_heard(struct buf *b, const struct phrase *p, const struct event *e)
{
    buf_printf(b, "heard, %.*s: %s", STR_ARG(when(p, e)), gists[e->gist]);
    if (e->person) buf_printf(b, ", from %.*s", STR_ARG(person_or(p, e->person, "")));
    if (e->day != DAY_NONE) buf_printf(b, ", a decision by %.*s", STR_ARG(day(p, e->day)));
    if (e->day2 != DAY_NONE) buf_printf(b, ", to follow up on %.*s", STR_ARG(day(p, e->day2)));
}

static void add_step(struct buf *b, const struct phrase *p, const struct event *e, const char *what)
{
    buf_printf(b, "%s %s", steps[e->step], what);
    if (e->person) buf_printf(b, " (%.*s)", STR_ARG(person_or(p, e->person, "")));
}

static void add_setting(struct buf *b, const struct event *e)
{
    if (e->text.n)
        buf_printf(b, "setting %.*s: %.*s", STR_ARG(e->name), STR_ARG(e->text));
    else
        buf_printf(b, "setting %.*s removed", STR_ARG(e->name));
}

static void add_interview(struct buf *b, const struct phrase *p, const struct event *e)
{
    buf_printf(b, "interview, %.*s", STR_ARG(when(p, e)));
    if (e->text.n) buf_printf(b, " (%.*s)", STR_ARG(e->text));
}

/* An invitation may say anew where it is, or nothing that matters here. */
static void add_moved(struct buf *b, const struct phrase *p, const struct event *e)
{
    bool moved = e->arranged != TIME_NONE;
    if (moved)
        buf_printf(b, "interview moved to %.*s", STR_ARG(phrase_moment(p->arena, e->arranged, PRECISION_TIME, p->now)));
    else
        buf_put(b, e->title.n || e->url.n ? "interview is elsewhere now" : "interview confirmed");
    if (e->title.n) buf_printf(b, ", %.*s", STR_ARG(e->title));
    if (e->url.n) buf_printf(b, ", %.*s", STR_ARG(e->url));
}

static void add_event(struct buf *b, const struct phrase *p, const struct event *e);

/* With what the batch began; a batch holds no undo and something else. */
static void add_undo(struct buf *b, const struct phrase *p, const struct event *e)
{
    const struct event *first = phrase_introduction(p, e->count);
    bool told = first && first->kind != EVENT_UNDO && first->kind != EVENT_REDO;
    struct str where = told && first->kind != EVENT_NEW ? phrase_organisation(p, first) : (struct str){0};
    buf_put(b, e->kind == EVENT_UNDO ? "taken back" : "put back");
    if (where.n) buf_printf(b, ", for %.*s", STR_ARG(where));
    buf_put(b, ": ");
    if (told)
        add_event(b, p, first);
    else
        buf_printf(b, "number %lld", (long long)e->count);
}

/* Of ours a purpose, of theirs what it says. */
static void add_meaning(struct buf *b, const struct phrase *p, const struct event *e, const char *begins)
{
    bool ours = e->flags & FLAG_OURS;
    buf_printf(b, "%s%s", begins, ours ? purposes[e->purpose] : gists[e->gist]);
    if (e->day != DAY_NONE) buf_printf(b, ", a decision by %.*s", STR_ARG(day(p, e->day)));
    if (e->day2 != DAY_NONE) buf_printf(b, ", to be asked again on %.*s", STR_ARG(day(p, e->day2)));
}

static void add_suggestion(struct buf *b, const struct phrase *p, const struct event *e)
{
    if (e->kind == EVENT_MAY_MEAN) add_meaning(b, p, e, "a mail may mean: ");
    if (e->kind == EVENT_MAY_BE_NEW) add_meaning(b, p, e, "a mail that may be of another opportunity: ");
    if (e->kind == EVENT_MAY_BE_NEW) buf_printf(b, ", %.*s", STR_ARG(e->name));
    if (e->kind == EVENT_MAY_BE_SAME)
        buf_printf(
            b, "%.*s may be %.*s", STR_ARG(person_or(p, e->person, "")), STR_ARG(person_or(p, e->count, "somebody")));
    if (e->kind != EVENT_MAY_BE_PERSON) return;
    buf_printf(b, "a signature may say: %.*s", STR_ARG(e->name.n ? e->name : person_or(p, e->person, "")));
    add_details(b, e);
}

static void add_event(struct buf *b, const struct phrase *p, const struct event *e)
{
    struct str who = person_or(p, e->person, "");
    switch (e->kind) {
    case EVENT_NEW:
        if (e->title.n) buf_printf(b, "%.*s at ", STR_ARG(e->title));
        buf_printf(b, "%.*s, as %.*s", STR_ARG(e->name), STR_ARG(e->slug));
        return;
    case EVENT_PERSON: buf_add(b, e->name), add_details(b, e); return;
    case EVENT_PERSON_CHANGE: buf_add(b, e->name.n ? e->name : who), add_details(b, e); return;
    case EVENT_APPLIED: buf_printf(b, "applied, %.*s", STR_ARG(when(p, e))); return;
    case EVENT_INTERVIEW: add_interview(b, p, e); return;
    case EVENT_MOVED: add_moved(b, p, e); return;
    case EVENT_CANCELLED: buf_put(b, "interview called off"); return;
    case EVENT_ENDS:
        buf_printf(b, "interview ends %.*s", STR_ARG(phrase_moment(p->arena, e->ends, PRECISION_TIME, p->now)));
        return;
    case EVENT_ATTENDED: buf_printf(b, "%.*s at the interview", STR_ARG(who)); return;
    case EVENT_TOPIC:
        buf_printf(b, "talked about%s%.*s: %.*s", e->person ? " with " : "", STR_ARG(who), STR_ARG(e->text));
        return;
    case EVENT_TOLD: add_told(b, p, e); return;
    case EVENT_CONTACTED:
        buf_printf(b, "%s %s to %.*s%s, %.*s", purposes[e->purpose], channels[e->channel],
            STR_ARG(person_or(p, e->person, "Human Resources")), outcomes[e->outcome], STR_ARG(when(p, e)));
        return;
    case EVENT_HEARD: add_heard(b, p, e); return;
    case EVENT_OFFER:
        buf_printf(b, "an offer, %.*s", STR_ARG(when(p, e)));
        if (e->day != DAY_NONE) buf_printf(b, ", to be answered by %.*s", STR_ARG(day(p, e->day)));
        return;
    case EVENT_CLOSED: buf_printf(b, "%s, %.*s", endings[e->ending], STR_ARG(when(p, e))); return;
    case EVENT_REOPENED: buf_put(b, "taken up again"); return;
    case EVENT_DONE: add_step(b, p, e, "done"); return;
    case EVENT_SKIPPED: add_step(b, p, e, "left out"); return;
    case EVENT_SNOOZED:
        add_step(b, p, e, "put off until ");
        buf_add(b, phrase_moment(p->arena, e->ends, PRECISION_TIME, p->now));
        return;
    case EVENT_NOTE: buf_printf(b, "note: %.*s", STR_ARG(e->text)); return;
    case EVENT_NAMED: buf_printf(b, "%.*s named as a reference", STR_ARG(who)); return;
    case EVENT_UNDO:
    case EVENT_REDO: add_undo(b, p, e); return;
    case EVENT_SETTING: add_setting(b, e); return;
    case EVENT_MAY_MEAN:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_NEW:
    case EVENT_MAY_BE_SAME: add_suggestion(b, p, e); return;
    case EVENT_SETTLED:
        buf_put(b, e->flags & FLAG_ACCEPTED ? "a suggestion accepted" : "a suggestion set aside");
        return;
    case EVENT_MEANS: add_meaning(b, p, e, "a mail means: "); return;
    case EVENT_SAME:
        buf_printf(b, "%.*s and %.*s are one", STR_ARG(who), STR_ARG(person_or(p, e->count, "somebody")));
        return;
    }
}

struct str phrase_event(const struct phrase *p, const struct event *e)
{
    AUTO(buf) b = {0};
    add_event(&b, p, e);
    return arena_str(p->arena, buf_str(&b));
}
