#include "app/import_messages.h"

#include "codec/markup.h"
#include "codec/vcard_write.h"
#include "sys/text.h"
#include "word/employer.h"

enum kind { KIND_NAME = 301, KIND_CONVERSATION, KIND_PROFILE, KIND_CONTENT, MARK_WHO };
enum { SEVERAL = -1 };
enum { OURS_MAX = 12000, THEIRS_MAX = 4000 }; /* bytes that are kept, as of mail */
enum { GROUP_MAX = 50 }; /* people that one message goes to */

void import_messages_close(struct import_messages *m)
{
    mail_homes_close(&m->homes);
    arena_close(&m->arena);
    arena_close(&m->row);
}

/* --- people --- */

/* Without titles and degrees, which profiles put in front of and behind names: "Dr. Jane Moss, MBA". */
static uint64_t name_key(struct arena *a, struct str name)
{
    struct vcard parts = {0};
    struct str head, tail;
    str_cut(name, ',', &head, &tail);
    str_cut(head, '(', &head, &tail);
    vcard_write_parts(head, &parts);
    struct str plain = arena_format(a, "%.*s %.*s", STR_ARG(parts.given), STR_ARG(parts.family)), key;
    key = text_fold(a, plain);
    return key.n ? map_digest(KIND_NAME, key) : 0;
}

struct recipients {
    struct str names[GROUP_MAX], urls[GROUP_MAX];
    size_t n;
};

static size_t pieces(struct str s, struct str ret[static GROUP_MAX])
{
    size_t n = 0;
    struct str one;
    while (s.n && n < GROUP_MAX) {
        str_cut(s, ',', &one, &s);
        ret[n++] = str_trim(one);
    }
    return n;
}

/* A comma parts names, but stands in some ("Jane Moss, PhD"): the addresses tell how many there are. */
static void recipients_of(const struct table_message *t, struct recipients *ret)
{
    struct str urls[GROUP_MAX];
    size_t n_urls = pieces(t->to_urls, urls);
    *ret = (struct recipients){0};
    ret->n = n_urls < 2 ? t->to.n > 0 : pieces(t->to, ret->names);
    if (n_urls < 2 && t->to.n) ret->names[0] = t->to;
    for (size_t i = 0; i < ret->n && n_urls == ret->n; i++) ret->urls[i] = urls[i];
}

/* --- who the seeker is --- */

static void look_at(struct import_messages *m, const struct table_message *t, struct str name, struct str url)
{
    uint64_t who = name_key(&m->row, name), conversation = map_digest(KIND_CONVERSATION, t->conversation);
    if (!who) return;
    uint64_t profile = url.n ? map_digest(KIND_PROFILE, url) >> 1 : 0;
    int64_t known = map_get(&m->profiles, who);
    if (profile && known != (int64_t)profile) map_put(&m->profiles, &m->arena, who, known ? SEVERAL : (int64_t)profile);
    uint64_t here = map_mix(who, conversation);
    if (map_get(&m->seen, here)) return;
    map_put(&m->seen, &m->arena, here, 1);
    int64_t n = map_get(&m->present, who) + 1;
    map_put(&m->present, &m->arena, who, n);
    m->tie = n == m->n_most ? true : n > m->n_most ? false : m->tie;
    if (n > m->n_most) {
        m->n_most = n;
        m->most = arena_str(&m->arena, name);
    }
}

void import_messages_look(struct import_messages *m, const struct table_message *t)
{
    struct recipients to;
    arena_reset(&m->row);
    look_at(m, t, t->from, t->from_url);
    recipients_of(t, &to);
    for (size_t i = 0; i < to.n; i++) look_at(m, t, to.names[i], to.urls[i]);
}

static void find_own(struct import_messages *m)
{
    uint64_t named = name_key(&m->row, app_setting(m->i->app, "name"));
    if (named && map_get(&m->present, named))
        m->own = named;
    else if (m->n_most && !m->tie)
        m->own = name_key(&m->row, m->most);
}

enum err import_messages_begin(struct import_messages *m, struct err_info *info)
{
    m->rules = word_rules_new(&m->arena);
    enum err err = mail_homes_load(&m->homes, m->i->app, m->rules, info);
    if (err) return err;
    for (size_t k = 0; k < m->homes.n_people; k++) {
        arena_reset(&m->row);
        uint64_t key = name_key(&m->row, m->homes.people[k].name);
        if (key) map_put(&m->people, &m->arena, key, map_get(&m->people, key) ? SEVERAL : (int64_t)k + 1);
    }
    find_own(m);
    m->begun = true;
    return OK;
}

/* --- recording --- */

struct message { /* at hand */
    const struct table_message *t;
    instant_t at;
    struct str text;
    bool ours, recorded;
    bool known; /* from an earlier import */
    bool held;
};

