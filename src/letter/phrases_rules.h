/* Phrase rules as they are kept: between their loader and the check. */
#ifndef LETTER_PHRASES_RULES_H
#define LETTER_PHRASES_RULES_H

#include "letter/pattern.h"
#include "letter/phrases.h"

struct phrase_match {
    struct pattern pattern;
    struct pattern_first first; /* words it may begin with */
    struct str text;
    int line;
    bool shown; /* by a bad example */
};

struct phrase_unless {
    struct pattern before, after; /* n 0: nothing asked */
};

struct phrase_rule {
    struct str name;
    const char *where;
    int line;
    const char *rule; /* of the rulebook; NULL: not said yet */
    enum finding_level level;
    struct str why;
    struct str suggestions[FINDING_SUGGESTIONS];
    size_t n_suggestions;
    struct phrase_match *matches;
    size_t n_matches, matches_room;
    int with; /* the list of which the sentence must have a word, plus one; 0: nothing asked */
    struct phrase_unless *unless;
    size_t n_unless, unless_room;
    struct phrase_example *examples;
    size_t n_examples, examples_room;
    uint8_t own[4]; /* what a dialect says of it; own[0] 0: not said yet */
};

/* Rules of other things than letters: the same patterns and examples, other lines beside them. */
struct phrases_dialect {
    const char *yes, *no; /* the keys of examples that must and must not match */
    const char *needs; /* the key that sets own[0] */
    const char *keys; /* all of them, for whom it concerns */
    /* Takes "key = value": NULL, or what is wrong with it; empty: there is no such key. */
    const char *(*take)(struct phrase_rule *rule, struct str key, struct str value);
    /* What an example looks like to the rules: as long as it was. */
    struct str (*prepare)(struct str example, struct arena *a);
};

/* What may begin at a word. */
struct phrase_start {
    uint32_t rule, match;
    uint64_t second; /* as in struct pattern */
};
struct phrase_starts {
    struct phrase_start *items;
    size_t n, room;
};

struct phrase_rules {
    struct arena *arena;
    struct lexicon words, names, patterns; /* names and patterns: those taken, so that none comes twice */
    struct phrase_rule *rules;
    size_t n, room;
    struct phrase_starts *starts; /* by the number of a word */
    size_t n_starts, starts_room;
    struct phrase_starts anywhere;
    struct phrase_example *examples;
    size_t n_examples, examples_room;
};

/* As phrases_load, in a dialect; NULL: that of letters. */
MUST_USE enum err phrases_load_as(struct phrase_rules *r, const struct phrases_dialect *dialect, struct str text,
    const char *where, enum phrases_trust trust, struct arena *a, struct err_info *info);

/* Whatever the rules find in a text, in the order of the sentences, at most PHRASES_FINDINGS_MAX times; one rule never
 * twice in the same words. */
typedef void phrases_found(void *to, size_t rule, size_t sentence, const struct pattern_found *found);
void phrases_each(
    const struct phrase_rules *r, const struct pattern_text *t, struct arena *a, phrases_found *found, void *to);

/* Whether one of a rule's patterns matches at a word of a sentence, and nothing excuses it. */
bool phrases_match(const struct phrase_rule *rule, size_t match, const struct lexicon *x, const struct pattern_text *t,
    size_t at, size_t sentence, struct pattern_found *ret);

/* Where "<name>" stands in a suggestion: its list and the length with its brackets; -1: at is no such place. lists: the
 * first one of the file. */
int phrases_place(const struct lexicon *x, int lists, struct str suggestion, size_t at, size_t *ret_n);

#endif
