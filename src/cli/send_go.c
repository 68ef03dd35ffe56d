/* Sending: into the outbox, to the server, into the record.
 *
 * Each transaction is short; nothing is locked while a server is spoken with. */
#include "app/sent_copy.h"
#include "cli/outbox_view.h"
#include "cli/send.h"

struct going {
    struct send *s;
    struct speak w; /* for writing */
    struct outbox_letter letter;
};

static void going_close(struct going *g)
{
    speak_close(&g->w);
}

/* --- once more, at that very moment --- */

/* Takes the house as it stands in this transaction. */
static enum err refresh(struct going *g, struct err_info *info)
{
    struct speak *w = &g->w;
    int64_t house;
    enum err err = journal_house_of(w->app.journal, g->letter.opp, &house, info);
    if (!err) err = house_load(&w->app, house, w->cli->arena, &w->house, info);
    if (err) return err;
    w->opp = house_opp(&w->house, g->letter.opp);
    if (!w->opp) return err_set(info, ERR_NOT_FOUND, "the opportunity was taken back meanwhile");
    w->zone = w->opp->zone;
    w->now = zone_civil(w->zone, w->app.now);
    return OK;
}

/* The verdict of the playbook that is asked, on the record of this transaction. */
static enum err judge(struct going *g, struct err_info *info)
{
    struct send *s = g->s;
    struct speak *w = &g->w;
    enum err err = refresh(g, info);
    if (err) return err;
    int16_t person = g->letter.person ? house_person_index(&w->house, g->letter.person) : PERSON_OFFICE;
    if (person == PERSON_SELF) return err_set(info, ERR_NOT_FOUND, "the person was taken back meanwhile");
    speak_exchange_playbooks(w);
    s->verdict = plan_check(&w->opp->c, person, CHANNEL_EMAIL, (enum purpose)g->letter.purpose, w->now);
    speak_exchange_playbooks(w);
    s->w.opp = w->opp;
    struct str objection = send_objection(s);
    return objection.n ? err_set(info, ERR_INPUT, "%.*s", STR_ARG(objection)) : OK;
}

/* A letter that waits, or may have gone, to the same person of the same opportunity: another one could be the second. */
static enum err look_for_others(struct going *g, struct err_info *info)
{
    struct outbox_list all;
    enum err err = outbox_letters(g->w.app.journal, true, 0, g->w.cli->arena, &all, info);
    for (size_t i = 0; !err && i < all.n; i++) {
        const struct outbox_letter *l = &all.items[i];
        if (l->id == g->letter.id || l->opp != g->letter.opp || l->person != g->letter.person) continue;
        bool unknown = l->state == OUTBOX_UNKNOWN || l->state == OUTBOX_HANDING_OVER;
        err = err_set(info, ERR_INPUT, "letter %lld to %.*s %s; \"hearback send\" says how to settle that first",
            (long long)l->id, STR_ARG(l->recipient), unknown ? "may or may not have gone out" : "is still waiting");
    }
    return err;
}

static enum err move(struct going *g, enum outbox_state to, struct str answer, struct err_info *info)
{
    return outbox_move(g->w.app.journal, &g->letter, to, answer, g->w.app.now, info);
}

/* --- the steps --- */

static enum err begin(struct going *g, struct err_info *info)
{
    struct send *s = g->s;
    enum err err = speak_open(&g->w, s->w.s.cli, JOURNAL_WRITE, info);
    if (err) return err;
    g->letter = s->letter;
    err = judge(g, info);
    if (!err) err = look_for_others(g, info);
    if (!err && !g->letter.id) err = outbox_add(g->w.app.journal, &g->letter, info);
    if (!err && g->letter.state == OUTBOX_SENDING) err = move(g, OUTBOX_READY, STR("taken over"), info);
    if (!err) err = move(g, OUTBOX_SENDING, (struct str){0}, info);
    if (!err) err = record_commit(&g->w.record, info);
    return err ? err_context(info, err, "nothing was sent") : OK;
}

/* The last moment at which it can still be kept. */
static enum err hand_over(void *context, struct err_info *info)
{
    struct going *g = context;
    struct outbox_letter before = g->letter;
    enum err err = record_begin(&g->w.record, &g->w.app, info);
    if (!err) err = judge(g, info);
    if (!err) err = move(g, OUTBOX_HANDING_OVER, (struct str){0}, info);
    if (!err) err = record_commit(&g->w.record, info);
    if (!err) return OK;
    record_abort(&g->w.record);
    g->letter = before;
    return err;
}

