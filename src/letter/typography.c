/* Words: doubled, the small i, the beginning of sentences, their length. */
#include "letter/typography.h"

#include <string.h>

#include "letter/typography_part.h"

enum { SENTENCE_MOST = 55 }; /* words: C9; up to that, good writers have them */

struct finding *typography_add(
    struct findings *f, enum finding_level level, const char *rule, size_t at, size_t n, const char *why)
{
    return f->n < TYPOGRAPHY_FINDINGS_MAX ? check_add(f, level, rule, at, n, str_from(why)) : NULL;
}

void typography_suggest(struct findings *f, struct finding *to, struct str a, struct str b, struct str c)
{
    if (to) check_suggest(to, arena_format(f->arena, "%.*s%.*s%.*s", STR_ARG(a), STR_ARG(b), STR_ARG(c)));
}

bool typography_blank_between(const struct text *t, size_t i)
{
    if (i == 0) return false;
    size_t p = t->words[i - 1].at + t->words[i - 1].n, end = t->words[i].at;
    for (size_t k = p; k < end; k++)
        if (!strchr(" \t\r\n", t->bytes.p[k])) return false;
    return end > p;
}

/* --- doubled words --- */

/* Never twice in a row in correct English. */
static const char *const never_twice[] = {"the", "a", "an", "and", "of", "my", "our", "their", "your", "its", "we", "i",
    "he", "they", "be", "but", "at", "from", "or", "are", "am", "this", "these", "those", "with", "into", "for",
    "would", "could", "should", "if", "as", "by", "when", "which", "to", "me", "us", "them", "his", "about", "not",
    "were", "have", "has", "been", "please", "than", "because", "some", NULL};
/* May stand twice: "had had", "gave her her book", and for emphasis. */
static const char *const may_double[] = {"had", "that", "her", "do", "did", "you", "who", "very", "really", "so",
    "many", "much", "long", "far", "no", "never", "bye", "blah", "ha", "hey", "well", "there", "now", "more", "out",
    "up", "over", "down", "through", "yes", "ok", "again", "knock", "tut", "hush", "half", "all", "here", "one", "two",
    "big", "old", "hear", "it", "win", "can", "pom", "cha", "so-so", "etc", "what", NULL};

/* "What it is is late"; "I signed in in May". */
static bool parts_clauses(const struct text *t, size_t i, struct str word)
{
    static const char *const be[] = {"is", "was", NULL}, *const small[] = {"in", "on", "it", "do", NULL};
    static const char *const opening[] = {"what", "that", "how", "who", "where", "all", "thing", "problem", "it", NULL};
    char lower[64];
    size_t first = t->sentences[t->words[i].sentence].first;
    if (str_among(word, be))
        for (size_t k = i; k-- > first && i - k < 12;)
            if (str_among(text_lower(t, k, lower), opening)) return true;
    if (!str_among(word, small) || i < first + 2) return false;
    static const char *const verbs[] = {"log", "sign", "come", "came", "go", "went", "get", "got", "move", "phone",
        "check", "turn", "call", "hand", "put", "carry", "going", "come", "coming", "bring", "brought", "keep", "kept",
        "sit", "sat", "take", "took", "taken", "write", "wrote", "live", "believe", "step", "drop", "clock", "listen",
        "you", "it", NULL};
    struct str verb = text_lower(t, i - 2, lower);
    bool past = verb.n > 3 && (memcmp(verb.p + verb.n - 2, "ed", 2) == 0 || memcmp(verb.p + verb.n - 3, "ing", 3) == 0);
    return past || str_among(verb, verbs);
}

static void doubled(const struct text *t, struct findings *ret)
{
    char a[64], b[64];
    for (size_t i = 1; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i], *before = w - 1;
        if (w->kind != WORD_LETTERS || w->n != before->n || w->sentence != before->sentence) continue;
        struct str word = text_lower(t, i, a);
        if (!str_eq(word, text_lower(t, i - 1, b)) || !typography_blank_between(t, i)) continue;
        bool name = w->capital && !(word.n == 1 && word.p[0] == 'i'); /* "New York, New York", "Duran Duran" */
        if (name || (before->capital && !before->begins && word.n > 1) || str_among(word, may_double)) continue;
        if (parts_clauses(t, i, word)) continue;
        enum finding_level level = str_among(word, never_twice) ? FINDING_ERROR : FINDING_WARNING;
        struct finding *f = typography_add(
            ret, level, "A11", before->at, w->at + w->n - before->at, "The same word stands here twice.");
        typography_suggest(ret, f, text_word(t, i - 1), STR(""), STR(""));
    }
}

