/* JSON: what the writer writes, what the reader takes, and that events survive
 * both ways, byte for byte. */
#include "codec/json_events.h"
#include "codec/json_read.h"
#include "codec/json_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- Writing --- */

static void write_sample(struct json_write *w)
{
    json_write_object(w, NULL);
    json_write_int(w, "read", -3);
    json_write_array(w, "list");
    json_write_bool(w, NULL, true);
    json_write_null(w, NULL);
    json_write_object(w, NULL);
    json_write_end(w);
    json_write_end(w);
    json_write_array(w, "none");
    json_write_end(w);
    json_write_text(w, "no", NULL);
    json_write_text(w, "name", "Ada");
    json_write_end(w);
}

static void both_layouts(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct json_write w = {.out = &b};
    write_sample(&w);
    buf_char(&b, '\0');
    assert_string_equal(
        b.p, "{\"read\": -3, \"list\": [true, null, {}], \"none\": [], \"no\": null, \"name\": \"Ada\"}");
    buf_clear(&b);
    w = (struct json_write){.out = &b, .pretty = true};
    write_sample(&w);
    buf_char(&b, '\0');
    assert_string_equal(b.p, "{\n"
                             "  \"read\": -3,\n"
                             "  \"list\": [\n"
                             "    true,\n"
                             "    null,\n"
                             "    {}\n"
                             "  ],\n"
                             "  \"none\": [],\n"
                             "  \"no\": null,\n"
                             "  \"name\": \"Ada\"\n"
                             "}");
}

