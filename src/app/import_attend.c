/* From those invited to people of a house. */
#include "app/import_attend.h"

#include "app/import_people.h"
#include "sys/text.h"

enum mark { MARK_ATTENDS = 501, MARK_MAIL, MARK_NAME, MARK_EMPLOYER };

uint64_t import_attend_mark(int64_t interview, int64_t person)
{
    return map_mix(map_mix(MARK_ATTENDS, (uint64_t)interview), (uint64_t)person);
}

static uint64_t key_of(struct import_meetings *m, enum mark mark, struct str s)
{
    return map_digest(mark, text_fold(&m->scratch, s));
}

static void know(struct import_meetings *m, struct meeting_house *h, struct str mail, struct str name, int64_t id)
{
    if (mail.n) map_put(&h->people, &m->arena, key_of(m, MARK_MAIL, mail), id);
    if (name.n) map_put(&h->people, &m->arena, key_of(m, MARK_NAME, name), id);
    struct str employer = import_whose_employer(&m->scratch, mail);
    if (employer.n) map_put(&h->marks, &m->arena, map_digest(MARK_EMPLOYER, employer), 1);
}

void import_attend_learn(struct import_meetings *m, struct meeting_house *h)
{
    for (size_t i = h->h.n_people; i-- > 0;) know(m, h, h->h.people[i].mail, h->h.people[i].name, h->h.people[i].id);
    for (size_t i = 0; i < h->h.n_opps; i++) {
        struct str employer = import_whose_employer(&m->scratch, h->h.opps[i].url);
        if (employer.n) map_put(&h->marks, &m->arena, map_digest(MARK_EMPLOYER, employer), 1);
    }
}

/* --- who counts --- */

enum standing { NOBODY, KNOWN, OF_THE_HOUSE, OF_OTHERS };

struct view { /* of one event */
    struct str organizer; /* domain that the organizer works for; empty: the seeker's own, or a mailbox of anybody */
    bool by_seeker;
};

static struct view view_of(struct import_meetings *m, const struct ics_event *e)
{
    struct view v = {0};
    v.by_seeker = !e->has_organizer || import_meeting_is_own(m, &e->organizer);
    if (!v.by_seeker) v.organizer = import_whose_employer(&m->scratch, e->organizer.mail);
    return v;
}

static int64_t known_as(struct import_meetings *m, const struct meeting_house *h, const struct ics_person *p)
{
    int64_t id = p->mail.n ? map_get(&h->people, key_of(m, MARK_MAIL, p->mail)) : 0;
    return id || !p->name.n ? id : map_get(&h->people, key_of(m, MARK_NAME, p->name));
}

/* Whoever has invited to an interview is of the house, whatever their mailbox. */
static enum standing standing_of(struct import_meetings *m, const struct meeting_house *h, const struct view *v,
    const struct ics_person *p, bool organizer)
{
    struct arena *a = &m->scratch;
    bool person = p->who == ICS_INDIVIDUAL && p->answer != ICS_DECLINED && !import_whose_is_robot(a, p->mail);
    if (!person || import_meeting_is_own(m, p)) return NOBODY;
    if (known_as(m, h, p)) return KNOWN;
    struct str employer = import_whose_employer(a, p->mail);
    bool of_house = employer.n && map_get(&h->marks, map_digest(MARK_EMPLOYER, employer));
    of_house |= employer.n && str_eq(employer, v->organizer);
    if (of_house || (organizer && p->mail.n)) return OF_THE_HOUSE;
    bool stranger = employer.n && !v->by_seeker && m->knows_own;
    return stranger ? OF_OTHERS : NOBODY;
}

/* --- recording --- */

/* "jane.moss@kestrel.example" is Jane Moss; of "jmoss@" nobody knows. */
static struct str name_from(struct arena *a, struct str mail)
{
    struct str local, domain, rest, part;
    AUTO(buf) b = {0};
    int parts = 0;
    str_cut(mail, '@', &local, &domain);
    for (rest = local; rest.n; parts++) {
        str_cut(rest, '.', &part, &rest);
        bool letters = part.n > 1;
        for (size_t i = 0; i < part.n; i++) {
            char c = part.p[i];
            letters &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c == '-' && i > 0);
        }
        if (!letters) return mail;
        bool small = part.p[0] >= 'a';
        buf_printf(&b, "%s%c", b.n ? " " : "", small ? part.p[0] - 'a' + 'A' : part.p[0]);
        buf_add(&b, (struct str){part.p + 1, part.n - 1});
    }
    return parts == 2 || parts == 3 ? arena_str(a, buf_str(&b)) : mail;
}

static enum err introduce(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_person *p, enum standing standing, int64_t *ret, struct err_info *info)
{
    struct import_place at = {h->h.id, o->id, o->organisation, o->zone, true};
    struct record_person new = {.name = p->name.n ? p->name : name_from(&m->scratch, p->mail),
        .mail = p->mail,
        .role = -1,
        .default_role = standing == OF_THE_HOUSE ? ROLE_INTERVIEWER : ROLE_OTHER};
    *ret = --m->invented;
    enum err err = m->i->options.dry_run ? OK : import_people_record(m->i, &at, &new, &m->scratch, ret, info);
    if (!err) know(m, h, new.mail, new.name, *ret);
    return err;
}

/* Known by name alone, or with nothing to be known by: the invitation says more. */
static enum err add_what_is_new(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_person *p, int64_t id, struct err_info *info)
{
    const struct app_person *q = house_person(&h->h, id);
    struct event e = event_zero(EVENT_PERSON_CHANGE);
    if (!q || m->i->options.dry_run) return OK;
    bool again = map_get(&h->people, key_of(m, MARK_MAIL, p->mail)) != 0;
    e.opp = o->id;
    e.person = id;
    e.role = ROLE_OTHER;
    if (!q->mail.n && p->mail.n && !again) e.mail = p->mail;
    if (!e.mail.n) return OK;
    know(m, h, p->mail, (struct str){0}, id);
    return import_record(m->i, &e, o->zone, info);
}

static enum err attend(struct import_meetings *m, struct meeting_house *h, int64_t interview, const struct app_opp *o,
    const struct ics_person *p, enum standing standing, int64_t *new, struct err_info *info)
{
    int64_t id = known_as(m, h, p);
    enum err err = id ? add_what_is_new(m, h, o, p, id, info) : introduce(m, h, o, p, standing, &id, info);
    if (err || map_get(&h->marks, import_attend_mark(interview, id))) return err;
    struct event e = event_zero(EVENT_ATTENDED);
    e.opp = o->id;
    e.interview = interview;
    e.person = id;
    if (!m->i->options.dry_run) err = import_record(m->i, &e, o->zone, info);
    map_put(&h->marks, &m->arena, import_attend_mark(interview, id), 1);
    ++*new;
    return err;
}

enum err import_attend(struct import_meetings *m, struct meeting_house *h, int64_t interview, const struct app_opp *o,
    const struct ics_event *e, int64_t *ret_new, struct err_info *info)
{
    struct view v = view_of(m, e);
    enum err err = OK;
    int64_t new = 0;
    for (size_t i = 0; !err && i < e->n_people + e->has_organizer; i++) {
        bool organizer = e->has_organizer && !i;
        const struct ics_person *p = organizer ? &e->organizer : &e->people[i - e->has_organizer];
        enum standing standing = standing_of(m, h, &v, p, organizer && !v.by_seeker);
        if (standing == NOBODY || (!p->mail.n && standing != KNOWN)) continue;
        err = attend(m, h, interview, o, p, standing, &new, info);
    }
    *ret_new = new;
    return err;
}
