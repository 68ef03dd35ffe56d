/* a and an: by the sound of what follows, as far as its letters tell. */
#include <string.h>

#include "letter/typography_part.h"

enum sound { SOUND_UNKNOWN, SOUND_VOWEL, SOUND_CONSONANT };

static bool begins(struct str word, const char *const *list)
{
    for (; *list; list++)
        if (str_starts(word, str_from(*list))) return true;
    return false;
}

/* "year" from "year-long", "one" from "one's". */
static struct str stem(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] == '-' || word.p[i] == '\'') return (struct str){word.p, i};
    return word;
}

static enum sound sound_of_u(struct str word)
{
    static const char *const you[] = {"unix", "unio", "uniq", "unif", "unit", "univ", "unic", "unilat", "unilev",
        "unanim", "usa", "use", "usi", "usu", "uti", "ute", "uto", "ubi", "uga", "ukr", "ukul", "ura", "uri", "uru",
        "ufo", NULL};
    static const char *const up[] = {"ug", "ul", "um", "un", "up", "ur", "us", "ut", NULL};
    static const char *const unclear[] = {"unid", "unis", "unin", "unic", "unia", NULL};
    if (begins(word, you)) return SOUND_CONSONANT;
    if (begins(word, unclear)) return str_starts(word, STR("unin")) ? SOUND_VOWEL : SOUND_UNKNOWN;
    return begins(word, up) ? SOUND_VOWEL : SOUND_UNKNOWN;
}

static enum sound sound_of_h(struct str word)
{
    static const char *const silent[] = {"hour", "honest", "honor", "honour", "heir", NULL};
    /* Both are heard, or an accepted "an" goes with a stress further on. */
    static const char *const either[] = {"herb", "histor", "hotel", "habit", "hyster", "hero", "hilar", "homage",
        "hallucin", "humble", "hered", "hypo", "hyper", "hydra", "horrend", "harmon", "hon", NULL};
    if (begins(word, silent)) return SOUND_VOWEL;
    return begins(word, either) ? SOUND_UNKNOWN : SOUND_CONSONANT;
}

/* Of a word in small letters. */
static enum sound sound_of_word(struct str word)
{
    static const char *const one[] = {"one", "ones", "oneself", "once", "onesie", NULL};
    static const char *const spelled[] = {"msc", "mphil", "meng", "mfa", "mba", "llm", "llb", "x-ray", "x-rays",
        "s-shaped", "l-shaped", "f-string", "h-bridge", "m-commerce", "r-squared", "n-tier", "nhs", "html", "xml",
        "fmcg", "mri", "hr", "rfp", "sme", "ngo", NULL};
    if (str_among(word, spelled)) return SOUND_VOWEL;
    if (stem(word).n == 1) return SOUND_UNKNOWN;
    switch (word.p[0]) {
    case 'a':
    case 'i': return SOUND_VOWEL;
    case 'e': return str_starts(word, STR("eu")) || str_starts(word, STR("ew")) ? SOUND_CONSONANT : SOUND_VOWEL;
    case 'o': return str_among(stem(word), one) || str_starts(word, STR("ouij")) ? SOUND_CONSONANT : SOUND_VOWEL;
    case 'u': return sound_of_u(word);
    case 'h': return sound_of_h(word);
    case 'y': return word.n > 1 && strchr("aeiou", word.p[1]) ? SOUND_CONSONANT : SOUND_UNKNOWN;
    default: return word.p[0] >= 'b' && word.p[0] <= 'z' ? SOUND_CONSONANT : SOUND_UNKNOWN;
    }
}

/* Of letters read one by one, such as HR; where they may be read as a word, only what holds for both. */
static enum sound sound_of_shout(struct str word)
{
    bool vowel = false;
    for (size_t i = 0; i < word.n; i++) vowel |= strchr("AEIOUY", word.p[i]) != NULL;
    static const char *const spelled[] = {"MBA", "MRI", "NGO", "SEO", "SLA", "FBI", "FDA", "MIT", "LSE", "HVAC", "SOP",
        "MA", "NDA", "MOU", "SME", "SUV", "ROI", "RFI", "LED", "MVP", NULL};
    if (strchr("BCDGJKPQTVWYZ", word.p[0])) return SOUND_CONSONANT;
    if (strchr("AEIO", word.p[0])) return SOUND_VOWEL;
    if (word.p[0] == 'U')
        return word.n == 2 || str_is(word, "USA") || str_is(word, "USB") ? SOUND_CONSONANT : SOUND_UNKNOWN;
    if (!strchr("FHLMNRSX", word.p[0])) return SOUND_UNKNOWN;
    if (str_among(word, spelled)) return SOUND_VOWEL;
    return vowel || word.n > 4 || str_is(word, "SQL") ? SOUND_UNKNOWN : SOUND_VOWEL;
}

