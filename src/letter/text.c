/* Reading a text: lines, paragraphs, words, sentences. */
#include "letter/text.h"

#include <string.h>

enum { SHORT_LINE = 60, LONG_LINE = 100 }; /* columns: what would have fitted was broken on purpose */
enum { ADDRESS_MAX = 1000, CLOSING_MAX = 16 }; /* bytes looked ahead, so that no text takes quadratic time */

struct reading {
    struct text *t;
    struct arena *a;
    const char *p, *end; /* of the paragraph */
    size_t words_room, sentences_room, lines_room;
    size_t sentence_at; /* where the sentence at hand begins */
    size_t sentence_word; /* its first word */
    bool bullet;
    const char *plain; /* up to there nothing is part of an address */
};

/* --- characters --- */

static uint32_t code_point(const char *p, const char *end, size_t *ret_n)
{
    return str_code_point((struct str){p, (size_t)(end - p)}, ret_n);
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba;
    if (c == 0xd7 || c == 0xf7) return false;
    return c < 0x2000 || (c >= 0x2c00 && c < 0x2e00) || (c >= 0x3040 && c < 0xe000) || (c >= 0xf900 && c < 0xfe00);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
           (c >= 0x100 && c < 0x180 && c != 0x138 && c % 2 == (c >= 0x139 && c <= 0x148)) ||
           (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c < 0x430);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/* --- words --- */

/* The end of the run of what is no blank. */
static const char *run_end(const char *p, const char *end)
{
    while (p < end && !is_blank(*p)) p++;
    return p;
}

static bool has(const char *p, size_t n, const char *part)
{
    return str_contains((struct str){p, n}, str_from(part));
}

/* "example.com", "report.pdf": a dot between letters or digits, and lower case after it. */
static bool is_dotted(const char *p, size_t n)
{
    for (size_t i = 2; i + 2 < n; i++) {
        bool before = is_letter((unsigned char)p[i - 1]) || is_digit((unsigned char)p[i - 1]);
        bool single = i == 1 || p[i - 2] == '.';
        if (p[i] == '.' && before && !single && p[i + 1] >= 'a' && p[i + 1] <= 'z' && p[i + 2] != '.') return true;
    }
    return false;
}

/* How much of the run at p is an address of some kind; 0: none. */
static size_t address_length(const char *p, const char *end)
{
    const char *most = end - p > ADDRESS_MAX ? p + ADDRESS_MAX : end;
    size_t n = (size_t)(run_end(p, most) - p);
    while (n && strchr(".,;:!?)]>\"'", p[n - 1])) n--;
    bool is = has(p, n, "://") || str_starts((struct str){p, n}, STR("www.")) ||
              str_starts((struct str){p, n}, STR("mailto:"));
    is = is || (memchr(p, '@', n) && memchr(p, '.', n));
    return is || is_dotted(p, n) ? n : 0;
}

/* The same, where looking is worth it: each run is searched once for what every address has. */
static size_t address_at(struct reading *r)
{
    if (r->p < r->plain) return 0;
    const char *most = r->end - r->p > ADDRESS_MAX ? r->p + ADDRESS_MAX : r->end, *end = run_end(r->p, most);
    bool plain = true;
    for (const char *p = r->p; p < end && plain; p++) plain = *p != '@' && *p != '.' && *p != ':';
    r->plain = plain ? end : NULL;
    return plain ? 0 : address_length(r->p, r->end);
}

/* The end of the word of letters at p. */
static const char *word_end(const char *p, const char *end)
{
    while (p < end) {
        size_t n, next;
        uint32_t c = code_point(p, end, &n);
        if (is_letter(c) || is_digit(c) || (c >= 0x300 && c < 0x370)) {
            p += n;
            continue;
        }
        bool joins = is_apostrophe(c) || is_hyphen(c) || c == '.' || c == 0xad;
        if (!joins || p + n >= end) break;
        uint32_t after = code_point(p + n, end, &next);
        if (!is_letter(after) && !(is_digit(after) && c != '.')) break;
        /* A dot joins the letters of e.g and U.S alone. */
        if (c == '.' && (p + n + next >= end || p[n + next] != '.')) break;
        p += n;
    }
    return p;
}

static const char *number_end(const char *p, const char *end)
{
    while (p < end) {
        bool joins = strchr(".,:/-", *p) && p + 1 < end && is_digit((unsigned char)p[1]);
        size_t n;
        uint32_t c = code_point(p, end, &n);
        if (!is_digit(c) && !is_letter(c) && !joins) break;
        p += n;
    }
    return p;
}

static void add_word(struct reading *r, const char *p, size_t n, enum word_kind kind)
{
    struct text *t = r->t;
    bool begins = t->n_words == r->sentence_word, upper = kind == WORD_LETTERS, lower = false;
    size_t letters = 0, step;
    bool capital = is_upper(code_point(p, p + n, &step));
    for (size_t i = 0; i < n && kind == WORD_LETTERS; i += step) {
        uint32_t c = code_point(p + i, p + n, &step);
        letters += is_letter(c);
        lower |= is_letter(c) && !is_upper(c);
    }
    *ARENA_PUSH(r->a, t->words, t->n_words, r->words_room) = (struct text_word){.at = (uint32_t)(p - t->bytes.p),
        .n = (uint32_t)n,
        .sentence = (uint32_t)t->n_sentences,
        .kind = (uint8_t)kind,
        .capital = capital,
        .shout = upper && letters > 1 && !lower,
        .begins = begins};
}

/* --- sentences --- */

static void end_sentence(struct reading *r, const char *end, bool ended)
{
    struct text *t = r->t;
    const char *p = t->bytes.p + r->sentence_at;
    while (p < end && is_blank(*p)) p++;
    while (end > p && is_blank(end[-1])) end--;
    if (end > p)
        *ARENA_PUSH(r->a, t->sentences, t->n_sentences, r->sentences_room) =
            (struct text_sentence){.at = (uint32_t)(p - t->bytes.p),
                .n = (uint32_t)(end - p),
                .first = (uint32_t)r->sentence_word,
                .n_words = (uint32_t)(t->n_words - r->sentence_word),
                .paragraph = (uint32_t)t->n_paragraphs,
                .ended = ended,
                .bullet = r->bullet};
    r->sentence_word = t->n_words;
}

static bool is_abbreviation(struct str word)
{
    static const char *const all[] = {"dr", "mr", "mrs", "ms", "mx", "prof", "e.g", "i.e", "etc", "inc", "ltd", "co",
        "corp", "no", "nos", "vs", "st", "jr", "sr", "approx", "ext", "tel", "dept", "est", "incl", "al", "cf", "ca",
        "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed",
        "thu", "fri", "a.m", "p.m", "rev", "gen", "hon", "messrs", "mme", "bldg", "ave", "rd", "p", "pp", "vol", NULL};
    return str_among_nocase(word, all) || word.n == 1 || memchr(word.p, '.', word.n) != NULL;
}

/* Whether the stop at p, with what closes quotations and brackets after it, ends the sentence; *ret_end: there. */
static bool stops(const struct reading *r, const char *p, size_t n, uint32_t c, const char **ret_end)
{
    const char *q = p + n;
    size_t step;
    while (q < r->end && q - p < CLOSING_MAX) {
        uint32_t next = code_point(q, r->end, &step);
        bool closes = next == '"' || next == '\'' || next == ')' || next == ']' || next == 0x201d || next == 0x2019 ||
                      next == '.' || next == '!' || next == '?';
        if (!closes) break;
        q += step;
    }
    *ret_end = q;
    if (q >= r->end) return true;
    if (!is_blank(*q)) return false;
    const char *after = q;
    while (after < r->end && is_blank(*after)) after++;
    if (after >= r->end) return true;
    uint32_t next = code_point(after, r->end, &step);
    bool lower = is_letter(next) && !is_upper(next);
    if (lower && (c != '!' && c != '?' ? true : q > p + n)) return false;
    const struct text *t = r->t;
    bool just = c == '.' && t->n_words > r->sentence_word &&
                t->words[t->n_words - 1].at + t->words[t->n_words - 1].n == (size_t)(p - t->bytes.p);
    return !just || !is_abbreviation(text_word(t, t->n_words - 1));
}

static void read_paragraph(struct reading *r, const char *begin, const char *end)
{
    struct text *t = r->t;
    r->p = begin;
    r->end = end;
    r->sentence_at = (size_t)(begin - t->bytes.p);
    r->sentence_word = t->n_words;
    r->plain = NULL;
    while (r->p < end) {
        size_t n, address = 0;
        uint32_t c = code_point(r->p, end, &n);
        bool letter = is_letter(c);
        if (letter || is_digit(c)) address = address_at(r);
        const char *q = address       ? r->p + address
                        : letter      ? word_end(r->p, end)
                        : is_digit(c) ? number_end(r->p, end)
                                      : r->p;
        if (q > r->p) {
            add_word(r, r->p, (size_t)(q - r->p), address ? WORD_ADDRESS : letter ? WORD_LETTERS : WORD_NUMBER);
            r->p = q;
        } else if ((c == '.' || c == '!' || c == '?' || c == 0x2026) && stops(r, r->p, n, c, &q)) {
            end_sentence(r, q, true);
            r->p = q;
            r->sentence_at = (size_t)(q - t->bytes.p);
        } else {
            r->p += n;
        }
    }
    end_sentence(r, end, end > begin && end[-1] == ':');
    t->n_paragraphs++;
}

/* --- lines and paragraphs --- */

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && is_blank(*p) && *p != '\n') p++;
    return p;
}

