/* Two records that may be of one human being: "J. Moss" and "Jane Moss" at one
 * house.  They are offered (EVENT_MAY_BE_SAME), once, and never made one by
 * themselves. */
#ifndef APP_SAME_H
#define APP_SAME_H

#include "app/import.h"

/* Whether the names can be of one person: the same family name, and a given name that is the other's initial, its
 * beginning, or missing; in either order, with or without a title.  Not whether they are alike in every letter. */
bool same_names(struct arena *a, struct str x, struct str y);

/* Offers the pairs at a house that were not offered before. */
MUST_USE enum err same_offer(struct import *i, int64_t house, int64_t *ret_offered, struct err_info *info);

#endif
