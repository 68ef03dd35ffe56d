/* Runs story files: each line after "==>" is an expectation.  Prints what
 * differs with file and line, then "N passed, N failed". */
#include "tests/scenarios/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed, failed;

static void when(char out[static 40], civil_t t)
{
    char day[24];
    if (t == TIME_NEVER || t == TIME_NONE)
        snprintf(out, 40, "%s", t == TIME_NEVER ? "never" : "none");
    else
        snprintf(out, 40, "%s", civil_format(t, day));
}

static bool rules_fit(struct str wanted, rules_t have)
{
    rules_t set;
    return rules_parse(wanted, &set) && (have & set) == set;
}

/* "ok", "wait WHEN", "stop", "warned", then "because RULES". */
static bool verdict_fits(const struct story *s, struct str want, const struct verdict *v)
{
    static const char *const names[] = {"ok", "wait", "stop"};
    bool day_only;
    civil_t until;
    if (!str_is(story_word(&want), names[v->judgement])) return false;
    if (v->judgement == JUDGED_WAIT && (!story_time(s, &want, &until, &day_only) || until != v->until)) return false;
    bool warned = str_starts(want, STR("warned"));
    if (warned) story_word(&want);
    if (warned != v->all_means) return false;
    return !want.n || (str_is(story_word(&want), "because") && rules_fit(want, v->rules));
}

static bool check(struct story *s, struct str line, struct str want, char got[static 300])
{
    civil_t at;
    bool day_only;
    if (!story_time(s, &line, &at, &day_only)) return false;
    if (day_only) at += 9 * HOUR_SECONDS;
    int channel = kind_code(channel_names, story_word(&line)), purpose = kind_code(purpose_names, story_word(&line));
    if (channel < 0 || purpose < 0 || !str_is(story_word(&line), "to")) return false;
    int16_t person = story_person(s, story_word(&line));
    struct verdict v = plan_check(&s->c, person, (enum channel)channel, (enum purpose)purpose, at);
    char until[40];
    when(until, v.until);
    struct buf rules = {0};
    rules_write(&rules, v.rules);
    snprintf(got, 300, "%s until %s because %.*s%s", v.judgement == JUDGED_OK ? "ok" : v.judgement == JUDGED_WAIT ? "wait" : "stop",
        until, STR_ARG(buf_str(&rules)), v.all_means ? " (warned)" : "");
    buf_close(&rules);
    return verdict_fits(s, want, &v);
}

static bool time_fits(const struct story *s, struct str *want, civil_t have, int hour)
{
    civil_t t;
    bool day_only;
    if (str_starts(*want, STR("never"))) {
        story_word(want);
        return have == TIME_NEVER;
    }
    if (!story_time(s, want, &t, &day_only)) return false;
    return have == (day_only ? t + (civil_t)hour * HOUR_SECONDS : t);
}

/* "STATE [CHANNEL] [opens WHEN] [due WHEN] [closes DAY] [from WHEN] [because RULES]" */
static bool action_fits(const struct story *s, struct str want, const struct action *a)
{
    static const char *const states[] = {"upcoming", "open", "late"};
    bool ok = str_is(story_word(&want), states[a->state]);
    while (ok && want.n) {
        struct str word = story_word(&want);
        if (str_is(word, "opens")) ok = time_fits(s, &want, a->opens, 9);
        else if (str_is(word, "due")) ok = time_fits(s, &want, a->due, 17);
        else if (str_is(word, "closes")) ok = time_fits(s, &want, a->closes, 24);
        else if (str_is(word, "from")) ok = time_fits(s, &want, a->call_from, 9);
        else if (str_is(word, "because")) return rules_fit(want, a->rules);
        else ok = kind_code(channel_names, word) == a->channel;
    }
    return ok;
}

static void describe(char got[static 300], const struct action *a)
{
    static const char *const states[] = {"upcoming", "open", "late"};
    char opens[40], due[40], closes[40];
    when(opens, a->opens);
    when(due, a->due);
    when(closes, a->closes);
    snprintf(got, 300, "%s %s opens %s due %s closes %s", states[a->state], channel_names[a->channel], opens, due, closes);
}

