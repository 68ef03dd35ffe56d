/* The planner at its edges: what no story can tell.  The order of facts and of
 * actions, more than there is room for, words of a version to come. */
#include "plan/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plan/state.h"

static struct playbook balanced, endless;
static struct calendar calendar;
static char texts[2][32768];

static struct str from_tree(char text[static 32768])
{
    FILE *file = fopen(HEARBACK_SOURCE_DIR "/playbooks/balanced.ini", "r");
    if (!file) return (struct str){0};
    size_t n = fread(text, 1, 32768, file);
    fclose(file);
    return (struct str){text, n};
}

static enum err source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    (void)context, (void)name, (void)info;
    *ret = from_tree(texts[1]);
    return OK;
}

/* In "endless" there are articles without end, and thanks that stay open for ever. */
static int load(void **state)
{
    (void)state;
    static const char own[] =
        "[playbook]\nbased-on = balanced\ntitle = Endless\nguide = none\n"
        "[step article]\nwhen = waiting\nto = recipient\npurpose = article\nchannels = email\nopens = trigger + 1d\n"
        "due = opens\ncloses = never\nrules = D11\nwhy = Again.\n"
        "[step thanks]\nwhen = interview\nto = each-person\npurpose = thanks\nchannels = email\nopens = trigger\n"
        "due = trigger\ncloses = never\nrules = A4\nwhy = Always.\n";
    struct err_info info = {0};
    calendar_make(&calendar, CALENDAR_WEEKEND, NULL, 0);
    enum err err = playbook_load(&balanced, STR("balanced"), STR("balanced"), from_tree(texts[0]), NULL, NULL, &info);
    if (err == OK) err = playbook_load(&endless, STR("own"), STR("own"), STR(own), source, NULL, &info);
    if (err) print_error("%s\n", info.text);
    return err ? -1 : 0;
}

static const day_t thursday = 20734; /* 8 October 2026 */
static const struct plan_person jane = {.role = ROLE_INTERVIEWER, .known = true, .primary = true, .has_phone = true};
static const int16_t with_jane[] = {0};

static struct fact fact(enum fact_kind kind, civil_t at)
{
    return (struct fact){.kind = (uint8_t)kind,
        .at = at,
        .day = DAY_NONE,
        .day2 = DAY_NONE,
        .person = PERSON_SELF,
        .cancelled = TIME_NEVER};
}

static struct fact interview(civil_t begins, uint32_t id)
{
    struct fact f = fact(FACT_INTERVIEW, begins);
    f.begins = begins;
    f.ends = begins + HOUR_SECONDS;
    f.id = id;
    f.with_n = 1;
    return f;
}

static struct plan_case of(const struct playbook *p, const struct fact *facts, size_t n)
{
    return (struct plan_case){.playbook = p,
        .calendar = &calendar,
        .hours = PLAN_OFFICE_HOURS,
        .facts = facts,
        .n_facts = n,
        .people = &jane,
        .n_people = 1,
        .with = with_jane,
        .created = civil_at(thursday - 10, 9, 0)};
}

/* --- the order of facts --- */

static void ours_precede_theirs_and_decisions_come_last(void **state)
{
    (void)state;
    static const bool first[] = {[FACT_APPLIED] = true,
        [FACT_CONTACT] = true,
        [FACT_DONE] = true,
        [FACT_SKIPPED] = true,
        [FACT_SNOOZED] = true,
        [FACT_NAMED] = true,
        [FACT_INTERVIEW] = false,
        [FACT_TOLD] = false,
        [FACT_WORD] = false,
        [FACT_OFFER] = false,
        [FACT_CLOSED] = false,
        [FACT_REOPENED] = false};
    for (int i = 0; i <= FACT_NAMED; i++) {
        struct fact a = fact((enum fact_kind)i, 1000);
        assert_int_equal(plan_fact_day(&a, 10), 10 * DAY_SECONDS + (first[i] ? 0 : DAY_SECONDS - 1));
        for (int k = 0; k <= FACT_NAMED; k++) {
            struct fact same = fact((enum fact_kind)k, 1000), later = fact((enum fact_kind)k, 1001);
            assert_int_equal(plan_fact_order(&a, &same), (int)first[k] - (int)first[i]);
            assert_int_equal(plan_fact_order(&a, &later), -1);
            assert_int_equal(plan_fact_order(&later, &a), 1);
        }
    }
}

