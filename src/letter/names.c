/* Names in a letter.  A name is misspelt where a word is one or two letters off
 * and something says that the name was meant: it stands in the greeting, beside
 * the rest of the name, or is no word at all. */
#include "letter/names.h"

#include "letter/frame.h"
#include "letter/near.h"
#include "letter/spelling.h"
#include "letter/wordset.h"

#include <string.h>

enum { OCCURRENCES = 12 }; /* names with a word in common that are looked at */
enum { UNKNOWN_MAX = 300 }; /* different unknown words that are compared with all names */
enum { NAME_WORDS = 12 };

struct name {
    const struct check_name *said;
    struct str words[NAME_WORDS]; /* folded */
    struct str raw[NAME_WORDS];
    size_t n;
};

struct occurrence {
    uint32_t name, word;
    uint32_t next; /* + 1; 0: no more */
};

struct names {
    const struct text *t;
    const struct check_question *q;
    struct findings *ret;
    struct arena *a;
    struct frame frame;
    struct name *names;
    size_t n;
    struct wordset index; /* folded word of a name -> its first occurrence + 1 */
    struct occurrence *occurrences;
    size_t n_occurrences, occurrences_room;
    struct wordset in_text; /* folded words of the text */
    bool *marked; /* words of the text that something was said about */
};

/* --- words --- */

static struct str fold(const struct text *t, size_t i, char out[static 64])
{
    return near_fold(spelling_stem(text_word(t, i)), out);
}

/* Forms of a firm in law, and words that no name is known by. */
static bool is_bare(struct str word)
{
    static const char *const bare[] = {"gmbh", "inc", "ltd", "llc", "ag", "plc", "co", "corp", "sa", "bv", "ab", "as",
        "oy", "kg", "se", "aps", "limited", "company", "the", "and", "of", "for", "de", "von", "van", "der", "at", "in",
        "m", "f", "d", "w", "x", "mr", "ms", "mrs", "dr", "prof", NULL};
    return word.n < 2 || str_among_nocase(word, bare);
}

static void read_name(struct names *s, const struct check_name *said)
{
    struct text t;
    struct name *name = &s->names[s->n];
    if (said->text.n > TEXT_MAX) return;
    text_read(said->text, s->a, &t);
    *name = (struct name){.said = said};
    for (size_t i = 0; i < t.n_words && name->n < NAME_WORDS; i++) {
        char room[64];
        struct str word = fold(&t, i, room);
        if (is_bare(word)) continue;
        name->raw[name->n] = text_word(&t, i);
        name->words[name->n] = arena_str(s->a, word);
        uint32_t *first = wordset_put(&s->index, word);
        *ARENA_PUSH(s->a, s->occurrences, s->n_occurrences, s->occurrences_room) =
            (struct occurrence){(uint32_t)s->n, (uint32_t)name->n, *first};
        *first = (uint32_t)s->n_occurrences;
        name->n++;
    }
    s->n += name->n > 0;
}

static void read_all(struct names *s)
{
    const struct check_question *q = s->q;
    s->names = ARENA_NEW(s->a, struct name, q->n_names + 1);
    for (size_t i = 0; i < q->n_names; i++) read_name(s, &q->names[i]);
    for (size_t i = 0; i < s->t->n_words; i++) {
        char room[64];
        wordset_put(&s->in_text, fold(s->t, i, room));
    }
}

static enum finding_level grave(const struct names *s, bool sure)
{
    return s->q->facts && sure ? FINDING_ERROR : FINDING_WARNING;
}

static struct finding *mark(struct names *s, enum finding_level level, size_t i, struct str why)
{
    struct str word = spelling_stem(text_word(s->t, i));
    s->marked[i] = true;
    return check_add(s->ret, level, "A3", s->t->words[i].at, word.n, why);
}

/* A slip, not another name: one letter of four, two of seven with the same beginning. */
static bool is_slip(struct str word, struct str name)
{
    enum { SHORTEST = 3, LONG = 7 };
    unsigned most = name.n >= LONG ? 2 : 1;
    if (name.n < SHORTEST || word.n < SHORTEST) return false;
    unsigned distance = near_distance(word, name, most);
    return distance > 0 && distance <= most && (distance == 1 || word.p[0] == name.p[0]);
}

