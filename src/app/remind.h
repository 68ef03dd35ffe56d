/* What was announced before, so that `remind` says each thing once.
 *
 * It is kept for this user and this database (and, under a playbook named for
 * the occasion, for that playbook) in the state folder, mode 0600: a line
 * "SECONDS ID" for each action, SECONDS since 1970 of the moment taken for now
 * when it was announced.  Not of the database, which is only read. */
#ifndef APP_REMIND_H
#define APP_REMIND_H

#include "app/agenda.h"
#include "sys/lock.h"

struct remind {
    struct lock lock; /* held from reading what is kept to writing it: of two at once, the second finds all announced */
    struct remind_entry *entries; /* by id */
    size_t n;
    struct str path, kept, next; /* the file: its name, what it holds, what it is to hold */
};

/* Waits for another at work, and reads.  Refused where the folder cannot be written: what cannot be remembered would be
 * announced again and again. */
MUST_USE enum err remind_open(struct app *app, struct arena *a, struct remind *ret, struct err_info *info);
void remind_close(struct remind *r);

/* Leaves in *g, in its order, what is to be announced: what was not yet, or has since opened anew (it was put off) or
 * become late; with `again` everything.  What can wait for another day is left out until its turn comes. */
void remind_choose(struct remind *r, const struct app *app, bool again, struct arena *a, struct agenda *g);

/* Once that was announced.  What is no longer open is forgotten.  Does not need the app any more. */
MUST_USE enum err remind_keep(struct remind *r, struct err_info *info);

#endif
