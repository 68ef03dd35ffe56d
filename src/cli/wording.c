/* The letter or call that is meant. */
#include "cli/wording.h"

#include "cli/agenda_view.h"

void wording_close(struct wording *w)
{
    proof_close(&w->proof);
    speak_close(&w->s);
}

struct meant {
    enum purpose purpose;
    enum channel channel;
    int step;
};

static enum err from_action(struct wording *w, struct str text, struct meant *ret, struct err_info *info)
{
    struct agenda_item item;
    enum err err = find_action(&w->s.app, text, w->s.cli->arena, &item, info);
    if (err) return err;
    const struct action *x = &item.action;
    if (x->step == STEP_ASK_QUESTIONS)
        return err_set(info, ERR_INPUT, "%.*s is for yourself: \"hearback questions %.*s\" is the card to take along",
            STR_ARG(item.id), STR_ARG(item.opp->slug));
    if (x->person == PERSON_SELF)
        return err_set(info, ERR_INPUT, "%.*s is for yourself: there is nobody to write to", STR_ARG(item.id));
    w->house = item.house;
    w->opp = item.opp;
    w->person = x->person;
    w->action = item.id;
    w->channel = (enum channel)x->channel;
    *ret = (struct meant){x->purpose, (enum channel)x->channel, (int)x->step};
    return OK;
}

/* Before an interview the three parts are what is said, after it an inquiry. */
static enum purpose usual_purpose(const struct app_opp *o, civil_t now)
{
    for (size_t i = 0; i < o->c.n_facts; i++)
        if (o->c.facts[i].kind == FACT_INTERVIEW && o->c.facts[i].begins <= now) return PURPOSE_INQUIRY;
    return PURPOSE_THREE_PART;
}

static enum err from_opp(struct wording *w, const struct args *args, struct meant *ret, struct err_info *info)
{
    enum err err = speak_opp(&w->s, args_positional(args, 0), info);
    if (err) return err;
    w->house = &w->s.house;
    w->opp = w->s.opp;
    if (!args_has(args, "to")) return err_set(info, ERR_USAGE, "to whom?  Say --to PERSON, or --to hr for the office");
    err = find_person(&w->s.app, w->house, w->opp, args_value(args, "to"), w->s.cli->arena, &w->person, info);
    if (err) return err_context(info, err, "--to");
    *ret = (struct meant){.channel = CHANNEL_EMAIL, .step = -1};
    ret->purpose = (enum purpose)speak_word(args, "purpose", purpose_names, (int)usual_purpose(w->opp, w->s.now));
    return OK;
}

enum err wording_begin(struct wording *w, struct cli *cli, const struct args *args, int channel, struct err_info *info)
{
    *w = (struct wording){0};
    struct meant m;
    enum err err = speak_read(&w->s, cli, info);
    if (err) return err;
    bool opp = args_has(args, "to") || args_has(args, "purpose") || args_has(args, "form");
    err = opp ? from_opp(w, args, &m, info) : from_action(w, args_positional(args, 0), &m, info);
    if (err) return err;
    m.channel = (enum channel)(channel >= 0 ? channel : speak_word(args, "via", channel_names, (int)m.channel));
    words_facts(&w->s.app, w->house, w->opp, w->person, m.purpose, m.channel, m.step, cli->arena, &w->facts);
    w->facts.say = str_trim(args_value(args, "say"));
    w->facts.link = str_trim(args_value(args, "link"));
    return OK;
}

enum err wording_begin_self(struct wording *w, struct cli *cli, const struct args *args, struct err_info *info)
{
    *w = (struct wording){.person = PERSON_OFFICE};
    enum err err = speak_read(&w->s, cli, info);
    if (!err) err = speak_opp(&w->s, args_positional(args, 0), info);
    if (err) return err;
    w->house = &w->s.house;
    w->opp = w->s.opp;
    words_facts(&w->s.app, w->house, w->opp, w->person, PURPOSE_OTHER, CHANNEL_IN_PERSON, -1, cli->arena, &w->facts);
    return OK;
}

/* A form asked for by its name says itself what it is for. */
static void take_purpose(struct wording *w, const struct template *t)
{
    if (t->purposes >> w->facts.purpose & 1) return;
    w->facts.purpose = PURPOSE_OTHER;
    for (int i = PURPOSE_OTHER; i >= 0; i--)
        if (t->purposes >> i & 1) w->facts.purpose = (enum purpose)i;
}