static enum sound sound_of_number(struct str word)
{
    size_t digits = 0;
    while (digits < word.n && word.p[digits] >= '0' && word.p[digits] <= '9') digits++;
    if (word.p[0] == '8') return SOUND_VOWEL;
    bool eleven = str_starts(word, STR("11")) || str_starts(word, STR("18"));
    if (!eleven) return SOUND_CONSONANT;
    bool group = digits < word.n && word.p[digits] == ','; /* 11,000 */
    if (digits == 2) return group || digits == word.n || strchr("-t.mapk%", word.p[2]) ? SOUND_VOWEL : SOUND_UNKNOWN;
    return digits == 3 || digits == 6 ? SOUND_CONSONANT : SOUND_UNKNOWN;
}

static enum sound sound_of(const struct text *t, size_t i)
{
    const struct text_word *w = &t->words[i];
    char lower[64];
    struct str word = text_word(t, i);
    if (w->kind == WORD_ADDRESS) return SOUND_UNKNOWN;
    if (w->kind == WORD_NUMBER) return sound_of_number(word);
    struct str small = text_lower(t, i, lower), first = stem(small);
    for (size_t k = 0; k < word.n && k < 2; k++)
        if ((unsigned char)word.p[k] >= 0x80) return SOUND_UNKNOWN;
    bool code = word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && word.p[1] >= '0' && word.p[1] <= '9'; /* M8 */
    if (code) return word.p[0] == 'U' || !strchr("AEFHILMNORSX", word.p[0]) ? SOUND_CONSONANT : SOUND_VOWEL;
    bool letters = first.n > 1;
    for (size_t k = 0; k < first.n && k < word.n; k++) letters &= word.p[k] >= 'A' && word.p[k] <= 'Z';
    if (letters) return sound_of_shout((struct str){word.p, first.n});
    if (first.n > 1 && word.n > 1 && word.p[1] >= 'A' && word.p[1] <= 'Z' && !str_starts(small, STR("m")))
        return SOUND_UNKNOWN; /* iOS, eBay, PhD, R&D */
    if (memchr(word.p, '.', word.n)) return SOUND_UNKNOWN;
    return sound_of_word(small);
}

/* "option a or b", "a is the first": the letter, or another slip. */
static bool may_be_letter(const struct text *t, size_t i, struct str next)
{
    static const char *const small[] = {"and", "or", "is", "are", "as", "at", "in", "of", "on", "if", "a", "an", "i",
        "it", "also", "after", "any", "all", "over", "under", "about", "am", "our", "other", "its", "us", "up", NULL};
    const struct text_word *w = &t->words[i];
    return (w->capital && !w->begins) || (w->n == 1 && str_among(next, small));
}

void typography_articles(const struct text *t, struct findings *ret)
{
    char here[64], there[64];
    for (size_t i = 0; i + 1 < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        if (w->n > 2 || w->kind != WORD_LETTERS || w[1].sentence != w->sentence || w->shout) continue;
        struct str article = text_lower(t, i, here), next = text_lower(t, i + 1, there);
        bool an = str_is(article, "an");
        if ((!an && !str_is(article, "a")) || !typography_blank_between(t, i + 1)) continue;
        if (may_be_letter(t, i, next)) continue;
        enum sound sound = sound_of(t, i + 1);
        if (sound == SOUND_UNKNOWN || an == (sound == SOUND_VOWEL)) continue;
        bool capital = w->capital;
        struct finding *f = typography_add(ret, FINDING_ERROR, "A11", w->at, w[1].at + w[1].n - w->at,
            an ? "Before the sound of a consonant it is a, not an." : "Before the sound of a vowel it is an, not a.");
        struct str right = an ? (capital ? STR("A ") : STR("a ")) : (capital ? STR("An ") : STR("an "));
        typography_suggest(ret, f, right, text_word(t, i + 1), STR(""));
    }
}
