/* measure [-v] FILE...: how well mails with known answers are understood
 * (collection.h): precision and recall by gist, hits of the other answers.  -v
 * shows each miss.  measure -s FILE: what is read from each mail, and why. */
#include <stdio.h>
#include <string.h>

#include "tests/word/collection.h"

static const char *const names[] = {"received", "not-yet", "asked-to-follow-up", "interview", "references", "rejected",
    "filled", "offer", "other", "out-of-office", "bounce", "list", NULL};
enum { NAMES = 12 };
static const char *const keys[] = {"decision", "follow-up", "meeting", "employer", "position", "work", "name", "title",
    "organisation", "phone", "back", NULL};
enum { KEYS = 11 };

static int right[NAMES], said[NAMES], are[NAMES], hits[KEYS], asked[KEYS], mails, all_right;

static void answers(
    const struct collected *c, const struct word_meaning *w, const char *path, bool verbose, struct arena *a)
{
    for (size_t i = 0; i < c->n; i++) {
        struct str want = c->answers[i].value, got = collection_answer(w, c, c->answers[i].key, a);
        int k = kind_code(keys, c->answers[i].key);
        if (k < 0) {
            fprintf(stderr, "%s:%d: no such key: %.*s\n", path, c->line, STR_ARG(c->answers[i].key));
            continue;
        }
        if (str_is(want, "none")) want = (struct str){0};
        asked[k]++;
        hits[k] += str_eq(want, got);
        if (verbose && !str_eq(want, got))
            printf(
                "%s:%d: %s: \"%.*s\" where \"%.*s\" is right\n", path, c->line, keys[k], STR_ARG(got), STR_ARG(want));
    }
}

static void show(const struct collected *c, const struct word_meaning *w)
{
    static const char *const kinds[] = {"own", "quoted", "signature", "notice"};
    printf("--- %d %.*s: %.*s (%d) by %.*s: %.*s\n", c->line, STR_ARG(c->mail.subject), STR_ARG(collection_gist(w)),
        (int)w->certainty, STR_ARG(w->reason.rule), STR_ARG(word_passage_text(&c->mail, w->reason.passage)));
    for (size_t i = 0; i < w->own.n; i++)
        printf("[%s] %.*s\n", kinds[w->own.items[i].kind], (int)w->own.items[i].n, c->mail.text.p + w->own.items[i].at);
    for (size_t i = 0; i < w->promises.n; i++) {
        char out[16] = "?";
        const struct promise *p = &w->promises.items[i];
        if (p->day != DAY_NONE) day_format(p->day, out);
        printf("  %s %s %d %.*s (%.*s) %.*s\n", promise_names[p->kind], out, p->minute, STR_ARG(p->zone),
            STR_ARG(p->said), STR_ARG(p->doubt));
    }
    printf("  employer %.*s (%.*s), position %.*s (%.*s)\n", STR_ARG(w->employer.name),
        STR_ARG(w->employer.name_reason.rule), STR_ARG(w->employer.position),
        STR_ARG(w->employer.position_reason.rule));
    printf("  sender %.*s, %.*s, %.*s; %zu numbers; work %d %.*s; language %.*s\n", STR_ARG(w->sender.name),
        STR_ARG(w->sender.title), STR_ARG(w->sender.organisation), w->sender.n_phones, w->about_work,
        STR_ARG(w->about.rule), STR_ARG(w->language));
}

static void measure(const struct word_rules *r, const char *path, bool verbose, bool showing)
{
    AUTO(arena) file = {0};
    struct str rest = collection_file(path, &file);
    struct collected c;
    int line = 0;
    while (collection_next(&rest, &line, &c)) {
        AUTO(arena) a = {0};
        struct word_meaning w;
        word_read(r, &c.mail, &a, &w);
        struct str got = collection_gist(&w);
        int is = kind_code(names, c.gist), taken = kind_code(names, got);
        mails++;
        if (is < 0) {
            fprintf(stderr, "%s:%d: no such gist: %.*s\n", path, c.line, STR_ARG(c.gist));
            continue;
        }
        are[is]++, said[taken]++;
        right[is] += is == taken;
        all_right += is == taken;
        if (verbose && is != taken)
            printf("%s:%d: %s taken for %s by %.*s: %.*s\n", path, c.line, names[is], names[taken],
                STR_ARG(w.reason.rule), STR_ARG(word_passage_text(&c.mail, w.reason.passage)));
        if (showing) show(&c, &w);
        answers(&c, &w, path, verbose, &a);
    }
}

int main(int argc, char **argv)
{
    AUTO(arena) a = {0};
    struct word_rules *r = collection_rules(&a, PHRASES_TRUSTED);
    bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0, showing = argc > 1 && strcmp(argv[1], "-s") == 0;
    for (int i = 1 + (verbose || showing); i < argc; i++) measure(r, argv[i], verbose, showing);
    for (int i = 0; i < NAMES; i++)
        if (are[i] || said[i])
            printf("%-20s %3d mails, precision %5.1f %%, recall %5.1f %%\n", names[i], are[i],
                said[i] ? 100.0 * right[i] / said[i] : 100.0, are[i] ? 100.0 * right[i] / are[i] : 100.0);
    for (int i = 0; i < KEYS; i++)
        if (asked[i]) printf("%-20s %3d of %3d\n", keys[i], hits[i], asked[i]);
    printf("%d of %d gists are right\n", all_right, mails);
    int failed = mails - all_right, passed = all_right;
    for (int i = 0; i < KEYS; i++) failed += asked[i] - hits[i], passed += hits[i];
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