static void what_is_a_no_and_what_an_inquiry(void **state)
{
    (void)state;
    for (int gist = GIST_RECEIVED; gist <= GIST_OTHER; gist++) {
        struct fact f = fact(FACT_WORD, 0);
        f.gist = (uint8_t)gist;
        assert_int_equal(state_is_no(&f), gist == GIST_REJECTED || gist == GIST_FILLED);
    }
    for (int ending = ENDING_REJECTED; ending <= ENDING_HOLD; ending++) {
        struct fact f = fact(FACT_CLOSED, 0);
        f.ending = (uint8_t)ending;
        assert_int_equal(state_is_no(&f), ending == ENDING_REJECTED || ending == ENDING_FILLED);
        f.kind = FACT_OFFER;
        assert_false(state_is_no(&f));
    }
    for (int purpose = PURPOSE_THANKS; purpose <= PURPOSE_OTHER; purpose++) {
        struct fact f = fact(FACT_CONTACT, 0);
        f.purpose = (uint8_t)purpose;
        assert_int_equal(state_is_inquiry(&f), purpose == PURPOSE_INQUIRY || purpose == PURPOSE_THREE_PART);
        f.outcome = OUTCOME_NO_ANSWER;
        assert_false(state_is_inquiry(&f));
        f.outcome = OUTCOME_VOICEMAIL;
        f.kind = FACT_WORD;
        assert_false(state_is_inquiry(&f));
    }
}

/* --- the order of actions --- */

static void what_follows_an_interview_first_then_due_opens_step_and_person(void **state)
{
    (void)state;
    /* Each comes before those below it. */
    static const struct action in_order[] = {
        {.follows_interview = true, .due = 5, .opens = 9, .step = STEP_HOLD, .person = 9},
        {.follows_interview = true, .due = 6, .opens = 1, .step = STEP_HOLD, .person = 9},
        {.follows_interview = true, .due = 6, .opens = 2, .step = STEP_DEBRIEF, .person = 9},
        {.follows_interview = true, .due = 6, .opens = 2, .step = STEP_THANKS, .person = PERSON_OFFICE},
        {.follows_interview = true, .due = 6, .opens = 2, .step = STEP_THANKS, .person = 0},
        {.follows_interview = true, .due = 6, .opens = 2, .step = STEP_THANKS, .person = 1},
        {.follows_interview = false, .due = 1, .opens = 1, .step = STEP_DEBRIEF, .person = 0},
    };
    enum { N = sizeof in_order / sizeof *in_order };
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++) {
            int order = plan_action_order(&in_order[i], &in_order[k]);
            assert_int_equal(order, (i > k) - (i < k));
        }
}

/* Two thanks for one person that wait for one day: that of the interview with the lower id goes first. */
static void of_two_alike_the_lower_id_goes_first(void **state)
{
    (void)state;
    static struct plan p;
    for (uint32_t first = 1; first <= 2; first++) {
        struct fact facts[] = {interview(civil_at(thursday - 2, 14, 0), first),
            interview(civil_at(thursday - 1, 14, 0), 3 - first), fact(FACT_CONTACT, civil_at(thursday, 9, 0))};
        facts[2].person = 0;
        facts[2].purpose = PURPOSE_OTHER;
        struct plan_case c = of(&endless, facts, 3);
        plan_make(&c, civil_at(thursday, 10, 0), &p);
        int found = 0;
        for (size_t i = 0; i < p.n; i++) {
            if (p.actions[i].step != STEP_THANKS) continue;
            found++;
            day_t day = p.actions[i].id == 1 ? thursday + 1 : thursday + 4; /* Friday; Monday */
            assert_int_equal(day_of(p.actions[i].opens), day);
        }
        assert_int_equal(found, 2);
    }
}

/* --- more than there is room for --- */

enum { MANY = 300 };

static void hundreds_of_inquiries_are_counted_to_a_bound(void **state)
{
    (void)state;
    static struct fact facts[1 + MANY];
    facts[0] = interview(civil_at(thursday, 14, 0), 1);
    for (int i = 1; i <= MANY; i++) {
        facts[i] = fact(FACT_CONTACT, civil_at(thursday + i, 10, 0));
        facts[i].purpose = PURPOSE_INQUIRY;
        facts[i].person = 0;
    }
    struct plan_case c = of(&balanced, facts, 1 + MANY);
    struct verdict v = plan_check(&c, 0, CHANNEL_EMAIL, PURPOSE_INQUIRY, civil_at(thursday + MANY + 1, 10, 0));
    assert_int_equal(v.judgement, JUDGED_STOP);
    assert_int_equal(v.count, UINT8_MAX);
}

