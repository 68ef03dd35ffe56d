/* Where an opportunity stands at a moment, in few words: what `list`, `show`
 * and `health` agree on.  The planner decides; this only names what it finds. */
#ifndef APP_STAND_H
#define APP_STAND_H

#include "app/house.h"

enum stand_state {
    STAND_LIVE,
    STAND_HOLD, /* in the holding file, put there or by itself */
    STAND_ENDED, /* by a yes or a no of either side, or moved on from */
};

enum stand_stage {
    STAGE_SAVED, /* nothing has happened yet */
    STAGE_IN_TOUCH, /* a contact or a word, but no application: reached out, or was reached out to */
    STAGE_APPLIED,
    STAGE_INTERVIEWING, /* an interview is arranged or was held */
    STAGE_OFFER, /* awaits an answer */
    STAGE_ACCEPTED,
    STAGE_DECLINED,
    STAGE_REJECTED,
    STAGE_WITHDRAWN,
    STAGE_FILLED,
    STAGE_MOVED_ON,
};
extern const char *const stand_state_names[], *const stand_stage_names[]; /* NULL-terminated */

struct stand {
    enum stand_state state;
    enum stand_stage stage;
    bool interviewed; /* an interview is arranged or was held */
    day_t applied, last_word, promised; /* DAY_NONE: not; promised: the date in force */
    const struct fact *last; /* what happened last, theirs or ours; NULL: nothing yet */
    civil_t last_at; /* when; TIME_NEVER: not known */
    bool has_next;
    struct action next; /* what is to be done: what is open, else what opens first */
};

/* now: there.  For actions that other opportunities' offers set off, offers_put comes first. */
void stand_make(struct stand *ret, const struct app_opp *o, civil_t now);

/* Is it a word of theirs (RULEBOOK section 2)?  An interview is one when it is arranged, a call of ours that reached
 * somebody as well. */
bool stand_is_word(const struct fact *f);

#endif
