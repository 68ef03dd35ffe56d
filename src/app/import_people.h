/* A person as a file tells of them, whatever the file: known at a house from
 * then on, or given what is new.
 *
 * Known is not met: nobody gets a role, a contact or thanks from a file.
 * Private to import*.c. */
#ifndef APP_IMPORT_PEOPLE_H
#define APP_IMPORT_PEOPLE_H

#include "app/import.h"
#include "app/import_known.h"

struct import_told { /* nothing longer than EVENT_NAME_MAX; strings are the file's */
    size_t line;
    struct str name;
    struct str plain_name; /* by which they may be known as well: without a middle name; may be empty */
    struct str title;
    const struct str *mails, *phones; /* the preferred first */
    size_t n_mails, n_phones;
};

struct import_place { /* where somebody belongs */
    int64_t house, opp; /* opp 0: the organisation is not in the record */
    struct str organisation;
    const struct zone *zone;
    bool named; /* --opportunity: they matter to this one */
};

/* What is known of people while a file is read.  Zero but for the first four, which are the reader's. */
struct import_people {
    struct import *i;
    struct import_result *r;
    struct import_known *known;
    struct arena *arena; /* for what is needed of one person at a time; emptied by the reader */
    struct import_person *people;
    size_t n_people, people_room;
};

/* Where people of that organisation belong: in the latest opportunity of it, or in the one that the options name. */
MUST_USE enum err import_people_place(
    struct import_people *d, struct str organisation, struct import_place *ret, struct err_info *info);

/* Records what is new of them and counts them as added or already known; `at` has an opportunity.  Never twice: by
 * address, else by name. */
MUST_USE enum err import_people_take(
    struct import_people *d, const struct import_told *told, const struct import_place *at, struct err_info *info);

/* Introduces somebody whom the house does not know; *ret: their id. */
MUST_USE enum err import_people_record(struct import *i, const struct import_place *at, const struct record_person *p,
    struct arena *a, int64_t *ret, struct err_info *info);

#endif
