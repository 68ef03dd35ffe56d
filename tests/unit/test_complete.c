/* What the purpose of a letter needs: texts that have it all, and what is missed
 * where one thing is taken away. */
#include "letter/complete.h"

#include "finds.h"

static const struct letter_topic topics[] = {
    {{"the calibration of sensors", 26}, 1},
    {{"moving the backlog to weekly releases", 37}, 0},
    {{"hiring in Lisbon", 16}, 2},
};

static struct letter_facts facts(enum purpose purpose)
{
    day_t today = day_from_ymd(2026, 10, 26);
    return (struct letter_facts){.organisation = STR("Harbour Lab"),
        .position = STR("Data Scientist"),
        .purpose = purpose,
        .to = {.id = 1, .name = STR("Jane Moss"), .role = ROLE_INTERVIEWER},
        .today = today,
        .met = today - 18,
        .promised = today - 3,
        .applied = DAY_NONE,
        .inquired = DAY_NONE,
        .word = DAY_NONE,
        .refused = DAY_NONE,
        .topics = topics,
        .n_topics = COUNT(topics)};
}

struct row {
    const char *text, *found;
};

static void run(const struct row rows[], size_t n, const struct letter_facts *f)
{
    struct check_question q = {.facts = f, .has_purpose = true};
    int wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += finds_differ(complete_check, rows[i].text, &q, rows[i].found);
    assert_int_equal(wrong, 0);
}

#define THANKS "Dear Jane,\n\nThank you for your time. "
#define TOPIC "Your way of calibrating each sensor was new to me. "
#define INTEREST "I am very interested in the position of Data Scientist at Harbour Lab. "
#define CONFIDENCE "I am confident that I can do it well. "

static void thanks(void **state)
{
    static const struct row rows[] = {
        {THANKS TOPIC INTEREST CONFIDENCE, ""},
        {THANKS "To move a backlog to weekly releases is brave. " INTEREST CONFIDENCE, ""}, /* a topic with everybody */
        {"Dear Jane,\n\n" TOPIC INTEREST CONFIDENCE, "W A7"},
        {THANKS INTEREST CONFIDENCE, "W A7"},
        {THANKS "Lisbon is a good place for hiring. " INTEREST CONFIDENCE, "W A7"}, /* that was with somebody else */
        {THANKS TOPIC CONFIDENCE, "W A6, W D5, W D5"},
        {THANKS TOPIC INTEREST, "W A6"},
        {"Dear Jane and Tom,\n\nThank you for your time. " TOPIC INTEREST CONFIDENCE, "W D2 Dear Jane and Tom"},
        {"Dear both,\n\nThank you for your time. " TOPIC INTEREST CONFIDENCE, "W D2 Dear both"},
        {"Dear team,\n\nThank you for your time. " TOPIC INTEREST CONFIDENCE, "W D2 Dear team"},
    };
    struct letter_facts f = facts(PURPOSE_THANKS);
    (void)state;
    run(rows, COUNT(rows), &f);
}

static void thanks_for_some_are_short(void **state)
{
    static const struct row rows[] = {{"Thank you for your welcome.", ""}};
    struct letter_facts f = facts(PURPOSE_THANKS);
    (void)state;
    f.to.role = ROLE_RECEPTION; /* A4: no qualifications */
    run(rows, COUNT(rows), &f);
    f = facts(PURPOSE_THANKS);
    static const struct row meeting[] = {{THANKS TOPIC, ""}};
    f.kind = OPP_INFORMATIONAL; /* C7: no job is reconfirmed */
    run(meeting, COUNT(meeting), &f);
    f = facts(PURPOSE_THANKS);
    f.channel = CHANNEL_NOTE;
    run(meeting, COUNT(meeting), &f);
}

static void three_parts(void **state)
{
#define BUSY "You are surely busy, with many applications. "
#define ARRIVED "Did mine arrive? "
#define BETTER "Is there anything that I could add to improve it?"
    static const struct row rows[] = {
        {BUSY ARRIVED BETTER, ""},
        {ARRIVED BETTER, "W C2"},
        {BUSY BETTER, "W C2"},
        {BUSY ARRIVED, "W C2"},
        {"Hello.", "W C2, W C2, W C2"},
    };
    struct letter_facts f = facts(PURPOSE_THREE_PART);
    (void)state;
    run(rows, COUNT(rows), &f);
}

