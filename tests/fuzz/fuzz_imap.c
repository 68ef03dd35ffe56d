/* Any bytes as what an IMAP server says: nothing reads past the end, every view
 * lies within, replies end at the same places however they arrive, and names of
 * folders come back as they were. */
#include "net/folder_name.h"
#include "net/imap_reply.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_within(struct str whole, struct str part)
{
    assert(!part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n));
}

static void check_values(struct str rest, int depth)
{
    struct imap_reply_value v;
    size_t before = rest.n;
    struct str whole = rest;
    while (imap_reply_value(&rest, &v)) {
        assert(rest.n < before);
        before = rest.n;
        check_within(whole, v.s);
        if (v.kind == IMAP_REPLY_LIST && depth < 4) check_values(v.s, depth + 1);
    }
}

static void check_folder(struct arena *a, const struct imap_reply *r)
{
    struct imap_reply_folder f;
    struct str name;
    if (!imap_reply_folder(a, r, &f) || !folder_name_decode(a, f.name, &name)) return;
    assert(str_utf8(name, NULL) && str_eq(folder_name_encode(a, name), f.name));
}

static void check_reply(struct str bytes)
{
    AUTO(arena) a = {0};
    struct imap_reply r;
    struct imap_reply_message m;
    uint32_t n;
    if (!imap_reply_parse(bytes, &r)) return;
    check_within(bytes, r.tag), check_within(bytes, r.code), check_within(bytes, r.text);
    check_within(bytes, r.name), check_within(bytes, r.rest);
    assert(r.goes_on || r.status != IMAP_REPLY_DATA || (r.name.n && !r.tag.n));
    (void)!imap_reply_code(&r, "UIDVALIDITY", &n);
    check_values(r.rest, 0);
    check_folder(&a, &r);
    if (!imap_reply_message(&a, &r, &m)) return;
    assert(m.size >= 0 && m.body.n <= bytes.n);
}

/* As it would come byte by byte. */
static size_t end_slowly(struct str bytes)
{
    struct imap_reply_scan scan = {0};
    for (size_t n = 1; n <= bytes.n; n++)
        if (imap_reply_scan(&scan, (struct str){bytes.p, n}) == IMAP_REPLY_WHOLE) return scan.at;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str stream = {(const char *)data, size};
    while (stream.n) {
        struct imap_reply_scan scan = {0};
        if (imap_reply_scan(&scan, stream) != IMAP_REPLY_WHOLE) break;
        assert(scan.at && scan.at <= stream.n);
        struct str one = {stream.p, scan.at};
        assert(end_slowly(one) == scan.at);
        check_reply(one);
        stream = (struct str){stream.p + scan.at, stream.n - scan.at};
    }
    check_reply(stream);
    return 0;
}
