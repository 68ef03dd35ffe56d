/* Names of IMAP folders: UTF-8 to the modified UTF-7 of RFC 3501 (5.1.3) and
 * back, as "Entw&APw-rfe" for "Entwürfe". */
#ifndef NET_FOLDER_NAME_H
#define NET_FOLDER_NAME_H

#include "base/arena.h"

/* Of well-formed UTF-8.  The result is printable ASCII. */
struct str folder_name_encode(struct arena *a, struct str name);

/* False: it is not encoded as it should be.  A name that was decoded is encoded to the same again. */
bool folder_name_decode(struct arena *a, struct str encoded, struct str *ret);

#endif
