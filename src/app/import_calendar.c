/* From a calendar to interviews: each entry is given an opportunity or left; then all that have one are taken in the
 * order of their versions. */
#include "app/import_calendar.h"

#include "app/accounts.h"
#include "app/import_meeting.h"
#include "app/stand.h"
#include "sys/text.h"

#include <stdlib.h>
#include <string.h>

enum fate { FATE_LEFT, FATE_TAKEN, FATE_ASKED };

struct entry { /* of an opportunity */
    struct ics_event event;
    int64_t house, opp; /* opp 0: whichever of the house it is about */
    size_t number;
};

struct reading {
    struct import_meetings m;
    const struct import_invitation *how;
    struct import_whose whose;
    bool whose_known;
    struct entry *entries;
    size_t n, room, number;
    bool alone; /* the calendar holds no more than one entry */
    size_t last_line; /* of the entry looked at last, and what came of it: a series is the same at each of its times */
    struct entry last;
    enum fate last_fate;
};

static void reading_close(struct reading *d)
{
    import_meeting_close(&d->m);
    import_whose_close(&d->whose);
}

/* --- what looks like an interview --- */

/* Beginnings of words, as text_fold leaves them; a blank is any gap. */
static const char *const words[] = {"interview", "vorstellungsgesprach", "bewerbungsgesprach", "bewerbergesprach",
    "kennenlerngesprach", "erstgesprach", "zweitgesprach", "auswahlgesprach", "probearbeit", "probetag", "assessment",
    "entretien", "screening", "phone screen", "video screen", "recruiter screen", "recruiter call", "hr call",
    "intro call", "onsite", "on site", "hiring manager", "technical screen", "tech screen", "case study", "final round",
    "first round", "second round", "entrevista", "colloquio", "sollicitatiegesprek", "job talk", NULL};

static bool looks_like(struct reading *d, struct str summary)
{
    struct str s = text_fold(&d->m.scratch, summary);
    char *p = ARENA_NEW(&d->m.scratch, char, s.n + 1);
    p[0] = ' ';
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        p[i + 1] = word ? s.p[i] : ' ';
    }
    for (int i = 0; words[i]; i++) {
        struct str word = arena_format(&d->m.scratch, " %s", words[i]);
        if (str_contains((struct str){p, s.n + 1}, word)) return true;
    }
    return false;
}

static bool invites(const struct ics_event *e)
{
    return e->method == ICS_REQUEST || e->method == ICS_ADD || e->method == ICS_CANCEL || e->method == ICS_COUNTER;
}

/* --- whose it is --- */

/* The first of those invited, the organizer before all, whom `ask` finds a house for; -1: several. */
typedef int64_t house_of(const struct import_whose *w, struct arena *a, struct str mail);

/* Those who work where the seeker does meet for many reasons. */
static bool counts(struct reading *d, const struct ics_person *p, bool looks)
{
    if (p->who != ICS_INDIVIDUAL || import_meeting_is_own(&d->m, p)) return false;
    return looks || !import_meeting_is_colleague(&d->m, p->mail);
}

static int64_t ask_all(struct reading *d, const struct ics_event *e, bool looks, house_of *ask)
{
    struct arena *a = &d->m.scratch;
    int64_t found = 0;
    if (e->has_organizer && counts(d, &e->organizer, looks)) found = ask(&d->whose, a, e->organizer.mail);
    for (size_t i = 0; !found && i < e->n_people; i++)
        if (counts(d, &e->people[i], looks)) found = ask(&d->whose, a, e->people[i].mail);
    return found;
}

static enum err find_house(
    struct reading *d, const struct ics_event *e, bool looks, int64_t *ret, struct err_info *info)
{
    enum err err = d->whose_known ? OK : import_whose_load(&d->whose, d->m.i->app, info);
    if (err) return err;
    d->whose_known = true;
    int64_t house = ask_all(d, e, looks, import_whose_mail);
    if (!house) house = ask_all(d, e, looks, import_whose_domain);
    if (!house && looks) house = import_whose_named(&d->whose, &d->m.scratch, e->summary);
    *ret = house;
    return OK;
}

