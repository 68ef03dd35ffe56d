/* A first glance at a mail: could it be about work at all?  Most of what is in a
 * mailbox cannot, and need not be read. */
#ifndef WORD_GLANCE_H
#define WORD_GLANCE_H

#include "word/mail.h"

/* False where no word of the search for work, in English, German or French, is in its subject or text. */
bool word_glance(const struct word_mail *m);

#endif
