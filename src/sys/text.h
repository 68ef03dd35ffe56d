/* Text as people read and write it: names matched regardless of case and
 * accents, widths in a terminal, likeness for "did you mean". */
#ifndef SYS_TEXT_H
#define SYS_TEXT_H

#include "base/arena.h"

/* The key under which a name is compared: lower case, without accents, compatibility forms made plain (full-width
 * letters, ligatures, ß as ss, ø as o), runs of white space as one blank and none at the ends, invisible characters
 * gone.  Vowel signs and the like that tell words apart in other scripts stay.  Folding a key gives the same key.
 * Bytes that are not UTF-8 stand for U+FFFD. */
struct str text_fold(struct arena *a, struct str s);

/* Columns that s takes in a terminal: wide characters two, combining and control characters none. */
size_t text_width(struct str s);

/* How many letters to add, drop, change or swap with their neighbour to make one of the other; limit + 1 when it is
 * more than limit.  Longer texts than TEXT_DISTANCE_MAX characters are like nothing but themselves. */
enum { TEXT_DISTANCE_MAX = 80 };
unsigned text_distance(struct str a, struct str b, unsigned limit);

/* The name of a host or domain with letters beyond ASCII as its A-labels: "münchen.example" -> "xn--mnchen-3ya.example",
 * by the rules of IDNA 2003.  False for what is no such name. */
bool text_host(struct arena *a, struct str s, struct str *ret);

#endif
