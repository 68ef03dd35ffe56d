/* From lines to what an event says. */
#include "codec/ics_property.h"

#include "codec/ics_link.h"
#include "codec/ics_time.h"
#include "codec/vcard_text.h"

#include <string.h>

/* --- what is wrong --- */

void ics_property_fault(struct ics_component *c, size_t line, struct str why)
{
    if (c->e->fault.n) return;
    c->e->line = line;
    c->e->fault = why;
}

void ics_property_doubt(struct ics_component *c, struct str what)
{
    enum { DOUBTS_MAX = 600 };
    struct ics_event *e = c->e;
    if (str_contains(e->doubt, what) || e->doubt.n + what.n > DOUBTS_MAX) return;
    e->doubt = e->doubt.n ? arena_format(c->a, "%.*s\n%.*s", STR_ARG(e->doubt), STR_ARG(what)) : what;
}

/* --- parameters --- */

struct params {
    struct str zone, name, role, answer, who, mail, charset;
    bool quoted, encoded; /* quoted-printable; in base64 */
};

static void take_encoding(struct params *p, struct str value)
{
    p->quoted |= str_is_nocase(value, "QUOTED-PRINTABLE");
    p->encoded |= str_is_nocase(value, "BASE64") || str_is_nocase(value, "B");
}

static struct params read_params(struct str s)
{
    struct params p = {0};
    struct str name, value;
    const struct {
        const char *name;
        struct str *to;
    } all[] = {{"TZID", &p.zone}, {"CN", &p.name}, {"ROLE", &p.role}, {"PARTSTAT", &p.answer}, {"STATUS", &p.answer},
        {"CUTYPE", &p.who}, {"EMAIL", &p.mail}, {"CHARSET", &p.charset}};
    while (content_param(&s, &name, &value)) {
        if (!name.n || str_is_nocase(name, "ENCODING")) take_encoding(&p, value);
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            if (str_is_nocase(name, all[i].name)) *all[i].to = value;
    }
    return p;
}

/* --- texts --- */

/* RFC 6868: ^n ^' ^^ in parameters. */
static struct str without_carets(struct arena *a, struct str s)
{
    if (!str_contains(s, STR("^"))) return s;
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char next = s.p[i] == '^' && i + 1 < s.n ? s.p[i + 1] : '\0';
        bool known = next == 'n' || next == '\'' || next == '^';
        if (known) i++;
        p[n++] = !known ? s.p[i] : next == 'n' ? ' ' : next == '\'' ? '"' : '^';
    }
    return (struct str){p, n};
}

static const char undecodable[] =
    "is not text that can be read (neither UTF-8 nor what it says it is), and was left out";

/* The text of a value; false: there is none to take. */
static bool decode(struct ics_component *c, const struct content_line *l, const struct params *p, struct str *ret)
{
    if (p->encoded) return false;
    struct str s = str_clip(l->value, ICS_VALUE_MAX);
    if (p->quoted) s = vcard_text_quoted(c->a, s);
    if (vcard_text_decode(c->a, p->charset.n ? p->charset : STR("UTF-8"), s, ret)) return true;
    ics_property_doubt(c, arena_format(c->a, "its %.*s %s", STR_ARG(str_clip(l->name, 30)), undecodable));
    return false;
}

static struct str tidy(struct ics_component *c, struct str s, bool lines)
{
    return str_trim(
        str_clip(vcard_text_tidy(c->a, vcard_text_unescape(c->a, s), lines), lines ? ICS_TEXT_MAX : ICS_NAME_MAX));
}

static void take_text(struct ics_component *c, struct str s, bool lines, struct str *to)
{
    if (!to->n) *to = tidy(c, s, lines);
}

/* --- people --- */

static bool is_address(struct str s)
{
    struct str local, domain;
    if (s.n > ICS_NAME_MAX || !str_utf8(s, NULL)) return false; /* a parameter may hold anything */
    if (!str_cut(s, '@', &local, &domain) || !local.n || !domain.n) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>,;:\"", s.p[i])) return false;
    return !str_contains(domain, STR("@"));
}

