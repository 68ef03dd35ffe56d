/* Spelling.  The dictionary lacks names, terms and the newest words, so that a
 * word it does not know is far from being wrong: what has a capital where none
 * is needed is taken for a name, what comes again and again for a term. */
#include "letter/spelling.h"

#include "letter/near.h"
#include "letter/wordset.h"

#include <string.h>

enum { SUGGESTED_MAX = 50 }; /* words for which suggestions are made: one may take milliseconds */
enum { ASKED = 6 }; /* suggestions looked at, of which three are shown */
enum { TERM = 3 }; /* a word that comes so often is meant */
enum { SURE_LENGTH = 6 }; /* letters of a word at the head of a sentence that is no name for being one letter off */

enum judgement { RIGHT = 1, WRONG, DOUBTFUL, ELSEWHERE };

struct spelling {
    const struct text *t;
    const struct check_question *q;
    struct findings *ret;
    struct arena *a;
    struct wordset names; /* words of names, folded */
    struct wordset judged; /* by its bytes: index into verdicts */
    struct wordset counted; /* how often each word comes, in lower case */
    struct str *capital_words; /* of q->words, those with a capital */
    size_t n_capital_words, capital_words_room;
    struct wordset capitals; /* words that stand with a capital where none is needed, in lower case */
    struct verdict_of_word {
        enum judgement judgement;
        struct str suggestions[FINDING_SUGGESTIONS];
        size_t n_suggestions;
    } * verdicts;
    size_t n_verdicts, verdicts_room;
    size_t suggested;
};

struct str spelling_stem(struct str w)
{
    static const char *const endings[] = {"'s", "\xe2\x80\x99s", "'", "\xe2\x80\x99"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (w.n > n && memcmp(w.p + w.n - n, endings[i], n) == 0) return (struct str){w.p, w.n - n};
    }
    return w;
}

static struct str fold(struct str word, char out[static 64])
{
    struct text_word w = {.n = (uint32_t)word.n};
    struct text t = {.bytes = word, .words = &w, .n_words = 1};
    return text_lower(&t, 0, out);
}

/* --- what a dictionary cannot judge --- */

/* Digits, dots, capitals within, or letters beyond Latin. */
static bool is_beyond(struct str w)
{
    for (size_t i = 0; i < w.n; i++) {
        unsigned char c = (unsigned char)w.p[i];
        bool capital_within = i > 0 && c >= 'A' && c <= 'Z' && w.p[i - 1] != '-';
        bool dash = c == 0xe2; /* typographic apostrophes and hyphens */
        if ((c >= '0' && c <= '9') || c == '.' || capital_within || (c >= 0xc9 && !dash)) return true;
        if (c == 0xc2) return true;
    }
    return false;
}

static bool in_set(const struct wordset *set, struct str word)
{
    char room[64];
    return set && wordset_find(set, fold(word, room));
}

static bool is_prefix(struct str part)
{
    static const char *const all[] = {"anti", "bi", "co", "counter", "cyber", "de", "eco", "ex", "extra", "hyper",
        "infra", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "multi", "neo", "nano", "non", "omni",
        "pan", "para", "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "semi", "socio", "sub", "super", "tele",
        "tri", "ultra", "un", "uni", "vice", NULL};
    return str_among_nocase(part, all);
}

static bool knows_part(const struct spelling *s, struct str w)
{
    const struct check_speller *speller = s->q->speller;
    struct str stem = spelling_stem(w);
    if (w.n <= 1 || speller->knows(speller->context, w) || in_set(s->q->words, w)) return true;
    return in_set(s->q->words, stem) || in_set(&s->names, stem) ||
           (stem.n < w.n && speller->knows(speller->context, stem));
}

/* "we'd", "that'll": what comes before is a word. */
static bool knows_contraction(const struct spelling *s, struct str w)
{
    static const char *const endings[] = {"ll", "ve", "d", "re"};
    const char *mark = memchr(w.p, '\'', w.n), *curly = memchr(w.p, 0xe2, w.n);
    size_t n = mark ? 1 : 3, at = (size_t)((mark ? mark : curly ? curly : w.p) - w.p);
    if (at < 2 || at + n >= w.n) return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_is_nocase((struct str){w.p + at + n, w.n - at - n}, endings[i]))
            return knows_part(s, (struct str){w.p, at});
    return false;
}

