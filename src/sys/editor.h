/* The user's own editor. */
#ifndef SYS_EDITOR_H
#define SYS_EDITOR_H

#include "base/arena.h"

/* Has the text edited in a file of its own (mode 0600, removed afterwards; where the editor failed, or the caller finds
 * fault with the text, editor_keep leaves it).  The editor is $VISUAL, else $EDITOR, else sensible-editor or vi. */
struct editor {
    char path[256];
    bool keep;
};
MUST_USE enum err editor_run(
    struct editor *e, struct str text, size_t max, struct arena *a, struct str *ret, struct err_info *info);
void editor_close(struct editor *e); /* removes the file unless it is kept */

#endif
