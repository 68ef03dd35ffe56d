/* The text of contact cards: quoted-printable, old character sets, escapes.
 * What a card is made of: vcard_read.h.  Private to vcard_*.c. */
#ifndef CODEC_VCARD_TEXT_H
#define CODEC_VCARD_TEXT_H

#include "base/arena.h"

/* All of these are linear and give views of the input where nothing changes. */

struct str vcard_text_quoted(struct arena *a, struct str s); /* quoted-printable taken off; a = that is none stays */

/* From a character set by name to UTF-8.  False: not one of those known (UTF-8, US-ASCII, ISO-8859-1, windows-1252),
 * or not what it says it is.  Bytes of ASCII are taken under every name. */
bool vcard_text_decode(struct arena *a, struct str charset, struct str s, struct str *ret);
bool vcard_text_is_charset(struct str charset); /* one of those known */

struct str vcard_text_unescape(struct arena *a, struct str s); /* \n \, \; \: \\; another \ stays */

/* Cuts at the first `by` that has no \ before it, as str_cut does. */
bool vcard_text_cut(struct str s, char by, struct str *ret_head, struct str *ret_tail);

/* Control characters made blanks, runs of blanks made one, none at the ends; lines: line feeds stay. */
struct str vcard_text_tidy(struct arena *a, struct str s, bool lines);

#endif