/* mailto:jane@kestrel.example; in vCalendar 1.0 Jane Moss <jane@kestrel.example>; Apple has EMAIL= beside a path. */
static struct str address_of(struct ics_component *c, struct str value, const struct params *p, struct str *ret_name)
{
    struct str before, within, rest;
    struct str s = tidy(c, value, false), mail = tidy(c, p->mail, false);
    if (str_cut(s, '<', &before, &within)) {
        str_cut(within, '>', &s, &rest);
        *ret_name = str_trim(before);
    }
    if (content_starts(s, "mailto:")) s.p += 7, s.n -= 7;
    str_cut(s, '?', &s, &rest);
    s = content_unquoted(s);
    return is_address(s) ? s : is_address(mail) ? mail : (struct str){0};
}

static struct str only_quotes_off(struct str s)
{
    s = content_unquoted(s);
    bool single = s.n >= 2 && s.p[0] == '\'' && s.p[s.n - 1] == '\'';
    return single ? str_trim((struct str){s.p + 1, s.n - 2}) : s;
}

/* "Moss, Jane" as directories sort it, also "Moss, Jane (Testing)". */
static struct str given_first(struct arena *a, struct str s)
{
    struct str family, given, more;
    if (!str_cut(s, ',', &family, &given) || str_contains(given, STR(","))) return s;
    (void)str_cut(given, '(', &given, &more);
    family = str_trim(family), given = str_trim(given);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return s;
    return family.n && given.n ? arena_format(a, "%.*s %.*s", STR_ARG(given), STR_ARG(family)) : s;
}

static struct str name_of(struct ics_component *c, const struct params *p, struct str said)
{
    struct str s = p->name.n ? p->name : said;
    if (!str_utf8(s, NULL)) return (struct str){0};
    s = only_quotes_off(vcard_text_tidy(c->a, without_carets(c->a, vcard_text_unescape(c->a, s)), false));
    if (is_address(s) || content_starts(s, "mailto:")) return (struct str){0};
    return str_clip(given_first(c->a, s), ICS_NAME_MAX);
}

static enum ics_part part_of(struct str s)
{
    if (str_is_nocase(s, "CHAIR")) return ICS_CHAIR;
    if (str_is_nocase(s, "OPT-PARTICIPANT")) return ICS_OPTIONAL;
    return str_is_nocase(s, "NON-PARTICIPANT") ? ICS_INFORMED : ICS_REQUIRED;
}

static enum ics_answer answer_of(struct str s)
{
    static const char *const yes[] = {"ACCEPTED", "CONFIRMED", NULL};
    static const char *const perhaps[] = {"TENTATIVE", "DELEGATED", NULL};
    if (str_among_nocase(s, yes)) return ICS_ACCEPTED;
    if (str_is_nocase(s, "DECLINED")) return ICS_DECLINED;
    return str_among_nocase(s, perhaps) ? ICS_UNDECIDED : ICS_NO_ANSWER;
}

static enum ics_who who_of(struct str s)
{
    if (str_is_nocase(s, "ROOM")) return ICS_ROOM;
    if (str_is_nocase(s, "RESOURCE")) return ICS_RESOURCE;
    return str_is_nocase(s, "GROUP") ? ICS_GROUP : ICS_INDIVIDUAL;
}

static bool same_address(struct str x, struct str y)
{
    char text[ICS_NAME_MAX + 1];
    if (!x.n || x.n != y.n || y.n > ICS_NAME_MAX) return false;
    memcpy(text, y.p, y.n);
    text[y.n] = '\0';
    return str_is_nocase(x, text);
}

static void take_person(struct ics_component *c, const struct content_line *l, const struct params *p, bool organizer)
{
    struct ics_event *e = c->e;
    struct str value, said = {0};
    if (!decode(c, l, p, &value)) return;
    struct ics_person one = {.part = part_of(p->role), .answer = answer_of(p->answer), .who = who_of(p->who)};
    one.mail = address_of(c, value, p, &said);
    one.name = name_of(c, p, said);
    if (!one.mail.n && !one.name.n) return;
    if (organizer) {
        if (!e->has_organizer) e->organizer = one;
        e->has_organizer = true;
        return;
    }
    if (e->n_people == ICS_PEOPLE_MAX) {
        ics_property_doubt(c, STR("more than 100 people are invited: the others were left out"));
        return;
    }
    for (size_t i = 0; i < e->n_people; i++)
        if (same_address(e->people[i].mail, one.mail)) return;
    *ARENA_PUSH(c->a, e->people, e->n_people, c->people_room) = one;
}

