/* The words that phrase rules name, each with a number, so that a text is
 * looked up once and patterns compare numbers; and lists of words by name
 * ("modal"), which may map a word to another form of it ("hear" to "hearing"). */
#ifndef LETTER_LEXICON_H
#define LETTER_LEXICON_H

#include "base/arena.h"

enum { LEXICON_WORDS_MAX = 60000, LEXICON_LISTS_MAX = 20000 };

struct lexicon_slot {
    struct str word;
    uint16_t number;
};

struct lexicon_entry {
    uint16_t word;
    struct str form; /* empty: itself */
};

struct lexicon_list {
    struct str name; /* empty: written in a pattern itself */
    struct lexicon_entry *words;
    size_t n_words, words_room;
    struct str *endings; /* *ing */
    size_t n_endings, endings_room;
    uint16_t *except;
    size_t n_except, except_room;
    uint64_t bits; /* of its words' numbers: most words that are not in it are told so at once */
};

struct lexicon {
    struct arena *arena;
    struct lexicon_slot *slots; /* zero: taken by the first word */
    size_t room, n;
    struct lexicon_list *lists;
    size_t n_lists, lists_room;
};

/* A word of nothing but ASCII letters, in lower case, as a text would read it; empty: it is not so plain. */
struct str lexicon_plain(struct str word, char lower[64]);

/* Words are in lower case, as text_lower gives them. 0: no such word; for _add: too many. */
uint16_t lexicon_find(const struct lexicon *x, struct str word);
uint16_t lexicon_add(struct lexicon *x, struct str word);

/* An index; lists may be filled until they are first asked. -1: too many. */
int lexicon_list_new(struct lexicon *x, struct str name);
void lexicon_list_word(struct lexicon *x, int list, uint16_t word, struct str form);
void lexicon_list_ending(struct lexicon *x, int list, struct str ending);
void lexicon_list_except(struct lexicon *x, int list, uint16_t word);
void lexicon_list_join(struct lexicon *x, int list, int other); /* all of the other's words, endings and exceptions */
void lexicon_list_close(struct lexicon *x, int list); /* filled */

/* Whether a word is in it; number 0: it has none. */
bool lexicon_has(const struct lexicon *x, int list, uint16_t number, struct str word);
struct str lexicon_form(const struct lexicon *x, int list, uint16_t number); /* empty: itself */

#endif