static void hundreds_of_inquiries_in_a_week_are_two(void **state)
{
    (void)state;
    static struct fact house[MANY];
    for (int i = 0; i < MANY; i++) {
        house[i] = fact(FACT_CONTACT, civil_at(thursday, 9, 0) + 60 * i);
        house[i].purpose = PURPOSE_INQUIRY;
        house[i].person = PERSON_OFFICE;
        house[i].opp = 1;
    }
    struct plan_case c = of(&balanced, NULL, 0);
    c.house = house;
    c.n_house = MANY;
    struct verdict v = plan_check(&c, 0, CHANNEL_EMAIL, PURPOSE_THREE_PART, civil_at(thursday + 1, 10, 0));
    assert_int_equal(v.judgement, JUDGED_WAIT);
    assert_int_equal(v.binding, 1U << LIMIT_HOUSE);
    assert_int_equal(v.until, civil_at(thursday + 7, 9, 0));
}

static void hundreds_of_articles_as_well(void **state)
{
    (void)state;
    static struct fact facts[1 + MANY];
    static struct plan p;
    facts[0] = interview(civil_at(thursday, 14, 0), 1);
    for (int i = 1; i <= MANY; i++) {
        facts[i] = fact(FACT_CONTACT, civil_at(thursday + 1, 10, i % 60));
        facts[i].purpose = PURPOSE_ARTICLE;
        facts[i].person = 0;
    }
    struct plan_case c = of(&endless, facts, 1 + MANY);
    plan_make(&c, civil_at(thursday + 2, 10, 0), &p);
    bool found = false;
    for (size_t i = 0; i < p.n; i++)
        if (p.actions[i].step == STEP_ARTICLE) found = p.actions[i].id == UINT8_MAX + 1U;
    assert_true(found);
}

static void hundreds_of_interviews_fill_a_plan_and_no_more(void **state)
{
    (void)state;
    static struct fact facts[MANY];
    static struct plan p;
    for (int i = 0; i < MANY; i++) facts[i] = interview(civil_at(thursday + i, 14, 0), (uint32_t)i + 1);
    struct plan_case c = of(&endless, facts, MANY);
    plan_make(&c, civil_at(thursday + MANY, 18, 0), &p);
    assert_int_equal(p.n, PLAN_ACTIONS_MAX);
    for (size_t i = 1; i < p.n; i++) assert_true(plan_action_order(&p.actions[i - 1], &p.actions[i]) <= 0);
}

/* So many for one person on one day that they cannot all be spread: it ends all the same. */
static void spreading_comes_to_an_end(void **state)
{
    (void)state;
    static struct fact facts[MANY];
    static struct plan p;
    const civil_t now = civil_at(thursday + MANY, 18, 0);
    for (int i = 0; i < MANY - 1; i++) facts[i] = interview(civil_at(thursday + i, 14, 0), (uint32_t)i + 1);
    facts[MANY - 1] = fact(FACT_CONTACT, now - 60); /* all of them wait for the next day */
    facts[MANY - 1].person = 0;
    facts[MANY - 1].purpose = PURPOSE_OTHER;
    struct plan_case c = of(&endless, facts, MANY);
    plan_make(&c, now, &p);
    assert_int_equal(p.n, PLAN_ACTIONS_MAX);
    for (size_t i = 0; i < p.n; i++)
        if (p.actions[i].step == STEP_THANKS) assert_true(p.actions[i].opens > now);
}

static void a_road_without_end_is_cut(void **state)
{
    (void)state;
    static struct plan p;
    AUTO(arena) a = {0};
    const struct fact held = interview(civil_at(thursday, 14, 0), 1);
    struct plan_case c = of(&endless, &held, 1);
    c.kind = OPP_INFORMATIONAL; /* nobody moves on from it */
    plan_road(&c, civil_at(thursday, 16, 0), &a, &p);
    assert_int_equal(p.n, PLAN_ACTIONS_MAX);
    for (size_t i = 1; i < p.n; i++)
        assert_true(p.actions[i].step != STEP_ARTICLE || p.actions[i].due > p.actions[0].due);
}

/* --- the window in which something may be open --- */

