/* Dates as mails have them: Date and Received (RFC 5322 with its obsolete
 * forms), the From_ lines of mailboxes (as asctime writes), and ISO 8601. */
#ifndef CODEC_MAIL_DATE_H
#define CODEC_MAIL_DATE_H

#include "base/civil.h"

/* False where it is no date that exists, from 1970 on, with a time.  An unknown name of a zone is UTC, as RFC 5322 has it
 * (4.3). */
bool mail_date_parse(struct str s, instant_t *ret, int32_t *ret_offset_minutes);

/* Whether it has a time and a month or year: for From_ lines in other languages too. */
bool mail_date_like(struct str s);

#endif
