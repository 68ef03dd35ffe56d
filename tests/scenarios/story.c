/* Reading stories: words, times, people and settings; facts are in story_fact.c. */
#include "tests/scenarios/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const weekday_names[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};
static const char *const month_names[] = {
    "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", NULL};

/* --- playbooks from the tree --- */

enum { TEXTS = 16 }; /* as many may be in use at once: the six of them, each with what it is based on */

static struct str read_playbook(struct str name)
{
    static char texts[TEXTS][65536];
    static int next;
    char path[300];
    const char *top = getenv("HEARBACK_TOP");
    snprintf(path, sizeof path, "%s/playbooks/%.*s.ini", top ? top : ".", STR_ARG(name));
    FILE *file = fopen(path, "r");
    if (!file) return (struct str){0};
    char *text = texts[next++ % TEXTS];
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

/* --- the parts of a line --- */

struct str story_word(struct str *line)
{
    struct str word;
    *line = str_trim(*line);
    str_cut(*line, ' ', &word, line);
    *line = str_trim(*line);
    return word;
}

bool story_next_is(struct str *line, const char *word)
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

bool story_clock(struct str word, int *ret_seconds)
{
    struct str hour, minute, second = {0};
    int64_t h, m, s = 0;
    if (!str_cut(word, ':', &hour, &minute)) return false;
    bool seconds = str_cut(minute, ':', &minute, &second);
    if (!str_number(hour, &h) || !str_number(minute, &m) || (seconds && !str_number(second, &s))) return false;
    if (h < 0 || h > 24 || m < 0 || m > 59 || s < 0 || s > 59) return false;
    *ret_seconds = (int)(h * HOUR_SECONDS + m * MINUTE_SECONDS + s);
    return true;
}

bool story_time(const struct story *s, struct str *line, civil_t *ret, bool *ret_day_only)
{
    struct str rest = *line, word = story_word(&rest);
    int weekday = name_index(weekday_names, word), year = s->year, seconds = 0;
    if (weekday > 0) word = story_word(&rest);
    int64_t number, other_year;
    if (!str_number(word, &number)) return false;
    int month = name_index(month_names, story_word(&rest));
    struct str after = rest;
    if (str_number(story_word(&after), &other_year)) {
        year = (int)other_year;
        rest = after;
    }
    if (month < 1 || !day_exists(year, month, (int)number)) return false;
    day_t day = day_from_ymd(year, month, (int)number);
    if (weekday > 0 && (int)day_weekday(day) != weekday) return false; /* the story's writer is mistaken */
    after = rest;
    bool timed = story_clock(story_word(&after), &seconds);
    if (timed) rest = after;
    *ret = civil_at(day, 0, 0) + seconds;
    *ret_day_only = !timed;
    *line = rest;
    return true;
}

bool story_day(const struct story *s, struct str *line, day_t *ret)
{
    civil_t t;
    bool day_only;
    if (!story_time(s, line, &t, &day_only)) return false;
    *ret = day_of(t);
    return true;
}

int16_t story_person(const struct story *s, struct str name)
{
    if (str_is(name, "office")) return PERSON_OFFICE;
    if (str_is(name, "self")) return PERSON_SELF;
    for (size_t i = 0; i < s->n_people; i++)
        if (str_eq(s->names[i], name)) return (int16_t)i;
    return STORY_NOBODY;
}

/* --- settings --- */

void story_begin(struct story *s)
{
    struct err_info info;
    memset(s, 0, sizeof *s);
    s->year = 2026;
    s->weekend = CALENDAR_WEEKEND;
    s->c = (struct plan_case){.playbook = &s->book, .calendar = &s->calendar, .hours = PLAN_OFFICE_HOURS};
    if (!story_playbook(&s->book, STR("balanced"), &info)) {
        fprintf(stderr, "%s\n", info.text);
        exit(2);
    }
}

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
        if (str_is(word, "primary"))
            p->primary = true;
        else if (str_is(word, "phone"))
            p->has_phone = true;
        else if (str_is(word, "general"))
            p->general = true;
        else if (str_is(word, "do-not-contact"))
            p->do_not_contact = true;
        else if (str_is(word, "elsewhere"))
            p->known = false;
        else
            return false;
    }
    s->n_people++;
    return true;
}

/* An offer of another house. */
static bool take_other_offer(struct story *s, struct str line)
{
    struct plan_offer o = {.answer_by = DAY_NONE, .accepted = TIME_NEVER, .ended = TIME_NEVER};
    bool day_only;
    if (s->n_offers == STORY_OFFERS || !story_time(s, &line, &o.at, &day_only)) return false;
    while (line.n) {
        if (story_next_is(&line, "by")) {
            if (!story_day(s, &line, &o.answer_by)) return false;
        } else if (story_next_is(&line, "accepted")) {
            if (!story_time(s, &line, &o.accepted, &day_only)) return false;
            o.ended = o.accepted;
        } else if (story_next_is(&line, "declined")) {
            if (!story_time(s, &line, &o.ended, &day_only)) return false;
        } else {
            return false;
        }
    }
    s->offers[s->n_offers++] = o;
    return true;
}