static void the_window_holds_all_that_is_open_whenever_one_asks(void **state)
{
    (void)state;
    static struct plan p, later;
    const struct fact facts[] = {
        fact(FACT_APPLIED, civil_at(thursday - 6, 0, 0)), interview(civil_at(thursday, 14, 0), 1)};
    struct plan_case c = of(&balanced, facts, 2);
    plan_make(&c, civil_at(thursday, 15, 30), &p);
    assert_true(p.anything && p.from == civil_at(thursday, 15, 0));
    civil_t last = 0;
    for (civil_t t = civil_at(thursday, 15, 30); t < civil_at(thursday + 400, 0, 0); t += 1800) {
        plan_make(&c, t, &later);
        for (size_t i = 0; i < later.n; i++) {
            if (later.actions[i].opens > t) continue;
            assert_true(t >= p.from && t < p.until);
            last = t;
        }
    }
    assert_true(last > civil_at(thursday + 30, 0, 0)); /* the hold after the inquiry that nobody made */
}

struct span_of_time {
    day_t from_day;
    int from_hour;
    day_t until_day; /* its beginning */
};

static void expect_windows(const struct plan *p, const struct span_of_time *want, size_t n)
{
    assert_int_equal(p->n_windows, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(p->windows[i].from, civil_at(want[i].from_day, want[i].from_hour, 0));
        assert_int_equal(p->windows[i].until, civil_at(want[i].until_day, 0, 0));
    }
    assert_int_equal(p->from, p->windows[0].from);
    assert_int_equal(p->until, p->windows[n - 1].until);
}

/* What may be a no, and waits for a person's word, is asked about no further; thanks stay. */
static void nothing_is_asked_while_a_no_may_have_come(void **state)
{
    (void)state;
    static struct plan p;
    const struct fact applied = fact(FACT_APPLIED, civil_at(thursday - 20, 0, 0));
    struct plan_case c = of(&balanced, &applied, 1);
    plan_make(&c, civil_at(thursday, 12, 0), &p);
    assert_int_equal(p.n, 1);
    assert_int_equal(p.actions[0].step, STEP_THREE_PART); /* the first inquiry after applying */
    c.may_be_over = true;
    plan_make(&c, civil_at(thursday, 12, 0), &p);
    assert_int_equal(p.n, 0);
    assert_true(p.rests);
    AUTO(buf) b = {0};
    plan_explain_quiet(&b, &p.quiet);
    assert_true(str_is(buf_str(&b), "What they wrote may be a no: say in the review whether it is."));
}

/* An inquiry counts for as long as the hold that it may end in is announced. */
static void the_window_of_an_inquiry_holds_what_it_may_end_in(void **state)
{
    (void)state;
    static struct plan p;
    const struct fact applied = fact(FACT_APPLIED, civil_at(thursday - 6, 0, 0)); /* Friday the 2nd */
    struct plan_case c = of(&balanced, &applied, 1);
    plan_make(&c, civil_at(thursday - 5, 12, 0), &p);
    /* From Wednesday the 7th; the hold is shown from Thursday 5 November to the end of Thursday the 12th. */
    static const struct span_of_time want = {thursday - 1, 9, thursday + 36};
    expect_windows(&p, &want, 1);
}

/* After a no: the gracious note until the end of 3 November, the check-back from 19 November to the end of 17 December. */
static void windows_apart_stay_apart(void **state)
{
    (void)state;
    static struct plan p;
    struct fact facts[] = {interview(civil_at(thursday, 14, 0), 1), fact(FACT_WORD, civil_at(thursday + 12, 10, 0))};
    facts[0].debriefed = true;
    facts[1].gist = GIST_REJECTED;
    struct plan_case c = of(&balanced, facts, 2);
    plan_make(&c, civil_at(thursday + 12, 11, 0), &p);
    static const struct span_of_time want[] = {{thursday + 12, 10, thursday + 27}, {thursday + 42, 9, thursday + 71}};
    expect_windows(&p, want, 2);
}

/* One step alone, open for two hours from nearly forty days after each interview. */
static void load_two_hours(struct playbook *ret)
{
    struct err_info info = {0};
    enum err err = playbook_load(ret, STR("own"), STR("own"),
        STR("[playbook]\nbased-on = balanced\ntitle = Own\nguide = me\n"
            "without = ask-questions thanks thanks-note connect article brief-reference answer-offer tell-of-offer "
            "withdraw gracious check-back\n"
            "[step debrief]\nwhen = interview\nto = self\nopens = trigger + 950h\ndue = opens\n"
            "closes = trigger + 952h\nrules = A1\nwhy = x\n"),
        source, NULL, &info);
    if (err) fail_msg("%s", info.text);
}