static void inquiries(void **state)
{
    static const struct row rows[] = {
        {"You hoped to decide by Friday. Is there any news?", ""},
        {"You hoped to decide within two weeks. Is there any news?", ""},
        {"Is there any news?", "W D9"},
        {"You hoped to decide by Friday. Is there any news? If anything is missing, may I send it?", ""}, /* an offer */
        {"You hoped to decide by Friday. Is there any news? Could I visit you?", "W C9 Could I visit you?"},
        {"You hoped to decide by Friday. Please tell me the news. Please call me.", "W C9 Please call me."},
    };
    struct letter_facts f = facts(PURPOSE_INQUIRY);
    (void)state;
    run(rows, COUNT(rows), &f);
    static const struct row undated[] = {{"Is there any news?", ""}};
    f.promised = DAY_NONE;
    run(undated, COUNT(undated), &f);
}

static void a_no_is_a_chance(void **state)
{
    static const struct row rows[] = {
        {"Thank you for telling me. I would be glad to hear of other openings.", ""},
        {"Thank you for telling me.", "W E12"},
        {"I would be glad to hear of other openings.", "W A14"},
    };
    struct letter_facts f = facts(PURPOSE_GRACIOUS);
    (void)state;
    run(rows, COUNT(rows), &f);
}

/* n times "one ", then the rest. */
static const char *words(char *out, size_t n, const char *rest)
{
    out[0] = 0;
    for (size_t i = 0; i < n; i++) strcat(out, "one ");
    return strcat(out, rest);
}

static void lengths(void **state)
{
    char text[4000], long_one[400];
    struct letter_facts f = facts(PURPOSE_INQUIRY);
    struct check_question q = {.facts = &f, .has_purpose = true};
    (void)state;
    assert_int_equal(finds_differ(complete_check, words(text, 149, "Friday."), &q, ""), 0);
    assert_int_equal(finds_differ(complete_check, words(text, 150, "Friday."), &q, "W C9"), 0);
    f.purpose = PURPOSE_REFERENCE;
    f.channel = CHANNEL_NOTE;
    assert_int_equal(finds_differ(complete_check, words(text, 89, "Friday."), &q, ""), 0);
    assert_int_equal(finds_differ(complete_check, words(text, 90, "Friday."), &q, "W C6"), 0);
    f.purpose = PURPOSE_CONNECT;
    f.channel = CHANNEL_LINKEDIN;
    memset(long_one, 'a', 201);
    long_one[201] = 0;
    assert_int_equal(finds_differ(complete_check, long_one, &q, "E D12"), 0);
    assert_int_equal(finds_differ(complete_check, long_one + 1, &q, ""), 0);
    memcpy(long_one, "\xc3\xa9", 2); /* one character of two bytes */
    assert_int_equal(finds_differ(complete_check, long_one, &q, ""), 0);
}

static void attachments(void **state)
{
    static const struct row rows[] = {
        {"Please find my letter attached.", "E D7 attached"},
        {"Please find attached my letter.", "E D7 attached"},
        {"I have attached my letter.", "E D7 attached"},
        {"Attached is my letter.", "E D7 Attached"},
        {"I am attaching my letter.", "E D7 attaching"},
        {"I enclose a letter.", "E D7 enclose"},
        {"My letter is attached.", "E D7 attached"},
        {"I have not attached my letter.", ""},
        {"I didn't attach it.", ""},
        {"I can attach it if you like.", ""},
        {"The garage is attached to the house.", ""},
        {"The wires are attached with tape.", ""},
        {"The attached garage is warm.", ""},
        {"Thank you for the form that you attached.", ""},
    };
    (void)state;
    struct check_question q = {.attachment_known = true};
    int wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) wrong += finds_differ(complete_check, rows[i].text, &q, rows[i].found);
    assert_int_equal(wrong, 0);
    q.has_attachment = true;
    assert_int_equal(finds_differ(complete_check, rows[0].text, &q, ""), 0);
    q = (struct check_question){0};
    assert_int_equal(finds_differ(complete_check, rows[0].text, &q, ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thanks),
        cmocka_unit_test(thanks_for_some_are_short),
        cmocka_unit_test(three_parts),
        cmocka_unit_test(inquiries),
        cmocka_unit_test(a_no_is_a_chance),
        cmocka_unit_test(lengths),
        cmocka_unit_test(attachments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
