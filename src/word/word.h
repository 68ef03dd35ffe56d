/* What a mail from (or to) an employer says.  Nothing here is certain: it is
 * offered for review, each thing with its passage and its reason.
 *
 *   struct word_rules *rules = word_rules_new(&a);
 *   for each file of mail/en, mail/de, mail/fr:  word_rules_load(rules, text, path, STR("en"), ...)
 *   word_rules_senders(rules, text of mail/senders.txt, ...)
 *   word_read(rules, &mail, &a, &meaning) */
#ifndef WORD_WORD_H
#define WORD_WORD_H

#include "word/automatic.h"
#include "word/employer.h"
#include "word/own.h"
#include "word/promise.h"
#include "word/sender.h"

/* How sure the gist is. */
enum word_certainty {
    WORD_NOTHING_SAID, /* no rule says anything: the gist is other */
    WORD_PERHAPS, /* hints alone */
    WORD_LIKELY,
    WORD_SURE,
};

struct word_meaning {
    struct own_pieces own;
    bool ours; /* the user wrote it: no gist, no promise and no sender is read from it */
    struct str language; /* "en", "de", "fr", or empty */
    struct automatic automatic;
    bool is_word; /* as the rulebook counts: false for receipts, out of office, bounces, lists */
    enum gist gist; /* GIST_OTHER for what is no word, but GIST_RECEIVED for receipts */
    enum word_certainty certainty;
    struct word_reason reason; /* of the gist */
    enum purpose purpose; /* of ours: what it was for; PURPOSE_OTHER: no rule says */
    struct word_reason references; /* they ask for references, whatever the gist; empty: they do not */
    struct promises promises;
    struct sender sender;
    struct employer employer;
    bool about_work; /* careful: false unless something says so */
    struct word_reason about;
};

/* Everything in *ret lives in the arena, in the rules or in the mail. */
void word_read(const struct word_rules *r, const struct word_mail *m, struct arena *a, struct word_meaning *ret);

#endif
