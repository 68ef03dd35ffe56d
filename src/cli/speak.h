/* What the recording commands share: opening hearback for writing, finding the
 * opportunity, times from options, kind notes, and the answer. */
#ifndef CLI_SPEAK_H
#define CLI_SPEAK_H

#include "app/record.h"
#include "cli/args.h"
#include "cli/phrase.h"

struct speak {
    struct cli *cli;
    struct app app;
    struct record record;
    struct app_house house;
    struct app_opp *opp; /* NULL: none is at hand */
    const struct zone *zone; /* the opportunity's, else the seeker's */
    civil_t now; /* there */
    bool advised; /* --playbook was given: it advises, while the agenda is kept under the default one */
    struct playbook adviser;
};

/* Opens the database; for writing also begins the transaction.  On failure nothing stays open. */
MUST_USE enum err speak_open(struct speak *s, struct cli *cli, enum journal_mode mode, struct err_info *info);
/* For asking: read-only, under the playbook of --playbook if one was given. */
MUST_USE enum err speak_read(struct speak *s, struct cli *cli, struct err_info *info);
void speak_close(struct speak *s); /* gives up what is not committed; for AUTO(speak) */

/* The opportunity that the first positional names, with what other opportunities tell it. */
MUST_USE enum err speak_opp(struct speak *s, struct str text, struct err_info *info);
/* speak_open for writing, then speak_opp of the first positional. */
MUST_USE enum err speak_begin(struct speak *s, struct cli *cli, const struct args *args, struct err_info *info);

/* The interview of the opportunity at hand that an id names. */
MUST_USE enum err speak_interview(
    struct speak *s, struct str id, const struct app_interview **ret, struct err_info *info);

/* To be called in pairs around what should be planned or judged by the playbook of --playbook. */
void speak_exchange_playbooks(struct speak *s);

struct event speak_event(const struct speak *s, enum event_kind kind); /* of the opportunity at hand, now */

/* The time of an option, into at and precision of *e; as it was where the option is not given.  WHEN_PAST: it must have
 * happened. */
MUST_USE enum err speak_time(struct speak *s, const struct args *args, const char *option, enum when_lean lean,
    struct event *e, struct err_info *info);
MUST_USE enum err speak_day(
    struct speak *s, const struct args *args, const char *option, day_t *ret, struct err_info *info); /* ahead */
int speak_word(const struct args *args, const char *option, const char *const words[], int otherwise); /* its code */

MUST_USE enum err speak_record(struct speak *s, struct event *e, struct err_info *info);

void speak_note(struct speak *s, const char *format, ...) PRINTF_LIKE(2, 3); /* a kind warning */

struct phrase speak_phrase(struct speak *s); /* names of what is at hand and of what was just recorded */

/* Commits, then answers: "Recorded: WHAT." and what comes next at the opportunity at hand; or, with --json, all that was
 * recorded, and the id.  what {0}: the first event in words. */
MUST_USE enum err speak_answer(struct speak *s, struct str what, struct str id, struct err_info *info);
/* The same with another word than "Recorded". */
MUST_USE enum err speak_answer_as(
    struct speak *s, const char *verb, struct str what, struct str id, struct err_info *info);

#endif
