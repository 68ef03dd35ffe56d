/* Names in letters: to Jane Moss of Harbour Lab about the position of Data
 * Scientist, from Robin Hale, who has also talked with John Carter of Tide Works. */
#include "letter/names.h"

#include "finds.h"

#define NAME(text, kind, here, seeker)                                                                                 \
    {                                                                                                                  \
        {text, sizeof(text) - 1}, kind, here, seeker                                                                   \
    }
static const struct check_name record[] = {
    NAME("Jane Moss", NAME_PERSON, true, false),
    NAME("Lead Engineer", NAME_TITLE, true, false),
    NAME("Zo\xc3\xab Natarajan", NAME_PERSON, true, false),
    NAME("Harbour Lab", NAME_ORGANISATION, true, false),
    NAME("Data Scientist", NAME_POSITION, true, false),
    NAME("John Carter", NAME_PERSON, false, false),
    NAME("Tide Works", NAME_ORGANISATION, false, false),
    NAME("Guild", NAME_ORGANISATION, false, false),
    NAME("Market Researcher", NAME_POSITION, false, false),
    NAME("Robin Hale", NAME_PERSON, true, true),
};

/* A dictionary of ten words. */
static bool knows(void *context, struct str word)
{
    static const char *const words[] = {
        "guild", "Guild", "Jane", "John", "Mark", "carter", "Carter", "harbor", "Harbor", "data", "Ross", NULL};
    (void)context;
    for (int i = 0; words[i]; i++)
        if (str_is(word, words[i])) return true;
    return false;
}

static size_t suggest(void *context, struct str word, struct arena *a, struct str *ret, size_t max)
{
    (void)context, (void)word, (void)a, (void)ret, (void)max;
    return 0;
}

static const struct check_speller speller = {NULL, knows, NULL, suggest};

static struct letter_facts facts(void)
{
    return (struct letter_facts){.own_name = STR("Robin Hale"),
        .organisation = STR("Harbour Lab"),
        .position = STR("Data Scientist"),
        .purpose = PURPOSE_THANKS,
        .to = {.id = 1, .name = STR("Jane Moss"), .title = STR("Dr")}};
}

struct row {
    const char *text, *found;
};

static void run(const struct row rows[], size_t n, const struct letter_facts *f)
{
    struct check_question q = {
        .facts = f, .has_purpose = f != NULL, .names = record, .n_names = COUNT(record), .speller = &speller};
    int wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += finds_differ(names_check, rows[i].text, &q, rows[i].found);
    assert_int_equal(wrong, 0);
}

static void greetings(void **state)
{
    static const struct row rows[] = {
        {"Dear Jane,", ""}, {"Dear Jane Moss,", ""}, {"Dear Dr Moss,", ""}, {"Hello Jane,", ""},
        {"Good morning Jane,", ""}, {"Dear Hiring Team,", ""}, {"Dear Sir or Madam,", ""}, {"Dear all,", ""},
        {"Dear Jame,", "E A3 Jame > Jane"}, {"Dear Jane Mos,", "W A3 Mos > Moss"}, /* one letter short: a short form? */
        {"Dear Dr Morss,", "E A3 Morss > Moss"}, {"Dear John,", "E A3 John > Jane"},
        {"Dear Dr Carter,", "E A3 Carter > Moss"}, {"Dear Michael,", "W A3 Michael > Jane"},
        {"Dear Ms Moss,", "W A3 Ms > Dr"}, {"Hi Jane, thank you for the tour.", ""},
        {"Dear Jane and John,", ""}, /* several: another rule's matter */
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &f);
}

static void other_people_are_greeted(void **state)
{
    static const struct row rows[] = {
        {"Dear Zo\xc3\xab,", ""},
        {"Dear Zoe,", ""}, /* accents are forgiven */
        {"Dear Jane,", "E A3 Jane > Zo\xc3\xab"},
        {"Dear Dr Natarjan,", "E A3 Natarjan > Natarajan"},
    };
    struct letter_facts f = facts();
    (void)state;
    f.to = (struct letter_person){.id = 2, .name = STR("Zo\xc3\xab Natarajan")};
    run(rows, COUNT(rows), &f);
}

