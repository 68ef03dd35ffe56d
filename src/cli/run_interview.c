/* Runs `interview`: one is recorded, or a known one changed. */
#include "cli/speak.h"
#include "sys/text.h"

struct meeting {
    struct speak *s;
    const struct args *args;
    const struct app_interview *known; /* NULL: a new one */
    int64_t id;
    struct str slug;
    civil_t begins, ends;
    int64_t *there; /* people */
    size_t n_there, there_room;
};

/* --- times --- */

/* "15:00" or "3pm": a time of day alone, which is meant on the day the interview begins. */
static bool is_clock(struct str text)
{
    static const char allowed[] = "0123456789:. apmAPM";
    text = str_trim(text);
    if (!text.n || text.p[0] < '0' || text.p[0] > '9') return str_is_nocase(text, "noon");
    for (size_t i = 0; i < text.n; i++)
        if (!str_contains(STR(allowed), (struct str){&text.p[i], 1})) return false;
    return true;
}

static enum err needs_time(const struct event *e, const char *option, struct err_info *info)
{
    char day[16];
    if (e->precision == PRECISION_TIME) return OK;
    return err_set(info, ERR_INPUT, "--%s: say at what time as well, such as \"%sT15:00\"", option,
        day_format(day_of(e->at), day));
}

/* A moment of the interview itself, which may lie behind or ahead. */
static enum err take_moment(struct meeting *m, const char *option, civil_t *ret, struct err_info *info)
{
    struct event e = event_zero(EVENT_INTERVIEW);
    enum err err = speak_time(m->s, m->args, option, WHEN_FUTURE, &e, info);
    if (!err) err = needs_time(&e, option, info);
    if (!err) *ret = e.at;
    return err;
}

static enum err take_end(struct meeting *m, struct err_info *info)
{
    struct str text = args_value(m->args, "ends");
    if (!text.p) return OK;
    enum err err = OK;
    if (is_clock(text)) {
        struct when w;
        err = when_parse(text, civil_at(day_of(m->begins), 0, 0), WHEN_FUTURE, &w, info);
        if (!err && w.precision != PRECISION_TIME) err = err_set(info, ERR_INPUT, "it is no time of day: write 15:00");
        if (err) return err_context(info, err, "--ends");
        m->ends = w.at;
    } else {
        err = take_moment(m, "ends", &m->ends, info);
    }
    if (err || m->ends >= m->begins) return err;
    char begins[24], ends[24];
    return err_set(info, ERR_INPUT, "--ends: %s is before it begins, at %s", civil_format(m->ends, ends),
        civil_format(m->begins, begins));
}

/* When it was agreed upon: now, or when it begins if that lies behind. */
static enum err take_arranged(struct meeting *m, civil_t *ret, struct err_info *info)
{
    struct speak *s = m->s;
    struct event e = event_zero(EVENT_INTERVIEW);
    e.at = s->now;
    enum err err = speak_time(s, m->args, "arranged", WHEN_PAST, &e, info);
    if (err) return err;
    bool earlier_day = e.precision == PRECISION_DAY && day_of(e.at) < day_of(s->now);
    if (e.precision == PRECISION_DAY) e.at = earlier_day ? civil_at(day_of(e.at), 23, 59) : s->now;
    *ret = e.at < m->begins ? e.at : m->begins;
    return OK;
}

/* --- who and what --- */

static enum err attend(struct meeting *m, int64_t person, struct err_info *info)
{
    for (size_t i = 0; i < m->n_there; i++)
        if (m->there[i] == person) return OK;
    *ARENA_PUSH(m->s->cli->arena, m->there, m->n_there, m->there_room) = person;
    struct event e = speak_event(m->s, EVENT_ATTENDED);
    e.at = TIME_NONE;
    e.interview = m->id;
    e.person = person;
    return speak_record(m->s, &e, info);
}

static enum err add_people(struct meeting *m, struct err_info *info)
{
    struct speak *s = m->s;
    struct str text;
    for (size_t at = 0; args_next(m->args, "with", &at, &text);) {
        struct record_person p;
        int64_t person;
        enum err err = record_parse_person(text, s->cli->arena, &p, info);
        if (err) return err_context(info, err, "--with");
        p.default_role = ROLE_INTERVIEWER;
        err = record_person(&s->record, &s->house, s->opp, &p, s->now, s->cli->arena, &person, info);
        if (!err) err = attend(m, person, info);
        if (err) return err;
    }
    return OK;
}

