/* The writer's own words in a mail: quoted text, signature and what firms put
 * below every mail set apart.  Any language's quoting marks by their form; the
 * lines above a quotation ("On ... wrote:") in some twenty languages. */
#ifndef WORD_OWN_H
#define WORD_OWN_H

#include "word/mail.h"

enum own_kind {
    OWN_TEXT, /* the writer's own */
    OWN_QUOTED, /* somebody's earlier words, with the line that announces them */
    OWN_SIGNATURE, /* from the closing formula or "-- " on, "Sent from my phone" */
    OWN_NOTICE, /* confidentiality, unsubscribing, the firm's register entry */
};

/* A run of whole lines, blank lines at its ends included. */
struct own_piece {
    enum own_kind kind;
    size_t at, n; /* bytes of the text */
};

/* Together the pieces are the whole text, in its order; no two neighbours are of one kind. */
struct own_pieces {
    struct own_piece *items;
    size_t n;
    bool forwarded; /* it passes on a mail: what is quoted is what matters in it */
};

/* text: UTF-8 with LF; linear. */
void own_read(struct str text, struct arena *a, struct own_pieces *ret);

/* All pieces of a kind, one behind the other. */
struct str own_join(struct str text, const struct own_pieces *p, enum own_kind kind, struct arena *a);

/* A copy of the text, as long as it, in which all but pieces of this kind is blank: places stay what they are.  Blanks
 * of other kinds (no-break, zero width) become plain ones. */
struct str own_mask(struct str text, const struct own_pieces *p, enum own_kind kind, struct arena *a);

#endif
