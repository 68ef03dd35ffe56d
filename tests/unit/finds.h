/* For the tests of what the check of letters finds: texts in tables, and what is
 * found as a line: "E A3 Jon > Jane, W C2".  E is an error, W a warning; what
 * concerns the whole letter has no words; behind > stands the first suggestion. */
#ifndef TESTS_FINDS_H
#define TESTS_FINDS_H

#include "letter/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

typedef void finds_check(const struct text *t, const struct check_question *q, struct findings *ret);

static inline struct str finds_line(struct arena *a, const struct text *t, const struct findings *f)
{
    struct str line = {0};
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *x = &f->items[i];
        line = arena_format(
            a, "%.*s%s%s %s", STR_ARG(line), line.n ? ", " : "", x->level == FINDING_ERROR ? "E" : "W", x->rule);
        assert_true(x->why.n > 0 && x->at + x->n <= t->bytes.n);
        if (x->n) line = arena_format(a, "%.*s %.*s", STR_ARG(line), (int)x->n, t->bytes.p + x->at);
        if (x->n_suggestions) line = arena_format(a, "%.*s > %.*s", STR_ARG(line), STR_ARG(x->suggestions[0]));
    }
    return line;
}

/* 1 and both lines where something else is found. */
static inline int finds_differ(
    finds_check *check, const char *text, const struct check_question *q, const char *expected)
{
    AUTO(arena) a = {0};
    struct text t;
    struct findings f = {.arena = &a};
    text_read(str_from(text), &a, &t);
    check(&t, q, &f);
    struct str line = finds_line(&a, &t, &f);
    if (str_is(line, expected)) return 0;
    print_error("%s\n  found:    %.*s\n  expected: %s\n", text, STR_ARG(line), expected);
    return 1;
}

#endif
