/* What the commands about words share: the letter or call that is meant, its facts, its draft. */
#ifndef CLI_WORDING_H
#define CLI_WORDING_H

#include "app/proof.h"
#include "app/words.h"
#include "cli/speak.h"

struct wording {
    struct speak s;
    struct app_house *house;
    struct app_opp *opp;
    int16_t person; /* index or PERSON_OFFICE */
    struct str action; /* the id of the action that it is for; empty: none */
    enum channel channel; /* of that action */
    struct letter_facts facts;
    struct draft draft;
    struct proof proof;
    bool mail, attached; /* checked as it goes out, with something attached or not ... */
    size_t body; /* ... with so many bytes of subject before it */
    struct text text; /* of the draft's body ... */
    struct findings findings; /* ... and what the check finds in it */
};

void wording_close(struct wording *w); /* for AUTO(wording) */

/* From the first positional, an action or an opportunity with --to and --purpose; and from --via, --say, --link and
 * --form.  channel: what is meant whatever they say; WORDING_AS_SAID: as they do. */
enum { WORDING_AS_SAID = -1 };
MUST_USE enum err wording_begin(
    struct wording *w, struct cli *cli, const struct args *args, int channel, struct err_info *info);

/* The same for what is said to nobody in particular: the opportunity alone. */
MUST_USE enum err wording_begin_self(
    struct wording *w, struct cli *cli, const struct args *args, struct err_info *info);

/* Loads the templates and fills the one for these facts (form: the one of that name). */
MUST_USE enum err wording_draft(struct wording *w, struct str form, struct err_info *info);

void wording_missing(const struct wording *w); /* shows what is still to be told, if anything is */

/* Has the draft checked; or a text with its subject before it, of `body` bytes, which goes out by mail as it is.  A dictionary that is not there is said in a note. */
MUST_USE enum err wording_check(struct wording *w, struct err_info *info);
MUST_USE enum err wording_check_mail(struct wording *w, struct str text, size_t body, struct err_info *info);

struct str wording_to(const struct wording *w); /* "Jane Moss <jane@example.com>", or "Human Resources" */
struct str wording_answer(const struct wording *w, struct str answer); /* a command, with its OPP and ACTION named */

#endif