/* Whom of those there a name means: all of it, else the one whose name holds it; 0: nobody. */
static int64_t person_there(const struct meeting *m, struct str name)
{
    struct arena *a = m->s->cli->arena;
    struct phrase p = speak_phrase(m->s);
    struct str key = text_fold(a, name);
    int64_t part = 0;
    bool several = false;
    for (size_t i = 0; key.n && i < m->n_there; i++) {
        struct str known = text_fold(a, phrase_person(&p, m->there[i]));
        if (str_eq(known, key)) return m->there[i];
        if (!str_contains(known, key)) continue;
        several = part != 0;
        part = m->there[i];
    }
    return several ? 0 : part;
}

static enum err add_topics(struct meeting *m, struct err_info *info)
{
    struct str text;
    for (size_t at = 0; args_next(m->args, "topic", &at, &text);) {
        struct str name, rest;
        struct event e = speak_event(m->s, EVENT_TOPIC);
        e.at = TIME_NONE;
        e.interview = m->id;
        e.text = str_trim(text);
        if (str_cut(text, ':', &name, &rest) && str_trim(rest).n) {
            e.person = person_there(m, name);
            if (e.person) e.text = str_trim(rest);
        }
        if (!e.text.n) return err_set(info, ERR_INPUT, "--topic is empty: say what you talked about");
        enum err err = speak_record(m->s, &e, info);
        if (err) return err;
    }
    return OK;
}

/* --- a new one --- */

static bool slug_taken(const struct app_opp *o, struct str slug)
{
    for (size_t i = 0; i < o->n_interviews; i++)
        if (str_eq(o->interviews[i].slug, slug)) return true;
    return false;
}

static enum err name_it(struct meeting *m, struct str id, struct err_info *info)
{
    struct arena *a = m->s->cli->arena;
    const struct app_opp *o = m->s->opp;
    if (id.p && !str_eq(id, find_slug(a, id)))
        return err_set(info, ERR_INPUT, "--id: \"%.*s\" is made of more than small letters, digits and single dashes",
            STR_ARG(id));
    m->slug = id;
    for (size_t n = o->n_interviews + 1; !m->slug.n || slug_taken(o, m->slug); n++) m->slug = arena_format(a, "%zu", n);
    return OK;
}

static enum err begin_new(struct meeting *m, struct str id, struct err_info *info)
{
    struct event e = speak_event(m->s, EVENT_INTERVIEW);
    static const char *const of_known[] = {"moved-to", "cancelled"};
    for (size_t i = 0; i < sizeof of_known / sizeof *of_known; i++)
        if (args_has(m->args, of_known[i]))
            return err_set(info, ERR_USAGE, "--%s is about an interview that is known: leave out --at", of_known[i]);
    enum err err = take_moment(m, "at", &m->begins, info);
    if (!err) err = take_end(m, info);
    if (!err) err = take_arranged(m, &e.arranged, info);
    if (!err) err = name_it(m, id, info);
    if (err) return err;
    e.at = m->begins;
    e.ends = m->ends;
    e.slug = m->slug;
    e.text = str_trim(args_value(m->args, "round"));
    err = speak_record(m->s, &e, info);
    if (!err) m->id = e.seq;
    return err;
}

/* --- a known one --- */

static void gather_there(struct meeting *m)
{
    const struct app_opp *o = m->s->opp;
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        bool there = e->kind == EVENT_ATTENDED && e->interview == m->id;
        if (there) *ARENA_PUSH(m->s->cli->arena, m->there, m->n_there, m->there_room) = e->person;
    }
}

static enum err move(struct meeting *m, struct err_info *info)
{
    struct event e = speak_event(m->s, EVENT_MOVED);
    enum err err = take_moment(m, "moved-to", &m->begins, info);
    if (!err) err = take_end(m, info);
    e.interview = m->id;
    e.arranged = m->begins;
    e.ends = m->ends;
    return err ? err : speak_record(m->s, &e, info);
}

