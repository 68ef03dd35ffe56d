/* The letter that is meant: from the command line, a file or the outbox to what
 * would go out, judged and checked. */
#include "app/demo.h"
#include "app/offers.h"
#include "cli/send.h"
#include "codec/draft_file.h"
#include "codec/mail_address.h"
#include "codec/prose.h"
#include "sys/random.h"

#include <sys/stat.h>

void send_close(struct send *s)
{
    wording_close(&s->w);
}

/* --- by which account --- */

static bool has_address(const struct account *at, struct str mail)
{
    struct str terminated = mail;
    for (size_t i = 0; mail.n && i < at->n_addresses; i++)
        if (str_is_nocase(terminated, at->addresses[i].p)) return true;
    return false;
}

enum err send_refuse_sample(const struct app *app, struct err_info *info)
{
    if (!app_setting(app, DEMO_SETTING).n) return OK;
    return err_set(
        info, ERR_INPUT, "this is the sample search: nothing is sent from it (--dry-run shows what would be)");
}

enum err send_account(
    struct cli *cli, struct str name, struct str own_mail, const struct account **ret, struct err_info *info)
{
    struct accounts *all = ARENA_NEW(cli->arena, struct accounts, 1);
    const struct account *found = NULL;
    enum err err = accounts_load(cli->arena, all, info);
    if (!err && name.n) err = accounts_named(all, name, &found, info);
    if (err) return err;
    for (size_t i = 0; !name.n && i < all->n; i++) {
        const struct account *at = &all->items[i];
        if (at->smtp.host.n && (!found || (has_address(at, own_mail) && !has_address(found, own_mail)))) found = at;
    }
    if (all->note.n) buf_printf(&cli->note, "%.*s\n", STR_ARG(all->note));
    if (!found)
        return err_set(info, ERR_NOT_FOUND,
            "%.*s has no account that can send: add smtp = smtps://smtp.example.org to one", STR_ARG(all->path));
    if (!found->smtp.host.n)
        return err_set(info, ERR_INPUT, "the account \"%.*s\" cannot send: it has no smtp server in %.*s",
            STR_ARG(found->name), STR_ARG(all->path));
    *ret = found;
    return OK;
}

/* Without an account a letter can still be written to a file, or handed to another program. */
static enum err take_sender(struct send *s, const struct args *args, struct err_info *info)
{
    const struct letter_facts *f = &s->w.facts;
    bool handed_on = args_has(args, "to-file") || args_has(args, "mailto");
    enum err err = send_account(s->w.s.cli, args_value(args, "account"), f->own_mail, &s->account, info);
    bool own = !s->account || has_address(s->account, f->own_mail);
    if (err && (!handed_on || args_has(args, "account"))) return err;
    s->mail.from.mail = own ? f->own_mail : s->account->addresses[0];
    s->mail.from.name = s->account && s->account->person.n ? s->account->person : f->own_name;
    if (s->mail.from.mail.n || args_has(args, "mailto")) return OK;
    return err_set(info, ERR_INPUT, "your own address is not known yet: hearback profile --mail ADDRESS");
}

/* --- the words --- */

struct words {
    struct str subject, body;
};

static enum err read_file(struct send *s, struct str name, struct draft_file *ret, struct err_info *info)
{
    struct arena *a = s->w.s.cli->arena;
    const char *path = arena_str(a, name).p;
    struct str bytes;
    size_t at;
    enum err err = file_read(a, path, PROSE_MAX, &bytes, info);
    if (err) return err;
    if (!str_utf8(bytes, &at))
        return err_set(
            info, ERR_INPUT, "%s: no UTF-8 text, from byte %zu on: save it with that encoding", path, at + 1);
    draft_file_read(bytes, ret);
    return OK;
}

/* As the template has it, where all that it needs is known. */
static struct str usual_subject(struct send *s)
{
    if (wording_draft(&s->w, (struct str){0}, NULL) || s->w.draft.n_needed) return (struct str){0};
    return s->w.draft.subject;
}

