/* What letters and their check need from the record. */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include "app/agenda.h"
#include "letter/check.h"
#include "letter/draft.h"

/* What is known for a letter to a person of the house (an index or PERSON_OFFICE).  step: enum step of the action that
 * it is for, or -1. */
void words_facts(struct app *app, const struct app_house *h, const struct app_opp *o, int16_t person,
    enum purpose purpose, enum channel channel, int step, struct arena *a, struct letter_facts *ret);

/* Everybody and everything in the record that has a name; here (may be NULL) with its house marked as such. */
MUST_USE enum err words_names(struct app *app, const struct app_house *house, const struct app_opp *here,
    struct arena *a, struct check_name **ret, size_t *ret_n, struct err_info *info);

/* What was written to others of the house, as far as it was kept (contacted --letter). */
size_t words_sent(const struct app_house *h, const struct app_opp *o, int16_t person, struct arena *a,
    struct check_sent **ret); /* returns how many */

/* Those of letters/en/drafts. */
MUST_USE enum err words_templates(struct arena *a, struct templates *ret, struct err_info *info);

#endif
