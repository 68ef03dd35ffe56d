/* A mail that has its home: the contact or the word that it is, and what is
 * suggested of it. */
#include "app/import_mail.h"

#include "app/import_calendar.h"
#include "app/import_people.h"

#include "sys/text.h"

enum { OURS_MAX = 12000, THEIRS_MAX = 4000, PASSAGE_MAX = 400 }; /* bytes that are kept */

/* --- people --- */

/* jane.moss@ is Jane Moss; of anything else the box's own name serves. */
static struct str name_of_box(struct arena *a, struct str mail)
{
    struct str box, rest, first, last;
    str_cut(mail, '@', &box, &rest);
    bool two = str_cut(box, '.', &first, &last) && first.n > 1 && last.n > 1;
    for (size_t i = 0; i < box.n && two; i++) {
        char c = box.p[i];
        two = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c == '.' && box.p + i == last.p - 1);
    }
    if (!two) return box;
    char *name = ARENA_NEW(a, char, box.n);
    for (size_t i = 0; i < box.n; i++) {
        bool begins = i == 0 || box.p[i - 1] == '.';
        char c = box.p[i];
        name[i] = c == '.' ? ' ' : begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (struct str){name, box.n};
}

static bool answers_nobody(struct arena *a, struct str mail)
{
    static const char *const boxes[] = {"noreply", "donotreply", "notifications", "notification", "mailer", "bounce",
        "nichtantworten", "nepasrepondre", NULL};
    struct str box, rest, key = text_fold(a, mail);
    char *p = ARENA_NEW(a, char, key.n);
    size_t n = 0;
    str_cut(key, '@', &box, &rest);
    for (size_t i = 0; i < box.n; i++)
        if (box.p[i] >= 'a' && box.p[i] <= 'z') p[n++] = box.p[i];
    box = (struct str){p, n};
    for (int i = 0; boxes[i]; i++)
        if (str_starts(box, str_from(boxes[i]))) return true;
    return false;
}

static enum err introduce(
    struct mail_import *x, const struct home_opp *o, struct mail_person who, int64_t *ret, struct err_info *info)
{
    struct arena *a = &x->message;
    struct import_place at = {o->house, o->id, o->organisation, o->zone, false};
    struct record_person p = {.name = str_clip(who.name.n ? who.name : name_of_box(a, who.mail), EVENT_NAME_MAX),
        .mail = who.mail,
        .role = -1,
        .default_role = ROLE_OTHER};
    int64_t id = -1 - (int64_t)x->homes.n_people; /* in a dry run */
    enum err err = x->i->options.dry_run ? OK : import_people_record(x->i, &at, &p, a, &id, info);
    if (err) return err;
    mail_homes_add_person(
        &x->homes, &(struct home_person){.id = id, .house = o->house, .opp = o->id, .name = p.name, .mail = p.mail});
    *ret = id;
    return OK;
}

/* A system that writes for the house, or a box that nobody reads. */
static bool is_nobody(struct mail_import *x, const struct mail_at_hand *h, struct mail_person who)
{
    enum employer_domain domain = employer_domain_of(x->rules, who.mail);
    bool machine = !h->ours && h->meaning.automatic.kind != AUTOMATIC_NONE && !h->meaning.sender.name.n;
    return domain == EMPLOYER_SYSTEM || domain == EMPLOYER_BOARD || machine || answers_nobody(&x->message, who.mail);
}

/* Who it is; somebody new at the house is introduced.  0: nobody in particular, as with systems that write for it. */
static enum err person_of(
    struct mail_import *x, const struct mail_at_hand *h, struct mail_person who, int64_t *ret, struct err_info *info)
{
    struct arena *a = &x->message;
    struct home_person *known = mail_homes_at(&x->homes, a, h->home->house, who);
    *ret = known ? known->id : 0;
    if (known || !who.mail.n || who.mail.n > EVENT_NAME_MAX) return OK;
    return is_nobody(x, h, who) ? OK : introduce(x, h->home, who, ret, info);
}

/* --- recording --- */

