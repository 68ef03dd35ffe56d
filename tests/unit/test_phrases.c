/* Phrase rules: the pattern language by a table, faults by their lines, the
 * rules that come with hearback by their own examples, and hostile texts. */
#include "letter/phrases.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct arena all_arena;
static struct phrase_rules *all; /* of letters/en/phrases */

static struct str read_file(const char *path, struct arena *a)
{
    FILE *file = fopen(path, "r");
    if (!file) return (struct str){0};
    char *text = arena_alloc(a, PHRASES_FILE_MAX + 1, 1);
    struct str s = {text, fread(text, 1, PHRASES_FILE_MAX + 1, file)};
    fclose(file);
    return s;
}

static int read_all(void **state)
{
    (void)state;
    const char *folder = HEARBACK_SOURCE_DIR "/letters/en/phrases";
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort), files = 0;
    all = phrases_new(&all_arena);
    for (int i = 0; i < n; i++) {
        char path[4096];
        struct err_info info;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        bool rules = strstr(entries[i]->d_name, ".txt") != NULL;
        if (rules &&
            phrases_load(all, read_file(path, &all_arena), entries[i]->d_name, PHRASES_PROVED, &all_arena, &info)) {
            print_error("%s\n", info.text);
            return -1;
        }
        files += rules;
        free(entries[i]);
    }
    if (n >= 0) free(entries);
    return files > 8 ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    arena_close(&all_arena);
    return 0;
}

/* What is found in a text, parted by "|", with the first suggestions: "found > suggestion". */
static void find(const struct phrase_rules *rules, const char *bytes, char out[static 400])
{
    AUTO(arena) a = {0};
    struct text t;
    struct findings found = {.arena = &a};
    size_t used = 0;
    text_read(str_from(bytes), &a, &t);
    phrases_check(rules, &t, &found);
    out[0] = '\0';
    for (size_t i = 0; i < found.n && used < 300; i++) {
        const struct finding *f = &found.items[i];
        used += (size_t)snprintf(out + used, 400 - used, "%s%.*s", i ? "|" : "", (int)f->n, bytes + f->at);
        if (f->n_suggestions) used += (size_t)snprintf(out + used, 400 - used, " > %.*s", STR_ARG(f->suggestions[0]));
    }
}

/* --- the pattern language --- */

static const struct {
    const char *lines, *text, *found;
} patterns[] = {
    {"match = touching base", "Touching base, and touching  base; touching, base.", "Touching base|touching  base"},
    {"match = touching base", "TOUCHING *base*", "TOUCHING *base"},
    {"match = don't know", "I don\xe2\x80\x99t know.", "don\xe2\x80\x99t know"},
    {"match = just (checking|check) in", "I just check in, just checking in, just checked in.",
        "just check in|just checking in"},
    {"match = (a|b c|d)? x", "a x, b c x, b x, c x.", "a x|b c x|x|x"},
    {"match = never ...2 back", "never back. never a back. never a b back. never a b c back.",
        "never back|never a back|never a b back"},
    {"match = never * back", "never back. never came back.", "never came back"},
    {"match = never *ing", "never going, never ing.", "never going"},
    {"match = ^ hello", "Hello, hello. Hello.", "Hello|Hello"},
    {"match = base $", "To base your base.", "base"},
    {"match = as you , know", "as you know. as you, know.", "as you, know"},
    {"match = as you ,? know", "as you know. as you, know. as you \xe2\x80\x93 know.",
        "as you know|as you, know|as you \xe2\x80\x93 know"},
    {"match = you {loose} the", "You loose the key.", "loose"},
    {"match = see !(you|me)", "see you, see me, see them, see.", "see them"},
    {"match = see !you", "see you, see me.", "see me"},
    {"match = on <name>", "On Monday I sat on it, on Bond.", "On Monday|on Bond"},
    {"match = at <number>", "at 9:30, at nine.", "at 9:30"},
    {"match = would of\nunless = ~ course", "I would of gone, would of course.", "would of"},
    {"match = would of\nunless = not ~", "I would of gone. Not would of.", "would of"},
    {"match = would of\nunless = if ...3 ~", "If he ever would of it. I would of it.", "would of"},
    {"match = would of\nunless = ^ ~ it", "Would of it. I would of it. Would of me.", "would of|Would of"},
    {"match = to {<bare>}\nsuggest = to <bare>", "To hear or to see.", "hear > to hearing|see > to seeing"},
    {"match = {<bare>} you\nsuggest = <bare>", "Hear you.", "Hear > Hearing"},
    {"match = to <ing>", "to going, to morning, to bring, to swim", "to going"},
    {"match = a a", "a a a a", "a a|a a"},
    {"match = so rude\nwith = reply, call", "So rude. You call, so rude, and I call. So rude a reply. So rude as ever.",
        "so rude|So rude"},
    {"match = so rude\nwith = reply\nwith = *ing", "So rude. Calling is so rude. So rude a reply.", "so rude|So rude"},
};