/* "recabling": a long word behind a prefix that goes with every verb and many nouns. */
static bool knows_derived(const struct spelling *s, struct str w)
{
    enum { LONG = 6 }; /* "referal" is no feral again */
    static const char *const prefixes[] = {"re", "un", "non", "pre", "multi", "micro", "sub", "over", "under", "inter",
        "cyber", "bio", "geo", "nano", "hyper", "super", "co", "mis", "out"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (w.n >= n + LONG && str_is_nocase((struct str){w.p, n}, prefixes[i]) &&
            knows_part(s, (struct str){w.p + n, w.n - n}))
            return true;
    }
    return false;
}

/* All its parts, where it has hyphens. */
static bool knows(const struct spelling *s, struct str w)
{
    if (knows_part(s, w) || knows_contraction(s, w) || knows_derived(s, w)) return true;
    if (!memchr(w.p, '-', w.n)) return false;
    struct str part, rest = w;
    while (rest.n) {
        str_cut(rest, '-', &part, &rest);
        bool plural = part.n > 3 && part.p[part.n - 1] == 's' && knows_part(s, (struct str){part.p, part.n - 1});
        if (!is_prefix(part) && !knows_part(s, part) && !plural) return false;
    }
    return true;
}

/* --- judging a word --- */

static bool is_lower_word(const struct spelling *s, struct str suggestion)
{
    char room[64];
    const struct check_speller *speller = s->q->speller;
    return speller->knows(speller->context, fold(suggestion, room));
}

/* Suggestions into v; the least distance of one of them, counting those with a capital of their own for nothing where
 * the word may be a name. */
static unsigned suggest(
    struct spelling *s, struct str w, bool may_be_name, struct verdict_of_word *v, bool *ret_swapped)
{
    struct str list[ASKED];
    const struct check_speller *speller = s->q->speller;
    unsigned least = 3;
    *ret_swapped = false;
    if (s->suggested++ >= SUGGESTED_MAX) return least;
    size_t n = speller->suggest(speller->context, w, s->a, list, ASKED);
    char room[64], other[64];
    struct str folded = fold(w, room);
    for (size_t i = 0; i < n; i++) {
        bool hyphen = memchr(list[i].p, '-', list[i].n) && !memchr(w.p, '-', w.n);
        bool blank = hyphen || memchr(list[i].p, ' ', list[i].n);
        struct str option = fold(list[i], other);
        unsigned distance = near_distance(folded, option, 2);
        bool known = s->q->words && wordset_find(s->q->words, list[i]);
        /* The farther ones only confuse. */
        if (v->n_suggestions < FINDING_SUGGESTIONS && (i == 0 || distance <= 1 || known))
            v->suggestions[v->n_suggestions++] = list[i];
        if (blank || (may_be_name && !is_lower_word(s, list[i]))) continue;
        *ret_swapped |= near_swapped(folded, option);
        if (distance < least) least = distance;
    }
    return least;
}

/* "csv": a name made of capitals, in lower case. */
static bool is_acronym(struct str w, const struct verdict_of_word *v)
{
    if (!v->n_suggestions || v->suggestions[0].n != w.n || w.n > 4) return false;
    for (size_t i = 0; i < w.n; i++)
        if (v->suggestions[0].p[i] != (w.p[i] & ~0x20)) return false;
    return true;
}

/* Whether one kind of English spells this word where the other spells the first suggestion: "colour", "organise".  Other
 * words that only one of the dictionaries has are nobody's mistake. */
static bool is_variant(const struct spelling *s, struct str w, const struct verdict_of_word *v)
{
    if (!v->n_suggestions) return false;
    const struct check_speller *speller = s->q->speller;
    struct str option = v->suggestions[0];
    if (near_distance(w, option, 2) > 2 || memchr(option.p, ' ', option.n) || memchr(option.p, '-', option.n))
        return false;
    if (!speller->elsewhere(speller->context, option)) return true;
    size_t i = 0;
    while (i < w.n && i < option.n && w.p[i] == option.p[i]) i++;
    bool z = i < w.n && i < option.n && w.n == option.n && (w.p[i] == 's' || w.p[i] == 'z') &&
             (option.p[i] == 's' || option.p[i] == 'z');
    return z && memcmp(w.p + i + 1, option.p + i + 1, w.n - i - 1) == 0;
}

