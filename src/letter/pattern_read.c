/* Reading a pattern.  All steps lead forward: there is no repetition but by a
 * number. */
#include <string.h>

#include "letter/pattern.h"
#include "letter/pattern_step.h"

enum { DEPTH_MAX = 5, WILD_WORDS = 3, WILD_MOST = 9 };

struct reading {
    struct pattern_step steps[PATTERN_STEPS_MAX];
    size_t n;
    const char *p, *end;
    int depth;
    bool comma; /* the next word has its comma before it and asks for no blank */
    int marks; /* 0, 1 behind {, 2 behind } */
    bool full;
    struct lexicon *x;
    int lists;
    struct arena *a;
    struct err_info *info;
};

static enum err sequence(struct reading *r);

static size_t emit(struct reading *r, enum step_code code, size_t a, size_t b)
{
    if (r->n + 2 >= PATTERN_STEPS_MAX) {
        r->full = true;
        return 0;
    }
    r->steps[r->n] = (struct pattern_step){(uint8_t)code, (uint16_t)a, (uint16_t)b};
    return r->n++;
}

/* A step that takes a word. */
static void emit_word(struct reading *r, enum step_code code, size_t a)
{
    if (!r->comma) emit(r, STEP_GAP, 0, 0);
    r->comma = false;
    emit(r, code, a, 0);
}

/* Makes what was emitted from `at` on optional. */
static void make_optional(struct reading *r, size_t at)
{
    if (!emit(r, STEP_SPLIT, 0, 0)) return;
    memmove(&r->steps[at + 1], &r->steps[at], (r->n - 1 - at) * sizeof *r->steps);
    for (size_t i = at + 1; i < r->n; i++) {
        struct pattern_step *s = &r->steps[i];
        if (s->code == STEP_SPLIT || s->code == STEP_JUMP) s->a++;
        if (s->code == STEP_SPLIT) s->b++;
    }
    r->steps[at] = (struct pattern_step){STEP_SPLIT, (uint16_t)(at + 1), (uint16_t)r->n};
}

static void skip_blanks(struct reading *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\t')) r->p++;
}

static bool next_is(const struct reading *r, char c)
{
    return r->p < r->end && *r->p == c;
}

/* The run of what belongs to a word at the cursor. */
static struct str take_run(struct reading *r)
{
    const char *begin = r->p;
    while (r->p < r->end && !strchr(" \t()|?{}~^$,<>!*", *r->p)) r->p++;
    return (struct str){begin, (size_t)(r->p - begin)};
}

/* The number of a literal word, as the text would give it. */
static enum err literal(struct reading *r, struct str word, uint16_t *ret)
{
    struct text t;
    char lower[64];
    struct str plain = lexicon_plain(word, lower);
    if (!word.n && r->p < r->end) return err_set(r->info, ERR_INPUT, "a word is missing before \"%c\"", *r->p);
    if (!word.n) return err_set(r->info, ERR_INPUT, "a word is missing at the end");
    if (!plain.n) {
        text_read(word, r->a, &t);
        if (t.n_words != 1 || t.words[0].n != word.n || t.words[0].kind == WORD_ADDRESS)
            return err_set(r->info, ERR_INPUT, "\"%.*s\" is not one word: no text can match it", STR_ARG(word));
        plain = text_lower(&t, 0, lower);
    }
    *ret = lexicon_add(r->x, plain);
    return *ret ? OK : err_set(r->info, ERR_INPUT, "there are more than %d different words", LEXICON_WORDS_MAX);
}

static int list_new(struct reading *r)
{
    int list = lexicon_list_new(r->x, (struct str){0});
    if (list < 0) err_set(r->info, ERR_INPUT, "there are more than %d lists of words", LEXICON_LISTS_MAX);
    return list;
}

/* <list>, <number> or <name>: its step's code and list. */
static enum err named(struct reading *r, enum step_code *ret, int *ret_list)
{
    struct str head, tail;
    if (!str_cut((struct str){r->p, (size_t)(r->end - r->p)}, '>', &head, &tail))
        return err_set(r->info, ERR_INPUT, "\"<\" without its \">\"");
    r->p += head.n + 1;
    struct str name = {head.p + 1, head.n - 1};
    *ret = str_is(name, "number") ? STEP_NUMBER : str_is(name, "name") ? STEP_NAME : STEP_LIST;
    if (*ret != STEP_LIST) return OK;
    for (size_t i = (size_t)r->lists; i < r->x->n_lists; i++) {
        *ret_list = (int)i;
        if (r->x->lists[i].name.n && str_eq(r->x->lists[i].name, name)) return OK;
    }
    return err_set(r->info, ERR_INPUT, "no list \"%.*s\" stands above in [words]", STR_ARG(name));
}

/* Whether the choice behind the cursor is a single word. */
static bool plain_choice(const struct reading *r)
{
    const char *p = r->p + 1;
    while (p < r->end && *p == ' ') p++;
    const char *begin = p;
    while (p < r->end && !strchr(" \t()|?{}~^$,<>!*.", *p)) p++;
    bool word = p > begin;
    while (p < r->end && *p == ' ') p++;
    return word && p < r->end && (*p == '|' || *p == ')');
}

