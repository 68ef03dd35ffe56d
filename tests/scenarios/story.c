/* Reading stories. */
#include "tests/scenarios/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOBODY = -3 };

/* --- playbooks from the tree --- */

static struct str read_playbook(struct str name)
{
    static char texts[8][65536];
    static int next;
    char path[300];
    const char *top = getenv("HEARBACK_TOP");
    snprintf(path, sizeof path, "%s/playbooks/%.*s.ini", top ? top : ".", STR_ARG(name));
    FILE *file = fopen(path, "r");
    if (!file) return (struct str){0};
    char *text = texts[next++ % 8];
    size_t n = fread(text, 1, sizeof texts[0], file);
    fclose(file);
    return (struct str){text, n};
}

static enum err source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    (void)context;
    *ret = read_playbook(name);
    return ret->n ? OK : err_set(info, ERR_NOT_FOUND, "no playbook of that name");
}

bool story_playbook(struct playbook *ret, struct str name, struct err_info *info)
{
    struct str text = read_playbook(name);
    if (!text.n) return err_set(info, ERR_NOT_FOUND, "no playbook \"%.*s\" below HEARBACK_TOP", STR_ARG(name)), false;
    return playbook_load(ret, name, name, text, source, NULL, info) == OK;
}

/* --- words --- */

struct str story_word(struct str *line)
{
    struct str word;
    *line = str_trim(*line);
    str_cut(*line, ' ', &word, line);
    *line = str_trim(*line);
    return word;
}

static bool next_is(struct str *line, const char *word)
{
    struct str rest = *line;
    if (!str_is(story_word(&rest), word)) return false;
    *line = rest;
    return true;
}

static int name_index(const char *const names[], struct str word)
{
    for (int i = 0; names[i]; i++)
        if (str_is(word, names[i])) return i;
    return -1;
}

static bool take_clock(struct str word, int *ret_seconds)
{
    struct str hour, minute;
    int64_t h, m;
    if (!str_cut(word, ':', &hour, &minute) || !str_number(hour, &h) || !str_number(minute, &m)) return false;
    *ret_seconds = (int)(h * HOUR_SECONDS + m * MINUTE_SECONDS);
    return true;
}

bool story_time(const struct story *s, struct str *line, civil_t *ret, bool *ret_day_only)
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};
    static const char *const months[] = {"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
        "Nov", "Dec", NULL};
    struct str rest = *line, word = story_word(&rest);
    int weekday = name_index(weekdays, word), year = s->year, seconds = 0;
    if (weekday > 0) word = story_word(&rest);
    int64_t number;
    if (!str_number(word, &number)) return false;
    int month = name_index(months, story_word(&rest));
    struct str after = rest;
    int64_t other_year;
    if (str_number(story_word(&after), &other_year)) {
        year = (int)other_year;
        rest = after;
    }
    if (month < 1 || !day_exists(year, month, (int)number)) return false;
    day_t day = day_from_ymd(year, month, (int)number);
    if (weekday > 0 && (int)day_weekday(day) != weekday) return false; /* the story's writer is mistaken */
    after = rest;
    bool timed = take_clock(story_word(&after), &seconds);
    if (timed) rest = after;
    *ret = civil_at(day, 0, 0) + seconds;
    *ret_day_only = !timed;
    *line = rest;
    return true;
}

int16_t story_person(const struct story *s, struct str name)
{
    if (str_is(name, "office")) return PERSON_OFFICE;
    if (str_is(name, "self")) return PERSON_SELF;
    for (size_t i = 0; i < s->n_people; i++)
        if (str_eq(s->names[i], name)) return (int16_t)i;
    return NOBODY;
}

void story_begin(struct story *s)
{
    struct err_info info;
    memset(s, 0, sizeof *s);
    s->year = 2026;
    s->c = (struct plan_case){.playbook = &s->book, .calendar = &s->calendar, .hours = PLAN_OFFICE_HOURS};
    if (!story_playbook(&s->book, STR("balanced"), &info)) {
        fprintf(stderr, "%s\n", info.text);
        exit(2);
    }
}

