/* What happened, as a story tells it. */
#include "tests/scenarios/story.h"

/* "14:00-15:00" on the day of f->begins */
static bool take_span(struct fact *f, struct str *line, day_t day)
{
    struct str from, until;
    int begins, ends;
    if (!str_cut(story_word(line), '-', &from, &until) || !story_clock(from, &begins) || !story_clock(until, &ends))
        return false;
    f->begins = civil_at(day, 0, 0) + begins;
    f->ends = civil_at(day, 0, 0) + ends;
    return f->begins <= f->ends;
}

/* "14:00-15:00 [named X] [with A B] [arranged WHEN] [debriefed]" on the day of f->at. */
static bool take_interview(struct story *s, struct fact *f, struct str line)
{
    if (!take_span(f, &line, day_of(f->at))) return false;
    f->at = f->begins;
    f->cancelled = TIME_NEVER;
    f->day_only = false;
    f->with = (uint32_t)s->n_with;
    s->interviews[s->n_interviews++] = (struct str){0};
    f->id = (uint32_t)s->n_interviews;
    while (line.n) {
        bool day_only;
        if (story_next_is(&line, "arranged")) {
            if (!story_time(s, &line, &f->at, &day_only)) return false;
        } else if (story_next_is(&line, "named")) {
            s->interviews[f->id - 1] = story_word(&line);
        } else if (story_next_is(&line, "debriefed")) {
            f->debriefed = true;
        } else {
            story_next_is(&line, "with");
            int16_t person = story_person(s, story_word(&line));
            if (person < 0 || s->n_with == STORY_WITH) return false;
            s->with[s->n_with++] = person;
            f->with_n++;
        }
    }
    return true;
}

/* "CHANNEL PURPOSE to PERSON [OUTCOME]" */
static bool take_contact(struct story *s, struct fact *f, struct str line)
{
    int channel = kind_code(channel_names, story_word(&line)), purpose = kind_code(purpose_names, story_word(&line));
    if (channel < 0 || purpose < 0 || !story_next_is(&line, "to")) return false;
    f->person = story_person(s, story_word(&line));
    int outcome = channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : OUTCOME_SENT;
    if (line.n) outcome = kind_code(outcome_names, story_word(&line));
    f->channel = (uint8_t)channel;
    f->purpose = (uint8_t)purpose;
    f->outcome = (uint8_t)outcome;
    return outcome >= 0 && f->person != STORY_NOBODY && !line.n;
}

/* "heard GIST [from PERSON] [by DAY] [on DAY]", "told [by DAY] [may-contact yes|no]", "offer [from PERSON] [by DAY]" */
static bool take_theirs(struct story *s, struct fact *f, struct str line)
{
    f->person = PERSON_SELF;
    if (f->kind == FACT_WORD) {
        int gist = kind_code(gist_names, story_word(&line));
        if (gist < 0) return false;
        f->gist = (uint8_t)gist;
    }
    while (line.n) {
        if (story_next_is(&line, "from")) {
            f->person = story_person(s, story_word(&line));
            if (f->person == STORY_NOBODY) return false;
        } else if (story_next_is(&line, "by")) {
            if (!story_day(s, &line, &f->day)) return false;
        } else if (story_next_is(&line, "on")) {
            if (!story_day(s, &line, &f->day2)) return false;
        } else if (story_next_is(&line, "may-contact")) {
            int answer = kind_code(answer_names, story_word(&line));
            if (answer < 0) return false;
            f->may_contact = (uint8_t)answer;
        } else {
            return false;
        }
    }
    return true;
}

static uint32_t interview_id(const struct story *s, struct str name)
{
    for (size_t i = 0; i < s->n_interviews; i++)
        if (str_eq(s->interviews[i], name)) return (uint32_t)i + 1;
    return 0;
}

/* "STEP [for PERSON] [of INTERVIEW] [number N] [until WHEN]" of what was skipped, done or snoozed */
static bool take_step(struct story *s, struct fact *f, struct str line)
{
    int step = kind_code(step_names, story_word(&line));
    if (step < 0) return false;
    f->step = (uint8_t)step;
    f->person = PERSON_SELF;
    while (line.n) {
        bool day_only;
        int64_t number;
        if (story_next_is(&line, "for")) {
            f->person = story_person(s, story_word(&line));
        } else if (story_next_is(&line, "of")) {
            f->id = interview_id(s, story_word(&line));
            if (f->id == 0) return false;
        } else if (story_next_is(&line, "number")) {
            if (!str_number(story_word(&line), &number)) return false;
            f->id = (uint32_t)number;
        } else if (story_next_is(&line, "until")) {
            if (!story_time(s, &line, &f->ends, &day_only)) return false;
        } else {
            return false;
        }
    }
    return f->person != STORY_NOBODY;
}

