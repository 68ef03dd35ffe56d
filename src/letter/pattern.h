/* Patterns of words, as phrase rules write them (letters/README.md): read into
 * steps that only ever go forward, so that a match takes at most steps times
 * words, whatever the text. */
#ifndef LETTER_PATTERN_H
#define LETTER_PATTERN_H

#include "letter/lexicon.h"
#include "letter/text.h"

enum { PATTERN_STEPS_MAX = 500, PATTERN_WORDS_MAX = 60, PATTERN_LISTS_MAX = 4 };

struct pattern_step {
    uint8_t code; /* enum step_code, in pattern.c */
    uint16_t a, b;
};

struct pattern {
    struct pattern_step *steps;
    size_t n;
    size_t least, most; /* words */
    uint64_t second; /* what the second word may be, as bits of the words' numbers; all: anything */
};

/* A text, its words by number. */
struct pattern_text {
    const struct text *t;
    const uint16_t *numbers; /* 0: named in no pattern */
    const uint8_t *gaps; /* before each word: enum pattern_gap */
};
enum pattern_gap { GAP_BLANK, GAP_COMMA, GAP_OTHER };

struct pattern_found {
    size_t from, to; /* the words between { and }, else all */
    size_t end; /* behind the last word that was looked at */
    size_t n_lists;
    struct {
        uint16_t list, number;
        size_t word;
    } lists[PATTERN_LISTS_MAX]; /* the words that stood for lists, in no order */
};

/* Where a pattern may begin: at any of these words, or (anywhere) at others too. */
struct pattern_first {
    uint16_t *words;
    size_t n, room;
    bool anywhere;
    bool wild; /* at any word whatever */
};

/* A pattern that makes no sense is ERR_INPUT, with a sentence that names what it stumbled on. lists: the index of the
 * first list of this file, so that names are found among those only. */
MUST_USE enum err pattern_read(
    struct pattern *p, struct lexicon *x, int lists, struct str text, struct arena *a, struct err_info *info);

/* Also sets p->second. */
void pattern_begins(struct pattern *p, const struct lexicon *x, struct arena *a, struct pattern_first *ret);
bool pattern_names_list(const struct pattern *p, int list);

/* The words of a text by number, and what stands between them. */
struct pattern_text pattern_text(const struct lexicon *x, const struct text *t, struct arena *a);

/* Whether it matches at a word, within sentence; end: it must end there, SIZE_MAX: anywhere. */
bool pattern_match(const struct pattern *p, const struct lexicon *x, const struct pattern_text *t, size_t at,
    size_t sentence, size_t end, struct pattern_found *ret);

static inline uint64_t pattern_bit(uint16_t number)
{
    return number ? UINT64_C(1) << (number % 64) : 0;
}

#endif