/* "Mon Wed 10:00-12:00" */
static bool take_hours(struct story *s, struct str line)
{
    struct str from, until;
    int a, b;
    s->c.hours.weekdays = 0;
    while (line.n) {
        struct str word = story_word(&line);
        int weekday = name_index(weekday_names, word);
        if (weekday > 0) {
            s->c.hours.weekdays |= 1U << weekday;
        } else if (str_cut(word, '-', &from, &until) && story_clock(from, &a) && story_clock(until, &b)) {
            s->c.hours.from = a;
            s->c.hours.until = b;
        } else {
            return false;
        }
    }
    return true;
}

static bool take_weekend(struct story *s, struct str line)
{
    s->weekend = 0;
    while (line.n) {
        int weekday = name_index(weekday_names, story_word(&line));
        if (weekday < 1) return false;
        s->weekend |= 1U << weekday;
    }
    return true;
}

/* "back 25 Oct 03:00": when the clocks, which show UTC until then, are put back or forward by an hour. */
static bool take_clocks(struct story *s, struct str line)
{
    civil_t at;
    bool day_only, back = story_next_is(&line, "back");
    if (!back && !story_next_is(&line, "forward")) return false;
    if (s->zone.n == STORY_CLOCKS || !story_time(s, &line, &at, &day_only)) return false;
    int32_t offset = s->zone.n ? s->changes[s->zone.n - 1].offset : 0;
    s->changes[s->zone.n++] = (struct zone_change){at - offset, offset + (back ? -HOUR_SECONDS : HOUR_SECONDS)};
    s->zone.changes = s->changes;
    s->c.zone = &s->zone;
    return true;
}

/* A line of an own playbook; the whole is read once the story asks. */
static bool take_own(struct story *s, struct str line)
{
    if (s->n_own + line.n + 1 > STORY_OWN) return false;
    if (line.n) memcpy(s->own + s->n_own, line.p, line.n);
    s->n_own += line.n;
    s->own[s->n_own++] = '\n';
    return true;
}

static bool take_number(struct str text, int *ret)
{
    int64_t number;
    if (!str_number(text, &number)) return false;
    *ret = (int)number;
    return true;
}

bool story_take(struct story *s, struct str line, char why[static 200])
{
    struct err_info info = {0};
    struct str rest = line, word = story_word(&rest);
    bool ok, day_only;
    if (str_is(word, "playbook")) {
        ok = story_playbook(&s->book, rest, &info);
    } else if (str_is(word, "|")) {
        ok = take_own(s, rest);
    } else if (str_is(word, "person")) {
        ok = take_person(s, rest);
    } else if (str_is(word, "kind")) {
        int kind = kind_code(opp_kind_names, rest);
        s->c.kind = (enum opp_kind)kind;
        ok = kind >= 0;
    } else if (str_is(word, "year")) {
        ok = take_number(rest, &s->year);
    } else if (str_is(word, "created")) {
        ok = s->created = story_time(s, &rest, &s->c.created, &day_only);
    } else if (str_is(word, "moved")) {
        ok = story_move(s, rest);
    } else if (str_is(word, "hours")) {
        ok = take_hours(s, rest);
    } else if (str_is(word, "weekend")) {
        ok = take_weekend(s, rest);
    } else if (str_is(word, "clocks")) {
        ok = take_clocks(s, rest);
    } else if (str_is(word, "holiday")) {
        ok = s->n_holidays < STORY_HOLIDAYS && story_day(s, &rest, &s->holidays[s->n_holidays++]);
    } else if (str_is(word, "elsewhere-offer")) {
        ok = take_other_offer(s, rest);
    } else if (str_is(word, "elsewhere")) {
        ok = story_fact(s, rest, true);
    } else {
        ok = story_fact(s, line, false);
    }
    if (!ok)
        snprintf(why, 200, "%.99s: \"%.*s\"", info.text[0] ? info.text : "not understood",
            (int)(line.n > 90 ? 90 : line.n), line.p);
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

bool story_ready(struct story *s, char why[static 200])
{
    struct err_info info;
    struct str own = {s->own, s->n_own};
    if (own.n && playbook_load(&s->book, STR("own"), STR("own"), own, source, NULL, &info)) {
        snprintf(why, 200, "%.199s", info.text);
        return false;
    }
    sort(s->facts, s->n_facts);
    sort(s->house, s->n_house);
    calendar_make(&s->calendar, s->weekend, s->holidays, s->n_holidays);
    s->c.facts = s->facts;
    s->c.n_facts = s->n_facts;
    s->c.house = s->n_house > s->n_facts ? s->house : NULL;
    s->c.n_house = s->n_house;
    s->c.people = s->people;
    s->c.n_people = s->n_people;
    s->c.with = s->with;
    s->c.offers = s->offers;
    s->c.n_offers = s->n_offers;
    if (!s->created && s->n_facts) s->c.created = s->facts[0].at;
    return true;
}