static void patterns_find_what_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        AUTO(arena) a = {0};
        char found[400], file[1000];
        struct err_info info = {0};
        struct phrase_rules *rules = phrases_new(&a);
        /* Its first example is the text itself. */
        char example[300];
        size_t n = 0;
        for (const char *p = patterns[i].text; *p; p++) example[n++] = *p == '\n' ? ' ' : *p;
        example[n] = '\0';
        snprintf(file, sizeof file,
            "[words]\nbare = hear > hearing, see > seeing\ning = *ing, not morning, not bring\n[r]\nrule = C9\nwhy = "
            "So.\n%s\n"
            "bad = %s\ngood = zzz\n",
            patterns[i].lines, example);
        if (phrases_load(rules, str_from(file), "t.txt", PHRASES_PROVED, &a, &info))
            fail_msg("%s: %s", patterns[i].lines, info.text);
        find(rules, patterns[i].text, found);
        if (strcmp(found, patterns[i].found) != 0)
            fail_msg("%s\nin: %s\nfound: %s\nnot: %s", patterns[i].lines, patterns[i].text, found, patterns[i].found);
    }
}

/* --- faults --- */

#define RULE "[r]\nrule = C9\nwhy = So.\n"
#define ENDS "bad = a b c\ngood = zzz\n"

