/* Events <-> JSON, by one table of members. */
#include "codec/json_events.h"

#include "codec/json_read.h"
#include "codec/json_write.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum type {
    TYPE_INT, /* left out when 0, unless always written */
    TYPE_INSTANT, /* left out when TIME_NONE */
    TYPE_DAY,
    TYPE_TIME,
    TYPE_AT, /* time or day, as the precision says */
    TYPE_PRECISION,
    TYPE_WORD,
    TYPE_FLAG,
    TYPE_TEXT,
    TYPE_EVENT,
};

struct member {
    const char *name;
    enum type type;
    size_t offset; /* in struct event */
    const char *const *words;
    unsigned set; /* TYPE_FLAG: the flag; else the kinds that always write it, even if its code is 0 */
};

static const char *const precision_names[] = {"time", "day", "unknown", NULL};

#define AT(field) offsetof(struct event, field)
#define PLAIN(name, type, field) name, type, AT(field), NULL, 0
#define ALWAYS(name, type, field) name, type, AT(field), NULL, ~0u
#define WORD(name, field, words, kinds) name, TYPE_WORD, AT(field), words, kinds
#define FLAG(name, flag) name, TYPE_FLAG, AT(flags), NULL, flag
#define OF(kind) (1u << (kind))

static const struct member members[] = {
    {ALWAYS("seq", TYPE_INT, seq)},
    {ALWAYS("batch", TYPE_INT, batch)},
    {ALWAYS("recorded", TYPE_INT, recorded)},
    {ALWAYS("event", TYPE_EVENT, kind)},
    {PLAIN("house", TYPE_INT, house)},
    {PLAIN("opportunity", TYPE_INT, opp)},
    {PLAIN("person", TYPE_INT, person)},
    {PLAIN("interview", TYPE_INT, interview)},
    {PLAIN("at", TYPE_AT, at)},
    {"precision", TYPE_PRECISION, AT(precision), precision_names, 0},
    {PLAIN("instant", TYPE_INSTANT, instant)},
    {PLAIN("ends", TYPE_TIME, ends)},
    {PLAIN("arranged", TYPE_TIME, arranged)},
    {PLAIN("day", TYPE_DAY, day)},
    {PLAIN("day2", TYPE_DAY, day2)},
    {PLAIN("count", TYPE_INT, count)},
    {WORD("kind", opp_kind, opp_kind_names, OF(EVENT_NEW))},
    {WORD("role", role, role_names, OF(EVENT_PERSON))},
    {WORD("channel", channel, channel_names, OF(EVENT_CONTACTED))},
    {WORD("purpose", purpose, purpose_names, OF(EVENT_CONTACTED))},
    {WORD("outcome", outcome, outcome_names, OF(EVENT_CONTACTED))},
    {WORD("gist", gist, gist_names, OF(EVENT_HEARD) | OF(EVENT_MAY_BE_NEW))},
    {WORD("as", ending, ending_names, OF(EVENT_CLOSED))},
    {WORD("step", step, step_names, OF(EVENT_DONE) | OF(EVENT_SKIPPED) | OF(EVENT_SNOOZED))},
    {WORD("contacts_everyone", contacts_everyone, answer_names, 0)},
    {WORD("may_contact", may_contact, answer_names, 0)},
    {FLAG("primary", FLAG_PRIMARY)},
    {FLAG("do_not_contact", FLAG_DO_NOT_CONTACT)},
    {FLAG("general", FLAG_GENERAL)},
    {FLAG("accepted", FLAG_ACCEPTED)},
    {FLAG("ours", FLAG_OURS)},
    {PLAIN("name", TYPE_TEXT, name)},
    {PLAIN("title", TYPE_TEXT, title)},
    {PLAIN("mail", TYPE_TEXT, mail)},
    {PLAIN("phone", TYPE_TEXT, phone)},
    {PLAIN("id", TYPE_TEXT, slug)},
    {PLAIN("country", TYPE_TEXT, country)},
    {PLAIN("zone", TYPE_TEXT, zone)},
    {PLAIN("url", TYPE_TEXT, url)},
    {PLAIN("text", TYPE_TEXT, text)},
    {PLAIN("source", TYPE_TEXT, source)},
    {PLAIN("why", TYPE_TEXT, why)},
};
enum { MEMBERS = sizeof members / sizeof *members };

