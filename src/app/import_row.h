/* A row of a table of opportunities as events: what it says happened, and what
 * is kept as a note because it has no place of its own.
 *
 * Nothing is invented: what has no day becomes no event that needs one, and a
 * word that is not understood stays a word.  Private to import*.c. */
#ifndef APP_IMPORT_ROW_H
#define APP_IMPORT_ROW_H

#include "app/import.h"

enum { IMPORT_ROW_EVENTS = 16 }; /* applied, call, nine interviews, offer, answer, end */

struct import_row { /* strings are the table's and the arena's */
    struct event events[IMPORT_ROW_EVENTS]; /* without opp; in the order in which they are recorded */
    size_t n;
    struct str *notes; /* each fits into one note */
    size_t n_notes, notes_room;
    bool has_person;
    struct record_person person;
    day_t applied; /* DAY_NONE: not, or not known when */
};

enum { IMPORT_NOTE_MAX = 16000 }; /* bytes, well below EVENT_TEXT_MAX */

void import_row_make(
    struct import_row *ret, const struct table_opportunity *t, const struct zone *zone, civil_t now, struct arena *a);

/* "Label: text", cut into pieces that fit into a note each. */
void import_row_note(struct import_row *r, struct arena *a, const char *label, struct str text);

#endif
