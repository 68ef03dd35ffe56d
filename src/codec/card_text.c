/* A card, step by step. */
#include "codec/card_part.h"

/* A copy in which control characters are blanks. */
static struct str clean(struct arena *a, struct str s)
{
    s = str_clip(s, CARD_LINE_MAX);
    char *p = ARENA_NEW(a, char, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F ? ' ' : s.p[i];
    return str_trim((struct str){p, s.n});
}

void card_text_read(struct arena *a, const struct card_line *lines, size_t n, struct card_text *ret)
{
    *ret = (struct card_text){0};
    if (n > CARD_LINES_MAX) n = CARD_LINES_MAX;
    struct card_rest *rest = ARENA_NEW(a, struct card_rest, n);
    struct card_line *all = ARENA_NEW(a, struct card_line, n);
    for (size_t i = 0; i < n; i++) {
        all[i] = lines[i];
        all[i].text = clean(a, lines[i].text);
    }
    card_values_take(a, all, n, ret, rest);
    card_roles_find(a, rest, n, ret);
}
