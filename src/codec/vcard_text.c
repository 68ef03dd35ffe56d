/* Encodings of text in contact cards. */
#include "codec/vcard_text.h"

#include "codec/western.h"

#include <string.h>

/* --- quoted-printable --- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str vcard_text_quoted(struct arena *a, struct str s)
{
    if (!s.n || !memchr(s.p, '=', s.n)) return s;
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int high = s.p[i] == '=' && i + 2 < s.n ? hex(s.p[i + 1]) : -1, low = high >= 0 ? hex(s.p[i + 2]) : -1;
        p[n++] = low >= 0 ? (char)(high * 16 + low) : s.p[i];
        if (low >= 0) i += 2;
    }
    return (struct str){p, n};
}

/* --- character sets --- */

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

static const char *const unicode[] = {"UTF-8", "UTF8", NULL};
static const char *const ascii[] = {"US-ASCII", "ASCII", NULL};
/* The first is read as the second, whose 27 more characters stand where it has control characters: as browsers do. */
static const char *const western[] = {
    "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "LATIN1", "WINDOWS-1252", "CP1252", "CP-1252", NULL};

static struct str from_west(struct arena *a, struct str s)
{
    char *p = ARENA_NEW(a, char, 3 * s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char bytes[4];
        size_t length = str_encode(western_code((unsigned char)s.p[i]), bytes);
        memcpy(p + n, bytes, length);
        n += length;
    }
    return (struct str){p, n};
}

bool vcard_text_is_charset(struct str charset)
{
    return str_among_nocase(charset, unicode) || str_among_nocase(charset, ascii) || str_among_nocase(charset, western);
}

bool vcard_text_decode(struct arena *a, struct str charset, struct str s, struct str *ret)
{
    if (!is_ascii(s)) {
        if (str_among_nocase(charset, western))
            s = from_west(a, s);
        else if (!str_among_nocase(charset, unicode))
            return false;
    }
    if (!str_utf8(s, NULL)) return false;
    *ret = s;
    return true;
}

/* --- escapes --- */

struct str vcard_text_unescape(struct arena *a, struct str s)
{
    if (!s.n || !memchr(s.p, '\\', s.n)) return s;
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char next = s.p[i] == '\\' && i + 1 < s.n ? s.p[i + 1] : '\0';
        bool known = next && strchr("nN,;:\\", next);
        if (known) i++;
        p[n++] = known && (next == 'n' || next == 'N') ? '\n' : s.p[i];
    }
    return (struct str){p, n};
}

bool vcard_text_cut(struct str s, char by, struct str *ret_head, struct str *ret_tail)
{
    size_t i = 0;
    while (i < s.n && s.p[i] != by) i += s.p[i] == '\\' && i + 1 < s.n ? 2 : 1;
    bool found = i < s.n;
    *ret_head = (struct str){s.p, i};
    *ret_tail = found ? (struct str){s.p + i + 1, s.n - i - 1} : (struct str){0};
    return found;
}

struct str vcard_text_tidy(struct arena *a, struct str s, bool lines)
{
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        bool second = c == 0xC2 && next >= 0x80 && next < 0xA0; /* U+0080 to U+009F */
        bool blank = c <= ' ' || c == 0x7F || second;
        if (second) i++;
        if (lines && c == '\n') {
            while (n && p[n - 1] == ' ') n--;
            p[n++] = '\n';
        } else if (!blank) {
            p[n++] = (char)c;
        } else if (n && p[n - 1] != ' ' && p[n - 1] != '\n') {
            p[n++] = ' ';
        }
    }
    return str_trim((struct str){p, n});
}
