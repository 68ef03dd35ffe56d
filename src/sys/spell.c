/* hunspell's C API (hunspell.h of 1.7), found at run time: linking it would cost
 * every command its start, as it needs the C++ library. */
#include "sys/spell.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 100 }; /* bytes; hunspell's own limit */
enum { SUGGEST_MAX = 30 }; /* longer ones take hunspell too long */

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

size_t spell_suggest(struct spell *s, struct str word, struct arena *a, struct str *ret, size_t max)
{
    char text[WORD_MAX + 1];
    char **list = NULL;
    if (word.n == 0 || word.n > SUGGEST_MAX) return 0;
    memcpy(text, word.p, word.n);
    text[word.n] = 0;
    int n = s->library.suggest(s->hunspell, &list, text);
    size_t taken = 0;
    for (int i = 0; i < n && taken < max; i++) ret[taken++] = arena_str(a, str_from(list[i]));
    s->library.free_list(s->hunspell, &list, n);
    return taken;
}
