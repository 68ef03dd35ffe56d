/* Words that are nearly the same: what a slip of the finger makes of them. */
#ifndef LETTER_NEAR_H
#define LETTER_NEAR_H

#include "base/str.h"

/* How many letters to add, drop, change or swap with their neighbour to make one of the other; limit + 1 when it is
 * more than limit.  Longer words than NEAR_MAX letters are near to nothing but themselves. */
enum { NEAR_MAX = 40 };
unsigned near_distance(struct str a, struct str b, unsigned limit);

/* One is the other with two neighbours swapped. */
bool near_swapped(struct str a, struct str b);

/* The word in lower case and without accents (Latin-1 and the commonest others), for comparing. */
struct str near_fold(struct str word, char out[static 64]);

#endif
