/* Versions of interviews, compared with what the record has. */
#include "app/import_meeting.h"

#include "app/import_attend.h"
#include "sys/text.h"

#include <string.h>

enum mark { MARK_SOURCE = 401, MARK_UID, MARK_BEGIN, MARK_SLUG, MARK_NUMBER, MARK_NOTE, MARK_OWN, MARK_COLLEAGUE };

void import_meeting_close(struct import_meetings *m)
{
    if (!m) return;
    arena_close(&m->arena);
    arena_close(&m->scratch);
}

void import_meeting_add_own(struct import_meetings *m, struct str address_or_name)
{
    struct str own = text_fold(&m->scratch, address_or_name);
    if (!own.n) return;
    map_put(&m->own, &m->arena, map_digest(MARK_OWN, own), 1);
    if (!str_contains(own, STR("@"))) return;
    struct str employer = import_whose_employer(&m->scratch, own);
    if (employer.n) map_put(&m->own, &m->arena, map_digest(MARK_COLLEAGUE, employer), 1);
    m->knows_own = true;
}

static bool has_own(struct import_meetings *m, struct str s)
{
    return s.n && map_get(&m->own, map_digest(MARK_OWN, text_fold(&m->scratch, s)));
}

bool import_meeting_is_own(struct import_meetings *m, const struct ics_person *p)
{
    return has_own(m, p->mail) || has_own(m, p->name);
}

bool import_meeting_is_colleague(struct import_meetings *m, struct str address)
{
    struct str employer = import_whose_employer(&m->scratch, address);
    return employer.n && map_get(&m->own, map_digest(MARK_COLLEAGUE, employer));
}

/* --- sources --- */

struct str import_meeting_source(struct arena *a, const struct ics_event *e)
{
    struct str gap = e->recurrence.n ? STR("/") : (struct str){0};
    return arena_format(a, "uid:%.*s%.*s%.*s", STR_ARG(e->uid), STR_ARG(gap), STR_ARG(e->recurrence));
}

/* Without the occurrence: "/20261008T130000Z", "/20261008T150000", "/20261008" at the end. */
static struct str uid_of(struct str source)
{
    size_t i = source.n, digits = 0;
    while (i && source.p[i - 1] != '/') digits += source.p[i - 1] >= '0' && source.p[i - 1] <= '9', i--;
    size_t n = source.n - i;
    bool date = (n == 8 && digits == 8) || (n == 15 && digits == 14) || (n == 16 && digits == 14);
    return i && date ? (struct str){source.p, i - 1} : source;
}

static uint64_t source_digest(struct str source)
{
    return map_digest(MARK_SOURCE, source);
}

static uint64_t begin_digest(int64_t opp, instant_t begins)
{
    return map_mix(map_mix(MARK_BEGIN, (uint64_t)opp), (uint64_t)begins);
}

static void find_by(struct import_meetings *m, struct meeting_house *h, struct meeting *x, struct str source)
{
    int64_t place = x - h->items + 1;
    if (source.n) {
        uint64_t uid = map_digest(MARK_UID, uid_of(source));
        x->source = source_digest(source);
        x->from_calendar = true;
        x->next = (uint32_t)map_get(&h->found, uid);
        map_put(&h->found, &m->arena, x->source, place);
        map_put(&h->found, &m->arena, uid, place);
    }
    map_put(&h->found, &m->arena, begin_digest(x->opp->id, x->begins), place);
}

static struct meeting *found(const struct meeting_house *h, uint64_t digest)
{
    int64_t place = map_get(&h->found, digest);
    return place ? &h->items[place - 1] : NULL;
}

/* --- times --- */

enum { DAY_BEGINS = 9 * HOUR_SECONDS }; /* of an interview on a day without a time, as app/house.c has it */

static instant_t instant_of(const struct app_opp *o, const struct ics_moment *t)
{
    if (t->civil == TIME_NONE) return TIME_NONE;
    if (t->day_only) return zone_instant(o->zone, t->civil + DAY_BEGINS);
    return t->instant != TIME_NONE ? t->instant : zone_instant(o->zone, t->civil);
}

