/* Words of a text by what they say of days: what the files of days share. */
#ifndef WORD_DAYS_PART_H
#define WORD_DAYS_PART_H

#include "word/days.h"
#include "word/days_words.h"

enum { DAYS_MEMO = 32 };

struct days_reader {
    const struct text *t;
    size_t end; /* of the words that may be looked at */
    const struct days_now *now;
    size_t looked[DAYS_MEMO]; /* words looked up already, plus one */
    struct days_word words[DAYS_MEMO];
};

struct days_word days_words_at(struct days_reader *r, size_t i);
bool days_words_literal(struct days_reader *r, size_t i, const char *word); /* in small letters */

/* Digits at the head of s, at most four; -1: none or more. */
int days_words_digits(struct str s, size_t *ret_n);

static inline bool days_words_is(struct days_reader *r, size_t i, enum days_class class)
{
    return days_words_at(r, i).class == class;
}

#endif
