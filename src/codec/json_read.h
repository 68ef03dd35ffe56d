/* Reading JSON: one object at a time, without nesting kept.  The library
 * (jansson) is fenced in json_read.c; what the objects mean is not here. */
#ifndef CODEC_JSON_READ_H
#define CODEC_JSON_READ_H

#include "base/arena.h"

struct json_read; /* one object */

enum { JSON_READ_MAX = 1 << 20 }; /* bytes of one object as it stands in the file */

enum json_read_type { JSON_READ_TEXT, JSON_READ_NUMBER, JSON_READ_YES_NO, JSON_READ_OTHER /* null, array, ... */ };

struct json_read_member {
    struct str key;
    enum json_read_type type;
    struct str text; /* UTF-8 without NUL */
    int64_t number; /* also of yes and no: 1 and 0 */
};

/* Reads the object at the front of *text and steps behind it.  Duplicate keys, invalid UTF-8, numbers beyond 64 bits
 * and objects larger than JSON_READ_MAX are refused. */
MUST_USE enum err json_read_object(struct str *text, struct json_read **ret, struct err_info *info);
void json_read_close(struct json_read *o);

/* Each member in turn; false after the last.  Views live until the object is closed. */
bool json_read_next(struct json_read *o, struct json_read_member *ret);
void json_read_rewind(struct json_read *o);

/* The text of one member of an object that is all of `text`, copied to the arena; false if there is none. */
bool json_read_text_member(struct str text, const char *key, struct arena *a, struct str *ret);

#endif