/* A word whose near misses count even with a capital: of letters, as in "Kind Regads".  That a letter is missing or two
 * are swapped is a slip; another letter in a short word may be a name: Sundar. */
static bool near_capital(const struct spelling *s, struct str w, struct str *ret)
{
    enum { SHORTEST = 5, LONG = 7 };
    size_t n = str_characters(w);
    for (size_t i = 0; i < s->n_capital_words && n >= SHORTEST; i++) {
        struct str option = s->capital_words[i];
        unsigned most = (option.n > w.n ? 1U : 0U) + (n >= LONG ? 1U : 0U);
        if (str_starts(w, option)) continue; /* Augusta */
        if (!near_swapped(w, option) && near_distance(w, option, most) > most) continue;
        *ret = option;
        return true;
    }
    return false;
}

enum place { WITHIN_LOWER, HEAD, NAME_LIKE };

/* Names are what dictionaries lack, so they are not asked unless the word is nearly one of a letter. */
static void judge_name(const struct spelling *s, struct str w, struct verdict_of_word *v)
{
    struct str option;
    if (!near_capital(s, w, &option) || knows(s, w)) return;
    v->judgement = WRONG;
    v->suggestions[v->n_suggestions++] = option;
}

static void judge_head(
    const struct spelling *s, struct str w, unsigned distance, bool swapped, struct verdict_of_word *v)
{
    size_t n = str_characters(w);
    struct str option;
    bool capital = near_capital(s, w, &option);
    if (capital && !v->n_suggestions) v->suggestions[v->n_suggestions++] = option;
    bool sure = capital || (swapped && n >= 4) || (distance == 1 && n > SURE_LENGTH + 2);
    bool likely = (distance == 1 && n >= SURE_LENGTH) || (distance == 2 && n > SURE_LENGTH + 2);
    v->judgement = sure ? WRONG : likely ? DOUBTFUL : RIGHT;
}

static void judge_lower(
    const struct spelling *s, struct str w, unsigned distance, bool swapped, struct verdict_of_word *v)
{
    char room[64];
    const uint32_t *times = wordset_find(&s->counted, fold(w, room));
    bool term = times && *times >= TERM;
    bool singular = v->n_suggestions && v->suggestions[0].n == w.n + 1 && str_starts(v->suggestions[0], w) &&
                    v->suggestions[0].p[w.n] == 's'; /* its plural is known */
    bool brief = str_characters(w) < 4 && !swapped; /* as likely a unit or an abbreviation */
    v->judgement = distance <= 2 && !term && !singular && !brief ? WRONG : DOUBTFUL;
}

static struct verdict_of_word judge(struct spelling *s, struct str w, enum place place)
{
    struct verdict_of_word v = {.judgement = RIGHT};
    const struct check_speller *speller = s->q->speller;
    bool swapped;
    if (place == NAME_LIKE) {
        judge_name(s, w, &v);
        return v;
    }
    if (knows(s, w)) return v;
    unsigned distance = suggest(s, w, place == HEAD, &v, &swapped);
    if (speller->elsewhere && speller->elsewhere(speller->context, spelling_stem(w)))
        v.judgement = is_variant(s, w, &v) ? ELSEWHERE : RIGHT;
    else if (is_acronym(w, &v))
        v.judgement = RIGHT;
    else if (place == HEAD)
        judge_head(s, w, distance, swapped, &v);
    else
        judge_lower(s, w, distance, swapped, &v);
    return v;
}

/* --- the text --- */

static void collect_names(struct spelling *s)
{
    for (size_t i = 0; i < s->q->n_names; i++) {
        struct text name;
        char room[64];
        struct str bytes = s->q->names[i].text;
        if (bytes.n > TEXT_MAX) continue;
        text_read(bytes, s->a, &name);
        for (size_t k = 0; k < name.n_words; k++) wordset_put(&s->names, text_lower(&name, k, room));
    }
}

