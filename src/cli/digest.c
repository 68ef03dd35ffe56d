/* Sending a digest to oneself. */
#include "cli/digest.h"

#include "cli/send.h"
#include "codec/mail_address.h"
#include "sys/random.h"

enum { LOOKED_AT = 50 }; /* letters of the outbox: more than go out in a day */

struct posting {
    struct speak w;
    const struct account *account;
    struct outbox_letter letter;
};

static void posting_close(struct posting *p)
{
    speak_close(&p->w);
}

static enum err move(
    struct posting *p, struct outbox_letter *l, enum outbox_state to, struct str answer, struct err_info *info)
{
    return outbox_move(p->w.app.journal, l, to, answer, p->w.app.now, info);
}

static bool may_have_gone_today(const struct posting *p, const struct outbox_letter *l)
{
    bool gone = l->state == OUTBOX_SENT || l->state == OUTBOX_UNKNOWN || l->state == OUTBOX_HANDING_OVER;
    const struct zone *zone = p->w.app.zone;
    return gone && l->handed != TIME_NONE && day_of(zone_civil(zone, l->handed)) == day_of(app_now(&p->w.app));
}

/* One that did not go is replaced by what there is to say now. */
static enum err replace_old(struct posting *p, bool *ret_enough, struct err_info *info)
{
    struct outbox_list all;
    *ret_enough = false;
    enum err err = outbox_letters(p->w.app.journal, false, LOOKED_AT, p->w.cli->arena, &all, info);
    for (size_t i = 0; !err && i < all.n; i++) {
        struct outbox_letter *l = &all.items[i];
        if (l->opp) continue;
        *ret_enough |= may_have_gone_today(p, l);
        if (l->state == OUTBOX_SENDING) err = move(p, l, OUTBOX_READY, l->answer, info);
        if (!err && l->state == OUTBOX_READY) err = move(p, l, OUTBOX_GIVEN_UP, l->answer, info);
    }
    return err;
}

static enum err compose(struct posting *p, struct str subject, struct str text, struct err_info *info)
{
    struct arena *a = p->w.cli->arena;
    struct outbox_letter *l = &p->letter;
    struct str own = p->account->addresses[0];
    struct mail_compose_letter m = {.from = {STR("hearback"), own},
        .to = {{0}, own},
        .subject = subject,
        .text = text,
        .at = p->w.app.now,
        .offset = zone_offset(p->w.app.zone, p->w.app.now),
        .automatic = true};
    *l = (struct outbox_letter){.made = m.at, .account = p->account->name, .subject = subject, .text = text};
    enum err err = random_fill(m.random, sizeof m.random, info);
    if (!err) err = mail_compose(&m, a, &l->bytes, &l->message_id, info);
    if (!err) err = mail_address_check(own, a, &l->sender, info);
    l->recipient = l->sender;
    return err;
}

static enum err begin(struct posting *p, struct str subject, struct str text, bool *ret_enough, struct err_info *info)
{
    enum err err = replace_old(p, ret_enough, info);
    if (!err && *ret_enough) return record_commit(&p->w.record, info);
    if (!err) err = compose(p, subject, text, info);
    if (!err) err = outbox_add(p->w.app.journal, &p->letter, info);
    if (!err) err = move(p, &p->letter, OUTBOX_SENDING, (struct str){0}, info);
    return err ? err : record_commit(&p->w.record, info);
}

static enum err moved(struct posting *p, enum outbox_state to, struct str answer, struct err_info *info)
{
    struct outbox_letter new = p->letter;
    enum err err = record_begin(&p->w.record, &p->w.app, info);
    if (!err) err = move(p, &new, to, answer, info);
    if (!err) err = record_commit(&p->w.record, info);
    if (err)
        record_abort(&p->w.record);
    else
        p->letter = new;
    return err;
}

static enum err hand_over(void *context, struct err_info *info)
{
    return moved(context, OUTBOX_HANDING_OVER, (struct str){0}, info);
}

enum err digest_send(
    struct cli *cli, struct str account, struct str subject, struct str text, enum digest *ret, struct err_info *info)
{
    AUTO(posting) p = {0};
    struct post_outcome o;
    bool enough = false;
    enum err err = speak_open(&p.w, cli, JOURNAL_WRITE, info);
    if (!err) err = send_refuse_sample(&p.w.app, info);
    if (!err) err = send_account(cli, account, app_setting(&p.w.app, "mail"), &p.account, info);
    if (!err) err = begin(&p, subject, text, &enough, info);
    if (err) return err;
    *ret = DIGEST_ENOUGH;
    if (enough) return OK;
    post_send(p.account, &p.letter, hand_over, &p, cli->arena, &o);
    err = moved(&p, o.state, o.answer, info);
    if (!err && o.state == OUTBOX_READY) err = moved(&p, OUTBOX_GIVEN_UP, o.answer, info); /* the next one says more */
    if (err) return err;
    if (o.state != OUTBOX_SENT)
        return err_set(info, ERR_SYSTEM, "the digest %s: %.*s",
            o.state == OUTBOX_UNKNOWN ? "may or may not have gone out" : "was not sent",
            STR_ARG(str_clip(o.answer, 500)));
    *ret = DIGEST_SENT;
    return OK;
}
