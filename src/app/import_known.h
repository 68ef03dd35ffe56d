/* What the record already has of the rows of a table: opportunities by their
 * names, address and day of application, what is known of each, and people.
 *
 * Only numbers are kept (64-bit digests), some 150 bytes an opportunity, so
 * that a large record and a large table go together.  Private to import*.c. */
#ifndef APP_IMPORT_KNOWN_H
#define APP_IMPORT_KNOWN_H

#include "app/app.h"
#include "base/map.h"

/* Digests under which an opportunity is looked up; 0: it has none. */
enum known_key {
    KNOWN_EXACT, /* organisation, position, address, day of application */
    KNOWN_SAME, /* without the day */
    KNOWN_NAMED, /* organisation and position */
    KNOWN_URL, /* address */
    KNOWN_KEYS
};

struct known_keys {
    uint64_t of[KNOWN_KEYS];
    day_t applied; /* DAY_NONE: not, or not known when */
};

struct known_opp {
    int64_t id, house;
    struct known_keys keys;
    const uint64_t *marks; /* what its events say */
    uint32_t next[KNOWN_KEYS]; /* the next under the same key, 1 + index; 0: none */
    uint32_t n_marks;
    bool taken; /* a row of the file at hand is this one */
};

struct known_house {
    int64_t house, opp; /* its latest opportunity */
};

struct import_known {
    struct arena arena, scratch;
    struct known_opp *opps;
    size_t n, room;
    struct map maps[KNOWN_KEYS], people, kept, slugs;
    struct known_house *houses; /* ascending */
    size_t n_houses, houses_room;
};

/* Reads the whole record, also within a transaction. */
MUST_USE enum err import_known_load(struct import_known *ret, struct app *app, struct err_info *info);
void import_known_close(struct import_known *k); /* for AUTO(import_known) */

struct known_keys import_known_keys(
    struct arena *a, struct str organisation, struct str position, struct str url, day_t applied);

/* What an event says, as a number: the same for the same thing, however it came to be recorded; 0 for kinds that a table
 * never says. */
uint64_t import_known_mark(const struct event *e);
uint64_t import_known_line_mark(struct str line); /* of a note */
uint64_t import_known_slug_mark(struct str slug); /* of an interview */
uint64_t import_known_person_mark(struct arena *a, struct str name_or_mail); /* somebody who matters to it */
bool import_known_has(const struct known_opp *o, uint64_t mark);

/* The first under a key, and the next after it; NULL: none. */
struct known_opp *import_known_first(const struct import_known *k, enum known_key which, uint64_t key);
struct known_opp *import_known_next(const struct import_known *k, enum known_key which, const struct known_opp *o);

/* A person of a house by name or address; 0: nobody. */
int64_t import_known_person(const struct import_known *k, struct arena *a, int64_t house, struct str name_or_mail);
void import_known_add_person(
    struct import_known *k, struct arena *a, int64_t house, struct str name_or_mail, int64_t id);

/* What was kept under a number: at most one thing each. */
int64_t import_known_kept(const struct import_known *k, uint64_t digest); /* 0: nothing */
void import_known_keep(struct import_known *k, uint64_t digest, int64_t value); /* value: not 0 */
/* Was this asked of the same number before? */
bool import_known_repeats(struct import_known *k, uint64_t digest);

/* A slug for a new opportunity, as find_opp_slug makes it, but without asking the database each time; it is then taken. */
struct str import_known_new_slug(struct import_known *k, struct arena *a, struct str organisation, struct str position);

int64_t import_known_opp_of(const struct import_known *k, int64_t house); /* one of it; 0: none */

#endif
