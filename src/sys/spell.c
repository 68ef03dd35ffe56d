/* hunspell's C API (hunspell.h of 1.7), found at run time: linking it would cost
 * every command its start, as it needs the C++ library. */
#include "sys/spell.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 100 }; /* bytes; hunspell's own limit */
enum { SUGGEST_MAX = 30 }; /* longer ones take too long */
enum { SLOW_MAX = 2 }; /* words for which hunspell itself may be asked: 30 to 50 ms each */

struct hunspell; /* Hunhandle */

struct library {
    void *handle;
    struct hunspell *(*create)(const char *affixes, const char *words);
    void (*destroy)(struct hunspell *h);
    int (*spell)(struct hunspell *h, const char *word);
    int (*suggest)(struct hunspell *h, char ***ret_list, const char *word);
    void (*free_list)(struct hunspell *h, char ***list, int n);
};

struct spell {
    struct library library;
    struct hunspell *hunspell;
    int slow; /* times that hunspell itself was asked for suggestions */
};

static bool load(struct library *l)
{
    l->handle = dlopen("libhunspell-1.7.so.0", RTLD_LAZY | RTLD_LOCAL);
    if (!l->handle) return false;
    const struct {
        const char *name;
        void *function;
    } needed[] = {{"Hunspell_create", &l->create}, {"Hunspell_destroy", &l->destroy}, {"Hunspell_spell", &l->spell},
        {"Hunspell_suggest", &l->suggest}, {"Hunspell_free_list", &l->free_list}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        void *found = dlsym(l->handle, needed[i].name);
        if (!found) return false;
        memcpy(needed[i].function, &found, sizeof found); /* as POSIX has it: a pointer to data becomes one to code */
    }
    return true;
}

enum err spell_open(struct arena *a, struct str language, struct spell **ret, struct err_info *info)
{
    static const struct {
        const char *language, *file, *package;
    } dictionaries[] = {{"en-US", "en_US", "hunspell-en-us"}, {"en-GB", "en_GB", "hunspell-en-gb"}};
    for (size_t i = 0; i < sizeof dictionaries / sizeof *dictionaries; i++) {
        if (!str_is(language, dictionaries[i].language)) continue;
        const char *folder = getenv("HEARBACK_DICTIONARIES");
        if (!folder) folder = "/usr/share/hunspell";
        const char *affixes = arena_format(a, "%s/%s.aff", folder, dictionaries[i].file).p;
        const char *words = arena_format(a, "%s/%s.dic", folder, dictionaries[i].file).p;
        if (access(affixes, R_OK) != 0 || access(words, R_OK) != 0)
            return err_set(info, ERR_NOT_FOUND,
                "the dictionary for %s is not in %s; it comes with the Debian package %s", dictionaries[i].language,
                folder, dictionaries[i].package);
        struct spell *s = ARENA_NEW(a, struct spell, 1);
        if (load(&s->library)) s->hunspell = s->library.create(affixes, words);
        if (!s->hunspell) {
            spell_close(s);
            return err_set(info, ERR_NOT_FOUND,
                "the library for spelling is not here; it comes with the Debian package libhunspell-1.7-0");
        }
        *ret = s;
        return OK;
    }
    return err_set(info, ERR_NOT_FOUND, "there is no dictionary for the language %.*s", STR_ARG(language));
}

void spell_close(struct spell *s)
{
    if (!s) return;
    if (s->hunspell) s->library.destroy(s->hunspell);
    if (s->library.handle) dlclose(s->library.handle);
    *s = (struct spell){0};
}

bool spell_knows(struct spell *s, struct str word)
{
    char text[WORD_MAX + 1];
    if (word.n == 0 || word.n > WORD_MAX) return true;
    memcpy(text, word.p, word.n);
    text[word.n] = 0;
    return s->library.spell(s->hunspell, text) != 0;
}

/* --- suggestions --- */

/* What fingers and ears do, the likeliest first.  Asking for a word takes a microsecond, so that all that are one slip
 * away can be tried. */
enum slip { SLIP_SWAP, SLIP_DOUBLE, SLIP_SINGLE, SLIP_MARK, SLIP_VOWEL, SLIP_DROP, SLIP_ADD, SLIP_OTHER, SLIP_SPLIT };
enum { SLIPS = SLIP_SPLIT + 1 };

struct slips {
    struct spell *spell;
    struct arena *a;
    struct str *ret;
    size_t n, max;
    bool capital;
};

static bool is_vowel(char c)
{
    return c && strchr("aeiouy", c) != NULL;
}

static void try(struct slips *s, char *word, size_t n)
{
    word[n] = 0;
    if (s->n == s->max) return;
    char first = word[0];
    if (s->capital && first >= 'a' && first <= 'z') word[0] = (char)(first - 32);
    if (s->spell->library.spell(s->spell->hunspell, word)) {
        struct str found = {word, n};
        bool there = false;
        for (size_t i = 0; i < s->n; i++) there |= str_eq(s->ret[i], found);
        if (!there) s->ret[s->n++] = arena_str(s->a, found);
    }
    word[0] = first;
}

/* word with n letters, of which `drop` at `at` give way to c (0: to nothing). */
static void try_edit(struct slips *s, struct str w, size_t at, size_t drop, char c)
{
    char word[WORD_MAX + 2];
    size_t n = 0;
    memcpy(word, w.p, at);
    n = at;
    if (c) word[n++] = c;
    memcpy(word + n, w.p + at + drop, w.n - at - drop);
    try(s, word, n + w.n - at - drop);
}

