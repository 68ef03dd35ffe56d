/* Photographs of business cards, read by hearback-card and by what cards say.
 * Nothing of it is certain: a person looks at it before it is recorded. */
#ifndef APP_PHOTO_H
#define APP_PHOTO_H

#include "codec/card_text.h"

/* Is this the beginning of a PNG, JPEG, TIFF or WebP picture? */
bool photo_is(struct str bytes);

/* What the card in the picture says.  ERR_INPUT: no such picture, too large, damaged, or without any text;
 * ERR_NOT_FOUND names the packages that are missing. */
MUST_USE enum err photo_read(struct arena *a, struct str bytes, struct card_text *ret, struct err_info *info);

/* The file, if it is a picture: then *ret_is and what it says.  What cannot be read at all is no picture; what reads
 * it next says so. */
MUST_USE enum err photo_look(
    struct arena *a, const char *path, bool *ret_is, struct card_text *ret, struct err_info *info);

#endif
