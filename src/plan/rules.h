/* The rules of the five guides, by their ids: A1 to A14, B1 to B14, C1 to C9,
 * D1 to D13, E1 to E13.  A set of them is one word of bits. */
#ifndef PLAN_RULES_H
#define PLAN_RULES_H

#include "base/buf.h"
#include "base/str.h"

typedef uint64_t rules_t;

enum { RULE_COUNT = 14 + 14 + 9 + 13 + 13 };

struct rule {
    char id[4];
    const char *text; /* in short */
    const char *kind; /* capture, step, limit, letter, call, search, mood */
};

extern const struct rule rules_all[RULE_COUNT];

int rules_index(struct str id); /* by id, either case; -1 where there is none */
const char *rules_guide(int index); /* the title of the guide that a rule comes from */
bool rules_parse(struct str ids, rules_t *ret); /* "A4 D5", by blanks or commas; false on an unknown id */
void rules_write(struct buf *b, rules_t set); /* "A4, D5" */

#endif
