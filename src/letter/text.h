/* A text made ready for checking: its words, sentences and paragraphs, each by
 * its place in the bytes.  UTF-8; one pass, linear. */
#ifndef LETTER_TEXT_H
#define LETTER_TEXT_H

#include "base/arena.h"

enum { TEXT_MAX = 1024 * 1024 }; /* bytes of a text that is checked */

enum word_kind {
    WORD_LETTERS, /* also with apostrophes and hyphens within: don't, follow-up */
    WORD_NUMBER, /* begins with a digit: 24, 9:00, 3rd, 2026-10-08, 1,000.50 */
    WORD_ADDRESS, /* a mail address, a link, a file name with slashes or an @ */
};

struct text_word {
    uint32_t at, n; /* bytes */
    uint32_t sentence; /* index */
    uint8_t kind; /* enum word_kind */
    bool capital; /* its first letter is upper case */
    bool shout; /* more than one letter, all of them upper case: HR */
    bool begins; /* the first word of its sentence */
};

struct text_sentence {
    uint32_t at, n; /* bytes, with its stop, without blanks around it */
    uint32_t first, n_words; /* of the words */
    uint32_t paragraph; /* index; a bullet and a line of an address are paragraphs too */
    bool ended; /* by . ! ? … or a colon before a list */
    bool bullet; /* an item of a list */
};

struct text {
    struct str bytes;
    struct text_word *words;
    size_t n_words;
    struct text_sentence *sentences;
    size_t n_sentences;
    size_t n_paragraphs;
    uint32_t *lines; /* where each line begins, ascending */
    size_t n_lines;
};

/* bytes are UTF-8 of at most TEXT_MAX; they must outlive the text, which lives in the arena.  Paragraphs are parted by
 * empty lines, and where a line is so short that the next word would have fitted (below 45 columns), as in addresses
 * and signatures.  Abbreviations (Dr., e.g., Inc.), initials, ordinals and decimals end no sentence. */
void text_read(struct str bytes, struct arena *a, struct text *ret);

struct str text_word(const struct text *t, size_t i); /* its bytes */
struct str text_lower(const struct text *t, size_t i, char out[static 64]); /* letters folded to lower case (ASCII and
    Latin-1; a longer word is cut), typographic apostrophes made plain */

/* Line and column of a place, both from 1; columns in code points. */
void text_place(const struct text *t, size_t at, size_t *ret_line, size_t *ret_column);

#endif
