#include "word/key.h"

uint32_t key_fold(struct str s, size_t *ret_n)
{
    unsigned char first = (unsigned char)s.p[0];
    if (first < 0x80) {
        *ret_n = 1;
        if (first >= 'A' && first <= 'Z') return first + 32U;
        return first == '\t' || first == '\n' || first == '\r' || first == '\f' || first == '\v' ? ' ' : first;
    }
    uint32_t c = str_code_point(s, ret_n);
    if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
    if (c >= 0x391 && c <= 0x3a9) return c + 32;
    if (c >= 0x410 && c <= 0x42f) return c + 32;
    if (c == 0xa0 || c == 0x202f || (c >= 0x2000 && c <= 0x200b) || c == 0x3000 || c == 0xfeff) return ' ';
    return c == 0x2019 || c == 0x2bc ? '\'' : c;
}

static bool goes_on(struct str s)
{
    size_t n;
    if (!s.n) return false;
    uint32_t c = key_fold(s, &n);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xc0 && c < 0x2000);
}

size_t key_head(struct str s, const char *key)
{
    struct str rest = s, k = str_from(key);
    while (k.n) {
        size_t n, m;
        if (k.p[0] == '*' && k.n == 1) return s.n - rest.n;
        if (!rest.n) return 0;
        uint32_t c = key_fold(rest, &n), want = str_code_point(k, &m);
        if (c != want) return 0;
        do rest.p += n, rest.n -= n;
        while (want == ' ' && rest.n && key_fold(rest, &n) == ' ');
        k.p += m, k.n -= m;
    }
    return goes_on(rest) ? 0 : s.n - rest.n;
}

size_t key_head_any(struct str s, const char *const keys[])
{
    size_t most = 0;
    unsigned char first = s.n ? (unsigned char)s.p[0] : 0;
    if (first >= 'A' && first <= 'Z') first = (unsigned char)(first + 32);
    for (size_t i = 0; s.n && keys[i]; i++) {
        if (first < 0x80 && (unsigned char)keys[i][0] != first) continue;
        size_t n = key_head(s, keys[i]);
        if (n > most) most = n;
    }
    return most;
}

bool key_found(struct str s, const char *const keys[], size_t *ret_at)
{
    bool inside = false; /* a word */
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', many = c >= 0x80;
        /* Scripts without blanks between words have no beginnings. */
        if ((letter || many) && (!inside || c >= 0xe3) && key_head_any((struct str){s.p + at, s.n - at}, keys)) {
            if (ret_at) *ret_at = at;
            return true;
        }
        size_t n = 1;
        if (many) letter = key_fold((struct str){s.p + at, s.n - at}, &n) >= 0xc0;
        if (many && c == 0xe2) letter = false; /* dashes, quotes */
        inside = letter || (c >= '0' && c <= '9');
        at += n;
    }
    return false;
}