/* A day lasts until the next one begins: that says nothing. */
static instant_t end_of(const struct app_opp *o, const struct ics_event *e)
{
    bool says = e->ends.civil != TIME_NONE && !e->ends.day_only && e->ends.civil > e->begins.civil;
    instant_t ends = says ? instant_of(o, &e->ends) : TIME_NONE;
    return ends != TIME_NONE && ends > instant_of(o, &e->begins) ? ends : TIME_NONE;
}

static bool is_kept(const struct ics_event *e)
{
    return e->method == ICS_NO_METHOD || e->method == ICS_PUBLISH;
}

/* In a calendar as it is kept DTSTAMP may be no more than the moment of its export. */
static instant_t version_of(const struct ics_event *e)
{
    return is_kept(e) ? e->modified : e->stamp;
}

/* When the seeker was told, which cannot lie ahead. */
static instant_t told_at(const struct import_meetings *m, const struct ics_event *e)
{
    instant_t at = m->sent != TIME_NONE ? m->sent : is_kept(e) && e->modified != TIME_NONE ? e->modified : e->stamp;
    return at == TIME_NONE || at > m->i->app->now ? m->i->app->now : at;
}

static instant_t arranged_at(const struct import_meetings *m, const struct app_opp *o, const struct ics_event *e)
{
    instant_t at = told_at(m, e), begins = instant_of(o, &e->begins);
    bool earlier = is_kept(e) && e->created != TIME_NONE && e->created < at;
    if (earlier) at = e->created;
    return at < begins ? at : begins;
}

struct str import_meeting_when(struct arena *a, const struct app_opp *o, const struct ics_event *e)
{
    char text[24];
    const struct ics_moment *t = &e->begins;
    if (t->day_only) return arena_str(a, str_from(day_format(day_of(t->civil), text)));
    civil_t at = o && t->instant != TIME_NONE ? zone_civil(o->zone, t->instant) : t->civil;
    civil_format(at, text);
    text[10] = ' ';
    return arena_str(a, str_from(text));
}

static struct str without_prefix(struct str s)
{
    static const char *const prefixes[] = {"Invitation:", "Updated invitation:", "Canceled:", "Cancelled:",
        "Canceled event:", "Einladung:", "Abgesagt:", "Termin abgesagt:", "FW:", "WG:", "RE:", "AW:"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (s.n > n && str_is_nocase((struct str){s.p, n}, prefixes[i])) s = str_trim((struct str){s.p + n, s.n - n});
    }
    return s;
}

struct str import_meeting_title(struct arena *a, const struct ics_event *e)
{
    enum { TITLE_MAX = 200 };
    struct str s = str_trim(str_clip(without_prefix(e->summary), TITLE_MAX));
    return s.n ? arena_str(a, s) : STR("an entry without a title");
}

/* --- what the record has --- */

static struct meeting *add_meeting(
    struct import_meetings *m, struct meeting_house *h, struct meeting x, struct str source)
{
    struct meeting *kept = ARENA_PUSH(&m->arena, h->items, h->n, h->room);
    *kept = x;
    find_by(m, h, kept, source);
    return kept;
}

static instant_t instant_or_none(const struct app_opp *o, civil_t t)
{
    return t == TIME_NONE ? TIME_NONE : zone_instant(o->zone, t);
}

static void learn_version(struct meeting *x, const struct event *e, instant_t at)
{
    if (e->count > x->sequence) x->sequence = e->count;
    if (at != TIME_NONE && (x->stamp == TIME_NONE || at > x->stamp)) x->stamp = at;
    if (e->title.n) x->place = e->title;
    if (e->url.n) x->link = e->url;
}

