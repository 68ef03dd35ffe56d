/* Sets of words, and what is known of each.  Words are told apart byte by byte;
 * who wants case not to matter folds them first. */
#ifndef LETTER_WORDSET_H
#define LETTER_WORDSET_H

#include "base/arena.h"

struct wordset_entry {
    struct str word;
    uint32_t value;
};

struct wordset { /* zero but for the arena: an empty one */
    struct arena *arena;
    struct wordset_entry *slots;
    size_t n, room;
};

/* Adds the word, copied into the arena, with a value of 0, unless it is there; its value, good until the next is added. */
uint32_t *wordset_put(struct wordset *l, struct str word);
const uint32_t *wordset_find(const struct wordset *l, struct str word); /* NULL: not in it */

/* The words of a file, parted by blanks, # up to the end of a line left out.  where is for the sentence on failure. */
MUST_USE enum err wordset_read(struct wordset *l, struct str text, const char *where, struct err_info *info);

#endif
