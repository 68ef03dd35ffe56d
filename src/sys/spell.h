/* Spelling, by hunspell and the dictionaries in $HEARBACK_DICTIONARIES, else in
 * /usr/share/hunspell.  The library is loaded when first needed, so that nothing
 * else starts later for it. */
#ifndef SYS_SPELL_H
#define SYS_SPELL_H

#include "base/arena.h"

struct spell;

/* language: "en-US" or "en-GB".  ERR_NOT_FOUND with a sentence that names what to install, where the library or the
 * dictionary is not here.  Lives in the arena, but spell_close gives back the library's memory. */
MUST_USE enum err spell_open(struct arena *a, struct str language, struct spell **ret, struct err_info *info);
void spell_close(struct spell *s); /* NULL is fine */

/* Whether a word is spelled right, as written: with its capitals and apostrophes. */
bool spell_knows(struct spell *s, struct str word);

/* What may have been meant, the likeliest first, in the arena; at most max.  May take milliseconds. */
size_t spell_suggest(struct spell *s, struct str word, struct arena *a, struct str *ret, size_t max);

#endif