/* Where the commands of one kind call a member by another name. */
static const struct {
    enum event_kind kind;
    const char *from, *to;
} renamed[] = {
    {EVENT_NEW, "name", "organisation"},
    {EVENT_NEW, "title", "position"},
    {EVENT_INTERVIEW, "text", "round"},
    {EVENT_INTERVIEW, "title", "place"},
    {EVENT_INTERVIEW, "count", "version"},
    {EVENT_MOVED, "arranged", "moved_to"},
    {EVENT_MOVED, "title", "place"},
    {EVENT_MOVED, "count", "version"},
    {EVENT_CANCELLED, "count", "version"},
    {EVENT_TOLD, "day", "decision_by"},
    {EVENT_TOLD, "text", "best_time"},
    {EVENT_CONTACTED, "title", "subject"},
    {EVENT_CONTACTED, "url", "thread"},
    {EVENT_CONTACTED, "text", "letter"},
    {EVENT_HEARD, "day", "decision_by"},
    {EVENT_HEARD, "day2", "follow_up_on"},
    {EVENT_HEARD, "title", "subject"},
    {EVENT_HEARD, "url", "thread"},
    {EVENT_OFFER, "day", "answer_by"},
    {EVENT_OFFER, "text", "terms"},
    {EVENT_SKIPPED, "text", "why"},
    {EVENT_SNOOZED, "ends", "until"},
    {EVENT_UNDO, "count", "undone"},
    {EVENT_REDO, "count", "redone"},
    {EVENT_SETTING, "text", "value"},
    {EVENT_MAY_MEAN, "count", "about"},
    {EVENT_MAY_MEAN, "day", "decision_by"},
    {EVENT_MAY_MEAN, "day2", "follow_up_on"},
    {EVENT_MAY_BE_PERSON, "count", "about"},
    {EVENT_MAY_BE_NEW, "name", "organisation"},
    {EVENT_MAY_BE_NEW, "title", "position"},
    {EVENT_MAY_BE_NEW, "phone", "subject"},
    {EVENT_MAY_BE_NEW, "url", "thread"},
    {EVENT_MAY_BE_NEW, "day", "decision_by"},
    {EVENT_MAY_BE_NEW, "day2", "follow_up_on"},
    {EVENT_MAY_BE_SAME, "count", "other"},
    {EVENT_SETTLED, "count", "suggestion"},
    {EVENT_MEANS, "count", "about"},
    {EVENT_MEANS, "day", "decision_by"},
    {EVENT_MEANS, "day2", "follow_up_on"},
    {EVENT_SAME, "count", "other"},
};

static const char *name_in(enum event_kind kind, const struct member *m)
{
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (renamed[i].kind == kind && strcmp(renamed[i].from, m->name) == 0) return renamed[i].to;
    return m->name;
}

static const struct member *find_member(enum event_kind kind, struct str key)
{
    for (size_t i = 0; i < MEMBERS; i++)
        if (str_is(key, name_in(kind, &members[i]))) return &members[i];
    return NULL;
}

/* --- Writing --- */

static const char *word_of(const char *const words[], unsigned code)
{
    for (unsigned i = 0; words[i]; i++)
        if (i == code) return words[i];
    return NULL;
}

static enum precision implied_precision(const struct event *e)
{
    bool bare_day = e->precision == PRECISION_DAY && e->at != TIME_NONE && civil_second_of_day(e->at) == 0;
    return bare_day ? PRECISION_DAY : PRECISION_TIME;
}

static void write_time(struct json_write *w, const char *key, civil_t t)
{
    char text[24];
    if (t != TIME_NONE && t != 0) json_write_text(w, key, civil_format(t, text));
}

static void write_day(struct json_write *w, const char *key, day_t day)
{
    char text[16];
    if (day != DAY_NONE) json_write_text(w, key, day_format(day, text));
}

static void write_at(struct json_write *w, const char *key, const struct event *e)
{
    char text[24];
    if (e->at == TIME_NONE) return;
    if (implied_precision(e) == PRECISION_DAY)
        write_day(w, key, day_of(e->at));
    else
        json_write_text(w, key, civil_format(e->at, text));
}