static void try_swap(struct slips *s, struct str w, size_t at)
{
    char word[WORD_MAX + 2];
    memcpy(word, w.p, w.n);
    word[at] = w.p[at + 1];
    word[at + 1] = w.p[at];
    try(s, word, w.n);
}

/* "alot": two words that lost their blank, each of them one that stands alone. */
static void try_split(struct slips *s, struct str w, size_t at)
{
    char left[WORD_MAX + 2], right[WORD_MAX + 2];
    struct spell *spell = s->spell;
    enum { SHORTEST = 3 };
    bool article = at == 1 && w.p[0] == 'a' && w.n - at >= SHORTEST;
    if (s->n == s->max || !(article || (s->n == 0 && !s->capital && at >= SHORTEST && w.n - at >= SHORTEST))) return;
    memcpy(left, w.p, at);
    memcpy(right, w.p + at, w.n - at);
    left[at] = right[w.n - at] = 0;
    if (spell->library.spell(spell->hunspell, left) && spell->library.spell(spell->hunspell, right))
        s->ret[s->n++] = arena_format(s->a, "%s %s", left, right);
}

static void try_slip(struct slips *s, struct str w, size_t at, enum slip slip)
{
    char c = at < w.n ? w.p[at] : 0, next = at + 1 < w.n ? w.p[at + 1] : 0;
    switch (slip) {
    case SLIP_SWAP:
        if (next && c != next) try_swap(s, w, at);
        break;
    case SLIP_DOUBLE:
        if (c && c != next) try_edit(s, w, at, 0, c);
        break;
    case SLIP_SINGLE:
        if (c && c == next) try_edit(s, w, at, 1, 0);
        break;
    case SLIP_MARK:
        if (at > 0 && c) try_edit(s, w, at, 0, '\'');
        break;
    case SLIP_VOWEL:
        for (const char *v = "aeiouy"; is_vowel(c) && *v; v++)
            if (*v != c) try_edit(s, w, at, 1, *v);
        break;
    case SLIP_DROP:
        if (c && c != next) try_edit(s, w, at, 1, 0);
        break;
    case SLIP_ADD:
        for (char x = 'a'; x <= 'z'; x++)
            if (x != c) try_edit(s, w, at, 0, x);
        break;
    case SLIP_OTHER:
        for (char x = 'a'; c && x <= 'z'; x++)
            if (x != c && !(is_vowel(c) && is_vowel(x))) try_edit(s, w, at, 1, x);
        break;
    case SLIP_SPLIT:
        if (at > 0 && c) try_split(s, w, at);
        break;
    }
}

/* "comittment": a letter doubled that is single, and another the other way round. */
static void try_doublings(struct slips *s, struct str w)
{
    char word[WORD_MAX + 2];
    for (size_t i = 0; i < w.n && s->n < s->max; i++) {
        bool doubled = i + 1 < w.n && w.p[i] == w.p[i + 1];
        size_t n = doubled ? w.n - 1 : w.n + 1;
        memcpy(word, w.p, i + 1);
        memcpy(word + i + (doubled ? 0 : 1), w.p + i + (doubled ? 1 : 0), w.n - i - (doubled ? 1 : 0));
        for (size_t at = i + 2; at < n; at++) {
            try_slip(s, (struct str){word, n}, at, SLIP_DOUBLE);
            try_slip(s, (struct str){word, n}, at, SLIP_SINGLE);
        }
    }
}

static size_t ask_hunspell(struct spell *s, const char *word, struct arena *a, struct str *ret, size_t max)
{
    char **list = NULL;
    if (s->slow++ >= SLOW_MAX) return 0;
    int n = s->library.suggest(s->hunspell, &list, word);
    size_t taken = 0;
    for (int i = 0; i < n && taken < max; i++) ret[taken++] = arena_str(a, str_from(list[i]));
    s->library.free_list(s->hunspell, &list, n);
    return taken;
}

size_t spell_suggest(struct spell *s, struct str word, struct arena *a, struct str *ret, size_t max)
{
    char text[WORD_MAX + 1];
    if (word.n == 0 || word.n > SUGGEST_MAX) return 0;
    memcpy(text, word.p, word.n);
    text[word.n] = 0;
    struct slips slips = {s, a, ret, 0, max, text[0] >= 'A' && text[0] <= 'Z'};
    bool plain = true;
    for (size_t i = 0; i < word.n; i++) plain &= (unsigned char)text[i] < 0x80;
    if (slips.capital) text[0] = (char)(text[0] + 32);
    if (plain && word.n > 3 && word.n <= 4) try_split(&slips, (struct str){text, word.n}, 1); /* "alot" */
    for (int slip = 0; slip < SLIPS && plain; slip++) /* the first letter is seldom the wrong one */
        for (size_t i = 0; i <= word.n; i++)
            try_slip(&slips, (struct str){text, word.n}, (i + 1) % (word.n + 1), (enum slip)slip);
    if (!slips.n && plain) try_doublings(&slips, (struct str){text, word.n});
    if (slips.n || slips.capital) return slips.n; /* what has a capital is a name, most often */
    return ask_hunspell(s, text, a, ret, max);
}
