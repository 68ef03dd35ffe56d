/* An arena of growing blocks. */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024 };

struct arena_block {
    struct arena_block *before;
    size_t size;
    max_align_t bytes[];
};

void arena_close(struct arena *a)
{
    if (!a) return;
    while (a->last) {
        struct arena_block *block = a->last;
        a->last = block->before;
        free(block);
    }
    *a = (struct arena){0};
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->last;
    if (!keep) return;
    size_t used = (size_t)(a->next - (char *)keep->bytes);
    a->last = keep->before;
    keep->before = NULL;
    arena_close(a);
    memset(keep->bytes, 0, used);
    *a = (struct arena){.last = keep, .next = (char *)keep->bytes, .end = (char *)keep->bytes + keep->size};
}

static void add_block(struct arena *a, size_t need)
{
    size_t size = a->last ? a->last->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < need) size = need;
    struct arena_block *block = size > SIZE_MAX - sizeof *block ? NULL : calloc(1, sizeof *block + size);
    if (!block) abort();
    block->before = a->last;
    block->size = size;
    a->last = block;
    a->next = (char *)block->bytes;
    a->end = a->next + size;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    size_t need, align = _Alignof(max_align_t);
    if (__builtin_mul_overflow(count, size, &need) || need > SIZE_MAX - align) abort();
    need = (need + align - 1) / align * align;
    if ((size_t)(a->end - a->next) < need || !a->last) add_block(a, need);
    void *p = a->next;
    a->next += need;
    return p;
}

struct str arena_str(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1, 1);
    if (s.n) memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

struct str arena_format(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = arena_alloc(a, n < 0 ? 1 : (size_t)n + 1, 1);
    if (n > 0) vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (struct str){p, n < 0 ? 0 : (size_t)n};
}

void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room) return items;
    size_t more = *room ? *room * 2 : 8;
    char *copy = arena_alloc(a, more, size);
    if (count) memcpy(copy, items, count * size);
    *room = more;
    return copy;
}
