/* Matching: patterns as steps, tried one way after the other; what has failed
 * once at a word is not tried there again. */
#include "letter/pattern.h"

#include <assert.h>
#include <string.h>

#include "letter/pattern_step.h"

/* --- a text --- */

static enum pattern_gap gap(const char *p, const char *end)
{
    int marks = 0;
    for (; p < end; p++) {
        bool dash = end - p >= 3 && (memcmp(p, "\xe2\x80\x93", 3) == 0 || memcmp(p, "\xe2\x80\x94", 3) == 0);
        bool hyphens = *p == '-' && p + 1 < end && p[1] == '-';
        if (strchr(" \t\r\n\f*_", *p)) continue; /* stars and underscores: emphasis in Markdown */
        if (!strchr(",;:-", *p) && !dash) return GAP_OTHER;
        p += dash ? 2 : hyphens ? 1 : 0;
        marks++;
    }
    return marks == 0 ? GAP_BLANK : marks == 1 ? GAP_COMMA : GAP_OTHER;
}

struct pattern_text pattern_text(const struct lexicon *x, const struct text *t, struct arena *a)
{
    uint16_t *numbers = ARENA_NEW(a, uint16_t, t->n_words + 1);
    uint8_t *gaps = ARENA_NEW(a, uint8_t, t->n_words + 1);
    size_t before = 0;
    for (size_t i = 0; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        char lower[64];
        if (w->kind != WORD_ADDRESS) numbers[i] = lexicon_find(x, text_lower(t, i, lower));
        gaps[i] = (uint8_t)gap(t->bytes.p + before, t->bytes.p + w->at);
        before = w->at + w->n;
    }
    gaps[t->n_words] = GAP_OTHER;
    return (struct pattern_text){t, numbers, gaps};
}

/* --- a match --- */

struct matching {
    const struct pattern *p;
    const struct lexicon *x;
    const struct pattern_text *t;
    size_t start, first, limit, end; /* first, limit: of the sentence */
    struct pattern_found *found;
    uint64_t failed[PATTERN_STEPS_MAX]; /* by step: a bit for each word from start */
};

/* Whether the word at pos is what a step asks for. */
static bool takes(const struct matching *m, const struct pattern_step *s, size_t pos)
{
    if (pos >= m->limit) return false;
    const struct text_word *w = &m->t->t->words[pos];
    uint16_t number = m->t->numbers[pos];
    if (s->code == STEP_LIST || s->code == STEP_NOT) {
        char lower[64];
        bool endings = m->x->lists[s->a].n_endings > 0;
        struct str word = endings ? text_lower(m->t->t, pos, lower) : (struct str){0};
        return lexicon_has(m->x, s->a, number, word) == (s->code == STEP_LIST);
    }
    switch ((enum step_code)s->code) {
    case STEP_WORD: return number == s->a;
    case STEP_ANY: return true;
    case STEP_NUMBER: return w->kind == WORD_NUMBER;
    case STEP_NAME: return w->kind == WORD_LETTERS && w->capital && !w->begins;
    case STEP_LIST:
    case STEP_NOT: break;
    case STEP_GAP:
    case STEP_COMMA:
    case STEP_BEGIN:
    case STEP_END:
    case STEP_SPLIT:
    case STEP_JUMP:
    case STEP_OPEN:
    case STEP_CLOSE:
    case STEP_MATCH: break;
    }
    return false;
}

static bool run(struct matching *m, size_t pc, size_t pos);

/* The rest, and what is to be remembered of this step if that succeeds. */
static bool remember(struct matching *m, size_t pc, size_t pos)
{
    const struct pattern_step *s = &m->p->steps[pc];
    bool list = s->code == STEP_LIST;
    if (list && !takes(m, s, pos)) return false;
    if (!run(m, pc + 1, list ? pos + 1 : pos)) return false;
    struct pattern_found *f = m->found;
    if (s->code == STEP_OPEN) f->from = pos;
    if (s->code == STEP_CLOSE) f->to = pos;
    if (list && m->x->lists[s->a].name.n && f->n_lists < PATTERN_LISTS_MAX) {
        f->lists[f->n_lists].list = s->a;
        f->lists[f->n_lists].number = m->t->numbers[pos];
        f->lists[f->n_lists++].word = pos;
    }
    return true;
}

