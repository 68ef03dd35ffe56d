/* From a box to messages, and from a message to the opportunity it is about.
 * What is then recorded: import_mail_record.c. */
#include "app/import_mail.h"

#include "app/accounts.h"
#include "app/import_mail_state.h"
#include "app/texts.h"

#include <stdio.h>
#include <unistd.h>

enum { WAITING_MAX = 16 << 20 }; /* bytes of messages that are kept for a second look */
enum { FUTURE = DAY_SECONDS }; /* clocks differ; what is further ahead has no date */

static void mail_import_close(struct mail_import *x)
{
    mail_homes_close(&x->homes);
    arena_close(&x->arena);
    arena_close(&x->message);
    arena_close(&x->waiting_arena);
}

/* --- rules --- */

static enum err load_rules(struct mail_import *x, struct err_info *info)
{
    static const struct {
        const char *folder, *language;
    } all[] = {{"mail/en", "en"}, {"mail/de", "de"}, {"mail/fr", "fr"}};
    struct texts_file *files;
    size_t n = 0;
    enum err err = OK;
    x->rules = word_rules_new(&x->arena);
    for (size_t i = 0; i < sizeof all / sizeof *all && !err; i++) {
        err = texts_files(all[i].folder, &x->arena, &files, &n, info);
        for (size_t k = 0; k < n && !err; k++)
            err = word_rules_load(x->rules, files[k].text, files[k].path.p, str_from(all[i].language),
                files[k].own ? PHRASES_PROVED : PHRASES_TRUSTED, &x->arena, info);
    }
    if (!err) err = texts_files("mail", &x->arena, &files, &n, info);
    for (size_t k = 0; k < n && !err; k++)
        err = word_rules_senders(x->rules, files[k].text, files[k].path.p, &x->arena, info);
    return err;
}

/* The addresses of the accounts are the seeker's as well as the profile's; where there are none, or they cannot be read,
 * fetch will say so. */
static void know_accounts(struct mail_import *x)
{
    struct accounts all;
    struct err_info why;
    if (accounts_load(&x->arena, &all, &why)) return;
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < all.items[i].n_addresses; k++) mail_homes_add_own(&x->homes, all.items[i].addresses[k]);
}

/* What was suggested of people is not suggested again, settled or not. */
static enum err know_suggestions(struct mail_import *x, struct err_info *info)
{
    struct events all;
    enum err err = journal_suggested_people(x->i->app->journal, &x->arena, &all, info);
    for (size_t i = 0; i < all.n && !err; i++) import_mail_record_known(x, &all.items[i]);
    return err;
}

static enum err begin(struct mail_import *x, struct import *i, struct import_result *r, struct err_info *info)
{
    *x = (struct mail_import){.i = i, .r = r};
    r->kind = IMPORT_MAIL;
    enum err err = load_rules(x, info);
    if (!err) err = mail_homes_load(&x->homes, i->app, x->rules, info);
    if (!err) err = know_suggestions(x, info);
    if (!err) know_accounts(x);
    if (!err) err = app_calendar(i->app, app_setting(i->app, "country"), &x->calendar, info);
    return err;
}

void import_mail_forget(struct import *i)
{
    if (i->mail) mail_import_close(i->mail);
    i->mail = NULL;
}

/* The record and the rules are read once, however many files there are. */
static enum err share(struct import *i, struct import_result *r, struct mail_import **ret, struct err_info *info)
{
    enum err err = OK;
    if (!i->mail) {
        i->mail = ARENA_NEW(i->app->arena, struct mail_import, 1);
        err = begin(i->mail, i, r, info);
    }
    struct mail_import *x = i->mail;
    x->r = r;
    r->kind = IMPORT_MAIL;
    arena_reset(&x->waiting_arena);
    x->waiting = NULL;
    x->n_waiting = x->waiting_room = x->waiting_bytes = 0;
    *ret = x;
    return err;
}

/* --- one message --- */

/* Its own date, where that can be; else when it arrived. */
static instant_t moment_of(const struct mail_import *x, const struct mail *m)
{
    instant_t latest = x->i->app->now + FUTURE;
    if (m->has_date && m->sent > 0 && m->sent <= latest) return m->sent;
    return m->received > 0 && m->received <= latest ? m->received : TIME_NONE;
}

/* From us, as far as can be told: where nobody has said which addresses are ours, mail to people of the record is. */
static bool is_ours(struct mail_import *x, const struct mail *m, struct arena *a)
{
    const struct mail_homes *h = &x->homes;
    if (mail_homes_own(h, a, m->from.mail) || mail_homes_own(h, a, m->sender.mail)) return true;
    return !h->own.n && !mail_homes_knows(h, a, &m->from, 1) && mail_homes_knows(h, a, m->to, m->n_to);
}