static const struct {
    const char *file, *fault;
} faults[] = {
    {"why = So.\n", "t.txt:1: a line before the first [rule-name]"},
    {"# a\n\nnonsense\n", "t.txt:3: this is neither a comment, a [rule-name] nor \"key = value\""},
    {"[r\n", "t.txt:1: the name of a rule needs its closing bracket: [name]"},
    {"[R b]\n", "t.txt:1: \"R b\": a rule is named with small letters and hyphens"},
    {RULE "match = a\n" ENDS "[r]\n", "t.txt:7: there is a rule [r] already"},
    {RULE "colour = red\n",
        "t.txt:4: \"colour\" is none of rule, level, match, with, unless, why, suggest, bad and good"},
    {RULE "match =\n", "t.txt:4: nothing stands behind \"match =\""},
    {"[r]\nrule = F9\n", "t.txt:2: \"F9\" is not a rule of the rulebook, such as C9"},
    {"[r]\nrule = C0\n", "t.txt:2: \"C0\" is not a rule of the rulebook, such as C9"},
    {"[r]\nrule = C100\n", "t.txt:2: \"C100\" is not a rule of the rulebook, such as C9"},
    {"[r]\nlevel = fatal\n", "t.txt:2: level is error (certain in any correct letter) or warning, not \"fatal\""},
    {"[r]\nwhy = So\n", "t.txt:2: why is a sentence and ends with a stop"},
    {RULE "why = So.\n", "t.txt:4: a rule has one why"},
    {"[r]\nwhy = So.\nmatch = a\n" ENDS, "t.txt:1: [r] has no line \"rule = ...\""},
    {"[r]\nrule = C9\nmatch = a\n" ENDS, "t.txt:1: [r] has no line \"why = ...\""},
    {RULE ENDS, "t.txt:1: [r] has no line \"match = ...\""},
    {RULE "match = a\nbad = a\n", "t.txt:1: [r] has no good example: one that must not match"},
    {RULE "match = a\ngood = zzz\n", "t.txt:4: no bad example shows this pattern at work"},
    {RULE "match = a\nmatch = d\n" ENDS, "t.txt:5: no bad example shows this pattern at work"},
    {RULE "match = d\n" ENDS, "t.txt:5: nothing is found in this bad example of [r]"},
    {RULE "match = a\nbad = a\ngood = A b\n", "t.txt:6: something is found in this good example of [r]"},
    {RULE "match = a\nmatch = a\n" ENDS, "t.txt:5: the same pattern stands in a rule already"},
    {RULE "suggest = 1\nsuggest = 2\nsuggest = 3\nsuggest = 4\n", "t.txt:7: a rule has at most 3 suggestions"},
    {RULE "suggest = <bare>\nmatch = a\n" ENDS,
        "t.txt:1: [r]: the list in the suggestion \"<bare>\" is not in each of its patterns"},
    {RULE "match = * a\n", "t.txt:4: it must begin with words, not with *, ! or ..."},
    {RULE "match = ... a\n", "t.txt:4: it must begin with words, not with *, ! or ..."},
    {RULE "match = !b a\n", "t.txt:4: it must begin with words, not with *, ! or ..."},
    {RULE "match = a?\n", "t.txt:4: this matches where there is no word at all"},
    {RULE "match = (a|b\n", "t.txt:4: \"(\" without its \")\""},
    {RULE "match = a)\n", "t.txt:4: \")\" without a \"(\" before it"},
    {RULE "match = (a|)\n", "t.txt:4: an empty choice: write (a|b)? for what may be missing"},
    {RULE "match = a {b\n", "t.txt:4: \"{\" without its \"}\""},
    {RULE "match = a } b\n", "t.txt:4: { and } stand once, in this order, and outside ( )"},
    {RULE "match = (a {b})\n", "t.txt:4: { and } stand once, in this order, and outside ( )"},
    {RULE "match = a ^ b\n", "t.txt:4: no word can stand before \"^\""},
    {RULE "match = a $ b\n", "t.txt:4: no word can follow \"$\""},
    {RULE "match = a ,\n", "t.txt:4: a word must follow the comma"},
    {RULE "match = a , b?\n",
        "t.txt:4: \"?\" cannot stand here: it makes a word or a group optional, and not behind a comma"},
    {RULE "match = a ...0\n", "t.txt:4: \"...0\": write ... or ...1 to ...9"},
    {RULE "match = a <list>\n", "t.txt:4: no list \"list\" stands above in [words]"},
    {RULE "match = a <list\n", "t.txt:4: \"<\" without its \">\""},
    {RULE "match = a b/c\n", "t.txt:4: \"b/c\" is not one word: no text can match it"},
    {RULE "match = a b.\n", "t.txt:4: \"b.\" is not one word: no text can match it"},
    {RULE "match = a !\n", "t.txt:4: a word is missing at the end"},
    {RULE "match = a ~\n", "t.txt:4: a word is missing before \"~\""},
    {RULE "match = a ((((((b d))))))\n", "t.txt:4: groups within groups, deeper than 5"},
    {RULE "match = a ...9 ...9 ...9 ...9 ...9 ...9 ...9\n", "t.txt:4: it may take 64 words, more than 60"},
    {RULE "unless = not\n", "t.txt:4: write one ~ for what is found, and words before or behind it: unless = not ~"},
    {RULE "unless = ~\n", "t.txt:4: write one ~ for what is found, and words before or behind it: unless = not ~"},
    {RULE "unless = ~ a?\n", "t.txt:4: this excuses everything: what stands beside ~ may be nothing"},
    {RULE "with = a,\n", "t.txt:4: a word is missing between two commas, or at the end"},
    {RULE "with = a b\n", "t.txt:4: \"a b\" is not one word"},
    {RULE "with = <other>\n", "t.txt:4: no list <other> stands above"},
    {RULE "match = a\nwith = zzz\n" ENDS, "t.txt:6: nothing is found in this bad example of [r]"},
    {"[words]\nlist = a,,b\n", "t.txt:2: a word is missing between two commas, or at the end"},
    {"[words]\nlist = a >\n", "t.txt:2: \"a >\": write word > other form"},
    {"[words]\nlist = <other>\n", "t.txt:2: no list <other> stands above"},
    {"[words]\nlist = a b\n", "t.txt:2: \"a b\" is not one word"},
    {"[words]\nnumber = a\n", "t.txt:2: \"number\" cannot be the name of a list"},
    {"[r]\nwhy = \xff.\n", "t.txt:0: the file is not UTF-8 text: save it as UTF-8"},
};

static void each_fault_is_named_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        AUTO(arena) a = {0};
        struct err_info info = {.text = "nothing"};
        enum err err = phrases_load(phrases_new(&a), str_from(faults[i].file), "t.txt", PHRASES_PROVED, &a, &info);
        if (err != ERR_INPUT || strcmp(info.text, faults[i].fault) != 0)
            fail_msg("%s\nsaid: %s\nnot: %s", faults[i].file, info.text, faults[i].fault);
    }
}

