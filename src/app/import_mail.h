/* Mail into the record.
 *
 * Certain is that a message went or came, when and between whom; what it means
 * is suggested (EVENT_MAY_MEAN and its kin) and settled by a person.  A message
 * is known by its Message-ID: read twice it is recorded once.  What belongs to
 * no opportunity and does not look like one is left out and counted.
 *
 * Where a mail belongs: mail_homes.h.  Private to import*.c and fetch.c, but for
 * import_mail_spool. */
#ifndef APP_IMPORT_MAIL_H
#define APP_IMPORT_MAIL_H

#include "app/import.h"
#include "app/mail_homes.h"
#include "app/mail_reader.h"
#include "word/glance.h"
#include "word/word.h"

/* A file or folder of mail. */
MUST_USE enum err import_mail(struct import *i, const char *path, struct import_result *r, struct err_info *info);
/* The same of a message or mbox in memory. */
MUST_USE enum err import_mail_bytes(struct import *i, struct str bytes, struct import_result *r, struct err_info *info);
/* Messages in a file, each preceded by its length (u32, little-endian), as hearback-net writes what it fetched; label:
 * what the result calls them. */
MUST_USE enum err import_mail_spool(
    struct import *i, int fd, const char *label, struct import_result *ret, struct err_info *info);

/* Gives up what files of mail share; for whatever else was recorded, and at the end. */
void import_mail_forget(struct import *i);

/* --- private to import_mail*.c --- */

struct mail_waiting { /* no home was found for it as yet: a later message may tell */
    struct mail *m;
    struct event *offer; /* of a new opportunity; NULL: it is not about work */
};

struct mail_import {
    struct import *i;
    struct import_result *r;
    struct mail_homes homes;
    struct word_rules *rules;
    const struct calendar *calendar;
    struct arena arena; /* as long as the import of this box */
    struct arena message; /* the message's */
    struct arena waiting_arena;
    struct mail_waiting *waiting;
    size_t n_waiting, waiting_room, waiting_bytes;
    struct map said; /* what was suggested of people already */
};

struct mail_at_hand {
    const struct mail *m;
    instant_t at;
    bool ours;
    struct mail_person *others; /* the other side */
    size_t n_others;
    struct word_meaning meaning; /* of theirs */
    bool read; /* meaning is there */
    const struct home_opp *home; /* NULL: not known */
};

/* Writes down that it went or came, and what it may mean. */
MUST_USE enum err import_mail_record(struct mail_import *x, struct mail_at_hand *h, struct err_info *info);
/* A suggestion about somebody that was made before. */
void import_mail_record_known(struct mail_import *x, const struct event *e);
/* What it is as that of an opportunity that is not in the record; kind 0 where nobody can say of whom it is. */
struct event import_mail_record_offer(struct mail_import *x, struct mail_at_hand *h);
MUST_USE enum err import_mail_record_new(struct mail_import *x, struct event *offer, struct err_info *info);

#endif