static void learn(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o, const struct event *e)
{
    uint64_t by_id = map_mix(MARK_NUMBER, (uint64_t)(e->kind == EVENT_INTERVIEW ? e->seq : e->interview));
    struct meeting *x = e->interview ? found(h, by_id) : NULL;
    if (e->kind == EVENT_INTERVIEW) {
        civil_t begins = e->precision == PRECISION_DAY ? civil_at(day_of(e->at), 0, 0) + DAY_BEGINS : e->at;
        struct meeting new = {.id = e->seq,
            .opp = o,
            .begins = zone_instant(o->zone, begins),
            .ends = instant_or_none(o, e->ends),
            .slug = e->slug,
            .stamp = TIME_NONE};
        new.day_only = e->precision == PRECISION_DAY;
        learn_version(&new, e, instant_or_none(o, e->arranged));
        x = add_meeting(m, h, new, e->source);
        map_put(&h->found, &m->arena, by_id, x - h->items + 1);
        map_put(&h->marks, &m->arena, map_digest(map_mix(MARK_SLUG, (uint64_t)o->id), e->slug), 1);
    }
    if (!x) return;
    if (e->kind == EVENT_MOVED) {
        if (e->arranged != TIME_NONE) {
            instant_t begins = zone_instant(o->zone, e->arranged);
            if (x->ends != TIME_NONE) x->ends += begins - x->begins;
            x->begins = begins;
            x->day_only = false;
        }
        if (e->ends != TIME_NONE) x->ends = zone_instant(o->zone, e->ends);
        learn_version(x, e, instant_or_none(o, e->at));
        find_by(m, h, x, x->from_calendar ? (struct str){0} : e->source);
    } else if (e->kind == EVENT_CANCELLED) {
        x->cancelled = true;
        learn_version(x, e, instant_or_none(o, e->at));
    } else if (e->kind == EVENT_ENDS) {
        x->ends = instant_or_none(o, e->ends);
    } else if (e->kind == EVENT_ATTENDED) {
        map_put(&h->marks, &m->arena, import_attend_mark(e->interview, e->person), 1);
    }
}

enum err import_meeting_house(
    struct import_meetings *m, int64_t house, struct meeting_house **ret, struct err_info *info)
{
    uint64_t key = map_mix(MARK_NUMBER, (uint64_t)house);
    int64_t place = map_get(&m->by_id, key);
    if (place) return *ret = m->houses[place - 1], OK;
    struct meeting_house *h = ARENA_NEW(&m->arena, struct meeting_house, 1);
    enum err err = house_load(m->i->app, house, &m->arena, &h->h, info);
    if (err) return err;
    for (size_t i = 0; i < h->h.n_opps; i++) {
        const struct app_opp *o = &h->h.opps[i];
        for (size_t k = 0; k < o->n_events; k++) {
            learn(m, h, o, o->events[k]);
            bool note = o->events[k]->kind == EVENT_NOTE;
            if (note) map_put(&h->marks, &m->arena, map_digest(MARK_NOTE, o->events[k]->text), 1);
        }
    }
    import_attend_learn(m, h);
    *ARENA_PUSH(&m->arena, m->houses, m->n_houses, m->room) = h;
    map_put(&m->by_id, &m->arena, key, (int64_t)m->n_houses);
    *ret = h;
    return OK;
}

/* An interview of this opportunity that begins then, or of which no more than the day is known. */
static struct meeting *same_begin(const struct meeting_house *h, const struct app_opp *o, const struct ics_event *e)
{
    instant_t begins = instant_of(o, &e->begins);
    civil_t day = (civil_t)day_of(zone_civil(o->zone, begins)) * DAY_SECONDS + DAY_BEGINS;
    struct meeting *x = found(h, begin_digest(o->id, begins));
    if (x && x->begins == begins) return x;
    x = found(h, begin_digest(o->id, zone_instant(o->zone, day)));
    return x && x->day_only && !x->from_calendar ? x : NULL;
}

/* An entry that has begun to repeat, or no longer does, is the same at its beginning; one that was recorded by hand is
 * the same if it begins then. */
struct meeting *import_meeting_find(
    struct import_meetings *m, struct meeting_house *h, const struct app_opp *o, const struct ics_event *e)
{
    struct str source = import_meeting_source(&m->scratch, e);
    struct meeting *x = found(h, source_digest(source));
    if (x || !o) return x;
    x = same_begin(h, o, e);
    if (!x || !x->from_calendar) return x;
    return found(h, map_digest(MARK_UID, uid_of(source))) == x ? x : NULL;
}

/* --- recording --- */

static enum err record(struct import_meetings *m, const struct app_opp *o, struct event *e, struct err_info *info)
{
    e->opp = o->id;
    if (!m->i->options.dry_run) return import_record(m->i, e, o->zone, info);
    e->seq = --m->invented;
    return OK;
}