static void strings(void **state)
{
    (void)state;
    const struct {
        struct str value;
        const char *expected;
    } examples[] = {
        {STR(""), "\"\""},
        {STR("caf\xC3\xA9"), "\"caf\xC3\xA9\""},
        {STR("a\"b\\c"), "\"a\\\"b\\\\c\""},
        {STR("\n\r\t\x01\x7F"), "\"\\n\\r\\t\\u0001\\u007f\""},
        {STR("a\0b"), "\"a\\u0000b\""},
        {STR("a\xFF"
             "b"),
            "\"a\xEF\xBF\xBD"
            "b\""},
        {STR("\xC3"), "\"\xEF\xBF\xBD\""},
        {STR("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(buf) b = {0};
        struct json_write w = {.out = &b};
        json_write_str(&w, NULL, examples[i].value);
        buf_char(&b, '\0');
        assert_string_equal(b.p, examples[i].expected);
    }
}

/* --- Events --- */

static enum err read_text(struct arena *a, const char *text, struct event **ret, size_t *ret_n, struct err_info *info)
{
    /* Exactly as large as the input, so that a sanitizer sees a read past its end. */
    size_t n = strlen(text);
    char *copy = malloc(n ? n : 1);
    if (n) memcpy(copy, text, n);
    enum err err = json_events_read((struct str){copy, n}, a, ret, ret_n, info);
    free(copy);
    return err;
}

#define DOCUMENT(events) "{\"hearback\": 1, \"events\": [" events "]}\n"

/* Reading and writing gives these very bytes: the export of each kind of event, as it is documented. */
static void export_of_every_kind(void **state)
{
    (void)state;
    static const char text[] = DOCUMENT(
        "\n{\"seq\": 1, \"batch\": 1, \"recorded\": 1700000000, \"event\": \"new\", \"house\": 1, \"opportunity\": 1, "
        "\"kind\": \"job\", \"organisation\": \"Acme \\\"Rockets\\\"\", \"position\": \"Data Engineer\", \"id\": "
        "\"acme\", \"country\": \"US\", \"zone\": \"America/New_York\", \"url\": \"https://jobs.example.com/1\"},"
        "\n{\"seq\": 2, \"batch\": 2, \"recorded\": 1700000001, \"event\": \"person\", \"house\": 1, \"opportunity\": "
        "1, \"role\": \"interviewer\", \"primary\": true, \"do_not_contact\": true, \"general\": true, \"name\": "
        "\"Ada Exemplar\", \"title\": \"Head\", \"mail\": \"ada@example.com\", \"phone\": \"+1 555 0100\"},"
        "\n{\"seq\": 3, \"batch\": 3, \"recorded\": 1700000002, \"event\": \"person-change\", \"opportunity\": 1, "
        "\"person\": 2, \"role\": \"hr\"},"
        "\n{\"seq\": 4, \"batch\": 4, \"recorded\": 1700000003, \"event\": \"applied\", \"opportunity\": 1, \"at\": "
        "\"2026-10-08\", \"instant\": 1791432000},"
        "\n{\"seq\": 5, \"batch\": 5, \"recorded\": 1700000004, \"event\": \"interview\", \"opportunity\": 1, \"at\": "
        "\"2026-10-20T15:00\", \"instant\": 1792522800, \"ends\": \"2026-10-20T16:00\", \"arranged\": "
        "\"2026-10-09T10:00:30\", \"id\": \"i1\", \"round\": \"first\"},"
        "\n{\"seq\": 6, \"batch\": 6, \"recorded\": 1700000005, \"event\": \"moved\", \"opportunity\": 1, "
        "\"interview\": 5, \"ends\": \"2026-10-21T16:00\", \"moved_to\": \"2026-10-21T15:00\"},"
        "\n{\"seq\": 7, \"batch\": 7, \"recorded\": 1700000006, \"event\": \"cancelled\", \"opportunity\": 1, "
        "\"interview\": 5, \"at\": \"2026-10-10T00:00\"},"
        "\n{\"seq\": 8, \"batch\": 8, \"recorded\": 1700000007, \"event\": \"told\", \"opportunity\": 1, \"at\": "
        "\"2026-10-10\", \"decision_by\": \"2026-11-01\", \"contacts_everyone\": \"yes\", \"may_contact\": \"no\", "
        "\"best_time\": \"tue 14:00-16:00\"},"
        "\n{\"seq\": 9, \"batch\": 9, \"recorded\": 1700000008, \"event\": \"contacted\", \"opportunity\": 1, "
        "\"person\": 2, \"at\": \"2026-10-22T09:30\", \"channel\": \"email\", \"purpose\": \"thanks\", \"outcome\": "
        "\"sent\"},"
        "\n{\"seq\": 10, \"batch\": 10, \"recorded\": 1700000009, \"event\": \"heard\", \"opportunity\": 1, \"at\": "
        "\"2026-10-23\", \"decision_by\": \"2026-11-02\", \"follow_up_on\": \"2026-11-03\", \"gist\": \"received\"},"
        "\n{\"seq\": 11, \"batch\": 11, \"recorded\": 1700000010, \"event\": \"offer\", \"opportunity\": 1, \"at\": "
        "\"2026-10-24\", \"answer_by\": \"2026-10-30\", \"terms\": \"50k\\nand a kite\"},"
        "\n{\"seq\": 12, \"batch\": 12, \"recorded\": 1700000011, \"event\": \"closed\", \"opportunity\": 1, "
        "\"precision\": \"unknown\", \"as\": \"rejected\"},"
        "\n{\"seq\": 13, \"batch\": 13, \"recorded\": 1700000012, \"event\": \"skipped\", \"opportunity\": 1, "
        "\"person\": 2, \"at\": \"2026-10-25T08:00\", \"count\": 2, \"step\": \"ask-questions\", \"why\": \"ill\"},"
        "\n{\"seq\": 14, \"batch\": 14, \"recorded\": 1700000013, \"event\": \"snoozed\", \"opportunity\": 1, \"at\": "
        "\"2026-10-25T08:00\", \"until\": \"2026-10-26T08:00\", \"step\": \"thanks\"},"
        "\n{\"seq\": 15, \"batch\": 15, \"recorded\": -1, \"event\": \"undo\", \"undone\": 13},"
        "\n{\"seq\": 16, \"batch\": 16, \"recorded\": 0, \"event\": \"redo\", \"redone\": 13},"
        "\n{\"seq\": 9007199254740993, \"batch\": 17, \"recorded\": 0, \"event\": \"setting\", \"name\": \"country\", "
        "\"value\": \"DE\"}\n");
    AUTO(arena) a = {0};
    AUTO(buf) b = {0};
    struct event *events;
    size_t n;
    struct err_info info = {0};
    if (read_text(&a, text, &events, &n, &info)) fail_msg("%s", info.text);
    json_events_write(&b, events, n);
    buf_char(&b, '\0');
    assert_string_equal(b.p, text);
    assert_int_equal(n, 17);
    assert_int_equal(events[3].precision, PRECISION_DAY);
    assert_int_equal(events[6].precision, PRECISION_TIME); /* midnight with a time is no day */
    assert_int_equal(events[11].at, TIME_NONE);
    assert_int_equal(events[16].seq, 9007199254740993); /* beyond what a double holds */
}

static uint64_t random_state;

static int64_t any(int64_t below)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u; /* Knuth, MMIX */
    return (int64_t)((random_state >> 33) % (uint64_t)below);
}

static struct str any_text(struct arena *a)
{
    static const char *const pieces[] = {"a", "\"", "\\", "\n", "é", "€", "😀", "\x01", "/", "{", ",", "\x7F"};
    AUTO(buf) b = {0};
    for (int64_t n = any(3) ? 0 : any(12); n > 0; n--) buf_put(&b, pieces[any(sizeof pieces / sizeof *pieces)]);
    return b.n ? arena_str(a, buf_str(&b)) : (struct str){0};
}

static civil_t any_time(void)
{
    static const civil_t first = (civil_t)DAY_FIRST * DAY_SECONDS;
    return any(3) == 0 ? TIME_NONE : any(2) ? first + any(3000000) * DAY_SECONDS : 1 + any(INT32_MAX);
}

static struct event any_event(struct arena *a)
{
    struct event e = event_zero((enum event_kind)(1 + any(EVENT_LAST)));
    e.batch = 1 + any(100), e.recorded = any(INT32_MAX) - 1000;
    e.house = any(3), e.opp = any(3), e.person = any(3), e.interview = any(3), e.count = any(3);
    e.at = any_time(), e.ends = any_time(), e.arranged = any_time();
    e.precision = (enum precision)any(PRECISION_UNKNOWN + 1);
    if (any(2)) e.instant = any(INT32_MAX) - 1000;
    if (any(2)) e.day = DAY_FIRST + (day_t)any(3000000);
    if (any(2)) e.day2 = (day_t)any(2);
    e.opp_kind = (uint8_t)any(OPP_NETWORKING + 1), e.role = (uint8_t)any(ROLE_OTHER + 1);
    e.channel = (uint8_t)any(CHANNEL_IN_PERSON + 1), e.purpose = (uint8_t)any(PURPOSE_OTHER + 1);
    e.outcome = (uint8_t)any(OUTCOME_NO_ANSWER + 1), e.gist = (uint8_t)any(GIST_OTHER + 1);
    e.ending = (uint8_t)any(ENDING_HOLD + 1), e.step = (uint8_t)any(STEP_COUNT);
    e.contacts_everyone = (uint8_t)any(3), e.may_contact = (uint8_t)any(3), e.flags = (uint8_t)any(32);
    e.name = any_text(a), e.title = any_text(a), e.mail = any_text(a), e.phone = any_text(a), e.slug = any_text(a);
    e.country = any_text(a), e.zone = any_text(a), e.url = any_text(a), e.text = any_text(a);
    e.source = any_text(a), e.why = e.kind >= EVENT_MAY_MEAN && e.kind <= EVENT_MAY_BE_SAME ? any_text(a) : e.why;
    return e;
}

static void assert_same(const struct event *a, const struct event *b)
{
#define SAME(member) assert_true(a->member == b->member)
#define SAME_TEXT(member) assert_true(str_eq(a->member, b->member))
    SAME(seq), SAME(batch), SAME(recorded), SAME(kind), SAME(house), SAME(opp), SAME(person), SAME(interview);
    SAME(precision), SAME(at), SAME(instant), SAME(ends), SAME(arranged), SAME(day), SAME(day2), SAME(count);
    SAME(opp_kind), SAME(role), SAME(channel), SAME(purpose), SAME(outcome), SAME(gist), SAME(ending), SAME(step);
    SAME(contacts_everyone), SAME(may_contact), SAME(flags);
    SAME_TEXT(name), SAME_TEXT(title), SAME_TEXT(mail), SAME_TEXT(phone), SAME_TEXT(slug), SAME_TEXT(country);
    SAME_TEXT(zone), SAME_TEXT(url), SAME_TEXT(text), SAME_TEXT(source), SAME_TEXT(why);
}

/* Whatever members are set, also those that the kind has no use for. */
static void random_events_survive(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) first = {0};
    AUTO(buf) second = {0};
    enum { TRIES = 20000 };
    struct event *events = ARENA_NEW(&a, struct event, TRIES), *again;
    size_t n = 0, n_again;
    struct err_info info;
    for (int i = 0; i < TRIES; i++) {
        events[n] = any_event(&a);
        events[n].seq = i + 1;
        n += event_check(&events[n], NULL) == OK;
    }
    assert_true(n > TRIES / 20);
    json_events_write(&first, events, n);
    if (json_events_read(buf_str(&first), &a, &again, &n_again, &info)) fail_msg("%s", info.text);
    assert_int_equal(n_again, n);
    for (size_t i = 0; i < n; i++) assert_same(&events[i], &again[i]);
    json_events_write(&second, again, n_again);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
}

