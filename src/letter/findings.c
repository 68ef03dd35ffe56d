/* Findings: adding them. */
#include "letter/check.h"

struct finding *check_add(
    struct findings *f, enum finding_level level, const char *rule, size_t at, size_t n, struct str why)
{
    struct finding *new = ARENA_PUSH(f->arena, f->items, f->n, f->room);
    *new = (struct finding){.rule = rule, .level = level, .at = at, .n = n, .why = why};
    return new;
}

void check_suggest(struct finding *f, struct str suggestion)
{
    if (f->n_suggestions < FINDING_SUGGESTIONS) f->suggestions[f->n_suggestions++] = suggestion;
}