/* Adds the word behind the cursor to a list, which is made if it is none yet. */
static enum err list_choice(struct reading *r, int *list)
{
    uint16_t number;
    if (*list < 0 && (*list = list_new(r)) < 0) return ERR_INPUT;
    r->p++;
    skip_blanks(r);
    enum err err = literal(r, take_run(r), &number);
    if (err == OK) lexicon_list_word(r->x, *list, number, (struct str){0});
    skip_blanks(r);
    return err;
}

/* Words in brackets behind "!". */
static enum err negated_words(struct reading *r)
{
    int list = -1;
    do {
        enum err err = list_choice(r, &list);
        if (err) return err;
    } while (next_is(r, '|'));
    if (!next_is(r, ')')) return err_set(r->info, ERR_INPUT, "behind \"!(\" only words and | can stand, up to )");
    r->p++;
    lexicon_list_close(r->x, list);
    emit_word(r, STEP_NOT, (size_t)list);
    return OK;
}

/* Behind "!": a word, a <list> or (words|with|bars). */
static enum err negated(struct reading *r)
{
    int list = 0;
    enum step_code code;
    skip_blanks(r);
    if (next_is(r, '<')) {
        enum err err = named(r, &code, &list);
        if (err == OK && code != STEP_LIST)
            err = err_set(r->info, ERR_INPUT, "only a list of [words] can follow \"!\"");
        if (err == OK) emit_word(r, STEP_NOT, (size_t)list);
        return err;
    }
    if (next_is(r, '(')) return negated_words(r);
    uint16_t number;
    if ((list = list_new(r)) < 0) return ERR_INPUT;
    enum err err = literal(r, take_run(r), &number);
    if (err) return err;
    lexicon_list_word(r->x, list, number, (struct str){0});
    lexicon_list_close(r->x, list);
    emit_word(r, STEP_NOT, (size_t)list);
    return OK;
}

/* All that are single words become one list, so that long choices take few steps. */
static enum err group(struct reading *r)
{
    bool comma = r->comma;
    int list = -1;
    size_t jumps[PATTERN_STEPS_MAX], n = 0, split = 0;
    if (++r->depth > DEPTH_MAX) return err_set(r->info, ERR_INPUT, "groups within groups, deeper than %d", DEPTH_MAX);
    do {
        enum err err;
        if (plain_choice(r)) {
            err = list_choice(r, &list);
            if (err) return err;
            continue;
        }
        r->p++;
        split = emit(r, STEP_SPLIT, r->n + 1, 0);
        size_t before = r->n;
        r->comma = comma;
        err = sequence(r);
        if (err || r->full) return err;
        if (r->n == before) return err_set(r->info, ERR_INPUT, "an empty choice: write (a|b)? for what may be missing");
        jumps[n++] = emit(r, STEP_JUMP, 0, 0);
        r->steps[split].b = (uint16_t)r->n;
    } while (next_is(r, '|'));
    if (!next_is(r, ')')) return err_set(r->info, ERR_INPUT, "\"(\" without its \")\"");
    r->p++;
    r->depth--;
    if (list >= 0) {
        lexicon_list_close(r->x, list);
        r->comma = comma;
        emit_word(r, STEP_LIST, (size_t)list);
    } else {
        r->steps[split] = (struct pattern_step){STEP_JUMP, (uint16_t)(split + 1), 0}; /* the last choice there is */
    }
    r->comma = false;
    for (size_t i = 0; i < n; i++) r->steps[jumps[i]].a = (uint16_t)r->n;
    return OK;
}

/* "...": none to three words, or as many as the digit behind it says. */
static enum err wild(struct reading *r, struct str run)
{
    int most = run.n == 3 ? WILD_WORDS : run.p[3] - '0';
    if (run.n > 4 || most < 1 || most > WILD_MOST)
        return err_set(r->info, ERR_INPUT, "\"%.*s\": write ... or ...1 to ...9", STR_ARG(run));
    size_t splits[WILD_MOST];
    for (int i = 0; i < most; i++) {
        splits[i] = emit(r, STEP_SPLIT, 0, r->n + 1);
        emit_word(r, STEP_ANY, 0);
    }
    for (int i = 0; i < most && !r->full; i++) r->steps[splits[i]].a = (uint16_t)r->n;
    return OK;
}

static enum err comma(struct reading *r)
{
    r->p++;
    if (next_is(r, '?')) {
        r->p++;
        size_t split = emit(r, STEP_SPLIT, r->n + 1, r->n + 3);
        emit(r, STEP_COMMA, 0, 0);
        emit(r, STEP_JUMP, split + 4, 0);
        emit(r, STEP_GAP, 0, 0);
    } else {
        emit(r, STEP_COMMA, 0, 0);
    }
    r->comma = true;
    return OK;
}

static enum err mark(struct reading *r)
{
    bool open = *r->p++ == '{';
    if (r->depth || r->marks != !open)
        return err_set(r->info, ERR_INPUT, "{ and } stand once, in this order, and outside ( )");
    r->marks++;
    emit(r, open ? STEP_OPEN : STEP_CLOSE, 0, 0);
    return OK;
}

