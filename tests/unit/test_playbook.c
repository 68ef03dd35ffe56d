/* Playbooks: the six that come with hearback have the rulebook's numbers; what
 * one of one's own may say. */
#include "plan/playbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plan/moment.h"

static struct str balanced;

static struct str from_tree(struct str name)
{
    static char texts[16][32768];
    static int next;
    char path[400];
    snprintf(path, sizeof path, HEARBACK_SOURCE_DIR "/playbooks/%.*s.ini", STR_ARG(name));
    FILE *file = fopen(path, "r");
    if (!file) return (struct str){0};
    char *text = texts[next++ % 16];
    size_t n = fread(text, 1, sizeof texts[0], file);
    fclose(file);
    return (struct str){text, n};
}

static enum err source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    (void)context;
    *ret = from_tree(name);
    return ret->n ? OK : err_set(info, ERR_NOT_FOUND, "nothing of that name");
}

static int read_balanced(void **state)
{
    (void)state;
    balanced = from_tree(STR("balanced"));
    return balanced.n ? 0 : -1;
}

/* Loads a text as "own", in the file own.ini; what the playbook becomes, or the fault. */
static enum err load(struct str text, struct playbook *ret, struct err_info *info)
{
    return playbook_load(ret, STR("own"), STR("own.ini"), text, source, NULL, info);
}

/* --- the six --- */

struct numbers {
    const char *name;
    const char *first, *word, *gap; /* opens, due: after the interview, after a word, after the last inquiry */
    int number;
    const char *channels, *then;
    const char *steps; /* those of the table of steps, besides ask-questions, debrief, answer-offer and withdraw */
    bool from_thanks_call, keeps_pace, meetings_keep_rhythm;
};

/* RULEBOOK, section 4. */
static const struct numbers section_4[] = {
    {"balanced", "7d 10d", "7d 10d", "14d 14d", 2, "phone/email; email", "move-on 14d",
        "thanks thanks-note connect article brief-reference tell-of-offer gracious check-back", 0, 0, 0},
    {"dos-and-donts", "7d 10d", "7d 10d", "14d 14d", 2, "phone/email; email", "move-on 14d",
        "thanks thanks-note brief-reference gracious check-back", 0, 0, 0},
    {"rules-and-strategies", "7d 10d", "7d 10d", "7d 10d", 3, "phone/email", "move-on 10d",
        "thanks brief-reference tell-of-offer gracious check-back", 0, 0, 0},
    {"three-by-three", "7d 10d", "7d 10d", "7d 10d", 10, "phone/email", "hold 10d", "thanks-note thanks-call", 1, 1, 1},
    {"proactive", "7d 10d", "14d 14d", "14d 14d", 2, "email", "move-on 14d", "thanks connect article", 0, 0, 0},
    {"guideline", "7d 7d", "7d 7d", "7d 7d", 3, "phone/email", "move-on 7d", "thanks gracious", 0, 0, 0},
};
enum { PLAYBOOKS = sizeof section_4 / sizeof *section_4 };

static const char *short_span(struct span s)
{
    static char texts[4][12];
    static int next;
    static const char *const units[] = {"h", "d", "bd"};
    char *out = texts[next++ % 4];
    snprintf(out, sizeof texts[0], "%d%s", s.n, units[s.unit]);
    return out;
}

static const char *spans(struct span a, struct span b)
{
    static char texts[4][24];
    static int next;
    char *out = texts[next++ % 4];
    snprintf(out, sizeof texts[0], "%s %s", short_span(a), short_span(b));
    return out;
}

static void check_rhythm(const struct rhythm *r, const struct numbers *n)
{
    char text[100], channels[200] = "";
    assert_string_equal(spans(r->first, r->first_due), n->first);
    assert_string_equal(spans(r->word, r->word_due), n->word);
    assert_string_equal(spans(r->gap, r->gap_due), n->gap);
    assert_int_equal(r->number, n->number);
    for (int i = 0; i < r->sequence; i++) {
        for (int k = 0; k < r->channels[i].n; k++) {
            if (k || i) strcat(channels, k ? "/" : "; ");
            strcat(channels, channel_names[r->channels[i].items[k]]);
        }
    }
    assert_string_equal(channels, n->channels);
    snprintf(text, sizeof text, "%s %s", step_names[r->then], short_span(r->then_after));
    assert_string_equal(text, n->then);
    assert_int_equal(r->from_thanks_call, n->from_thanks_call);
    assert_int_equal(r->keeps_pace, n->keeps_pace);
}

static bool has_step(const struct playbook *p, const char *name)
{
    for (int i = 0; i < p->n_steps; i++)
        if (str_is(str_from(step_names[p->steps[i].step]), name)) return true;
    return false;
}

static void check_steps(const struct playbook *p, const char *wanted)
{
    static const char *const everywhere[] = {"ask-questions", "debrief", "answer-offer", "withdraw"};
    int count = 4;
    for (int i = 0; i < 4; i++) assert_true(has_step(p, everywhere[i]));
    struct str left = str_from(wanted), word;
    for (; left.n; count++) {
        char name[40];
        str_cut(left, ' ', &word, &left);
        snprintf(name, sizeof name, "%.*s", STR_ARG(word));
        assert_true(has_step(p, name));
    }
    assert_int_equal(p->n_steps, count);
}

