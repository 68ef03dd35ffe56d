/* Who wrote: name, title, organisation, numbers and addresses, from the
 * signature and the From line. */
#ifndef WORD_SENDER_H
#define WORD_SENDER_H

#include "word/own.h"

enum { SENDER_PHONES = 4, SENDER_MAILS = 3 };

struct sender {
    struct str name; /* as they write it; empty where only a system is named */
    struct str title, organisation;
    struct {
        struct str number; /* as written, without its label */
        struct str label; /* "Tel", "Mobile", "M"; may be empty */
        bool fax;
    } phones[SENDER_PHONES];
    size_t n_phones;
    struct str mails[SENDER_MAILS]; /* the From address first */
    size_t n_mails;
    struct word_passage passage; /* the signature */
};

void sender_read(const struct word_mail *m, const struct own_pieces *own, struct arena *a, struct sender *ret);

#endif
