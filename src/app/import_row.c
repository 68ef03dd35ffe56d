/* What a row says, event by event. */
#include "app/import_row.h"

#include "app/export.h"

#include <string.h>

struct making {
    struct import_row *r;
    const struct table_opportunity *t;
    const struct zone *zone;
    civil_t now;
    struct arena *a;
    bool used[TABLE_WHENS]; /* became an event; the other days become notes */
    bool said; /* the events say all that the status says */
};

/* --- notes --- */

void import_row_note(struct import_row *r, struct arena *a, const char *label, struct str text)
{
    struct str rest = *label ? arena_format(a, "%s: %.*s", label, STR_ARG(text)) : text;
    while (rest.n) {
        struct str part = str_clip(rest, IMPORT_NOTE_MAX);
        *ARENA_PUSH(a, r->notes, r->n_notes, r->notes_room) = part;
        rest.p += part.n, rest.n -= part.n;
    }
}

static void note(struct making *m, const char *label, struct str text)
{
    text = str_trim(text);
    if (text.n) import_row_note(m->r, m->a, label, text);
}

/* --- days --- */

static civil_t civil_of(const struct making *m, const struct date *d)
{
    return d->fixed ? zone_civil(m->zone, d->instant) : d->at;
}

static bool has_day(const struct making *m, enum table_when when)
{
    return m->t->when[when].given;
}

static day_t take_day(struct making *m, enum table_when when)
{
    m->used[when] = true;
    return day_of(civil_of(m, &m->t->when[when].date));
}

static struct event *add(struct making *m, enum event_kind kind)
{
    struct event *e = &m->r->events[m->r->n++];
    *e = event_zero(kind);
    return e;
}

static struct event *add_day(struct making *m, enum event_kind kind, day_t day)
{
    struct event *e = add(m, kind);
    e->at = civil_at(day, 0, 0);
    e->precision = PRECISION_DAY;
    return e;
}

/* --- what happened --- */

static void take_application(struct making *m)
{
    bool since = m->t->status == TABLE_STATUS_APPLIED && has_day(m, TABLE_STATUS);
    if (!has_day(m, TABLE_APPLIED) && !since) {
        if (m->t->applied == ANSWER_YES) note(m, "Applied", STR("yes, the day is not known"));
        m->said &= m->t->status != TABLE_STATUS_APPLIED;
        return;
    }
    m->r->applied = take_day(m, has_day(m, TABLE_APPLIED) ? TABLE_APPLIED : TABLE_STATUS);
    add_day(m, EVENT_APPLIED, m->r->applied);
}

static void take_call(struct making *m)
{
    if (!has_day(m, TABLE_PHONE_CALL)) return;
    add_day(m, EVENT_HEARD, take_day(m, TABLE_PHONE_CALL))->gist = GIST_OTHER;
}

/* When it was agreed upon a table does not say: one ahead is known as of now, one behind from its begin on. */
static void take_interviews(struct making *m)
{
    static const char *const rounds[] = {"1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th"};
    size_t n = 0, seen = 0;
    for (int i = 0; i < 9; i++) n += has_day(m, TABLE_INTERVIEW + (unsigned)i);
    for (int i = 0; i < 9; i++) {
        enum table_when when = TABLE_INTERVIEW + (unsigned)i;
        if (!has_day(m, when)) continue;
        const struct date *d = &m->t->when[when].date;
        day_t day = take_day(m, when);
        struct event *e = d->timed ? add(m, EVENT_INTERVIEW) : add_day(m, EVENT_INTERVIEW, day);
        if (d->timed) e->at = civil_of(m, d);
        civil_t begins = d->timed ? e->at : civil_at(day, 9, 0); /* as the planner takes a bare day */
        if (m->now < begins) e->arranged = m->now;
        if (n > 1) e->text = arena_format(m->a, "%s interview", rounds[i]);
        seen++;
    }
    if (m->t->status == TABLE_STATUS_INTERVIEW) m->said &= seen > 0;
}

static void take_offer(struct making *m, day_t day)
{
    add_day(m, EVENT_OFFER, day);
}

/* The day of the answer: a column of its own, else since when the status is what it is. */
static bool take_answer_day(struct making *m, day_t *ret)
{
    enum table_when when = has_day(m, TABLE_ANSWER) ? TABLE_ANSWER : TABLE_STATUS;
    if (!has_day(m, when) || m->used[when]) return false;
    *ret = take_day(m, when);
    return true;
}

