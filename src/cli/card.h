/* Opportunities and people as JSON, the same members in `list` and `show`; and short days. */
#ifndef CLI_CARD_H
#define CLI_CARD_H

#include "app/stand.h"
#include "codec/json_write.h"

/* "9 Oct"; "Oct 2025" where it is another year than today's: for a column that has no room for more. */
struct str card_short_day(struct arena *a, day_t day, day_t today);

void card_text(struct json_write *w, const char *key, struct str text); /* null where it is empty */
void card_day(struct json_write *w, const char *key, day_t day); /* null for DAY_NONE */

/* {"id", "organisation", "position", "kind", "state", "stage", "country", "zone", "applied", "last_word", "next"} */
void card_opp(struct json_write *w, const struct app_opp *o, const struct stand *s, struct arena *a);
/* The same, left open for more members. */
void card_opp_open(
    struct json_write *w, const char *key, const struct app_opp *o, const struct stand *s, struct arena *a);

/* The i-th of the house: {"id", "name", "mail", "phone", "title", "role", "organisation", "opportunities",
 * "do_not_contact"} */
void card_person(struct json_write *w, const struct app_house *h, size_t i);
void card_person_open(struct json_write *w, const char *key, const struct app_house *h, size_t i);

#endif
