/* Commas and stops: blanks where none belong, none where one belongs, and two
 * marks where one would do. */
#include <string.h>

#include "letter/typography_part.h"

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static char at(const struct text *t, size_t i)
{
    return i < t->bytes.n ? t->bytes.p[i] : '\n';
}

/* "word ," : blanks before a mark that ends something. */
static void blank_before(const struct text *t, size_t i, struct findings *ret)
{
    char mark = at(t, i), after = at(t, i + 1);
    bool ends = strchr(" \t\r\n\"", after) || (after == '\xe2' && at(t, i + 2) == '\x80');
    if (!ends || !strchr(".,;:!?", mark)) return;
    size_t from = i;
    while (from && (at(t, from - 1) == ' ' || at(t, from - 1) == '\t')) from--;
    if (from == i || from == 0) return;
    char before = at(t, from - 1);
    if (!is_letter(before) && !(before >= '0' && before <= '9') && !strchr(")\"'", before)) return;
    if (i - from > 3) return; /* a column of a table */
    size_t next = i + 1; /* "Wait . . ." */
    while (at(t, next) == ' ') next++;
    if (next > i + 1 && at(t, next) == mark) return;
    enum finding_level level = mark == ';' || mark == ':' ? FINDING_WARNING : FINDING_ERROR;
    struct finding *f = typography_add(ret, level, "A11", from, i + 1 - from, "No blank belongs before this mark.");
    typography_suggest(ret, f, (struct str){t->bytes.p + i, 1}, STR(""), STR(""));
}

/* Two marks that never follow each other. */
static void two_marks(const struct text *t, size_t i, struct str last, struct findings *ret)
{
    char a = at(t, i), b = at(t, i + 1), before = i ? at(t, i - 1) : '\n';
    if (!strchr(",.;!?", a) || !strchr(",.;!?", b) || strchr(",.;!?", before)) return;
    size_t n = 2;
    while (strchr(",.;!?", at(t, i + n))) n++;
    bool shouts = strchr("!?", a) && strchr("!?", b);
    if (shouts) {
        typography_add(ret, FINDING_WARNING, "C9", i, n, "One mark is enough: more of them sound agitated.");
        return;
    }
    bool dots = a == '.' && b == '.';
    if (dots && (n != 2 || strchr("/\\", at(t, i + 2)) || (at(t, i + 2) >= '0' && at(t, i + 2) <= '9'))) return;
    if (a == '!' || a == '?') return; /* titles: Yahoo!, Who's Who? */
    if (a == '.' && !dots && (typography_abbreviated(last) || n > 2)) return;
    bool sure = n == 2 && (a == ',' || dots) && is_letter(before);
    if (n > 2 && !(a == ',' && b == ',')) return; /* ,... */
    typography_add(ret, sure ? FINDING_ERROR : FINDING_WARNING, "A11", i, n, "Two marks stand here where one belongs.");
}

/* "here,there" and "end.The": no blank behind the mark before word i. */
static void blank_missing(const struct text *t, size_t i, struct findings *ret)
{
    const struct text_word *w = &t->words[i], *last = w - 1;
    size_t end = last->at + last->n;
    char lower[64], mark = at(t, end);
    if (w->at != end + 1 || w->kind != WORD_LETTERS || last->kind != WORD_LETTERS || last->n < 2) return;
    if (!strchr(",.;!?", mark) || (mark != ',' && w->n == 1 && !w->capital)) return;
    char before = last->at ? at(t, last->at - 1) : ' ';
    if (strchr("/&@#%=[<{\\`$", before)) return; /* &nbsp; and code */
    bool opens = typography_opens(text_lower(t, i, lower));
    if (mark != ',' && mark != ';' && !(w->capital && opens)) return;
    if (mark == '.' && (last->shout || typography_abbreviated(text_lower(t, i - 1, lower)))) return;
    bool sure = mark != ';' && w->n > 1 && !last->capital;
    struct finding *f =
        typography_add(ret, sure ? FINDING_ERROR : FINDING_WARNING, "A11", end, 1, "A blank belongs behind this mark.");
    char with[2] = {mark, ' '};
    typography_suggest(ret, f, (struct str){with, 2}, STR(""), STR(""));
}

/* "position.please": read as an address, but no address ends so. */
static void glued(const struct text *t, size_t i, struct findings *ret)
{
    static const char *const tails[] = {"the", "we", "this", "please", "thank", "thanks", "they", "with", "from",
        "when", "what", "would", "could", "but", "hope", "however", "there", "because", "during", "after", "looking",
        "also", "i'm", "i've", NULL};
    struct str word = text_word(t, i), head, tail;
    if (!str_cut(word, '.', &head, &tail) || head.n < 3 || !str_among(tail, tails)) return;
    for (size_t k = 0; k < head.n; k++)
        if (!is_letter(head.p[k])) return;
    struct finding *f =
        typography_add(ret, FINDING_ERROR, "A11", t->words[i].at + head.n, 1, "A blank belongs behind this mark.");
    typography_suggest(ret, f, STR(". "), STR(""), STR(""));
}

void typography_marks(const struct text *t, struct findings *ret)
{
    char lower[64];
    size_t from = 0;
    struct str last = {0};
    for (size_t i = 0; i <= t->n_words; i++) {
        size_t to = i < t->n_words ? t->words[i].at : t->bytes.n;
        for (size_t k = from; k < to; k++) {
            if (!strchr(".,;:!?", at(t, k))) continue;
            blank_before(t, k, ret);
            two_marks(t, k, last, ret);
        }
        if (i == t->n_words) break;
        if (i) blank_missing(t, i, ret);
        if (t->words[i].kind == WORD_ADDRESS) glued(t, i, ret);
        from = to + t->words[i].n;
        last = text_lower(t, i, lower);
    }
}
