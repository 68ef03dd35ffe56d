/* A contact is recorded whatever the playbook thinks of it; where it would have
 * advised against it, it says so, kindly. */
#include "cli/contact.h"

#include "codec/draft_file.h"

/* --- advice --- */

static struct str reasons(struct speak *s, const struct verdict *v, unsigned binding)
{
    AUTO(buf) b = {0};
    for (int i = 0; i < LIMIT_COUNT; i++) {
        if (!(binding & 1U << i)) continue;
        if (b.n) buf_char(&b, ' ');
        plan_explain_limit(&b, &s->opp->c, v, (enum limit)i);
    }
    if (v->rules) {
        buf_put(&b, " (");
        rules_write(&b, v->rules);
        buf_char(&b, ')');
    }
    return arena_str(s->cli->arena, buf_str(&b));
}

/* What the playbook would have said at that moment, before this contact. */
static void advise(struct speak *s, int16_t person, const struct event *e)
{
    bool whole_day = e->precision == PRECISION_DAY;
    civil_t at = whole_day ? civil_at(day_of(e->at), 12, 0) : e->at; /* some time in the middle of it */
    speak_exchange_playbooks(s);
    struct verdict v = plan_check(&s->opp->c, person, (enum channel)e->channel, (enum purpose)e->purpose, at);
    unsigned binding = whole_day ? v.binding & ~(1U << LIMIT_HOURS) : v.binding;
    if (v.because == BECAUSE_FIRST)
        binding &= ~(1U << LIMIT_OPENING); /* made before the opportunity was written down */
    if (v.judgement == JUDGED_STOP && binding) {
        speak_note(s, "It is recorded as it was. For another time: this one would better have been left. %.*s",
            STR_ARG(reasons(s, &v, binding)));
    } else if (v.judgement == JUDGED_WAIT && binding) {
        struct str until = phrase_moment(s->cli->arena, v.until, PRECISION_TIME, s->now);
        bool known = v.until != TIME_NONE && v.until != TIME_NEVER;
        speak_note(s, "It is recorded as it was. For another time: it could have waited%s%.*s. %.*s",
            known ? ", until " : "", STR_ARG(known ? until : (struct str){0}), STR_ARG(reasons(s, &v, binding)));
    } else if (v.all_means) {
        AUTO(buf) b = {0};
        plan_explain_limit(&b, &s->opp->c, &v, LIMIT_ALL_MEANS);
        speak_note(s, "A thought for the next one: %.*s", STR_ARG(buf_str(&b)));
    }
    speak_exchange_playbooks(s);
}

/* --- recording --- */

/* A call without an outcome counts as a message left: a contact, and no word of theirs. */
static uint8_t unsaid_outcome(struct speak *s, enum channel channel)
{
    if (channel == CHANNEL_PHONE)
        speak_note(s,
            "Taken for a message left. If it was otherwise: \"hearback undo\", then again with --outcome reached or "
            "no-answer.");
    return channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : channel == CHANNEL_IN_PERSON ? OUTCOME_REACHED : OUTCOME_SENT;
}

enum err contact_outcome(
    struct speak *s, const struct args *args, enum channel channel, uint8_t *ret, struct err_info *info)
{
    int said = speak_word(args, "outcome", outcome_names, -1);
    bool call = channel == CHANNEL_PHONE, visit = channel == CHANNEL_IN_PERSON;
    if (said == OUTCOME_SENT && call) said = -1;
    if (said == OUTCOME_VOICEMAIL && !call)
        return err_set(info, ERR_INPUT, "--outcome: only a call ends on voicemail, --via phone");
    if (said == OUTCOME_NO_ANSWER && !call && !visit)
        return err_set(info, ERR_INPUT, "--outcome: what is written is sent, answered or not: leave --outcome out");
    *ret = said >= 0 ? (uint8_t)said : unsaid_outcome(s, channel);
    return OK;
}

enum err contact_letter(struct speak *s, const struct args *args, struct event *e, struct err_info *info)
{
    struct str file = args_value(args, "letter"), text;
    size_t at;
    if (!file.p) return OK;
    const char *path = arena_str(s->cli->arena, file).p;
    enum err err = file_read(s->cli->arena, path, EVENT_TEXT_MAX, &text, info);
    if (!err && !str_utf8(text, &at))
        err = err_set(info, ERR_INPUT, "%s: no UTF-8 text, from byte %zu on", path, at + 1);
    if (err) return err_context(info, err, "--letter");
    struct draft_file draft;
    draft_file_read(text, &draft); /* to whom and what for stands in the event itself */
    e->text = draft.opportunity.n ? draft.body : text;
    if (draft.opportunity.n) e->title = str_clip(draft.subject, EVENT_NAME_MAX);
    return OK;
}

static enum err refresh(struct speak *s, struct err_info *info)
{
    enum err err = house_load(&s->app, s->house.id, s->cli->arena, &s->house, info);
    if (err) return err;
    s->opp = house_opp(&s->house, s->record.events[0].opp);
    return s->opp ? OK : err_set(info, ERR_STORE, "the opportunity has gone while this was recorded");
}

enum err contact_record(struct speak *s, int16_t person, struct event *e, struct err_info *info)
{
    enum err err = s->record.n_events ? refresh(s, info) : OK; /* after the one before */
    if (err) return err;
    e->person = person >= 0 ? s->house.people[person].id : 0;
    advise(s, person, e);
    return speak_record(s, e, info);
}

struct str contact_say(struct speak *s)
{
    struct phrase p = speak_phrase(s);
    AUTO(buf) b = {0};
    for (size_t i = 0; i < s->record.n_events; i++) {
        if (i) buf_put(&b, "; ");
        buf_add(&b, phrase_event(&p, &s->record.events[i]));
    }
    return arena_str(s->cli->arena, buf_str(&b));
}
