/* Typography: what is found in a text, and what is not. */
#include "letter/typography.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* What is found, in the order of places, parted by "|", warnings with a "~" before them. */
static void find(struct str bytes, char out[static 600])
{
    AUTO(arena) a = {0};
    struct text t;
    struct findings found = {.arena = &a};
    size_t used = 0;
    text_read(bytes, &a, &t);
    typography_check(&t, &found);
    out[0] = '\0';
    for (size_t at = 0; at <= bytes.n; at++)
        for (size_t i = 0; i < found.n && used < 400; i++) {
            const struct finding *f = &found.items[i];
            if (f->at != at) continue;
            int n = snprintf(out + used, 600 - used, "%s%s%.*s", used ? "|" : "",
                f->level == FINDING_WARNING ? "~" : "", (int)(f->n < 60 ? f->n : 60), bytes.p + f->at);
            used += (size_t)n;
        }
}

static const struct {
    const char *text, *found;
} cases[] = {
    /* words twice */
    {"Thank you for the the tour.", "the the"},
    {"I saw a good deal that was new to me when you took me round the\nthe mill.", "the\nthe"},
    {"We spoke about About it.", ""},
    {"The lens lens is new.", "~lens lens"},
    {"I had had enough. I know that that is so. Very very good.", ""},
    {"What it is is late. I signed in in May. I gave her her book.", ""},
    {"The role is is good. I start in in May.", "~is is|~in in"},
    {"In Baden Baden and Duran Duran.", ""},
    {"I went to the to the mill.", "~to the to the"},
    {"On and on and on. The end. The end.", ""},
    {"I saw the, the mill.", ""},
    /* a and an */
    {"a hour, an hour, a honest man, an heir", "a hour|a honest"},
    {"an university, a university, an user, a European, an European", "an university|an user|an European"},
    {"a umbrella, an umbrella, a unusual day, an unimportant day, a unique day", "a umbrella|a unusual"},
    {"an one-off, a one-off, a onerous task, a once-only task", "an one-off|a onerous"},
    {"a MBA, an MBA, a NASA man, a UK firm, an UK firm, an HR office, a HR office", "a MBA|an UK|a HR"},
    {"an M8 bolt, a M8 bolt, a B2 visa, an B2 visa, a U2 song", "a M8|an B2"},
    {"an 8, a 8, an 18-month plan, a 18, a 11th, an 80, an 12, a 110, an 1100", "a 8|a 18|a 11th|an 12"},
    {"A apple. An pear.", "A apple|An pear"},
    {"Plan A includes it, option a or b, vitamin A intake.", ""},
    {"an historic hotel, a historic hotel, a herb, an iOS app, a Unix box", ""},
    {"a PhD, an PhD, an MSc, a \"unique\" day", "an PhD"},
    /* blanks */
    {"It is so , and so .", " ,| ."},
    {"Wait . . . what? Use .NET and :) or a.", ""},
    {"Note : this. Why ?", "~ :| ?"},
    {"here,there and end.The next", ",|."},
    {"1,000 or 3.5, Node.JS, U.S.Navy, example.com/a,b", ""},
    {"I like the position.please call me.", "."},
    {"Double  blanks  are fine.  Really.", ""},
    /* marks */
    {"So,, it is.. Well,. and etc., and Inc., so...", ",,|..|,."},
    {"Really?! Yes!!", "~?!|~!!"},
    {"../a and 1..5 and wait.... now", ""},
    /* pairs */
    {"He said \"so and left.\n\nNext \"one\" here.", "~\""},
    {"A 24\" screen (so it is :-( but new.", "~("},
    {"A 24\" screen, :) and ;-) and 1) one 2) two, a) b)", ""},
    {"(so it is. And so) on. (so [it] is)", ""},
    {"It is so) here.", "~)"},
    {"\xe2\x80\x9cOne.\n\n\xe2\x80\x9cTwo.\xe2\x80\x9d", ""},
    {"One.\xe2\x80\x9d", "~\xe2\x80\x9d"},
    {"\xe2\x80\x9cOne.", "~\xe2\x80\x9c"},
    /* places */
    {"Dear [Name], I like {{company}} and <Company Name>.", "[Name]|{{company}}|<Company Name>"},
    {"I liked [What did you and Jane talk about?] most.", "[What did you and Jane talk about?]"},
    {"[Your Name]\n[insert date]", "[Your Name]|[insert date]"},
    {"See [1], [sic], [the name](link), <b>it</b>, <a@b.de>, [x]", ""},
    {"I saw ____ on XXX, TBD. Lorem ipsum.", "____|XXX|~TBD|Lorem ipsum"},
    {"_____\nAnn Lee", ""},
    {"Kind regards,\nYour Name", "Your Name"},
    /* small letters */
    {"Now i know that i'm late.", "i|i'm"},
    {"Part i is (i) done, i.e. so.", ""},
    {"I came. the door was open. It rained, e.g. there.", "the"},
    {"The etc. the vs. the no. the", ""},
    {"I use it. iPhone apps. eBay.", ""},
    {"Dear Ann,\n\nthank you for the tour.", "~thank"},
};

static void each_case_is_found(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[600];
        find(str_from(cases[i].text), found);
        if (strcmp(found, cases[i].found) == 0) continue;
        print_error("%s\nfound: %s\nnot: %s\n", cases[i].text, found, cases[i].found);
        failed++;
    }
    assert_int_equal(failed, 0);
}

static void a_sentence_of_fifty_five_words_is_the_longest(void **state)
{
    (void)state;
    for (int words = 55; words <= 56; words++) {
        static const char *const more[] = {" saw", " many", " old", " mills", " near", " that", " river"};
        char text[400] = "We", found[600];
        for (int i = 1; i < words; i++) strcat(text, more[i % 7]);
        strcat(text, ".");
        find(str_from(text), found);
        assert_int_equal(found[0] == '~', words == 56);
    }
}

static void suggestions_put_it_right(void **state)
{
    (void)state;
    static const char *const right[][2] = {{"a hour", "an hour"}, {"An pear", "A pear"}, {"i'm late", "I'm"},
        {"go,now", ", "}, {"go go.", "go"}, {"So .", "."}, {"I came. the cat.", "The"}};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        AUTO(arena) a = {0};
        struct text t;
        struct findings found = {.arena = &a};
        text_read(str_from(right[i][0]), &a, &t);
        typography_check(&t, &found);
        if (found.n != 1 || found.items[0].n_suggestions != 1) fail_msg("%s: %zu", right[i][0], found.n);
        if (!str_is(found.items[0].suggestions[0], right[i][1])) fail_msg("%s", right[i][0]);
    }
}

static void hostile_texts_take_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {"x", "a ", "the ", "( ", ") ", "[", "<", "{{", "_", ",", ". ", "\"", "i ",
        "a,b", "8 a ", "what is is ", "\n", "____ "};
    static char text[TEXT_MAX];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        AUTO(arena) a = {0};
        size_t n = strlen(parts[i]), used = 0;
        while (used + n <= sizeof text / 16) memcpy(text + used, parts[i], n), used += n;
        struct text t;
        struct findings found = {.arena = &a};
        clock_t start = clock();
        text_read((struct str){text, used}, &a, &t);
        typography_check(&t, &found);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > 2) fail_msg("%s: %.1f s", parts[i], seconds);
        assert_true(found.n <= TYPOGRAPHY_FINDINGS_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_is_found),
        cmocka_unit_test(a_sentence_of_fifty_five_words_is_the_longest),
        cmocka_unit_test(suggestions_put_it_right),
        cmocka_unit_test(hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