/* "to the to the": two small words, twice. */
static void doubled_pairs(const struct text *t, struct findings *ret)
{
    char a[64], b[64];
    for (size_t i = 3; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        if (w->n != w[-2].n || w[-1].n != w[-3].n || w->sentence != w[-3].sentence) continue;
        struct str last = text_lower(t, i, a);
        if (!str_eq(last, text_lower(t, i - 2, b)) || !str_among(last, never_twice)) continue;
        if (str_is(last, "and") || str_is(last, "or")) continue;
        struct str first = text_lower(t, i - 1, a);
        if (!str_eq(first, text_lower(t, i - 3, b)) || str_is(first, "and") || str_is(first, "or")) continue;
        bool together = typography_blank_between(t, i) && typography_blank_between(t, i - 1);
        if (!together || !typography_blank_between(t, i - 2) || str_eq(first, last)) continue;
        typography_add(ret, FINDING_WARNING, "A11", w[-3].at, w->at + w->n - w[-3].at, "These words stand here twice.");
    }
}

/* --- small letters --- */

static void small_i(const struct text *t, struct findings *ret)
{
    static const char *const is[] = {"i", "i'm", "i've", "i'll", "i'd", NULL};
    static const char *const counted[] = {"section", "part", "type", "phase", "chapter", "class", "group", "step",
        "for", "index", "item", "table", "figure", "paragraph", "article", NULL};
    char lower[64];
    for (size_t i = 0; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        if (w->kind != WORD_LETTERS || w->capital || !str_among(text_lower(t, i, lower), is)) continue;
        size_t end = w->at + w->n;
        char after = end < t->bytes.n ? t->bytes.p[end] : ' ', before = w->at ? t->bytes.p[w->at - 1] : ' ';
        if (!strchr(" \t\r\n,.?!", after) || !strchr(" \t\r\n\"", before)) continue; /* (i), i/o, i) */
        bool counts = i && w->n == 1 && str_among(text_lower(t, i - 1, lower), counted);
        if (counts || (w->n == 1 && after == '.' && end + 1 < t->bytes.n && t->bytes.p[end + 1] == ' ')) continue;
        struct finding *f = typography_add(ret, FINDING_ERROR, "A11", w->at, w->n, "Write it with a capital: I.");
        struct str word = text_word(t, i);
        typography_suggest(ret, f, STR("I"), (struct str){word.p + 1, word.n - 1}, STR(""));
    }
}

/* Words that begin many sentences and are nobody's name or abbreviation. */
static const char *const openers[] = {"the", "i", "we", "it", "this", "my", "you", "they", "he", "she", "please",
    "thank", "thanks", "if", "in", "as", "at", "our", "your", "there", "that", "when", "but", "so", "after", "since",
    "would", "could", "can", "do", "is", "are", "what", "how", "also", "however", "for", "and", "with", "because",
    "these", "those", "although", "during", "while", "unfortunately", "currently", "looking", "hope", "i'm", "i've",
    "i'd", "i'll", "it's", NULL};
static const char *const abbreviated[] = {"etc", "dr", "mr", "mrs", "ms", "mx", "prof", "inc", "ltd", "co", "corp",
    "no", "nos", "vs", "st", "jr", "sr", "approx", "ext", "tel", "dept", "est", "incl", "al", "cf", "ca", "fig", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun", "rev", "gen", "hon", "bldg", "ave", "rd", "pp", "vol", "min", "max", "hrs",
    "hr", "mins", "secs", "ref", "ed", "eds", "esp", "excl", "ie", "eg", "llc", "plc", "govt", "asst", "mgr", "avg",
    "temp", "yrs", "yr", "sq", "ft", "lbs", "bros", "univ", "assoc", "intl", "mgmt", "resp", "tech", "misc", "wk", "pa",
    "ba", "ma", NULL};

