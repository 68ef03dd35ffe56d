/* Runs `met`: somebody becomes known, or better known. */
#include "cli/speak.h"

static enum err describe(struct cli *cli, const struct args *args, struct record_person *ret, struct err_info *info)
{
    struct record_person p;
    enum err err = record_parse_person(args_positional(args, 1), cli->arena, &p, info);
    if (err) return err;
    struct str title = args_value(args, "title"), phone = args_value(args, "phone");
    if (title.n) p.title = title;
    if (phone.n) p.phone = phone;
    p.role = speak_word(args, "role", role_names, p.role);
    p.default_role = args_has(args, "interview") ? ROLE_INTERVIEWER : ROLE_OTHER;
    if (args_has(args, "primary")) p.flags |= FLAG_PRIMARY;
    if (args_has(args, "do-not-contact")) p.flags |= FLAG_DO_NOT_CONTACT;
    *ret = p;
    return OK;
}

static bool attended(const struct app_opp *o, int64_t interview, int64_t person)
{
    for (size_t i = 0; i < o->n_events; i++) {
        const struct event *e = o->events[i];
        if (e->kind == EVENT_ATTENDED && e->interview == interview && e->person == person) return true;
    }
    return false;
}

static enum err at_interview(struct speak *s, struct str id, int64_t person, struct err_info *info)
{
    const struct app_interview *i = NULL;
    if (!id.p) return OK;
    enum err err = speak_interview(s, id, &i, info);
    if (err) return err_context(info, err, "--interview");
    if (attended(s->opp, i->id, person)) return OK;
    struct event e = speak_event(s, EVENT_ATTENDED);
    e.at = TIME_NONE;
    e.interview = i->id;
    e.person = person;
    return speak_record(s, &e, info);
}

static struct str say(struct speak *s, const struct args *args, int64_t person)
{
    struct phrase p = speak_phrase(s);
    struct arena *a = s->cli->arena;
    struct str name = phrase_person(&p, person), interview = args_value(args, "interview");
    const struct event *first = s->record.n_events ? &s->record.events[0] : NULL;
    if (!first) return arena_format(a, "%.*s is known here already", STR_ARG(name));
    bool about = first->kind == EVENT_PERSON || first->kind == EVENT_PERSON_CHANGE;
    struct str what = about ? phrase_event(&p, first) : name;
    return interview.p ? arena_format(a, "%.*s, at the interview", STR_ARG(what)) : what;
}

static struct str slug_of(struct speak *s, int64_t person)
{
    const struct app_person *known = house_person(&s->house, person);
    struct phrase p = speak_phrase(s);
    const struct event *e = known ? NULL : phrase_introduction(&p, person);
    return known ? known->slug : e ? e->slug : (struct str){0};
}

enum err cmd_met_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct record_person p;
    int64_t person = 0;
    enum err err = speak_begin(&s, cli, args, info);
    if (!err) err = describe(cli, args, &p, info);
    if (!err) err = record_person(&s.record, &s.house, s.opp, &p, s.now, cli->arena, &person, info);
    if (!err) err = at_interview(&s, args_value(args, "interview"), person, info);
    if (err) return err;
    struct str slug = slug_of(&s, person);
    if (args_has(args, "do-not-contact")) speak_note(&s, "No message to them will be suggested, whatever the purpose.");
    return speak_answer(&s, say(&s, args, person), slug, info);
}