/* --- facts --- */

static bool take_person(struct story *s, struct str line)
{
    if (s->n_people == STORY_PEOPLE) return false;
    struct plan_person *p = &s->people[s->n_people];
    s->names[s->n_people] = story_word(&line);
    int role = kind_code(role_names, story_word(&line));
    if (role < 0) return false;
    *p = (struct plan_person){.role = (uint8_t)role, .known = true};
    while (line.n) {
        struct str word = story_word(&line);
        if (str_is(word, "primary")) p->primary = true;
        else if (str_is(word, "phone")) p->has_phone = true;
        else if (str_is(word, "general")) p->general = true;
        else if (str_is(word, "do-not-contact")) p->do_not_contact = true;
        else if (str_is(word, "elsewhere")) p->known = false;
        else return false;
    }
    s->n_people++;
    return true;
}

static bool take_day(struct story *s, struct str *line, day_t *ret)
{
    civil_t t;
    bool day_only;
    if (!story_time(s, line, &t, &day_only)) return false;
    *ret = day_of(t);
    return true;
}

/* "14:00-15:00 [named X] [with A B] [arranged WHEN]" on the day of f->at. */
static bool take_interview(struct story *s, struct fact *f, struct str line)
{
    struct str span = story_word(&line), from, until;
    int begins, ends;
    if (!str_cut(span, '-', &from, &until) || !take_clock(from, &begins) || !take_clock(until, &ends)) return false;
    f->begins = civil_at(day_of(f->at), 0, 0) + begins;
    f->ends = civil_at(day_of(f->at), 0, 0) + ends;
    f->at = f->begins;
    f->cancelled = TIME_NEVER;
    f->day_only = false;
    f->with = (uint32_t)s->n_with;
    s->interviews[s->n_interviews++] = (struct str){0};
    f->id = (uint32_t)s->n_interviews;
    while (line.n) {
        bool day_only;
        if (next_is(&line, "arranged")) {
            if (!story_time(s, &line, &f->at, &day_only)) return false;
        } else if (next_is(&line, "named")) {
            s->interviews[f->id - 1] = story_word(&line);
        } else if (next_is(&line, "debriefed")) {
            f->debriefed = true;
        } else {
            next_is(&line, "with");
            int16_t person = story_person(s, story_word(&line));
            if (person < 0) return false;
            s->with[s->n_with++] = person;
            f->with_n++;
        }
    }
    return true;
}