static enum err append(struct mail_import *x, const struct mail_at_hand *h, struct event *e, struct err_info *info)
{
    if (x->i->options.dry_run) return OK;
    enum err err = import_record(x->i, e, h->home ? h->home->zone : x->i->app->zone, info);
    if (err) return err_context(info, err, "line %lld", (long long)h->m->line);
    return OK;
}

static struct event event_of(struct mail_import *x, const struct mail_at_hand *h, enum event_kind kind)
{
    struct event e = event_zero(kind);
    const struct mail *m = h->m;
    e.opp = h->home ? h->home->id : 0;
    e.at = zone_civil(h->home ? h->home->zone : x->i->app->zone, h->at);
    e.title = str_clip(m->subject, EVENT_NAME_MAX);
    e.url = str_clip(m->n_references ? m->references[0] : m->id, EVENT_NAME_MAX);
    e.source = str_clip(arena_format(&x->message, "mid:%.*s", STR_ARG(m->id)), EVENT_NAME_MAX);
    return e;
}

/* Bytes of a passage, on one line. */
static struct str passage(struct arena *a, struct str s)
{
    s = str_clip(str_trim(s), PASSAGE_MAX);
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i];
        if (c != ' ' || (n && p[n - 1] != ' ')) p[n++] = c;
    }
    return (struct str){p, n};
}

static struct str found_in(struct mail_import *x, const struct mail_at_hand *h, struct word_passage p)
{
    struct word_mail w = {.subject = h->m->subject, .text = h->m->text};
    return passage(&x->message, word_passage_text(&w, p));
}

/* What it may mean, unless it says nothing that would be planned by. */
static enum err suggest_meaning(
    struct mail_import *x, const struct mail_at_hand *h, int64_t about, struct err_info *info)
{
    const struct word_meaning *w = &h->meaning;
    day_t sent = day_of(zone_civil(h->home->zone, h->at));
    const struct promise *decision = promise_in_force(&w->promises, PROMISE_DECISION, sent);
    const struct promise *follow_up = promise_in_force(&w->promises, PROMISE_FOLLOW_UP, sent);
    struct event e = event_zero(EVENT_MAY_MEAN);
    const struct word_reason *reason = &w->reason;
    e.gist = (uint8_t)w->gist;
    if (w->gist == GIST_OTHER && w->references.rule.n) e.gist = GIST_REFERENCES, reason = &w->references;
    if (e.gist == GIST_OTHER && follow_up) e.gist = GIST_ASKED_TO_FOLLOW_UP, reason = &follow_up->reason;
    if (e.gist == GIST_OTHER && decision) e.gist = GIST_NOT_YET, reason = &decision->reason;
    if (e.gist == GIST_OTHER) return OK;
    bool open = e.gist == GIST_NOT_YET || e.gist == GIST_ASKED_TO_FOLLOW_UP || e.gist == GIST_INTERVIEW ||
                e.gist == GIST_REFERENCES || e.gist == GIST_RECEIVED;
    if (open && decision) e.day = decision->day;
    if (open && follow_up) e.day2 = follow_up->day;
    e.opp = h->home->id;
    e.at = zone_civil(h->home->zone, h->at);
    e.count = about;
    e.name = reason->rule;
    e.why = str_clip(reason->why, EVENT_NAME_MAX);
    e.text = found_in(x, h, reason->passage);
    x->r->suggested++;
    return append(x, h, &e, info);
}

static uint64_t said_of(int64_t person, const struct event *e)
{
    return map_digest(map_digest((uint64_t)person, e->phone), e->title);
}

void import_mail_record_known(struct mail_import *x, const struct event *e)
{
    map_put(&x->said, &x->arena, said_of(e->person, e), 1);
}

