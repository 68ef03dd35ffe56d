/* The frame of a letter. */
#include "letter/frame.h"

#include <string.h>

enum { GREETING_WITHIN = 8 }; /* sentences: before it may stand an address */
enum { CLOSING_WITHIN = 14 }; /* sentences from the end: below it may stand an address */
enum { CLOSING_WORDS = 5, SIGNATURE_WORDS = 5 };

static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "doctor", NULL};
static const char *const general[] = {"sir", "sirs", "madam", "madams", "hiring", "team", "manager", "committee",
    "recruiter", "recruiters", "recruitment", "recruiting", "human", "resources", "hr", "department", "office",
    "search", "talent", "acquisition", "selection", "people", "panel", "members", "friend", "friends", "colleague",
    "colleagues", "whom", "reader", "staff", "board", NULL};
static const char *const several[] = {
    "both", "all", "everyone", "everybody", "team", "colleagues", "friends", "folks", NULL};

/* --- the greeting --- */

static bool begins_greeting(const struct text *t, size_t i)
{
    static const char *const openings[] = {"dear", "hi", "hello", "hey", "greetings", NULL};
    static const char *const times[] = {"morning", "afternoon", "evening", "day", NULL};
    struct str word = text_word(t, i);
    if (str_among_nocase(word, openings)) return true;
    return str_is_nocase(word, "good") && i + 1 < t->n_words && str_among_nocase(text_word(t, i + 1), times);
}

/* The bytes between a word and the next hold one of the marks. */
static bool gap_has(const struct text *t, size_t i, const char *marks)
{
    size_t at = t->words[i].at + t->words[i].n, end = i + 1 < t->n_words ? t->words[i + 1].at : t->bytes.n;
    for (; at < end; at++)
        if (strchr(marks, t->bytes.p[at])) return true;
    return false;
}

static void read_greeted(const struct text *t, size_t i, struct frame *f, bool *ret_new_person)
{
    struct str word = text_word(t, i);
    if (str_among_nocase(word, titles)) {
        f->title = i;
    } else if (str_among_nocase(word, several)) {
        f->people += 2;
    } else if (str_among_nocase(word, general)) {
        f->general = true;
        f->people += f->people == 0;
    } else if (t->words[i].capital && f->n_named < FRAME_NAMES) {
        f->named[f->n_named++] = i;
        f->people += *ret_new_person;
        *ret_new_person = false;
    }
}

static void read_greeting(const struct text *t, size_t i, struct frame *f)
{
    const struct text_sentence *s = &t->sentences[t->words[i].sentence];
    size_t end = s->first + s->n_words;
    bool new_person = true;
    f->greets = true;
    f->greeting = f->greeting_last = i;
    if (str_is_nocase(text_word(t, i), "good")) i++;
    for (i++; i < end; i++) {
        struct str word = text_word(t, i);
        bool joins = str_is_nocase(word, "and") || str_is_nocase(word, "or") || str_is_nocase(word, "the") ||
                     str_is_nocase(word, "there") || str_is_nocase(word, "again");
        bool known = joins || str_among_nocase(word, several) || str_among_nocase(word, general);
        if (!known && !t->words[i].capital) break;
        new_person |= str_is_nocase(word, "and") || gap_has(t, i - 1, "&");
        read_greeted(t, i, f, &new_person);
        f->greeting_last = i;
        if (gap_has(t, i, ":!")) break;
        /* Behind a comma the letter begins, unless another name follows that ends with a comma or "and" itself. */
        bool more = i + 1 < end && t->words[i + 1].capital && i + 2 < end &&
                    (str_is_nocase(text_word(t, i + 2), "and") || gap_has(t, i + 1, ","));
        if (gap_has(t, i, ",")) {
            if (!more) break;
            new_person = true;
        }
    }
}

/* --- the signature --- */

static bool is_closing(const struct text *t, const struct text_sentence *s)
{
    static const char *const single[] = {"sincerely", "regards", "best", "cheers", "thanks", "respectfully",
        "cordially", "warmly", "gratefully", "yours", "faithfully", "cordially", NULL};
    static const char *const first[] = {"kind", "best", "warm", "warmest", "kindest", "many", "with", "yours", "very",
        "thank", "all", "sincerely", "most", "again", NULL};
    if (s->n_words == 0 || s->n_words > CLOSING_WORDS) return false;
    struct str word = text_word(t, s->first);
    char last = t->bytes.p[s->at + s->n - 1];
    if (last == '.' || last == '?' || last == ':') return false;
    return s->n_words == 1 ? str_among_nocase(word, single) : str_among_nocase(word, first);
}

static void read_signature(const struct text *t, struct frame *f)
{
    size_t from = t->n_sentences > CLOSING_WITHIN ? t->n_sentences - CLOSING_WITHIN : 0;
    for (size_t i = t->n_sentences; i-- > from;) {
        const struct text_sentence *s = &t->sentences[i];
        if (!is_closing(t, s)) continue;
        f->closing = s->first;
        if (i + 1 == t->n_sentences) return;
        const struct text_sentence *name = s + 1;
        if (name->n_words > SIGNATURE_WORDS || name->paragraph == s->paragraph) return;
        f->signature = name->first;
        f->n_signature = name->n_words;
        return;
    }
}

void frame_read(const struct text *t, size_t body, struct frame *ret)
{
    struct frame f = {.title = SIZE_MAX, .closing = SIZE_MAX};
    size_t looked = 0;
    for (size_t i = 0; i < t->n_sentences && looked < GREETING_WITHIN && !f.greets; i++) {
        const struct text_sentence *s = &t->sentences[i];
        if (s->at < body || s->n_words == 0) continue;
        looked++;
        if (begins_greeting(t, s->first)) read_greeting(t, s->first, &f);
    }
    read_signature(t, &f);
    *ret = f;
}
