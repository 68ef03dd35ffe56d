/* The check of a letter: what would embarrass, with its place, a reason and a
 * way to put it right.  Findings come in the order of their places.
 *
 * False alarms come first: ERROR only where it is certain. */
#ifndef LETTER_CHECK_H
#define LETTER_CHECK_H

#include "letter/facts.h"
#include "letter/text.h"

enum finding_level { FINDING_ERROR, FINDING_WARNING };

enum { FINDING_SUGGESTIONS = 3 };

struct finding {
    const char *rule; /* of the rulebook: "A11" */
    enum finding_level level;
    size_t at, n; /* bytes of the text; n 0: of the whole */
    struct str why; /* a sentence */
    struct str suggestions[FINDING_SUGGESTIONS];
    size_t n_suggestions;
};

struct findings {
    struct finding *items;
    size_t n, room;
    struct arena *arena;
};

/* Adds one; why and suggestions must live as long as the arena. Returns it, for its suggestions; the pointer is good
 * until the next one is added. */
struct finding *check_add(
    struct findings *f, enum finding_level level, const char *rule, size_t at, size_t n, struct str why);
void check_suggest(struct finding *f, struct str suggestion);

/* A name in the record. */
enum name_kind { NAME_PERSON, NAME_ORGANISATION, NAME_POSITION, NAME_TITLE };
struct check_name {
    struct str text;
    enum name_kind kind;
    bool here; /* of this opportunity or its house */
    bool seeker; /* the seeker's own */
};

/* A letter sent before. */
struct check_sent {
    struct str text, to; /* to: the person's name */
};

struct check_speller {
    void *context;
    bool (*knows)(void *context, struct str word);
    /* In the other kind of English: "colour" where letters are American.  NULL: not asked. */
    bool (*elsewhere)(void *context, struct str word);
    size_t (*suggest)(void *context, struct str word, struct arena *a, struct str *ret, size_t max);
};

struct phrase_rules; /* letter/phrases.h */
struct wordset; /* letter/wordset.h */

struct check_question {
    const struct phrase_rules *rules; /* NULL: no phrase rules */
    const struct check_speller *speller; /* NULL: spelling is not looked at */
    const struct wordset *words; /* besides the dictionary's: letters/LANGUAGE/words; may be NULL */
    const struct letter_facts *facts; /* NULL: without the context of an opportunity */
    bool has_purpose; /* facts->purpose, channel and to were said; else only names and days are compared */
    bool has_attachment, attachment_known; /* of a mail */
    size_t body; /* where the letter begins in the text; before it is the subject */
    const struct check_name *names; /* everything in the record that has a name */
    size_t n_names;
    const struct check_sent *sent; /* to colleagues of the person written to */
    size_t n_sent;
};

/* The text must be UTF-8.  Findings live in the arena. */
void check_text(const struct text *t, const struct check_question *q, struct arena *a, struct findings *ret);

#endif