enum err wording_draft(struct wording *w, struct str form, struct err_info *info)
{
    struct arena *a = w->s.cli->arena;
    struct templates templates;
    enum err err = words_templates(a, &templates, info);
    if (err) return err;
    const struct template *named = form.n ? templates_find(&templates, &w->facts, form) : NULL;
    if (named) take_purpose(w, named);
    if (draft_make(&templates, &w->facts, form, a, &w->draft)) return OK;
    if (!form.n)
        return err_set(info, ERR_NOT_FOUND, "there is no template for %s by %s: letters/README.md says how to add one",
            purpose_names[w->facts.purpose], channel_names[w->facts.channel]);
    AUTO(buf) names = {0};
    for (size_t i = 0; i < templates.n; i++) {
        if (names.n) buf_put(&names, ", ");
        buf_add(&names, templates.items[i].name);
    }
    return err_set(
        info, ERR_NOT_FOUND, "there is no form \"%.*s\"; there are: %.*s", STR_ARG(form), STR_ARG(buf_str(&names)));
}

static enum err check(struct wording *w, struct str text, struct err_info *info)
{
    struct cli *cli = w->s.cli;
    enum err err = proof_open(&w->proof, w->facts.language, cli->arena, info);
    struct check_question *q = &w->proof.question;
    if (!err) err = proof_record(&w->proof, &w->s.app, w->house, w->opp, w->person, info);
    if (err) return err;
    q->facts = &w->facts;
    q->has_purpose = true;
    q->attachment_known = w->mail;
    q->has_attachment = w->attached;
    q->body = w->body;
    text_read(text, cli->arena, &w->text);
    check_text(&w->text, q, cli->arena, &w->findings);
    if (w->proof.skipped.n) buf_printf(&cli->note, "%.*s\n", STR_ARG(w->proof.skipped));
    return OK;
}

enum err wording_check(struct wording *w, struct err_info *info)
{
    return check(w, w->draft.body, info);
}

enum err wording_check_mail(struct wording *w, struct str text, size_t body, struct err_info *info)
{
    w->mail = true;
    w->body = body;
    return check(w, text, info);
}

struct str wording_to(const struct wording *w)
{
    struct str name = agenda_view_person(w->house, w->person), mail = w->facts.to.mail;
    if (!mail.n) return name;
    return arena_format(w->s.cli->arena, "%.*s <%.*s>", STR_ARG(name), STR_ARG(mail));
}

/* The interview that the letter follows, else "ID". */
static struct str interview_id(const struct wording *w)
{
    const struct app_interview *latest = NULL;
    for (size_t i = 0; i < w->opp->n_interviews; i++) {
        const struct app_interview *x = &w->opp->interviews[i];
        if (!x->cancelled && day_of(x->ends) == w->facts.met) latest = x;
    }
    return latest && latest->slug.n ? latest->slug : STR("ID");
}

struct str wording_answer(const struct wording *w, struct str answer)
{
    AUTO(buf) b = {0};
    struct str word, rest = answer;
    while (rest.n) {
        str_cut(rest, ' ', &word, &rest);
        if (b.n) buf_char(&b, ' ');
        if (str_is(word, "OPP"))
            buf_add(&b, w->opp->slug);
        else if (str_is(word, "ID"))
            buf_add(&b, interview_id(w));
        else if (str_is(word, "\"NAME:") && w->person >= 0)
            buf_printf(&b, "\"%.*s:", STR_ARG(w->facts.to.name));
        else if (str_is(word, "ACTION") && w->action.n)
            buf_add(&b, w->action);
        else if (str_is(word, "ACTION"))
            buf_printf(&b, "%.*s --purpose %s --to ...", STR_ARG(w->opp->slug), purpose_names[w->facts.purpose]);
        else
            buf_add(&b, word);
    }
    return arena_format(w->s.cli->arena, "hearback %.*s", STR_ARG(buf_str(&b)));
}

void wording_missing(const struct wording *w)
{
    struct cli *cli = w->s.cli;
    const struct draft *d = &w->draft;
    for (size_t i = 0; i < d->n_missing; i++) {
        if (i == 0 || i == d->n_needed)
            layout_heading(&cli->layout, i < d->n_needed ? STR("Still missing") : STR("It would say more if it knew"));
        layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN, d->missing[i].question);
        layout_text(&cli->layout, 4, 6, LAYOUT_DIM, wording_answer(w, d->missing[i].answer));
    }
}