static enum err record(struct going *g, const struct post_outcome *o, struct err_info *info)
{
    struct speak *w = &g->w;
    enum err err = record_begin(&w->record, &w->app, info);
    if (!err) err = refresh(g, info);
    if (!err) err = move(g, o->state, o->answer, info);
    if (err || o->state != OUTBOX_SENT) return err;
    struct event e = post_event(&g->letter, w->zone, w->cli->arena);
    err = speak_record(w, &e, info);
    return err ? err : outbox_note(w->app.journal, &g->letter, e.seq, g->letter.copy, info);
}

/* --- the copy --- */

/* Whatever becomes of it, the letter is sent. */
static void keep_copy(struct going *g)
{
    struct outbox_letter *l = &g->letter;
    struct arena *a = g->w.cli->arena;
    enum sent_copy found = SENT_COPY_NONE;
    struct str folder;
    struct err_info info;
    if (l->copy != OUTBOX_COPY_WANTED) return;
    bool kept = sent_copy_keep(g->s->account, l->bytes, l->message_id, a, &found, &folder, &info) == OK;
    if (!kept) speak_note(&g->w, "It was sent; but no copy could be put into your mailbox: %s.", info.text);
    enum outbox_copy copy = kept && found != SENT_COPY_NONE ? OUTBOX_COPY_DONE
                            : kept                          ? OUTBOX_COPY_NONE
                                                            : OUTBOX_COPY_FAILED;
    struct journal *j = g->w.app.journal;
    if (journal_begin(j, NULL) || outbox_note(j, l, 0, copy, NULL) || journal_commit(j, NULL)) journal_rollback(j);
}

/* --- the answer --- */

static void answer_json(struct going *g)
{
    struct speak *w = &g->w;
    struct json_write out = {.out = &w->cli->out};
    struct phrase p = speak_phrase(w);
    json_write_object(&out, NULL);
    json_write_bool(&out, "sent", g->letter.state == OUTBOX_SENT);
    outbox_view_json(&out, "letter", &g->letter, w->app.zone, w->cli->arena);
    json_write_array(&out, "recorded");
    for (size_t i = 0; i < w->record.n_events; i++) phrase_json(&p, &out, NULL, &w->record.events[i], false);
    json_write_end(&out);
    json_write_end(&out);
    buf_char(&w->cli->out, '\n');
}

/* What came of it otherwise, as the sentence of a refusal. */
static enum err not_sent(struct going *g, const struct post_outcome *o, struct err_info *info)
{
    long long id = g->letter.id;
    struct str answer = str_clip(o->answer, 500);
    switch (o->state) {
    case OUTBOX_REFUSED: return err_set(info, ERR_INPUT, "nothing was sent: %.*s", STR_ARG(answer));
    case OUTBOX_UNKNOWN:
    case OUTBOX_HANDING_OVER:
        return err_set(info, ERR_SYSTEM,
            "it is not known whether letter %lld went out (%.*s); it will not be sent again by itself: \"hearback send "
            "--look %lld\" asks your mailbox",
            id, STR_ARG(answer), id);
    case OUTBOX_READY:
    case OUTBOX_SENDING:
    case OUTBOX_SENT:
    case OUTBOX_GIVEN_UP: break;
    }
    return err_set(info, ERR_SYSTEM, "nothing was sent: %.*s; it waits as letter %lld: \"hearback send --again %lld\"",
        STR_ARG(answer), id, id);
}

enum err send_go(struct send *s, struct err_info *info)
{
    AUTO(going) g = {.s = s};
    struct post_outcome o;
    enum err err = begin(&g, info);
    if (err) return err;
    post_send(s->account, &g.letter, hand_over, &g, g.w.cli->arena, &o);
    bool sent = o.state == OUTBOX_SENT, json = g.w.cli->json;
    err = record(&g, &o, info);
    if (!err && sent && !json)
        err = speak_answer_as(&g.w, "Sent and recorded", (struct str){0}, g.w.opp->slug, info);
    else if (!err)
        err = record_commit(&g.w.record, info);
    if (err)
        return err_context(
            info, err, sent ? "the letter went out, but that could not be recorded" : "nothing is known");
    if (!sent) return not_sent(&g, &o, info);
    keep_copy(&g);
    if (json) answer_json(&g);
    return OK;
}
