/* The outbox: the letters that are to go out by mail, each with the very bytes
 * that go, and how far each has come.  Nothing is sent that does not stand here.
 *
 *      ready ────► sending ────► handing-over ────► sent
 *      │ ▲ ▲        │ │ │          │  │  │           ▲
 *      │ │ └────────┘ │ └──► refused ◄┘  │           │
 *      │ └────────────│────────────┘     └──► unknown┤
 *      ▼              ▼                        │     │
 *   given-up      (handing-over)   ready ◄─────┘     (told, or found)
 *
 * ready         written down; nothing of it has gone anywhere
 * sending       somebody speaks with the server, about everything but the letter itself
 * handing-over  recorded before the first byte of the letter goes, so that whoever finds it knows that it may have gone
 * sent          the server has said that it took it; the contact is recorded in the same transaction
 * refused       the server has said no for good
 * unknown       it may have gone: only the person, or the mailbox of what was sent, can tell
 * given-up      not wanted any more; nothing of it has gone anywhere
 *
 * Who finds `sending` may take over, as the letter has surely not gone: each attempt has a number, and whoever moves a
 * letter says from which state and attempt, so that of two only one can.  Who finds `handing-over` may only make it
 * `unknown`.  So no letter goes twice, whoever dies when.  The database itself refuses any other move, and changes to
 * what goes out. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/journal.h"

enum outbox_state { /* codes are stored: append only */
    OUTBOX_READY = 1,
    OUTBOX_SENDING,
    OUTBOX_HANDING_OVER,
    OUTBOX_SENT,
    OUTBOX_REFUSED,
    OUTBOX_UNKNOWN,
    OUTBOX_GIVEN_UP,
};
extern const char *const outbox_state_names[]; /* [0] is ""; NULL-terminated */

enum outbox_copy { OUTBOX_COPY_NONE, OUTBOX_COPY_WANTED, OUTBOX_COPY_DONE, OUTBOX_COPY_FAILED }; /* in the mailbox */

struct outbox_letter {
    int64_t id; /* the number people type */
    enum outbox_state state;
    int64_t attempt; /* how often it was tried */
    enum outbox_copy copy;
    instant_t made, changed, handed; /* handed: when it was about to go; TIME_NONE: never yet */
    struct str message_id, account, sender, recipient, subject;
    struct str text; /* as it is kept with the contact */
    struct str bytes; /* of the message */
    struct str answer; /* what the server said last, or what happened */
    int64_t opp, person; /* 0, 0: to oneself, no contact; person 0: the office */
    uint8_t purpose;
    int64_t event; /* seq of the contact recorded; 0: none */
};

/* Within a transaction: puts it in as ready, and gives it its id. */
MUST_USE enum err outbox_add(struct journal *j, struct outbox_letter *l, struct err_info *info);

/* Within a transaction: moves it on if it still stands at l->state and l->attempt, at the moment now, and *l with it.
 * OUTBOX_SENDING counts an attempt.  ERR_NOT_FOUND: it stands there no more, as somebody else has moved it. */
MUST_USE enum err outbox_move(struct journal *j, struct outbox_letter *l, enum outbox_state to, struct str answer,
    instant_t now, struct err_info *info);

/* Within a transaction, of one that was sent: the contact recorded for it (0: as it was), and the copy. */
MUST_USE enum err outbox_note(
    struct journal *j, struct outbox_letter *l, int64_t event, enum outbox_copy copy, struct err_info *info);

/* Reading; views live in the arena.  ERR_NOT_FOUND: there is no letter of that number. */
MUST_USE enum err outbox_get(
    struct journal *j, int64_t id, struct arena *a, struct outbox_letter *ret, struct err_info *info);

/* The newest `limit` letters (0: all), newest last, without their bytes; `unsettled`: only those that are not sent, refused or given up. */
struct outbox_list {
    struct outbox_letter *items;
    size_t n;
};
MUST_USE enum err outbox_letters(
    struct journal *j, bool unsettled, size_t limit, struct arena *a, struct outbox_list *ret, struct err_info *info);

#endif