static enum err word(struct reading *r)
{
    if (next_is(r, '*')) {
        r->p++;
        struct str ending = take_run(r);
        if (!ending.n) {
            emit_word(r, STEP_ANY, 0);
            return OK;
        }
        int list = list_new(r);
        if (list < 0) return ERR_INPUT;
        lexicon_list_ending(r->x, list, arena_str(r->x->arena, ending));
        emit_word(r, STEP_LIST, (size_t)list);
        return OK;
    }
    struct str run = take_run(r);
    if (str_starts(run, STR("..."))) return wild(r, run);
    uint16_t number;
    enum err err = literal(r, run, &number);
    if (err == OK) emit_word(r, STEP_WORD, number);
    return err;
}

static enum err element(struct reading *r)
{
    int list = 0;
    enum step_code code;
    enum err err;
    switch (*r->p) {
    case '{':
    case '}': return mark(r);
    case ',': return comma(r);
    case '^':
    case '$': emit(r, *r->p++ == '^' ? STEP_BEGIN : STEP_END, 0, 0); return OK;
    case '(': return group(r);
    case '!': r->p++; return negated(r);
    case '<':
        err = named(r, &code, &list);
        if (err == OK) emit_word(r, code, (size_t)list);
        return err;
    default: return word(r);
    }
}

static enum err sequence(struct reading *r)
{
    for (skip_blanks(r); r->p < r->end && *r->p != '|' && *r->p != ')'; skip_blanks(r)) {
        size_t at = r->n;
        bool comma = r->comma;
        char first = *r->p;
        enum err err = element(r);
        if (err) return err;
        if (!next_is(r, '?')) continue;
        if (comma || strchr(",{}^$", first))
            return err_set(r->info, ERR_INPUT, "\"?\" cannot stand here: it makes a word or a group optional, %s",
                "and not behind a comma");
        r->p++;
        make_optional(r, at);
    }
    return OK;
}

static bool takes_word(const struct pattern_step *s)
{
    return s->code <= STEP_NAME;
}

/* How many words are taken from each step on, and whether an anchor can never hold. */
static enum err measure(struct pattern *p, struct err_info *info)
{
    size_t least[PATTERN_STEPS_MAX], most[PATTERN_STEPS_MAX], before[PATTERN_STEPS_MAX];
    least[p->n - 1] = most[p->n - 1] = 0;
    for (size_t i = p->n - 1; i-- > 0;) {
        const struct pattern_step *s = &p->steps[i];
        bool split = s->code == STEP_SPLIT, jump = s->code == STEP_JUMP;
        size_t a = split || jump ? s->a : i + 1, b = split ? s->b : a;
        least[i] = (least[a] < least[b] ? least[a] : least[b]) + takes_word(s);
        most[i] = (most[a] > most[b] ? most[a] : most[b]) + takes_word(s);
        before[i] = SIZE_MAX;
        if (s->code == STEP_END && least[i]) return err_set(info, ERR_INPUT, "no word can follow \"$\"");
    }
    before[0] = 0, before[p->n - 1] = SIZE_MAX;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const struct pattern_step *s = &p->steps[i];
        if (before[i] == SIZE_MAX) continue;
        bool split = s->code == STEP_SPLIT, jump = s->code == STEP_JUMP;
        size_t a = split || jump ? s->a : i + 1, b = split ? s->b : a, n = before[i] + takes_word(s);
        if (s->code == STEP_BEGIN && before[i]) return err_set(info, ERR_INPUT, "no word can stand before \"^\"");
        if (n < before[a]) before[a] = n;
        if (n < before[b]) before[b] = n;
    }
    p->least = least[0];
    p->most = most[0];
    if (p->most > PATTERN_WORDS_MAX)
        return err_set(info, ERR_INPUT, "it may take %zu words, more than %d", p->most, PATTERN_WORDS_MAX);
    return OK;
}

enum err pattern_read(
    struct pattern *p, struct lexicon *x, int lists, struct str text, struct arena *a, struct err_info *info)
{
    struct reading r = {.p = text.p, .end = text.p + text.n, .x = x, .lists = lists, .a = a, .info = info};
    enum err err = sequence(&r);
    if (err) return err;
    if (r.full) return err_set(info, ERR_INPUT, "it is too long: make two of it");
    if (r.p < r.end) return err_set(info, ERR_INPUT, "\"%c\" without a \"(\" before it", *r.p);
    if (r.marks == 1) return err_set(info, ERR_INPUT, "\"{\" without its \"}\"");
    if (r.comma) return err_set(info, ERR_INPUT, "a word must follow the comma");
    r.steps[r.n++] = (struct pattern_step){STEP_MATCH, 0, 0};
    struct pattern read = {.n = r.n};
    read.steps = ARENA_NEW(x->arena, struct pattern_step, r.n);
    memcpy(read.steps, r.steps, r.n * sizeof *r.steps);
    if ((err = measure(&read, info))) return err;
    *p = read;
    return OK;
}
