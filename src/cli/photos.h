/* Photographs of business cards among the files to import: read, shown for
 * correction, and seen before any of it is recorded. */
#ifndef CLI_PHOTOS_H
#define CLI_PHOTOS_H

#include "app/import.h"
#include "app/photo.h"
#include "cli/args.h"
#include "codec/json_write.h"
#include "sys/editor.h"

struct photos {
    struct import_photo *items;
    struct card_text *texts; /* what was read of each */
    size_t n;
    struct editor editor; /* of the one corrected last; kept where its text would be lost */
};

/* Reads those among the files; and, where somebody sits at a terminal, has each corrected in their editor.  --yes takes
 * them as they were read. */
MUST_USE enum err photos_read(struct cli *cli, const struct args *args, struct photos *ret, struct err_info *info);
void photos_close(struct photos *p);

/* What was read of those that were not recorded, and the command that would record them.  results: of n files. */
void photos_text(
    struct cli *cli, const struct photos *p, const struct import_result *results, size_t n, struct str opportunity);
/* "photos": [...]; nothing where there is none. */
void photos_json(struct json_write *w, const struct photos *p);

/* --- the form in the editor; private to photos*.c --- */

enum { PHOTOS_FORM_MAX = 64 << 10 };
void photos_form_write(const char *path, const struct card_text *t, struct buf *ret);
/* ERR_INPUT: "FILE:LINE: sentence".  An empty name is no fault. */
MUST_USE enum err photos_form_read(
    struct str text, const char *where, struct arena *a, struct vcard *ret, struct err_info *info);

#endif