static bool is_somebodys(const struct names *s, struct str word)
{
    return wordset_find(&s->index, word) != NULL;
}

/* Whether any name of that kind (and of the house, if here) has the word. */
static const struct name *owner(const struct names *s, struct str word, enum name_kind kind, bool here)
{
    const uint32_t *first = wordset_find(&s->index, word);
    size_t left = OCCURRENCES;
    for (uint32_t i = first ? *first : 0; i && left--; i = s->occurrences[i - 1].next) {
        const struct name *name = &s->names[s->occurrences[i - 1].name];
        if (name->said->kind == kind && name->said->here == here && !name->said->seeker) return name;
    }
    return NULL;
}

/* --- the greeting --- */

/* The words of the person written to. */
static size_t words_of_person(const struct names *s, struct str words[static NAME_WORDS])
{
    struct text t;
    size_t n = 0;
    text_read(s->q->facts->to.name, s->a, &t);
    for (size_t i = 0; i < t.n_words && n < NAME_WORDS; i++) words[n++] = text_word(&t, i);
    return n;
}

enum greeted { GREETED_RIGHT, GREETED_NEAR, GREETED_SHORTENED, GREETED_OTHER };

/* How a word of the greeting goes with the names of the person; *ret: what it should be. */
static enum greeted compare(struct str word, const struct str names[], size_t n, struct str *ret)
{
    char room[64], other[64];
    struct str folded = near_fold(word, room);
    enum greeted found = GREETED_OTHER;
    for (size_t i = 0; i < n; i++) {
        struct str name = near_fold(names[i], other);
        if (str_eq(folded, name)) return GREETED_RIGHT;
        bool shortened = folded.n >= 2 && str_starts(name, folded);
        if (shortened) {
            if (name.n > folded.n + 1) return GREETED_RIGHT; /* Jon for Jonathan */
            found = GREETED_SHORTENED;
            *ret = names[i];
        } else if (is_slip(folded, name) && found == GREETED_OTHER) {
            found = GREETED_NEAR;
            *ret = names[i];
        }
    }
    return found;
}

static void report_greeting(struct names *s, size_t i, enum greeted how, struct str name)
{
    struct str to = s->q->facts->to.name;
    struct str why =
        arena_format(s->a, "The letter is for %.*s: this is not how the name is written on the card.", STR_ARG(to));
    switch (how) {
    case GREETED_RIGHT: return;
    case GREETED_NEAR: check_suggest(mark(s, FINDING_ERROR, i, why), name); return;
    case GREETED_SHORTENED: check_suggest(mark(s, FINDING_WARNING, i, why), name); return;
    case GREETED_OTHER: break;
    }
}

/* Names in the greeting that are none of the person's, where none of them is right. */
static void check_other_greeted(struct names *s, size_t i)
{
    char room[64];
    const struct letter_facts *f = s->q->facts;
    struct str word = fold(s->t, i, room);
    const struct name *other = owner(s, word, NAME_PERSON, true);
    if (!other) other = owner(s, word, NAME_PERSON, false);
    struct str why = arena_format(s->a, "The letter is for %.*s, and it greets somebody else.", STR_ARG(f->to.name));
    if (other)
        why = arena_format(
            s->a, "The letter is for %.*s, and it greets %.*s.", STR_ARG(f->to.name), STR_ARG(other->said->text));
    struct finding *x = mark(s, other ? FINDING_ERROR : FINDING_WARNING, i, why);
    struct str first, rest;
    str_cut(f->to.name, ' ', &first, &rest);
    check_suggest(x, s->frame.title == SIZE_MAX || !rest.n ? first : rest);
}

static void check_greeting(struct names *s)
{
    const struct letter_facts *f = s->q->facts;
    const struct frame *frame = &s->frame;
    if (!f || !f->to.name.n || f->to.general || !frame->greets || !frame->n_named || frame->people > 1) return;
    struct str names[NAME_WORDS], meant = {0};
    size_t n = words_of_person(s, names);
    bool any = false;
    for (size_t i = 0; i < frame->n_named; i++) {
        enum greeted how = compare(spelling_stem(text_word(s->t, frame->named[i])), names, n, &meant);
        report_greeting(s, frame->named[i], how, meant);
        any |= how != GREETED_OTHER;
    }
    if (!any && !frame->general) check_other_greeted(s, frame->named[0]);
}

