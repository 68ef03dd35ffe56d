/* Key files: [sections] of `key = value` lines, `#` comments.  One line at a
 * time, with its number, so that every complaint can name it. */
#ifndef PLAN_INI_H
#define PLAN_INI_H

#include "base/err.h"
#include "base/str.h"

struct ini {
    struct str rest; /* set to the text; then moved on */
    const char *where; /* the file's name, for errors; not terminated where_n bytes */
    size_t where_n;
    int line; /* of the entry at hand, from 1 */
    struct str section;
};

struct ini_entry {
    struct str section, key, value; /* key empty: a section begins */
};

enum { INI_MAX = 256 * 1024 };

/* The next entry; *ret_end is set when there is none.  ERR_INPUT: not UTF-8, too long, no section yet, no "=". */
MUST_USE enum err ini_next(struct ini *ini, struct ini_entry *ret, bool *ret_end, struct err_info *info);

/* "FILE:LINE: sentence" with ERR_INPUT. */
enum err ini_fault(const struct ini *ini, struct err_info *info, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