/* The hours of one day at which interviews end, in the order in which they were arranged, and the windows two hours
 * long from then on (counted from 950 hours later). */
static const struct {
    int hours[8];
    size_t n;
    int windows[6][2];
    size_t n_windows;
} joins[] = {
    {{0, 5, 10}, 3, {{0, 2}, {5, 7}, {10, 12}}, 3},
    {{10, 5, 0}, 3, {{0, 2}, {5, 7}, {10, 12}}, 3},
    {{0, 2, 10}, 3, {{0, 4}, {10, 12}}, 2},
    {{2, 0}, 2, {{0, 4}}, 1},
    {{0, 3}, 2, {{0, 2}, {3, 5}}, 2},
    {{0, 4, 2}, 3, {{0, 6}}, 1},
    {{0, 10, 20, 11}, 4, {{0, 2}, {10, 13}, {20, 22}}, 3},
    {{0, 3, 6, 9, 12, 15}, 6, {{0, 2}, {3, 5}, {6, 8}, {9, 11}, {12, 14}, {15, 17}}, 6},
    {{0, 3, 6, 9, 12, 15, 18}, 7, {{0, 2}, {3, 5}, {6, 8}, {9, 11}, {12, 14}, {15, 20}}, 6},
    {{18, 15, 12, 9, 6, 3, 0}, 7, {{0, 2}, {3, 5}, {6, 8}, {9, 11}, {12, 14}, {15, 20}}, 6},
    {{3, 6, 9, 12, 15, 18, 0, 21}, 8, {{0, 2}, {3, 5}, {6, 8}, {9, 11}, {12, 14}, {15, 23}}, 6},
};

static void windows_join_where_they_touch(void **state)
{
    (void)state;
    static struct playbook own;
    static struct plan p;
    load_two_hours(&own);
    for (size_t k = 0; k < sizeof joins / sizeof *joins; k++) {
        struct fact facts[9];
        const size_t n = joins[k].n;
        for (size_t i = 0; i < n; i++) {
            facts[i] = interview(civil_at(thursday, joins[k].hours[i], 0), (uint32_t)i + 1);
            facts[i].ends = facts[i].begins;
            facts[i].at = civil_at(thursday - 10, 10, (int)i);
        }
        facts[n] = fact(FACT_OFFER, civil_at(thursday + 1, 0, 0)); /* it stops the inquiries */
        struct plan_case c = of(&own, facts, n + 1);
        plan_make(&c, civil_at(thursday + 1, 10, 0), &p);
        assert_int_equal(p.n_windows, joins[k].n_windows);
        for (size_t i = 0; i < p.n_windows; i++) {
            assert_int_equal(p.windows[i].from, civil_at(thursday, joins[k].windows[i][0] + 950, 0));
            assert_int_equal(p.windows[i].until, civil_at(thursday, joins[k].windows[i][1] + 950, 0));
        }
    }
}

static void a_window_of_nothing(void **state)
{
    (void)state;
    static struct plan p;
    struct fact facts[] = {fact(FACT_APPLIED, civil_at(thursday, 0, 0)), fact(FACT_CLOSED, TIME_NEVER)};
    facts[1].ending = ENDING_REJECTED;
    struct plan_case c = of(&balanced, facts, 2);
    plan_make(&c, civil_at(thursday, 15, 0), &p);
    assert_true(!p.anything && p.from == TIME_NONE && p.until == TIME_NONE && p.ended && p.n == 0);
}

static void an_interview_ahead_opens_the_window_for_good(void **state)
{
    (void)state;
    static struct plan p;
    struct fact ahead = interview(civil_at(thursday + 5, 14, 0), 1);
    ahead.at = civil_at(thursday, 10, 0);
    struct plan_case c = of(&balanced, &ahead, 1);
    plan_make(&c, civil_at(thursday, 11, 0), &p);
    assert_true(p.anything && p.from == civil_at(thursday + 4, 9, 0) && p.until == TIME_NEVER);
}

/* --- words of a version to come --- */