static bool take_contact(struct story *s, struct fact *f, struct str line)
{
    int channel = kind_code(channel_names, story_word(&line)), purpose = kind_code(purpose_names, story_word(&line));
    if (channel < 0 || purpose < 0 || !next_is(&line, "to")) return false;
    f->person = story_person(s, story_word(&line));
    int outcome = channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : OUTCOME_SENT;
    if (line.n) outcome = kind_code(outcome_names, story_word(&line));
    f->channel = (uint8_t)channel;
    f->purpose = (uint8_t)purpose;
    f->outcome = (uint8_t)outcome;
    return outcome >= 0 && f->person != NOBODY && !line.n;
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
        if (next_is(&line, "from")) {
            f->person = story_person(s, story_word(&line));
            if (f->person == NOBODY) return false;
        } else if (next_is(&line, "by")) {
            if (!take_day(s, &line, &f->day)) return false;
        } else if (next_is(&line, "on")) {
            if (!take_day(s, &line, &f->day2)) return false;
        } else if (next_is(&line, "may-contact")) {
            f->may_contact = str_is(story_word(&line), "no") ? ANSWER_NO : ANSWER_YES;
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

/* "skipped STEP [for PERSON] [of INTERVIEW] [number N]", the same for done and "snoozed ... until WHEN" */
static bool take_step(struct story *s, struct fact *f, struct str line)
{
    int step = kind_code(step_names, story_word(&line));
    if (step < 0) return false;
    f->step = (uint8_t)step;
    f->person = PERSON_SELF;
    while (line.n) {
        bool day_only;
        int64_t number;
        if (next_is(&line, "for")) {
            f->person = story_person(s, story_word(&line));
        } else if (next_is(&line, "of")) {
            f->id = interview_id(s, story_word(&line));
        } else if (next_is(&line, "number")) {
            if (!str_number(story_word(&line), &number)) return false;
            f->id = (uint32_t)number;
        } else if (next_is(&line, "until")) {
            if (!story_time(s, &line, &f->ends, &day_only)) return false;
        } else {
            return false;
        }
    }
    return f->person != NOBODY;
}

static bool cancel(struct story *s, struct fact *f, struct str line)
{
    uint32_t id = interview_id(s, story_word(&line));
    for (size_t i = 0; i < s->n_facts; i++)
        if (s->facts[i].kind == FACT_INTERVIEW && s->facts[i].id == id) s->facts[i].cancelled = f->at;
    f->kind = FACT_WORD;
    f->gist = GIST_NOT_YET;
    f->person = PERSON_SELF;
    return id > 0;
}

/* What happened at f->at; false: not understood. */
static bool take_happening(struct story *s, struct fact *f, struct str line)
{
    static const struct {
        const char *word;
        enum fact_kind kind;
    } kinds[] = {{"applied", FACT_APPLIED}, {"interview", FACT_INTERVIEW}, {"told", FACT_TOLD},
        {"contact", FACT_CONTACT}, {"heard", FACT_WORD}, {"offer", FACT_OFFER}, {"closed", FACT_CLOSED},
        {"reopened", FACT_REOPENED}, {"skipped", FACT_SKIPPED}, {"done", FACT_DONE}, {"snoozed", FACT_SNOOZED},
        {"named", FACT_NAMED}};
    struct str word = story_word(&line);
    if (str_is(word, "cancelled")) return cancel(s, f, line);
    size_t i = 0;
    while (i < sizeof kinds / sizeof *kinds && !str_is(word, kinds[i].word)) i++;
    if (i == sizeof kinds / sizeof *kinds) return false;
    f->kind = (uint8_t)kinds[i].kind;
    if (f->day_only) f->at = plan_fact_day(f, day_of(f->at));
    int ending;
    switch (kinds[i].kind) {
    case FACT_APPLIED:
    case FACT_REOPENED: return !line.n;
    case FACT_INTERVIEW: return take_interview(s, f, line);
    case FACT_TOLD:
    case FACT_WORD:
    case FACT_OFFER: return take_theirs(s, f, line);
    case FACT_CONTACT: return take_contact(s, f, line);
    case FACT_CLOSED:
        ending = kind_code(ending_names, story_word(&line));
        f->ending = (uint8_t)ending;
        if (f->day_only) f->at = plan_fact_day(f, day_of(f->at));
        return ending >= 0;
    case FACT_DONE:
    case FACT_SKIPPED:
    case FACT_SNOOZED: return take_step(s, f, line);
    case FACT_NAMED: f->person = story_person(s, story_word(&line)); return f->person >= 0;
    }
    return false;
}

static bool take_fact(struct story *s, struct str line, bool elsewhere)
{
    struct fact f = {.day = DAY_NONE, .day2 = DAY_NONE, .person = PERSON_SELF, .opp = elsewhere};
    if (next_is(&line, "unknown")) {
        f.at = TIME_NEVER;
    } else if (!story_time(s, &line, &f.at, &f.day_only)) {
        return false;
    }
    bool ever = f.at == TIME_NEVER;
    if (!take_happening(s, &f, line)) return false;
    if (ever) f.at = TIME_NEVER;
    if (s->n_facts == STORY_FACTS || s->n_house == STORY_FACTS) return false;
    if (!elsewhere) s->facts[s->n_facts++] = f;
    s->house[s->n_house++] = f;
    return true;
}

static bool take_other_offer(struct story *s, struct str line)
{
    struct plan_offer o = {.answer_by = DAY_NONE, .accepted = TIME_NEVER, .ended = TIME_NEVER};
    bool day_only;
    if (!story_time(s, &line, &o.at, &day_only)) return false;
    while (line.n) {
        if (next_is(&line, "by")) {
            if (!take_day(s, &line, &o.answer_by)) return false;
        } else if (next_is(&line, "accepted")) {
            if (!story_time(s, &line, &o.accepted, &day_only)) return false;
            o.ended = o.accepted;
        } else if (next_is(&line, "declined")) {
            if (!story_time(s, &line, &o.ended, &day_only)) return false;
        } else {
            return false;
        }
    }
    s->offers[s->n_offers++] = o;
    return true;
}

static bool take_hours(struct story *s, struct str line)
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};
    struct str from, until;
    int a, b;
    s->c.hours.weekdays = 0;
    while (line.n) {
        struct str word = story_word(&line);
        int weekday = name_index(weekdays, word);
        if (weekday > 0) {
            s->c.hours.weekdays |= 1U << weekday;
        } else if (str_cut(word, '-', &from, &until) && take_clock(from, &a) && take_clock(until, &b)) {
            s->c.hours.from = a;
            s->c.hours.until = b;
        } else {
            return false;
        }
    }
    return true;
}