static void take_sample(
    struct import_meetings *m, const struct app_opp *o, const struct ics_event *from, const struct event *e)
{
    struct import_result *r = m->r;
    struct arena *a = m->i->app->arena;
    if (!m->i->options.dry_run || r->n_samples == IMPORT_SAMPLES) return;
    struct event *copy = ARENA_NEW(a, struct event, 1);
    *copy = *e;
    copy->text = arena_str(a, e->text);
    copy->title = arena_str(a, e->title);
    copy->url = arena_str(a, e->url);
    copy->source = copy->slug = (struct str){0};
    r->samples[r->n_samples++] = (struct import_sample){.line = from->line,
        .organisation = arena_str(a, o->organisation),
        .position = arena_str(a, o->position),
        .events = copy,
        .n = 1};
}

static struct str free_slug(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o)
{
    uint64_t number = map_mix(MARK_SLUG, (uint64_t)o->id);
    int64_t n = map_get(&h->marks, number);
    if (!n) n = (int64_t)o->n_interviews;
    for (;;) {
        struct str slug = arena_format(&m->arena, "%lld", (long long)++n);
        uint64_t taken = map_digest(number, slug);
        if (map_get(&h->marks, taken)) continue;
        map_put(&h->marks, &m->arena, taken, 1);
        map_put(&h->marks, &m->arena, number, n);
        return slug;
    }
}

static enum err note(
    struct import_meetings *m, struct meeting_house *h, const struct app_opp *o, struct str text, struct err_info *info)
{
    uint64_t mark = map_digest(MARK_NOTE, text);
    struct event e = event_zero(EVENT_NOTE);
    if (map_get(&h->marks, mark)) return OK;
    map_put(&h->marks, &m->arena, mark, 1);
    e.at = zone_civil(o->zone, m->i->app->now);
    e.text = text;
    return record(m, o, &e, info);
}

/* What is not certain of it is for a person to see, here and with the opportunity. */
static enum err note_doubt(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_event *e, struct err_info *info)
{
    if (!e->doubt.n) return OK;
    struct str text = arena_format(&m->scratch, "%.*s, %.*s: %.*s", STR_ARG(import_meeting_title(&m->scratch, e)),
        STR_ARG(import_meeting_when(&m->scratch, o, e)), STR_ARG(e->doubt));
    import_say(m->i, &m->r->held, e->line, text);
    return note(m, h, o, text, info);
}

static struct event cancellation(const struct meeting *x, civil_t at, int64_t sequence)
{
    struct event e = event_zero(EVENT_CANCELLED);
    e.interview = x->id;
    e.at = at;
    e.count = sequence;
    return e;
}

/* --- called off before it was known --- */

/* Kept beside the record, so that an invitation that is read later on is known to be void. */
static struct str void_key(struct arena *a, struct str source)
{
    return arena_format(a, "called off %.*s", STR_ARG(source));
}

static enum err remember_void(struct import_meetings *m, const struct ics_event *e, struct err_info *info)
{
    struct arena *a = &m->scratch;
    struct str title = import_meeting_title(a, e), source = import_meeting_source(a, e);
    m->r->suggested++;
    m->r->left_out++;
    if (is_kept(e)) return OK;
    import_say(m->i, &m->r->held, e->line,
        arena_format(a, "%.*s, %.*s, was called off and is not in your record: nothing was recorded", STR_ARG(title),
            STR_ARG(import_meeting_when(a, NULL, e))));
    if (m->i->options.dry_run) return OK;
    struct str state = arena_format(a, "%lld %lld", (long long)e->sequence, (long long)told_at(m, e));
    return journal_reading_set(m->i->app->journal, void_key(a, source), state, info);
}

static enum err recall_void(struct import_meetings *m, const struct ics_event *e, struct str source, bool *ret,
    int64_t *ret_sequence, instant_t *ret_at, struct err_info *info)
{
    struct str state, sequence, at;
    instant_t version = version_of(e);
    enum err err = journal_reading(m->i->app->journal, void_key(&m->scratch, source), &m->scratch, &state, info);
    *ret = false;
    if (err || !str_cut(state, ' ', &sequence, &at)) return err;
    if (!str_number(sequence, ret_sequence) || !str_number(at, ret_at)) return OK;
    bool newer = version != TIME_NONE && version > *ret_at;
    *ret = e->sequence < *ret_sequence || (e->sequence == *ret_sequence && !newer);
    return OK;
}