/* What a signature says that is not known of them yet. */
static enum err suggest_person(
    struct mail_import *x, const struct mail_at_hand *h, int64_t person, int64_t about, struct err_info *info)
{
    const struct sender *s = &h->meaning.sender;
    const struct home_person *known = person ? mail_homes_person(&x->homes, person) : NULL;
    struct event e = event_zero(EVENT_MAY_BE_PERSON);
    if (!known) return OK;
    e.role = ROLE_OTHER;
    for (size_t i = 0; i < s->n_phones && !e.phone.n; i++)
        if (!s->phones[i].fax) e.phone = str_clip(s->phones[i].number, EVENT_NAME_MAX);
    e.title = str_clip(s->title, EVENT_NAME_MAX);
    if (known->phone.n) e.phone = (struct str){0};
    if (known->title.n) e.title = (struct str){0};
    if (!e.phone.n && !e.title.n) return OK;
    uint64_t key = said_of(person, &e);
    if (map_get(&x->said, key)) return OK;
    map_put(&x->said, &x->arena, key, 1);
    e.opp = h->home->id;
    e.person = person;
    e.at = zone_civil(h->home->zone, h->at);
    e.count = about;
    e.why = STR("It stands below their mail.");
    e.text = found_in(x, h, s->passage);
    x->r->suggested++;
    return append(x, h, &e, info);
}

static enum err record_word(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    const struct word_meaning *w = &h->meaning;
    struct event e = event_of(x, h, EVENT_HEARD);
    enum err err = person_of(x, h, h->m->from, &e.person, info);
    if (err) return err;
    e.gist = w->is_word ? GIST_OTHER : GIST_RECEIVED;
    e.text = str_clip(str_trim(own_join(h->m->text, &w->own, OWN_TEXT, &x->message)), THEIRS_MAX);
    err = append(x, h, &e, info);
    x->r->added++;
    if (!err) err = suggest_meaning(x, h, e.seq, info);
    return err ? err : suggest_person(x, h, e.person, e.seq, info);
}

/* Our own mail came back: nobody has read it, and nobody has written. */
static enum err record_bounce(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    struct event e = event_of(x, h, EVENT_NOTE);
    e.text = arena_format(&x->message, "A mail of yours came back: %.*s", STR_ARG(e.title));
    e.title = e.url = (struct str){0};
    x->r->added++;
    return append(x, h, &e, info);
}

/* --- ours --- */

static bool belongs(struct mail_import *x, const struct mail_at_hand *h, struct mail_person who)
{
    return mail_homes_at(&x->homes, &x->message, h->home->house, who) ||
           mail_homes_domain(&x->homes, &x->message, who.mail) == h->home->house;
}

/* What it was for: until a person has said so it is a contact like any other. */
static enum err suggest_purpose(
    struct mail_import *x, const struct mail_at_hand *h, int64_t about, struct err_info *info)
{
    const struct word_meaning *w = &h->meaning;
    struct event e = event_zero(EVENT_MAY_MEAN);
    if (w->purpose == PURPOSE_OTHER) return OK;
    e.flags = FLAG_OURS;
    e.purpose = (uint8_t)w->purpose;
    e.opp = h->home->id;
    e.at = zone_civil(h->home->zone, h->at);
    e.count = about;
    e.name = w->reason.rule;
    e.why = str_clip(w->reason.why, EVENT_NAME_MAX);
    e.text = found_in(x, h, w->reason.passage);
    x->r->suggested++;
    return append(x, h, &e, info);
}

static enum err record_contact(struct mail_import *x, struct mail_at_hand *h, struct mail_person to, size_t number,
    struct str text, struct err_info *info)
{
    struct event e = event_of(x, h, EVENT_CONTACTED);
    enum err err = person_of(x, h, to, &e.person, info);
    if (err) return err;
    e.channel = CHANNEL_EMAIL;
    e.purpose = PURPOSE_OTHER;
    e.outcome = OUTCOME_SENT;
    e.text = text;
    if (number)
        e.source = str_clip(arena_format(&x->message, "%.*s#%zu", STR_ARG(e.source), number + 1), EVENT_NAME_MAX);
    err = append(x, h, &e, info);
    return err ? err : suggest_purpose(x, h, e.seq, info);
}