static void offices_have_no_name(void **state)
{
    static const struct row rows[] = {
        {"Dear John,", ""}, {"Dear Hiring Team,", ""}, {"Dear Jame,", "E A3 Jame > Jane"}};
    struct letter_facts f = facts();
    (void)state;
    f.to = (struct letter_person){.role = ROLE_HR};
    run(rows, COUNT(rows), &f);
}

static void misspelt_within(void **state)
{
    static const struct row rows[] = {
        {"I liked what Jane Moss said of Harbour Lab.", ""},
        {"I liked what Jane Mosss said.", "E A3 Mosss > Moss"},
        {"I liked Jane Moss's idea.", ""},
        {"I liked Jane Morss's idea.", "E A3 Morss > Moss"},
        {"I liked the Harbor Lab.", "E A3 Harbor > Harbour"},
        {"I liked the harbor in the lab.", ""},
        {"As a Date Scientist I count.", "E A3 Date > Data"},
        {"As a date scientist I count.", ""},
        {"I met Jane Ross there.", "W A3 Ross > Moss"}, /* there may be another Jane */
        {"As Data Scientists we count.", ""},
        {"What Natarjan said was good.", "E A3 Natarjan > Natarajan"},
        {"What Nataraj said was good.", "E A3 Nataraj > Natarajan"},
        {"What Kovalenko said was good.", ""},
        {"Mark said so.", ""},
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &f);
}

static void last_firms_name_left_in(void **state)
{
    static const struct row rows[] = {
        {"I would like to work at Tide Works.", "E A3 Tide Works > Harbour Lab"},
        {"I would like to leave Tide Works for Harbour Lab.", "W A3 Tide Works > Harbour Lab"},
        {"The tide works for us.", ""},
        {"I met the Guild there.", "E A3 Guild > Harbour Lab"},
        {"Guild is a word.", ""}, /* at the head of a sentence */
        {"I want to be your Market Researcher.", "W A3 Market Researcher > Data Scientist"},
        {"I was Market Researcher before, now Data Scientist.", ""},
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &f);
    f.purpose = PURPOSE_MATERIAL; /* another offer may be named */
    static const struct row material[] = {{"I have an offer by Tide Works.", "W A3 Tide Works > Harbour Lab"}};
    run(material, COUNT(material), &f);
}

static void own_signature(void **state)
{
    static const struct row rows[] = {
        {"Dear Jane,\n\nThank you.\n\nKind regards,\nRobin Hale\n", ""},
        {"Dear Jane,\n\nThank you.\n\nKind regards,\nRobin\n", ""},
        {"Dear Jane,\n\nThank you.\n\nKind regards,\nRobn Hale\n", "E A3 Robn > Robin"},
        {"Dear Jane,\n\nThank you.\n\nKind regards,\nRobin Hail\n", "E A3 Hail > Hale"},
        {"Dear Jane,\n\nThank you.\n\nSincerely,\nR. Hale\n", ""},
        {"Dear Jane,\n\nThank you.\n\nSincerely,\nSomebody Else\n", ""},
    };
    struct letter_facts f = facts();
    (void)state;
    run(rows, COUNT(rows), &f);
}

static void without_context_they_are_warnings(void **state)
{
    static const struct row rows[] = {
        {"Dear John,", ""},
        {"Dear Jane Morss,", "W A3 Morss > Moss"},
        {"I liked the Harbor Lab.", "W A3 Harbor > Harbour"},
        {"I would like to work at Tide Works.", ""},
        {"What Natarjan said was good.", "W A3 Natarjan > Natarajan"},
    };
    (void)state;
    run(rows, COUNT(rows), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greetings),
        cmocka_unit_test(other_people_are_greeted),
        cmocka_unit_test(offices_have_no_name),
        cmocka_unit_test(misspelt_within),
        cmocka_unit_test(last_firms_name_left_in),
        cmocka_unit_test(own_signature),
        cmocka_unit_test(without_context_they_are_warnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