/* "Mr" for somebody whose card says "Dr". */
static void check_title(struct names *s)
{
    static const char *const plain[] = {"mr", "mrs", "ms", "miss", "mx", NULL};
    const struct letter_facts *f = s->q->facts;
    if (!f || !f->to.title.n || s->frame.title == SIZE_MAX || s->frame.people > 1) return;
    struct str card, rest;
    str_cut(f->to.title, ' ', &card, &rest);
    if (card.n && card.p[card.n - 1] == '.') card.n--;
    bool doctor = str_is_nocase(card, "dr") || str_is_nocase(card, "prof") || str_is_nocase(card, "professor");
    if (!doctor || !str_among_nocase(text_word(s->t, s->frame.title), plain)) return;
    struct str why = arena_format(s->a, "The card says %.*s.", STR_ARG(f->to.title));
    check_suggest(mark(s, FINDING_WARNING, s->frame.title, why), card);
}

/* --- misspelt anywhere --- */

static bool adjoin(const struct text *t, size_t i)
{
    if (i + 1 >= t->n_words || t->words[i].sentence != t->words[i + 1].sentence) return false;
    for (size_t at = t->words[i].at + t->words[i].n; at < t->words[i + 1].at; at++)
        if (!strchr(" \t\r\n.", t->bytes.p[at])) return false;
    return true;
}

static const char *what(enum name_kind kind)
{
    switch (kind) {
    case NAME_PERSON: return "name";
    case NAME_ORGANISATION: return "firm";
    case NAME_POSITION: return "position";
    case NAME_TITLE: return "title";
    }
    return "name";
}

static void report_slip(struct names *s, size_t i, const struct name *name, size_t word, bool sure)
{
    struct str why =
        arena_format(s->a, "By your record the %s is %.*s.", what(name->said->kind), STR_ARG(name->said->text));
    if (name->said->seeker) why = STR("This is not how your own name is written in your profile.");
    check_suggest(mark(s, grave(s, sure && name->said->here), i, why), name->raw[word]);
}

/* The word `other` stands where the name has the word k, beside a word that the name has too.  All with capitals: in
 * small letters "the team led" is no Team Lead. */
static bool check_neighbour(struct names *s, size_t other, const struct name *name, size_t k)
{
    char room[64];
    const struct text_word *w = &s->t->words[other];
    const struct check_speller *speller = s->q->speller;
    struct str word = fold(s->t, other, room), own = name->words[k];
    bool plain = name->said->kind == NAME_POSITION || name->said->kind == NAME_TITLE;
    if (s->marked[other] || w->kind != WORD_LETTERS || !w->capital || str_eq(word, own)) return false;
    if (is_somebodys(s, word) || !is_slip(word, own)) return false;
    bool plural = word.n == own.n + 1 && word.p[word.n - 1] == 's' && str_starts(word, own);
    bool singular = own.n == word.n + 1 && own.p[word.n] == 's' && str_starts(own, word);
    if (plain && (plural || singular)) return false;
    bool english = speller && speller->knows(speller->context, spelling_stem(text_word(s->t, other)));
    bool another = name->said->kind == NAME_PERSON && english; /* there may be another Jane, whose name is a name too */
    report_slip(s, other, name, k, !another);
    return true;
}

/* Beside a word that is right. */
static void check_beside(struct names *s, size_t i)
{
    char room[64];
    if (!s->t->words[i].capital) return;
    const uint32_t *first = wordset_find(&s->index, fold(s->t, i, room));
    size_t left = OCCURRENCES;
    for (uint32_t x = first ? *first : 0; x && left--; x = s->occurrences[x - 1].next) {
        const struct occurrence *o = &s->occurrences[x - 1];
        const struct name *name = &s->names[o->name];
        bool right = o->word + 1 < name->n && adjoin(s->t, i) && check_neighbour(s, i + 1, name, o->word + 1);
        bool before = o->word > 0 && i > 0 && adjoin(s->t, i - 1) && check_neighbour(s, i - 1, name, o->word - 1);
        if (right || before) return;
    }
}

