/* Sending a letter of the outbox, once: starts hearback-net, has it speak with
 * the server, and says what is known of the letter then.  Nothing is recorded
 * here but through the caller's functions. */
#ifndef APP_POST_H
#define APP_POST_H

#include "app/accounts.h"
#include "app/app.h"
#include "net/smtp.h"
#include "store/outbox.h"

/* Just before the letter goes: records that it may have gone from here on, durably.  An error: it must not go. */
typedef enum err post_word(void *context, struct err_info *info);

struct post_outcome {
    bool handed; /* the word was given */
    enum outbox_state state; /* where the letter stands now */
    struct str answer; /* a sentence: what the server said, or what happened */
};

/* Never fails: what goes wrong is in the outcome.  The letter must stand at OUTBOX_SENDING. */
void post_send(const struct account *account, const struct outbox_letter *letter, post_word *word, void *context,
    struct arena *a, struct post_outcome *ret);

/* What follows from how far the helper came; `told`: it has said so itself, and did not die before. */
enum outbox_state post_state(bool handed, bool told, enum smtp_stage stage, int code);

/* The contact that a letter sent is, in the zone of its opportunity: with its text, subject and Message-ID. */
struct event post_event(const struct outbox_letter *letter, const struct zone *zone, struct arena *a);
struct str post_source(const struct outbox_letter *letter, struct arena *a); /* "mid:ID", as an import has it */

#endif
