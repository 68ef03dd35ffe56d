/* Quotes and brackets: what opens, closes.  Looked at from empty line to empty
 * line, as no pair reaches further. */
#include <string.h>

#include "letter/typography_part.h"

enum { OPEN_MAX = 32 };

struct pairs {
    const struct text *t;
    struct findings *out;
    size_t begin; /* of the block */
    size_t open[OPEN_MAX]; /* places of brackets */
    size_t n_open;
    size_t quote, curly; /* places behind an open quote; 0: none */
    bool foreign; /* quotes of another language */
};

static char at(const struct pairs *p, size_t i)
{
    return p->t->bytes.p[i];
}

/* The bytes before `i` end a smiley's eyes: ":" or ":-". */
static bool is_smiley(const struct pairs *p, size_t i)
{
    if (i > p->begin && at(p, i - 1) == '-') i--;
    return i > p->begin && strchr(":;=", at(p, i - 1));
}

/* "1)", "a)", "iv)" */
static bool is_counting(const struct pairs *p, size_t i)
{
    size_t n = 0;
    while (i > p->begin && n < 5 && strchr("0123456789.ivxabcdefgIVXABCDEFG", at(p, i - 1))) i--, n++;
    return n > 0 && n < 5 && (i == p->begin || strchr(" \t\n*_", at(p, i - 1)));
}

static void lonely(struct pairs *p, size_t place, size_t n, const char *why)
{
    typography_add(p->out, FINDING_WARNING, "A11", place, n, why);
}

static void close_bracket(struct pairs *p, size_t i, char opening)
{
    if (is_smiley(p, i) && !p->n_open) return;
    if (p->n_open && at(p, p->open[p->n_open - 1]) == opening) {
        p->n_open--;
        return;
    }
    if (p->n_open || is_counting(p, i)) return; /* one kind within the other: once is enough, at what stays open */
    lonely(p, i, 1, "This bracket was never opened.");
}

static void straight_quote(struct pairs *p, size_t i)
{
    char before = i > p->begin ? at(p, i - 1) : ' ';
    if (!p->quote && before >= '0' && before <= '9') return; /* inches */
    p->quote = p->quote ? 0 : i + 1;
}

/* One byte, or the first of a quotation mark. */
static void look(struct pairs *p, size_t i)
{
    struct str rest = {p->t->bytes.p + i, p->t->bytes.n - i};
    switch (rest.p[0]) {
    case '(':
    case '[':
        if (rest.p[0] == '(' && is_smiley(p, i)) break;
        if (p->n_open < OPEN_MAX) p->open[p->n_open++] = i;
        break;
    case ')': close_bracket(p, i, '('); break;
    case ']': close_bracket(p, i, '['); break;
    case '"': straight_quote(p, i); break;
    case '\xe2':
        if (str_starts(rest, STR("\xe2\x80\x9e"))) p->foreign = true;
        if (str_starts(rest, STR("\xe2\x80\x9c"))) p->curly = i + 1;
        if (!str_starts(rest, STR("\xe2\x80\x9d"))) break;
        if (!p->curly && !p->foreign) lonely(p, i, 3, "This quotation was never opened.");
        p->curly = 0;
        break;
    default: break;
    }
}

static void end_block(struct pairs *p, size_t end)
{
    struct str after = {p->t->bytes.p + end, p->t->bytes.n - end};
    after = str_trim((struct str){after.p, after.n < 8 ? after.n : 8});
    bool goes_on = str_starts(after, STR("\xe2\x80\x9c")) || str_starts(after, STR("\"")); /* over paragraphs */
    if (p->n_open) lonely(p, p->open[0], 1, "This bracket is never closed.");
    if (p->quote && !goes_on) lonely(p, p->quote - 1, 1, "This quotation is never closed.");
    if (p->curly && !goes_on && !p->foreign) lonely(p, p->curly - 1, 3, "This quotation is never closed.");
    *p = (struct pairs){.t = p->t, .out = p->out, .begin = end};
}

void typography_pairs(const struct text *t, struct findings *ret)
{
    struct pairs p = {.t = t, .out = ret};
    size_t word = 0;
    for (size_t line = 0; line < t->n_lines; line++) {
        size_t begin = t->lines[line], end = line + 1 < t->n_lines ? t->lines[line + 1] : t->bytes.n;
        if (!str_trim((struct str){t->bytes.p + begin, end - begin}).n) end_block(&p, begin);
        for (size_t i = begin; i < end; i++) {
            while (word < t->n_words && t->words[word].at + t->words[word].n <= i) word++;
            if (word < t->n_words && t->words[word].kind == WORD_ADDRESS && t->words[word].at <= i) continue;
            look(&p, i);
        }
    }
    end_block(&p, t->bytes.n);
}