/* The organizer mostly is invited as well: once is enough. */
static void part_from_organizer(struct ics_event *e)
{
    size_t kept = 0;
    for (size_t i = 0; e->has_organizer && i < e->n_people; i++) {
        bool same = same_address(e->people[i].mail, e->organizer.mail);
        if (same) {
            if (!e->organizer.name.n) e->organizer.name = e->people[i].name;
            e->organizer.answer = e->people[i].answer;
        } else {
            e->people[kept++] = e->people[i];
        }
    }
    if (e->has_organizer) e->n_people = kept;
}

/* --- links --- */

/* The least rank stays. */
static void take_link(struct ics_component *c, struct str s, int rank)
{
    bool better = !c->link_rank || rank < c->link_rank;
    s = str_trim(s);
    if (!better || !ics_link_is_web(s)) return;
    c->e->link = s;
    c->link_rank = rank;
}

enum { RANK_CONFERENCE = 1, RANK_VENDOR, RANK_PLACE, RANK_URL, RANK_TEXT };

static void find_links(struct ics_component *c)
{
    struct ics_event *e = c->e;
    struct str in_place = ics_link_find(c->a, e->location);
    take_link(c, in_place, RANK_PLACE);
    if (ics_link_is_call(e->url)) take_link(c, e->url, RANK_URL);
    take_link(c, ics_link_find(c->a, e->description), RANK_TEXT);
    bool whole = in_place.n && e->location.n <= in_place.n + 1; /* a link, and nothing else */
    if (whole) e->location = (struct str){0};
    if (!c->link_rank && ics_link_is_web(e->location)) {
        e->link = e->location;
        e->location = (struct str){0};
    }
}

/* --- properties --- */

enum property {
    P_NONE,
    P_UID,
    P_SEQUENCE,
    P_STAMP,
    P_CREATED,
    P_MODIFIED,
    P_STATUS,
    P_BEGINS,
    P_ENDS,
    P_DURATION,
    P_RECURRENCE,
    P_RULE,
    P_DATES,
    P_EXCEPTIONS,
    P_SUMMARY,
    P_DESCRIPTION,
    P_LOCATION,
    P_COMMENT,
    P_URL,
    P_CONFERENCE,
    P_VENDOR,
    P_ORGANIZER,
    P_ATTENDEE
};

static enum property property_of(struct str name)
{
    static const struct {
        const char *name;
        enum property property;
    } all[] = {{"UID", P_UID}, {"SEQUENCE", P_SEQUENCE}, {"DTSTAMP", P_STAMP}, {"CREATED", P_CREATED},
        {"DCREATED", P_CREATED}, {"LAST-MODIFIED", P_MODIFIED}, {"STATUS", P_STATUS}, {"DTSTART", P_BEGINS},
        {"DTEND", P_ENDS}, {"DURATION", P_DURATION}, {"RECURRENCE-ID", P_RECURRENCE}, {"RRULE", P_RULE},
        {"RDATE", P_DATES}, {"EXDATE", P_EXCEPTIONS}, {"SUMMARY", P_SUMMARY}, {"DESCRIPTION", P_DESCRIPTION},
        {"LOCATION", P_LOCATION}, {"COMMENT", P_COMMENT}, {"URL", P_URL}, {"CONFERENCE", P_CONFERENCE},
        {"X-GOOGLE-CONFERENCE", P_VENDOR}, {"X-MICROSOFT-SKYPETEAMSMEETINGURL", P_VENDOR},
        {"X-MICROSOFT-ONLINEMEETINGCONFLINK", P_VENDOR}, {"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", P_VENDOR},
        {"ORGANIZER", P_ORGANIZER}, {"ATTENDEE", P_ATTENDEE}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is_nocase(name, all[i].name)) return all[i].property;
    return P_NONE;
}

static void take_instant(struct str s, instant_t *to)
{
    struct ics_time t;
    if (ics_time_read(s, &t) && *to == TIME_NONE) *to = t.civil; /* these are in UTC, with a Z or without */
}

static void take_status(struct ics_event *e, struct str s)
{
    s = str_trim(s);
    if (str_is_nocase(s, "TENTATIVE")) e->status = ICS_TENTATIVE;
    if (str_is_nocase(s, "CONFIRMED")) e->status = ICS_CONFIRMED;
    if (str_is_nocase(s, "CANCELLED") || str_is_nocase(s, "CANCELED")) e->status = ICS_CANCELLED;
}

static void take_sequence(struct ics_component *c, struct str s)
{
    int64_t n;
    if (str_number(str_trim(s), &n) && n <= INT32_MAX)
        c->e->sequence = n;
    else
        ics_property_doubt(c, STR("its SEQUENCE is no number that makes sense, and was taken for 0"));
}

