/* Recording a contact: shared by `contacted` and `done`. */
#ifndef CLI_CONTACT_H
#define CLI_CONTACT_H

#include "cli/speak.h"

/* The outcome as --outcome says it; what goes without saying for the channel where it does not (a call: a message left,
 * with a note).  ERR_INPUT: one that the channel cannot have. */
MUST_USE enum err contact_outcome(
    struct speak *s, const struct args *args, enum channel channel, uint8_t *ret, struct err_info *info);

/* What was written, from the file of --letter, into *e; with it the check can tell later that two letters are alike. */
MUST_USE enum err contact_letter(struct speak *s, const struct args *args, struct event *e, struct err_info *info);

/* Records *e for a person of the house at hand (or PERSON_OFFICE), with a kind note where the playbook would have
 * advised against it. */
MUST_USE enum err contact_record(struct speak *s, int16_t person, struct event *e, struct err_info *info);

struct str contact_say(struct speak *s); /* all that was recorded, in words */

#endif
