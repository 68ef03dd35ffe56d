/* Sending a letter. */
#include "app/post.h"

#include "app/mail_server.h"
#include "codec/frame.h"
#include "net/wire.h"
#include "sys/helper.h"

enum { REFUSED = 550 }; /* 550 to 554 are about this sender, recipient or letter; below that about how it was said */

enum outbox_state post_state(bool handed, bool told, enum smtp_stage stage, int code)
{
    bool refused = code >= REFUSED && code < 600;
    if (!handed) return refused ? OUTBOX_REFUSED : OUTBOX_READY;
    if (!told) return OUTBOX_UNKNOWN;
    switch (stage) {
    case SMTP_BEFORE:
    case SMTP_PARTLY: return OUTBOX_READY; /* no server delivers what has not ended */
    case SMTP_WHOLE: return OUTBOX_UNKNOWN;
    case SMTP_ANSWERED: break;
    }
    if (code >= 200 && code < 300) return OUTBOX_SENT;
    if (code >= 500 && code < 600) return OUTBOX_REFUSED;
    return code >= 400 && code < 500 ? OUTBOX_READY : OUTBOX_UNKNOWN;
}

/* --- the talk with the helper --- */

struct talk {
    struct helper helper;
    struct arena *a;
    bool handed, told;
    int64_t stage, code;
    struct str sentence;
};

static void talk_close(struct talk *t)
{
    helper_close(&t->helper);
}

static enum err ask(struct talk *t, const struct account *account, const struct outbox_letter *l, struct err_info *info)
{
    AUTO(buf) b = {0};
    mail_server_put(&b, account, true);
    size_t begin = frame_begin(&b, NET_SEND);
    frame_text(&b, NET_FROM, l->sender);
    frame_text(&b, NET_TO, l->recipient);
    frame_text(&b, NET_BYTES, l->bytes);
    if (!frame_end(&b, begin)) return err_set(info, ERR_INPUT, "the letter is too long to be sent");
    return helper_write(&t->helper, buf_str(&b), info);
}

static enum err go(struct talk *t, post_word *word, void *context, struct err_info *info)
{
    AUTO(buf) b = {0};
    enum err err = t->handed ? err_set(info, ERR_SYSTEM, "the helper program asks twice") : word(context, info);
    if (err) return err;
    t->handed = true;
    if (!frame_end(&b, frame_begin(&b, NET_GO))) return err_set(info, ERR_SYSTEM, "the word does not fit");
    return helper_write(&t->helper, buf_str(&b), info);
}

static void take_outcome(struct talk *t, struct frame f)
{
    unsigned tag;
    struct str value;
    while (frame_field(&f, &tag, &value)) {
        if (tag == NET_STAGE) t->told = frame_number(value, &t->stage);
        if (tag == NET_CODE && !frame_number(value, &t->code)) t->code = 0;
        if (tag == NET_SENTENCE && str_utf8(value, NULL)) t->sentence = value;
    }
    t->told &= t->stage >= SMTP_BEFORE && t->stage <= SMTP_ANSWERED;
}

static enum err listen_to(struct talk *t, post_word *word, void *context, struct err_info *info)
{
    for (;;) {
        struct str bytes;
        struct frame f;
        enum err err = helper_read(&t->helper, t->a, NET_ANSWER_MAX, &bytes, info);
        if (err) return err;
        if (frame_take(&bytes, &f) != FRAME_DONE) return err_set(info, ERR_SYSTEM, "the helper program makes no sense");
        if (f.kind == NET_OUTCOME) return take_outcome(t, f), OK;
        if (f.kind != NET_HAND_OVER) return err_set(info, ERR_SYSTEM, "the helper program makes no sense");
        err = go(t, word, context, info);
        if (err) return err;
    }
}

void post_send(const struct account *account, const struct outbox_letter *letter, post_word *word, void *context,
    struct arena *a, struct post_outcome *ret)
{
    static const char *const mode[] = {"smtp", NULL};
    AUTO(talk) t = {.a = a};
    struct err_info info = {0};
    enum err err = helper_start(&t.helper, "hearback-net", mode, -1, &info);
    if (!err) err = ask(&t, account, letter, &info);
    if (!err) err = listen_to(&t, word, context, &info);
    *ret = (struct post_outcome){
        .handed = t.handed, .state = post_state(t.handed, t.told, (enum smtp_stage)t.stage, (int)t.code)};
    ret->answer = arena_str(a, t.told ? t.sentence : str_from(info.text));
    if (!err && !t.told) ret->answer = STR("the helper program makes no sense");
}

/* --- the contact --- */

static struct str plain_id(const struct outbox_letter *letter)
{
    struct str id = letter->message_id;
    bool bracketed = id.n > 2 && id.p[0] == '<' && id.p[id.n - 1] == '>';
    return bracketed ? (struct str){id.p + 1, id.n - 2} : id;
}

struct str post_source(const struct outbox_letter *letter, struct arena *a)
{
    return arena_format(a, "mid:%.*s", STR_ARG(plain_id(letter)));
}

/* The oldest message of its thread, as mail_compose wrote it; without one, itself. */
static struct str thread_of(const struct outbox_letter *letter)
{
    static const struct str mark = {"\r\nReferences:\r\n <", 17};
    struct str s = letter->bytes, head, rest;
    while (s.n >= mark.n && !str_starts(s, STR("\r\n\r\n"))) {
        if (str_starts(s, mark) && str_cut((struct str){s.p + mark.n, s.n - mark.n}, '>', &head, &rest)) return head;
        s = (struct str){s.p + 1, s.n - 1};
    }
    return plain_id(letter);
}

struct event post_event(const struct outbox_letter *letter, const struct zone *zone, struct arena *a)
{
    struct event e = event_zero(EVENT_CONTACTED);
    e.opp = letter->opp;
    e.person = letter->person;
    e.at = zone_civil(zone, letter->handed == TIME_NONE ? letter->made : letter->handed);
    e.channel = CHANNEL_EMAIL;
    e.purpose = letter->purpose;
    e.outcome = OUTCOME_SENT;
    e.text = letter->text;
    e.title = str_clip(letter->subject, EVENT_NAME_MAX);
    e.source = post_source(letter, a);
    e.url = str_clip(thread_of(letter), EVENT_NAME_MAX);
    return e;
}
