/* Making drafts. */
#include "letter/draft.h"

#include "base/buf.h"
#include "letter/likeness.h"

#include <string.h>

/* Letters that the same people might lay side by side. */
struct group {
    struct arena *a;
    struct likeness_runs *letters;
    size_t n, room;
    uint8_t *used; /* how often each topic, then each strength */
};

struct making {
    struct arena *a;
    const struct letter_facts *f;
    const struct group *group;
    struct place_values values;
    uint32_t holds, seed;
    size_t optional, left_out; /* parts that may be left out, and how many are, from the last */
    bool shortest; /* of each part the shortest variant */
    bool said; /* what the seeker wants said has found its place */
    struct draft *d;
};

/* --- filling a variant --- */

/* The question for a place, with the person's first name in it. */
static struct str question_of(const struct making *m, enum place place)
{
    struct str text = str_from(places_all[place].question), first = m->values.all[PLACE_TO_FIRST];
    const char *mark = strstr(text.p, "%s");
    if (!mark) return text;
    if (!first.n) first = STR("they");
    return arena_format(m->a, "%.*s%.*s%s", (int)(mark - text.p), text.p, STR_ARG(first), mark + 2);
}

static void add_missing(struct making *m, enum place place, bool needed)
{
    struct draft *d = m->d;
    struct str question = question_of(m, place);
    for (size_t i = 0; i < d->n_missing; i++)
        if (str_eq(d->missing[i].question, question)) return;
    struct draft_missing x = {question, str_from(places_all[place].answer), needed};
    *ARENA_PUSH(m->a, d->missing, d->n_missing, d->missing_room) = x;
    if (!needed) return;
    memmove(&d->missing[d->n_needed + 1], &d->missing[d->n_needed], (d->n_missing - 1 - d->n_needed) * sizeof x);
    d->missing[d->n_needed++] = x;
}

static void fill_missing(struct making *m, enum place place, struct buf *b)
{
    buf_printf(b, "[%.*s]", STR_ARG(question_of(m, place)));
    add_missing(m, place, true);
}

static void add_capital(struct buf *b, struct str text)
{
    size_t at = b->n;
    buf_add(b, text);
    if (b->n > at && b->p[at] >= 'a' && b->p[at] <= 'z') b->p[at] = (char)(b->p[at] - 32);
}

/* How many places of a line have nothing to stand in them. */
static size_t count_missing(const struct making *m, struct str line)
{
    struct str piece;
    size_t n = 0;
    int place;
    bool capital;
    while (templates_piece(&line, &place, &capital, &piece)) n += place >= 0 && !m->values.all[place].n;
    return n;
}

static void fill_line(struct making *m, struct str line, struct buf *b)
{
    struct str piece;
    int place;
    bool capital;
    while (templates_piece(&line, &place, &capital, &piece)) {
        m->said |= place == PLACE_SAY;
        if (place < 0)
            buf_add(b, piece);
        else if (!m->values.all[place].n)
            fill_missing(m, (enum place)place, b);
        else if (capital)
            add_capital(b, m->values.all[place]);
        else
            buf_add(b, m->values.all[place]);
    }
}

/* A line that may be left out begins with "|? " or "-? ". */
static bool may_go(struct str line)
{
    return line.n > 2 && line.p[1] == '?' && (line.p[0] == '|' || line.p[0] == '-');
}

static size_t variant_missing(const struct making *m, struct str variant)
{
    size_t n = 0;
    struct str line;
    while (variant.n) {
        str_cut(variant, '\n', &line, &variant);
        if (!may_go(line)) n += count_missing(m, line);
    }
    return n;
}

static struct str fill_variant(struct making *m, struct str variant)
{
    AUTO(buf) b = {0};
    struct str line;
    while (variant.n) {
        str_cut(variant, '\n', &line, &variant);
        bool optional = may_go(line);
        if (optional && count_missing(m, line)) continue;
        if (b.n) buf_char(&b, '\n');
        if (optional && line.p[0] == '-') buf_put(&b, "- ");
        if (optional) line = (struct str){line.p + 3, line.n - 3};
        fill_line(m, line, &b);
    }
    return arena_str(m->a, buf_str(&b));
}

/* --- choosing a variant --- */