static enum err take_words(
    struct send *s, const struct args *args, const struct draft_file *file, struct words *ret, struct err_info *info)
{
    struct draft_file letter = {0};
    struct str said = str_trim(args_value(args, "subject"));
    if (file) letter = *file;
    if (args_has(args, "letter")) {
        enum err err = read_file(s, args_value(args, "letter"), &letter, info);
        if (err) return err_context(info, err, "--letter");
        file = &letter;
    }
    if (!file) {
        enum err err = wording_draft(&s->w, args_value(args, "form"), info);
        if (err) return err;
        s->drafted = s->w.draft.n_needed > 0;
        letter = (struct draft_file){.subject = s->w.draft.subject, .body = s->w.draft.body};
    }
    ret->subject = said.n ? said : letter.subject.n ? letter.subject : usual_subject(s);
    ret->body = str_trim(letter.body);
    if (!ret->subject.n) return err_set(info, ERR_INPUT, "the letter has no subject yet: --subject TEXT");
    if (ret->body.n > EVENT_TEXT_MAX)
        return err_set(info, ERR_INPUT, "the letter has more than %d bytes, which nobody would read", EVENT_TEXT_MAX);
    return OK;
}

static enum err take_files(struct send *s, const struct args *args, struct err_info *info)
{
    struct arena *a = s->w.s.cli->arena;
    struct mail_compose_file *files = NULL;
    struct str path;
    size_t n = 0, room = 0;
    for (size_t at = 0; args_next(args, "attach", &at, &path);) {
        struct mail_compose_file file = {.name = path};
        enum err err = file_read(a, arena_str(a, path).p, MAIL_COMPOSE_FILES_MAX, &file.bytes, info);
        if (err) return err_context(info, err, "--attach");
        for (size_t i = path.n; i-- > 0 && file.name.n == path.n;)
            if (path.p[i] == '/') file.name = (struct str){path.p + i + 1, path.n - i - 1};
        *ARENA_PUSH(a, files, n, room) = file;
    }
    s->mail.files = files;
    s->mail.n_files = n;
    s->w.attached = n > 0;
    return OK;
}

/* What of theirs it answers: the last message of that person that an import has brought. */
static void take_thread(struct send *s, struct arena *a)
{
    const struct wording *w = &s->w;
    const struct event *last = NULL;
    int64_t person = w->person >= 0 ? w->house->people[w->person].id : 0;
    for (size_t i = 0; w->facts.purpose == PURPOSE_REPLY && i < w->opp->n_events; i++) {
        const struct event *e = w->opp->events[i];
        if (e->kind == EVENT_HEARD && e->person == person && str_starts(e->source, STR("mid:"))) last = e;
    }
    if (!last) return;
    struct str *root = ARENA_NEW(a, struct str, 1);
    *root = arena_format(a, "<%.*s>", STR_ARG(last->url));
    s->mail.in_reply_to = arena_format(a, "<%.*s>", (int)last->source.n - 4, last->source.p + 4);
    s->mail.references = root;
    s->mail.n_references = last->url.n > 0;
}

/* --- judged and checked --- */

static enum err check(struct send *s, struct str subject, struct str body, struct err_info *info)
{
    struct wording *w = &s->w;
    struct str text = arena_format(w->s.cli->arena, "%.*s\n\n%.*s", STR_ARG(subject), STR_ARG(body));
    civil_t now = zone_civil(w->opp->zone, w->s.app.now);
    s->verdict = plan_check(&w->opp->c, w->person, CHANNEL_EMAIL, w->facts.purpose, now);
    return s->drafted ? OK : wording_check_mail(w, text, subject.n + 2, info);
}

/* A question to somebody who may just have said no. */
static bool comes_after_a_no(const struct wording *w)
{
    enum purpose p = w->facts.purpose;
    return w->opp->c.may_be_over && (p == PURPOSE_INQUIRY || p == PURPOSE_THREE_PART || p == PURPOSE_ARTICLE);
}

