/* The check of a text by phrase rules. */
#include "letter/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "letter/phrases_rules.h"

struct phrase_rules *phrases_new(struct arena *a)
{
    struct phrase_rules *r = ARENA_NEW(a, struct phrase_rules, 1);
    r->arena = r->words.arena = r->names.arena = r->patterns.arena = a;
    return r;
}

size_t phrases_examples(const struct phrase_rules *r)
{
    return r->n_examples;
}

struct phrase_example phrases_example(const struct phrase_rules *r, size_t i)
{
    return r->examples[i];
}

/* --- a match --- */

static bool stands_before(
    const struct pattern *p, const struct lexicon *x, const struct pattern_text *t, size_t at, size_t sentence)
{
    size_t first = t->t->sentences[sentence].first;
    struct pattern_found found;
    for (size_t n = p->least; n <= p->most && n <= at - first; n++)
        if (pattern_match(p, x, t, at - n, sentence, at, &found)) return true;
    return false;
}

static bool excused(const struct phrase_rule *rule, const struct lexicon *x, const struct pattern_text *t, size_t at,
    size_t end, size_t sentence)
{
    for (size_t i = 0; i < rule->n_unless; i++) {
        const struct phrase_unless *u = &rule->unless[i];
        struct pattern_found found;
        if (u->before.n && !stands_before(&u->before, x, t, at, sentence)) continue;
        if (u->after.n && !pattern_match(&u->after, x, t, end, sentence, SIZE_MAX, &found)) continue;
        return true;
    }
    return false;
}

/* Words to either side that are looked at: so the whole stays linear in a text that is all one sentence. */
enum { WITHIN_MOST = 60 };

/* Whether the sentence has one of the words that the rule asks for. */
static bool accompanied(
    const struct phrase_rule *rule, const struct lexicon *x, const struct pattern_text *t, size_t at, size_t sentence)
{
    size_t first = t->t->sentences[sentence].first, end = first + t->t->sentences[sentence].n_words;
    if (!rule->with) return true;
    if (at > first + WITHIN_MOST) first = at - WITHIN_MOST;
    if (end > at + WITHIN_MOST) end = at + WITHIN_MOST;
    for (size_t i = first; i < end; i++) {
        char lower[64];
        if (lexicon_has(x, rule->with - 1, t->numbers[i], text_lower(t->t, i, lower))) return true;
    }
    return false;
}

bool phrases_match(const struct phrase_rule *rule, size_t match, const struct lexicon *x, const struct pattern_text *t,
    size_t at, size_t sentence, struct pattern_found *ret)
{
    const struct pattern *p = &rule->matches[match].pattern;
    return pattern_match(p, x, t, at, sentence, SIZE_MAX, ret) && accompanied(rule, x, t, at, sentence) &&
           !excused(rule, x, t, at, ret->end, sentence);
}

/* --- suggestions --- */

int phrases_place(const struct lexicon *x, int lists, struct str suggestion, size_t at, size_t *ret_n)
{
    struct str rest = {suggestion.p + at, suggestion.n - at}, head, tail;
    if (rest.p[0] != '<' || !str_cut(rest, '>', &head, &tail)) return -1;
    *ret_n = head.n + 1;
    for (size_t i = (size_t)lists; i < x->n_lists; i++)
        if (head.n > 1 && str_eq(x->lists[i].name, (struct str){head.p + 1, head.n - 1})) return (int)i;
    return -1;
}

/* The word that stood for a list, in its other form if the list gives one; NULL: none did. */
static struct str stood_for(
    const struct lexicon *x, const struct text *t, const struct pattern_found *found, struct str name)
{
    for (size_t i = 0; i < found->n_lists; i++) {
        if (!str_eq(x->lists[found->lists[i].list].name, name)) continue;
        struct str form = lexicon_form(x, found->lists[i].list, found->lists[i].number);
        return form.n ? form : text_word(t, found->lists[i].word);
    }
    return (struct str){0};
}