/* A word with a capital that no dictionary has and that is nearly a name. */
static void check_unknown(struct names *s, size_t i, struct wordset *seen)
{
    const struct check_speller *speller = s->q->speller;
    char room[64];
    struct str stem = spelling_stem(text_word(s->t, i)), word = fold(s->t, i, room);
    if (word.n < 4 || seen->n >= UNKNOWN_MAX) return;
    uint32_t *found = wordset_put(seen, word);
    for (size_t k = 0; k < s->n && !*found; k++) {
        const struct name *name = &s->names[k];
        if (name->said->kind != NAME_PERSON && name->said->kind != NAME_ORGANISATION) continue;
        for (size_t w = 0; w < name->n && !*found; w++)
            if (name->words[w].n >= 4 && is_slip(word, name->words[w])) *found = (uint32_t)(k * NAME_WORDS + w + 1);
    }
    bool known = *found && (speller->knows(speller->context, stem) || (s->q->words && wordset_find(s->q->words, word)));
    if (*found && !known) {
        const struct name *name = &s->names[(*found - 1) / NAME_WORDS];
        report_slip(s, i, name, (*found - 1) % NAME_WORDS, true);
    }
}

static void check_words(struct names *s)
{
    struct wordset seen = {.arena = s->a};
    char room[64];
    for (size_t i = 0; i < s->t->n_words; i++) {
        const struct text_word *w = &s->t->words[i];
        bool greeted = s->frame.greets && i >= s->frame.greeting && i <= s->frame.greeting_last;
        if (w->kind != WORD_LETTERS || s->marked[i] || (greeted && s->q->facts && s->q->facts->to.name.n)) continue;
        if (is_somebodys(s, fold(s->t, i, room)))
            check_beside(s, i);
        else if (w->capital && s->q->speller)
            check_unknown(s, i, &seen);
    }
}

/* --- another house, another position --- */

static bool matches_at(const struct names *s, const struct name *name, size_t i)
{
    for (size_t k = 0; k < name->n; k++) {
        if (i + k >= s->t->n_words || (k > 0 && !adjoin(s->t, i + k - 1))) return false;
        struct str word = text_word(s->t, i + k), stem = spelling_stem(word);
        if (!str_eq(stem, name->raw[k]) && !str_eq(word, name->raw[k])) return false;
    }
    return true;
}

/* Whether all of its words are in the text, in any order. */
static bool is_named(const struct names *s, const struct name *name, bool all)
{
    size_t n = 0;
    for (size_t k = 0; k < name->n; k++) n += wordset_find(&s->in_text, name->words[k]) != NULL;
    return all ? n == name->n : n > 0;
}

static bool here_is_named(const struct names *s, enum name_kind kind)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->names[i].said->kind == kind && s->names[i].said->here &&
            is_named(s, &s->names[i], kind == NAME_POSITION))
            return true;
    return false;
}

/* Some word of it is also one of what belongs here. */
static bool shares_words(const struct names *s, const struct name *name)
{
    for (size_t k = 0; k < name->n; k++)
        for (int kind = NAME_PERSON; kind <= NAME_TITLE; kind++)
            if (owner(s, name->words[k], (enum name_kind)kind, true)) return true;
    return false;
}

/* A name that is an English word too means something else at the head of a sentence. */
static bool may_be_word(const struct names *s, const struct name *name, size_t i)
{
    const struct check_speller *speller = s->q->speller;
    if (name->n > 1) return false;
    bool english = !speller || speller->knows(speller->context, name->words[0]);
    return english && (s->t->words[i].begins || s->t->words[i].shout);
}

/* Letters that are about this house alone. */
static bool is_about_here(const struct check_question *q)
{
    if (!q->has_purpose) return true;
    switch (q->facts->purpose) {
    case PURPOSE_THANKS:
    case PURPOSE_THREE_PART:
    case PURPOSE_INQUIRY:
    case PURPOSE_GRACIOUS:
    case PURPOSE_CHECK_BACK:
    case PURPOSE_CONNECT: return true;
    case PURPOSE_REPLY:
    case PURPOSE_REFERENCE:
    case PURPOSE_MATERIAL:
    case PURPOSE_ARTICLE:
    case PURPOSE_OTHER: return false;
    }
    return false;
}