static void write_word(
    struct json_write *w, const char *key, const struct member *m, const struct event *e, unsigned code)
{
    const char *word = word_of(m->words, code);
    if (word && (code || (m->set & OF(e->kind)))) json_write_text(w, key, word);
}

static void write_member(struct json_write *w, const struct member *m, const struct event *e)
{
    const char *key = name_in(e->kind, m);
    const void *field = (const char *)e + m->offset;
    switch (m->type) {
    case TYPE_INT:
        if (m->set || *(const int64_t *)field) json_write_int(w, key, *(const int64_t *)field);
        break;
    case TYPE_INSTANT:
        if (e->instant != TIME_NONE) json_write_int(w, key, e->instant);
        break;
    case TYPE_DAY: write_day(w, key, *(const day_t *)field); break;
    case TYPE_TIME: write_time(w, key, *(const civil_t *)field); break;
    case TYPE_AT: write_at(w, key, e); break;
    case TYPE_PRECISION:
        if (e->precision != implied_precision(e)) json_write_text(w, key, word_of(precision_names, e->precision));
        break;
    case TYPE_WORD: write_word(w, key, m, e, *(const uint8_t *)field); break;
    case TYPE_FLAG:
        if (e->flags & m->set) json_write_bool(w, key, true);
        break;
    case TYPE_TEXT:
        if (((const struct str *)field)->n) json_write_str(w, key, *(const struct str *)field);
        break;
    case TYPE_EVENT: json_write_text(w, key, event_kind_names[e->kind]); break;
    }
}

void json_events_begin(struct buf *b)
{
    buf_put(b, "{\"hearback\": 1, \"events\": [");
}

void json_events_add(struct buf *b, const struct event *e, bool first)
{
    assert(e->kind >= EVENT_NEW && e->kind <= EVENT_LAST);
    struct json_write w = {.out = b};
    buf_put(b, first ? "\n" : ",\n");
    json_write_object(&w, NULL);
    for (size_t i = 0; i < MEMBERS; i++) write_member(&w, &members[i], e);
    json_write_end(&w);
}

void json_events_end(struct buf *b)
{
    buf_put(b, "\n]}\n");
}

void json_events_write(struct buf *b, const struct event *events, size_t n)
{
    json_events_begin(b);
    for (size_t i = 0; i < n; i++) json_events_add(b, &events[i], i == 0);
    json_events_end(b);
}

/* --- Reading one event --- */

struct reading {
    struct event e;
    bool precision_said;
    struct arena *arena;
};

static bool set_at(struct reading *r, struct str text)
{
    day_t day;
    bool bare_day = day_parse(text, &day);
    if (bare_day) r->e.at = civil_at(day, 0, 0);
    if (!bare_day && !civil_parse(text, &r->e.at)) return false;
    if (!r->precision_said) r->e.precision = bare_day ? PRECISION_DAY : PRECISION_TIME;
    return true;
}

static bool set_word(const struct member *m, struct str text, int *ret)
{
    *ret = kind_code(m->words, text);
    return *ret >= 0;
}

/* Text of whatever is written as text; false if it does not fit the member. */
static bool set_text(struct reading *r, const struct member *m, struct str text)
{
    void *field = (char *)&r->e + m->offset;
    int code;
    switch (m->type) {
    case TYPE_DAY: return day_parse(text, field);
    case TYPE_TIME: return civil_parse(text, field);
    case TYPE_AT: return set_at(r, text);
    case TYPE_PRECISION:
        if (!set_word(m, text, &code)) return false;
        r->e.precision = (enum precision)code;
        return r->precision_said = true;
    case TYPE_WORD:
        if (!set_word(m, text, &code)) return false;
        *(uint8_t *)field = (uint8_t)code;
        return true;
    case TYPE_TEXT: *(struct str *)field = text.n ? arena_str(r->arena, text) : (struct str){0}; return true;
    case TYPE_EVENT: return true; /* read before the others */
    case TYPE_INT:
    case TYPE_INSTANT:
    case TYPE_FLAG: return false;
    }
    return false;
}