static void collect_capital_words(struct spelling *s)
{
    const struct wordset *words = s->q->words;
    for (size_t i = 0; words && i < words->room; i++) {
        struct str word = words->slots[i].word;
        if (word.n && word.p[0] >= 'A' && word.p[0] <= 'Z')
            *ARENA_PUSH(s->a, s->capital_words, s->n_capital_words, s->capital_words_room) = word;
    }
}

/* A capital says nothing at the head of a sentence that is one; in a line of an address, a heading or a closing it does
 * not make a name of a word either. */
static bool is_head(const struct text *t, size_t i)
{
    const struct text_word *w = &t->words[i];
    const struct text_sentence *s = &t->sentences[w->sentence];
    bool next_capital = i + 1 < t->n_words && t->words[i + 1].sentence == w->sentence && t->words[i + 1].capital;
    return w->begins && !next_capital && (s->ended || s->bullet);
}

static void collect_words(struct spelling *s)
{
    for (size_t i = 0; i < s->t->n_words; i++) {
        char room[64];
        const struct text_word *w = &s->t->words[i];
        if (w->kind != WORD_LETTERS) continue;
        struct str word = text_lower(s->t, i, room);
        ++*wordset_put(&s->counted, word);
        if (w->capital && !is_head(s->t, i)) wordset_put(&s->capitals, spelling_stem(word));
    }
}

static bool has_inner_capital(struct str w) /* "Wei-Ling" */
{
    for (size_t i = 1; i < w.n; i++)
        if (w.p[i] >= 'A' && w.p[i] <= 'Z') return true;
    return false;
}

static enum place place_of(const struct spelling *s, size_t i)
{
    char room[64];
    const struct text_word *w = &s->t->words[i];
    if (!w->capital) return WITHIN_LOWER;
    if (!is_head(s->t, i) || has_inner_capital(text_word(s->t, i))) return NAME_LIKE;
    bool name = wordset_find(&s->capitals, spelling_stem(text_lower(s->t, i, room))) != NULL;
    return name ? NAME_LIKE : HEAD;
}

static void report(struct spelling *s, size_t i, const struct verdict_of_word *v)
{
    static const char *const whys[] = {[WRONG] = "This is not how the word is spelled.",
        [DOUBTFUL] = "The dictionary does not know this word.",
        [ELSEWHERE] = "Your letters are set to the other spelling of English."};
    const struct text_word *w = &s->t->words[i];
    enum finding_level level = v->judgement == WRONG ? FINDING_ERROR : FINDING_WARNING;
    struct finding *f = check_add(s->ret, level, "A11", w->at, w->n, str_from(whys[v->judgement]));
    for (size_t k = 0; k < v->n_suggestions; k++) check_suggest(f, v->suggestions[k]);
}

static void look(struct spelling *s, size_t i)
{
    struct str word = text_word(s->t, i);
    const struct text_word *w = &s->t->words[i];
    if (w->kind != WORD_LETTERS || w->shout || str_characters(word) < 2 || is_beyond(word)) return;
    char key[80];
    size_t n = word.n < sizeof key - 1 ? word.n : sizeof key - 1;
    enum place place = place_of(s, i);
    key[0] = (char)('0' + place);
    memcpy(key + 1, word.p, n);
    uint32_t *seen = wordset_put(&s->judged, (struct str){key, n + 1});
    if (!*seen) {
        *ARENA_PUSH(s->a, s->verdicts, s->n_verdicts, s->verdicts_room) = judge(s, word, place);
        *seen = (uint32_t)s->n_verdicts;
    }
    const struct verdict_of_word *v = &s->verdicts[*seen - 1];
    if (v->judgement != RIGHT) report(s, i, v);
}

void spelling_check(const struct text *t, const struct check_question *q, struct findings *ret)
{
    if (!q->speller) return;
    struct arena *a = ret->arena;
    struct spelling s = {.t = t, .q = q, .ret = ret, .a = a};
    s.names.arena = s.judged.arena = s.counted.arena = s.capitals.arena = a;
    collect_names(&s);
    collect_capital_words(&s);
    collect_words(&s);
    for (size_t i = 0; i < t->n_words; i++) look(&s, i);
}