bool typography_opens(struct str word)
{
    return str_among(word, openers);
}

bool typography_abbreviated(struct str word)
{
    bool vowel = false; /* "tbsp" */
    for (size_t i = 0; i < word.n; i++)
        vowel |= strchr("aeiouy", word.p[i]) != NULL || (unsigned char)word.p[i] >= 0x80;
    return !vowel || str_among(word, abbreviated) || word.n == 1 || memchr(word.p, '.', word.n);
}

/* A sentence that goes on in small letters behind a full stop: text.h takes both for one. */
static void small_beginnings(const struct text *t, struct findings *ret)
{
    char here[64], there[64];
    for (size_t i = 1; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i], *last = w - 1;
        size_t stop = last->at + last->n;
        if (w->kind != WORD_LETTERS || w->capital || last->kind != WORD_LETTERS || last->n < 2) continue;
        if (t->bytes.p[stop] != '.' || stop + 2 > w->at || !strchr(" \t\r\n", t->bytes.p[stop + 1])) continue;
        if (w->at - stop != 1 + strspn(t->bytes.p + stop + 1, " \t") || w->sentence != last->sentence) continue;
        struct str word = text_lower(t, i, here), before = text_lower(t, i - 1, there);
        if (typography_abbreviated(before) || !typography_opens(word)) continue;
        if (last->shout || str_is(word, "i")) continue; /* its small i is found already */
        struct finding *f =
            typography_add(ret, FINDING_ERROR, "A11", w->at, w->n, "A sentence begins with a capital letter.");
        char capital = (char)(t->bytes.p[w->at] - 32);
        typography_suggest(ret, f, (struct str){&capital, 1}, (struct str){t->bytes.p + w->at + 1, w->n - 1U}, STR(""));
    }
}

/* The first words of a paragraph, behind the greeting or anywhere. */
static void small_paragraphs(const struct text *t, struct findings *ret)
{
    char lower[64];
    for (size_t s = 0; s < t->n_sentences; s++) {
        const struct text_sentence *sentence = &t->sentences[s];
        if (!sentence->n_words || sentence->bullet || !sentence->ended) continue;
        const struct text_word *w = &t->words[sentence->first];
        bool starts = w->at == sentence->at && w->kind == WORD_LETTERS && !w->capital;
        struct str word = text_lower(t, sentence->first, lower);
        if (!starts || !typography_opens(word) || word.p[0] == 'i') continue; /* small_i has seen those */
        bool fresh = s == 0 || sentence[-1].ended;
        if (s && !fresh) { /* an empty line before it */
            const char *p = t->bytes.p + sentence[-1].at + sentence[-1].n, *end = t->bytes.p + sentence->at;
            int lines = 0;
            for (; p < end; p++) lines += *p == '\n';
            fresh = lines > 1;
        }
        if (!fresh) continue;
        typography_add(ret, FINDING_WARNING, "A11", w->at, w->n, "A sentence begins with a capital letter.");
    }
}

/* --- length --- */

static void long_sentences(const struct text *t, struct findings *ret)
{
    for (size_t s = 0; s < t->n_sentences; s++) {
        const struct text_sentence *sentence = &t->sentences[s];
        if (sentence->n_words <= SENTENCE_MOST || !sentence->ended) continue;
        struct finding *f = typography_add(ret, FINDING_WARNING, "C9", sentence->at, sentence->n, "");
        if (f)
            f->why = arena_format(
                ret->arena, "This sentence has %u words: make two or three of it.", (unsigned)sentence->n_words);
    }
}

void typography_check(const struct text *t, struct findings *ret)
{
    doubled(t, ret);
    doubled_pairs(t, ret);
    typography_articles(t, ret);
    small_i(t, ret);
    small_beginnings(t, ret);
    small_paragraphs(t, ret);
    typography_marks(t, ret);
    typography_pairs(t, ret);
    typography_places(t, ret);
    long_sentences(t, ret);
}
