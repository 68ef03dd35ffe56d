#include "word/key.h"

#include <assert.h>
#include <string.h>

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

/* The second bytes, where both are plain letters. */
static bool may_go_on(struct str s, char key)
{
    bool plain = s.n > 1 && key >= 'a' && key <= 'z' && (unsigned char)s.p[1] < 0x80;
    return !plain || (s.p[1] | 32) == key;
}

size_t key_head_any(struct str s, const char *const keys[])
{
    size_t most = 0;
    unsigned char first = s.n ? (unsigned char)s.p[0] : 0;
    if (first >= 'A' && first <= 'Z') first = (unsigned char)(first + 32);
    for (size_t i = 0; s.n && keys[i]; i++) {
        if (first < 0x80 && ((unsigned char)keys[i][0] != first || !may_go_on(s, keys[i][1]))) continue;
        size_t n = key_head(s, keys[i]);
        if (n > most) most = n;
    }
    return most;
}

/* Keys by their first byte, so that each word is held against a few of them. */
enum { BUCKETS = 64, KEYS_MOST = 250 };

struct index {
    const char *const *keys;
    uint8_t next[KEYS_MOST], first[BUCKETS]; /* places in keys, plus one */
};

static unsigned bucket(char c)
{
    unsigned char b = (unsigned char)c;
    return (b >= 'A' && b <= 'Z' ? b + 32U : b) % BUCKETS;
}

static void index_keys(struct index *x, const char *const keys[])
{
    memset(x->first, 0, sizeof x->first);
    x->keys = keys;
    for (size_t i = 0; keys[i]; i++) {
        assert(i < KEYS_MOST);
        uint8_t *first = &x->first[bucket(keys[i][0])];
        x->next[i] = *first;
        *first = (uint8_t)(i + 1);
    }
}

static bool begins(const struct index *x, struct str s)
{
    for (unsigned i = x->first[bucket(s.p[0])]; i; i = x->next[i - 1])
        if (key_head(s, x->keys[i - 1])) return true;
    return false;
}

bool key_found(struct str s, const char *const keys[], size_t *ret_at)
{
    struct index x;
    index_keys(&x, keys);
    bool inside = false; /* a word */
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', many = c >= 0x80;
        /* Scripts without blanks between words have no beginnings. */
        if ((letter || many) && (!inside || c >= 0xe3) && begins(&x, (struct str){s.p + at, s.n - at})) {
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

bool key_same(struct str a, struct str b)
{
    while (a.n && b.n) {
        size_t n, m;
        if (key_fold(a, &n) != key_fold(b, &m)) return false;
        a.p += n, a.n -= n, b.p += m, b.n -= m;
    }
    return !a.n && !b.n;
}