bool story_take(struct story *s, struct str line, char why[static 200])
{
    struct err_info info = {0};
    struct str rest = line, word = story_word(&rest);
    bool ok, day_only;
    int64_t number;
    if (str_is(word, "playbook")) {
        ok = story_playbook(&s->book, rest, &info);
    } else if (str_is(word, "person")) {
        ok = take_person(s, rest);
    } else if (str_is(word, "kind")) {
        int kind = kind_code(opp_kind_names, rest);
        s->c.kind = (enum opp_kind)kind;
        ok = kind >= 0;
    } else if (str_is(word, "year")) {
        ok = str_number(rest, &number);
        s->year = (int)number;
    } else if (str_is(word, "created")) {
        ok = story_time(s, &rest, &s->c.created, &day_only);
    } else if (str_is(word, "hours")) {
        ok = take_hours(s, rest);
    } else if (str_is(word, "holiday")) {
        ok = s->n_holidays < STORY_HOLIDAYS && take_day(s, &rest, &s->holidays[s->n_holidays++]);
    } else if (str_is(word, "elsewhere-offer")) {
        ok = s->n_offers < STORY_OFFERS && take_other_offer(s, rest);
    } else if (str_is(word, "elsewhere")) {
        ok = take_fact(s, rest, true);
    } else {
        ok = take_fact(s, line, false);
    }
    if (!ok) snprintf(why, 200, "%.99s: \"%.*s\"", info.text[0] ? info.text : "not understood", (int)(line.n > 90 ? 90 : line.n), line.p);
    return ok;
}

static void sort(struct fact *facts, size_t n) /* insertion keeps the order of equals */
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && plan_fact_order(&facts[k], &facts[k - 1]) < 0; k--) {
            struct fact f = facts[k];
            facts[k] = facts[k - 1];
            facts[k - 1] = f;
        }
}

void story_ready(struct story *s)
{
    sort(s->facts, s->n_facts);
    sort(s->house, s->n_house);
    calendar_make(&s->calendar, CALENDAR_WEEKEND, s->holidays, s->n_holidays);
    s->c.facts = s->facts;
    s->c.n_facts = s->n_facts;
    s->c.house = s->n_house > s->n_facts ? s->house : NULL;
    s->c.n_house = s->n_house;
    s->c.people = s->people;
    s->c.n_people = s->n_people;
    s->c.with = s->with;
    s->c.offers = s->offers;
    s->c.n_offers = s->n_offers;
    if (s->c.created) return;
    s->c.created = s->n_facts ? s->facts[0].at : 0;
}
