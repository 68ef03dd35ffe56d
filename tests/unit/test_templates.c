/* Templates: their faults by line, which one is taken, places and conditions; what stands in a place. */
#include "letter/draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct err_info info;

static int done(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

#define HEAD "title: x\npurpose: thanks\nchannel: note\n"

static void faults_name_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } table[] = {
        {"", "x.txt:0: no title"},
        {"title: x\n", "x.txt:1: no channel"},
        {"title: x\nchannel: pigeon\n", "x.txt:2: there is no channel \"pigeon\""},
        {"title: x\nchannel: email\nbody:\n* Hm.\n", "needs the part \"subject\""},
        {HEAD "purpose: nagging\n", "x.txt:4: there is no purpose \"nagging\""},
        {HEAD "kind: hobby\n", "x.txt:4: there is no kind of opportunity \"hobby\""},
        {HEAD "role: king\n", "x.txt:4: there is no role \"king\""},
        {HEAD "when: raining\n", "x.txt:4: there is no condition \"raining\""},
        {HEAD "words: many\n", "x.txt:4: no whole number: \"many\""},
        {HEAD "colour: red\n", "x.txt:4: unknown key \"colour\""},
        {HEAD "nonsense\n", "x.txt:4: neither a key"},
        {HEAD "* text\n", "x.txt:4: text before the first part"},
        {HEAD "body:\n", "x.txt:4: the last part has no variant"},
        {HEAD "body:\nend:\n* x\n", "x.txt:5: the part before this has no variant"},
        {HEAD "body [sunny]:\n* x\n", "x.txt:4: there is no condition \"sunny\""},
        {HEAD "body [met:\n* x\n", "x.txt:4: a bracket without"},
        {HEAD "body:\n  text\n", "x.txt:5: a variant begins with"},
        {HEAD "body:\n*\n", "a variant without words"},
        {HEAD "body:\n* Dear {nobody},\n", "there is no place \"nobody\""},
        {HEAD "body:\n* Dear {,\n", "a brace without"},
        {HEAD "body:\n* Dear },\n", "a brace without"},
        {HEAD "body:\n* x\nwords: 3\n", "x.txt:6: the head ends where parts begin"},
        {HEAD "body:\n* \xff\n", "no UTF-8"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct templates t = {0};
        enum err err = templates_load(&t, STR("x"), "x.txt", str_from(table[i].text), &arena, &info);
        if (err != ERR_INPUT || !strstr(info.text, table[i].says))
            fail_msg("%s\nsaid \"%s\", not \"%s\"", table[i].text, err ? info.text : "nothing", table[i].says);
        assert_int_equal(t.n, 0);
    }
}

static struct templates load(const char *const texts[], size_t n)
{
    struct templates t = {0};
    for (size_t i = 0; i < n; i++) {
        struct str name = arena_format(&arena, "t%zu", i);
        if (templates_load(&t, name, "t", str_from(texts[i]), &arena, &info)) fail_msg("%s", info.text);
    }
    return t;
}

static struct letter_facts facts(void)
{
    return (struct letter_facts){.own_name = STR("Robin Hale"),
        .sign = STR("Robin Hale"),
        .language = STR("en-GB"),
        .organisation = STR("Kestrel"),
        .position = STR("Engineer (m/f/d)"),
        .purpose = PURPOSE_THANKS,
        .channel = CHANNEL_EMAIL,
        .to = {.id = 3, .name = STR("Jane Moss"), .role = ROLE_INTERVIEWER},
        .today = 20734, /* Thursday 8 October 2026 */
        .applied = DAY_NONE,
        .met = DAY_NONE,
        .promised = DAY_NONE,
        .inquired = DAY_NONE,
        .word = DAY_NONE,
        .refused = DAY_NONE};
}

static void the_most_particular_one_is_taken(void **state)
{
    (void)state;
    static const char *const texts[] = {"title: a\npurpose: thanks\nchannel: email\nsubject:\n* s\nb:\n* General.\n",
        "title: b\npurpose: thanks\nchannel: email\nrole: reception\nsubject:\n* s\nb:\n* Reception.\n",
        "title: c\npurpose: thanks\nchannel: email\nwhen: met !thanked\nsubject:\n* s\nb:\n* Met.\n",
        "title: d\npurpose: thanks inquiry\nchannel: phone\nvoicemail:\n* Spoken.\n",
        "title: e\nchannel: email\nsubject:\n* s\nb:\n* By name.\n"};
    struct templates t = load(texts, 5);
    struct letter_facts f = facts();
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "a"));
    f.to.role = ROLE_RECEPTION;
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "b"));
    f.to.role = ROLE_HR;
    f.met = 20730;
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "c"));
    f.thanked = true;
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "a"));
    f.channel = CHANNEL_NOTE; /* as by e-mail */
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "a"));
    f.channel = CHANNEL_IN_PERSON; /* as by phone */
    assert_true(str_is(templates_find(&t, &f, (struct str){0})->title, "d"));
    f.purpose = PURPOSE_ARTICLE;
    assert_null(templates_find(&t, &f, (struct str){0}));
    assert_true(str_is(templates_find(&t, &f, STR("t4"))->title, "e"));
    assert_null(templates_find(&t, &f, STR("t9")));
}

