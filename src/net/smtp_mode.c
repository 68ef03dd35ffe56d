/* One letter, told in frames. */
#include "net/smtp_mode.h"

#include "net/server.h"
#include "net/smtp.h"
#include "net/talk.h"
#include "net/wire.h"

#include <signal.h>
#include <sys/prctl.h>

struct work {
    struct connect_server server;
    struct secret secret;
    struct connect connect;
    struct arena a;
    struct buf out;
};

static void work_close(struct work *w)
{
    connect_close(&w->connect);
    secret_close(&w->secret);
    arena_close(&w->a);
    buf_close(&w->out);
}

/* Says that the letter is about to go, and waits to hear that it may. */
static bool ask(void *context)
{
    struct work *w = context;
    struct frame f = {0};
    bool end = false;
    size_t begin = frame_begin(&w->out, NET_HAND_OVER);
    if (!frame_end(&w->out, begin) || talk_write(&w->out, NULL)) return false;
    return talk_read(&w->a, &f, &end, NULL) == OK && !end && f.kind == NET_GO;
}

static enum err take_letter(struct work *w, struct smtp_letter *ret, struct err_info *info)
{
    struct frame f = {0};
    bool end = false;
    enum err err = talk_read(&w->a, &f, &end, info);
    if (err) return err;
    struct smtp_letter l = {talk_text(&w->a, f, NET_FROM), talk_text(&w->a, f, NET_TO), talk_bytes(f, NET_BYTES)};
    if (end || f.kind != NET_SEND || !l.from.n || !l.to.n || !l.bytes.n)
        return err_set(info, ERR_INPUT, "the letter to send is not described as it should be");
    *ret = l;
    return OK;
}

static enum err tell(struct work *w, const struct smtp_outcome *o, struct err_info *info)
{
    size_t begin = frame_begin(&w->out, NET_OUTCOME);
    frame_int(&w->out, NET_STAGE, o->stage);
    frame_int(&w->out, NET_CODE, o->code);
    frame_int(&w->out, NET_ERROR, o->err);
    frame_text(&w->out, NET_SENTENCE, str_from(o->err ? o->info.text : w->connect.said));
    if (!frame_end(&w->out, begin)) return err_set(info, ERR_SYSTEM, "the answer does not fit");
    return talk_write(&w->out, info);
}

enum err smtp_mode_run(struct err_info *info)
{
    AUTO(work) w = {0};
    struct frame f = {0};
    struct smtp_letter letter;
    struct smtp_outcome o = {0};
    bool end = false;
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody would hear how it ended */
    enum err err = talk_read(&w.a, &f, &end, info);
    if (err || end) return err;
    o.err = server_take(&w.a, f, &w.server, &w.secret, &o.info);
    if (!o.err) o.err = take_letter(&w, &letter, &o.info);
    if (!o.err) o.err = connect_init(&w.connect, &w.server, &w.secret, &o.info);
    if (!o.err) smtp_send(&w.connect, &letter, ask, &w, &o);
    return tell(&w, &o, info);
}