struct str send_objection(struct send *s)
{
    struct wording *w = &s->w;
    struct arena *a = w->s.cli->arena;
    const struct verdict *v = &s->verdict;
    AUTO(buf) b = {0};
    for (int i = 0; v->judgement != JUDGED_OK && i < LIMIT_ALL_MEANS; i++) {
        if (!(v->binding >> i & 1)) continue;
        buf_char(&b, ' ');
        plan_explain_limit(&b, &w->opp->c, v, (enum limit)i);
    }
    civil_t now = zone_civil(w->opp->zone, w->s.app.now);
    if (v->judgement == JUDGED_STOP) return arena_format(a, "it is better left alone.%.*s", STR_ARG(buf_str(&b)));
    if (v->judgement == JUDGED_WAIT)
        return arena_format(a, "it should wait until %.*s.%.*s",
            STR_ARG(phrase_moment(a, v->until, PRECISION_TIME, now)), STR_ARG(buf_str(&b)));
    if (comes_after_a_no(w))
        return STR("a mail of theirs that may be a no waits for your word: \"hearback review\" first");
    if (s->drafted)
        return arena_format(a, "the draft is not complete: %.*s  %.*s", STR_ARG(w->draft.missing[0].question),
            STR_ARG(wording_answer(w, w->draft.missing[0].answer)));
    size_t errors = 0;
    for (size_t i = 0; i < w->findings.n; i++) errors += w->findings.items[i].level == FINDING_ERROR;
    if (!errors) return (struct str){0};
    return arena_format(a, "the letter still has %zu place%s to be mended", errors, errors > 1 ? "s" : "");
}

/* --- the whole --- */

/* The command line as if the draft's opportunity, person and purpose had been said there. */
static struct args as_in_file(const struct args *args, const struct draft_file *file, struct arena *a)
{
    struct args new = *args;
    struct arg *options = ARENA_NEW(a, struct arg, args->n_options + 2);
    size_t n = 0;
    for (size_t i = 0; i < args->n_options; i++) options[n++] = args->options[i];
    for (const struct command_option *o = args->command->options; o->name; o++) {
        struct str name = str_from(o->name);
        if (str_is(name, "to")) options[n++] = (struct arg){o, draft_file_address(file->to)};
        if (str_is(name, "purpose") && file->purpose.n && !args_has(args, "purpose"))
            options[n++] = (struct arg){o, file->purpose};
    }
    struct str *opp = ARENA_NEW(a, struct str, 1);
    *opp = file->opportunity;
    new.options = options;
    new.n_options = n;
    new.positionals = opp;
    new.n_positionals = 1;
    return new;
}

/* A name of a file that is there means the file; --to says that an opportunity is meant. */
static bool is_file(const struct args *args, struct arena *a)
{
    struct stat st;
    return !args_has(args, "to") && stat(arena_str(a, args_positional(args, 0)).p, &st) == 0 && S_ISREG(st.st_mode);
}

static enum err take_address(struct send *s, struct err_info *info)
{
    const struct wording *w = &s->w;
    struct str name = agenda_view_person(w->house, w->person), mail;
    if (!w->facts.to.mail.n && w->person >= 0)
        return err_set(info, ERR_INPUT, "no mail address of %.*s is known: hearback met %.*s \"%.*s <ADDRESS>\"",
            STR_ARG(name), STR_ARG(w->opp->slug), STR_ARG(name));
    if (!w->facts.to.mail.n)
        return err_set(info, ERR_INPUT, "no mail address of %.*s at %.*s is known: name a person with --to",
            STR_ARG(name), STR_ARG(w->opp->organisation));
    enum err err = mail_address_check(w->facts.to.mail, w->s.cli->arena, &mail, info);
    if (err) return err;
    s->mail.to = (struct mail_compose_person){w->person >= 0 ? name : (struct str){0}, mail};
    s->to = wording_to(w);
    return OK;
}

static enum err compose(struct send *s, const struct words *words, struct err_info *info)
{
    struct wording *w = &s->w;
    struct arena *a = w->s.cli->arena;
    struct mail_compose_letter *m = &s->mail;
    struct outbox_letter *l = &s->letter;
    m->subject = words->subject;
    m->text = words->body;
    m->at = w->s.app.now;
    m->offset = zone_offset(w->s.app.zone, m->at);
    if (!m->from.mail.n) return OK; /* for a link alone */
    enum err err = random_fill(m->random, sizeof m->random, info);
    if (!err) err = mail_compose(m, a, &l->bytes, &l->message_id, info);
    if (!err) err = mail_address_check(m->from.mail, a, &l->sender, info);
    if (err) return err;
    l->made = m->at;
    l->handed = TIME_NONE;
    l->account = s->account ? s->account->name : (struct str){0};
    l->recipient = m->to.mail;
    l->subject = m->subject;
    l->text = m->text;
    l->opp = w->opp->id;
    l->person = w->person >= 0 ? w->house->people[w->person].id : 0;
    l->purpose = (uint8_t)w->facts.purpose;
    bool copy = s->account && s->account->append_sent && s->account->imap.host.n;
    l->copy = copy ? OUTBOX_COPY_WANTED : OUTBOX_COPY_NONE;
    return OK;
}