/* --- the three things that happen to an interview --- */

static enum err arrange(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_event *from, struct err_info *info)
{
    struct event e = event_zero(EVENT_INTERVIEW);
    instant_t begins = instant_of(o, &from->begins), ends = end_of(o, from), voided_at = 0;
    bool voided;
    int64_t void_sequence = 0;
    e.precision = from->begins.day_only ? PRECISION_DAY : PRECISION_TIME;
    e.at = from->begins.day_only ? from->begins.civil : zone_civil(o->zone, begins);
    if (ends != TIME_NONE) e.ends = zone_civil(o->zone, ends);
    if (e.ends != TIME_NONE && e.ends < e.at) e.ends = TIME_NONE; /* across the change of clocks in autumn */
    e.arranged = zone_civil(o->zone, arranged_at(m, o, from));
    if (e.arranged > e.at) e.arranged = e.at;
    e.text = from->summary.n ? import_meeting_title(&m->scratch, from) : (struct str){0};
    e.title = from->location;
    e.url = from->link;
    e.source = import_meeting_source(&m->scratch, from);
    e.count = from->sequence;
    e.slug = free_slug(m, h, o);
    enum err err = recall_void(m, from, e.source, &voided, &void_sequence, &voided_at, info);
    if (!err) err = record(m, o, &e, info);
    if (err) return err;
    struct meeting new = {.id = e.seq,
        .opp = o,
        .begins = begins,
        .ends = ends,
        .slug = e.slug,
        .place = arena_str(&m->arena, e.title),
        .link = arena_str(&m->arena, e.url),
        .sequence = e.count,
        .stamp = version_of(from),
        .cancelled = voided};
    struct meeting *x = add_meeting(m, h, new, e.source);
    m->r->added++;
    take_sample(m, o, from, &e);
    int64_t people;
    err = import_attend(m, h, x->id, o, from, &people, info);
    if (!err) err = note_doubt(m, h, o, from, info);
    if (err || !voided) return err;
    struct event off = cancellation(x, zone_civil(o->zone, voided_at), void_sequence);
    return record(m, o, &off, info);
}

static enum err call_off(
    struct import_meetings *m, struct meeting *x, const struct ics_event *from, struct err_info *info)
{
    struct event e = cancellation(x, zone_civil(x->opp->zone, told_at(m, from)), from->sequence);
    enum err err = record(m, x->opp, &e, info);
    x->cancelled = true;
    x->sequence = from->sequence;
    x->stamp = version_of(from);
    take_sample(m, x->opp, from, &e);
    return err;
}

/* What a newer version says otherwise; false: nothing that is kept. */
static bool differs(struct import_meetings *m, const struct meeting *x, const struct ics_event *from, struct event *ret)
{
    const struct app_opp *o = x->opp;
    struct event e = event_zero(EVENT_MOVED);
    instant_t begins = instant_of(o, &from->begins), ends = end_of(o, from);
    e.interview = x->id;
    e.at = zone_civil(o->zone, told_at(m, from));
    e.count = from->sequence;
    if (!x->from_calendar) e.source = import_meeting_source(&m->scratch, from);
    if (begins != x->begins) e.arranged = zone_civil(o->zone, begins);
    bool lasts = ends != TIME_NONE && (ends != x->ends || begins != x->begins);
    if (lasts) e.ends = zone_civil(o->zone, ends);
    if (from->location.n && !str_eq(from->location, x->place)) e.title = from->location;
    if (from->link.n && !str_eq(from->link, x->link)) e.url = from->link;
    *ret = e;
    return begins != x->begins || lasts || e.title.n || e.url.n || e.source.n || from->sequence > x->sequence;
}

