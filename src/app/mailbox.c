/* Asking hearback-net. */
#include "app/mailbox.h"

#include "app/mail_server.h"
#include "net/wire.h"

void mailbox_close(struct mailbox *m)
{
    if (!m) return;
    helper_close(&m->helper);
    arena_close(&m->arena);
    *m = (struct mailbox){0};
}

/* --- fields --- */

static struct str text_of(struct frame f, unsigned tag)
{
    unsigned at;
    struct str value;
    while (frame_field(&f, &at, &value))
        if (at == tag) return str_utf8(value, NULL) ? value : STR("(a text that cannot be shown)");
    return (struct str){0};
}

static int64_t number_of(struct frame f, unsigned tag)
{
    unsigned at;
    struct str value;
    int64_t n = 0;
    while (frame_field(&f, &at, &value))
        if (at == tag && frame_number(value, &n) && n >= 0) return n;
    return 0;
}

/* --- talking --- */

static enum err nonsense(struct mailbox *m, struct err_info *info)
{
    m->lost = true;
    return err_set(info, ERR_SYSTEM, "the program hearback-net answers what was not asked: is it of another version?");
}

static enum err broken(struct mailbox *m, struct err_info *info)
{
    struct helper_end end;
    m->lost = true;
    helper_end(&m->helper, &end);
    struct str words = helper_words(&m->helper);
    if (words.n) return err_set(info, ERR_SYSTEM, "the program hearback-net has stopped: %.*s", STR_ARG(words));
    return err_set(info, ERR_SYSTEM, "the program hearback-net has stopped before it was done");
}

static enum err problem(struct mailbox *m, struct frame f, struct err_info *info)
{
    struct str sentence = text_of(f, NET_SENTENCE);
    int64_t code = number_of(f, NET_ERROR);
    m->lost |= number_of(f, NET_LOST) != 0;
    bool known = code == ERR_INPUT || code == ERR_NOT_FOUND;
    return err_set(info, known ? (enum err)code : ERR_SYSTEM, "%.*s", STR_ARG(sentence));
}

/* The next answer; one about a single message is left to the caller. */
static enum err listen_to(struct mailbox *m, struct frame *ret, struct err_info *info)
{
    for (;;) {
        struct str bytes;
        struct frame f;
        enum err err = helper_read(&m->helper, &m->arena, NET_ANSWER_MAX, &bytes, info);
        if (err) return broken(m, info);
        if (frame_take(&bytes, &f) != FRAME_DONE) return nonsense(m, info);
        if (f.kind == NET_ALERT) {
            m->alert = arena_str(m->a, text_of(f, NET_SENTENCE));
            continue;
        }
        if (f.kind == NET_PROBLEM && !number_of(f, NET_UID)) return problem(m, f, info);
        *ret = f;
        return OK;
    }
}

/* Sends what was gathered and takes the first answer. */
static enum err ask(struct mailbox *m, struct buf *b, struct frame *ret, struct err_info *info)
{
    arena_reset(&m->arena);
    if (b->full) return err_set(info, ERR_INPUT, "this is too much for one message");
    enum err err = helper_write(&m->helper, buf_str(b), info);
    return err ? broken(m, info) : listen_to(m, ret, info);
}

static void end_frame(struct buf *b, size_t begin)
{
    if (!frame_end(b, begin)) b->full = true;
}

static enum err expect(struct mailbox *m, const struct frame *f, unsigned kind, struct err_info *info)
{
    return f->kind == kind ? OK : nonsense(m, info);
}

enum err mailbox_open(struct mailbox *ret, const struct account *at, int spool, struct arena *a, struct err_info *info)
{
    static const char *const mode[] = {"imap", NULL};
    AUTO(buf) b = {0};
    struct frame f;
    *ret = (struct mailbox){.a = a};
    enum err err = helper_start(&ret->helper, "hearback-net", mode, spool, info);
    mail_server_put(&b, at, false);
    if (!err) err = ask(ret, &b, &f, info);
    if (!err) err = expect(ret, &f, NET_READY, info);
    if (err) mailbox_close(ret);
    return err;
}

/* --- requests --- */

