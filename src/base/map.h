/* Numbers by 64-bit digests, in an arena: small and quick, for what is looked up
 * by text without keeping the text.  Two texts of one digest are taken for the
 * same; digests are mixed well enough that this does not happen by itself. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map {
    uint64_t *keys;
    int64_t *values;
    size_t n, room;
};

/* Digests, never 0: one made of two, and that of a text within a kind of texts. */
uint64_t map_mix(uint64_t digest, uint64_t more);
uint64_t map_digest(uint64_t kind, struct str text);

int64_t map_get(const struct map *m, uint64_t digest); /* 0: nothing; also of the digest 0 */
void map_reserve(struct map *m, struct arena *a, size_t n); /* room for n more */
void map_put(struct map *m, struct arena *a, uint64_t digest, int64_t value); /* in place of what it had */

#endif