enum err send_compose(struct send *s, struct cli *cli, const struct args *args, struct err_info *info)
{
    *s = (struct send){.w.s.cli = cli};
    struct draft_file file;
    struct args said = *args;
    struct words words;
    bool in_file = is_file(args, cli->arena);
    if (in_file) {
        enum err err = read_file(s, args_positional(args, 0), &file, info);
        if (err) return err;
        if (!file.opportunity.n || !file.to.n)
            return err_set(info, ERR_INPUT,
                "%.*s does not say to whom it goes: hearback send OPP --to PERSON --purpose PURPOSE --letter %.*s",
                STR_ARG(args_positional(args, 0)), STR_ARG(args_positional(args, 0)));
        if (file.purpose.n && kind_code(purpose_names, file.purpose) < 0)
            return err_set(info, ERR_INPUT, "%.*s: there is no purpose \"%.*s\"", STR_ARG(args_positional(args, 0)),
                STR_ARG(str_clip(file.purpose, 60)));
        said = as_in_file(args, &file, cli->arena);
    }
    enum err err = wording_begin(&s->w, cli, &said, CHANNEL_EMAIL, info);
    if (!err) err = take_address(s, info);
    if (!err) err = take_words(s, &said, in_file ? &file : NULL, &words, info);
    if (!err) err = take_files(s, args, info);
    if (!err) err = take_sender(s, args, info);
    if (err) return err;
    take_thread(s, cli->arena);
    err = check(s, words.subject, words.body, info);
    return err || s->drafted ? err : compose(s, &words, info);
}

enum err send_again(struct send *s, struct cli *cli, int64_t id, struct err_info *info)
{
    *s = (struct send){0};
    struct wording *w = &s->w;
    struct outbox_letter *l = &s->letter;
    int64_t house;
    enum err err = speak_read(&w->s, cli, info);
    if (!err) err = outbox_get(w->s.app.journal, id, cli->arena, l, info);
    if (err) return err;
    if (!l->opp)
        return err_set(info, ERR_INPUT, "letter %lld is a digest to yourself: hearback remind --mail", (long long)id);
    err = send_account(cli, l->account, (struct str){0}, &s->account, info);
    if (!err) err = journal_house_of(w->s.app.journal, l->opp, &house, info);
    if (!err) err = house_load(&w->s.app, house, cli->arena, &w->s.house, info);
    if (!err) err = offers_put(&w->s.app, &w->s.house, cli->arena, info);
    if (err) return err;
    w->house = &w->s.house;
    w->opp = house_opp(w->house, l->opp);
    w->person = l->person && w->opp ? house_person_index(w->house, l->person) : PERSON_OFFICE;
    if (!w->opp || w->person == PERSON_SELF)
        return err_set(info, ERR_NOT_FOUND,
            "whom letter %lld is for was taken back meanwhile: hearback send --give-up %lld", (long long)id,
            (long long)id);
    words_facts(
        &w->s.app, w->house, w->opp, w->person, (enum purpose)l->purpose, CHANNEL_EMAIL, -1, cli->arena, &w->facts);
    s->to = arena_format(
        cli->arena, "%.*s <%.*s>", STR_ARG(agenda_view_person(w->house, w->person)), STR_ARG(l->recipient));
    if (day_of(zone_civil(w->s.app.zone, l->made)) < day_of(app_now(&w->s.app)))
        speak_note(&w->s, "It was written %.*s, and is dated then.",
            STR_ARG(phrase_moment(cli->arena, zone_civil(w->s.app.zone, l->made), PRECISION_TIME, app_now(&w->s.app))));
    s->mail.from.mail = l->sender;
    s->mail.from.name = s->account->person.n ? s->account->person : w->facts.own_name;
    w->attached = str_contains(l->bytes, STR("\r\nContent-Type: multipart/mixed;\r\n"));
    return check(s, l->subject, l->text, info);
}