/* A suggestion with its lists filled in, beginning like what it replaces; empty where a list did not occur. */
static struct str fill(const struct lexicon *x, const struct text *t, const struct pattern_found *found,
    struct str suggestion, struct arena *a)
{
    struct str parts[8], head, name, rest = suggestion;
    size_t n = 0, bytes = 0;
    while (n + 2 <= sizeof parts / sizeof *parts && rest.n) {
        bool place = str_cut(rest, '<', &head, &rest);
        parts[n++] = head;
        if (!place || !str_cut(rest, '>', &name, &rest)) break;
        parts[n] = stood_for(x, t, found, name);
        if (!parts[n++].n) return (struct str){0};
    }
    for (size_t i = 0; i < n; i++) bytes += parts[i].n;
    char *p = arena_alloc(a, bytes + 1, 1), *q = p;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].n) memcpy(q, parts[i].p, parts[i].n);
        q += parts[i].n;
    }
    const struct text_word *w = &t->words[found->from];
    if (w->begins && w->capital && *p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
    return (struct str){p, bytes};
}

/* --- the check --- */

struct looking {
    const struct phrase_rules *r;
    const struct pattern_text *t;
    size_t *ends; /* by rule: behind its last finding */
    size_t n;
    phrases_found *found;
    void *to;
};

static void try(struct looking *l, const struct phrase_starts *starts, size_t at, size_t sentence, uint64_t second)
{
    for (size_t i = 0; i < starts->n; i++) {
        const struct phrase_start *s = &starts->items[i];
        struct pattern_found found;
        if (s->second != UINT64_MAX && !(s->second & second)) continue;
        if (l->ends[s->rule] > at || l->n >= PHRASES_FINDINGS_MAX) continue;
        const struct phrase_rule *rule = &l->r->rules[s->rule];
        if (!phrases_match(rule, s->match, &l->r->words, l->t, at, sentence, &found)) continue;
        if (found.from >= found.to) found.from = at, found.to = found.end;
        l->ends[s->rule] = found.end;
        l->n++;
        l->found(l->to, s->rule, sentence, &found);
    }
}

void phrases_each(
    const struct phrase_rules *r, const struct pattern_text *t, struct arena *a, phrases_found *found, void *to)
{
    struct looking l = {.r = r, .t = t, .found = found, .to = to};
    l.ends = ARENA_NEW(a, size_t, r->n + 1);
    for (size_t s = 0; s < t->t->n_sentences; s++) {
        size_t first = t->t->sentences[s].first, end = first + t->t->sentences[s].n_words;
        for (size_t i = first; i < end && l.n < PHRASES_FINDINGS_MAX; i++) {
            uint64_t second = i + 1 < end ? pattern_bit(t->numbers[i + 1]) : 0;
            uint16_t number = t->numbers[i];
            if (number && number < r->n_starts) try(&l, &r->starts[number], i, s, second);
            if (r->anywhere.n) try(&l, &r->anywhere, i, s, second);
        }
    }
}

struct check {
    const struct phrase_rules *r;
    struct pattern_text t;
    struct findings *out;
};

static void add(void *to, size_t number, size_t sentence, const struct pattern_found *found)
{
    struct check *c = to;
    const struct phrase_rule *rule = &c->r->rules[number];
    const struct text *t = c->t.t;
    const struct text_word *from = &t->words[found->from], *last = &t->words[found->to - 1];
    struct finding *f = check_add(c->out, rule->level, rule->rule, from->at, last->at + last->n - from->at, rule->why);
    (void)sentence;
    for (size_t i = 0; i < rule->n_suggestions; i++) {
        struct str s = fill(&c->r->words, t, found, rule->suggestions[i], c->out->arena);
        if (s.n) check_suggest(f, s);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    if (x->level != y->level) return x->level < y->level ? -1 : 1;
    return str_compare(x->why, y->why);
}

/* Puts them in order; one inside another of the same rule says nothing new. */
static void tidy(struct findings *f, size_t first)
{
    if (f->n == first) return;
    qsort(f->items + first, f->n - first, sizeof *f->items, by_place);
    size_t n = first + 1;
    for (size_t i = first + 1; i < f->n; i++) {
        struct finding *last = &f->items[n - 1], *this = &f->items[i];
        bool inside = this->at + this->n <= last->at + last->n;
        bool same = inside && (this->n == last->n || strcmp(this->rule, last->rule) == 0);
        if (same && this->level < last->level) *last = *this;
        if (!same) f->items[n++] = *this;
    }
    f->n = n;
}

void phrases_check(const struct phrase_rules *r, const struct text *t, struct findings *ret)
{
    struct check c = {.r = r, .t = pattern_text(&r->words, t, ret->arena), .out = ret};
    size_t before = ret->n;
    phrases_each(r, &c.t, ret->arena, add, &c);
    tidy(ret, before);
}