static void add_others(struct mail_import *x, struct mail_at_hand *h, const struct mail_person *people, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool known = !people[i].mail.n || mail_homes_own(&x->homes, &x->message, people[i].mail);
        for (size_t k = 0; k < h->n_others && !known; k++) known = str_eq(h->others[k].mail, people[i].mail);
        if (!known) h->others[h->n_others++] = people[i];
    }
}

static void take_sides(struct mail_import *x, struct mail_at_hand *h)
{
    const struct mail *m = h->m;
    h->ours = is_ours(x, m, &x->message);
    h->others = ARENA_NEW(&x->message, struct mail_person, m->n_to + m->n_cc + m->n_bcc + 2);
    if (h->ours) {
        add_others(x, h, m->to, m->n_to);
        add_others(x, h, m->cc, m->n_cc);
        add_others(x, h, m->bcc, m->n_bcc);
    } else {
        add_others(x, h, &m->from, 1);
        add_others(x, h, &m->reply_to, 1);
    }
}

static struct word_mail to_be_read(const struct mail_import *x, const struct mail_at_hand *h)
{
    const struct mail *m = h->m;
    return (struct word_mail){.subject = m->subject,
        .text = m->text,
        .from_name = m->from.name,
        .from_mail = m->from.mail,
        .auto_submitted = m->auto_submitted,
        .precedence = m->precedence,
        .auto_response_suppress = m->auto_response_suppress,
        .autoreply = m->autoreply.n > 0,
        .list = m->list_id.n || m->list_unsubscribe,
        .failure_report = m->report && m->failed_recipients.n,
        .ours = h->ours,
        .own = x->homes.own_words,
        .n_own = x->homes.n_own,
        .sent = h->at + (m->has_date ? m->offset_minutes * MINUTE_SECONDS : 0),
        .calendar = x->calendar};
}

static void read_meaning(struct mail_import *x, struct mail_at_hand *h)
{
    struct word_mail w = to_be_read(x, h);
    word_read(x->rules, &w, &x->message, &h->meaning);
    h->read = true;
}

static bool about_work(const struct mail_at_hand *h)
{
    const struct word_meaning *w = &h->meaning;
    return h->read && w->about_work && (w->automatic.kind == AUTOMATIC_NONE || w->automatic.kind == AUTOMATIC_RECEIPT);
}

static enum err find_home(struct mail_import *x, struct mail_at_hand *h, struct err_info *info)
{
    struct home_asked q = {.people = h->others, .n_people = h->n_others, .mail = h->m, .at = h->at};
    struct home_found f = {0};
    if (h->read) {
        q.organisation = h->meaning.employer.name;
        q.position = h->meaning.employer.position;
        q.about_work = about_work(h);
    }
    if (x->i->opp) {
        h->home = mail_homes_opp(&x->homes, x->i->opp->id);
        return OK;
    }
    enum err err = mail_homes_find(&x->homes, &q, &x->message, &f, info);
    if (!err) h->home = f.opp;
    return err;
}

/* As far as a second look needs it. */
static struct mail *keep(struct mail_import *x, const struct mail *m)
{
    enum { TEXT_KEPT = 6000, CALENDAR_KEPT = 20000 };
    struct arena *a = &x->waiting_arena;
    struct mail *kept = ARENA_NEW(a, struct mail, 1);
    struct str text = str_clip(m->text, TEXT_KEPT);
    AUTO(buf) frame = {0};
    struct mail cut = *m;
    cut.text = text;
    cut.cards = NULL;
    cut.n_cards = 0;
    if (cut.n_calendars && cut.calendars[0].bytes.n > CALENDAR_KEPT) cut.n_calendars = 0;
    if (cut.n_calendars) cut.n_calendars = 1;
    struct frame f;
    if (!mail_write(&frame, &cut)) return NULL;
    struct str bytes = arena_str(a, buf_str(&frame)), stream = bytes;
    if (frame_take(&stream, &f) != FRAME_DONE || mail_read(f, a, kept, NULL)) return NULL;
    x->waiting_bytes += bytes.n + sizeof *kept;
    return kept;
}

enum look {
    LOOK_FIRST, /* what finds no home waits, as far as there is room */
    LOOK_AGAIN, /* it stays where it is */
};

/* Most of what is in a box has nothing to do with work: that is found out first. */
static bool may_be_work(struct mail_import *x, const struct mail_at_hand *h)
{
    struct word_mail w = to_be_read(x, h);
    return !h->ours && word_glance(&w);
}

