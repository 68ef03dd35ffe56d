/* Short phrases looked for in a text without regard to capitals: lists of them
 * are plain tables, written in small letters.  In a key a blank stands for one
 * or more blanks (a line's end and no-break ones too), ' for either apostrophe,
 * and a * at its end lets the word go on. */
#ifndef WORD_KEY_H
#define WORD_KEY_H

#include "base/str.h"

/* How many bytes at the head of s are the key, ending with a word; 0: they are not. */
size_t key_head(struct str s, const char *key);

/* The same for the longest of several (NULL-terminated). */
size_t key_head_any(struct str s, const char *const keys[]);

/* Whether one of them begins at the beginning of some word of s; *ret_at (may be NULL): where. */
bool key_found(struct str s, const char *const keys[], size_t *ret_at);

/* The same but for capitals. */
bool key_same(struct str a, struct str b);

/* One character's length and its small letter (ASCII, Latin-1, Greek, Cyrillic); no-break and other blanks are ' '. */
uint32_t key_fold(struct str s, size_t *ret_n);

#endif
