/* What is the writer's own: line by line from tests/word/own.txt, and shapes
 * that could take long. */
#include "word/own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tests/word/collection.h"

static char kind_at(const struct own_pieces *p, size_t at)
{
    for (size_t i = 0; i < p->n; i++)
        if (at >= p->items[i].at && at < p->items[i].at + p->items[i].n) return "oqsn"[p->items[i].kind];
    return '?';
}

/* Reads a case off *rest; returns how many of its lines are taken for something else. */
static int run_case(struct str *rest, struct str name)
{
    AUTO(arena) a = {0};
    char want[200], *text = arena_alloc(&a, 20000, 1);
    size_t starts[200], n = 0, used = 0;
    struct own_pieces p;
    struct str line;
    int wrong = 0;
    while (rest->n && !str_starts(*rest, STR("%% ")) && n < 200) {
        str_cut(*rest, '\n', &line, rest);
        if (line.n < 2 || line.p[1] != '|') continue;
        want[n] = line.p[0];
        starts[n++] = used;
        memcpy(text + used, line.p + 2, line.n - 2);
        used += line.n - 2;
        text[used++] = '\n';
    }
    own_read((struct str){text, used}, &a, &p);
    size_t at = 0;
    for (size_t i = 0; i < p.n; at += p.items[i++].n) assert_int_equal(p.items[i].at, at);
    assert_int_equal(at, used);
    for (size_t i = 0; i < n; i++) {
        char got = kind_at(&p, starts[i]);
        if (want[i] == '-' || got == want[i]) continue;
        size_t end = i + 1 < n ? starts[i + 1] : used;
        print_error("%.*s: %c for %c: %.*s", STR_ARG(name), got, want[i], (int)(end - starts[i]), text + starts[i]);
        wrong++;
    }
    return wrong;
}

static void lines_are_what_they_are(void **state)
{
    AUTO(arena) a = {0};
    struct str rest = collection_file(HEARBACK_SOURCE_DIR "/tests/word/own.txt", &a), line;
    int cases = 0, wrong = 0;
    (void)state;
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        if (!str_starts(line, STR("%% "))) continue;
        wrong += run_case(&rest, (struct str){line.p + 3, line.n - 3});
        cases++;
    }
    assert_true(cases > 50);
    assert_int_equal(wrong, 0);
}

static void a_mask_keeps_places(void **state)
{
    AUTO(arena) a = {0};
    struct str text = STR("Yes,\xc2\xa0gladly.\n> Shall we?\nAt ten.\n"), mask;
    struct own_pieces p;
    (void)state;
    own_read(text, &a, &p);
    mask = own_mask(text, &p, OWN_TEXT, &a);
    assert_true(str_is(mask, "Yes,  gladly.\n\n\n\n\n\n\n\n\n\n\n\n\nAt ten.\n"));
    assert_true(str_is(own_join(text, &p, OWN_TEXT, &a), "Yes,\xc2\xa0gladly.\nAt ten.\n"));
    own_read((struct str){0}, &a, &p);
    assert_int_equal(p.n, 0);
}

/* --- time --- */

static double seconds(const char *piece, size_t bytes)
{
    AUTO(arena) a = {0}, work = {0};
    char *text = arena_alloc(&a, bytes + 1, 1);
    size_t n = strlen(piece);
    for (size_t i = 0; i + n <= bytes; i += n) memcpy(text + i, piece, n);
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        struct own_pieces p;
        struct timespec from, to;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        own_read((struct str){text, bytes / n * n}, &work, &p);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        double took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        if (took < best) best = took;
        arena_reset(&work);
    }
    return best;
}

static void hostile_shapes_take_linear_time(void **state)
{
    static const char *const pieces[] = {"> a\n", "\n", "From: a\n\n\n", "On Monday\n", "On x wrote\n",
        "From: a\nTo: b\n", "a", " ", "--\n", "Sent from my x\n\n", "Thanks,\n", "unsubscribe\n", "\n\nunsubscribe\n",
        "a b:\n", "-----\n", "\xc2\xa0", "> a\nRegards,\nb\n", "On 5 x@y\n\n\n\n", "________\nFrom: b\n",
        "reply above this line\n", "# reply above this line\n", "\xf0\x9f\x98\x80"};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double half = 0, whole = 1;
        for (int tries = 0; tries < 6 && whole > half * 3 + 0.005; tries++) { /* others may be at work */
            half = seconds(pieces[i], WORD_TEXT_MAX / 2);
            whole = seconds(pieces[i], WORD_TEXT_MAX);
        }
        if (whole > half * 3 + 0.005) fail_msg("%s: %g s, doubled %g s", pieces[i], half, whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_what_they_are),
        cmocka_unit_test(a_mask_keeps_places),
        cmocka_unit_test(hostile_shapes_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
