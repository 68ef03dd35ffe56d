/* Writing contact cards: vCard 3.0 (RFC 2426) or 4.0 (RFC 6350). */
#ifndef CODEC_VCARD_WRITE_H
#define CODEC_VCARD_WRITE_H

#include "base/buf.h"
#include "base/civil.h"
#include "codec/vcard_read.h"

/* A card of that version (30 or 40) from name, uid, organisation, unit, title, mails, phones, url and note.  The parts
 * of the name are those given, or, where none is, found in it.  rev: when it was last changed; TIME_NONE: not said.
 * Lines end in CRLF and are folded at 75 bytes, never within a character. */
void vcard_write(struct buf *b, const struct vcard *card, int version, instant_t rev);

/* A card of 3.0 for a QR code, where every byte counts: name, organisation, title, the first phone and mail.  Not folded,
 * as readers of codes do not always unfold. */
void vcard_write_brief(struct buf *b, const struct vcard *card);

/* The parts of a name as they are most often: honorifics before, degrees and the like behind, the last word with the
 * small words in front of it (van der Berg) as the family's. */
void vcard_write_parts(struct str name, struct vcard *ret); /* prefix, given, family and suffix, views of it */

#endif
