#include "mail/box.h"

#include "codec/mail_date.h"
#include "codec/mbox.h"
#include "mail/head.h"
#include "mail/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    WINDOW = 8 << 20, /* bytes of a file in memory; a larger message is read piece by piece */
    SECONDS = 10, /* of the processor, for one message */
    NAME_BYTES = 4096, /* of a file */
    LENGTH_BYTES = 4,
};

struct box { /* what all forms share */
    struct arena arena; /* for one message */
    struct buf out; /* frames not yet written */
    char *window;
};

static void box_close(struct box *b)
{
    arena_close(&b->arena);
    buf_close(&b->out);
    free(b->window);
}

static enum err box_open(struct box *ret, struct err_info *info)
{
    ret->window = malloc(WINDOW);
    if (!ret->window) return err_set(info, ERR_SYSTEM, "there is no memory left to read mail with");
    message_start();
    return OK;
}

/* --- out --- */

static enum err flush(struct box *b, struct err_info *info)
{
    for (size_t done = 0; done < b->out.n;) {
        ssize_t n = write(STDOUT_FILENO, b->out.p + done, b->out.n - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_set(info, ERR_SYSTEM, "what was read cannot be handed over (%s)", strerror(errno));
        done += (size_t)n;
    }
    buf_clear(&b->out);
    return OK;
}

/* Known to whoever waits before anything is done that might end badly. */
static enum err announce(struct box *b, const struct mail_place *place, struct err_info *info)
{
    if (!mail_write_place(&b->out, place)) return err_set(info, ERR_SYSTEM, "a place in a mailbox cannot be told");
    return flush(b, info);
}

static void allow_seconds(int seconds)
{
    struct itimerval timer = {.it_value.tv_sec = seconds};
    setitimer(ITIMER_PROF, &timer, NULL);
}

static void put_mail(struct box *b, const struct mail *m)
{
    static const char large[] = "what it says is too large to be kept";
    struct mail refused = {.offset = m->offset, .bytes = m->bytes, .line = m->line, .refused = STR(large)};
    if (!mail_write(&b->out, m) && !mail_write(&b->out, &refused)) abort();
    arena_reset(&b->arena);
}

static void put_frame(struct box *b, enum mail_frame kind)
{
    size_t begin = frame_begin(&b->out, kind);
    if (!frame_end(&b->out, begin)) abort();
}

static void deliver(struct box *b, const struct mail_place *place, const struct message_source *source)
{
    struct mail m = {.offset = place->offset, .bytes = place->bytes, .line = place->line};
    int64_t size = source->bytes ? (int64_t)source->n : source->to - source->from;
    if (size > MESSAGE_MAX) {
        m.refused = arena_format(&b->arena, "it is larger than %d MB", MESSAGE_MAX >> 20);
    } else {
        allow_seconds(SECONDS);
        message_read(source, &b->arena, &m);
        allow_seconds(0);
    }
    put_mail(b, &m);
}

static enum err finish(struct box *b, struct err_info *info)
{
    put_frame(b, MAIL_FRAME_END);
    return flush(b, info);
}

/* --- files --- */

static int64_t read_at(int fd, int64_t offset, char *p, size_t n)
{
    size_t got = 0;
    while (got < n) {
        ssize_t more = pread(fd, p + got, n - got, offset + (off_t)got);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return -1;
        if (more == 0) break;
        got += (size_t)more;
    }
    return (int64_t)got;
}

/* What may stand before the headers: a byte-order mark, a From_ line of a mailbox. */
static size_t front_of(struct str s)
{
    struct str line, rest;
    size_t n = str_starts(s, STR("\xEF\xBB\xBF")) ? 3 : 0;
    s = (struct str){s.p + n, s.n - n};
    bool from = str_starts(s, STR("From ")) || str_starts(s, STR(">From "));
    return from && str_cut(s, '\n', &line, &rest) ? n + line.n + 1 : n;
}

/* One message that is a file. */
static enum err deliver_file(struct box *b, int fd, int64_t size, struct err_info *info)
{
    struct mail_place place = {.bytes = size, .line = 1, .next_line = 1};
    enum err err = announce(b, &place, info);
    if (err) return err;
    int64_t got = read_at(fd, 0, b->window, WINDOW);
    if (got < 0) return err_set(info, ERR_SYSTEM, "a message cannot be read (%s)", strerror(errno));
    struct str s = {b->window, (size_t)got};
    size_t front = front_of(s);
    struct message_source source = {.beginning = s, .fd = fd, .from = (int64_t)front, .to = size};
    if (got < WINDOW) source.bytes = b->window + front, source.n = s.n - front;
    deliver(b, &place, &source);
    return OK;
}

enum err box_eml(int fd, struct err_info *info)
{
    __attribute__((cleanup(box_close))) struct box b = {0};
    struct stat st;
    enum err err = box_open(&b, info);
    if (err) return err;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return err_set(info, ERR_INPUT, "this is no file");
    err = deliver_file(&b, fd, st.st_size, info);
    return err ? err : finish(&b, info);
}

/* --- mailboxes --- */

static int64_t read_mbox(void *file, int64_t offset, char *p, size_t n)
{
    return read_at(*(int *)file, offset, p, n);
}

/* "jane@kestrel.example Mon Oct 12 08:00:00 2026". */
static instant_t received_of(const struct mbox_message *message)
{
    struct str address, date;
    instant_t t = 0;
    int32_t ignored;
    str_cut(str_from(message->from), ' ', &address, &date);
    mail_date_parse(date, &t, &ignored);
    return t;
}

static enum err deliver_message(
    struct box *b, struct mbox *m, const struct mbox_message *message, int fd, struct err_info *info)
{
    struct mail_place place = {.offset = message->offset,
        .bytes = message->end - message->offset,
        .line = message->line,
        .next_line = message->next_line};
    struct message_source source = {
        .fd = fd, .from = message->content, .to = message->content_end, .received = received_of(message)};
    static char beginning[HEAD_MAX];
    char *p;
    size_t n;
    enum err err = announce(b, &place, info);
    if (err) return err;
    bool whole = mbox_content(m, message, &p, &n);
    if (whole) {
        source.bytes = p;
        source.n = message->quoted ? mbox_unquote(p, n) : n;
    } else {
        int64_t got = read_at(fd, message->content, beginning, sizeof beginning);
        if (got < 0) return err_set(info, ERR_SYSTEM, "a message cannot be read again (%s)", strerror(errno));
        source.beginning = (struct str){beginning, (size_t)got};
        source.quoted = message->quoted;
    }
    deliver(b, &place, &source);
    return OK;
}

enum err box_mbox(int fd, const struct box_range *range, struct err_info *info)
{
    __attribute__((cleanup(box_close))) struct box b = {0};
    struct mbox m;
    struct mbox_message message;
    enum err err = box_open(&b, info);
    if (err) return err;
    mbox_init(&m, read_mbox, &fd, b.window, WINDOW, range->offset, range->line);
    for (int64_t left = range->skip; !err && mbox_next(&m, &message); left--) {
        if (left > 0) continue;
        err = deliver_message(&b, &m, &message, fd, info);
        left = range->step;
    }
    if (!err && m.failed) err = err_set(info, ERR_SYSTEM, "the mailbox cannot be read (%s)", strerror(errno));
    return err ? err : finish(&b, info);
}

/* --- records on standard input --- */

struct records {
    struct buf bytes;
    size_t at;
};

/* Sees to so many bytes of them; what is in the way of an answer is written before waiting.  False: they have ended. */
static bool have(struct records *r, struct box *b, size_t n)
{
    char piece[64 << 10];
    while (r->bytes.n - r->at < n) {
        if (r->at) memmove(r->bytes.p, r->bytes.p + r->at, r->bytes.n - r->at);
        r->bytes.n -= r->at;
        r->at = 0;
        if (flush(b, NULL)) return false;
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        buf_add(&r->bytes, (struct str){piece, (size_t)got});
        if (r->bytes.full) return false;
    }
    return true;
}

/* The next of at most max bytes; ERR_NOT_FOUND: there is none. */
static enum err next_record(struct records *r, struct box *b, size_t max, struct str *ret, struct err_info *info)
{
    size_t length = 0;
    if (!have(r, b, LENGTH_BYTES)) return ERR_NOT_FOUND;
    for (size_t i = 0; i < LENGTH_BYTES; i++) length |= (size_t)(unsigned char)r->bytes.p[r->at + i] << 8 * i;
    if (length > max) return err_set(info, ERR_INPUT, "what was given is larger than %zu MB", max >> 20);
    if (!have(r, b, LENGTH_BYTES + length)) return err_set(info, ERR_INPUT, "what was given ends too soon");
    *ret = (struct str){r->bytes.p + r->at + LENGTH_BYTES, length};
    r->at += LENGTH_BYTES + length;
    return OK;
}

static enum err deliver_given(struct box *b, char *p, size_t n, struct err_info *info)
{
    struct mail_place place = {.bytes = (int64_t)n, .line = 1, .next_line = 1};
    size_t front = front_of((struct str){p, n});
    struct message_source source = {.bytes = p + front, .n = n - front};
    enum err err = announce(b, &place, info);
    if (!err) deliver(b, &place, &source);
    return err;
}

enum err box_spool(struct err_info *info)
{
    __attribute__((cleanup(box_close))) struct box b = {0};
    struct records r = {0};
    struct str s;
    enum err err = box_open(&b, info);
    while (!err) {
        err = next_record(&r, &b, MESSAGE_MAX, &s, info);
        if (!err) err = deliver_given(&b, r.bytes.p + r.at - s.n, s.n, info);
    }
    buf_close(&r.bytes);
    return err == ERR_NOT_FOUND ? finish(&b, info) : err;
}

static enum err refuse_file(struct box *b, int failed, struct err_info *info)
{
    struct mail_place place = {.line = 1, .next_line = 1};
    enum err err = announce(b, &place, info);
    if (err) return err;
    if (failed == ENOENT) {
        put_frame(b, MAIL_FRAME_GONE);
        return OK;
    }
    struct mail m = {.line = 1, .refused = arena_format(&b->arena, "it cannot be opened (%s)", strerror(failed))};
    put_mail(b, &m);
    return OK;
}

static enum err deliver_named(struct box *b, int folder, struct str s, struct err_info *info)
{
    struct stat st = {0};
    const char *name = arena_str(&b->arena, s).p;
    int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    int failed = fd < 0 || fstat(fd, &st) != 0 ? errno : !S_ISREG(st.st_mode) ? EINVAL : 0;
    enum err err = failed ? refuse_file(b, failed, info) : deliver_file(b, fd, st.st_size, info);
    if (fd >= 0) close(fd);
    return err;
}

enum err box_files(int folder, struct err_info *info)
{
    __attribute__((cleanup(box_close))) struct box b = {0};
    struct records r = {0};
    struct str s;
    enum err err = box_open(&b, info);
    while (!err) {
        err = next_record(&r, &b, NAME_BYTES, &s, info);
        if (!err) err = deliver_named(&b, folder, s, info);
    }
    buf_close(&r.bytes);
    return err == ERR_NOT_FOUND ? finish(&b, info) : err;
}