static void a_rule_of_another_file_counts_as_taken(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct err_info info;
    struct phrase_rules *rules = phrases_new(&a);
    assert_int_equal(phrases_load(rules, STR(RULE "match = a\n" ENDS), "t.txt", PHRASES_PROVED, &a, &info), OK);
    assert_int_equal(
        phrases_load(rules, STR("[q]\nrule = C9\nwhy = So.\nmatch = a\n" ENDS), "u.txt", PHRASES_PROVED, &a, &info),
        ERR_INPUT);
    assert_string_equal(info.text, "u.txt:4: the same pattern stands in a rule already");
    assert_int_equal(phrases_examples(rules), 2);
}

static void trusted_rules_are_taken_without_their_examples(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct err_info info;
    char found[400];
    struct phrase_rules *rules = phrases_new(&a);
    struct str file = STR(RULE "match = would of\nbad = Nothing.\n");
    assert_int_equal(phrases_load(rules, file, "t.txt", PHRASES_PROVED, &a, &info), ERR_INPUT);
    rules = phrases_new(&a);
    assert_int_equal(phrases_load(rules, file, "t.txt", PHRASES_TRUSTED, &a, &info), OK);
    assert_int_equal(phrases_examples(rules), 0);
    find(rules, "I would of come.", found);
    assert_string_equal(found, "would of");
}

/* --- the rules that come with hearback --- */

static void every_example_holds_among_all_rules(void **state)
{
    (void)state;
    int bad = 0, good = 0;
    for (size_t i = 0; i < phrases_examples(all); i++) {
        AUTO(arena) a = {0};
        struct phrase_example e = phrases_example(all, i);
        struct text t;
        struct findings found = {.arena = &a};
        text_read(e.text, &a, &t);
        phrases_check(all, &t, &found);
        bool its_own = false;
        for (size_t k = 0; k < found.n; k++) its_own |= str_eq(found.items[k].why, e.why);
        /* Another rule may say it of the same words; but something is said. */
        if (e.bad ? found.n == 0 : its_own)
            fail_msg("%s:%d: [%.*s] %.*s", e.where, e.line, STR_ARG(e.rule), STR_ARG(e.text));
        bad += e.bad, good += !e.bad;
    }
    assert_true(bad > 500 && good > 80);
}

static void reasons_are_sentences_and_found_in_order(void **state)
{
    (void)state;
    char found[400];
    find(all, "I would of come. I just wanted to touch base about you're reply.", found);
    assert_string_equal(found, "of > have|I just wanted to touch > I am writing about ...|you're > your");
    for (size_t i = 0; i < phrases_examples(all); i++) {
        struct str why = phrases_example(all, i).why;
        if ((why.p[0] < 'A' || why.p[0] > 'Z') && why.p[0] != '"') fail_msg("%.*s", STR_ARG(why));
    }
}

/* --- hostile texts --- */

/* Seconds for a text of one part, again and again; how many findings. */
static double hostile(const char *part, size_t size, size_t *ret_found)
{
    static char text[TEXT_MAX];
    AUTO(arena) a = {0};
    size_t n = strlen(part), used = 0;
    for (; used + n <= size; used += n) memcpy(text + used, part, n);
    struct text t;
    struct findings found = {.arena = &a};
    text_read((struct str){text, used}, &a, &t);
    clock_t start = clock();
    phrases_check(all, &t, &found);
    *ret_found = found.n;
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void hostile_texts_take_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "I ", "you ", "never ", "if I don't hear ", "the ", "to to ", "I am I'm ", "you have ", "my ", "x"};
    size_t found;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double seconds = hostile(parts[i], TEXT_MAX / 16, &found);
        assert_true(found <= PHRASES_FINDINGS_MAX);
        if (seconds > 1) fail_msg("%s: %.1f s", parts[i], seconds); /* sanitized; without, a tenth of it */
    }
    assert_true(hostile("never ", TEXT_MAX, &found) < 8);
    assert_true(hostile("x", TEXT_MAX, &found) < 8 && found == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_find_what_they_say),
        cmocka_unit_test(each_fault_is_named_with_its_line),
        cmocka_unit_test(a_rule_of_another_file_counts_as_taken),
        cmocka_unit_test(trusted_rules_are_taken_without_their_examples),
        cmocka_unit_test(every_example_holds_among_all_rules),
        cmocka_unit_test(reasons_are_sentences_and_found_in_order),
        cmocka_unit_test(hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, read_all, close_all);
}
