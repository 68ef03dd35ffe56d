/* Distances between words: optimal string alignment, over code points. */
#include "letter/near.h"

#include <string.h>

static size_t decode(struct str s, uint32_t out[static NEAR_MAX + 1])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t length;
        uint32_t value = str_code_point((struct str){s.p + i, s.n - i}, &length);
        i += length;
        if (n > NEAR_MAX) return n;
        out[n++] = value;
    }
    return n;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned near_distance(struct str a, struct str b, unsigned limit)
{
    uint32_t x[NEAR_MAX + 1], y[NEAR_MAX + 1];
    unsigned rows[3][NEAR_MAX + 1];
    if (str_eq(a, b)) return 0;
    size_t n = decode(a, x), m = decode(b, y), more = n > m ? n - m : m - n;
    if (n > NEAR_MAX || m > NEAR_MAX || more > limit) return limit + 1;
    for (size_t k = 0; k <= m; k++) rows[0][k] = (unsigned)k;
    for (size_t i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t k = 1; k <= m; k++) {
            unsigned change = above[k - 1] + (x[i - 1] != y[k - 1]);
            row[k] = least(change, least(above[k], row[k - 1]) + 1);
            bool swapped = i > 1 && k > 1 && x[i - 1] == y[k - 2] && x[i - 2] == y[k - 1];
            if (swapped) row[k] = least(row[k], before[k - 2] + 1);
        }
    }
    return least(rows[n % 3][m], limit + 1);
}

bool near_swapped(struct str a, struct str b)
{
    size_t i = 0;
    if (a.n != b.n) return false;
    while (i < a.n && a.p[i] == b.p[i]) i++;
    if (i + 1 >= a.n || a.p[i] != b.p[i + 1] || a.p[i + 1] != b.p[i]) return false;
    return memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

/* The plain letter of U+00C0 to U+00FF; blank: it stays as it is. */
static const char plain_latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";

struct str near_fold(struct str word, char out[static 64])
{
    size_t used = 0;
    for (size_t i = 0; i < word.n && used + 4 < 64; i++) {
        unsigned char c = (unsigned char)word.p[i], next = i + 1 < word.n ? (unsigned char)word.p[i + 1] : 0;
        char plain = c == 0xc3 && next >= 0x80 ? plain_latin[next - 0x80] : ' ';
        if (plain != ' ') {
            out[used++] = plain;
            i++;
        } else {
            out[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    return (struct str){out, used};
}
