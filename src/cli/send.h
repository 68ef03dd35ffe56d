/* What the parts of `send` share: the letter that is meant, judged and checked,
 * and the way it goes. */
#ifndef CLI_SEND_H
#define CLI_SEND_H

#include "app/accounts.h"
#include "app/post.h"
#include "cli/agenda_view.h"
#include "cli/wording.h"
#include "codec/mail_compose.h"
#include "store/outbox.h"

struct send {
    struct wording w; /* whose letter it is, what for, and what the check finds in it */
    const struct account *account; /* NULL: none is needed */
    struct outbox_letter letter; /* id 0: not in the outbox yet */
    struct mail_compose_letter mail; /* of a new one */
    struct str to; /* "Jane Moss <jane@example.com>" */
    struct verdict verdict;
    bool drafted; /* by a template that still needs something: w.draft tells */
};

void send_close(struct send *s); /* for AUTO(send) */

/* --- the letter (send_letter.c) --- */

/* From the command line: an action, an opportunity or a draft in a file; judged and checked, and nothing is recorded. */
MUST_USE enum err send_compose(struct send *s, struct cli *cli, const struct args *args, struct err_info *info);

/* One that stands in the outbox, judged and checked anew. */
MUST_USE enum err send_again(struct send *s, struct cli *cli, int64_t id, struct err_info *info);

/* The account of that name; {0}: the one for sending that fits the profile best. */
MUST_USE enum err send_account(
    struct cli *cli, struct str name, struct str own_mail, const struct account **ret, struct err_info *info);

/* Nobody in the sample search is to get mail. */
MUST_USE enum err send_refuse_sample(const struct app *app, struct err_info *info);

/* Why it should not go out now, as the rest of a sentence; empty: nothing stands against it. */
struct str send_objection(struct send *s);

/* --- showing it (send_view.c) --- */

void send_show(struct send *s); /* whole: From, To, Subject, the text, and what the check found */
void send_note(struct send *s); /* what the check found alone, as notes: where nobody is asked */

/* --- sending it (send_go.c) --- */

/* Into the outbox, to the server, into the record.  ERR: nothing was sent, and why; else the answer is in cli->out. */
MUST_USE enum err send_go(struct send *s, struct err_info *info);

/* --- what stands in the outbox (run_outbox.c) --- */

MUST_USE enum err send_outbox(struct cli *cli, struct err_info *info); /* shows it */
MUST_USE enum err send_settle(struct cli *cli, const struct args *args, struct err_info *info); /* as a person says */

#endif
