/* An arena: memory for whatever lives as long as one command or one request,
 * given back all at once.  Running out of memory ends the program, as there is
 * nothing left to do about it and nothing half-done is ever on disk. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/err.h"
#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *last;
    char *next, *end;
};

void arena_close(struct arena *a); /* zero is an empty arena; after closing it is one again */
void arena_reset(struct arena *a); /* gives back all but one block, for use in a loop */

/* Zeroed, aligned for any type; count * size is checked for overflow. */
void *arena_alloc(struct arena *a, size_t count, size_t size) __attribute__((malloc));
#define ARENA_NEW(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type)))

struct str arena_str(struct arena *a, struct str s); /* a copy, followed by a NUL that is not counted */
struct str arena_format(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);

/* For a growing array: makes room for one more in *items, which holds *count of a capacity *room. */
void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size);
#define ARENA_PUSH(a, items, count, room)                                                                              \
    ((items) = arena_grow((a), (items), (count), &(room), sizeof *(items)), &(items)[(count)++])

#define AUTO(type) __attribute__((cleanup(type##_close))) struct type

#endif
