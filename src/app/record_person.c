/* People as they are described: read, recognised, recorded. */
#include "app/record.h"

#include "sys/text.h"

/* --- "Name <mail>; Title; role" --- */

static struct str unquoted(struct str s)
{
    s = str_trim(s);
    bool quoted = s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"';
    return quoted ? str_trim((struct str){s.p + 1, s.n - 2}) : s;
}

static bool is_address(struct str s)
{
    struct str local, domain;
    if (!str_cut(s, '@', &local, &domain) || !local.n || !domain.n) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '<' || s.p[i] == '>' || s.p[i] == ',') return false;
    return !str_contains(domain, STR("@"));
}

static enum err parse_name(struct str text, struct str described, struct record_person *p, struct err_info *info)
{
    struct str mail = {0}, behind = {0};
    bool has_mail = str_cut(text, '<', &p->name, &mail);
    p->name = unquoted(p->name);
    if (has_mail && (!str_cut(mail, '>', &mail, &behind) || str_trim(behind).n))
        return err_set(info, ERR_INPUT,
            "\"%.*s\": an address stands between < and >, at the end: \"Jane Moss "
            "<jane@example.com>\"",
            STR_ARG(described));
    p->mail = str_trim(mail);
    if (!has_mail && is_address(p->name))
        return err_set(info, ERR_INPUT, "\"%.*s\" is an address without a name: write \"Name <%.*s>\"",
            STR_ARG(described), STR_ARG(p->name));
    if (!p->name.n)
        return err_set(
            info, ERR_INPUT, "\"%.*s\" names nobody: write \"Name <mail>; Title; role\"", STR_ARG(described));
    if (has_mail && !is_address(p->mail))
        return err_set(
            info, ERR_INPUT, "\"%.*s\" is no mail address: one looks like jane@example.com", STR_ARG(p->mail));
    return OK;
}

static bool is_phone(struct str s)
{
    int digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        digits += digit;
        if (!digit && !str_contains(STR("+()-/. "), (struct str){s.p + i, 1})) return false;
    }
    return digits >= 4;
}

/* "Hiring Manager" and "hiring-manager" both name the role. */
static int role_of(struct str s, struct arena *a)
{
    struct str key = text_fold(a, s);
    char *copy = ARENA_NEW(a, char, key.n + 1);
    for (size_t i = 0; i < key.n; i++) copy[i] = key.p[i] == ' ' ? '-' : key.p[i];
    return kind_code(role_names, (struct str){copy, key.n});
}

static enum err unknown_role(struct str role, struct err_info *info)
{
    return err_set(info, ERR_INPUT,
        "\"%.*s\" is no role: interviewer, hiring-manager, hr, recruiter, reception, reference, referrer or other",
        STR_ARG(role));
}

enum err record_parse_person(struct str text, struct arena *a, struct record_person *ret, struct err_info *info)
{
    enum { DESCRIBED_MAX = 4 * EVENT_NAME_MAX };
    struct record_person p = {.role = -1, .default_role = ROLE_OTHER};
    struct str part, rest;
    if (text.n > DESCRIBED_MAX) return err_set(info, ERR_INPUT, "the description of a person is too long: shorten it");
    str_cut(text, ';', &part, &rest);
    enum err err = parse_name(part, text, &p, info);
    if (err) return err;
    bool titled = false;
    while (rest.n) {
        str_cut(rest, ';', &part, &rest);
        part = str_trim(part);
        int role = role_of(part, a);
        bool last = !str_trim(rest).n;
        if (!part.n) {
            titled = true; /* left empty */
        } else if (is_phone(part)) {
            p.phone = part;
        } else if (!titled && (role < 0 || !last)) {
            p.title = part;
            titled = true;
        } else {
            if (role < 0 || p.role >= 0) return unknown_role(part, info);
            p.role = role;
            if (!titled && !str_is(part, role_names[role])) p.title = part; /* as on the card: "Recruiter" */
        }
    }
    *ret = p;
    return OK;
}

/* --- recognising --- */

static bool same_name(struct str x, struct str y, struct arena *a)
{
    return str_eq(text_fold(a, x), text_fold(a, y));
}

static bool same_mail(struct str x, struct str y, struct arena *a)
{
    return x.n && y.n && same_name(x, y, a);
}

/* By address before by name; known to the opportunity before the rest of the house. */
static int16_t recognise(
    const struct app_house *h, const struct app_opp *o, const struct record_person *p, struct arena *a)
{
    int16_t named = PERSON_SELF;
    for (size_t i = 0; i < h->n_people; i++) {
        const struct app_person *q = &h->people[i];
        if (same_mail(q->mail, p->mail, a)) return (int16_t)i;
        bool better = named < 0 || (!o->c.people[named].known && o->c.people[i].known);
        if (better && same_name(q->name, p->name, a)) named = (int16_t)i;
    }
    return named;
}