/* One template with one variant, filled. */
static struct str filled(const char *variant, const struct letter_facts *f)
{
    struct str text =
        arena_format(&arena, "title: x\npurpose: thanks\nchannel: email note\nsubject:\n* s\nb:\n%s\n", variant);
    struct templates t = load(&(const char *const){text.p}, 1);
    struct draft d;
    assert_true(draft_make(&t, f, (struct str){0}, &arena, &d));
    return str_trim(d.body);
}

#define GIVES(variant, f, should)                                                                                      \
    do {                                                                                                               \
        struct str is = filled(variant, f);                                                                            \
        if (!str_is(is, should)) fail_msg("%s: \"%.*s\"", variant, STR_ARG(is));                                       \
    } while (0)

static void places_say_it_as_people_do(void **state)
{
    (void)state;
    struct letter_facts f = facts();
    GIVES("* {position} at {organisation}", &f, "Engineer at Kestrel");
    GIVES("* Dear {greeting}, {to-first}", &f, "Dear Jane Moss, Jane");
    f.to.title = STR("Dr");
    GIVES("* Dear {greeting},", &f, "Dear Dr Moss,");
    f.to.title = STR("Head of Optics");
    f.to.name = STR("Prof. Maria de la Cruz");
    GIVES("* Dear {greeting}, {to-first}", &f, "Dear Prof. de la Cruz, Maria");
    f.met = f.today;
    GIVES("* {on-met}, {met-day}", &f, "today, Thursday");
    f.met = f.today - 1;
    GIVES("* {On-met}", &f, "Yesterday");
    f.met = f.today - 6;
    GIVES("* {on-met}", &f, "on Friday");
    f.met = f.today - 7;
    GIVES("* {on-met}", &f, "on Thursday 1 October");
    f.language = STR("en-US");
    GIVES("* {on-met}", &f, "on Thursday, October 1");
    f.met = f.today - 300;
    GIVES("* {met-day}", &f, "December 12, 2025");
    f.channel = CHANNEL_NOTE;
    f.met = f.today; /* it is read on another day */
    GIVES("* {on-met}", &f, "on Thursday, October 8");
}

static void topics_stand_in_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *topic, *stands;
    } table[] = {{"the new clean room", "the new clean room"}, {"The new clean room.", "the new clean room"},
        {"How testing works", "the question of how testing works"},
        {"Training for newcomers", "training for newcomers"}, {"University of Eastmere", "University of Eastmere"},
        {"SAP", "SAP"}, {"Berlin office", "Berlin office"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct letter_facts f = facts();
        struct letter_topic topic = {str_from(table[i].topic), 3};
        f.topics = &topic;
        f.n_topics = 1;
        GIVES("* {topic-1}", &f, table[i].stands);
    }
}

static void records_may_hold_anything(void **state)
{
    (void)state;
    struct letter_facts f = facts();
    f.organisation = STR("Kestrel\r\nBcc: all@example.com");
    f.position = STR("{sign} %s (");
    GIVES("* {organisation}: {position}", &f, "Kestrel  Bcc: all@example.com: {sign} %s (");
    f.say = STR("One.\n\nTwo");
    GIVES("* {Say}.", &f, "One.\n\nTwo.");
}

static void topics_and_strengths_are_one_s_own(void **state)
{
    (void)state;
    struct letter_facts f = facts();
    const struct letter_topic topics[] = {
        {STR("audits"), 9}, {STR("shared budgets"), 0}, {STR("calibrating by night"), 3}};
    const struct str strengths[] = {STR("French"), STR("Calibration of lasers."), STR("budget planning")};
    f.topics = topics;
    f.n_topics = 3;
    f.strengths = strengths;
    f.n_strengths = 3;
    GIVES("* {topic-1}, {topic-2}", &f, "calibrating by night, shared budgets");
    GIVES("* {Strength-1}; {strength-2}; {strength-3}", &f, "Calibration of lasers; budget planning; French");
}

static void lines_and_missing_facts(void **state)
{
    (void)state;
    struct letter_facts f = facts();
    GIVES("* Regards,\n  | {sign}\n  |? {own-phone}", &f, "Regards,\nRobin Hale");
    GIVES("* This\n  goes on:\n  - one\n  -? {strength-1}", &f, "This goes on:\n- one");
    GIVES("* {work} and more\n* Nothing missing", &f, "Nothing missing");
    GIVES("*? At last\n* Before", &f, "Before");
    GIVES("*? At last\n* {work}", &f, "At last");
    GIVES("* About {topic-1}", &f, "About [What did you and Jane talk about?]");
}

static void what_is_optional_goes_first(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "title: x\npurpose: thanks\nchannel: note\nwords: 6\na:\n* One two three.\n"
        "b [optional]:\n* Four five.\nc [optional joined]:\n* Six seven.\nd:\n* Eight.\n"};
    struct templates t = load(texts, 1);
    struct letter_facts f = facts();
    struct draft d;
    f.channel = CHANNEL_NOTE;
    assert_true(draft_make(&t, &f, (struct str){0}, &arena, &d));
    assert_true(str_is(d.body, "One two three.\n\nFour five.\n\nEight.\n"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, done)
    const struct CMUnitTest tests[] = {TEST(faults_name_their_line), TEST(the_most_particular_one_is_taken),
        TEST(places_say_it_as_people_do), TEST(topics_stand_in_a_sentence), TEST(records_may_hold_anything),
        TEST(topics_and_strengths_are_one_s_own), TEST(lines_and_missing_facts), TEST(what_is_optional_goes_first)};
    return cmocka_run_group_tests_name("templates", tests, NULL, NULL);
}