/* RULEBOOK, section 5: the numbers of the limits, the same under all. */
static void check_limits(const struct playbook *p)
{
    assert_string_equal(short_span(p->limits[LIMIT_NO_IS_NO].within), "30d");
    assert_string_equal(short_span(p->limits[LIMIT_ASKED_NOT_TO].within), "1bd");
    assert_int_equal(p->limits[LIMIT_ONE_A_DAY].number, 1);
    assert_string_equal(spans(p->limits[LIMIT_CALL_A_WEEK].within, p->limits[LIMIT_CALL_A_WEEK].before), "7d 3bd");
    assert_int_equal(p->limits[LIMIT_HOUSE].number, 2);
    assert_string_equal(short_span(p->limits[LIMIT_HOUSE].within), "7d");
    assert_int_equal(p->limits[LIMIT_ALL_MEANS].number, 2);
    for (int i = 0; i < LIMIT_COUNT; i++) assert_true(p->limits[i].why.n > 0 && p->limits[i].rules != 0);
}

static void the_six_have_the_numbers_of_section_4(void **state)
{
    (void)state;
    static const struct numbers before = {
        "", "3bd 3bd", "3bd 3bd", "3bd 3bd", 3, "phone/email", "hold 3bd", "", false, false, false};
    for (int i = 0; i < PLAYBOOKS; i++) {
        const struct numbers *n = &section_4[i];
        struct playbook p;
        struct err_info info = {0};
        struct str name = str_from(n->name);
        if (playbook_load(&p, name, name, from_tree(name), source, NULL, &info)) fail_msg("%s", info.text);
        assert_true(str_eq(p.name, name) && p.title.n && p.guide.n);
        check_rhythm(&p.before, &before);
        check_rhythm(&p.after, n);
        assert_true(p.before.step == STEP_THREE_PART && p.before.purpose == PURPOSE_THREE_PART);
        assert_true(p.after.step == STEP_INQUIRY && p.after.purpose == PURPOSE_INQUIRY);
        assert_int_equal(p.meetings_keep_rhythm, n->meetings_keep_rhythm);
        if (!p.meetings_keep_rhythm) assert_string_equal(short_span(p.meeting_after), "30d");
        assert_string_equal(short_span(p.inquiry_closes), "20bd");
        check_steps(&p, n->steps);
        check_limits(&p);
    }
}

#define OWN "[playbook]\nbased-on = balanced\ntitle = Own\nguide = me\n" /* four lines */

/* --- what a playbook of one's own may say --- */

static void one_based_on_another_changes_what_it_says_alone(void **state)
{
    (void)state;
    struct playbook p, base;
    struct err_info info = {0};
    assert_int_equal(load(balanced, &base, &info), OK);
    assert_int_equal(load(STR(OWN "without = connect article\nhold-shown = 1bd\n"
                                  "[after an interview]\nfirst = 5d, 6d\n"
                                  "[step check-back]\nwhen = interview\nto = self\nopens = trigger\n"
                                  "due = trigger + 1d\ncloses = never\nrules = A4\nwhy = Mine.\n"
                                  "[limit house]\nnumber = 1\n"),
                         &p, &info),
        OK);
    assert_true(str_is(p.name, "own") && str_is(p.title, "Own") && str_is(p.guide, "me"));
    assert_string_equal(spans(p.after.first, p.after.first_due), "5d 6d");
    assert_string_equal(spans(p.after.gap, p.after.gap_due), "14d 14d");
    assert_string_equal(short_span(p.hold_shown), "1bd");
    assert_string_equal(short_span(p.inquiry_closes), "20bd");
    assert_int_equal(p.n_steps, base.n_steps - 2);
    assert_false(has_step(&p, "connect") || has_step(&p, "article"));
    assert_int_equal(p.limits[LIMIT_HOUSE].number, 1);
    assert_string_equal(short_span(p.limits[LIMIT_HOUSE].within), "7d");
    const struct step_rule *last = &p.steps[p.n_steps - 1];
    assert_true(last->step == STEP_CHECK_BACK && last->audience == TO_SELF && last->closes.anchor == ANCHOR_NONE);
    assert_true(last->most == 0 && last->channels.n == 0); /* a step is told anew as a whole */
}

static void a_step_left_out_can_be_told_anew(void **state)
{
    (void)state;
    struct playbook p;
    struct err_info info = {0};
    struct str text = STR(OWN "without = thanks\n[step thanks]\nwhen = interview\nto = each-person\n"
                              "purpose = thanks\nchannels = note in-person\nopens = trigger + 1h\ndue = trigger + 2h\n"
                              "closes = trigger + 3h\nmost = 2\nkeep-warm = no\nrules = A4, a5\nwhy = Mine.\n");
    assert_int_equal(load(text, &p, &info), OK);
    const struct step_rule *r = &p.steps[p.n_steps - 1];
    assert_true(r->step == STEP_THANKS && r->most == 2 && !r->keep_warm && r->channels.n == 2);
    assert_true(r->channels.items[0] == CHANNEL_NOTE && r->channels.items[1] == CHANNEL_IN_PERSON);
    assert_true(r->closes.exact && r->closes.plus.n == 3 && r->closes.plus.unit == UNIT_HOURS);
    assert_true(str_is(r->why, "Mine."));
}

