/* Words by number: a hash table with open places, and sorted lists. */
#include "letter/lexicon.h"

#include <stdlib.h>
#include <string.h>

struct str lexicon_plain(struct str word, char lower[64])
{
    if (word.n >= 64) return (struct str){0};
    for (size_t i = 0; i < word.n; i++) {
        char c = (char)(word.p[i] | 0x20);
        if (c < 'a' || c > 'z') return (struct str){0};
        lower[i] = c;
    }
    return (struct str){lower, word.n};
}

static struct lexicon_slot *slot(const struct lexicon *x, struct str word)
{
    size_t at = (size_t)str_hash(STR_HASH, word) & (x->room - 1);
    while (x->slots[at].number && !str_eq(x->slots[at].word, word)) at = (at + 1) & (x->room - 1);
    return &x->slots[at];
}

uint16_t lexicon_find(const struct lexicon *x, struct str word)
{
    return x->room ? slot(x, word)->number : 0;
}

static void widen(struct lexicon *x)
{
    struct lexicon_slot *old = x->slots;
    size_t n = x->room;
    x->room = n ? n * 2 : 4096;
    x->slots = ARENA_NEW(x->arena, struct lexicon_slot, x->room);
    for (size_t i = 0; i < n; i++)
        if (old[i].number) *slot(x, old[i].word) = old[i];
}

uint16_t lexicon_add(struct lexicon *x, struct str word)
{
    if (x->n * 2 >= x->room) widen(x);
    struct lexicon_slot *s = slot(x, word);
    if (s->number) return s->number;
    if (x->n >= LEXICON_WORDS_MAX) return 0;
    *s = (struct lexicon_slot){arena_str(x->arena, word), (uint16_t)++x->n};
    return s->number;
}

int lexicon_list_new(struct lexicon *x, struct str name)
{
    if (x->n_lists >= LEXICON_LISTS_MAX) return -1;
    *ARENA_PUSH(x->arena, x->lists, x->n_lists, x->lists_room) = (struct lexicon_list){.name = name};
    return (int)x->n_lists - 1;
}

void lexicon_list_word(struct lexicon *x, int list, uint16_t word, struct str form)
{
    struct lexicon_list *l = &x->lists[list];
    *ARENA_PUSH(x->arena, l->words, l->n_words, l->words_room) = (struct lexicon_entry){word, form};
}

void lexicon_list_ending(struct lexicon *x, int list, struct str ending)
{
    struct lexicon_list *l = &x->lists[list];
    *ARENA_PUSH(x->arena, l->endings, l->n_endings, l->endings_room) = ending;
}

void lexicon_list_except(struct lexicon *x, int list, uint16_t word)
{
    struct lexicon_list *l = &x->lists[list];
    *ARENA_PUSH(x->arena, l->except, l->n_except, l->except_room) = word;
}

void lexicon_list_join(struct lexicon *x, int list, int other)
{
    const struct lexicon_list o = x->lists[other];
    for (size_t i = 0; i < o.n_words; i++) lexicon_list_word(x, list, o.words[i].word, o.words[i].form);
    for (size_t i = 0; i < o.n_endings; i++) lexicon_list_ending(x, list, o.endings[i]);
    for (size_t i = 0; i < o.n_except; i++) lexicon_list_except(x, list, o.except[i]);
}

static int by_word(const void *a, const void *b)
{
    const struct lexicon_entry *x = a, *y = b;
    return (x->word > y->word) - (x->word < y->word);
}

void lexicon_list_close(struct lexicon *x, int list)
{
    struct lexicon_list *l = &x->lists[list];
    if (l->n_words) qsort(l->words, l->n_words, sizeof *l->words, by_word);
    for (size_t i = 0; i < l->n_words; i++) l->bits |= UINT64_C(1) << l->words[i].word % 64;
}

static const struct lexicon_entry *find(const struct lexicon_list *l, uint16_t number)
{
    struct lexicon_entry key = {.word = number};
    return l->n_words && number ? bsearch(&key, l->words, l->n_words, sizeof key, by_word) : NULL;
}

bool lexicon_has(const struct lexicon *x, int list, uint16_t number, struct str word)
{
    const struct lexicon_list *l = &x->lists[list];
    if (number && (l->bits >> number % 64 & 1) && find(l, number)) return true;
    for (size_t i = 0; i < l->n_except && number; i++)
        if (l->except[i] == number) return false;
    for (size_t i = 0; i < l->n_endings; i++) {
        struct str e = l->endings[i];
        if (word.n > e.n + 1 && memcmp(word.p + word.n - e.n, e.p, e.n) == 0) return true;
    }
    return false;
}

struct str lexicon_form(const struct lexicon *x, int list, uint16_t number)
{
    const struct lexicon_entry *e = find(&x->lists[list], number);
    return e ? e->form : (struct str){0};
}
