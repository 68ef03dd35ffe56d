/* What `show` has found, for its two ways of telling it. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "app/stand.h"
#include "cli/outbox_view.h"
#include "cli/speak.h"

struct show_line {
    const struct event *event;
    const struct app_opp *opp;
    instant_t at; /* TIME_NEVER: not known */
    civil_t civil; /* the same, there */
    enum precision precision;
};

struct show {
    struct speak s; /* s.house; s.opp: the opportunity, NULL where a person is shown */
    int16_t person; /* index into s.house.people, or PERSON_SELF */
    struct stand stand;
    bool *involved; /* of each person of the house: something happened with them, beyond that they are known */
    struct agenda plan; /* of the opportunity */
    struct outbox_list letters; /* of the opportunity, on their way */
    struct show_line *lines; /* what happened, in order of time: all of an opportunity, or what concerns a person */
    size_t n;
};

/* What they said last about whether and when to contact them. */
struct show_told {
    enum answer contacts_everyone, may_contact;
};
struct show_told show_told(const struct app_opp *o);

/* Who was at an interview: indices into the house's people. */
const int16_t *show_with(const struct app_opp *o, int64_t interview, size_t *ret_n);

/* Is this person of the house known through another opportunity of it alone? */
bool show_elsewhere(const struct show *w, size_t person);

/* A person's card as a QR code; opens the database itself. */
MUST_USE enum err show_qr(struct cli *cli, const struct args *args, struct err_info *info);

void show_text(struct show *w);
void show_json(struct show *w);

#endif
