/* Runs `heard` and `told`: what came from them, afterwards and on the spot. */
#include "cli/speak.h"
#include "sys/text.h"

/* --- heard --- */

/* Somebody new writes: they become known by what they are called here. */
static enum err new_sender(struct speak *s, struct str text, struct event *e, struct err_info *info)
{
    struct record_person p;
    enum err err = record_parse_person(text, s->cli->arena, &p, info);
    if (!err) err = record_person(&s->record, &s->house, s->opp, &p, s->now, s->cli->arena, &e->person, info);
    if (err) return err_context(info, err, "--from");
    const struct event *last = s->record.n_events ? &s->record.events[s->record.n_events - 1] : NULL;
    if (last && last->kind == EVENT_PERSON)
        speak_note(s,
            "%.*s was not known at %.*s and is now, as %.*s. If that is a slip, \"hearback undo\" takes it back.",
            STR_ARG(last->name), STR_ARG(s->opp->organisation), STR_ARG(last->slug));
    return OK;
}

static enum err take_sender(struct speak *s, struct str text, struct event *e, struct err_info *info)
{
    int16_t person;
    if (!text.p) return OK;
    bool described = str_contains(text, STR("<")) || str_contains(text, STR(";"));
    bool role = kind_code(role_names, text_fold(s->cli->arena, text)) >= 0;
    if (described) return new_sender(s, text, e, info);
    enum err err = find_person(&s->app, &s->house, s->opp, text, s->cli->arena, &person, info);
    if (err == ERR_NOT_FOUND && !role) return new_sender(s, text, e, info);
    if (err) return err_context(info, err, "--from");
    if (person >= 0) e->person = s->house.people[person].id;
    return OK;
}

static void note_what_helps(struct speak *s, const struct event *e)
{
    struct str slug = s->opp->slug;
    switch ((enum gist)e->gist) {
    case GIST_INTERVIEW:
        speak_note(s,
            "Good news. Record it with \"hearback interview %.*s --at TIME\", so that all that follows from it "
            "is there in time.",
            STR_ARG(slug));
        break;
    case GIST_OFFER:
        speak_note(s, "Congratulations. \"hearback offer %.*s --answer-by DAY\" records by when they want your answer.",
            STR_ARG(slug));
        break;
    case GIST_ASKED_TO_FOLLOW_UP:
        if (e->day2 == DAY_NONE)
            speak_note(s, "No day was named, so the next business day is taken; --follow-up-on DAY says which.");
        break;
    case GIST_REJECTED:
    case GIST_FILLED: speak_note(s, "That says little about you. A gracious note often opens another door."); break;
    case GIST_RECEIVED:
    case GIST_NOT_YET:
    case GIST_REFERENCES:
    case GIST_OTHER: break;
    }
    if (e->day != DAY_NONE && e->day < day_of(e->at))
        speak_note(s, "The day of the decision was over when it was named, so nothing waits for it.");
}

enum err cmd_heard_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_HEARD);
    e.gist = (uint8_t)speak_word(args, "gist", gist_names, GIST_OTHER);
    if (!err) err = speak_time(&s, args, "at", WHEN_PAST, &e, info);
    if (!err) err = speak_day(&s, args, "decision-by", &e.day, info);
    if (!err) err = speak_day(&s, args, "follow-up-on", &e.day2, info);
    if (!err) err = take_sender(&s, args_value(args, "from"), &e, info);
    if (!err) err = speak_record(&s, &e, info);
    if (err) return err;
    note_what_helps(&s, &e);
    struct phrase p = speak_phrase(&s);
    return speak_answer(&s, phrase_event(&p, &e), s.opp->slug, info);
}

/* --- told --- */

static const char *const yes_or_no[] = {"no", "yes", NULL};

static uint8_t take_answer(const struct args *args, const char *option)
{
    int code = speak_word(args, option, yes_or_no, -1);
    return (uint8_t)(code < 0 ? ANSWER_UNSAID : code == 0 ? ANSWER_NO : ANSWER_YES);
}

static enum err take_hours(const struct args *args, struct str *ret, struct err_info *info)
{
    struct plan_hours hours;
    struct str text = str_trim(args_value(args, "best-time"));
    if (!args_has(args, "best-time")) return OK;
    if (!text.n || !house_hours(text, &hours))
        return err_set(info, ERR_INPUT,
            "--best-time: \"%.*s\" is not understood: name days and hours, such as \"tue,thu "
            "14:00-16:00\"",
            STR_ARG(text));
    *ret = text;
    return OK;
}

enum err cmd_told_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_TOLD);
    e.contacts_everyone = take_answer(args, "contacts-everyone");
    e.may_contact = take_answer(args, "may-contact");
    if (!err) err = speak_time(&s, args, "on", WHEN_PAST, &e, info);
    if (!err) err = speak_day(&s, args, "decision-by", &e.day, info);
    if (!err) err = take_hours(args, &e.text, info);
    if (err) return err;
    bool said = e.day != DAY_NONE || e.text.n || e.contacts_everyone || e.may_contact;
    if (!said)
        return err_set(
            info, ERR_USAGE, "nothing is said: --decision-by, --contacts-everyone, --may-contact or --best-time");
    if (e.day != DAY_NONE && e.day < day_of(e.at))
        speak_note(&s, "The day of the decision was over when it was named, so nothing waits for it.");
    err = speak_record(&s, &e, info);
    return err ? err : speak_answer(&s, (struct str){0}, s.opp->slug, info);
}
