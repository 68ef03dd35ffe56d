/* findings [FOLDER]: what the phrase rules of FOLDER (letters/en/phrases) and
 * typography find in texts from standard input.  Texts are parted by lines of
 * "%%"; each finding is a line: text, place, length, level, rule, what was
 * found, reason, first suggestion, with tabs between them.  For
 * tests/letters/measure. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter/phrases.h"
#include "letter/typography.h"

static struct str read_all(FILE *file, struct arena *a)
{
    char *text = arena_alloc(a, 64, 1024 * 1024);
    return (struct str){text, fread(text, 1, 64 * 1024 * 1024, file)};
}

static int load_folder(struct phrase_rules *rules, const char *folder, struct arena *a)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort), failed = n < 0;
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        char path[4096];
        if (length < 4 || strcmp(name + length - 4, ".txt") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, name);
        FILE *file = fopen(path, "r");
        struct err_info info = {.text = "cannot be read"};
        if (!file || phrases_load(rules, read_all(file, a), name, PHRASES_PROVED, a, &info)) {
            fprintf(stderr, "%s\n", info.text);
            failed = 1;
        }
        if (file) fclose(file);
    }
    while (n > 0) free(entries[--n]);
    if (n == 0) free(entries);
    return failed;
}

static void print(struct str s)
{
    for (size_t i = 0; i < s.n; i++) putchar(s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i]);
}

static void check(const struct phrase_rules *rules, struct str text, size_t number)
{
    AUTO(arena) a = {0};
    struct text t;
    struct findings found = {.arena = &a};
    if (!str_utf8(text, NULL) || text.n > TEXT_MAX) return;
    text_read(text, &a, &t);
    phrases_check(rules, &t, &found);
    typography_check(&t, &found);
    for (size_t i = 0; i < found.n; i++) {
        const struct finding *f = &found.items[i];
        printf(
            "%zu\t%zu\t%zu\t%s\t%s\t", number, f->at, f->n, f->level == FINDING_ERROR ? "error" : "warning", f->rule);
        print((struct str){text.p + f->at, f->n});
        putchar('\t');
        print(f->why);
        putchar('\t');
        if (f->n_suggestions) print(f->suggestions[0]);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    AUTO(arena) a = {0};
    struct phrase_rules *rules = phrases_new(&a);
    if (load_folder(rules, argc > 1 ? argv[1] : HEARBACK_SOURCE_DIR "/letters/en/phrases", &a)) return 1;
    struct str rest = read_all(stdin, &a);
    for (size_t number = 0; rest.n; number++) {
        const char *p = rest.p, *end = rest.p + rest.n;
        while (p < end && !(end - p >= 3 && memcmp(p, "%%\n", 3) == 0 && (p == rest.p || p[-1] == '\n'))) p++;
        check(rules, (struct str){rest.p, (size_t)(p - rest.p)}, number);
        rest = p < end ? (struct str){p + 3, (size_t)(end - p) - 3} : (struct str){0};
    }
    return 0;
}
