/* Links to video calls, among all the others in an invitation. */
#ifndef CODEC_ICS_LINK_H
#define CODEC_ICS_LINK_H

#include "base/arena.h"

enum { ICS_LINK_MAX = 2000 };

bool ics_link_is_web(
    struct str s); /* http or https, nothing but visible ASCII characters, at most ICS_LINK_MAX bytes */
bool ics_link_is_call(struct str s); /* of one of the services known */

/* The first link to a call in a text; empty: there is none.  HTML's &amp; is taken off. */
struct str ics_link_find(struct arena *a, struct str text);

#endif
