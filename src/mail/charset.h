/* Text in any character set as UTF-8, also where it is not the set that it says. */
#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include "base/buf.h"

/* As well-formed UTF-8 without NUL: the bytes themselves where they are that, else in `room`.  A set that is unknown, or that the bytes do not fit, gives way to UTF-8
 * where they are that, else to windows-1252; single faults become U+FFFD. */
struct str charset_decode(struct buf *room, struct str bytes, struct str charset);

#endif
