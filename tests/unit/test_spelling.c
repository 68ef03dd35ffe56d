/* Spelling against a dictionary of a few words, and hunspell behind it. */
#include "letter/near.h"
#include "letter/spelling.h"
#include "letter/wordset.h"
#include "sys/spell.h"

#include "finds.h"

#include <stdlib.h>

static bool listed(const char *const words[], struct str word)
{
    for (int i = 0; words[i]; i++)
        if (str_is_nocase(word, words[i])) return true;
    return false;
}

static bool knows(void *context, struct str word)
{
    static const char *const words[] = {"i", "a", "the", "to", "we", "is", "my", "their", "letter", "letters",
        "receive", "well", "known", "follow", "up", "offcuts", "color", "organize", "unfortunately", "engineer",
        "cabling", "friday", "regards", "kind", "who", "because", "don't", "bank", NULL};
    (void)context;
    return listed(words, word);
}

static bool elsewhere(void *context, struct str word)
{
    static const char *const words[] = {"colour", "organise", "organize", "lychgate", "exclude", NULL};
    (void)context;
    return listed(words, word);
}

static size_t suggest(void *context, struct str word, struct arena *a, struct str *ret, size_t max)
{
    static const char *const pairs[][2] = {{"recieve", "receive"}, {"thier", "their"}, {"thier", "tier"},
        {"offcut", "offcuts"}, {"colour", "color"}, {"organise", "organize"}, {"lychgate", "exclude"},
        {"unfortunatly", "unfortunately"}, {"csv", "CSV"}, {"regads", "Regards"}, {"kubernetes", "hypertenses"},
        {"becuase", "because"}, {"fridya", "Friday"}, {"bamk", "bank"}, {"dont", "don't"}};
    size_t n = 0;
    (void)context;
    for (size_t i = 0; i < COUNT(pairs) && n < max; i++)
        if (str_is_nocase(word, pairs[i][0])) ret[n++] = arena_str(a, str_from(pairs[i][1]));
    return n;
}

static const struct check_speller speller = {NULL, knows, elsewhere, suggest};

static void words_are_judged(void **state)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        {"We receive the letter.", ""},
        {"We recieve the letter.", "E A11 recieve > receive"},
        {"We recieve, recieve the letter.", "E A11 recieve > receive, E A11 recieve > receive"},
        {"We recieve, recieve and recieve.",
            "W A11 recieve > receive, W A11 recieve > receive, W A11 and, W A11 recieve > receive"},
        {"We dont.", "E A11 dont > don't"},
        {"The zzyzx is my letter.", "W A11 zzyzx"},
        {"The kubernetes is my letter.", ""}, /* among the words of the trade */
        {"The offcut is my letter.", "W A11 offcut > offcuts"}, /* its plural is known */
        {"My colour is the letter.", "W A11 colour > color"},
        {"We organise the letter.", "W A11 organise > organize"},
        {"The lychgate is my letter.", ""}, /* the other dictionary's, and no variant */
        {"The csv is my letter.", ""},
        /* names */
        {"We follow Kovalenko to the letter.", ""},
        {"Thier letter is known.", "E A11 Thier > their"},
        {"We follow Thier to the letter. Thier letter is known.", ""}, /* so it is a name */
        {"Bamk is known.", ""},
        {"We follow Moss and kovalenko's letter.", "W A11 and"}, /* in the record */
        {"Kind Regads,", "E A11 Regads > Regards"},
        {"Unfortunatly we follow.", "E A11 Unfortunatly > unfortunately"},
        {"Becuase we follow.", "E A11 Becuase > because"},
        /* what no dictionary has */
        {"HTTPX iOS GmbH x2y e.g. R2D2 ask@zzyzx.example www.zzyzx.example", ""},
        /* parts */
        {"A well-known letter.", ""},
        {"A well-knwn letter.", "W A11 well-knwn"},
        {"We re-follow up.", ""},
        {"My letter's letters.", ""},
        {"Recabling is well known, recabling.", ""},
        {"Who'd follow the letter? My letter'll.", ""},
    };
    static const struct check_name names[] = {{{"Olena Kovalenko", 15}, NAME_PERSON, false, false}};
    AUTO(arena) a = {0};
    struct wordset words = {.arena = &a};
    (void)state;
    assert_int_equal(wordset_read(&words, STR("kubernetes # a comment\nRegards Friday\n"), "words", NULL), OK);
    struct check_question q = {.speller = &speller, .words = &words, .names = names, .n_names = 1};
    int wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) wrong += finds_differ(spelling_check, rows[i].text, &q, rows[i].found);
    assert_int_equal(wrong, 0);
    q.speller = NULL;
    assert_int_equal(finds_differ(spelling_check, "recieve", &q, ""), 0);
}

