/* Shares of a whole, as text and as JSON: what `health` and `insights` show. */
#ifndef CLI_SHARE_H
#define CLI_SHARE_H

#include "base/arena.h"
#include "codec/json_write.h"

/* "9 of 17 (53 %)"; without the percentage where so few would make it look like more than it is. */
struct str share_text(struct arena *a, size_t part, size_t of);

struct str share_percent(struct arena *a, double value); /* "53 %"; what is more than nothing is not called 0 % */

/* part / of to three places; null where there is nothing to share. */
void share_json(struct json_write *w, const char *key, size_t part, size_t of);
/* A value from 0 to 1 likewise; null where it is negative. */
void share_json_value(struct json_write *w, const char *key, double value);

enum { SHARE_FEW = 10 }; /* below so many a share says little: one case more or less is ten per cent */

#endif
