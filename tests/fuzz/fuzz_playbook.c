/* Playbook files.  One that is refused gives a sentence with a line and nothing
 * else; one that is taken plans a few cases, keeps the law of the rulebook's
 * section 5 and explains itself. */
#include "plan/plan.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const day_t thursday = 20734; /* 8 October 2026 */

static enum err source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    static char text[65536];
    static size_t n;
    (void)context;
    if (!n) {
        FILE *file = fopen(HEARBACK_SOURCE_DIR "/playbooks/balanced.ini", "r");
        assert(file);
        n = fread(text, 1, sizeof text, file);
        fclose(file);
    }
    if (!str_is(name, "balanced")) return err_set(info, ERR_NOT_FOUND, "nothing of that name");
    *ret = (struct str){text, n};
    return OK;
}

/* An application, two interviews, an inquiry, a promise, a named reference; with a no, or an offer, or neither. */
static size_t tell(struct fact facts[static 8], int ending)
{
    const civil_t at = civil_at(thursday, 10, 0);
    const struct fact zero = {.day = DAY_NONE, .day2 = DAY_NONE, .person = 0, .cancelled = TIME_NEVER};
    size_t n = 0;
    facts[n++] = (struct fact){.kind = FACT_APPLIED, .at = at - 9 * DAY_SECONDS, .day = DAY_NONE, .day2 = DAY_NONE};
    facts[n] = zero, facts[n].kind = FACT_NAMED, facts[n].person = 1, facts[n++].at = at - 8 * DAY_SECONDS;
    for (uint32_t id = 1; id <= 2; id++) {
        facts[n] = zero, facts[n].kind = FACT_INTERVIEW, facts[n].id = id, facts[n].with_n = 2;
        facts[n].at = facts[n].begins = at + (civil_t)(id - 1) * 6 * HOUR_SECONDS;
        facts[n].ends = facts[n].begins + HOUR_SECONDS;
        n++;
    }
    facts[n] = zero, facts[n].kind = FACT_CONTACT, facts[n].purpose = PURPOSE_INQUIRY,
    facts[n++].at = at + 8 * DAY_SECONDS;
    if (ending == 0) return n;
    facts[n] = zero, facts[n].kind = FACT_WORD, facts[n].at = at + 9 * DAY_SECONDS;
    facts[n++].gist = ending == 1 ? GIST_REJECTED : GIST_OFFER;
    return n;
}

static void check_law(const struct plan_case *c, const struct plan *p, civil_t now)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct action *a = &p->actions[i];
        AUTO(buf) b = {0};
        plan_explain_action(&b, c, a);
        assert(a->opens <= a->due && a->opens < a->closes && now < a->closes);
        if (a->opens > now || a->person == PERSON_SELF) continue;
        struct verdict v = plan_check(c, a->person, (enum channel)a->channel, a->purpose, now);
        assert(v.judgement == JUDGED_OK || (v.judgement == JUDGED_WAIT && v.binding == 1U << LIMIT_HOURS));
        for (int limit = 0; limit < LIMIT_COUNT; limit++) plan_explain_limit(&b, c, &v, (enum limit)limit);
    }
}

static void plan_under(const struct playbook *book)
{
    static struct calendar calendar;
    static struct plan p;
    static const struct plan_person people[] = {{.role = ROLE_INTERVIEWER, .known = true, .primary = true},
        {.role = ROLE_REFERENCE, .known = true, .has_phone = true}};
    static const int16_t with[] = {0, 1};
    static const struct plan_offer offer = {
        .at = 0, .answer_by = DAY_NONE, .accepted = TIME_NEVER, .ended = TIME_NEVER};
    struct fact facts[8];
    if (!calendar.n) calendar_make(&calendar, CALENDAR_WEEKEND, NULL, 0);
    struct plan_case c = {.playbook = book,
        .calendar = &calendar,
        .hours = PLAN_OFFICE_HOURS,
        .facts = facts,
        .people = people,
        .n_people = 2,
        .with = with,
        .offers = &offer,
        .n_offers = 1};
    for (int ending = 0; ending < 3; ending++) {
        c.n_facts = tell(facts, ending);
        c.kind = ending == 1 ? OPP_NETWORKING : OPP_JOB;
        for (int day = -9; day < 60; day += 4) {
            civil_t now = civil_at(thursday + day, 12, 0);
            plan_make(&c, now, &p);
            check_law(&c, &p, now);
        }
    }
    AUTO(arena) a = {0};
    plan_road(&c, civil_at(thursday, 18, 0), &a, &p);
    assert(p.n <= PLAN_ACTIONS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct playbook book, before;
    struct err_info info = {.text = ""};
    struct str text = {(const char *)data, size};
    memset(&book, 0x5a, sizeof book);
    memcpy(&before, &book, sizeof book);
    if (playbook_load(&book, STR("own"), STR("own.ini"), text, source, NULL, &info)) {
        assert(info.code == ERR_INPUT && strncmp(info.text, "own.ini:", 8) == 0);
        assert(memcmp(&book, &before, sizeof book) == 0);
        return 0;
    }
    plan_under(&book);
    return 0;
}