static uint32_t mix(uint32_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 16777619U;
    return h;
}

/* What it has in common with the letters before. */
static size_t alike(const struct making *m, struct str filled)
{
    struct text t;
    size_t sum = 0;
    if (!m->group->n) return 0;
    text_read(filled, m->a, &t);
    struct likeness_runs runs = likeness_runs(&t, m->a);
    for (size_t i = 0; i < m->group->n; i++) sum += likeness_common(&runs, &m->group->letters[i]);
    return sum;
}

enum { LAST = 1000, LACKING = 1000000 }; /* costs beyond any likeness */

static struct str choose(struct making *m, const struct template_part *part)
{
    size_t n = part->n_variants, best = n, best_cost = 0;
    uint32_t first = mix(m->seed, part->name);
    bool said = m->said;
    for (size_t i = 0; i < n; i++) {
        size_t k = (first + i) % n;
        const struct template_variant *v = &part->variants[k];
        size_t lacking = variant_missing(m, v->text);
        struct str filled = lacking ? v->text : fill_variant(m, v->text);
        size_t cost = lacking ? LACKING * lacking : m->shortest ? filled.n : alike(m, filled) + v->last * LAST;
        if (best < n && cost >= best_cost) continue;
        best = k;
        best_cost = cost;
    }
    m->said = said;
    return fill_variant(m, part->variants[best].text);
}

/* A template without a place for what the seeker wants said gets it before it closes. */
static void add_saying(struct making *m, const struct template_part *next)
{
    bool here = letter_is_spoken(m->f) ? str_is(next->name, "ask") || str_is(next->name, "voicemail")
                                       : str_is(next->name, "closing");
    if (!here || m->said || !m->f->say.n) return;
    struct str text = fill_variant(m, letter_is_spoken(m->f) ? STR("- {Say}.") : STR("{Say}."));
    *ARENA_PUSH(m->a, m->d->parts, m->d->n_parts, m->d->parts_room) = (struct draft_part){STR("say"), text, false};
}

static void add_part(struct making *m, const struct template_part *part)
{
    struct draft *d = m->d;
    struct str text = choose(m, part);
    if (str_is(part->name, "subject")) {
        if (m->f->channel == CHANNEL_EMAIL) d->subject = text;
        return;
    }
    *ARENA_PUSH(m->a, d->parts, d->n_parts, d->parts_room) = (struct draft_part){part->name, text, part->joined};
}

static bool wanted(const struct making *m, const struct template_part *part)
{
    return (part->needs & m->holds) == part->needs && !(part->needs_not & m->holds);
}

/* --- the whole --- */

static const char *heading(struct str name)
{
    static const struct {
        const char *name, *heading;
    } all[] = {{"opening", "To begin:"}, {"say", "To say:"}, {"ask", "To ask:"},
        {"voicemail", "If it goes to voicemail:"}, {NULL, NULL}};
    for (int i = 0; all[i].name; i++)
        if (str_is(name, all[i].name)) return all[i].heading;
    return NULL;
}

static struct str assemble(struct making *m)
{
    AUTO(buf) b = {0};
    const struct draft *d = m->d;
    for (size_t i = 0; i < d->n_parts; i++) {
        const struct draft_part *p = &d->parts[i];
        const char *head = letter_is_spoken(m->f) ? heading(p->name) : NULL;
        bool again = i > 0 && str_eq(p->name, d->parts[i - 1].name);
        if (!p->text.n || (letter_is_spoken(m->f) && !head)) continue; /* the rest is for the call sheet */
        bool item = str_starts(p->text, STR("- "));
        if (b.n) buf_put(&b, p->joined ? item ? "\n" : " " : again && head ? "\n" : "\n\n");
        if (head && !again) buf_printf(&b, "%s\n", head);
        buf_add(&b, p->text);
    }
    buf_char(&b, '\n');
    return arena_str(m->a, buf_str(&b));
}

static size_t count_words(struct str s)
{
    size_t n = 0;
    bool within = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || s.p[i] == '\n';
        n += !blank && !within;
        within = !blank;
    }
    return n;
}