/* What the record has of it already decides. */
static enum err find_known(struct reading *d, const struct ics_event *e, struct entry *x, struct err_info *info)
{
    struct journal *j = d->m.i->app->journal;
    struct ics_event whole = *e;
    struct event known;
    bool found;
    enum err err = journal_source(j, import_meeting_source(&d->m.scratch, e), &d->m.scratch, &known, &found, info);
    if (!err && !found && e->recurrence.n) {
        whole.recurrence = (struct str){0};
        err = journal_source(j, import_meeting_source(&d->m.scratch, &whole), &d->m.scratch, &known, &found, info);
    }
    if (!err && found) x->house = known.house, x->opp = known.opp;
    return err;
}

/* A day without a time, such as a holiday somebody shares, is an interview only where it says so. */
static enum fate fate_of(const struct ics_event *e, const struct entry *x, bool looks)
{
    bool day = e->begins.day_only && !invites(e);
    if (x->opp) return FATE_TAKEN;
    if (x->house > 0) return day && !looks ? FATE_LEFT : FATE_TAKEN;
    return looks ? FATE_ASKED : FATE_LEFT;
}

static void go_by_word(struct reading *d, struct entry *x)
{
    struct import *i = d->m.i;
    x->house = i->opp ? i->house.id : d->how->house;
    x->opp = i->opp ? i->opp->id : d->how->opp;
}

/* Somebody's word for one entry, or for the mail it came with, comes before what the entry says; their word for a whole
 * calendar is for those entries that say nothing. */
static enum err place(
    struct reading *d, const struct ics_event *e, struct entry *x, enum fate *ret, struct err_info *info)
{
    bool told = d->m.i->opp || (d->how && d->how->opp), one = d->alone || d->how, looks = looks_like(d, e->summary);
    enum err err = find_known(d, e, x, info);
    if (err) return err;
    if (!x->opp && told && one && (looks || invites(e) || d->alone)) go_by_word(d, x);
    if (!x->opp) err = find_house(d, e, looks, &x->house, info);
    if (err) return err;
    if (!x->opp && x->house <= 0 && told && (looks || invites(e))) go_by_word(d, x);
    *ret = fate_of(e, x, looks);
    return OK;
}

/* --- what is left for a person --- */

static void ask(struct reading *d, const struct ics_event *e, const struct entry *x)
{
    enum { OLD_DAYS = 365 };
    struct import_meetings *m = &d->m;
    struct arena *a = &m->scratch;
    m->r->suggested++;
    instant_t begins = e->begins.instant != TIME_NONE ? e->begins.instant : e->begins.civil;
    bool old = begins < m->i->app->now - (instant_t)OLD_DAYS * DAY_SECONDS,
         off = e->status == ICS_CANCELLED || e->method == ICS_CANCEL;
    if (old || off) {
        m->r->left_out++;
        return;
    }
    bool again = e->line == d->last_line && e->recurrence.n; /* a series is asked about once */
    if (again) return;
    import_say(m->i, &m->r->held, e->line,
        arena_format(a,
            "%.*s, %.*s: %s; import the file with --opportunity OPP, where it belongs, or \"hearback interview\" "
            "records "
            "it by hand",
            STR_ARG(import_meeting_title(a, e)), STR_ARG(import_meeting_when(a, NULL, e)),
            x->house < 0 ? "it could be of more than one organisation in your record"
                         : "whose it is, is not in your record"));
}

static void ask_zone(struct reading *d, const struct entry *x, const struct app_opp *o)
{
    struct import_meetings *m = &d->m;
    struct arena *a = &m->scratch;
    const struct ics_event *e = &x->event;
    m->r->suggested++;
    import_say(m->i, &m->r->held, e->line,
        arena_format(a,
            "%.*s begins at %.*s in the time zone \"%.*s\", which is not known here: once you know what hour that is "
            "for "
            "you, \"hearback interview %.*s --at TIME\"",
            STR_ARG(import_meeting_title(a, e)), STR_ARG(import_meeting_when(a, NULL, e)),
            STR_ARG(str_clip(e->begins.zone, 60)), STR_ARG(o->slug)));
}