enum err mailbox_folders(struct mailbox *m, struct mailbox_folder **ret, size_t *ret_n, struct err_info *info)
{
    AUTO(buf) b = {0};
    struct frame f;
    struct mailbox_folder *items = NULL;
    size_t n = 0, room = 0;
    end_frame(&b, frame_begin(&b, NET_LIST));
    enum err err = ask(m, &b, &f, info);
    for (; !err && f.kind == NET_NAME; err = listen_to(m, &f, info))
        *ARENA_PUSH(m->a, items, n, room) = (struct mailbox_folder){
            arena_str(m->a, text_of(f, NET_FOLDER)), str_is(text_of(f, NET_USE), "sent"), number_of(f, NET_OPENS) != 0};
    if (!err) err = expect(m, &f, NET_DONE, info);
    if (err) return err;
    *ret = items;
    *ret_n = n;
    return OK;
}

enum err mailbox_go(struct mailbox *m, struct str name, struct mailbox_state *ret, struct err_info *info)
{
    AUTO(buf) b = {0};
    struct frame f;
    size_t begin = frame_begin(&b, NET_OPEN);
    frame_text(&b, NET_FOLDER, name);
    end_frame(&b, begin);
    enum err err = ask(m, &b, &f, info);
    if (!err) err = expect(m, &f, NET_OPENED, info);
    if (err) return err;
    *ret = (struct mailbox_state){arena_str(m->a, text_of(f, NET_FOLDER)), number_of(f, NET_VALIDITY),
        number_of(f, NET_UIDNEXT), number_of(f, NET_COUNT)};
    return OK;
}

static enum err count(struct mailbox *m, struct buf *b, int64_t *ret, struct err_info *info)
{
    struct frame f;
    enum err err = ask(m, b, &f, info);
    if (!err) err = expect(m, &f, NET_FOUND, info);
    if (!err) *ret = number_of(f, NET_COUNT);
    return err;
}

enum err mailbox_search(struct mailbox *m, int64_t after, day_t since, int64_t *ret, struct err_info *info)
{
    AUTO(buf) b = {0};
    size_t begin = frame_begin(&b, NET_SEARCH);
    frame_int(&b, NET_AFTER, after);
    frame_int(&b, NET_SINCE, since);
    end_frame(&b, begin);
    return count(m, &b, ret, info);
}

enum err mailbox_next(struct mailbox *m, struct mailbox_batch *ret, struct err_info *info)
{
    AUTO(buf) b = {0}, problems = {0};
    struct frame f;
    struct mailbox_batch batch = {0};
    end_frame(&b, frame_begin(&b, NET_NEXT));
    enum err err = ask(m, &b, &f, info);
    for (; !err && (f.kind == NET_MESSAGE || f.kind == NET_PROBLEM); err = listen_to(m, &f, info)) {
        batch.messages += f.kind == NET_MESSAGE;
        batch.cut += f.kind == NET_MESSAGE && number_of(f, NET_LENGTH) < number_of(f, NET_SIZE) / 2;
        if (f.kind == NET_PROBLEM) buf_printf(&problems, "%.*s\n", STR_ARG(text_of(f, NET_SENTENCE)));
    }
    if (!err) err = expect(m, &f, NET_BATCH, info);
    if (err) return err;
    batch.last = number_of(f, NET_UID);
    batch.left = number_of(f, NET_COUNT);
    batch.problems = arena_str(m->a, buf_str(&problems));
    *ret = batch;
    return OK;
}

enum err mailbox_has(struct mailbox *m, struct str message_id, int64_t *ret, struct err_info *info)
{
    AUTO(buf) b = {0};
    size_t begin = frame_begin(&b, NET_HAS);
    frame_text(&b, NET_MESSAGE_ID, message_id);
    end_frame(&b, begin);
    return count(m, &b, ret, info);
}

enum err mailbox_keep(struct mailbox *m, struct str message, struct err_info *info)
{
    AUTO(buf) b = {0};
    struct frame f;
    size_t begin = frame_begin(&b, NET_APPEND);
    frame_text(&b, NET_BYTES, message);
    end_frame(&b, begin);
    enum err err = ask(m, &b, &f, info);
    return err ? err : expect(m, &f, NET_DONE, info);
}
