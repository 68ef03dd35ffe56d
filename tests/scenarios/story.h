/* A story: facts told line by line, as a coach would write them down, and what
 * ought to follow.  README.md has the words that it understands. */
#ifndef TESTS_STORY_H
#define TESTS_STORY_H

#include "base/arena.h"
#include "plan/plan.h"

enum { STORY_PEOPLE = 16, STORY_FACTS = 64, STORY_WITH = 128, STORY_OFFERS = 4, STORY_HOLIDAYS = 16 };

struct story {
    struct playbook book;
    struct calendar calendar;
    struct plan_case c;
    struct fact facts[STORY_FACTS], house[STORY_FACTS];
    struct plan_person people[STORY_PEOPLE];
    struct str names[STORY_PEOPLE], interviews[STORY_FACTS];
    int16_t with[STORY_WITH];
    struct plan_offer offers[STORY_OFFERS];
    day_t holidays[STORY_HOLIDAYS];
    size_t n_people, n_facts, n_house, n_with, n_offers, n_holidays, n_interviews;
    int year;
};

/* Forgets everything but the playbook, which is set to balanced. */
void story_begin(struct story *s);

/* Takes a line that tells a fact or a setting; false, with a sentence in *why, where it cannot. */
bool story_take(struct story *s, struct str line, char why[static 200]);

/* Sorts what has been told; the plan_case is then ready. */
void story_ready(struct story *s);

/* A time such as "8 Oct", "Thu 8 Oct 15:00"; taken off the front of *line. */
bool story_time(const struct story *s, struct str *line, civil_t *ret, bool *ret_day_only);

struct str story_word(struct str *line);                       /* the next word, taken off the front */
int16_t story_person(const struct story *s, struct str name);  /* "office", "self", or one introduced; -3: unknown */
bool story_playbook(struct playbook *ret, struct str name, struct err_info *info);

#endif
