/* Mails with known answers, a file of many: each begins with a line "%% LANGUAGE
 * GIST", then lines "key: value", an empty line, and the text up to the next
 * "%%".  GIST is one of the model's, or list, out-of-office, bounce.
 *
 *   from: Ada Birch <ada@harbour.example>    subject: ...      sent: 2026-10-05
 *   decision: 2026-10-16                     follow-up: DAY    meeting: 2026-10-12T10:00
 *   employer: Harbour Foods                  position: ...     work: yes, no
 *   name: Ada Birch   title: ...             phone: ...        back: DAY
 *   auto: auto-replied                       list: yes */
#ifndef TESTS_WORD_COLLECTION_H
#define TESTS_WORD_COLLECTION_H

#include "word/word.h"

enum { COLLECTION_ANSWERS = 12 };

struct collected {
    int line;
    struct str language, gist;
    struct word_mail mail;
    struct {
        struct str key, value;
    } answers[COLLECTION_ANSWERS];
    size_t n;
};

/* The rules that come with hearback; each example is run. */
struct word_rules *collection_rules(struct arena *a, enum phrases_trust trust);

struct str collection_file(const char *path, struct arena *a); /* ends the program where it cannot be read */

/* Takes the next mail off *rest; false: there is none. */
bool collection_next(struct str *rest, int *line, struct collected *ret);

/* What the program answers to a key; empty: nothing. */
struct str collection_answer(const struct word_meaning *w, const struct collected *c, struct str key, struct arena *a);
struct str collection_gist(const struct word_meaning *w);

#endif
