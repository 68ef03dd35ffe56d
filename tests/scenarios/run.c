/* Runs story files: each line with "==>" is an expectation.  Prints what
 * differs with file and line, then "N passed, N failed". */
#include "tests/scenarios/expect.h"
#include "tests/scenarios/guard.h"

#include <stdio.h>
#include <string.h>

static int passed, failed;

static void fault(const char *file, int number, const char *what)
{
    printf("%s:%d: %s\n", file, number, what);
    failed++;
}

static void expect(struct story *s, const char *file, int number, struct str line, struct str want)
{
    char got[GOT_MAX], why[200];
    if (!story_ready(s, why)) {
        fault(file, number, why);
        return;
    }
    guard_case(&s->c);
    if (expect_holds(s, line, want, got)) {
        passed++;
    } else {
        fault(file, number, "it comes out otherwise");
        printf("    %.*s\n    expected %.*s\n    got      %s\n", STR_ARG(line), STR_ARG(want), got);
    }
}

/* The part before "==>", and what stands after it. */
static struct str arrow(struct str line, struct str *ret_want)
{
    for (size_t i = 0; i + 3 <= line.n; i++) {
        if (memcmp(line.p + i, "==>", 3) != 0) continue;
        *ret_want = str_trim((struct str){line.p + i + 3, line.n - i - 3});
        return str_trim((struct str){line.p, i});
    }
    return line;
}

/* A line that ends with a comma or an arrow goes on in the next. */
static void join_lines(char *text, size_t n)
{
    for (size_t i = 3; i < n; i++)
        if (text[i] == '\n' && (text[i - 1] == ',' || memcmp(text + i - 3, "==>", 3) == 0)) text[i] = '\v';
}

static int count_joined(struct str line)
{
    int n = 0;
    for (size_t i = 0; i < line.n; i++) n += line.p[i] == '\v';
    return n;
}

static void run_text(const char *file, char *text, size_t n)
{
    static struct story s;
    join_lines(text, n);
    struct str rest = {text, n}, line;
    story_begin(&s);
    for (int number = 1, joined; rest.n; number += 1 + joined) {
        char why[200];
        struct str want = {0};
        str_cut(rest, '\n', &line, &rest);
        joined = count_joined(line);
        for (char *p = text; joined && p < line.p + line.n; p++)
            if (*p == '\v') *p = ' ';
        line = arrow(str_trim(line), &want);
        if (!line.n || line.p[0] == '#') continue;
        if (line.p[0] == '=')
            story_begin(&s);
        else if (want.n)
            expect(&s, file, number, line, want);
        else if (!story_take(&s, line, why))
            fault(file, number, why);
    }
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    for (int i = 1; i < argc; i++) {
        FILE *in = fopen(argv[i], "r");
        if (!in) {
            printf("%s: cannot be read\n", argv[i]);
            failed++;
            continue;
        }
        run_text(argv[i], text, fread(text, 1, sizeof text, in));
        fclose(in);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
