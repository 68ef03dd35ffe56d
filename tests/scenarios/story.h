/* A story: facts told line by line, as a coach would write them down.  The
 * README of this folder has the words that it understands; what ought to
 * follow from a story is expect.h's business. */
#ifndef TESTS_STORY_H
#define TESTS_STORY_H

#include "base/arena.h"
#include "plan/plan.h"

enum {
    STORY_PEOPLE = 16,
    STORY_FACTS = 64,
    STORY_WITH = 128,
    STORY_OFFERS = 4,
    STORY_HOLIDAYS = 16,
    STORY_CLOCKS = 4,
    STORY_OWN = 16384 /* bytes of an own playbook */
};

struct story {
    struct playbook book;
    struct calendar calendar;
    struct zone zone;
    struct zone_change changes[STORY_CLOCKS];
    struct plan_case c;
    struct fact facts[STORY_FACTS], house[STORY_FACTS];
    struct plan_person people[STORY_PEOPLE];
    struct str names[STORY_PEOPLE], interviews[STORY_FACTS];
    int16_t with[STORY_WITH];
    struct plan_offer offers[STORY_OFFERS];
    day_t holidays[STORY_HOLIDAYS];
    size_t n_people, n_facts, n_house, n_with, n_offers, n_holidays, n_interviews, n_own;
    unsigned weekend;
    int year;
    bool created; /* said; else it is with the first fact */
    char own[STORY_OWN]; /* the text of an own playbook */
};

/* Forgets everything; the playbook is balanced. */
void story_begin(struct story *s);

/* Takes a line that tells a fact or a setting; false, with a sentence in *why, where it cannot. */
bool story_take(struct story *s, struct str line, char why[static 200]);

/* Sorts what has been told and reads an own playbook; the plan_case is then ready. */
bool story_ready(struct story *s, char why[static 200]);

/* The parts of a line; each takes what it understands off the front of *line and leaves it alone else. */
struct str story_word(struct str *line); /* the next word; empty at the end */
bool story_next_is(struct str *line, const char *word);
bool story_clock(struct str word, int *ret_seconds); /* "15:00" or "15:00:01" */
bool story_time(
    const struct story *s, struct str *line, civil_t *ret, bool *ret_day_only); /* "Thu 8 Oct [2026] [15:00]" */
bool story_day(const struct story *s, struct str *line, day_t *ret);
int16_t story_person(
    const struct story *s, struct str name); /* "office", "self", or one introduced; else STORY_NOBODY */
enum { STORY_NOBODY = -3 };

/* A fact of this opportunity, or of another of the same house; false: not understood. */
bool story_fact(struct story *s, struct str line, bool elsewhere);

bool story_move(struct story *s, struct str line); /* "NAME to DAY 14:00-15:00": an interview is at another time */

/* One of the playbooks that come with hearback. */
bool story_playbook(struct playbook *ret, struct str name, struct err_info *info);

#endif