static void facts_of_an_unknown_kind_change_nothing(void **state)
{
    (void)state;
    struct fact facts[] = {
        fact(FACT_APPLIED, civil_at(thursday, 0, 0)), fact((enum fact_kind)30, civil_at(thursday, 1, 0))};
    struct plan_case with = of(&balanced, facts, 2), without = of(&balanced, facts, 1);
    static struct plan a, b;
    plan_make(&with, civil_at(thursday, 15, 0), &a);
    plan_make(&without, civil_at(thursday, 15, 0), &b);
    assert_int_equal(a.n, b.n);
    assert_true(a.actions[0].opens == b.actions[0].opens && a.actions[0].step == b.actions[0].step);
}

static void expect_text(struct buf *b, const char *text)
{
    buf_char(b, '\0');
    assert_string_equal(b->p, text);
    buf_clear(b);
}

static void sentences_for_reasons_that_are_none(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct plan_case c = of(&balanced, NULL, 0);
    struct action a = {.step = STEP_INQUIRY, .because = BECAUSE_STEP, .day = DAY_NONE};
    plan_explain_action(&b, &c, &a);
    expect_text(&b, "");
    a.because = 200;
    AUTO(buf) fresh = {0};
    plan_explain_action(&fresh, &c, &a);
    assert_true(fresh.n > 0);
    buf_put(&b, "Also");
    plan_explain_action(&b, &c, &a);
    assert_true(str_starts(buf_str(&b), STR("Also; ")));
    buf_clear(&b);
    struct playbook short_one = balanced;
    short_one.before.why = (struct str){"A word", 1};
    c.playbook = &short_one;
    a.because = BECAUSE_SILENCE, a.count = 4, a.day = thursday;
    plan_explain_action(&b, &c, &a);
    expect_text(&b, "You have asked 4 times, last on Thu 8 Oct 2026; A");
    c.playbook = &balanced;
    struct quiet q = {.because = BECAUSE_RESTED, .day = thursday};
    plan_explain_quiet(&b, &q);
    expect_text(&b, "It rests until they write, or you reopen it.");
    static const uint8_t soon[] = {
        BECAUSE_STEP, BECAUSE_FIRST, BECAUSE_NUMBER, BECAUSE_RESTED, BECAUSE_OFFER, BECAUSE_ASKED_NOT_TO};
    for (size_t i = 0; i < sizeof soon; i++) {
        struct verdict v = {.because = soon[i], .day = DAY_NONE};
        plan_explain_limit(&b, &c, &v, LIMIT_OPENING);
        expect_text(&b, "It is a little too soon to ask.");
    }
    struct verdict v = {.because = 200};
    plan_explain_limit(&b, &c, &v, LIMIT_OPENING);
    plan_explain_limit(&b, &c, &v, (enum limit)200);
    expect_text(&b, "");
    a.because = BECAUSE_PROMISED, a.day = thursday;
    plan_explain_action(&b, &c, &a);
    expect_text(&b, "They meant to decide by Thu 8 Oct 2026; with that day past, a friendly question is welcome.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ours_precede_theirs_and_decisions_come_last),
        cmocka_unit_test(what_is_a_no_and_what_an_inquiry),
        cmocka_unit_test(what_follows_an_interview_first_then_due_opens_step_and_person),
        cmocka_unit_test(of_two_alike_the_lower_id_goes_first),
        cmocka_unit_test(hundreds_of_inquiries_are_counted_to_a_bound),
        cmocka_unit_test(hundreds_of_inquiries_in_a_week_are_two),
        cmocka_unit_test(hundreds_of_articles_as_well),
        cmocka_unit_test(hundreds_of_interviews_fill_a_plan_and_no_more),
        cmocka_unit_test(spreading_comes_to_an_end),
        cmocka_unit_test(a_road_without_end_is_cut),
        cmocka_unit_test(the_window_holds_all_that_is_open_whenever_one_asks),
        cmocka_unit_test(nothing_is_asked_while_a_no_may_have_come),
        cmocka_unit_test(the_window_of_an_inquiry_holds_what_it_may_end_in),
        cmocka_unit_test(windows_apart_stay_apart),
        cmocka_unit_test(windows_join_where_they_touch),
        cmocka_unit_test(a_window_of_nothing),
        cmocka_unit_test(an_interview_ahead_opens_the_window_for_good),
        cmocka_unit_test(facts_of_an_unknown_kind_change_nothing),
        cmocka_unit_test(sentences_for_reasons_that_are_none),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