static bool set_member(struct reading *r, const struct member *m, const struct json_read_member *value)
{
    void *field = (char *)&r->e + m->offset;
    switch (value->type) {
    case JSON_READ_TEXT: return set_text(r, m, value->text);
    case JSON_READ_NUMBER:
        if (m->type != TYPE_INT && m->type != TYPE_INSTANT) return false;
        *(int64_t *)field = value->number;
        return true;
    case JSON_READ_YES_NO:
        if (m->type == TYPE_FLAG && value->number) r->e.flags |= (uint8_t)m->set;
        return m->type == TYPE_FLAG;
    case JSON_READ_OTHER: return false;
    }
    return false;
}

static const char *what_fits(const struct member *m)
{
    switch (m->type) {
    case TYPE_INT:
    case TYPE_INSTANT: return "a whole number";
    case TYPE_DAY: return "a day such as \"2026-10-08\"";
    case TYPE_TIME: return "a time such as \"2026-10-08T15:00\"";
    case TYPE_AT: return "a time such as \"2026-10-08T15:00\" or a day such as \"2026-10-08\"";
    case TYPE_PRECISION:
    case TYPE_WORD: return "one of ";
    case TYPE_FLAG: return "true or false";
    case TYPE_TEXT: return "a text";
    case TYPE_EVENT: return "a kind of event";
    }
    return "";
}

static enum err refuse_value(const struct member *m, struct str key, struct err_info *info)
{
    AUTO(buf) words = {.max = 400};
    for (size_t i = 0; m->words && m->words[i]; i++) buf_printf(&words, "%s%s", i ? ", " : "", m->words[i]);
    return err_set(info, ERR_INPUT, "\"%.*s\" must be %s%.*s", STR_ARG(key), what_fits(m), STR_ARG(buf_str(&words)));
}

/* A key as it may be shown: at most 40 of its bytes, without control characters. */
static struct str shown_key(struct str key, char out[static 40])
{
    size_t n = str_clip(key, 40).n;
    for (size_t i = 0; i < n; i++) out[i] = (unsigned char)key.p[i] < ' ' || key.p[i] == 0x7F ? '?' : key.p[i];
    return (struct str){out, n};
}

static enum err read_kind(struct json_read *o, enum event_kind *ret, struct err_info *info)
{
    struct json_read_member m;
    bool found = false;
    char text[40];
    while (!found && json_read_next(o, &m)) found = str_is(m.key, "event");
    json_read_rewind(o);
    if (!found || m.type != JSON_READ_TEXT)
        return err_set(info, ERR_INPUT, "the member \"event\", its kind, is missing");
    int kind = m.text.n ? kind_code(event_kind_names, m.text) : -1;
    struct str shown = shown_key(m.text, text);
    if (kind < 0) return err_set(info, ERR_INPUT, "\"%.*s\" is no kind of event", STR_ARG(shown));
    *ret = (enum event_kind)kind;
    return OK;
}

static enum err read_members(struct reading *r, struct json_read *o, struct err_info *info)
{
    enum { SEQ = 1, BATCH = 2, RECORDED = 4 } seen = 0;
    struct json_read_member value;
    char text[40];
    while (json_read_next(o, &value)) {
        const struct member *m = find_member(r->e.kind, value.key);
        struct str shown = shown_key(value.key, text);
        if (!m)
            return err_set(info, ERR_INPUT, "\"%.*s\" is no member of an event \"%s\"", STR_ARG(shown),
                event_kind_names[r->e.kind]);
        if (!set_member(r, m, &value)) return refuse_value(m, shown, info);
        seen |= m->offset == AT(seq) ? SEQ : m->offset == AT(batch) ? BATCH : m->offset == AT(recorded) ? RECORDED : 0;
    }
    if (!(seen & SEQ)) return err_set(info, ERR_INPUT, "the member \"seq\" is missing");
    if (!(seen & BATCH)) return err_set(info, ERR_INPUT, "the member \"batch\" is missing");
    if (!(seen & RECORDED)) return err_set(info, ERR_INPUT, "the member \"recorded\" is missing");
    return OK;
}

