/* The frame of a letter: whom it greets, who signs it. */
#ifndef LETTER_FRAME_H
#define LETTER_FRAME_H

#include "letter/text.h"

enum { FRAME_NAMES = 8 };

struct frame {
    bool greets;
    size_t greeting; /* its first word: Dear, Hello */
    size_t greeting_last; /* its last word */
    size_t named[FRAME_NAMES]; /* words of it that are names: neither Ms nor Team */
    size_t n_named;
    size_t title; /* the word Mr, Ms, Dr ...; SIZE_MAX: none */
    size_t people; /* how many it greets, as far as names tell; "both", "all" and "team" count as several */
    bool general; /* an office or nobody in particular: Sir or Madam, Hiring Team */
    size_t closing, signature, n_signature; /* words; n_signature 0: not found */
};

/* body: where the letter begins, behind a subject. */
void frame_read(const struct text *t, size_t body, struct frame *ret);

#endif
