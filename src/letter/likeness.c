/* Likeness of two texts: containment of their 3-word shingles, each kept as a
 * hash of 64 bits.  That two different ones share a hash is less likely than
 * that a reader miscounts. */
#include "letter/likeness.h"

#include <stdlib.h>

enum { RUN = 3 };

static const uint64_t prime = 1099511628211U; /* as in str_hash */

static uint64_t hash_word(const struct text *t, size_t i)
{
    char room[64];
    return str_hash(STR_HASH, text_lower(t, i, room));
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

struct likeness_runs likeness_runs(const struct text *t, struct arena *arena)
{
    if (t->n_words < RUN) return (struct likeness_runs){0};
    size_t n = t->n_words - RUN + 1, kept = 0;
    uint64_t *words = ARENA_NEW(arena, uint64_t, t->n_words);
    for (size_t i = 0; i < t->n_words; i++) words[i] = hash_word(t, i);
    for (size_t i = 0; i < n; i++) {
        uint64_t h = STR_HASH;
        for (size_t k = 0; k < RUN; k++) h = (h ^ words[i + k] ^ (words[i + k] >> 29)) * prime;
        words[i] = h;
    }
    qsort(words, n, sizeof *words, compare);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || words[i] != words[i - 1]) words[kept++] = words[i];
    return (struct likeness_runs){words, kept};
}

size_t likeness_common(const struct likeness_runs *a, const struct likeness_runs *b)
{
    size_t common = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t left = a->hashes[i], right = b->hashes[k];
        common += left == right;
        i += left <= right;
        k += right <= left;
    }
    return common;
}

double likeness_share(const struct text *a, const struct text *b, struct arena *arena)
{
    struct likeness_runs left = likeness_runs(a, arena), right = likeness_runs(b, arena);
    size_t shorter = left.n < right.n ? left.n : right.n;
    return shorter ? (double)likeness_common(&left, &right) / (double)shorter : 0;
}