static void take_list(
    struct ics_component *c, struct ics_list **items, size_t *n, size_t *room, struct str value, struct str zone)
{
    *ARENA_PUSH(c->a, *items, *n, *room) = (struct ics_list){value, zone};
}

/* The first of several holds.  TZID=(UTC+01:00) Berlin and TZID=tzone://Microsoft/Utc are written without quotes as
 * well: then what was cut at the first colon belongs together up to the last. */
static void take_time(
    struct ics_component *c, struct str *value, struct str *zone, struct str said, const struct params *p)
{
    size_t colon = said.n;
    if (value->n) return;
    while (p->zone.n && colon && said.p[colon - 1] != ':') colon--;
    *value = (struct str){said.p + colon, said.n - colon};
    *zone = p->zone;
    if (p->zone.n && colon && !(colon == 14 || colon == 17)) /* colons within the time itself: 2026-10-08T15:00:00 */
        *zone = arena_format(c->a, "%.*s:%.*s", STR_ARG(p->zone), STR_ARG(((struct str){said.p, colon - 1})));
    else
        *value = said;
}

/* What tells events apart, and places them. */
static bool take_core(struct ics_component *c, enum property what, const struct params *p, struct str s)
{
    if (what == P_UID)
        take_text(c, s, false, &c->e->uid);
    else if (what == P_BEGINS)
        take_time(c, &c->begins, &c->begins_zone, s, p);
    else if (what == P_RECURRENCE)
        take_time(c, &c->recurrence, &c->recurrence_zone, s, p);
    else if (what == P_RULE)
        c->rules |= c->rule.n > 0 || c->old, c->rule = s;
    else if (what == P_DATES)
        take_list(c, &c->dates, &c->n_dates, &c->dates_room, s, p->zone);
    else if (what == P_SUMMARY)
        take_text(c, s, false, &c->e->summary);
    else
        return false;
    return true;
}

static void take_more(struct ics_component *c, enum property what, const struct params *p, struct str s)
{
    struct ics_event *e = c->e;
    switch (what) {
    case P_SEQUENCE: take_sequence(c, s); return;
    case P_STAMP: take_instant(s, &e->stamp); return;
    case P_CREATED: take_instant(s, &e->created); return;
    case P_MODIFIED: take_instant(s, &e->modified); return;
    case P_STATUS: take_status(e, s); return;
    case P_ENDS: take_time(c, &c->ends, &c->ends_zone, s, p); return;
    case P_DURATION: c->duration = s; return;
    case P_EXCEPTIONS: take_list(c, &c->exceptions, &c->n_exceptions, &c->exceptions_room, s, p->zone); return;
    case P_DESCRIPTION: take_text(c, s, true, &e->description); return;
    case P_LOCATION: take_text(c, s, false, &e->location); return;
    case P_COMMENT: take_text(c, s, true, &e->comment); return;
    case P_URL: take_text(c, s, false, &e->url); return;
    case P_CONFERENCE: take_link(c, tidy(c, s, false), RANK_CONFERENCE); return;
    case P_VENDOR: take_link(c, tidy(c, s, false), RANK_VENDOR); return;
    case P_NONE:
    case P_UID:
    case P_BEGINS:
    case P_RECURRENCE:
    case P_RULE:
    case P_DATES:
    case P_SUMMARY:
    case P_ORGANIZER:
    case P_ATTENDEE: return;
    }
}

void ics_property_take(struct ics_component *c, const struct content_line *l)
{
    enum property what = property_of(l->name);
    struct str s;
    if (what == P_NONE) return;
    struct params p = read_params(l->params);
    bool person = what == P_ORGANIZER || what == P_ATTENDEE;
    if (person) {
        if (!c->brief) take_person(c, l, &p, what == P_ORGANIZER);
    } else if (decode(c, l, &p, &s) && !take_core(c, what, &p, s) && !c->brief) {
        take_more(c, what, &p, s);
    }
}

/* --- times --- */

bool ics_property_moment(struct ics_component *c, struct str value, struct str zone, struct ics_moment *ret)
{
    struct ics_time t;
    if (!ics_time_read(value, &t)) return false;
    struct ics_moment m = {.civil = t.civil, .instant = TIME_NONE, .day_only = t.day_only};
    zone = str_trim(zone);
    if (t.utc) {
        m.clock = ICS_UTC;
        m.instant = t.civil;
    } else if (!t.day_only && zone.n) {
        const struct ics_zone *z = ics_zone_find(c->zones, zone);
        m.clock = z->clock;
        m.zone = z->clock == ICS_ZONE ? z->name : zone;
        if (z->clock != ICS_UNKNOWN) m.instant = zone_instant(&z->zone, t.civil);
    }
    *ret = m;
    return true;
}