static enum err read_event(struct str *text, struct arena *a, struct event *ret, struct err_info *info)
{
    struct json_read *o = NULL;
    enum event_kind kind = EVENT_NEW;
    enum err err = json_read_object(text, &o, info);
    if (err == OK) err = read_kind(o, &kind, info);
    struct reading r = {.e = event_zero(kind), .arena = a};
    if (err == OK) err = read_members(&r, o, info);
    if (err == OK) err = event_check(&r.e, info);
    json_read_close(o);
    if (err == OK) *ret = r.e;
    return err;
}

/* --- Reading the document --- */

static void skip_blanks(struct str *s)
{
    while (s->n && memchr(" \t\r\n", s->p[0], 4)) s->p++, s->n--;
}

static bool skip_sign(struct str *s, char sign)
{
    skip_blanks(s);
    bool there = s->n && s->p[0] == sign;
    if (there) s->p++, s->n--;
    return there;
}

/* A key of the outermost object, and the colon behind it. */
static bool take_key(struct str *s, struct str *ret)
{
    if (!skip_sign(s, '"') || !str_cut(*s, '"', ret, s)) return false;
    return skip_sign(s, ':');
}

static enum err read_version(struct str *s, struct err_info *info)
{
    size_t n = 0;
    skip_blanks(s);
    while (n < s->n && !memchr(" \t\r\n,}", s->p[n], 6)) n++;
    bool known = str_is((struct str){s->p, n}, "1");
    s->p += n, s->n -= n;
    if (known) return OK;
    return err_set(info, ERR_INPUT, "\"hearback\" is not 1: this was written by another version of hearback");
}

struct list {
    struct event *items;
    size_t n, room;
};

static enum err read_events(struct str *s, struct arena *a, struct list *list, struct err_info *info)
{
    if (!skip_sign(s, '[')) return err_set(info, ERR_INPUT, "\"events\" must be an array [ ]");
    if (skip_sign(s, ']')) return OK;
    do {
        struct event e;
        skip_blanks(s);
        enum err err = read_event(s, a, &e, info);
        if (err == OK && (e.seq <= (list->n ? list->items[list->n - 1].seq : 0)))
            err = err_set(info, ERR_INPUT, "\"seq\" must be greater than in the event before");
        if (err) return err_context(info, err, "event %zu", list->n + 1);
        *ARENA_PUSH(a, list->items, list->n, list->room) = e;
    } while (skip_sign(s, ','));
    if (skip_sign(s, ']')) return OK;
    return err_set(info, ERR_INPUT, "after event %zu a comma or ] is missing: the file may be cut off", list->n);
}

static enum err read_document(struct str *s, struct arena *a, struct list *list, struct err_info *info)
{
    bool version = false, events = false;
    char text[40];
    struct str key;
    if (!skip_sign(s, '{'))
        return err_set(info, ERR_INPUT, "this is no document of hearback: it does not begin with {");
    do {
        if (!take_key(s, &key))
            return err_set(info, ERR_INPUT, "a key and a colon are missing: the file may be cut off");
        bool *seen = str_is(key, "hearback") ? &version : str_is(key, "events") ? &events : NULL;
        struct str shown = shown_key(key, text);
        if (!seen) return err_set(info, ERR_INPUT, "\"%.*s\" is no member of hearback's documents", STR_ARG(shown));
        if (*seen) return err_set(info, ERR_INPUT, "\"%.*s\" stands twice", STR_ARG(shown));
        *seen = true;
        enum err err = seen == &version ? read_version(s, info) : read_events(s, a, list, info);
        if (err) return err;
    } while (skip_sign(s, ','));
    if (!skip_sign(s, '}')) return err_set(info, ERR_INPUT, "the last } is missing: the file may be cut off");
    skip_blanks(s);
    if (s->n) return err_set(info, ERR_INPUT, "something follows the document");
    if (version && events) return OK;
    return err_set(info, ERR_INPUT, "\"%s\" is missing", version ? "events" : "hearback");
}

enum err json_events_read(struct str text, struct arena *a, struct event **ret, size_t *ret_n, struct err_info *info)
{
    if (text.n > JSON_EVENTS_MAX) return err_set(info, ERR_INPUT, "this is larger than %d GiB", JSON_EVENTS_MAX >> 30);
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text.p += 3, text.n -= 3;
    struct list list = {0};
    enum err err = read_document(&text, a, &list, info);
    if (err) return err;
    *ret = list.items;
    *ret_n = list.n;
    return OK;
}
