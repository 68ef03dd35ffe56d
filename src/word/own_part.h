/* Lines of a mail: what the files of own share. */
#ifndef WORD_OWN_PART_H
#define WORD_OWN_PART_H

#include "word/own.h"

struct own_line {
    uint32_t at, n; /* bytes, without the LF */
    uint8_t kind; /* enum own_kind */
    bool blank;
    bool marked; /* begins with > */
};

struct own_lines {
    struct str text;
    struct own_line *items;
    size_t n;
    bool forwarded;
};

enum { OWN_LINE_LOOKED = 600 }; /* bytes of a line that are looked at: longer ones are prose */

struct str own_line_text(const struct own_lines *l, size_t i); /* trimmed, at most OWN_LINE_LOOKED */
size_t own_line_next(const struct own_lines *l, size_t i, size_t end); /* the first from i on that is not blank */
int own_line_words(struct str line);

/* Marks what is quoted. */
void own_quotes(struct own_lines *l);

/* Marks signatures and notices among the own lines of [first, end). */
void own_signature(struct own_lines *l, size_t first, size_t end);
void own_signature_notices(struct own_lines *l, size_t first, size_t end);

#endif