/* "at WHEN STEP [to PERSON]" */
static bool action(struct story *s, struct str line, struct str want, char got[static 300])
{
    civil_t now;
    bool day_only;
    if (!story_time(s, &line, &now, &day_only)) return false;
    if (day_only) now += 9 * HOUR_SECONDS;
    int step = kind_code(step_names, story_word(&line)), count = 0;
    bool anybody = !str_is(story_word(&line), "to"), fits = false;
    int16_t person = anybody ? PERSON_SELF : story_person(s, story_word(&line));
    static struct plan p;
    plan_make(&s->c, now, &p);
    snprintf(got, 300, "none");
    for (size_t i = 0; i < p.n; i++) {
        if ((int)p.actions[i].step != step || (!anybody && p.actions[i].person != person)) continue;
        count++;
        if (!fits) describe(got, &p.actions[i]);
        fits |= action_fits(s, want, &p.actions[i]);
    }
    return step >= 0 && (str_is(want, "none") ? count == 0 : fits);
}

/* "road WHEN: STEP DAY, STEP DAY ...": the road's actions in their order, with the day on which each is due. */
static bool road(struct story *s, struct str line, struct str want, char got[static 300])
{
    static struct plan p;
    AUTO(arena) a = {0};
    civil_t now;
    bool day_only, ok = story_time(s, &line, &now, &day_only);
    if (!ok) return false;
    plan_road(&s->c, now, &a, &p);
    size_t n = 0;
    got[0] = '\0';
    for (size_t i = 0; i < p.n; i++) {
        char day[16], one[60];
        snprintf(one, sizeof one, "%s %s, ", step_names[p.actions[i].step], day_format(day_of(p.actions[i].due), day));
        if (strlen(got) + strlen(one) < 300) strcat(got, one);
    }
    for (; want.n; n++) {
        struct str item;
        civil_t due;
        str_cut(want, ',', &item, &want);
        int step = kind_code(step_names, story_word(&item));
        if (!story_time(s, &item, &due, &day_only) || n >= p.n) return false;
        ok &= (int)p.actions[n].step == step && day_of(p.actions[n].due) == day_of(due);
    }
    return ok && n == p.n;
}

static void expect(struct story *s, const char *file, int number, struct str line, struct str want)
{
    char got[300] = "not understood";
    struct str rest = line, word = story_word(&rest);
    story_ready(s);
    bool ok = str_is(word, "check") ? check(s, rest, want, got)
        : str_is(word, "at")        ? action(s, rest, want, got)
        : str_is(word, "road")      ? road(s, rest, want, got)
                                    : false;
    passed += ok;
    failed += !ok;
    if (!ok)
        printf("%s:%d: %.*s\n    expected %.*s\n    got      %s\n", file, number, STR_ARG(line), STR_ARG(want), got);
}

static struct str arrow(struct str line, struct str *ret_want)
{
    for (size_t i = 0; i + 3 <= line.n; i++) {
        if (memcmp(line.p + i, "==>", 3) != 0) continue;
        *ret_want = str_trim((struct str){line.p + i + 3, line.n - i - 3});
        return str_trim((struct str){line.p, i});
    }
    return line;
}

static void run(const char *file)
{
    static struct story s;
    static char text[1 << 20];
    FILE *in = fopen(file, "r");
    if (!in) {
        printf("%s: cannot be read\n", file);
        failed++;
        return;
    }
    struct str rest = {text, fread(text, 1, sizeof text, in)}, line;
    fclose(in);
    story_begin(&s);
    for (int number = 1; rest.n; number++) {
        char why[200];
        struct str want = {0};
        str_cut(rest, '\n', &line, &rest);
        line = arrow(str_trim(line), &want);
        if (!line.n || line.p[0] == '#') continue;
        if (line.p[0] == '=') {
            story_begin(&s);
        } else if (want.n) {
            expect(&s, file, number, line, want);
        } else if (!story_take(&s, line, why)) {
            printf("%s:%d: %s\n", file, number, why);
            failed++;
        }
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) run(argv[i]);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
