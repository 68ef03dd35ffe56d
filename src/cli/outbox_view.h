/* Letters of the outbox, in words and as JSON. */
#ifndef CLI_OUTBOX_VIEW_H
#define CLI_OUTBOX_VIEW_H

#include "app/app.h"
#include "cli/command.h"
#include "codec/json_write.h"
#include "store/outbox.h"

struct str outbox_view_state(struct arena *a, const struct outbox_letter *l); /* how it stands, and what can be done */

/* {"id", "state", "unknown", "message_id", "account", "from", "to", "subject", "purpose", "made", "changed", "handed",
 * "attempts", "answer", "copy"} */
void outbox_view_json(
    struct json_write *w, const char *key, const struct outbox_letter *l, const struct zone *zone, struct arena *a);

/* The letters that are not settled, of an opportunity or (0) of all (digests to oneself are none): mostly none. */
MUST_USE enum err outbox_view_load(
    struct cli *cli, struct app *app, int64_t opp, struct outbox_list *ret, struct err_info *info);
void outbox_view_lines(struct cli *cli, const struct outbox_list *all); /* a kind line each; none: nothing */
void outbox_view_member(struct json_write *w, const struct app *app, const struct outbox_list *all); /* "letters" */

#endif