#define HEAD "\"seq\": 1, \"batch\": 1, \"recorded\": 5, "
#define NOTE HEAD "\"event\": \"note\", \"opportunity\": 1, \"at\": \"2026-10-08\", "

static void refusals(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"", "this is no document of hearback: it does not begin with {"},
        {"[]", "this is no document of hearback: it does not begin with {"},
        {"{", "a key and a colon are missing: the file may be cut off"},
        {"{}", "a key and a colon are missing: the file may be cut off"},
        {"{\"hearback\": 1}", "\"events\" is missing"},
        {"{\"events\": []}", "\"hearback\" is missing"},
        {"{\"hearback\": 2, \"events\": []}", "\"hearback\" is not 1: this was written by another version of hearback"},
        {"{\"hearback\": 1, \"hearback\": 1}", "\"hearback\" stands twice"},
        {"{\"hearback\": 1, \"evnets\": []}", "\"evnets\" is no member of hearback's documents"},
        {"{\"hearback\": 1, \"events\": {}}", "\"events\" must be an array [ ]"},
        {"{\"hearback\": 1, \"events\": []", "the last } is missing: the file may be cut off"},
        {"{\"hearback\": 1, \"events\": []} x", "something follows the document"},
        {"{\"hearback\": 1, \"events\": [", "event 1: an object { } is expected here"},
        {DOCUMENT("7"), "event 1: an object { } is expected here"},
        {DOCUMENT("{}"), "event 1: the member \"event\", its kind, is missing"},
        {DOCUMENT("{\"event\": 3}"), "event 1: the member \"event\", its kind, is missing"},
        {DOCUMENT("{\"event\": \"party\"}"), "event 1: \"party\" is no kind of event"},
        {DOCUMENT("{\"event\": \"\"}"), "event 1: \"\" is no kind of event"},
        {DOCUMENT("{\"event\": \"note\"}"), "event 1: the member \"seq\" is missing"},
        {DOCUMENT("{\"event\": \"note\", \"seq\": 1}"), "event 1: the member \"batch\" is missing"},
        {DOCUMENT("{\"event\": \"note\", \"seq\": 1, \"batch\": 1}"), "event 1: the member \"recorded\" is missing"},
        {DOCUMENT("{" NOTE "\"text\": \"x\"}, {" NOTE "\"text\": \"x\"}"),
            "event 2: \"seq\" must be greater than in the event before"},
        {DOCUMENT("{" NOTE "\"txet\": \"x\"}"), "event 1: \"txet\" is no member of an event \"note\""},
        {DOCUMENT("{" NOTE "\"round\": \"x\"}"), "event 1: \"round\" is no member of an event \"note\""},
        {DOCUMENT("{" NOTE "\"a\\nb\": \"x\"}"), "event 1: \"a?b\" is no member of an event \"note\""},
        {DOCUMENT("{" NOTE "\"text\": 3}"), "event 1: \"text\" must be a text"},
        {DOCUMENT("{" NOTE "\"text\": null}"), "event 1: \"text\" must be a text"},
        {DOCUMENT("{" NOTE "\"text\": [\"x\"]}"), "event 1: \"text\" must be a text"},
        {DOCUMENT("{" NOTE "\"text\": \"x\", \"text\": \"y\"}"),
            "event 1: this is not valid JSON: duplicate object key"},
        {DOCUMENT("{" NOTE "}"), "event 1: this is not valid JSON: string or '}' expected"},
        {DOCUMENT("{" HEAD "\"event\": \"note\"}"), "event 1: note: the field \"opp\" is missing"},
        {DOCUMENT("{" NOTE "\"person\": 1.5}"), "event 1: \"person\" must be a whole number"},
        {DOCUMENT("{" NOTE "\"person\": \"1\"}"), "event 1: \"person\" must be a whole number"},
        {DOCUMENT("{" NOTE "\"person\": 99999999999999999999}"), "event 1: this is not valid JSON: too big integer"},
        {DOCUMENT("{" NOTE "\"day\": \"2026-02-31\"}"), "event 1: \"day\" must be a day such as \"2026-10-08\""},
        {DOCUMENT("{" NOTE "\"ends\": \"2026-10-08\"}"),
            "event 1: \"ends\" must be a time such as \"2026-10-08T15:00\""},
        {DOCUMENT("{" NOTE "\"primary\": 1}"), "event 1: \"primary\" must be true or false"},
        {DOCUMENT("{" NOTE "\"role\": \"boss\"}"),
            "event 1: \"role\" must be one of interviewer, hiring-manager, hr, recruiter, reception, reference, "
            "referrer, other"},
        {DOCUMENT("{" NOTE "\"precision\": \"week\"}"), "event 1: \"precision\" must be one of time, day, unknown"},
        {DOCUMENT("{" NOTE "\"text\": \"caf\xE9\"}"), "event 1: this is not valid JSON: unable to decode byte 0xe9"},
        {DOCUMENT("{" NOTE "\"text\": \"a\\u0000b\"}"),
            "event 1: this is not valid JSON: \\u0000 is not allowed without JSON_ALLOW_NUL"},
        {"{\"hearback\": 1, \"events\": [{" NOTE "\"text\": \"x\"}",
            "after event 1 a comma or ] is missing: the file may be cut off"},
        {"{\"hearback\": 1, \"events\": [{" NOTE "\"text\": \"x",
            "event 1: this is not valid JSON: premature end of input"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        struct event *events = (struct event *)&a;
        size_t n = 7;
        struct err_info info = {0};
        assert_int_equal(read_text(&a, examples[i].text, &events, &n, &info), ERR_INPUT);
        assert_string_equal(info.text, examples[i].expected);
        assert_ptr_equal(events, &a);
        assert_int_equal(n, 7);
    }
}

