/* One request after another, until there are no more. */
#include "net/imap_mode.h"

#include "net/imap_fetch.h"
#include "net/imap_folder.h"
#include "net/imap_keep.h"
#include "net/server.h"
#include "net/talk.h"
#include "net/wire.h"

enum { SPOOL_FD = 3, OUT_MAX = 64 << 20 };

struct work {
    struct connect_server server;
    struct secret secret;
    struct connect connect;
    struct imap imap;
    bool connected;
    struct str folder; /* that is open; empty: none */
    struct imap_fetch fetch;
    struct arena kept, opened; /* what lives as long as the connection; as the folder is open */
    struct buf out;
};

static void work_close(struct work *w)
{
    imap_fetch_close(&w->fetch);
    imap_close(&w->imap);
    connect_close(&w->connect);
    secret_close(&w->secret);
    arena_close(&w->kept);
    arena_close(&w->opened);
    buf_close(&w->out);
}

static enum err finish(struct work *w, size_t begin, struct err_info *info)
{
    return frame_end(&w->out, begin) ? OK : err_set(info, ERR_SYSTEM, "the answer is too long");
}

static enum err connect_and_log_in(struct work *w, struct frame f, struct err_info *info)
{
    enum err err = server_take(&w->kept, f, &w->server, &w->secret, info);
    if (!err) err = connect_init(&w->connect, &w->server, &w->secret, info);
    if (!err) err = connect_open(&w->connect, info);
    if (!err) err = imap_begin(&w->imap, &w->connect, info);
    if (err) return err;
    w->connected = true;
    return finish(w, frame_begin(&w->out, NET_READY), info);
}

static enum err list(struct work *w, struct arena *a, struct err_info *info)
{
    struct imap_folder *all = NULL;
    size_t n = 0;
    enum err err = imap_folder_list(&w->imap, a, &all, &n, info);
    for (size_t i = 0; !err && i < n; i++) {
        size_t begin = frame_begin(&w->out, NET_NAME);
        frame_text(&w->out, NET_FOLDER, all[i].name);
        frame_text(&w->out, NET_USE, all[i].sent ? STR("sent") : STR(""));
        frame_int(&w->out, NET_OPENS, all[i].opens);
        err = finish(w, begin, info);
    }
    return err ? err : finish(w, frame_begin(&w->out, NET_DONE), info);
}

static enum err open_folder(struct work *w, struct arena *a, struct frame f, struct err_info *info)
{
    struct imap_folder_state s;
    struct str name = talk_text(a, f, NET_FOLDER);
    enum err err = name.n ? OK : imap_folder_sent(&w->imap, a, &name, info);
    w->folder = (struct str){0};
    imap_fetch_close(&w->fetch);
    if (!err) err = imap_folder_open(&w->imap, a, name, &s, info);
    if (err) return err;
    arena_reset(&w->opened);
    w->folder = arena_str(&w->opened, name);
    size_t begin = frame_begin(&w->out, NET_OPENED);
    frame_text(&w->out, NET_FOLDER, name);
    frame_int(&w->out, NET_VALIDITY, s.validity);
    frame_int(&w->out, NET_UIDNEXT, s.next);
    frame_int(&w->out, NET_COUNT, s.exists);
    return finish(w, begin, info);
}

static enum err found(struct work *w, size_t n, struct err_info *info)
{
    size_t begin = frame_begin(&w->out, NET_FOUND);
    frame_int(&w->out, NET_COUNT, (int64_t)n);
    return finish(w, begin, info);
}

static enum err search(struct work *w, struct frame f, struct err_info *info)
{
    int64_t after = talk_number(f, NET_AFTER, 0), since = talk_number(f, NET_SINCE, DAY_NONE);
    if (after < 0 || after > (int64_t)UINT32_MAX) after = 0;
    if (since < DAY_FIRST || since > DAY_LAST) since = DAY_NONE;
    enum err err = imap_fetch_search(&w->imap, &w->fetch, (uint32_t)after, (day_t)since, info);
    return err ? err : found(w, w->fetch.n, info);
}

static enum err has(struct work *w, struct arena *a, struct frame f, struct err_info *info)
{
    size_t n = 0;
    struct str id = talk_text(a, f, NET_MESSAGE_ID);
    if (!id.n) return err_set(info, ERR_INPUT, "a letter without a Message-ID cannot be looked for");
    enum err err = imap_fetch_count(&w->imap, a, id, &n, info);
    return err ? err : found(w, n, info);
}

static enum err keep(struct work *w, struct arena *a, struct frame f, struct err_info *info)
{
    enum err err = imap_keep(&w->imap, a, w->folder, talk_bytes(f, NET_BYTES), info);
    return err ? err : finish(w, frame_begin(&w->out, NET_DONE), info);
}

static enum err answer(struct work *w, struct arena *a, struct frame f, struct err_info *info)
{
    if (!w->connected) return connect_and_log_in(w, f, info);
    if (f.kind == NET_LIST) return list(w, a, info);
    if (f.kind == NET_OPEN) return open_folder(w, a, f, info);
    if (w->folder.n && f.kind == NET_SEARCH) return search(w, f, info);
    if (w->folder.n && f.kind == NET_NEXT) return imap_fetch_next(&w->imap, &w->fetch, SPOOL_FD, &w->out, info);
    if (w->folder.n && f.kind == NET_HAS) return has(w, a, f, info);
    if (w->folder.n && f.kind == NET_APPEND) return keep(w, a, f, info);
    return err_set(info, ERR_INPUT, "this cannot be asked here");
}

/* What the server wants its users to be told. */
static enum err tell_alert(struct work *w, struct err_info *info)
{
    AUTO(buf) b = {0};
    if (!w->imap.alert[0]) return OK;
    size_t begin = frame_begin(&b, NET_ALERT);
    frame_text(&b, NET_SENTENCE, str_from(w->imap.alert));
    w->imap.alert[0] = '\0';
    return frame_end(&b, begin) ? talk_write(&b, info) : OK;
}

enum err imap_mode_run(struct err_info *info)
{
    AUTO(work) w = {.out = {.max = OUT_MAX}};
    AUTO(arena) a = {0};
    for (;;) {
        struct frame f = {0};
        struct err_info why = {0};
        bool end = false;
        arena_reset(&a);
        enum err err = talk_read(&a, &f, &end, info);
        if (err || end) return err;
        err = answer(&w, &a, f, &why);
        bool lost = err && (!w.connected || w.imap.lost);
        if (err) talk_problem(&w.out, err, why.text, 0, lost);
        err = tell_alert(&w, info);
        if (!err) err = talk_write(&w.out, info);
        if (err || lost) return err;
    }
}