/* The latest end of an interview on that day; TIME_NONE: there was none. */
static civil_t interviewed_until(const struct making *m, day_t day)
{
    civil_t latest = TIME_NONE;
    for (size_t i = 0; i < m->r->n; i++) {
        const struct event *e = &m->r->events[i];
        if (e->kind != EVENT_INTERVIEW || day_of(e->at) != day) continue;
        civil_t ends = (e->precision == PRECISION_DAY ? civil_at(day, 9, 0) : e->at) + HOUR_SECONDS;
        if (ends > latest) latest = ends;
    }
    return latest;
}

/* What is ours on a day without a time stands before what is theirs.  An end on the day of an interview came after it,
 * so it gets the earliest time at which that can have been. */
static void add_end(struct making *m, enum ending ending, bool dated, day_t day)
{
    struct event *e = dated ? add_day(m, EVENT_CLOSED, day) : add(m, EVENT_CLOSED);
    e->ending = (uint8_t)ending;
    if (!dated) {
        e->precision = PRECISION_UNKNOWN;
        return;
    }
    civil_t until = ending == ENDING_REJECTED ? TIME_NONE : interviewed_until(m, day);
    if (until == TIME_NONE) return;
    e->at = until;
    e->precision = PRECISION_TIME;
}

static void take_rejection(struct making *m)
{
    day_t day;
    if (take_answer_day(m, &day))
        add_day(m, EVENT_HEARD, day)->gist = GIST_REJECTED;
    else
        add_end(m, ENDING_REJECTED, false, DAY_NONE);
}

/* Hearback's own table: what stands in these columns was worked out from the record, "on hold" by the planner too. */
static bool is_own(const struct table_opportunity *t)
{
    return t->n_others && str_is(t->others[0].column, EXPORT_ID_COLUMN);
}

static bool speaks_of_offer(struct str status)
{
    static const char *const words[] = {"offer", "Offer", "OFFER", "offre", "Offre", "angebot", "Angebot", NULL};
    for (int i = 0; words[i]; i++)
        if (str_contains(status, str_from(words[i]))) return true;
    return false;
}

/* An offer and its answer on one day: the answer says it all, as the order of two days without times is that the
 * answer, ours, comes first. */
static void take_our_answer(struct making *m, enum ending ending)
{
    day_t day = DAY_NONE, offer = DAY_NONE;
    bool dated = take_answer_day(m, &day), offered = has_day(m, TABLE_OFFER);
    if (offered) offer = day_of(civil_of(m, &m->t->when[TABLE_OFFER].date));
    if (offered && (!dated || offer != day)) take_offer(m, take_day(m, TABLE_OFFER));
    bool declined = offered || speaks_of_offer(m->t->status_text) || is_own(m->t);
    if (ending == ENDING_DECLINED && !declined) ending = ENDING_WITHDRAWN;
    m->said &= ending != ENDING_WITHDRAWN || m->t->status == TABLE_STATUS_WITHDRAWN;
    add_end(m, ending, dated, day);
}

static void take_standing_offer(struct making *m)
{
    day_t day;
    if (has_day(m, TABLE_OFFER))
        take_offer(m, take_day(m, TABLE_OFFER));
    else if (take_answer_day(m, &day))
        take_offer(m, day);
    else
        m->said = false;
}

static void take_rest(struct making *m, enum ending ending)
{
    day_t day = DAY_NONE;
    bool archived = has_day(m, TABLE_ARCHIVED);
    if (archived) day = take_day(m, TABLE_ARCHIVED);
    bool dated = archived || take_answer_day(m, &day);
    add_end(m, ending, dated, day);
    m->said = false;
}

/* A status under which nothing has ended; an answer that came all the same is a word of theirs. */
static void take_open(struct making *m)
{
    if (has_day(m, TABLE_OFFER)) take_offer(m, take_day(m, TABLE_OFFER));
    if (has_day(m, TABLE_ANSWER)) add_day(m, EVENT_HEARD, take_day(m, TABLE_ANSWER))->gist = GIST_OTHER;
    if (m->t->archived == ANSWER_YES || has_day(m, TABLE_ARCHIVED)) {
        bool said = m->said;
        take_rest(m, ENDING_MOVED_ON);
        m->said = said;
    }
}

