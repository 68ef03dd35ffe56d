/* One request after another, until there are no more. */
#include "net/imap_mode.h"

#include "net/server.h"
#include "net/talk.h"
#include "net/wire.h"

struct work {
    struct connect_server server;
    struct secret secret;
    struct connect connect;
    bool connected;
    struct arena kept; /* what lives as long as the connection */
    struct buf out;
};

static enum err answer_done(struct work *w, unsigned kind)
{
    size_t begin = frame_begin(&w->out, kind);
    frame_text(&w->out, NET_SENTENCE, str_from(w->connect.said));
    return frame_end(&w->out, begin) ? OK : ERR_SYSTEM;
}

static enum err open_server(struct work *w, struct frame f, struct err_info *info)
{
    enum err err = server_take(&w->kept, f, &w->server, &w->secret, info);
    if (!err) err = connect_init(&w->connect, &w->server, &w->secret, info);
    if (!err) err = connect_open(&w->connect, info);
    w->connected = !err;
    return err ? err : answer_done(w, NET_READY);
}

static enum err answer(struct work *w, struct frame f, struct err_info *info)
{
    if (!w->connected) return open_server(w, f, info);
    return err_set(info, ERR_INPUT, "this cannot be asked here");
}

static void work_close(struct work *w)
{
    connect_close(&w->connect);
    secret_close(&w->secret);
    arena_close(&w->kept);
    buf_close(&w->out);
}

enum err imap_mode_run(struct err_info *info)
{
    AUTO(work) w = {0};
    AUTO(arena) a = {0};
    for (;;) {
        struct frame f = {0};
        struct err_info why = {0};
        bool end = false;
        arena_reset(&a);
        enum err err = talk_read(&a, &f, &end, info);
        if (err || end) return err;
        err = answer(&w, f, &why);
        bool lost = err && !w.connected;
        if (err) talk_problem(&w.out, err, why.text, 0, lost);
        err = talk_write(&w.out, info);
        if (err || lost) return err;
    }
}
