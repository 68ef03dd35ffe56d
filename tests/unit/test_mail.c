/* Mails as frames: what goes in comes out, and nothing that is not as it should be. */
#include "base/arena.h"
#include "codec/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum err read_back(const struct mail *m, struct buf *wire, struct arena *a, struct mail *ret)
{
    struct frame f;
    buf_clear(wire);
    assert_true(mail_write(wire, m));
    struct str stream = buf_str(wire);
    assert_int_equal(frame_take(&stream, &f), FRAME_DONE);
    return mail_read(f, a, ret, NULL);
}

static const struct str references[] = {{"a@x", 3}, {"b@x", 3}};
static const struct mail_person people[] = {
    {{"Jane", 4}, {"jane@x", 6}}, {{"", 0}, {"b@x", 3}}, {{"Only a name", 11}, {NULL, 0}}};
static const struct mail_part parts[] = {
    {{"a\0b", 3}, {"utf-8", 5}, {"request", 7}}, {{NULL, 0}, {NULL, 0}, {NULL, 0}}};

static void round_trip(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) wire = {0};
    struct mail back, m = {.offset = INT64_MAX,
                          .bytes = 5,
                          .line = 7,
                          .id = {"1@x", 3},
                          .references = references,
                          .n_references = 2,
                          .has_date = true,
                          .sent = 0,
                          .offset_minutes = -210,
                          .received = 9,
                          .from = people[0],
                          .sender = people[1],
                          .reply_to = people[2],
                          .return_path = people[1],
                          .to = people,
                          .n_to = 3,
                          .cc = people,
                          .n_cc = 1,
                          .bcc = people,
                          .n_bcc = 2,
                          .subject = {"s", 1},
                          .text = {"a\n\tb", 4},
                          .from_html = true,
                          .cut = true,
                          .encrypted = true,
                          .forwards = true,
                          .report = true,
                          .calendars = parts,
                          .n_calendars = 2,
                          .cards = parts,
                          .n_cards = 1,
                          .attachments = references,
                          .n_attachments = 2,
                          .auto_submitted = {"1", 1},
                          .precedence = {"2", 1},
                          .autoreply = {"3", 1},
                          .auto_response_suppress = {"4", 1},
                          .failed_recipients = {"5", 1},
                          .list_id = {"6", 1},
                          .list_unsubscribe = true,
                          .labels = {"7", 1},
                          .draft = true,
                          .deleted = true,
                          .spam = true};
    assert_int_equal(read_back(&m, &wire, &a, &back), OK);
    AUTO(buf) again = {0};
    assert_true(mail_write(&again, &back));
    assert_true(str_eq(buf_str(&wire), buf_str(&again)));
    assert_true(
        back.offset == INT64_MAX && back.line == 7 && back.has_date && back.sent == 0 && back.offset_minutes == -210);
    assert_true(str_is(back.to[2].name, "Only a name") && back.n_cc == 1 && back.n_bcc == 2);
    assert_true(str_eq(back.calendars[0].bytes, STR("a\0b")) && str_is(back.calendars[0].method, "request"));
    assert_true(str_is(back.labels, "7") && back.spam && back.from_html && back.list_unsubscribe);
}

static void refused(void **state)
{
    (void)state;
    static char longer[MAIL_TEXT_MAX + 2], line[MAIL_LINE_MAX + 2], large[MAIL_PART_MAX + 2];
    memset(longer, 'x', sizeof longer - 1);
    memset(line, 'x', sizeof line - 1);
    memset(large, 'x', sizeof large - 1);
    const struct str id = STR("1@x");
    struct mail_person person = {.mail = STR("a@b")},
                       bad_people[] = {{.mail = STR("nobody")}, {.mail = STR("a @b")}, {.mail = STR("@b")},
                           {.mail = STR("a@")}, {.mail = STR("a@b"), .name = STR("x\ny")}};
    struct mail_part too_large = {.bytes = {large, MAIL_PART_MAX + 1}};
    const struct mail bad[] = {
        {.subject = STR("no id")},
        {.id = STR("a b")},
        {.id = STR("<a>")},
        {.id = id, .subject = STR("two\nlines")},
        {.id = id, .subject = STR(" blank")},
        {.id = id, .subject = STR("\xFF")},
        {.id = id, .subject = STR("a\xC2\x85")},
        {.id = id, .subject = {line, MAIL_LINE_MAX + 1}},
        {.id = id, .text = STR("a\rb")},
        {.id = id, .text = STR("a\0b")},
        {.id = id, .text = STR("a\x7F")},
        {.id = id, .text = {longer, MAIL_TEXT_MAX + 1}},
        {.id = id, .sent = -1},
        {.id = id, .offset_minutes = 5000},
        {.id = id, .from = bad_people[0]},
        {.id = id, .from = bad_people[1]},
        {.id = id, .to = &bad_people[2], .n_to = 1},
        {.id = id, .cc = &bad_people[3], .n_cc = 1},
        {.id = id, .bcc = &bad_people[4], .n_bcc = 1},
        {.id = id, .cards = &too_large, .n_cards = 1},
    };
    AUTO(arena) a = {0};
    AUTO(buf) wire = {0};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct mail back = {.line = 77};
        if (read_back(&bad[i], &wire, &a, &back) != ERR_INPUT) fail_msg("number %zu is taken", i);
        assert_int_equal(back.line, 77);
    }
    struct mail_person many[MAIL_PEOPLE_MAX + 1];
    for (size_t i = 0; i <= MAIL_PEOPLE_MAX; i++) many[i] = person;
    struct mail back, m = {.id = id, .to = many, .n_to = MAIL_PEOPLE_MAX};
    assert_int_equal(read_back(&m, &wire, &a, &back), OK);
    m.cc = many, m.n_cc = 1;
    assert_int_equal(read_back(&m, &wire, &a, &back), ERR_INPUT);
    m = (struct mail){.id = id, .text = {longer, MAIL_TEXT_MAX}, .subject = {line, MAIL_LINE_MAX}};
    assert_int_equal(read_back(&m, &wire, &a, &back), OK);
}

static void places(void **state)
{
    (void)state;
    static const struct mail_place good[] = {{0, 0, 0, 0}, {1, 2, 3, 4}, {INT64_MAX - 5, 5, 9, 9}},
                                   bad[] = {{-1, 0, 1, 1}, {0, -1, 1, 1}, {0, 0, 2, 1}, {INT64_MAX - 4, 5, 9, 9}};
    for (size_t i = 0; i < 7; i++) {
        const struct mail_place *p = i < 3 ? &good[i] : &bad[i - 3];
        AUTO(buf) wire = {0};
        struct frame f;
        struct mail_place back = {0};
        assert_true(mail_write_place(&wire, p));
        struct str stream = buf_str(&wire);
        assert_int_equal(frame_take(&stream, &f), FRAME_DONE);
        assert_int_equal(f.kind, MAIL_FRAME_PLACE);
        assert_int_equal(mail_read_place(f, &back), i < 3);
        if (i < 3) assert_memory_equal(&back, p, sizeof back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(refused),
        cmocka_unit_test(places),
    };
    return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
