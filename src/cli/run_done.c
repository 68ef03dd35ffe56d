/* Runs `done`, `skip` and `snooze`: what became of an action. */
#include "cli/contact.h"

/* The action that the first positional names, with its house and opportunity. */
static enum err begin(
    struct speak *s, struct cli *cli, const struct args *args, struct agenda_item *ret, struct err_info *info)
{
    struct agenda_item item;
    enum err err = speak_open(s, cli, JOURNAL_WRITE, info);
    if (err) return err;
    speak_exchange_playbooks(s);
    err = find_action(&s->app, args_positional(args, 0), cli->arena, &item, info);
    speak_exchange_playbooks(s);
    if (err) return err;
    s->house = *item.house;
    s->opp = item.opp;
    s->zone = item.opp->zone;
    s->now = zone_civil(s->zone, s->app.now);
    *ret = item;
    return OK;
}

/* By what the planner knows this action again: house.c folds these members, steps.c compares them. */
static struct event about(const struct speak *s, enum event_kind kind, const struct action *x)
{
    struct event e = speak_event(s, kind);
    bool follows = x->rule && x->rule->trigger <= TRIGGER_INTERVIEW;
    e.step = (uint8_t)x->step;
    e.person = x->person >= 0 ? s->house.people[x->person].id : 0;
    if (x->person == PERSON_OFFICE) e.name = STR("hr");
    if (follows)
        e.interview = x->id;
    else
        e.count = x->id;
    return e;
}

static enum err contact_done(struct speak *s, const struct args *args, const struct action *x, struct err_info *info)
{
    struct event e = speak_event(s, EVENT_CONTACTED);
    e.channel = x->channel;
    e.purpose = (uint8_t)x->purpose;
    enum err err = contact_outcome(s, args, (enum channel)x->channel, &e.outcome, info);
    if (!err) err = contact_letter(s, args, &e, info);
    return err ? err : contact_record(s, x->person, &e, info);
}

static enum err own_step_done(struct speak *s, const struct args *args, const struct action *x, struct err_info *info)
{
    bool ends = x->step == STEP_HOLD || x->step == STEP_MOVE_ON;
    struct event e = about(s, EVENT_DONE, x);
    if (args_has(args, "letter"))
        return err_set(info, ERR_INPUT, "--letter belongs to a contact, and %s is none", step_names[x->step]);
    if (args_has(args, "outcome"))
        return err_set(info, ERR_INPUT, "--outcome belongs to a contact, and %s is none", step_names[x->step]);
    if (ends) {
        e = speak_event(s, EVENT_CLOSED);
        e.ending = x->step == STEP_HOLD ? ENDING_HOLD : ENDING_MOVED_ON;
    }
    if (x->step == STEP_DEBRIEF)
        speak_note(s,
            "Names and topics make the thanks worth reading: \"hearback interview %.*s --id ID --with NAME "
            "--topic TEXT\" still takes them.",
            STR_ARG(s->opp->slug));
    return speak_record(s, &e, info);
}

enum err cmd_done_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct agenda_item item;
    enum err err = begin(&s, cli, args, &item, info);
    if (err) return err;
    const struct action *x = &item.action;
    bool contact = x->person != PERSON_SELF && x->channels.n > 0;
    err = contact ? contact_done(&s, args, x, info) : own_step_done(&s, args, x, info);
    return err ? err : speak_answer(&s, contact_say(&s), s.opp->slug, info);
}

enum err cmd_skip_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct agenda_item item;
    enum err err = begin(&s, cli, args, &item, info);
    if (err) return err;
    struct event e = about(&s, EVENT_SKIPPED, &item.action);
    e.text = str_trim(args_value(args, "why"));
    if (!e.text.n) return err_set(info, ERR_INPUT, "--why is empty: say it in a few words, for your own later reading");
    err = speak_record(&s, &e, info);
    return err ? err : speak_answer(&s, (struct str){0}, s.opp->slug, info);
}

static enum err take_until(struct speak *s, const struct args *args, civil_t *ret, struct err_info *info)
{
    struct event until = event_zero(EVENT_SNOOZED);
    enum { OPENS = 9 }; /* a day means 09:00 for what opens (rulebook, section 2) */
    enum err err = speak_time(s, args, "until", WHEN_FUTURE, &until, info);
    if (err) return err;
    if (until.precision == PRECISION_DAY) until.at = civil_at(day_of(until.at), OPENS, 0);
    if (until.at <= s->now)
        return err_set(info, ERR_INPUT, "--until: %.*s is over: name a time to come",
            STR_ARG(phrase_moment(s->cli->arena, until.at, PRECISION_TIME, s->now)));
    *ret = until.at;
    return OK;
}

enum err cmd_snooze_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    struct agenda_item item;
    enum err err = begin(&s, cli, args, &item, info);
    if (err) return err;
    struct event e = about(&s, EVENT_SNOOZED, &item.action);
    err = take_until(&s, args, &e.ends, info);
    if (err) return err;
    if (item.action.closes != TIME_NEVER && e.ends >= item.action.closes)
        speak_note(&s, "It closes before that, %.*s, so it will not come back.",
            STR_ARG(phrase_moment(cli->arena, item.action.closes, PRECISION_TIME, s.now)));
    if (e.ends <= item.action.opens)
        speak_note(&s, "It opens no sooner than that anyway, %.*s.",
            STR_ARG(phrase_moment(cli->arena, item.action.opens, PRECISION_TIME, s.now)));
    err = speak_record(&s, &e, info);
    return err ? err : speak_answer(&s, (struct str){0}, s.opp->slug, info);
}
