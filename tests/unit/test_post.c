/* What is known of a letter, from how far its sending came: a table of all that
 * can be, and that nothing but the server's own word makes it "sent". */
#include "app/post.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void every_end(void **state)
{
    (void)state;
    static const struct {
        bool handed, told;
        enum smtp_stage stage;
        int code;
        enum outbox_state expected;
    } rows[] = {
        /* the word was never given: it has surely not gone */
        {false, false, SMTP_BEFORE, 0, OUTBOX_READY}, /* the helper died, or could not be started */
        {false, true, SMTP_BEFORE, 0, OUTBOX_READY}, /* no connection, no login, a line that broke */
        {false, true, SMTP_BEFORE, 421, OUTBOX_READY},
        {false, true, SMTP_BEFORE, 450, OUTBOX_READY}, /* greylisted */
        {false, true, SMTP_BEFORE, 530, OUTBOX_READY}, /* log in first: a matter of mail.ini */
        {false, true, SMTP_BEFORE, 550, OUTBOX_REFUSED}, /* nobody of that name */
        {false, true, SMTP_BEFORE, 552, OUTBOX_REFUSED},
        {false, true, SMTP_BEFORE, 599, OUTBOX_REFUSED},
        {false, true, SMTP_BEFORE, 600, OUTBOX_READY},
        /* the word was given, and then nothing was heard */
        {true, false, SMTP_BEFORE, 0, OUTBOX_UNKNOWN},
        {true, false, SMTP_ANSWERED, 250, OUTBOX_UNKNOWN},
        /* the end of the letter was never sent */
        {true, true, SMTP_BEFORE, 0, OUTBOX_READY},
        {true, true, SMTP_PARTLY, 0, OUTBOX_READY},
        /* it was, and no answer came */
        {true, true, SMTP_WHOLE, 0, OUTBOX_UNKNOWN},
        {true, true, SMTP_WHOLE, 354, OUTBOX_UNKNOWN},
        /* the server's word */
        {true, true, SMTP_ANSWERED, 250, OUTBOX_SENT},
        {true, true, SMTP_ANSWERED, 299, OUTBOX_SENT},
        {true, true, SMTP_ANSWERED, 300, OUTBOX_UNKNOWN},
        {true, true, SMTP_ANSWERED, 450, OUTBOX_READY},
        {true, true, SMTP_ANSWERED, 499, OUTBOX_READY},
        {true, true, SMTP_ANSWERED, 500, OUTBOX_REFUSED},
        {true, true, SMTP_ANSWERED, 554, OUTBOX_REFUSED},
        {true, true, SMTP_ANSWERED, 600, OUTBOX_UNKNOWN},
        {true, true, SMTP_ANSWERED, 0, OUTBOX_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum outbox_state got = post_state(rows[i].handed, rows[i].told, rows[i].stage, rows[i].code);
        if (got != rows[i].expected) fail_msg("row %zu: %s", i, outbox_state_names[got]);
    }
}

static void only_a_yes_is_sent(void **state)
{
    (void)state;
    for (int code = -1; code < 1000; code++)
        for (int stage = SMTP_BEFORE; stage <= SMTP_ANSWERED; stage++)
            for (int bits = 0; bits < 4; bits++) {
                bool handed = bits & 1, told = bits & 2;
                enum outbox_state s = post_state(handed, told, (enum smtp_stage)stage, code);
                bool yes = handed && told && stage == SMTP_ANSWERED && code >= 200 && code < 300;
                assert_int_equal(s == OUTBOX_SENT, yes);
                /* what may have gone is never ready for another time without a word from the server, or its end unsent */
                if (s == OUTBOX_READY && handed) assert_true(told && (stage < SMTP_WHOLE || code / 100 == 4));
            }
}

static void the_contact(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    static const struct zone berlin = {.offset = 7200};
    struct outbox_letter l = {.made = 1000,
        .handed = 86400,
        .message_id = STR("<1@example.com>"),
        .subject = STR("Thank you"),
        .text = STR("Dear Jane"),
        .opp = 3,
        .person = 4,
        .purpose = PURPOSE_THANKS};
    struct event e = post_event(&l, &berlin, &a);
    assert_int_equal(e.kind, EVENT_CONTACTED);
    assert_int_equal(e.at, 86400 + 7200);
    assert_int_equal(e.opp, 3);
    assert_int_equal(e.person, 4);
    assert_int_equal(e.channel, CHANNEL_EMAIL);
    assert_int_equal(e.purpose, PURPOSE_THANKS);
    assert_int_equal(e.outcome, OUTCOME_SENT);
    assert_string_equal(e.source.p, "mid:1@example.com");
    assert_true(str_is(e.url, "1@example.com"));
    assert_true(str_is(e.text, "Dear Jane") && str_is(e.title, "Thank you"));
    assert_int_equal(event_check(&e, NULL), OK);
    l.bytes = STR("Subject: x\r\nReferences:\r\n <root@x>\r\n <2@x>\r\n\r\nDear Jane");
    assert_true(str_is(post_event(&l, &berlin, &a).url, "root@x"));
    l.bytes = STR("Subject: x\r\n\r\nDear Jane\r\nReferences:\r\n <root@x>\r\n");
    assert_true(str_is(post_event(&l, &berlin, &a).url, "1@example.com"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_end),
        cmocka_unit_test(only_a_yes_is_sent),
        cmocka_unit_test(the_contact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
