/* String views. */
#include "base/str.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

struct str str_from(const char *c_string)
{
    return c_string ? (struct str){c_string, strlen(c_string)} : (struct str){0};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *c_string)
{
    return str_eq(a, str_from(c_string));
}

int str_compare(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_is_nocase(struct str a, const char *c_string)
{
    size_t i = 0;
    for (; i < a.n && c_string[i]; i++)
        if (lower(a.p[i]) != lower(c_string[i])) return false;
    return i == a.n && !c_string[i];
}

bool str_among(struct str s, const char *const words[])
{
    for (; *words; words++)
        if (str_is(s, *words)) return true;
    return false;
}

bool str_among_nocase(struct str s, const char *const words[])
{
    for (; *words; words++)
        if (str_is_nocase(s, *words)) return true;
    return false;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_contains(struct str s, struct str part)
{
    if (part.n == 0) return true;
    for (size_t i = 0; i + part.n <= s.n; i++)
        if (str_eq((struct str){s.p + i, part.n}, part)) return true;
    return false;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    while (s.n && blank(s.p[0])) s.p++, s.n--;
    while (s.n && blank(s.p[s.n - 1])) s.n--;
    return s;
}

bool str_cut(struct str s, char by, struct str *ret_head, struct str *ret_tail)
{
    const char *at = s.n ? memchr(s.p, by, s.n) : NULL;
    size_t n = at ? (size_t)(at - s.p) : s.n;
    *ret_head = (struct str){s.p, n};
    *ret_tail = at ? (struct str){at + 1, s.n - n - 1} : (struct str){0};
    return at != NULL;
}

bool str_number(struct str s, int64_t *ret)
{
    bool minus = s.n && s.p[0] == '-';
    if (minus) s.p++, s.n--;
    if (s.n == 0 || s.n > 18) return false;
    int64_t value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *ret = minus ? -value : value;
    return true;
}

/* The length of the UTF-8 sequence at p, 0 if it is not one (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *p, size_t n)
{
    if (p[0] < 0x80) return p[0] != 0;
    size_t length = p[0] >= 0xC2 && p[0] <= 0xDF ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4 : 0;
    if (length == 0 || length > n) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    bool overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
    bool outside = (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF4 && p[1] > 0x8F);
    return overlong || outside ? 0 : length;
}

size_t str_printing(struct str s)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    size_t i = 0;
    for (uint64_t word, del; s.n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, s.p + i, sizeof word);
        del = word ^ 0x7F * ones;
        if ((word | (word - ' ' * ones) | (del - ones)) & tops) break;
    }
    return i;
}

/* Whether these eight bytes are ASCII without NUL. */
static bool is_plain(const char *p)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return ((word | (word - ones)) & tops) == 0;
}

bool str_utf8(struct str s, size_t *ret_at)
{
    for (size_t i = 0, step; i < s.n; i += step) {
        step = 8;
        if (s.n - i >= step && is_plain(s.p + i)) continue;
        step = sequence((const unsigned char *)s.p + i, s.n - i);
        if (step) continue;
        if (ret_at) *ret_at = i;
        return false;
    }
    return true;
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t str_characters(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += !continues(s.p[i]);
    return n;
}

struct str str_clip(struct str s, size_t max)
{
    if (s.n <= max) return s;
    size_t n = max;
    for (int i = 0; i < 3 && n && continues(s.p[n]); i++) n--; /* no sequence has more */
    return (struct str){s.p, n};
}

uint32_t str_code_point(struct str s, size_t *ret_n)
{
    unsigned char c = (unsigned char)s.p[0];
    size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (n > s.n) n = s.n;
    *ret_n = n;
    uint32_t value = n == 1 ? c : c & (0x7FU >> n);
    for (size_t i = 1; i < n; i++) value = value << 6 | ((unsigned char)s.p[i] & 0x3F);
    return value;
}

size_t str_encode(uint32_t c, char out[static 4])
{
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[0] = (char)(lead[more] | c >> (6 * more));
    for (size_t i = 1; i <= more; i++) out[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3F));
    return more + 1;
}

uint64_t str_hash(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
    return h;
}