/* --- reading --- */

static struct str keep_text(struct reading *d, struct str s)
{
    return s.n ? arena_str(&d->m.arena, s) : (struct str){0};
}

static struct ics_person keep_person(struct reading *d, struct ics_person p)
{
    p.name = keep_text(d, p.name);
    p.mail = keep_text(d, p.mail);
    return p;
}

static void keep(struct reading *d, const struct ics_event *e, struct entry x)
{
    x.event = *e;
    x.number = d->number++;
    struct ics_event *k = &x.event;
    struct str *texts[] = {&k->doubt, &k->uid, &k->recurrence, &k->summary, &k->location, &k->link, &k->begins.zone};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = keep_text(d, *texts[i]);
    k->description = k->comment = k->url = k->fault = k->ends.zone = (struct str){0};
    k->organizer = keep_person(d, k->organizer);
    k->people = ARENA_NEW(&d->m.arena, struct ics_person, k->n_people);
    for (size_t i = 0; i < k->n_people; i++) k->people[i] = keep_person(d, e->people[i]);
    *ARENA_PUSH(&d->m.arena, d->entries, d->n, d->room) = x;
}

static enum err on_event(void *context, const struct ics_event *e, struct err_info *info)
{
    struct reading *d = context;
    struct import_result *r = d->m.r;
    enum fate fate = FATE_LEFT;
    struct entry x = {0};
    arena_reset(&d->m.scratch);
    r->read++;
    if (e->fault.n) {
        import_say(d->m.i, &r->refused, e->line, e->fault);
        return OK;
    }
    struct str own = STR("@hearback.invalid"); /* out of a feed of our own, app/feed.c */
    bool ours = e->uid.n > own.n && str_eq((struct str){e->uid.p + e->uid.n - own.n, own.n}, own);
    bool answers = ours || e->method == ICS_REPLY || e->method == ICS_REFRESH || e->method == ICS_DECLINE_COUNTER ||
                   e->method == ICS_OTHER_METHOD;
    bool again = e->recurrence.n && e->line == d->last_line && d->last_fate != FATE_TAKEN;
    enum err err = OK;
    if (again)
        fate = d->last_fate, x = d->last;
    else if (!answers)
        err = place(d, e, &x, &fate, info);
    if (err) return err;
    switch (fate) {
    case FATE_LEFT:
        r->suggested++;
        r->left_out++;
        break;
    case FATE_TAKEN: keep(d, e, x); break;
    case FATE_ASKED: ask(d, e, &x); break;
    }
    d->last_line = e->line;
    d->last_fate = fate;
    d->last = x;
    return OK;
}

/* --- taking --- */