static void sizes(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) b = {0};
    struct event *events;
    size_t n;
    struct err_info info;
    buf_put(&b, "{\"hearback\": 1, \"events\": [{" NOTE "\"text\": \"");
    for (int i = 0; i <= JSON_READ_MAX; i++) buf_char(&b, 'x');
    buf_put(&b, "\"}]}");
    assert_int_equal(json_events_read(buf_str(&b), &a, &events, &n, &info), ERR_INPUT);
    assert_string_equal(info.text, "event 1: an object of more than 1 MiB");
    buf_clear(&b);
    buf_put(&b, "{\"hearback\": 1, \"events\": [{\"event\": ");
    for (int i = 0; i < 100000; i++) buf_char(&b, '[');
    assert_int_equal(json_events_read(buf_str(&b), &a, &events, &n, &info), ERR_INPUT);
    assert_string_equal(info.text, "event 1: this is not valid JSON: maximum parsing depth reached");
    assert_int_equal(
        json_events_read((struct str){"", (size_t)JSON_EVENTS_MAX + 1}, &a, &events, &n, &info), ERR_INPUT);
    assert_string_equal(info.text, "this is larger than 1 GiB");
}

static void empty_document(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) b = {0};
    struct event *events;
    size_t n = 7;
    json_events_write(&b, NULL, 0);
    buf_char(&b, '\0');
    assert_string_equal(b.p, "{\"hearback\": 1, \"events\": [\n]}\n");
    assert_int_equal(read_text(&a, b.p, &events, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(read_text(&a, "\xEF\xBB\xBF { \"events\" : [ ] , \"hearback\" : 1 } ", &events, &n, NULL), OK);
}

static void one_member(void **state)
{
    (void)state;
    const struct {
        struct str text;
        const char *expected; /* NULL: none */
    } examples[] = {
        {STR("{\"id\": 3, \"name\": \"Applied\"}"), "Applied"},
        {STR("{\"name\": \"\\u00e9\"} "), "\xC3\xA9"},
        {STR("{\"name\": 3}"), NULL},
        {STR("{\"id\": 3}"), NULL},
        {STR("{'name': 'Applied'}"), NULL},
        {STR("{\"name\": \"x\"} y"), NULL},
        {STR(""), NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        struct str found = {0};
        assert_int_equal(json_read_text_member(examples[i].text, "name", &a, &found), examples[i].expected != NULL);
        assert_true(str_eq(found, str_from(examples[i].expected)));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_layouts),
        cmocka_unit_test(strings),
        cmocka_unit_test(export_of_every_kind),
        cmocka_unit_test(random_events_survive),
        cmocka_unit_test(refusals),
        cmocka_unit_test(sizes),
        cmocka_unit_test(empty_document),
        cmocka_unit_test(one_member),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