static bool run(struct matching *m, size_t pc, size_t pos)
{
    for (;; pc++) {
        const struct pattern_step *s = &m->p->steps[pc];
        uint64_t bit = UINT64_C(1) << (pos - m->start);
        if (m->failed[pc] & bit) return false;
        m->failed[pc] |= bit;
        bool goes = true;
        switch ((enum step_code)s->code) {
        case STEP_WORD:
        case STEP_ANY:
        case STEP_NUMBER:
        case STEP_NAME:
        case STEP_NOT: goes = takes(m, s, pos++); break;
        case STEP_LIST:
        case STEP_OPEN:
        case STEP_CLOSE: return remember(m, pc, pos);
        case STEP_GAP: goes = pos == m->start || (pos < m->limit && m->t->gaps[pos] == GAP_BLANK); break;
        case STEP_COMMA: goes = pos > m->first && pos < m->limit && m->t->gaps[pos] == GAP_COMMA; break;
        case STEP_BEGIN: goes = pos == m->first; break;
        case STEP_END: goes = pos == m->limit; break;
        case STEP_SPLIT:
            if (run(m, s->a, pos)) return true;
            pc = s->b - 1U;
            break;
        case STEP_JUMP: pc = s->a - 1U; break;
        case STEP_MATCH:
            if (m->end != SIZE_MAX && m->end != pos) return false;
            m->found->end = pos;
            return true;
        }
        if (!goes) return false;
    }
}

bool pattern_match(const struct pattern *p, const struct lexicon *x, const struct pattern_text *t, size_t at,
    size_t sentence, size_t end, struct pattern_found *ret)
{
    const struct text_sentence *s = &t->t->sentences[sentence];
    struct matching m;
    struct pattern_found found = {.from = SIZE_MAX};
    m.p = p, m.x = x, m.t = t, m.found = &found, m.end = end;
    m.start = at, m.first = s->first, m.limit = s->first + s->n_words;
    memset(m.failed, 0, p->n * sizeof *m.failed);
    if (!run(&m, 0, at)) return false;
    if (found.from == SIZE_MAX) found.from = at, found.to = found.end;
    *ret = found;
    return true;
}

/* --- where it may begin --- */

struct follow {
    const struct pattern *p;
    const struct lexicon *x;
    struct arena *a;
    struct pattern_first *first; /* NULL: the second words are asked for */
    uint64_t second;
    bool seen[2][PATTERN_STEPS_MAX];
};

static void add_first(struct follow *f, const struct pattern_step *s)
{
    bool list = s->code == STEP_LIST;
    if (s->code != STEP_WORD && !list) f->first->anywhere = true;
    if (s->code == STEP_ANY || s->code == STEP_NOT) f->first->wild = true;
    if (s->code == STEP_WORD) *ARENA_PUSH(f->a, f->first->words, f->first->n, f->first->room) = s->a;
    if (!list) return;
    const struct lexicon_list *l = &f->x->lists[s->a];
    f->first->anywhere |= l->n_endings > 0;
    for (size_t i = 0; i < l->n_words; i++)
        *ARENA_PUSH(f->a, f->first->words, f->first->n, f->first->room) = l->words[i].word;
}

static void add_second(struct follow *f, const struct pattern_step *s)
{
    const struct lexicon_list *l = s->code == STEP_LIST ? &f->x->lists[s->a] : NULL;
    if (s->code == STEP_WORD)
        f->second |= pattern_bit(s->a);
    else if (!l || l->n_endings)
        f->second = UINT64_MAX;
    for (size_t i = 0; l && i < l->n_words; i++) f->second |= pattern_bit(l->words[i].word);
}

/* All steps reached from pc without taking a word, or (words 1) behind the first one. */
static void follow(struct follow *f, size_t pc, int words)
{
    for (;; pc++) {
        const struct pattern_step *s = &f->p->steps[pc];
        if (f->seen[words][pc]) return;
        f->seen[words][pc] = true;
        switch ((enum step_code)s->code) {
        case STEP_WORD:
        case STEP_LIST:
        case STEP_ANY:
        case STEP_NUMBER:
        case STEP_NAME:
        case STEP_NOT:
            if (words == 0 && f->first) add_first(f, s);
            if (words == 1) add_second(f, s);
            if (words == 1 || f->first) return;
            words = 1;
            break;
        case STEP_SPLIT:
            follow(f, s->a, words);
            pc = s->b - 1U;
            break;
        case STEP_JUMP: pc = s->a - 1U; break;
        case STEP_MATCH: f->second = UINT64_MAX; return;
        case STEP_GAP:
        case STEP_COMMA:
        case STEP_BEGIN:
        case STEP_END:
        case STEP_OPEN:
        case STEP_CLOSE: break;
        }
    }
}

void pattern_begins(struct pattern *p, const struct lexicon *x, struct arena *a, struct pattern_first *ret)
{
    *ret = (struct pattern_first){0};
    struct follow f = {.p = p, .x = x, .a = a, .first = ret};
    follow(&f, 0, 0);
    struct follow second = {.p = p, .x = x, .a = a};
    follow(&second, 0, 0);
    p->second = second.second;
}

bool pattern_names_list(const struct pattern *p, int list)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->steps[i].code == STEP_LIST && p->steps[i].a == list) return true;
    return false;
}
