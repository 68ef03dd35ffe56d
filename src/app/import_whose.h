/* To which house something belongs that names people, addresses and maybe the
 * organisation: by who is known there, by the domain of their addresses or of
 * the opportunity's page, by the organisation's name.
 *
 * What leads to two houses is said to lead to neither.  Private to import*.c. */
#ifndef APP_IMPORT_WHOSE_H
#define APP_IMPORT_WHOSE_H

#include "app/app.h"
#include "base/map.h"

struct import_whose {
    struct arena arena;
    struct map houses; /* by digest of an address, domain or name; -1: more than one */
};

/* Reads the whole record, also within a transaction. */
MUST_USE enum err import_whose_load(struct import_whose *ret, struct app *app, struct err_info *info);
void import_whose_close(struct import_whose *w); /* for AUTO(import_whose) */

/* The same event by event, for who walks over the record anyway. */
void import_whose_see(struct import_whose *w, struct arena *scratch, int64_t house, const struct event *e);

/* 0: none is known; -1: more than one.  called: by that name and no other. */
int64_t import_whose_called(const struct import_whose *w, struct arena *a, struct str name);
int64_t import_whose_mail(const struct import_whose *w, struct arena *a, struct str mail);
int64_t import_whose_domain(const struct import_whose *w, struct arena *a, struct str mail_or_url);
int64_t import_whose_named(const struct import_whose *w, struct arena *a, struct str text); /* within a line of text */

/* The domain of an address or a page, without www. and the like, in small letters; empty where it says nothing about
 * who one works for: that of a provider of mailboxes, a job board, a calendar service. */
struct str import_whose_employer(struct arena *a, struct str mail_or_url);
bool import_whose_is_robot(struct arena *a, struct str mail); /* nobody reads it, or it is a room or a list */

#endif