static struct event *keep_event(struct mail_import *x, const struct event *e)
{
    struct arena *a = &x->waiting_arena;
    struct event *kept = ARENA_NEW(a, struct event, 1);
    *kept = *e;
    struct str *texts[] = {
        &kept->name, &kept->title, &kept->mail, &kept->phone, &kept->url, &kept->text, &kept->source, &kept->why};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_str(a, *texts[i]);
    x->waiting_bytes += sizeof *kept + kept->text.n;
    return kept;
}

/* What belongs to nothing known: another opportunity, or nothing that matters. */
static enum err offer_or_leave(struct mail_import *x, struct event *offer, struct err_info *info)
{
    if (offer && offer->kind) return import_mail_record_new(x, offer, info);
    x->r->left_out++;
    return OK;
}

static enum err without_home(struct mail_import *x, struct mail_at_hand *h, enum look look, struct err_info *info)
{
    bool waits = x->waiting_bytes < WAITING_MAX, work = !h->ours && about_work(h);
    struct mail *kept = waits ? keep(x, h->m) : NULL;
    if (look == LOOK_AGAIN) return OK;
    struct event offer = work ? import_mail_record_offer(x, h) : (struct event){0};
    if (!kept) return offer_or_leave(x, &offer, info);
    *ARENA_PUSH(&x->waiting_arena, x->waiting, x->n_waiting, x->waiting_room) =
        (struct mail_waiting){kept, work ? keep_event(x, &offer) : NULL};
    return OK;
}

static enum err known_already(struct mail_import *x, const struct mail *m, bool *ret, struct err_info *info)
{
    struct event known;
    struct str source = arena_format(&x->message, "mid:%.*s", STR_ARG(m->id));
    return journal_source(x->i->app->journal, source, &x->message, &known, ret, info);
}

static enum err take(
    struct mail_import *x, const struct mail *m, enum look look, bool *ret_settled, struct err_info *info)
{
    struct mail_at_hand h = {.m = m, .at = moment_of(x, m)};
    *ret_settled = true;
    enum err err = known_already(x, m, ret_settled, info);
    if (err || *ret_settled) {
        x->r->already++;
        return err;
    }
    take_sides(x, &h);
    err = find_home(x, &h, info);
    if (err) return err;
    bool wanted = h.home || (look == LOOK_FIRST && may_be_work(x, &h));
    if (wanted) read_meaning(x, &h);
    if (h.read && !h.home) err = find_home(x, &h, info);
    if (err) return err;
    *ret_settled = h.home != NULL;
    return h.home ? import_mail_record(x, &h, info) : without_home(x, &h, look, info);
}

static enum err take_first(struct mail_import *x, const struct mail *m, struct err_info *info)
{
    bool settled;
    struct str why = m->refused;
    x->r->read++;
    if (!why.n && moment_of(x, m) == TIME_NONE) why = STR("it says no day on which it can have been written");
    if (why.n) {
        if (m->file.n) why = arena_format(&x->message, "%.*s: %.*s", STR_ARG(m->file), STR_ARG(why));
        import_say(x->i, &x->r->refused, (size_t)m->line, why);
        return OK;
    }
    if (m->draft || m->deleted || m->spam) {
        x->r->left_out++;
        return OK;
    }
    return take(x, m, LOOK_FIRST, &settled, info);
}

/* The same message may have waited twice. */
static enum err last_look(struct mail_import *x, const struct mail_waiting *w, struct err_info *info)
{
    bool known;
    arena_reset(&x->message);
    enum err err = known_already(x, w->m, &known, info);
    if (err) return err;
    x->r->already += known;
    return known ? OK : offer_or_leave(x, w->offer, info);
}

/* Again, as long as one finds its home through another; what is left then is offered or left out. */
static enum err look_again(struct mail_import *x, struct err_info *info)
{
    enum { ROUNDS = 4 };
    enum err err = OK;
    size_t before = SIZE_MAX;
    for (int round = 0; round < ROUNDS && x->n_waiting && x->n_waiting < before && !err; round++) {
        size_t left = 0;
        before = x->n_waiting;
        for (size_t i = 0; i < before && !err; i++) {
            struct mail_waiting w = x->waiting[i];
            bool settled = false;
            arena_reset(&x->message);
            err = take(x, w.m, LOOK_AGAIN, &settled, info);
            if (!settled) x->waiting[left++] = w;
        }
        x->n_waiting = left;
    }
    for (size_t i = 0; i < x->n_waiting && !err; i++) err = last_look(x, &x->waiting[i], info);
    return err;
}

