/* Writing JSON: values are pushed onto a buffer one by one.
 *
 *     struct json_write w = {.out = &b};
 *     json_write_object(&w, NULL);
 *     json_write_int(&w, "read", 3);
 *     json_write_end(&w);
 *
 * The key is NULL within an array and for the outermost value.  What does not
 * fit in the buffer is lost and the buffer says so (`full`). */
#ifndef CODEC_JSON_WRITE_H
#define CODEC_JSON_WRITE_H

#include "base/buf.h"

enum { JSON_WRITE_DEPTH = 32 };

struct json_write {
    struct buf *out;
    bool pretty; /* a line for each member, indented by two blanks; else all on one line */
    /* private, zero */
    int depth;
    char ends[JSON_WRITE_DEPTH]; /* what closes each open object or array */
    bool begun[JSON_WRITE_DEPTH + 1];
};

void json_write_object(struct json_write *w, const char *key);
void json_write_array(struct json_write *w, const char *key);
void json_write_end(struct json_write *w); /* of the object or array opened last */

void json_write_str(struct json_write *w, const char *key, struct str value); /* what is not UTF-8 becomes U+FFFD */
void json_write_text(struct json_write *w, const char *key, const char *value); /* NULL: null */
void json_write_int(struct json_write *w, const char *key, int64_t value);
void json_write_bool(struct json_write *w, const char *key, bool value);
void json_write_null(struct json_write *w, const char *key);

#endif
