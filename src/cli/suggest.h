/* "Did you mean ...?": the known name nearest to what was typed. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include "base/str.h"

/* Edits from a to b (a letter more, less, other, or two neighbours swapped; capitals don't matter), or max + 1 if there
 * are more than max or a string is too long to be a name. */
int suggest_distance(struct str a, struct str b, int max);

/* The nearest of n names to word, if it is near enough to be meant; else NULL.  The first wins a tie. */
const char *suggest_nearest(struct str word, size_t n, const char *const names[]);

#endif
