/* Private to card_*.c: the two steps of card_text.h, and the words they know. */
#ifndef CODEC_CARD_PART_H
#define CODEC_CARD_PART_H

#include "codec/card_text.h"

/* --- card_words.c --- */

enum card_label { CARD_LABEL_NONE, CARD_PHONE, CARD_OFFICE, CARD_FAX, CARD_MAIL, CARD_URL };

/* Each takes a word as it stands, with whatever signs around it. */
enum card_label card_words_label(struct str word); /* Tel., M:, E-Mail */
bool card_words_is_title(struct str word); /* Engineer, Leiterin, Directrice */
bool card_words_is_legal(struct str word); /* GmbH, Ltd, SARL */
bool card_words_is_organisation(struct str word); /* University, Labs, Gruppe */
bool card_words_is_honorific(struct str word); /* Dr., Herr, Mme; PhD */
bool card_words_is_particle(struct str word); /* van, de: small in the middle of a name */
bool card_words_is_place(struct str word); /* Street, Postfach, rue */

enum { CARD_FOLDED = 64 };
/* Small Latin letters and digits of a text, accents dropped (ss for ß); german: ae, oe, ue for umlauts.  What does not
 * fit is cut off. */
struct str card_words_fold(struct str s, bool german, char out[static CARD_FOLDED]);

/* --- card_values.c --- */

/* A line without the values that were found in it. */
struct card_rest {
    struct str text; /* may be empty */
    int confidence, height;
    bool plain; /* no value stood in its line */
};

/* Takes mail addresses, numbers and web addresses off the lines.  rest: room for n. */
void card_values_take(
    struct arena *a, const struct card_line *lines, size_t n, struct card_text *ret, struct card_rest *rest);

/* --- card_roles.c --- */

/* Which of the other lines are the name, the title and the organisation. */
void card_roles_find(struct arena *a, const struct card_rest *rest, size_t n, struct card_text *ret);

enum { CARD_UNSURE = 80 }; /* per cent below which a word is often another one */

#endif
