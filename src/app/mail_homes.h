/* Where a mail belongs: whose it is, and which opportunity it is about.
 *
 * By the thread it goes on with, by the addresses it goes between, by their
 * domain, by the name of the employer that an applicant system writes for.  The
 * record is read once; what a run adds is added here too. */
#ifndef APP_MAIL_HOMES_H
#define APP_MAIL_HOMES_H

#include "app/import_whose.h"
#include "base/map.h"
#include "codec/mail.h"
#include "word/employer.h"

struct home_opp {
    int64_t id, house;
    struct str organisation, position; /* position: folded */
    const struct zone *zone;
    instant_t begins; /* what is much older is not about it */
    instant_t latest; /* of what was recorded for it */
    bool ended;
    uint32_t next; /* of the same house, 1 + index; 0: none */
};

struct home_person {
    int64_t id, house, opp; /* opp: the latest that they matter to */
    struct str name, mail, phone, title;
    uint32_t next; /* with the same address at another house, 1 + index; 0: none */
};

struct mail_homes {
    struct arena arena;
    struct app *app;
    const struct word_rules *rules;
    struct home_opp *opps;
    struct home_person *people;
    size_t n_opps, opps_room, n_people, people_room;
    struct map by_id; /* opportunities and people by number: 1 + index */
    struct map by_mail; /* person, 1 + index */
    struct map by_name; /* person at a house, 1 + index */
    struct map by_house; /* opportunity, 1 + index, then along next */
    struct import_whose whose; /* houses by domain and name */
    struct map own; /* the user's addresses */
    struct str *own_words; /* their addresses and names */
    size_t n_own, own_room;
};

/* Reads the whole record, also within a transaction.  rules tell whose domain is anybody's; they must last. */
MUST_USE enum err mail_homes_load(
    struct mail_homes *ret, struct app *app, const struct word_rules *rules, struct err_info *info);
/* Changes whenever a mail may find another home. */
uint64_t mail_homes_digest(const struct mail_homes *h);
void mail_homes_add_own(struct mail_homes *h, struct str name_or_address);
void mail_homes_close(struct mail_homes *h); /* for AUTO(mail_homes) */

/* Whether any of them is known at a house, or their domain is a house's. */
bool mail_homes_knows(const struct mail_homes *h, struct arena *a, const struct mail_person *people, size_t n);
bool mail_homes_own(const struct mail_homes *h, struct arena *a, struct str address);
struct home_opp *mail_homes_opp(const struct mail_homes *h, int64_t id); /* NULL: none */
struct home_person *mail_homes_person(const struct mail_homes *h, int64_t id); /* NULL: none */
/* At that house, by address or, where that is not known, by name; NULL: nobody. */
struct home_person *mail_homes_at(const struct mail_homes *h, struct arena *a, int64_t house, struct mail_person who);
/* The house whose domain, or name, is in the address; 0: none, or anybody's. */
int64_t mail_homes_domain(const struct mail_homes *h, struct arena *a, struct str mail);

enum home_by { HOME_NONE, HOME_THREAD, HOME_ADDRESS, HOME_DOMAIN, HOME_NAME };

struct home_asked {
    const struct mail_person *people; /* the other side */
    size_t n_people;
    const struct mail *mail;
    struct str organisation, position; /* as the mail names them; may be empty */
    bool about_work; /* and so the subject may name whom it is about */
    instant_t at;
};

struct home_found {
    enum home_by by;
    const struct home_opp *opp;
};

/* Of the opportunities of a house the one that fits best, by the subject, the person's own and the time; NULL: what is
 * asked about is older than all of them. */
const struct home_opp *mail_homes_best(
    const struct mail_homes *h, int64_t house, const struct home_asked *q, struct arena *a, int64_t person_opp);

/* ret->by HOME_NONE: nothing in the record speaks for it. */
MUST_USE enum err mail_homes_find(const struct mail_homes *h, const struct home_asked *q, struct arena *a,
    struct home_found *ret, struct err_info *info);

/* What the run has recorded: somebody, or whoever an invitation has brought to a house. */
MUST_USE enum err mail_homes_look_again(struct mail_homes *h, int64_t house, struct err_info *info);
void mail_homes_add_person(struct mail_homes *h, const struct home_person *p);

#endif