/* --- a box --- */

/* *ret_end: where the last message ended. */
static enum err read_all(struct mail_import *x, struct mail_reader *reader, int64_t *ret_end, struct err_info *info)
{
    struct mail m;
    enum err err;
    while (arena_reset(&x->message), (err = mail_reader_next(reader, &x->message, &m, info)) == OK) {
        *ret_end = m.offset + m.bytes;
        err = take_first(x, &m, info);
        if (err) return err;
    }
    return err == ERR_NOT_FOUND ? OK : err;
}

struct passing { /* a Maildir, and what of it was read before */
    const char *path;
    instant_t since;
    int64_t n;
};

static bool was_read(void *context, struct str file)
{
    struct passing *p = context;
    bool known = import_mail_state_knows(p->path, file, p->since);
    p->n += known;
    return known;
}

static enum err open_box(const char *path, const struct mail_state *s, struct passing *passing, struct mail_reader *ret,
    struct err_info *info)
{
    if (mail_reader_is_maildir(path)) return mail_reader_maildir(path, was_read, passing, ret, info);
    enum err err = mail_reader_open(path, MAIL_NONE, ret, info);
    if (!err && s->from) mail_reader_from(ret, s->from, 0);
    return err;
}

/* So many were read at an earlier time, and some of these left out. */
static void count_known(struct import_result *r, int64_t read, int64_t left_out)
{
    if (left_out > read) left_out = read;
    r->read += read;
    r->left_out += left_out;
    r->already += read - left_out;
}

static enum err read_box(struct mail_import *x, const char *path, struct mail_state *s, struct err_info *info)
{
    AUTO(mail_reader) reader = {0};
    struct passing passing = {path, s->since, 0};
    int64_t end = s->from;
    enum err err = open_box(path, s, &passing, &reader, info);
    if (!err) err = read_all(x, &reader, &end, info);
    if (!err) err = look_again(x, info);
    if (mail_reader_is_maildir(path)) count_known(x->r, passing.n, s->left_out);
    return err ? err : import_mail_state_save(x, path, s, end, info);
}

enum err import_mail(struct import *i, const char *path, struct import_result *r, struct err_info *info)
{
    struct mail_import *x;
    struct mail_state s = {0};
    enum err err = share(i, r, &x, info);
    if (!err) err = import_mail_state_load(x, path, &s, info);
    if (err) return err;
    if (s.same || s.from) count_known(r, s.read, s.left_out);
    return s.same ? OK : read_box(x, path, &s, info);
}

enum err import_mail_bytes(struct import *i, struct str bytes, struct import_result *r, struct err_info *info)
{
    char path[40];
    int fd = -1;
    enum err err = file_in_memory(bytes, &fd, info);
    if (err) return err;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    err = import_mail(i, path, r, info);
    close(fd);
    return err;
}

/* --- a spool --- */

/* The next message of the spool; ERR_NOT_FOUND at its end. */
static enum err next_of_spool(int fd, int64_t *offset, struct buf *message, struct err_info *info)
{
    unsigned char head[4];
    ssize_t got = pread(fd, head, sizeof head, *offset);
    if (got == 0) return ERR_NOT_FOUND;
    if (got != (ssize_t)sizeof head) return err_set(info, ERR_SYSTEM, "what was fetched cannot be read back");
    size_t n = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
    *offset += (int64_t)sizeof head;
    buf_clear(message);
    while (message->n < n) {
        char chunk[65536];
        size_t want = n - message->n < sizeof chunk ? n - message->n : sizeof chunk;
        got = pread(fd, chunk, want, *offset);
        if (got <= 0) return err_set(info, ERR_SYSTEM, "what was fetched cannot be read back");
        buf_add(message, (struct str){chunk, (size_t)got});
        *offset += got;
    }
    return OK;
}

enum err import_mail_spool(
    struct import *i, int fd, const char *label, struct import_result *ret, struct err_info *info)
{
    AUTO(mail_reader) reader = {0};
    struct mail_import *x = NULL;
    AUTO(buf) message = {0};
    struct import_result r = {.path = label};
    int64_t offset = 0, end;
    enum err err = mail_reader_spool(&reader, info);
    if (!err) err = share(i, &r, &x, info);
    if (!err && !i->options.dry_run) journal_next_batch(i->app->journal);
    while (!err && (err = next_of_spool(fd, &offset, &message, info)) == OK) {
        mail_reader_give(&reader, buf_str(&message));
        err = read_all(x, &reader, &end, info);
    }
    if (err == ERR_NOT_FOUND) err = look_again(x, info);
    if (!err) *ret = r;
    return err;
}
