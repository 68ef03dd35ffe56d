/* Text files that come with the program and that users may replace or add to:
 * letters, rules of what to look for. */
#ifndef APP_TEXTS_H
#define APP_TEXTS_H

#include "base/arena.h"

struct texts_file {
    struct str name, path, text; /* name: without .txt; path is followed by a NUL */
    bool own; /* the user's */
};

/* FOLDER/NAME.txt of the program's data, such as "letters/en/drafts", and of the user's configuration folder, whose
 * files replace those of the same name; in the order of their names. */
MUST_USE enum err texts_files(
    const char *folder, struct arena *a, struct texts_file **ret, size_t *ret_n, struct err_info *info);

#endif
