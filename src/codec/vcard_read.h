/* Contact cards (vCard 2.1, 3.0 and 4.0): what a card says of a person.
 *
 * Built to versit's vCard 2.1, RFC 2426, RFC 6350 and RFC 6868.  Read are the
 * properties that a search for work has a use for; all others are passed over,
 * with pictures and whatever else is encoded in base64.  A card that cannot be
 * taken says so and why; those after it are read.  What a card means for the
 * record is not here but in app/import_cards.c. */
#ifndef CODEC_VCARD_READ_H
#define CODEC_VCARD_READ_H

#include "codec/content.h"

enum {
    VCARD_FILE_MAX = 16 << 20, /* bytes */
    VCARD_VALUE_MAX = 64 << 10, /* bytes of a value that is read */
    VCARD_VALUES_MAX = 8, /* addresses, and numbers, of one card: the most preferred */
};

enum vcard_kind { VCARD_PERSON, VCARD_ORGANISATION, VCARD_GROUP, VCARD_THING };

struct vcard { /* views into the file and the arena; texts are UTF-8 on one line, without control characters */
    size_t line; /* where it begins; of one that cannot be taken: where the fault is */
    struct str fault; /* a sentence; empty: it can be taken */
    enum vcard_kind kind;
    int version; /* 21, 30 or 40; one that does not say is read as 30 */
    struct str name; /* as it is written (FN), but not "Moss, Jane"; else from its parts; empty: it has neither */
    struct str prefix, given, additional, family, suffix; /* N */
    struct str organisation, unit; /* ORG; units below units parted by commas */
    struct str title, role, uid, url;
    struct str note; /* may have several lines */
    struct str mails[VCARD_VALUES_MAX]; /* the preferred first; only what is an address */
    size_t n_mails;
    struct str phones[VCARD_VALUES_MAX]; /* the preferred first; no faxes and pagers */
    size_t n_phones;
};

/* ERR_INPUT: too large, or UTF-16. */
MUST_USE enum err vcard_read_init(struct content_file *ret, struct str bytes, struct err_info *info);

/* The next card, or what stands where one should; false at the end of the file.  Takes time linear in what it reads. */
bool vcard_read_next(struct content_file *f, struct arena *a, struct vcard *ret);

#endif
