/* What the lines of a business card say of a person.
 *
 * Lines come as they were read off a picture, in any order, with slips.  A slip
 * is mended only where a mail address or a number cannot have been meant
 * otherwise; and whatever was mended, guessed, or hard to read has a doubt, for
 * a person to look at: nothing of this may be recorded unseen. */
#ifndef CODEC_CARD_TEXT_H
#define CODEC_CARD_TEXT_H

#include "base/arena.h"
#include "codec/card_frame.h"

enum { CARD_VALUES_MAX = 4 };

struct card_field {
    struct str text; /* on one line; empty: not on the card */
    const char *doubt; /* a few words; NULL: none */
};

struct card_text { /* strings live in the arena */
    struct card_field name, title, organisation, url;
    struct card_field mails[CARD_VALUES_MAX], phones[CARD_VALUES_MAX]; /* the switchboard's number last; no faxes */
    size_t n_mails, n_phones;
};

/* At most CARD_LINES_MAX lines of at most CARD_LINE_MAX bytes are looked at.  Linear. */
void card_text_read(struct arena *a, const struct card_line *lines, size_t n, struct card_text *ret);

#endif