static enum err change_end(struct meeting *m, struct err_info *info)
{
    struct event e = speak_event(m->s, EVENT_ENDS);
    enum err err = take_end(m, info);
    e.interview = m->id;
    e.ends = m->ends;
    return err ? err : speak_record(m->s, &e, info);
}

static enum err cancel(struct meeting *m, struct err_info *info)
{
    if (m->known->cancelled)
        return err_set(info, ERR_INPUT, "the interview %.*s has been called off already", STR_ARG(m->slug));
    struct event e = speak_event(m->s, EVENT_CANCELLED);
    e.interview = m->id;
    return speak_record(m->s, &e, info);
}

static enum err change_known(struct meeting *m, struct err_info *info)
{
    const struct args *args = m->args;
    bool moved = args_has(args, "moved-to"), cancelled = args_has(args, "cancelled"), ends = args_has(args, "ends");
    m->id = m->known->id;
    m->slug = m->known->slug;
    m->begins = m->known->begins;
    if (args_has(args, "at"))
        return err_set(info, ERR_INPUT,
            "the interview %.*s is known already: --moved-to says when it is now, and "
            "without --id another one is recorded",
            STR_ARG(m->slug));
    if (args_has(args, "round") || args_has(args, "arranged"))
        return err_set(info, ERR_INPUT, "--%s belongs to a new interview, with --at",
            args_has(args, "round") ? "round" : "arranged");
    if (moved && cancelled) return err_set(info, ERR_USAGE, "--moved-to and --cancelled exclude each other");
    if (!moved && !cancelled && !ends && !args_has(args, "with") && !args_has(args, "topic"))
        return err_set(info, ERR_USAGE,
            "nothing is said of the interview %.*s: --moved-to, --cancelled, --ends, --with "
            "or --topic",
            STR_ARG(m->slug));
    gather_there(m);
    if (moved) return move(m, info);
    enum err err = ends ? change_end(m, info) : OK;
    return !err && cancelled ? cancel(m, info) : err;
}

/* The one that is meant where none is named: the only one that has not been called off. */
static const struct app_interview *only_one(const struct app_opp *o)
{
    const struct app_interview *one = NULL;
    for (size_t i = 0; i < o->n_interviews; i++) {
        if (o->interviews[i].cancelled) continue;
        if (one) return NULL;
        one = &o->interviews[i];
    }
    return one;
}

static enum err choose(struct meeting *m, struct err_info *info)
{
    struct speak *s = m->s;
    struct str id = args_value(m->args, "id");
    bool change = args_has(m->args, "moved-to") || args_has(m->args, "cancelled"), at = args_has(m->args, "at");
    if (id.p && (!at || slug_taken(s->opp, id))) return speak_interview(s, id, &m->known, info);
    if (at) return OK;
    m->known = change ? only_one(s->opp) : NULL;
    if (m->known) return OK;
    return err_set(info, ERR_USAGE, "--at is missing: say when it begins, or with --id which one is meant");
}

static struct str say(const struct meeting *m)
{
    struct speak *s = m->s;
    struct arena *a = s->cli->arena;
    struct phrase p = speak_phrase(s);
    AUTO(buf) b = {0};
    if (s->record.n_events) buf_add(&b, phrase_event(&p, &s->record.events[0]));
    for (size_t i = 0, n = 0; i < m->n_there && !m->known; i++)
        buf_printf(&b, "%s%.*s", n++ ? ", " : ", with ", STR_ARG(phrase_person(&p, m->there[i])));
    return arena_str(a, buf_str(&b));
}

enum err cmd_interview_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct meeting m = {.s = &s, .args = args, .begins = TIME_NONE, .ends = TIME_NONE};
    enum err err = speak_begin(&s, cli, args, info);
    if (!err) err = choose(&m, info);
    if (!err) err = m.known ? change_known(&m, info) : begin_new(&m, args_value(args, "id"), info);
    if (!err) err = add_people(&m, info);
    if (!err) err = add_topics(&m, info);
    if (err) return err;
    if (!m.n_there && m.begins <= s.now && !args_has(args, "cancelled"))
        speak_note(&s,
            "Nobody is recorded as having been there yet; with \"hearback interview %.*s --id %.*s --with "
            "NAME\" they will be thanked.",
            STR_ARG(s.opp->slug), STR_ARG(m.slug));
    return speak_answer(&s, say(&m), m.slug, info);
}
