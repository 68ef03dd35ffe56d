/* Encodings of text in contact cards. */
#include "codec/vcard_text.h"

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

static bool is_any(struct str s, const char *const names[])
{
    for (int i = 0; names[i]; i++)
        if (str_is_nocase(s, names[i])) return true;
    return false;
}

static const char *const unicode[] = {"UTF-8", "UTF8", NULL};
static const char *const ascii[] = {"US-ASCII", "ASCII", NULL};
/* The first is read as the second, whose 27 more characters stand where it has control characters: as browsers do. */
static const char *const western[] = {
    "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "LATIN1", "WINDOWS-1252", "CP1252", "CP-1252", NULL};

/* 0x80 to 0x9F of windows-1252 (unicode.org, CP1252.TXT); the five that it leaves open are U+FFFD. */
static const uint16_t west[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030,
    0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

static size_t put_character(char *p, unsigned c)
{
    if (c < 0x80) return p[0] = (char)c, 1;
    if (c < 0x800) return p[0] = (char)(0xC0 | c >> 6), p[1] = (char)(0x80 | (c & 0x3F)), 2;
    return p[0] = (char)(0xE0 | c >> 12), p[1] = (char)(0x80 | (c >> 6 & 0x3F)), p[2] = (char)(0x80 | (c & 0x3F)), 3;
}

static struct str from_west(struct arena *a, struct str s)
{
    char *p = ARENA_NEW(a, char, 3 * s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        n += put_character(p + n, c >= 0x80 && c < 0xA0 ? west[c - 0x80] : c);
    }
    return (struct str){p, n};
}

bool vcard_text_is_charset(struct str charset)
{
    return is_any(charset, unicode) || is_any(charset, ascii) || is_any(charset, western);
}

bool vcard_text_decode(struct arena *a, struct str charset, struct str s, struct str *ret)
{
    if (!is_ascii(s)) {
        if (is_any(charset, western))
            s = from_west(a, s);
        else if (!is_any(charset, unicode))
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