/* One contact for each of those it was written to; who only got a copy was not written to. */
static enum err record_contacts(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    size_t n = 0;
    enum err err = OK;
    struct str text = str_clip(str_trim(own_join(h->m->text, &h->meaning.own, OWN_TEXT, &x->message)), OURS_MAX);
    for (size_t i = 0; i < h->m->n_to && !err; i++)
        if (!mail_homes_own(&x->homes, &x->message, h->m->to[i].mail) && belongs(x, h, h->m->to[i]))
            err = record_contact(x, h, h->m->to[i], n++, text, info);
    if (!n && !err) err = record_contact(x, h, h->n_others ? h->others[0] : (struct mail_person){0}, 0, text, info);
    x->r->added++;
    return err;
}

/* What comes with it: interviews, moved, called off. */
static enum err take_invitations(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    struct import_invitation how = {
        .house = h->home->house, .opp = h->home->id, .sent = h->at, .own = x->homes.own_words, .n_own = x->homes.n_own};
    for (size_t i = 0; i < h->m->n_calendars; i++) {
        struct import_result r = {.path = x->r->path};
        struct err_info why;
        enum err err = import_calendar(x->i, h->m->calendars[i].bytes, &how, &r, &why);
        if (err && err != ERR_INPUT) return err_set(info, err, "%s", why.text);
        if (err) import_say(x->i, &x->r->held, (size_t)h->m->line, str_from(why.text));
        for (size_t k = 0; k < r.held.n; k++) import_say(x->i, &x->r->held, (size_t)h->m->line, r.held.items[k].text);
    }
    return h->m->n_calendars ? mail_homes_look_again(&x->homes, h->home->house, info) : OK;
}

static enum err record(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    if (h->ours) return record_contacts(x, h, info);
    switch (h->meaning.automatic.kind) {
    case AUTOMATIC_LIST: x->r->left_out++; return OK;
    case AUTOMATIC_BOUNCE: return record_bounce(x, h, info);
    case AUTOMATIC_NONE:
    case AUTOMATIC_RECEIPT:
    case AUTOMATIC_OUT_OF_OFFICE: break;
    }
    return record_word(x, h, info);
}

enum err import_mail_record(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    enum err err = record(x, h, info);
    return err ? err : take_invitations(x, h, info);
}

/* --- of nothing known --- */

static struct str said_by(struct mail_import *x, const struct mail *m)
{
    struct str name = m->from.name.n ? m->from.name : name_of_box(&x->message, m->from.mail);
    return str_clip(arena_format(&x->message, "%.*s <%.*s>", STR_ARG(name), STR_ARG(m->from.mail)), EVENT_NAME_MAX);
}

struct event import_mail_record_offer(struct mail_import *x, struct mail_at_hand *h)
{
    const struct word_meaning *w = &h->meaning;
    struct event e = event_of(x, h, EVENT_MAY_BE_NEW);
    day_t sent = day_of(e.at);
    const struct promise *decision = promise_in_force(&w->promises, PROMISE_DECISION, sent);
    const struct promise *follow_up = promise_in_force(&w->promises, PROMISE_FOLLOW_UP, sent);
    struct str house = w->employer.name.n         ? w->employer.name
                       : w->sender.organisation.n ? w->sender.organisation
                                                  : h->m->from.name;
    e.phone = e.title;
    e.name = str_clip(house.n ? house : h->m->from.mail, EVENT_NAME_MAX);
    e.title = str_clip(w->employer.position, EVENT_NAME_MAX);
    if (!str_trim(e.name).n) return (struct event){0};
    e.mail = said_by(x, h->m);
    if (!h->m->from.mail.n || is_nobody(x, h, h->m->from)) e.flags = FLAG_GENERAL;
    e.gist = (uint8_t)w->gist;
    if (decision) e.day = decision->day;
    if (follow_up) e.day2 = follow_up->day;
    e.text = str_clip(str_trim(own_join(h->m->text, &w->own, OWN_TEXT, &x->message)), THEIRS_MAX);
    e.why = str_clip(w->reason.why.n ? w->reason.why : w->about.why, EVENT_NAME_MAX);
    return e;
}

enum err import_mail_record_new(struct mail_import *x, struct event *offer, struct err_info *info)
{
    x->r->suggested++;
    return x->i->options.dry_run ? OK : import_record(x->i, offer, x->i->app->zone, info);
}