static bool too_long(const struct making *m, const struct template *t)
{
    size_t words = (size_t)t->words, characters = (size_t)t->characters;
    if (m->f->channel == CHANNEL_NOTE && (!words || words > LETTER_NOTE_WORDS)) words = LETTER_NOTE_WORDS;
    struct str measured = letter_is_spoken(m->f) ? draft_part(m->d, "voicemail") : str_trim(m->d->body);
    if (letter_is_spoken(m->f)) words = DRAFT_VOICEMAIL_WORDS;
    return (words && count_words(measured) > words) || (characters && str_characters(measured) > characters);
}

/* A part that is left out because nothing is recorded for it: what to tell, so that the letter says more. */
static void advise(struct making *m, const struct template_part *part)
{
    static const struct {
        enum condition condition;
        enum place place;
    } all[] = {{CONDITION_topics, PLACE_TOPIC_1}, {CONDITION_strengths, PLACE_STRENGTH_1}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        uint32_t bit = 1U << all[i].condition;
        bool lacks = part->needs & bit && !(m->holds & bit), met = m->holds >> CONDITION_met_to & 1;
        if (lacks && (met || all[i].condition != CONDITION_topics)) add_missing(m, all[i].place, false);
    }
}

static void attempt(struct making *m, const struct template *t)
{
    *m->d = (struct draft){.template = t};
    m->said = false;
    size_t seen = 0;
    for (size_t i = 0; i < t->n_parts; i++) {
        const struct template_part *part = &t->parts[i];
        if (!wanted(m, part)) {
            advise(m, part);
            continue;
        }
        bool left_out = part->optional && ++seen + m->left_out > m->optional;
        if (left_out) continue;
        add_saying(m, part);
        add_part(m, part);
    }
    m->d->body = assemble(m);
}

static void make(struct making *m, const struct template *t)
{
    for (size_t i = 0; i < t->n_parts; i++) m->optional += t->parts[i].optional && wanted(m, &t->parts[i]);
    for (;;) {
        attempt(m, t);
        if (!too_long(m, t) || m->shortest) return;
        if (m->left_out < m->optional)
            m->left_out++;
        else
            m->shortest = true;
    }
}

static void remember(struct group *g, const struct draft *d)
{
    struct text t;
    text_read(d->body, g->a, &t);
    *ARENA_PUSH(g->a, g->letters, g->n, g->room) = likeness_runs(&t, g->a);
}

static bool make_in_group(const struct templates *t, const struct letter_facts *f, struct str form, struct group *g,
    struct arena *a, struct draft *ret)
{
    const struct template *found = templates_find(t, f, form);
    if (!found) return false;
    uint8_t *chosen = ARENA_NEW(a, uint8_t, f->n_topics + f->n_strengths + 1);
    struct making m = {.a = a, .f = f, .group = g, .holds = places_conditions(f), .d = ret};
    m.seed = mix(mix(mix(2166136261U, f->organisation), f->position), f->to.name);
    places_fill(f, a, &m.values);
    places_choose(f, g->used, g->n, a, &m.values, chosen);
    make(&m, found);
    for (size_t i = 0; i < f->n_topics + f->n_strengths; i++) g->used[i] = (uint8_t)(g->used[i] + chosen[i]);
    return true;
}

/* Purposes for which each of several people gets a letter. */
static bool to_each(enum purpose purpose)
{
    return purpose == PURPOSE_THANKS || purpose == PURPOSE_CONNECT;
}

bool draft_make(
    const struct templates *t, const struct letter_facts *f, struct str form, struct arena *a, struct draft *ret)
{
    struct group g = {.a = a, .used = ARENA_NEW(a, uint8_t, f->n_topics + f->n_strengths + 1)};
    for (size_t i = 0; i < f->n_colleagues && to_each(f->purpose) && f->to.id; i++) {
        struct letter_facts theirs = *f;
        struct draft d;
        if (f->colleagues[i].id >= f->to.id) break;
        theirs.to = f->colleagues[i];
        if (make_in_group(t, &theirs, form, &g, a, &d)) remember(&g, &d);
    }
    return make_in_group(t, f, form, &g, a, ret);
}

struct str draft_part(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->n_parts; i++)
        if (str_is(d->parts[i].name, name)) return d->parts[i].text;
    return (struct str){0};
}
