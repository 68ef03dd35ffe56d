/* Searching, and fetching by UID. */
#include "net/imap_fetch.h"

#include "codec/frame.h"
#include "net/talk.h"
#include "net/wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GROUP = 100, GROUP_BYTES = 16 << 20, LENGTH_BYTES = 4, ABOUT_ONE = 1000 };

void imap_fetch_close(struct imap_fetch *f)
{
    if (!f) return;
    arena_close(&f->arena);
    *f = (struct imap_fetch){0};
}

/* --- searching --- */

static enum err take_search(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct imap_fetch *f = context;
    struct imap_reply_value v;
    struct str rest = r->rest;
    uint32_t uid;
    (void)a, (void)info;
    if (!str_is_nocase(r->name, "SEARCH")) return OK;
    while (imap_reply_value(&rest, &v))
        if (v.kind == IMAP_REPLY_ATOM && imap_reply_number(v.s, &uid) && uid)
            *ARENA_PUSH(&f->arena, f->uids, f->n, f->room) = uid;
    return OK;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* "n:*" names the last message even where its UID is below n. */
static void settle(struct imap_fetch *f, uint32_t after)
{
    size_t kept = 0;
    if (f->n) qsort(f->uids, f->n, sizeof *f->uids, by_number);
    for (size_t i = 0; i < f->n; i++)
        if (f->uids[i] > after && (!kept || f->uids[kept - 1] != f->uids[i])) f->uids[kept++] = f->uids[i];
    f->n = kept;
}

static struct str day_text(struct arena *a, day_t day)
{
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    return arena_format(a, "%d-%s-%04d", d.day, months[d.month - 1], d.year);
}

enum err imap_fetch_search(struct imap *m, struct imap_fetch *f, uint32_t after, day_t since, struct err_info *info)
{
    imap_fetch_close(f);
    if (after == UINT32_MAX) return OK;
    struct arena *a = &f->arena;
    struct str from = after ? arena_format(a, " UID %u:*", after + 1) : (struct str){0};
    struct str day = since > DAY_FIRST && since < DAY_LAST ? day_text(a, since) : (struct str){0};
    struct str command = arena_format(a, "UID SEARCH%s%s%s%s", from.n ? from.p : "", day.n ? " SINCE " : "",
        day.n ? day.p : "", from.n || day.n ? "" : " ALL");
    enum err err = imap_demand(m, "looking for new mail", command, 0, take_search, f, info);
    settle(f, after);
    return err;
}

enum err imap_fetch_count(struct imap *m, struct arena *a, struct str message_id, size_t *ret, struct err_info *info)
{
    struct imap_fetch f = {0};
    struct str quoted;
    enum err err = imap_quote(a, message_id, &quoted, info);
    if (!err)
        err = imap_demand(m, "looking for a letter", arena_format(a, "UID SEARCH HEADER Message-ID %s", quoted.p), 0,
            take_search, &f, info);
    settle(&f, 0);
    if (!err) *ret = f.n;
    imap_fetch_close(&f);
    return err;
}

/* --- a batch --- */

struct item {
    uint32_t uid;
    int64_t size;
    instant_t date;
    bool listed, got;
};

struct batch {
    struct item items[IMAP_FETCH_MESSAGES];
    size_t n;
    int spool;
    off_t offset;
    struct buf *out;
};

static int by_uid(const void *key, const void *item)
{
    uint32_t x = *(const uint32_t *)key, y = ((const struct item *)item)->uid;
    return (x > y) - (x < y);
}

static struct item *item_of(struct batch *b, uint32_t uid)
{
    return b->n ? bsearch(&uid, b->items, b->n, sizeof *b->items, by_uid) : NULL;
}

static bool is_large(const struct item *x)
{
    return x->size > IMAP_FETCH_LARGE;
}

/* "1:3,7" of those items that `wanted` says. */
static struct str set_of(struct arena *a, const struct item *items, size_t n)
{
    AUTO(buf) b = {0};
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && items[end].uid == items[end - 1].uid + 1; end++) continue;
        buf_printf(&b, "%s%u", b.n ? "," : "", items[i].uid);
        if (end - i > 1) buf_printf(&b, ":%u", items[end - 1].uid);
    }
    return arena_str(a, buf_str(&b));
}

/* --- how large they are --- */

static enum err take_size(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct imap_reply_message m;
    (void)info;
    if (!imap_reply_message(a, r, &m) || !m.has_size) return OK;
    struct item *x = item_of(context, m.uid);
    if (!x) return OK;
    x->size = m.size;
    x->date = m.date;
    x->listed = true;
    return OK;
}

static enum err list_sizes(struct imap *m, struct batch *b, struct arena *a, struct err_info *info)
{
    enum err err = OK;
    for (size_t i = 0; !err && i < b->n; i += GROUP) {
        struct str set = set_of(a, &b->items[i], b->n - i < GROUP ? b->n - i : GROUP);
        struct str command = arena_format(a, "UID FETCH %s (UID RFC822.SIZE INTERNALDATE)", set.p);
        err = imap_demand(m, "asking for sizes", command, 0, take_size, b, info);
    }
    return err;
}

/* Leaves out what has gone meanwhile, and what goes beyond a batch; *ret_last: the last UID dealt with. */
static void choose(struct batch *b, uint32_t *ret_last)
{
    int64_t total = 0;
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        const struct item *x = &b->items[i];
        int64_t bytes = is_large(x) ? IMAP_FETCH_BEGINNING : x->size;
        if (x->listed && n && total + bytes > IMAP_FETCH_BYTES) break;
        *ret_last = x->uid;
        if (!x->listed) continue;
        total += bytes;
        b->items[n++] = *x;
    }
    b->n = n;
}

