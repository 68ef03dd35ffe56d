/* Cases for the comparison: short histories one after the other, and random
 * ones; and the same case in the planner's form. */
#ifndef TESTS_GENERATE_H
#define TESTS_GENERATE_H

#include "plan/plan.h"
#include "tests/oracle/oracle.h"

struct generate {
    uint64_t seed;
};

int generate_number(struct generate *g, int below);
civil_t generate_later(struct generate *g, civil_t now); /* a moment at or after now, within some weeks */
void generate_random(struct o_case *o, struct generate *g);

/* The index-th short history: up to three events of a small alphabet on set days, under each playbook in turn, asked
 * about on different days.  Every index gives one; after generate_short_count they repeat. */
void generate_short(struct o_case *o, unsigned long index);
extern const unsigned long generate_short_count;

void generate_print(const struct o_case *o, const char *playbook);

struct bridge {
    struct calendar calendar;
    struct fact facts[O_MAX_EVENTS], house[O_MAX_EVENTS];
    size_t n_facts, n_house, n_offers;
    struct plan_person people[O_MAX_PEOPLE];
    int16_t with[O_MAX_EVENTS * O_MAX_PEOPLE];
    struct plan_offer offers[O_MAX_EVENTS];
};
void bridge_fill(struct bridge *b, const struct o_case *o);

#endif
