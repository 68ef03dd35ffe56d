/* Phrase rules: what a letter had better not say, and how it is said right, as
 * files that a coach can read and extend (letters/README.md says how).  Each
 * rule has patterns, a reason, suggestions, and examples which must and must
 * not match; a file whose examples do not hold is refused.
 *
 * Linear in the text: each word is looked up once, and what may begin there is
 * tried over a bounded number of words. */
#ifndef LETTER_PHRASES_H
#define LETTER_PHRASES_H

#include "letter/check.h"

enum { PHRASES_FILE_MAX = 512 * 1024, PHRASES_FINDINGS_MAX = 1000 };

struct phrase_rules;

struct phrase_rules *phrases_new(struct arena *a); /* lives in the arena, as do the rules */

/* Running all examples takes longer than reading the rules: those that come with hearback have been through the tests. */
enum phrases_trust {
    PHRASES_PROVED, /* each example is run, and kept */
    PHRASES_TRUSTED, /* examples are passed over */
};

/* Adds the rules of a file; a is needed only while it reads. ERR_INPUT, "where:line: sentence": no rule of it
 * was added, but its names count as taken. */
MUST_USE enum err phrases_load(struct phrase_rules *r, struct str text, const char *where, enum phrases_trust trust,
    struct arena *a, struct err_info *info);

/* Adds findings in the order of their places, at most PHRASES_FINDINGS_MAX; of two that say the same of the same words,
 * one. */
void phrases_check(const struct phrase_rules *r, const struct text *t, struct findings *ret);

/* The examples of all rules, in the order of the files. */
struct phrase_example {
    struct str rule, why, text; /* rule: its name */
    const char *where;
    int line;
    bool bad; /* must be found */
};
size_t phrases_examples(const struct phrase_rules *r);
struct phrase_example phrases_example(const struct phrase_rules *r, size_t i);

#endif