static void all_that_windows_and_old_editors_do_is_read(void **state)
{
    (void)state;
    struct playbook p;
    struct err_info info = {0};
    assert_int_equal(load(STR("\r\n# comment \xc3\xa9\r\n  [ playbook ]  \r\n\tbased-on=balanced\r\n\r\n"
                              "title =  Own = mine # not a comment \r\n  guide=me"),
                         &p, &info),
        OK);
    assert_true(str_is(p.title, "Own = mine # not a comment") && str_is(p.guide, "me"));
}

static void one_without_a_source_cannot_be_based_on_another(void **state)
{
    (void)state;
    struct playbook p;
    struct err_info info = {0};
    enum err err = playbook_load(&p, STR("own"), STR("own.ini"), STR(OWN), NULL, NULL, &info);
    assert_int_equal(err, ERR_INPUT);
    assert_string_equal(info.text, "own.ini:2: based-on: there is no playbook \"balanced\"");
}

/* --- how far the steps after an interview reach --- */

static void the_reach_covers_every_step_after_an_interview(void **state)
{
    (void)state;
    static const struct {
        const char *closes;
        day_t days, business_days; /* 20bd is what connect has; hours, even none, reach into the second day after */
    } all[] = {
        {"trigger + 40d", 40, 20},
        {"trigger + 30bd", 0, 30},
        {"start + 41d", 41, 20},
        {"trigger", 2, 20},
        {"trigger + 100h", 6, 20},
        {"trigger + 3h", 2, 20},
        {"never", 1 << 30, 20},
        {"opens + 1d", 1 << 30, 20},
        {"opens + 1bd", 1 << 30, 20},
        {"trigger + 240h", 12, 20},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char text[500];
        struct playbook p;
        struct err_info info = {0};
        int n = snprintf(text, sizeof text,
            OWN "[step debrief]\nwhen = interview\nto = self\nopens = start\ndue = trigger\ncloses = %s\nrules = A1\n"
                "why = It is.\n",
            all[i].closes);
        if (load((struct str){text, (size_t)n}, &p, &info)) fail_msg("%s", info.text);
        assert_int_equal(p.reach_days, all[i].days);
        assert_int_equal(p.reach_business_days, all[i].business_days);
    }
}

#define LATE "opens = trigger\ndue = trigger\ncloses = trigger + 50bd\nrules = A1\nwhy = Late.\n"

/* "late" is based on balanced and has one more step after an interview, which reaches furthest. */
static enum err late_source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    if (!str_is(name, "late")) return source(context, name, ret, info);
    *ret = STR(OWN "[step thanks-call]\nwhen = interview\nto = self\n" LATE);
    return OK;
}

static void the_reach_is_that_of_the_steps_that_are_there(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        day_t days, business_days;
    } all[] = {
        {"[playbook]\nbased-on = late\ntitle = Own\nguide = me\n", 0, 50},
        {"[playbook]\nbased-on = late\ntitle = Own\nguide = me\nwithout = thanks-call\n", 0, 20},
        {OWN "without = ask-questions\n[step debrief]\nwhen = interview\nto = self\n" LATE, 0, 50},
        {OWN "without = debrief thanks thanks-note connect\n", 0, 1},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct playbook p;
        struct err_info info = {0};
        if (playbook_load(&p, STR("own"), STR("own.ini"), str_from(all[i].text), late_source, NULL, &info))
            fail_msg("%s", info.text);
        assert_int_equal(p.reach_days, all[i].days);
        assert_int_equal(p.reach_business_days, all[i].business_days);
    }
}

static void names_of_occasions_and_audiences(void **state)
{
    (void)state;
    assert_string_equal(trigger_names[TRIGGER_NO], "no");
    assert_null(trigger_names[TRIGGER_NO + 1]);
    assert_string_equal(audience_names[TO_REFUSER], "refuser");
    assert_null(audience_names[TO_REFUSER + 1]);
    assert_string_equal(limit_names[LIMIT_ALL_MEANS], "all-means");
    assert_null(limit_names[LIMIT_COUNT]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_six_have_the_numbers_of_section_4),
        cmocka_unit_test(one_based_on_another_changes_what_it_says_alone),
        cmocka_unit_test(a_step_left_out_can_be_told_anew),
        cmocka_unit_test(all_that_windows_and_old_editors_do_is_read),
        cmocka_unit_test(one_without_a_source_cannot_be_based_on_another),
        cmocka_unit_test(the_reach_covers_every_step_after_an_interview),
        cmocka_unit_test(the_reach_is_that_of_the_steps_that_are_there),
        cmocka_unit_test(names_of_occasions_and_audiences),
    };
    return cmocka_run_group_tests(tests, read_balanced, NULL);
}