/* By version; at the same one what calls off comes last. */
static int by_version(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const struct ics_event *e = &x->event, *f = &y->event;
    bool e_off = e->method == ICS_CANCEL, f_off = f->method == ICS_CANCEL;
    if (e->sequence != f->sequence) return e->sequence < f->sequence ? -1 : 1;
    if (e->stamp != f->stamp) return e->stamp < f->stamp ? -1 : 1;
    if (e_off != f_off) return e_off ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

static bool names_position(struct reading *d, const struct app_opp *o, const struct ics_event *e)
{
    struct arena *a = &d->m.scratch;
    return o->position.n && str_contains(text_fold(a, e->summary), text_fold(a, o->position));
}

/* The one that it names, else the only one that is alive, else the latest. */
static const struct app_opp *choose(struct reading *d, struct meeting_house *h, const struct ics_event *e)
{
    const struct app_opp *named = NULL, *alive = NULL, *latest = &h->h.opps[0];
    size_t n_named = 0, n_alive = 0;
    for (size_t i = 0; h->h.n_opps > 1 && i < h->h.n_opps; i++)
        if (names_position(d, &h->h.opps[i], e)) named = &h->h.opps[i], n_named++;
    if (n_named == 1) return named;
    if (h->choice) return h->choice;
    for (size_t i = 0; i < h->h.n_opps; i++) {
        const struct app_opp *o = &h->h.opps[i];
        struct stand stand;
        stand_make(&stand, o, zone_civil(o->zone, d->m.i->app->now));
        if (o->id > latest->id) latest = o;
        if (stand.state == STAND_LIVE) alive = o, n_alive++;
    }
    h->choice = n_alive == 1 ? alive : latest;
    return h->choice;
}

static enum err take_counter(struct reading *d, struct meeting_house *h, const struct entry *x, struct err_info *info)
{
    struct import_meetings *m = &d->m;
    struct ics_event e = x->event;
    struct meeting *known = import_meeting_find(m, h, NULL, &e);
    if (known) return import_meeting_counter(m, h, known, &e, info);
    m->r->suggested++;
    m->r->left_out++;
    import_say(m->i, &m->r->held, e.line,
        arena_format(&m->scratch, "%.*s, %.*s: another time is proposed for what is not in your record",
            STR_ARG(import_meeting_title(&m->scratch, &e)), STR_ARG(import_meeting_when(&m->scratch, NULL, &e))));
    return OK;
}

static enum err take(struct reading *d, const struct entry *x, struct err_info *info)
{
    struct meeting_house *h;
    arena_reset(&d->m.scratch);
    enum err err = import_meeting_house(&d->m, x->house, &h, info);
    if (err) return err;
    if (x->event.method == ICS_COUNTER) return take_counter(d, h, x, info);
    const struct app_opp *o = x->opp ? house_opp(&h->h, x->opp) : NULL;
    if (!o) o = choose(d, h, &x->event);
    if (x->event.begins.clock == ICS_UNKNOWN) {
        ask_zone(d, x, o);
        return OK;
    }
    return err_context(info, import_meeting_take(&d->m, h, o, &x->event, info), "line %zu", x->event.line);
}

/* Whoever names an opportunity for a file of one entry means that entry, whatever it is called. */
static bool is_alone(struct str bytes)
{
    struct str line, name = STR("BEGIN:VEVENT");
    size_t n = 0;
    while (bytes.n && n < 2) {
        str_cut(bytes, '\n', &line, &bytes);
        n += line.n >= name.n && str_is_nocase((struct str){line.p, name.n}, name.p);
    }
    return n < 2;
}

/* What the profile says, the accounts (a file that cannot be read is for `fetch` to name), and who calls. */
static void know_own(struct reading *d)
{
    struct accounts all;
    struct import_meetings *m = &d->m;
    import_meeting_add_own(m, app_setting(m->i->app, "mail"));
    import_meeting_add_own(m, app_setting(m->i->app, "name"));
    for (size_t k = 0; d->how && k < d->how->n_own; k++) import_meeting_add_own(m, d->how->own[k]);
    if (d->how || accounts_load(&m->arena, &all, NULL)) return;
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < all.items[i].n_addresses; k++) import_meeting_add_own(m, all.items[i].addresses[k]);
}

enum err import_calendar(struct import *i, struct str bytes, const struct import_invitation *how,
    struct import_result *r, struct err_info *info)
{
    AUTO(reading) d = {.how = how, .alone = is_alone(bytes)};
    d.m = (struct import_meetings){.i = i, .r = r, .whose = &d.whose, .sent = how ? how->sent : TIME_NONE};
    know_own(&d);
    enum err err = ics_read(bytes, on_event, &d, info);
    if (err) return err;
    if (d.n > 1) qsort(d.entries, d.n, sizeof *d.entries, by_version);
    for (size_t k = 0; !err && k < d.n; k++) err = take(&d, &d.entries[k], info);
    if (!how) r->kind = IMPORT_CALENDAR;
    return err;
}