/* Behind "- ", "* ", "1. " and the like; p where there is none. */
static const char *skip_bullet(const char *p, const char *end)
{
    size_t n;
    if (p >= end) return p;
    uint32_t c = code_point(p, end, &n);
    const char *q = p + n;
    if (is_digit(c)) {
        while (q < end && is_digit((unsigned char)*q)) q++;
        bool counts = q < end && q - p <= 2 && (*q == '.' || *q == ')');
        q = counts ? q + 1 : end;
    } else if (c != '-' && c != '*' && c != 0x2022 && c != 0x2013 && c != 0xb7) {
        return p;
    }
    return q < end && (*q == ' ' || *q == '\t') ? skip_blanks(q, end) : p;
}

static size_t columns(const char *p, const char *end)
{
    return str_characters((struct str){p, (size_t)(end - p)});
}

/* Whether the line [p, end) was broken before the next one on purpose. */
static bool breaks(const char *p, const char *end, const char *next, const char *next_end)
{
    if (end > p && end[-1] == '\r') end--;
    const char *begin = skip_blanks(next, next_end);
    if (begin == next_end || skip_bullet(begin, next_end) != begin) return true;
    size_t here = columns(p, end), word = columns(begin, run_end(begin, next_end));
    return here > LONG_LINE || here + 1 + word < SHORT_LINE;
}