struct str ics_property_recurrence(struct arena *a, const struct ics_moment *m)
{
    char text[24];
    bool known = m->instant != TIME_NONE;
    struct str s = str_from(ics_time_format(known ? m->instant : m->civil, known, text));
    if (m->day_only) s.n = 8;
    return arena_str(a, s);
}

/* A zone's name as a stranger wrote it, for a sentence. */
static struct str shown(struct ics_component *c, struct str name)
{
    enum { SHOWN_MAX = 60 };
    return str_utf8(name, NULL) ? vcard_text_tidy(c->a, str_clip(name, SHOWN_MAX), false) : STR("...");
}

static void doubt_zone(struct ics_component *c, const struct ics_moment *m, struct str zone)
{
    if (m->clock == ICS_RULES)
        ics_property_doubt(c,
            arena_format(c->a, "its time zone \"%.*s\" is not known here: the hour is by the rules that came with it",
                STR_ARG(shown(c, zone))));
    if (m->clock == ICS_UNKNOWN)
        ics_property_doubt(
            c, arena_format(c->a, "its time zone \"%.*s\" is not known here, and it brings no rules for it",
                   STR_ARG(shown(c, zone))));
    if (m->clock != ICS_ZONE) return;
    const struct ics_zone *z = ics_zone_find(c->zones, str_trim(zone));
    bool differ = z->has_rules && zone_offset(&z->rules, m->instant) != zone_offset(&z->zone, m->instant);
    if (differ)
        ics_property_doubt(c,
            arena_format(c->a, "the rules that came with it mean another hour than its time zone %.*s, which was taken",
                STR_ARG(z->name)));
}

enum { LASTS_MAX = 366 * DAY_SECONDS };

static void take_end(struct ics_component *c)
{
    struct ics_event *e = c->e;
    int64_t lasts;
    if (c->ends.n && ics_property_moment(c, c->ends, c->ends_zone, &e->ends)) {
        bool both = e->ends.instant != TIME_NONE && e->begins.instant != TIME_NONE;
        bool before = both ? e->ends.instant < e->begins.instant : e->ends.civil < e->begins.civil;
        if (!before && e->ends.day_only == e->begins.day_only) return;
    } else if (!c->ends.n && c->duration.n && ics_time_duration(c->duration, &lasts) && lasts >= 0 &&
               lasts <= LASTS_MAX) {
        e->ends = e->begins;
        e->ends.civil += lasts;
        if (e->ends.instant != TIME_NONE) e->ends.instant += lasts;
        return;
    }
    if (c->ends.n || c->duration.n) ics_property_doubt(c, STR("its end makes no sense, and was left out"));
    e->ends = (struct ics_moment){.civil = TIME_NONE, .instant = TIME_NONE};
}

/* Of an event without one: the same again when it is read again. */
static void make_uid(struct ics_component *c)
{
    struct ics_event *e = c->e;
    uint64_t h = str_hash(str_hash(STR_HASH, e->summary), c->begins);
    if (!e->uid.n) e->uid = arena_format(c->a, "without-uid-%016llx", (unsigned long long)h);
}

void ics_property_finish(struct ics_component *c)
{
    struct ics_event *e = c->e;
    struct ics_moment which;
    e->ends = (struct ics_moment){.civil = TIME_NONE, .instant = TIME_NONE};
    make_uid(c);
    if (!c->begins.n) {
        ics_property_fault(c, e->line, STR("this event does not say when it begins (DTSTART is missing)"));
        return;
    }
    if (!ics_property_moment(c, c->begins, c->begins_zone, &e->begins)) {
        ics_property_fault(c, e->line,
            arena_format(c->a, "this event begins at \"%.*s\", which is no date or time that exists",
                STR_ARG(shown(c, c->begins))));
        return;
    }
    doubt_zone(c, &e->begins, c->begins_zone);
    if (c->recurrence.n && ics_property_moment(c, c->recurrence, c->recurrence_zone, &which))
        e->recurrence = ics_property_recurrence(c->a, &which);
    if (c->brief) return;
    take_end(c);
    part_from_organizer(e);
    find_links(c);
}
