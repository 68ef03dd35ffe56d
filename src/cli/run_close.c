/* Runs `applied`, `offer`, `close`, `reopen` and `note`: one event each. */
#include "cli/speak.h"

static enum err record_and_answer(struct speak *s, struct event *e, struct err_info *info)
{
    enum err err = speak_record(s, e, info);
    return err ? err : speak_answer(s, (struct str){0}, s->opp->slug, info);
}

/* Does it stand where something may still come of it? */
static void look(struct speak *s, bool *ret_ended, bool *ret_rests)
{
    struct plan *p = ARENA_NEW(s->cli->arena, struct plan, 1);
    plan_make(&s->opp->c, s->now, p);
    *ret_ended = p->ended;
    *ret_rests = p->rests;
}

static const struct event *earlier(const struct app_opp *o, enum event_kind kind)
{
    for (size_t i = 0; i < o->n_events; i++)
        if (o->events[i]->kind == kind) return o->events[i];
    return NULL;
}

enum err cmd_applied_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_APPLIED);
    if (!err) err = speak_time(&s, args, "on", WHEN_PAST, &e, info);
    if (err) return err;
    e.precision = PRECISION_DAY;
    e.at = civil_at(day_of(e.at), 0, 0);
    const struct event *before = earlier(s.opp, EVENT_APPLIED);
    if (before)
        speak_note(&s, "An application of %.*s is recorded already; this one is too.",
            STR_ARG(phrase_moment(cli->arena, before->at, before->precision, s.now)));
    return record_and_answer(&s, &e, info);
}

enum err cmd_offer_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_OFFER);
    if (!err) err = speak_time(&s, args, "at", WHEN_PAST, &e, info);
    if (!err) err = speak_day(&s, args, "answer-by", &e.day, info);
    if (err) return err;
    e.text = str_trim(args_value(args, "terms"));
    if (e.day != DAY_NONE && e.day < day_of(e.at))
        return err_set(info, ERR_INPUT, "--answer-by lies before the offer itself: write the day in full");
    return record_and_answer(&s, &e, info);
}

enum err cmd_close_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_CLOSED);
    bool unknown = str_is_nocase(str_trim(args_value(args, "at")), "unknown");
    e.ending = (uint8_t)speak_word(args, "as", ending_names, ENDING_HOLD);
    if (unknown) {
        e.at = TIME_NONE;
        e.precision = PRECISION_UNKNOWN;
    } else if (!err) {
        err = speak_time(&s, args, "at", WHEN_PAST, &e, info);
    }
    return err ? err : record_and_answer(&s, &e, info);
}

enum err cmd_reopen_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    if (err) return err;
    struct event e = speak_event(&s, EVENT_REOPENED);
    bool ended, rests;
    look(&s, &ended, &rests);
    if (!ended && !rests) speak_note(&s, "It was open already.");
    return record_and_answer(&s, &e, info);
}

enum err cmd_note_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    if (err) return err;
    struct event e = speak_event(&s, EVENT_NOTE);
    e.text = str_trim(args_positional(args, 1));
    if (!e.text.n) return err_set(info, ERR_INPUT, "the note is empty: write it in quotes");
    return record_and_answer(&s, &e, info);
}
