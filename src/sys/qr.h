/* QR codes, by libqrencode, which is loaded when first needed, so that nothing
 * else starts later for it. */
#ifndef SYS_QR_H
#define SYS_QR_H

#include "base/arena.h"

struct qr {
    size_t width; /* modules a side, without the quiet zone; 0: the text does not fit */
    const unsigned char *dark; /* width * width of 0 or 1, row by row */
};

enum { QR_VERSION_MAX = 13 }; /* 69 modules, with its quiet zone 77: what 80 columns of a terminal hold */
enum { QR_QUIET = 4 }; /* light modules all around, as ISO/IEC 18004 asks for */

/* A text in UTF-8, which the code says it is in (ECI 26) where it is not ASCII: readers guess otherwise.  Corrects 15 %
 * of damage, or 7 % where only so it fits.  ERR_NOT_FOUND: the library is not here; the sentence names its package. */
MUST_USE enum err qr_make(struct arena *a, struct str text, struct qr *ret, struct err_info *info);

#endif
