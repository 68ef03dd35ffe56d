/* Mail that no person wrote: by its headers, its sender, and what it says. */
#ifndef WORD_AUTOMATIC_H
#define WORD_AUTOMATIC_H

#include "word/rules.h"

enum automatic_kind {
    AUTOMATIC_NONE, /* a person, or a system that has something to say (a rejection) */
    AUTOMATIC_RECEIPT, /* "we have received your application": no word */
    AUTOMATIC_OUT_OF_OFFICE, /* no word */
    AUTOMATIC_BOUNCE, /* our own mail came back */
    AUTOMATIC_LIST, /* newsletters, job alerts, advertising: nothing at all */
};
extern const char *const automatic_names[]; /* none, receipt, out-of-office, bounce, list */

struct automatic {
    enum automatic_kind kind;
    struct word_reason reason;
    day_t back; /* out of office: the day they are back, as said; DAY_NONE: not said */
};

/* By headers, sender, and what the rules have found in the text.  Receipts only where the headers say so: what the text
 * confirms is a gist (word.h). */
void automatic_read(const struct word_mail *m, const struct rules_found *signs, struct automatic *ret);

#endif
