/* Which house and position a mail is about, also where an applicant system
 * sends for it. */
#ifndef WORD_EMPLOYER_H
#define WORD_EMPLOYER_H

#include "word/own.h"
#include "word/rules.h"

enum employer_domain {
    EMPLOYER_HOUSE, /* the domain may be the employer's own */
    EMPLOYER_SYSTEM, /* an applicant system */
    EMPLOYER_BOARD, /* a job board */
    EMPLOYER_FREE, /* anybody's: gmail.com */
    EMPLOYER_SCHEDULE, /* no sender: where people pick a time, calendly.com */
};
extern const char *const employer_domain_names[]; /* house, system, board, free, schedule */

struct employer {
    enum employer_domain domain;
    struct str name, position; /* empty: not found */
    struct word_reason name_reason,
        position_reason; /* rule: "display-name", "subject", "signature", "text", "address" or
    "domain" */
    struct str requisition; /* the employer's number of the position, "R-12345", "JR0012" */
};

enum employer_domain employer_domain_of(const struct word_rules *r, struct str mail);

void employer_read(const struct word_rules *r, const struct word_mail *m, const struct own_pieces *own,
    const struct rules_found *found, struct employer *ret);

#endif
