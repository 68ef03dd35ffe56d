/* Sets of words: open addressing, at most half full. */
#include "letter/wordset.h"

enum { FIRST_ROOM = 64, WORD_MAX = 60, FILE_MAX = 1024 * 1024 };

static uint64_t hash(struct str word)
{
    uint64_t h = str_hash(STR_HASH, word);
    return h ^ h >> 32;
}

/* The slot that holds the word, or would. */
static struct wordset_entry *slot(struct wordset_entry *slots, size_t room, struct str word)
{
    size_t i = (size_t)hash(word) & (room - 1);
    while (slots[i].word.p && !str_eq(slots[i].word, word)) i = (i + 1) & (room - 1);
    return &slots[i];
}

uint32_t *wordset_put(struct wordset *l, struct str word)
{
    if (l->n * 2 >= l->room) {
        size_t room = l->room ? l->room * 2 : FIRST_ROOM;
        struct wordset_entry *slots = ARENA_NEW(l->arena, struct wordset_entry, room);
        for (size_t i = 0; i < l->room; i++)
            if (l->slots[i].word.p) *slot(slots, room, l->slots[i].word) = l->slots[i];
        l->slots = slots;
        l->room = room;
    }
    struct wordset_entry *e = slot(l->slots, l->room, word);
    if (!e->word.p) {
        e->word = arena_str(l->arena, word);
        l->n++;
    }
    return &e->value;
}

const uint32_t *wordset_find(const struct wordset *l, struct str word)
{
    if (!l->room) return NULL;
    const struct wordset_entry *e = slot(l->slots, l->room, word);
    return e->word.p ? &e->value : NULL;
}

enum err wordset_read(struct wordset *l, struct str text, const char *where, struct err_info *info)
{
    if (text.n > FILE_MAX || !str_utf8(text, NULL))
        return err_set(info, ERR_INPUT, "%s: a list of words is UTF-8 text of at most 1 MB", where);
    struct str line;
    for (size_t number = 1; text.n; number++) {
        str_cut(text, '\n', &line, &text);
        str_cut(line, '#', &line, &(struct str){0});
        for (size_t i = 0, begin = 0; i <= line.n; i++) {
            bool blank = i == line.n || line.p[i] == ' ' || line.p[i] == '\t' || line.p[i] == '\r';
            if (!blank) continue;
            struct str word = {line.p + begin, i - begin};
            begin = i + 1;
            if (word.n > WORD_MAX)
                return err_set(info, ERR_INPUT, "%s: line %zu: a word has at most %d letters; part words by blanks",
                    where, number, WORD_MAX);
            if (word.n) wordset_put(l, word);
        }
    }
    return OK;
}
