/* `check`: would this contact be a follow-up, or pestering? */
#include "cli/agenda_view.h"
#include "cli/args.h"
#include "cli/speak.h"

enum { STATUS_WAIT = 3, STATUS_STOP = 4 };

struct question {
    int16_t person;
    enum channel channel;
    enum purpose purpose;
    civil_t at;
    instant_t instant;
};

static enum err take_time(struct speak *s, const struct args *args, struct question *q, struct err_info *info)
{
    struct event e = event_zero(EVENT_CONTACTED);
    struct str text = args_value(args, "at");
    q->instant = s->app.now;
    q->at = s->now;
    if (!text.p) return OK;
    enum err err = record_time(&s->app, s->zone, text, WHEN_FUTURE, &e, info);
    if (err) return err_context(info, err, "--at");
    q->at = e.precision == PRECISION_DAY ? civil_at(day_of(e.at), 9, 0) : e.at; /* a day means 09:00 */
    if (e.precision == PRECISION_DAY && day_of(q->at) == day_of(s->now) && q->at < s->now) q->at = s->now;
    q->instant = zone_instant(s->zone, q->at);
    return OK;
}

static enum err take_question(struct speak *s, const struct args *args, struct question *q, struct err_info *info)
{
    enum err err = find_person(&s->app, &s->house, s->opp, args_value(args, "to"), s->cli->arena, &q->person, info);
    if (!err) err = take_time(s, args, q, info);
    q->channel = (enum channel)speak_word(args, "via", channel_names, CHANNEL_EMAIL);
    q->purpose = (enum purpose)speak_word(args, "purpose", purpose_names, PURPOSE_OTHER);
    return err;
}

static struct str sentence(struct speak *s, const struct verdict *v, enum limit limit)
{
    AUTO(buf) b = {0};
    plan_explain_limit(&b, &s->opp->c, v, limit);
    return arena_str(s->cli->arena, buf_str(&b));
}

static const char unread_no[] = "A mail of theirs that may be a no waits for your word: \"hearback review\" first.";

static bool may_be_over(const struct speak *s, const struct question *q)
{
    return s->opp->c.may_be_over && q->purpose != PURPOSE_GRACIOUS && q->purpose != PURPOSE_REPLY;
}

static const char *const judgements[] = {"ok", "wait", "stop"};

static void answer_json(struct speak *s, const struct question *q, const struct verdict *v, bool unknown_days)
{
    struct json_write w = {.out = &s->cli->out};
    struct arena *a = s->cli->arena;
    json_write_object(&w, NULL);
    json_write_text(&w, "verdict", judgements[v->judgement]);
    agenda_view_json_time(&w, "at", s->zone, q->instant, a);
    if (v->judgement == JUDGED_WAIT)
        agenda_view_json_time(&w, "until", s->zone, zone_instant(s->zone, v->until), a);
    else
        json_write_null(&w, "until");
    agenda_view_json_rules(&w, "rules", v->rules);
    json_write_array(&w, "reasons");
    for (int i = 0; i < LIMIT_ALL_MEANS; i++)
        if (v->binding >> i & 1) json_write_str(&w, NULL, sentence(s, v, (enum limit)i));
    json_write_end(&w);
    json_write_array(&w, "warnings");
    if (v->all_means) {
        json_write_object(&w, NULL);
        json_write_text(&w, "rule", "A10");
        json_write_str(&w, "text", sentence(s, v, LIMIT_ALL_MEANS));
        json_write_end(&w);
    }
    if (may_be_over(s, q)) {
        json_write_object(&w, NULL);
        json_write_text(&w, "rule", "A14");
        json_write_str(&w, "text", str_from(unread_no));
        json_write_end(&w);
    }
    json_write_end(&w);
    json_write_bool(&w, "holidays_known", !unknown_days);
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

static void answer_text(struct speak *s, const struct question *q, const struct verdict *v, bool unknown_days)
{
    const struct layout *l = &s->cli->layout;
    struct arena *a = s->cli->arena;
    char text[LAYOUT_DAY_MAX];
    struct str head = STR("OK. Go ahead; it is a good moment.");
    if (v->judgement == JUDGED_WAIT) {
        civil_t until = zone_civil(s->app.zone, zone_instant(s->zone, v->until));
        head = arena_format(a, "Wait until %s.", layout_moment(until, app_now(&s->app), text));
    }
    if (v->judgement == JUDGED_STOP) head = STR("Better not. This contact would do more harm than good.");
    layout_text(l, 0, 0, LAYOUT_BOLD, head);
    for (int i = 0; i < LIMIT_ALL_MEANS; i++)
        if (v->binding >> i & 1) layout_text(l, 2, 2, LAYOUT_PLAIN, sentence(s, v, (enum limit)i));
    if (v->all_means) layout_text(l, 2, 2, LAYOUT_PLAIN, sentence(s, v, LIMIT_ALL_MEANS));
    if (may_be_over(s, q)) layout_text(l, 2, 2, LAYOUT_PLAIN, str_from(unread_no));
    AUTO(buf) rules = {0};
    rules_write(&rules, v->rules);
    if (rules.n)
        layout_text(l, 2, 2, LAYOUT_DIM,
            arena_format(a, "(%.*s; \"hearback why %s\" says more)", STR_ARG(buf_str(&rules)),
                rules_all[__builtin_ctzll(v->rules)].id));
    if (unknown_days)
        layout_text(l, 2, 2, LAYOUT_DIM, STR("Holidays are not known for that year: only weekends were counted."));
    (void)q;
}

/* The days that decided lie in a year for which the country's holidays are not known. */
static bool days_unknown(const struct speak *s, const struct question *q, const struct verdict *v)
{
    const struct calendar *c = s->opp->c.calendar;
    if (!c->has_holidays) return false;
    return !calendar_knows(c, day_of(q->at)) || (v->judgement == JUDGED_WAIT && !calendar_knows(c, day_of(v->until)));
}

enum err cmd_check_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct question q = {0};
    enum err err = speak_read(&s, cli, info);
    if (!err) err = speak_opp(&s, args_positional(args, 0), info);
    if (!err) err = take_question(&s, args, &q, info);
    if (err) return err;
    struct verdict v = plan_check(&s.opp->c, q.person, q.channel, q.purpose, q.at);
    bool unknown = days_unknown(&s, &q, &v);
    if (cli->json)
        answer_json(&s, &q, &v, unknown);
    else
        answer_text(&s, &q, &v, unknown);
    cli->status = v.judgement == JUDGED_STOP ? STATUS_STOP : v.judgement == JUDGED_WAIT ? STATUS_WAIT : 0;
    return OK;
}