static void check_other(struct names *s, size_t i, const struct name *name, bool here_named)
{
    const struct letter_facts *f = s->q->facts;
    bool house = name->said->kind == NAME_ORGANISATION;
    struct str ours = house ? f->organisation : f->position;
    struct str why = arena_format(s->a, "This letter is %s %.*s, and it names %.*s.",
        house ? "for" : "about the position of", STR_ARG(ours), STR_ARG(name->said->text));
    enum finding_level level = house && !here_named && is_about_here(s->q) ? FINDING_ERROR : FINDING_WARNING;
    size_t at = s->t->words[i].at, last = i + name->n - 1;
    size_t end = s->t->words[last].at + spelling_stem(text_word(s->t, last)).n;
    check_suggest(check_add(s->ret, level, "A3", at, end - at, why), ours);
}

static void check_elsewhere(struct names *s)
{
    const struct letter_facts *f = s->q->facts;
    if (!f || !f->organisation.n) return;
    bool house_named = here_is_named(s, NAME_ORGANISATION), position_named = here_is_named(s, NAME_POSITION);
    for (size_t i = 0; i < s->t->n_words; i++) {
        char room[64];
        if (!s->t->words[i].capital) continue;
        const uint32_t *first = wordset_find(&s->index, fold(s->t, i, room));
        size_t left = OCCURRENCES;
        for (uint32_t x = first ? *first : 0; x && left--; x = s->occurrences[x - 1].next) {
            const struct name *name = &s->names[s->occurrences[x - 1].name];
            bool house = name->said->kind == NAME_ORGANISATION, position = name->said->kind == NAME_POSITION;
            if (s->occurrences[x - 1].word || name->said->here || !(house || position)) continue;
            if (position && (position_named || name->n < 2 || !is_about_here(s->q))) continue;
            if (!matches_at(s, name, i) || shares_words(s, name) || may_be_word(s, name, i)) continue;
            check_other(s, i, name, house_named);
            break;
        }
    }
}

/* --- the signature --- */

static void check_signature(struct names *s)
{
    struct str own = s->q->facts ? s->q->facts->own_name : (struct str){0}, words[NAME_WORDS];
    struct text t;
    size_t n = 0;
    for (size_t i = 0; i < s->q->n_names && !own.n; i++)
        if (s->q->names[i].seeker) own = s->q->names[i].text;
    if (!own.n || !s->frame.n_signature) return;
    text_read(own, s->a, &t);
    for (size_t i = 0; i < t.n_words && n < NAME_WORDS; i++) words[n++] = text_word(&t, i);
    size_t end = s->frame.signature + s->frame.n_signature;
    bool right = false; /* another word of it */
    for (size_t i = s->frame.signature; i < end; i++)
        right |= compare(text_word(s->t, i), words, n, &(struct str){0}) == GREETED_RIGHT;
    for (size_t i = s->frame.signature; i < end; i++) {
        struct str meant = {0};
        if (s->t->words[i].kind != WORD_LETTERS || s->marked[i]) continue;
        enum greeted how = compare(text_word(s->t, i), words, n, &meant);
        bool last = right && how == GREETED_OTHER && i + 1 == end && n > 1 &&
                    near_distance(text_word(s->t, i), words[n - 1], 2) <= 2;
        if (last) meant = words[n - 1];
        if (how != GREETED_NEAR && !last) continue;
        struct finding *f = mark(s, FINDING_ERROR, i, STR("This is not how your own name is written in your profile."));
        check_suggest(f, meant);
    }
}

void names_check(const struct text *t, const struct check_question *q, struct findings *ret)
{
    struct arena *a = ret->arena;
    struct names s = {.t = t, .q = q, .ret = ret, .a = a};
    s.index.arena = s.in_text.arena = a;
    if (!q->n_names && !q->facts) return;
    s.marked = ARENA_NEW(a, bool, t->n_words + 1);
    frame_read(t, q->body, &s.frame);
    read_all(&s);
    check_greeting(&s);
    check_title(&s);
    check_words(&s);
    check_elsewhere(&s);
    check_signature(&s);
}