static const char *line_end(const char *p, const char *end)
{
    const char *q = memchr(p, '\n', (size_t)(end - p));
    return q ? q : end;
}

void text_read(struct str bytes, struct arena *a, struct text *ret)
{
    *ret = (struct text){.bytes = bytes};
    struct reading r = {.t = ret, .a = a};
    const char *end = bytes.p + bytes.n, *begin = NULL;
    for (const char *p = bytes.p, *q; p < end; p = q < end ? q + 1 : end) {
        q = line_end(p, end);
        *ARENA_PUSH(a, ret->lines, ret->n_lines, r.lines_room) = (uint32_t)(p - bytes.p);
        const char *first = skip_blanks(p, q);
        if (!begin) {
            const char *item = skip_bullet(first, q);
            r.bullet = item != first;
            begin = item;
        }
        const char *next = q < end ? q + 1 : end;
        if (first == q || q == end || breaks(p, q, next, line_end(next, end))) {
            if (begin < q) read_paragraph(&r, begin, q);
            begin = NULL;
        }
    }
}

struct str text_word(const struct text *t, size_t i)
{
    return (struct str){t->bytes.p + t->words[i].at, t->words[i].n};
}

struct str text_lower(const struct text *t, size_t i, char out[static 64])
{
    struct str w = text_word(t, i);
    size_t used = 0, n;
    for (size_t k = 0; k < w.n && used + 4 < 64; k += n) {
        uint32_t c = code_point(w.p + k, w.p + w.n, &n);
        if (is_apostrophe(c)) {
            out[used++] = '\'';
        } else if (is_hyphen(c)) {
            out[used++] = '-';
        } else if (n == 1) {
            out[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        } else {
            memcpy(out + used, w.p + k, n);
            if (n == 2 && c >= 0xc0 && c <= 0xde && c != 0xd7) out[used + 1] = (char)(out[used + 1] + 32);
            used += n;
        }
    }
    return (struct str){out, used};
}

void text_place(const struct text *t, size_t at, size_t *ret_line, size_t *ret_column)
{
    size_t low = 0, high = t->n_lines;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (t->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    size_t begin = t->n_lines ? t->lines[low] : 0;
    *ret_line = low + 1;
    *ret_column = columns(t->bytes.p + begin, t->bytes.p + (at < t->bytes.n ? at : t->bytes.n)) + 1;
}
