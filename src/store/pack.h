/* The living events of a house in one piece, beside their rows: a derived copy that is read in a tenth of the time.
 *
 * A pack is the number of events, then each event: a number whose bit i says that there is something in column i of
 * row.h, and what is in those columns.  A number is little-endian in groups of 7 bits, the highest bit of a byte saying
 * that more follow; what may be negative is folded (0, -1, 1, -2, ...).  A text is its length and its bytes. */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/event.h"

struct journal;
struct events;

struct pack_touched { /* the houses that a transaction has changed */
    int64_t *houses;
    size_t n, room;
};

void pack_touched_close(struct pack_touched *t);

/* While writing: the pack of this house is old. */
void pack_touch(struct journal *j, int64_t house);
void pack_forget(struct journal *j); /* none is old */
/* Writes anew all that are old, from the rows; where none is, does nothing. */
MUST_USE enum err pack_refresh(struct journal *j, struct err_info *info);

/* The house's events; *ret_found: there is a pack. */
MUST_USE enum err pack_get(
    struct journal *j, int64_t house, struct arena *a, struct events *ret, bool *ret_found, struct err_info *info);
/* Writes it; with no events, removes it. */
MUST_USE enum err pack_put(struct journal *j, int64_t house, struct str pack, struct err_info *info);

/* The bytes; none of no events, nor where they would be more than PACK_MAX: such a house is read from its rows. */
enum { PACK_MAX = 16 << 20 };
void pack_make(const struct events *events, struct buf *ret);
/* Views into bytes copied to the arena.  False: damaged. */
MUST_USE bool pack_open(struct str bytes, int64_t house, struct arena *a, struct events *ret);

#endif