static struct fact *find_interview(struct fact *facts, size_t n, uint32_t id)
{
    for (size_t i = 0; i < n; i++)
        if (facts[i].kind == FACT_INTERVIEW && facts[i].id == id) return &facts[i];
    return NULL;
}

/* "cancelled NAME": a word "not yet" besides. */
static bool cancel(struct story *s, struct fact *f, struct str line)
{
    uint32_t id = interview_id(s, line);
    struct fact *interview = find_interview(s->facts, s->n_facts, id);
    if (!interview) return false;
    interview->cancelled = f->at;
    find_interview(s->house, s->n_house, id)->cancelled = f->at;
    f->kind = FACT_WORD;
    f->gist = GIST_NOT_YET;
    f->person = PERSON_SELF;
    return true;
}

/* "moved NAME to DAY 14:00-15:00": the facts hold an interview as it was finally moved; no fact of its own. */
bool story_move(struct story *s, struct str line)
{
    uint32_t id = interview_id(s, story_word(&line));
    struct fact *interview = find_interview(s->facts, s->n_facts, id);
    day_t day;
    if (!interview || !story_next_is(&line, "to") || !story_day(s, &line, &day) || !take_span(interview, &line, day))
        return false;
    struct fact *house = find_interview(s->house, s->n_house, id);
    house->begins = interview->begins;
    house->ends = interview->ends;
    return !line.n;
}

/* What happened at f->at; false: not understood. */
static bool take_happening(struct story *s, struct fact *f, struct str line)
{
    static const char *const names[] = {[FACT_APPLIED] = "applied",
        [FACT_INTERVIEW] = "interview",
        [FACT_TOLD] = "told",
        [FACT_CONTACT] = "contact",
        [FACT_WORD] = "heard",
        [FACT_OFFER] = "offer",
        [FACT_CLOSED] = "closed",
        [FACT_REOPENED] = "reopened",
        [FACT_DONE] = "done",
        [FACT_SKIPPED] = "skipped",
        [FACT_SNOOZED] = "snoozed",
        [FACT_NAMED] = "named",
        NULL};
    struct str word = story_word(&line);
    if (str_is(word, "cancelled")) return cancel(s, f, line);
    int kind = kind_code(names, word), ending;
    if (kind < 0) return false;
    f->kind = (uint8_t)kind;
    switch ((enum fact_kind)kind) {
    case FACT_APPLIED:
    case FACT_REOPENED: return !line.n;
    case FACT_INTERVIEW: return take_interview(s, f, line);
    case FACT_TOLD:
    case FACT_WORD:
    case FACT_OFFER: return take_theirs(s, f, line);
    case FACT_CONTACT: return take_contact(s, f, line);
    case FACT_CLOSED:
        ending = kind_code(ending_names, line);
        f->ending = (uint8_t)ending;
        return ending >= 0;
    case FACT_DONE:
    case FACT_SKIPPED:
    case FACT_SNOOZED: return take_step(s, f, line);
    case FACT_NAMED: f->person = story_person(s, line); return f->person >= 0;
    }
    return false;
}

bool story_fact(struct story *s, struct str line, bool elsewhere)
{
    struct fact f = {.day = DAY_NONE, .day2 = DAY_NONE, .person = PERSON_SELF, .opp = elsewhere};
    if (s->n_facts == STORY_FACTS || s->n_house == STORY_FACTS) return false;
    bool unknown = story_next_is(&line, "unknown");
    if (!unknown && !story_time(s, &line, &f.at, &f.day_only)) return false;
    if (!take_happening(s, &f, line)) return false;
    if (unknown)
        f.at = TIME_NEVER;
    else if (f.day_only)
        f.at = plan_fact_day(&f, day_of(f.at));
    if (!elsewhere) s->facts[s->n_facts++] = f;
    s->house[s->n_house++] = f;
    return true;
}