static struct str source_of(struct import_messages *m, const struct message *h, size_t number)
{
    uint64_t digest = map_digest(map_digest(KIND_CONTENT, h->t->text), h->t->from);
    digest = map_mix(map_digest(digest, h->t->conversation), number);
    civil_t at = h->t->sent.date.at;
    char day[24];
    return arena_format(&m->row, "linkedin:%.*s/%s/%016llx", STR_ARG(str_clip(h->t->conversation, 200)),
        civil_format(at, day), (unsigned long long)digest);
}

static struct event event_of(struct import_messages *m, const struct message *h, const struct home_opp *o)
{
    struct event e = event_zero(h->ours ? EVENT_CONTACTED : EVENT_HEARD);
    e.opp = o->id;
    e.at = zone_civil(o->zone, h->at);
    if (!h->t->sent.date.timed && !h->t->sent.date.fixed) e.precision = PRECISION_DAY, e.at = h->t->sent.date.at;
    e.title = str_clip(markup_plain(&m->row, h->t->subject), EVENT_NAME_MAX);
    e.text = str_clip(h->text, h->ours ? OURS_MAX : THEIRS_MAX);
    e.url = arena_format(&m->row, "linkedin:%.*s", STR_ARG(str_clip(h->t->conversation, 200)));
    e.gist = GIST_OTHER;
    if (!h->ours) return e;
    e.gist = 0;
    e.channel = CHANNEL_LINKEDIN;
    e.purpose = PURPOSE_OTHER;
    e.outcome = OUTCOME_SENT;
    return e;
}

static void hold(struct import_messages *m, struct message *h, uint64_t who, struct str name)
{
    h->held = true;
    if (map_get(&m->said, who)) return;
    map_put(&m->said, &m->arena, who, 1);
    import_say(m->i, &m->r->held, h->t->line,
        arena_format(&m->row,
            "%.*s: several people are called so; \"hearback contacted\" and \"hearback heard\" record what matters",
            STR_ARG(str_clip(name, 80))));
}

static enum err take_with(
    struct import_messages *m, struct message *h, struct str name, size_t number, struct err_info *info)
{
    uint64_t who = name_key(&m->row, name);
    int64_t at = map_get(&m->people, who);
    if (!who || !at) return OK;
    if (at == SEVERAL || map_get(&m->profiles, who) == SEVERAL) {
        hold(m, h, who, name);
        return OK;
    }
    const struct home_person *p = &m->homes.people[at - 1];
    struct mail mail = {.subject = h->t->subject};
    struct home_asked asked = {.mail = &mail, .at = h->at};
    const struct home_opp *o = mail_homes_best(&m->homes, p->house, &asked, &m->row, p->opp);
    struct event e, known;
    bool found = false;
    if (!o) return OK;
    struct str source = source_of(m, h, number);
    enum err err = journal_source(m->i->app->journal, source, &m->row, &known, &found, info);
    h->known |= found;
    if (err || found) return err;
    h->recorded = true;
    if (m->i->options.dry_run) return OK;
    e = event_of(m, h, o);
    e.person = p->id;
    e.source = source;
    err = import_record(m->i, &e, o->zone, info);
    return err ? err_context(info, err, "line %zu", h->t->line) : OK;
}

/* Once, of all of them. */
static void ask_who(struct import_messages *m, const struct table_message *t)
{
    if (map_get(&m->said, MARK_WHO)) return;
    map_put(&m->said, &m->arena, MARK_WHO, 1);
    import_say(m->i, &m->r->held, t->line,
        STR("these messages do not tell which of their people you are: say it with \"hearback profile --name NAME\", "
            "as "
            "it stands there, and import them again"));
}

static bool is_sent(const struct table_message *t, instant_t now, instant_t *ret)
{
    enum { AHEAD = DAY_SECONDS }; /* clocks differ */
    if (t->draft || !t->sent.given) return false;
    *ret = t->sent.date.fixed ? t->sent.date.instant : t->sent.date.at; /* LinkedIn's times are in UTC */
    return *ret > 0 && *ret <= now + AHEAD;
}

enum err import_messages_take(struct import_messages *m, const struct table_message *t, struct err_info *info)
{
    struct message h = {.t = t};
    struct recipients to;
    enum err err = OK;
    arena_reset(&m->row);
    h.held = m->begun && !m->own && m->homes.n_people;
    if (h.held) ask_who(m, t);
    bool counts = m->begun && m->own && is_sent(t, m->i->app->now, &h.at);
    h.ours = counts && name_key(&m->row, t->from) == m->own;
    if (counts) h.text = markup_plain(&m->row, t->text);
    recipients_of(t, &to);
    for (size_t k = 0; counts && h.ours && k < to.n && !err; k++) err = take_with(m, &h, to.names[k], k, info);
    if (counts && !h.ours) err = take_with(m, &h, t->from, 0, info);
    m->r->added += h.recorded;
    m->r->already += !h.recorded && h.known;
    m->r->suggested += !h.recorded && !h.known;
    m->r->left_out += !h.recorded && !h.known && !h.held;
    return err;
}
