/* Events: the names of the rulebook's words with the codes under which they are
 * stored, and what makes an event valid by itself. */
#include "model/event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* --- words --- */

/* The names in the order of their codes: codes are stored, so this order never changes. */
static void words_keep_their_codes(void **state)
{
    (void)state;
    static const struct {
        const char *const *names;
        const char *in_order;
    } all[] = {
        {opp_kind_names, "job informational networking"},
        {role_names, "interviewer hiring-manager hr recruiter reception reference referrer other"},
        {channel_names, "email phone note linkedin in-person"},
        {purpose_names, "thanks three-part inquiry reply reference material gracious check-back connect article other"},
        {outcome_names, "sent reached voicemail no-answer"},
        {gist_names, "received not-yet asked-to-follow-up interview references rejected filled offer other"},
        {ending_names, "rejected withdrawn filled accepted declined moved-on hold"},
        {step_names, "ask-questions debrief thanks thanks-note thanks-call three-part inquiry connect article "
                     "brief-reference answer-offer tell-of-offer withdraw gracious check-back move-on hold"},
        {answer_names, "unsaid no yes"},
        {event_kind_names,
            " new person person-change applied interview moved cancelled ends attended topic told contacted "
            "heard offer closed reopened done skipped snoozed note named undo redo setting may-mean may-be-person "
            "may-be-new may-be-same settled means same"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char text[400] = "";
        for (int k = 0; all[i].names[k]; k++) {
            if (k) strcat(text, " ");
            strcat(text, all[i].names[k]);
            assert_int_equal(kind_code(all[i].names, str_from(all[i].names[k])), k);
        }
        assert_string_equal(text, all[i].in_order);
        assert_int_equal(kind_code(all[i].names, STR("nothing")), -1);
    }
}

/* --- events --- */

/* What an event of each kind cannot do without, beside its kind. */
static const struct {
    enum event_kind kind;
    const char *needs;
} kinds[] = {
    {EVENT_NEW, "name"},
    {EVENT_PERSON, "opp name"},
    {EVENT_PERSON_CHANGE, "opp person"},
    {EVENT_APPLIED, "opp at"},
    {EVENT_INTERVIEW, "opp at"},
    {EVENT_MOVED, "opp interview"},
    {EVENT_CANCELLED, "opp interview at"},
    {EVENT_ENDS, "opp interview"},
    {EVENT_ATTENDED, "opp person interview"},
    {EVENT_TOPIC, "opp interview text"},
    {EVENT_TOLD, "opp at"},
    {EVENT_CONTACTED, "opp at"},
    {EVENT_HEARD, "opp at"},
    {EVENT_OFFER, "opp at"},
    {EVENT_CLOSED, "opp"},
    {EVENT_REOPENED, "opp at"},
    {EVENT_DONE, "opp at"},
    {EVENT_SKIPPED, "opp at"},
    {EVENT_SNOOZED, "opp at"},
    {EVENT_NOTE, "opp at text"},
    {EVENT_UNDO, "count"},
    {EVENT_REDO, "count"},
    {EVENT_SETTING, "name"},
    {EVENT_MAY_MEAN, "opp count at"},
    {EVENT_MAY_BE_PERSON, "opp at"},
    {EVENT_MAY_BE_NEW, "name at"},
    {EVENT_MAY_BE_SAME, "opp person count"},
    {EVENT_SETTLED, "count"},
    {EVENT_MEANS, "opp count"},
    {EVENT_SAME, "opp person count"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void set_field(struct event *e, struct str field)
{
    if (str_is(field, "opp"))
        e->opp = 1;
    else if (str_is(field, "person"))
        e->person = 1;
    else if (str_is(field, "interview"))
        e->interview = 1;
    else if (str_is(field, "at"))
        e->at = civil_at(day_from_ymd(2026, 10, 8), 14, 0);
    else if (str_is(field, "name"))
        e->name = STR("Acme");
    else if (str_is(field, "text"))
        e->text = STR("a text");
    else if (str_is(field, "count"))
        e->count = 1;
    else
        fail_msg("%.*s", STR_ARG(field));
}

/* An event with what its kind needs, but for one field (may be empty: with all). */
static struct event without(int kind, struct str field)
{
    struct event e = event_zero(kinds[kind].kind);
    struct str left = str_from(kinds[kind].needs), word;
    while (left.n) {
        str_cut(left, ' ', &word, &left);
        if (!str_eq(word, field)) set_field(&e, word);
    }
    return e;
}

static void each_kind_needs_its_fields(void **state)
{
    (void)state;
    for (int i = 0; i < KINDS; i++) {
        struct err_info info = {0};
        struct event whole = without(i, (struct str){0});
        if (event_check(&whole, &info)) fail_msg("%s", info.text);
        struct str left = str_from(kinds[i].needs), word;
        while (left.n) {
            char text[200];
            str_cut(left, ' ', &word, &left);
            struct event e = without(i, word);
            assert_int_equal(event_check(&e, &info), ERR_INPUT);
            snprintf(
                text, sizeof text, "%s: the field \"%.*s\" is missing", event_kind_names[kinds[i].kind], STR_ARG(word));
            assert_string_equal(info.text, text);
        }
    }
}

static struct event heard(void)
{
    struct event e = event_zero(EVENT_HEARD);
    set_field(&e, STR("opp"));
    set_field(&e, STR("at"));
    return e;
}

static void expect(struct event e, const char *fault)
{
    struct err_info info = {.text = ""};
    assert_int_equal(event_check(&e, &info), fault ? ERR_INPUT : OK);
    assert_string_equal(info.text, fault ? fault : "");
}

static void kinds_and_moments_that_are_none(void **state)
{
    (void)state;
    struct event e = heard();
    e.kind = (enum event_kind)0;
    expect(e, "an event of the unknown kind 0");
    e.kind = (enum event_kind)(EVENT_LAST + 1);
    expect(e, "an event of the unknown kind 32");
    e = heard();
    e.precision = PRECISION_UNKNOWN;
    expect(e, "heard: the field \"at\" is missing");
    e = event_zero(EVENT_CLOSED);
    e.opp = 1;
    e.precision = PRECISION_UNKNOWN;
    expect(e, NULL);
    e = event_zero(EVENT_NAMED);
    e.opp = 1, e.person = 1;
    expect(e, "named: the field \"at\" is missing");
    e.at = 0;
    expect(e, NULL);
}

static void each_code_has_a_last(void **state)
{
    (void)state;
    struct event zero = heard();
    const struct {
        uint8_t *code;
        int last;
        const char *field;
    } all[] = {{&zero.opp_kind, OPP_NETWORKING, "opp_kind"}, {&zero.role, ROLE_OTHER, "role"},
        {&zero.channel, CHANNEL_IN_PERSON, "channel"}, {&zero.purpose, PURPOSE_OTHER, "purpose"},
        {&zero.outcome, OUTCOME_NO_ANSWER, "outcome"}, {&zero.gist, GIST_OTHER, "gist"},
        {&zero.ending, ENDING_HOLD, "ending"}, {&zero.step, STEP_HOLD, "step"},
        {&zero.contacts_everyone, ANSWER_YES, "contacts_everyone"}, {&zero.may_contact, ANSWER_YES, "may_contact"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char text[100];
        *all[i].code = (uint8_t)all[i].last;
        expect(zero, NULL);
        *all[i].code = (uint8_t)(all[i].last + 1);
        snprintf(text, sizeof text, "%s: %d is no known value", all[i].field, all[i].last + 1);
        expect(zero, text);
        *all[i].code = 0;
    }
    zero.precision = (enum precision)(PRECISION_UNKNOWN + 1);
    expect(zero, "precision: 3 is no known value");
}

static void texts_are_bounded_and_utf_8(void **state)
{
    (void)state;
    static char text[EVENT_TEXT_MAX + 1];
    memset(text, 'x', sizeof text);
    struct event zero = heard();
    const struct {
        struct str *value;
        size_t max;
        const char *field;
    } all[] = {{&zero.name, 1000, "name"}, {&zero.title, 1000, "title"}, {&zero.mail, 1000, "mail"},
        {&zero.phone, 1000, "phone"}, {&zero.slug, 1000, "slug"}, {&zero.country, 1000, "country"},
        {&zero.zone, 1000, "zone"}, {&zero.url, 20000, "url"}, {&zero.text, 20000, "text"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char fault[100];
        *all[i].value = (struct str){text, all[i].max};
        expect(zero, NULL);
        *all[i].value = (struct str){text, all[i].max + 1};
        snprintf(fault, sizeof fault, "%s is longer than %zu bytes: shorten it", all[i].field, all[i].max);
        expect(zero, fault);
        *all[i].value = STR("caf\xe9");
        snprintf(fault, sizeof fault, "%s is not valid UTF-8 text: convert it first", all[i].field);
        expect(zero, fault);
        *all[i].value = (struct str){0};
    }
}

static void dates_lie_within_the_years_1_to_9999(void **state)
{
    (void)state;
    static const char *const fault = "a date outside the years 1 to 9999";
    const civil_t first = (civil_t)DAY_FIRST * DAY_SECONDS, last = (civil_t)(DAY_LAST + 1) * DAY_SECONDS - 1;
    struct event e = heard();
    civil_t *const times[] = {&e.at, &e.ends, &e.arranged};
    for (int i = 0; i < 3; i++) {
        civil_t before = *times[i];
        static const struct {
            int64_t beyond;
            bool fine;
        } all[] = {{0, true}, {1, false}};
        for (int k = 0; k < 2; k++) {
            *times[i] = first - all[k].beyond;
            expect(e, all[k].fine ? NULL : fault);
            *times[i] = last + all[k].beyond;
            expect(e, all[k].fine ? NULL : fault);
        }
        *times[i] = before;
    }
    day_t *const days[] = {&e.day, &e.day2};
    for (int i = 0; i < 2; i++) {
        *days[i] = DAY_FIRST, expect(e, NULL);
        *days[i] = DAY_LAST, expect(e, NULL);
        *days[i] = DAY_FIRST - 1, expect(e, fault);
        *days[i] = DAY_LAST + 1, expect(e, fault);
        *days[i] = DAY_NONE;
    }
}

static void an_interview_does_not_end_before_it_begins(void **state)
{
    (void)state;
    struct event e = heard();
    e.kind = EVENT_INTERVIEW;
    expect(e, NULL);
    e.ends = e.at;
    expect(e, NULL);
    e.ends = e.at - 1;
    expect(e, "the interview ends before it begins");
    e.kind = EVENT_HEARD;
    expect(e, NULL);
}

static void a_zero_event_says_nothing(void **state)
{
    (void)state;
    struct event e = event_zero(EVENT_TOLD);
    assert_true(e.kind == EVENT_TOLD && e.at == TIME_NONE && e.instant == TIME_NONE && e.ends == TIME_NONE);
    assert_true(e.arranged == TIME_NONE && e.day == DAY_NONE && e.day2 == DAY_NONE && e.opp == 0 && !e.name.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_keep_their_codes),
        cmocka_unit_test(each_kind_needs_its_fields),
        cmocka_unit_test(kinds_and_moments_that_are_none),
        cmocka_unit_test(each_code_has_a_last),
        cmocka_unit_test(texts_are_bounded_and_utf_8),
        cmocka_unit_test(dates_lie_within_the_years_1_to_9999),
        cmocka_unit_test(an_interview_does_not_end_before_it_begins),
        cmocka_unit_test(a_zero_event_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
