/* How much two letters have in common: people who work together compare (B4, D2). */
#ifndef LETTER_LIKENESS_H
#define LETTER_LIKENESS_H

#include "letter/text.h"

/* The share of the shorter one's runs of three words that the other has too, 0 to 1; case does not matter, and each run
 * counts once.  0 where one has fewer than three words.  Runs do not end with a sentence. */
double likeness_share(const struct text *a, const struct text *b, struct arena *arena);

/* The runs of a text, as a set, for comparing it with many. */
struct likeness_runs {
    uint64_t *hashes; /* ascending, once each */
    size_t n;
};
struct likeness_runs likeness_runs(const struct text *t, struct arena *arena);
size_t likeness_common(const struct likeness_runs *a, const struct likeness_runs *b);

#endif