static enum err change(struct import_meetings *m, struct meeting_house *h, struct meeting *x,
    const struct ics_event *from, struct err_info *info)
{
    struct event e;
    int64_t people;
    enum err err = OK;
    bool news = differs(m, x, from, &e);
    if (news) {
        err = record(m, x->opp, &e, info);
        if (err) return err;
        if (x->ends != TIME_NONE) x->ends += instant_of(x->opp, &from->begins) - x->begins;
        if (e.ends != TIME_NONE) x->ends = end_of(x->opp, from);
        x->begins = instant_of(x->opp, &from->begins);
        x->day_only = from->begins.day_only;
        if (e.title.n) x->place = arena_str(&m->arena, e.title);
        if (e.url.n) x->link = arena_str(&m->arena, e.url);
        find_by(m, h, x, x->from_calendar ? (struct str){0} : e.source);
        x->sequence = from->sequence;
        x->stamp = version_of(from);
        take_sample(m, x->opp, from, &e);
    }
    err = import_attend(m, h, x->id, x->opp, from, &people, info);
    if (!err && news) err = note_doubt(m, h, x->opp, from, info);
    if (news || people)
        m->r->added++;
    else
        m->r->already++;
    return err;
}

/* --- versions --- */

static bool is_off(const struct ics_event *e)
{
    return e->method == ICS_CANCEL || e->status == ICS_CANCELLED;
}

static int compare(const struct meeting *x, const struct ics_event *e)
{
    instant_t version = version_of(e);
    if (e->sequence != x->sequence) return e->sequence > x->sequence ? 1 : -1;
    if (version == TIME_NONE || x->stamp == TIME_NONE) return 0;
    return (version > x->stamp) - (version < x->stamp);
}

/* Deleting what is over, as people tidy up, calls nothing off. */
static bool calls_off(const struct import_meetings *m, const struct meeting *x, const struct ics_event *e)
{
    return !x->cancelled && compare(x, e) >= 0 && told_at(m, e) < x->begins;
}

/* A series called off as a whole is called off at each of its times. */
static enum err call_all_off(struct import_meetings *m, struct meeting_house *h, struct meeting *x,
    const struct ics_event *e, struct err_info *info)
{
    bool some = false;
    enum err err = OK;
    if (e->recurrence.n) {
        some = calls_off(m, x, e);
        if (some) err = call_off(m, x, e, info);
    } else {
        while (!err && x) {
            bool this = calls_off(m, x, e);
            if (this) err = call_off(m, x, e, info);
            some |= this;
            x = x->next ? &h->items[x->next - 1] : NULL;
        }
    }
    if (some)
        m->r->added++;
    else
        m->r->already++;
    return err;
}

enum err import_meeting_take(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_event *e, struct err_info *info)
{
    struct meeting *x = import_meeting_find(m, h, o, e);
    if (is_off(e)) {
        struct meeting *last = found(h, map_digest(MARK_UID, uid_of(import_meeting_source(&m->scratch, e))));
        if (!e->recurrence.n && last) x = last;
        bool known = x && x->from_calendar;
        return known ? call_all_off(m, h, x, e, info) : remember_void(m, e, info);
    }
    if (!x) return arrange(m, h, o, e, info);
    int order = x->from_calendar ? compare(x, e) : 1;
    bool after_all = x->from_calendar && (is_kept(e) ? e->sequence > x->sequence : order > 0);
    if (x->cancelled && after_all) return arrange(m, h, x->opp, e, info);
    if (order >= 0 && !x->cancelled) return change(m, h, x, e, info);
    m->r->already++;
    return OK;
}

enum err import_meeting_counter(struct import_meetings *m, struct meeting_house *h, struct meeting *known,
    const struct ics_event *e, struct err_info *info)
{
    struct arena *a = &m->scratch;
    const struct app_opp *o = known->opp;
    struct str who = e->n_people ? (e->people[0].name.n ? e->people[0].name : e->people[0].mail) : STR("somebody");
    struct str when = import_meeting_when(a, o, e);
    struct str text = arena_format(a, "%.*s proposes another time for the interview %.*s: %.*s", STR_ARG(who),
        STR_ARG(known->slug), STR_ARG(when));
    if (map_get(&h->marks, map_digest(MARK_NOTE, text))) {
        m->r->already++;
        return OK;
    }
    m->r->suggested++;
    import_say(m->i, &m->r->held, e->line,
        arena_format(a, "%.*s; once that is settled: \"hearback interview %.*s --id %.*s --moved-to '%.*s'\"",
            STR_ARG(text), STR_ARG(o->slug), STR_ARG(known->slug), STR_ARG(when)));
    return note(m, h, o, text, info);
}