static void take_status(struct making *m)
{
    bool theirs = m->t->status == TABLE_STATUS_REJECTED || m->t->status == TABLE_STATUS_FILLED;
    if (theirs && has_day(m, TABLE_OFFER)) take_offer(m, take_day(m, TABLE_OFFER));
    switch (m->t->status) {
    case TABLE_STATUS_UNSAID:
    case TABLE_STATUS_SAVED:
    case TABLE_STATUS_APPLIED:
    case TABLE_STATUS_INTERVIEW: take_open(m); break;
    case TABLE_STATUS_UNKNOWN:
    case TABLE_STATUS_NO_ANSWER:
    case TABLE_STATUS_IN_PROCESS:
        take_open(m);
        m->said = false;
        break;
    case TABLE_STATUS_OFFER: take_standing_offer(m); break;
    case TABLE_STATUS_ACCEPTED: take_our_answer(m, ENDING_ACCEPTED); break;
    case TABLE_STATUS_DECLINED: take_our_answer(m, ENDING_DECLINED); break;
    case TABLE_STATUS_WITHDRAWN: take_our_answer(m, ENDING_WITHDRAWN); break;
    case TABLE_STATUS_REJECTED: take_rejection(m); break;
    case TABLE_STATUS_FILLED: /* "no project for now" is a no; their words are kept */
        take_rejection(m);
        m->said = false;
        break;
    case TABLE_STATUS_EXPIRED:
    case TABLE_STATUS_ARCHIVED: take_rest(m, ENDING_MOVED_ON); break;
    case TABLE_STATUS_ON_HOLD:
        if (is_own(m->t))
            take_open(m);
        else
            take_rest(m, ENDING_HOLD);
        break;
    }
}

/* --- who --- */

/* The one a table names for an opportunity is the one to write to. */
static void take_person(struct making *m)
{
    const struct table_opportunity *t = m->t;
    struct str mail = t->contact_mail, name = t->contact, domain;
    if (mail.n && (!str_contains(mail, STR("@")) || str_contains(mail, STR(" ")))) {
        note(m, "Mail", mail);
        mail = (struct str){0};
    }
    if (!name.n && mail.n) str_cut(mail, '@', &name, &domain);
    if (!name.n) {
        note(m, "Phone", t->contact_phone);
        return;
    }
    m->r->has_person = true;
    m->r->person = (struct record_person){.name = name,
        .mail = mail,
        .phone = t->contact_phone,
        .role = ROLE_OTHER,
        .default_role = ROLE_OTHER,
        .flags = FLAG_PRIMARY};
}

/* --- what is left --- */

static const char *const when_labels[TABLE_WHENS] = {[TABLE_SAVED] = "Saved",
    [TABLE_OFFER] = "Offer",
    [TABLE_ANSWER] = "Final answer",
    [TABLE_STATUS] = "Status since",
    [TABLE_FOLLOW_UP] = "Follow-up",
    [TABLE_NEXT_ACTION] = "Next action on",
    [TABLE_DEADLINE] = "Deadline",
    [TABLE_ARCHIVED] = "Archived"};

static void note_days(struct making *m)
{
    char text[24];
    for (unsigned i = 0; i < TABLE_WHENS; i++) {
        if (!has_day(m, i) || m->used[i] || !when_labels[i]) continue;
        const struct date *d = &m->t->when[i].date;
        civil_t at = civil_of(m, d);
        if (d->timed)
            civil_format(at, text);
        else
            day_format(day_of(at), text);
        note(m, when_labels[i], str_from(text));
    }
}

/* "Rejected - no feedback" says more than that there was a no. */
static bool has_remark(struct str status)
{
    for (size_t i = 0; i < status.n; i++)
        if (strchr("(:,;/", status.p[i]) || (status.p[i] == '-' && i && status.p[i - 1] == ' ')) return true;
    return false;
}

static void note_rest(struct making *m)
{
    const struct table_opportunity *t = m->t;
    bool own = is_own(t);
    if (!own && (!m->said || has_remark(t->status_text))) note(m, "Status", t->status_text);
    note(m, "Location", t->location);
    note(m, "Source", t->source);
    note_days(m);
    note(m, "Next action", t->next_action);
    for (size_t i = 0; !own && i < t->n_others; i++) {
        struct str column = t->others[i].column;
        note(m, arena_str(m->a, column.n ? column : STR("Without a heading")).p, t->others[i].text);
    }
    note(m, "", t->notes);
}

void import_row_make(
    struct import_row *ret, const struct table_opportunity *t, const struct zone *zone, civil_t now, struct arena *a)
{
    *ret = (struct import_row){.applied = DAY_NONE};
    struct making m = {.r = ret, .t = t, .zone = zone, .now = now, .a = a, .said = true};
    take_application(&m);
    take_call(&m);
    take_interviews(&m);
    take_status(&m);
    take_person(&m);
    note_rest(&m);
}
