#include "mail/charset.h"

#include "base/arena.h"
#include "codec/western.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum {
    NAME_MAX_BYTES = 40,
    TOLERATED = 4
}; /* one fault in so many characters beyond ASCII is still a fault, not another set */

static const struct str replacement = {"\xEF\xBF\xBD", 3};

/* --- UTF-8, and what to do where it is none --- */

struct faults {
    size_t faults, good; /* good: bytes beyond ASCII that are in order */
};

static size_t count_high(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (unsigned char)s.p[i] >= 0x80;
    return n;
}

/* Onto out (NULL: only counts), without NUL and with U+FFFD for each byte that fits nothing. */
static struct faults repair(struct buf *out, struct str s)
{
    struct faults found = {0};
    size_t at;
    while (!str_utf8(s, &at)) {
        struct str good = {s.p, at};
        if (out) buf_add(out, good);
        found.good += out ? 0 : count_high(good);
        if (s.p[at]) found.faults++;
        if (s.p[at] && out) buf_add(out, replacement);
        s = (struct str){s.p + at + 1, s.n - at - 1};
    }
    if (out) buf_add(out, s);
    found.good += out ? 0 : count_high(s);
    return found;
}

static void put_western(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t run = i;
        while (run < s.n && s.p[run] && (unsigned char)s.p[run] < 0x80) run++;
        buf_add(out, (struct str){s.p + i, run - i});
        char code[4];
        if (run < s.n && s.p[run])
            buf_add(out, (struct str){code, str_encode(western_code((unsigned char)s.p[run]), code)});
        i = run + 1;
    }
}

static void put_utf8_or_western(struct buf *out, struct str s, bool tolerant)
{
    struct faults found = repair(NULL, s);
    if (found.faults == 0 || (tolerant && found.faults * TOLERATED <= found.good))
        repair(out, s);
    else
        put_western(out, s);
}

/* --- other sets --- */

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.:", c);
        if (!good || !c) return false;
    }
    return s.n && s.n <= NAME_MAX_BYTES;
}

/* Names that mails use and iconv does not know, and sets that are said where a larger one is meant. */
static const char *name_of(struct str charset)
{
    static const char *const names[][2] = {{"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"x-gbk", "GB18030"},
        {"x-sjis", "CP932"}, {"shift_jis", "CP932"}, {"shift-jis", "CP932"}, {"ks_c_5601-1987", "CP949"},
        {"euc-kr", "CP949"}, {"iso-8859-9", "CP1254"}, {"iso-8859-8-i", "ISO-8859-8"}, {"x-mac-roman", "MACINTOSH"},
        {"x-macroman", "MACINTOSH"}, {"unicode-1-1-utf-7", "UTF-7"}, {"windows-874", "CP874"}, {"windows-31j", "CP932"},
        {"cp-850", "CP850"}, {"cp1252", "CP1252"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is_nocase(charset, names[i][0])) return names[i][1];
    return NULL;
}

/* The one used last stays open: a mailbox has few of them, and opening one may load a file. */
static iconv_t open_set(struct str charset)
{
    static char last[NAME_MAX_BYTES + 1];
    static iconv_t set = (iconv_t)-1;
    const char *known = name_of(charset);
    struct str name = known ? str_from(known) : charset;
    if (!is_name(name)) return (iconv_t)-1;
    if (!str_is(name, last)) {
        if (set != (iconv_t)-1) iconv_close(set);
        memcpy(last, name.p, name.n);
        last[name.n] = 0;
        set = iconv_open("UTF-8", last);
    }
    if (set != (iconv_t)-1) iconv(set, NULL, NULL, NULL, NULL);
    return set;
}

/* False: too many faults for it to be that set. */
static bool convert(iconv_t set, struct buf *out, struct str s)
{
    char piece[4096], *from = (char *)(uintptr_t)s.p;
    size_t left = s.n, faults = 0, before = out->n;
    while (left) {
        char *to = piece;
        size_t room = sizeof piece;
        size_t done = iconv(set, &from, &left, &to, &room);
        buf_add(out, (struct str){piece, sizeof piece - room});
        if (done != (size_t)-1 || errno == E2BIG) continue;
        faults++;
        buf_add(out, replacement);
        from++, left--;
    }
    return faults == 0 || faults * TOLERATED * 2 <= count_high((struct str){out->p + before, out->n - before});
}

static bool is_western(struct str charset)
{
    static const char *const names[] = {
        "iso-8859-1", "windows-1252", "cp1252", "latin1", "iso8859-1", "iso_8859-1", "x-cp1252", "l1", NULL};
    return str_among_nocase(charset, names);
}

/* So that what is well-formed UTF-8 as it stands need not be converted. */
static bool is_utf8_or_silent(struct str charset)
{
    static const char *const names[] = {"utf-8", "utf8", "us-ascii", "ascii", NULL};
    return !charset.n || str_among_nocase(charset, names);
}

struct str charset_decode(struct buf *room, struct str bytes, struct str charset)
{
    bool silent = is_utf8_or_silent(charset);
    iconv_t set;
    if (silent && str_utf8(bytes, NULL)) return bytes;
    if (is_western(charset)) {
        put_western(room, bytes);
    } else if (silent || (set = open_set(charset)) == (iconv_t)-1) {
        put_utf8_or_western(room, bytes, charset.n >= 3 && str_is_nocase((struct str){charset.p, 3}, "utf"));
    } else {
        AUTO(buf) converted = {0};
        if (convert(set, &converted, bytes))
            repair(room, buf_str(&converted));
        else
            put_utf8_or_western(room, bytes, false);
    }
    return buf_str(room);
}