static void wordsets_hold_words(void **state)
{
    AUTO(arena) a = {0};
    struct wordset w = {.arena = &a};
    char word[16];
    (void)state;
    assert_null(wordset_find(&w, STR("one")));
    for (int i = 0; i < 3000; i++) {
        snprintf(word, sizeof word, "w%d", i);
        *wordset_put(&w, str_from(word)) += (uint32_t)i + 1;
    }
    for (int i = 0; i < 3000; i++) {
        snprintf(word, sizeof word, "w%d", i);
        assert_int_equal(*wordset_find(&w, str_from(word)), i + 1);
    }
    assert_null(wordset_find(&w, STR("w3000")));
    struct err_info info;
    const char *long_word = "ok\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    assert_int_equal(wordset_read(&w, str_from(long_word), "own.txt", &info), ERR_INPUT);
    assert_non_null(strstr(info.text, "own.txt: line 2"));
    assert_int_equal(wordset_read(&w, STR("\xff"), "own.txt", &info), ERR_INPUT);
}

static void distances(void **state)
{
    static const struct {
        const char *a, *b;
        unsigned limit, distance;
    } rows[] = {
        {"", "", 2, 0}, {"a", "", 2, 1}, {"abc", "abc", 0, 0}, {"abc", "acb", 2, 1}, {"abc", "axc", 2, 1},
        {"abc", "abcd", 2, 1}, {"abcd", "ac", 2, 2}, {"abcd", "xyz", 2, 3}, {"Zo\xc3\xab", "Zoe", 2, 1},
        {"ca", "abc", 3, 3}, /* optimal alignment: no letter is touched twice */
    };
    char room[64];
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(near_distance(str_from(rows[i].a), str_from(rows[i].b), rows[i].limit), rows[i].distance);
        assert_int_equal(near_distance(str_from(rows[i].b), str_from(rows[i].a), rows[i].limit), rows[i].distance);
    }
    assert_true(near_swapped(STR("teh"), STR("the")));
    assert_false(near_swapped(STR("the"), STR("the")) || near_swapped(STR("teh"), STR("het")));
    assert_true(str_is(near_fold(STR("Zo\xc3\x8b M\xc3\xbcller"), room), "zoe muller"));
}

/* --- hunspell --- */

static void hunspell_knows_and_suggests(void **state)
{
    static const char *const slips[][2] = {{"recieve", "receive"}, {"mesage", "message"}, {"comittment", "commitment"},
        {"dont", "don't"}, {"alot", "a lot"}, {"Thier", "Their"}, {"greatful", "grateful"}};
    AUTO(arena) a = {0};
    struct spell *s;
    struct err_info info;
    (void)state;
    if (spell_open(&a, STR("en-US"), &s, &info)) skip();
    assert_true(spell_knows(s, STR("letter")) && spell_knows(s, STR("Don\xe2\x80\x99t")) && spell_knows(s, STR("")));
    assert_false(spell_knows(s, STR("colour")) || spell_knows(s, STR("recieve")));
    for (size_t i = 0; i < COUNT(slips); i++) {
        struct str found[3];
        assert_true(spell_suggest(s, str_from(slips[i][0]), &a, found, 3) > 0);
        if (!str_is(found[0], slips[i][1])) fail_msg("%s: %.*s", slips[i][0], STR_ARG(found[0]));
    }
    struct str found[2];
    assert_true(spell_suggest(s, STR("mesage"), &a, found, 2) <= 2);
    assert_int_equal(spell_suggest(s, STR(""), &a, found, 2), 0);
    spell_close(s);
    spell_close(NULL);
}

static void what_is_missing_is_named(void **state)
{
    AUTO(arena) a = {0};
    struct spell *s = NULL;
    struct err_info info;
    (void)state;
    assert_int_equal(setenv("HEARBACK_DICTIONARIES", "/nowhere", 1), 0);
    assert_int_equal(spell_open(&a, STR("en-GB"), &s, &info), ERR_NOT_FOUND);
    assert_non_null(strstr(info.text, "hunspell-en-gb"));
    assert_int_equal(unsetenv("HEARBACK_DICTIONARIES"), 0);
    assert_int_equal(spell_open(&a, STR("tlh"), &s, &info), ERR_NOT_FOUND);
    assert_null(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_judged),
        cmocka_unit_test(wordsets_hold_words),
        cmocka_unit_test(distances),
        cmocka_unit_test(hunspell_knows_and_suggests),
        cmocka_unit_test(what_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