/* Somebody whom this transaction introduced, so that h does not have them yet. */
static int64_t just_recorded(
    const struct record *r, const struct app_house *h, const struct record_person *p, struct arena *a)
{
    for (size_t i = 0; i < r->n_events; i++) {
        const struct event *e = &r->events[i];
        if (e->kind != EVENT_PERSON || e->house != h->id) continue;
        if (same_mail(e->mail, p->mail, a) || same_name(e->name, p->name, a)) return e->seq;
    }
    return 0;
}

/* info@ and the like, under the organisation's own name or that of the box. */
static bool is_general(const struct record_person *p, const struct app_opp *o, struct arena *a)
{
    static const char *const boxes[] = {"info", "jobs", "job", "careers", "career", "hr", "contact", "office", "hello",
        "hiring", "recruiting", "recruitment", "talent", "people", "applications", "apply", "mail", "bewerbung",
        "karriere", "personal", NULL};
    struct str local, domain;
    if (!p->mail.n || !str_cut(text_fold(a, p->mail), '@', &local, &domain)) return false;
    bool box = kind_code(boxes, local) >= 0;
    return box && (same_name(p->name, o->organisation, a) || same_name(p->name, local, a));
}

/* --- recording --- */

static enum err introduce(struct record *r, const struct app_opp *o, const struct record_person *p, struct arena *a,
    int64_t *ret, struct err_info *info)
{
    struct event e = event_zero(EVENT_PERSON);
    e.opp = o->id;
    e.name = p->name;
    e.mail = p->mail;
    e.title = p->title;
    e.phone = p->phone;
    e.role = (uint8_t)(p->role >= 0 ? p->role : p->default_role);
    e.flags = (uint8_t)(p->flags | (is_general(p, o, a) ? FLAG_GENERAL : 0U));
    enum err err = find_free_slug(r->app, EVENT_PERSON, find_slug(a, p->name), a, &e.slug, info);
    if (!err) err = record_event(r, &e, o->zone, info);
    if (!err) *ret = e.seq;
    return err;
}

static struct str if_new(struct str said, struct str known)
{
    return said.n && !str_eq(said, known) ? said : (struct str){0};
}

/* Whatever the description says that is not known; also that the person matters to this opportunity. */
static enum err change(struct record *r, const struct app_house *h, const struct app_opp *o, int16_t who,
    const struct record_person *p, struct arena *a, struct err_info *info)
{
    const struct app_person *q = &h->people[who];
    const struct plan_person *known = &o->c.people[who];
    struct event e = event_zero(EVENT_PERSON_CHANGE);
    e.opp = o->id;
    e.person = q->id;
    bool part = str_contains(text_fold(a, q->name), text_fold(a, p->name)); /* "Jane" says less than "Jane Moss" */
    if (!part) e.name = p->name;
    e.mail = if_new(p->mail, q->mail);
    e.phone = if_new(p->phone, q->phone);
    e.title = if_new(p->title, q->title);
    e.role = ROLE_OTHER; /* as of now: not said */
    if (p->role >= 0) e.role = (uint8_t)p->role;
    if (p->role < 0 && q->role == ROLE_OTHER && !q->general) e.role = (uint8_t)p->default_role;
    bool role = e.role != ROLE_OTHER && e.role != q->role;
    if (!role) e.role = ROLE_OTHER;
    unsigned has = (known->primary ? FLAG_PRIMARY : 0U) | (q->do_not_contact ? FLAG_DO_NOT_CONTACT : 0U);
    e.flags = (uint8_t)(p->flags & ~has);
    bool new = e.name.n || e.mail.n || e.phone.n || e.title.n || role || e.flags;
    return new || !known->known ? record_event(r, &e, o->zone, info) : OK;
}

static bool is_named(const struct record *r, const struct app_opp *o, int64_t person)
{
    for (size_t i = 0; i < o->n_events; i++)
        if (o->events[i]->kind == EVENT_NAMED && o->events[i]->person == person) return true;
    for (size_t i = 0; i < r->n_events; i++) {
        const struct event *e = &r->events[i];
        if (e->kind == EVENT_NAMED && e->person == person && e->opp == o->id) return true;
    }
    return false;
}

enum err record_person(struct record *r, struct app_house *h, const struct app_opp *o, const struct record_person *p,
    civil_t now, struct arena *a, int64_t *ret, struct err_info *info)
{
    int16_t who = recognise(h, o, p, a);
    int64_t id = who >= 0 ? h->people[who].id : just_recorded(r, h, p, a);
    enum err err = OK;
    if (who >= 0)
        err = change(r, h, o, who, p, a, info);
    else if (!id)
        err = introduce(r, o, p, a, &id, info);
    bool reference = p->role == ROLE_REFERENCE || (p->role < 0 && who >= 0 && h->people[who].role == ROLE_REFERENCE);
    if (!err && reference && !is_named(r, o, id)) {
        struct event e = event_zero(EVENT_NAMED);
        e.opp = o->id;
        e.person = id;
        e.at = now;
        err = record_event(r, &e, o->zone, info);
    }
    if (!err) *ret = id;
    return err;
}