/* --- their bytes --- */

static enum err write_all(struct batch *b, struct str bytes, struct err_info *info)
{
    while (bytes.n) {
        ssize_t n = pwrite(b->spool, bytes.p, bytes.n, b->offset);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_set(info, ERR_SYSTEM, "there is no room to keep the mail: %s", strerror(errno));
        b->offset += n;
        bytes = (struct str){bytes.p + n, bytes.n - (size_t)n};
    }
    return OK;
}

static void tell_message(struct batch *b, const struct item *x, int64_t offset, size_t length)
{
    size_t begin = frame_begin(b->out, NET_MESSAGE);
    frame_int(b->out, NET_UID, x->uid);
    frame_int(b->out, NET_SIZE, x->size);
    frame_int(b->out, NET_OFFSET, offset);
    frame_int(b->out, NET_LENGTH, (int64_t)length);
    if (x->date != TIME_NONE) frame_int(b->out, NET_DATE, x->date);
    if (!frame_end(b->out, begin)) b->out->full = true;
}

static enum err take_body(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct batch *b = context;
    struct imap_reply_message m;
    char length[LENGTH_BYTES];
    if (!imap_reply_message(a, r, &m) || !m.has_body) return OK;
    struct item *x = item_of(b, m.uid);
    if (!x || x->got) return OK;
    x->got = true;
    int64_t offset = b->offset;
    size_t n = is_large(x) && m.body.n > IMAP_FETCH_BEGINNING ? IMAP_FETCH_BEGINNING : m.body.n;
    for (size_t i = 0; i < sizeof length; i++) length[i] = (char)(n >> 8 * i & 0xFF);
    enum err err = write_all(b, (struct str){length, sizeof length}, info);
    if (!err) err = write_all(b, (struct str){m.body.p, n}, info);
    if (!err) tell_message(b, x, offset, n);
    return err;
}

static enum err ask(struct imap *m, struct batch *b, struct arena *a, const struct item *items, size_t n, bool large,
    enum imap_reply_status *ret_status, struct err_info *info)
{
    uint64_t expected = 0;
    for (size_t i = 0; i < n; i++) expected += large ? IMAP_FETCH_BEGINNING : (uint64_t)items[i].size + ABOUT_ONE;
    struct str set = set_of(a, items, n), part = large ? arena_format(a, "<0.%d>", IMAP_FETCH_BEGINNING) : STR("");
    struct str command = arena_format(a, "UID FETCH %s (UID BODY.PEEK[]%s)", set.p, part.p);
    return imap_command(m, command, expected, take_body, b, ret_status, info);
}

/* What did not come with its group is asked for once more by itself.  One that is gone has been deleted meanwhile; one
 * that is refused is told of and does not stop the others. */
static enum err ask_singly(
    struct imap *m, struct batch *b, struct arena *a, const struct item *items, size_t n, struct err_info *info)
{
    enum err err = OK;
    for (size_t i = 0; !err && i < n; i++) {
        enum imap_reply_status status = IMAP_REPLY_OK;
        if (items[i].got) continue;
        err = ask(m, b, a, &items[i], 1, is_large(&items[i]), &status, info);
        if (err || items[i].got || status == IMAP_REPLY_OK || strcmp(m->code, "EXPUNGEISSUED") == 0) continue;
        struct str why = arena_format(a, "a message of %lld bytes (UID %u) could not be fetched; %.*s said: %s",
            (long long)items[i].size, items[i].uid, STR_ARG(m->connect->server->host), m->said);
        talk_problem(b->out, ERR_INPUT, why.p, items[i].uid, false);
    }
    return err;
}

static enum err fetch_group(
    struct imap *m, struct batch *b, struct arena *a, const struct item *items, size_t n, struct err_info *info)
{
    enum imap_reply_status status;
    enum err err = ask(m, b, a, items, n, is_large(&items[0]), &status, info);
    return err ? err : ask_singly(m, b, a, items, n, info);
}

static enum err fetch_bodies(struct imap *m, struct batch *b, struct arena *a, struct err_info *info)
{
    enum err err = OK;
    for (size_t i = 0, end; !err && i < b->n; i = end) {
        int64_t bytes = b->items[i].size;
        bool large = is_large(&b->items[i]);
        for (end = i + 1; end < b->n && end - i < GROUP && !large && !is_large(&b->items[end]); end++) {
            bytes += b->items[end].size;
            if (bytes > GROUP_BYTES) break;
        }
        err = fetch_group(m, b, a, &b->items[i], end - i, info);
    }
    return err;
}

enum err imap_fetch_next(struct imap *m, struct imap_fetch *f, int spool, struct buf *out, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct batch *b = ARENA_NEW(&a, struct batch, 1);
    uint32_t last = 0;
    b->spool = spool;
    b->out = out;
    for (size_t i = f->at; i < f->n && b->n < IMAP_FETCH_MESSAGES; i++) b->items[b->n++].uid = f->uids[i];
    enum err err = list_sizes(m, b, &a, info);
    if (err) return err;
    choose(b, &last);
    err = fetch_bodies(m, b, &a, info);
    if (err) return err;
    while (f->at < f->n && f->uids[f->at] <= last) f->at++;
    size_t begin = frame_begin(out, NET_BATCH);
    frame_int(out, NET_UID, last);
    frame_int(out, NET_COUNT, (int64_t)(f->n - f->at));
    return frame_end(out, begin) ? OK : err_set(info, ERR_SYSTEM, "the answer is too long");
}
