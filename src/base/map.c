#include "base/map.h"

/* Every bit of it changes all (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
static uint64_t scramble(uint64_t z)
{
    z += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

/* Twice, so that small numbers next to each other do not meet: 7 and 66, 8 and 1. */
uint64_t map_mix(uint64_t digest, uint64_t more)
{
    digest = scramble(scramble(digest) + more);
    return digest ? digest : 1;
}

uint64_t map_digest(uint64_t kind, struct str text)
{
    return map_mix(map_mix(kind, str_hash(STR_HASH, text)), text.n);
}

static size_t place_of(const struct map *m, uint64_t digest)
{
    size_t i = (size_t)digest & (m->room - 1);
    while (m->keys[i] && m->keys[i] != digest) i = (i + 1) & (m->room - 1);
    return i;
}

int64_t map_get(const struct map *m, uint64_t digest)
{
    return m->room && digest ? m->values[place_of(m, digest)] : 0;
}

/* At most four fifths full. */
void map_reserve(struct map *m, struct arena *a, size_t n)
{
    struct map old = *m;
    size_t room = 64;
    while (room * 4 / 5 < m->n + n) room *= 2;
    if (room <= m->room) return;
    *m = (struct map){ARENA_NEW(a, uint64_t, room), ARENA_NEW(a, int64_t, room), old.n, room};
    for (size_t i = 0; i < old.room; i++) {
        if (!old.keys[i]) continue;
        size_t at = place_of(m, old.keys[i]);
        m->keys[at] = old.keys[i];
        m->values[at] = old.values[i];
    }
}

void map_put(struct map *m, struct arena *a, uint64_t digest, int64_t value)
{
    map_reserve(m, a, 1);
    size_t at = place_of(m, digest);
    m->n += !m->keys[at];
    m->keys[at] = digest;
    m->values[at] = value;
}
