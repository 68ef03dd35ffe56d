/* Likeness of two texts: containment of their 3-word shingles, each kept as a
 * hash of 64 bits.  That two different ones share a hash is less likely than
 * that a reader miscounts. */
#include "letter/likeness.h"

#include <stdlib.h>

enum { RUN = 3 };

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static const uint64_t fnv_basis = 14695981039346656037U, fnv_prime = 1099511628211U;

static uint64_t hash_word(const struct text *t, size_t i)
{
    char room[64];
    struct str word = text_lower(t, i, room);
    uint64_t h = fnv_basis;
    for (size_t k = 0; k < word.n; k++) h = (h ^ (unsigned char)word.p[k]) * fnv_prime;
    return h;
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The runs of a text as a sorted set. */
static size_t runs(const struct text *t, struct arena *arena, uint64_t **ret)
{
    if (t->n_words < RUN) return 0;
    size_t n = t->n_words - RUN + 1, kept = 0;
    uint64_t *words = ARENA_NEW(arena, uint64_t, t->n_words);
    for (size_t i = 0; i < t->n_words; i++) words[i] = hash_word(t, i);
    for (size_t i = 0; i < n; i++) {
        uint64_t h = fnv_basis;
        for (size_t k = 0; k < RUN; k++) h = (h ^ words[i + k] ^ (words[i + k] >> 29)) * fnv_prime;
        words[i] = h;
    }
    qsort(words, n, sizeof *words, compare);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || words[i] != words[i - 1]) words[kept++] = words[i];
    *ret = words;
    return kept;
}

double likeness_share(const struct text *a, const struct text *b, struct arena *arena)
{
    uint64_t *left, *right;
    size_t n_left = runs(a, arena, &left), n_right = runs(b, arena, &right), common = 0;
    if (n_left == 0 || n_right == 0) return 0;
    for (size_t i = 0, k = 0; i < n_left && k < n_right;) {
        common += left[i] == right[k];
        bool advance_left = left[i] <= right[k], advance_right = right[k] <= left[i];
        i += advance_left;
        k += advance_right;
    }
    return (double)common / (double)(n_left < n_right ? n_left : n_right);
}
