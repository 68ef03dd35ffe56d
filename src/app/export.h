/* Writing out what is recorded: all of it as hearback's own document, or a part
 * as a table for a spreadsheet, or as contact cards. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/app.h"

enum export_table { EXPORT_OPPORTUNITIES, EXPORT_PEOPLE, EXPORT_EVENTS };
extern const char *const export_table_names[]; /* NULL-terminated */

/* Each event, undone ones too, as codec/json_events.h has it.  *ret_n: events. */
MUST_USE enum err export_json(struct app *app, struct buf *b, int64_t *ret_n, struct err_info *info);

/* A header and a line for each; what a spreadsheet might take for a formula is made harmless.  *ret_n: lines without the
 * header.  Opportunities are what `import` recognises again. */
MUST_USE enum err export_csv(
    struct app *app, enum export_table table, struct buf *b, int64_t *ret_n, struct err_info *info);

/* Everybody as a contact card, vCard 3.0 (30) or 4.0 (40).  *ret_n: cards. */
MUST_USE enum err export_cards(struct app *app, int version, struct buf *b, int64_t *ret_n, struct err_info *info);

/* private to export*.c */
MUST_USE enum err export_check_room(const struct buf *b, struct err_info *info);

/* Whose columns `import` need not keep as notes: it stands first in the table of opportunities. */
#define EXPORT_ID_COLUMN "Hearback ID"

#endif
