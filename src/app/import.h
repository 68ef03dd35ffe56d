/* Files that people already have, taken into the record: tables of
 * applications, contacts and messages, contact cards, and hearback's own
 * document.
 *
 * What a file is, its content tells.  All files of one import are recorded in
 * one transaction, each as a batch of its own, so that one undo takes back one
 * file.  What a row means as events: import_row.h; which rows are known
 * already: import_known.h. */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/record.h"
#include "codec/table.h"
#include "codec/vcard_read.h"

/* A photographed card that was read beforehand (photo.h). */
struct import_photo {
    const char *path;
    struct vcard card;
    bool corrected; /* in an editor */
    bool seen; /* a person has seen it as it is here: it may be recorded */
};

struct import_options {
    enum date_order order; /* what the user says of the dates in tables */
    struct str country, zone; /* of the opportunities in tables; empty: as `new` has it */
    struct str opportunity; /* whose people cards and contacts are; empty: that of the organisation that each names */
    const struct import_photo *photos;
    size_t n_photos;
    bool dry_run; /* the app's journal may then be open for reading only */
};

enum import_kind {
    IMPORT_OPPORTUNITIES,
    IMPORT_SAVED_JOBS,
    IMPORT_CONTACTS,
    IMPORT_MESSAGES,
    IMPORT_EVENTS,
    IMPORT_CARDS,
    IMPORT_CALENDAR,
    IMPORT_MAIL
};

struct import_line {
    size_t line;
    struct str text;
};

struct import_lines {
    struct import_line *items;
    size_t n, room;
};

/* One of the first rows, as it would be recorded. */
struct import_sample {
    size_t line;
    struct str organisation, position;
    struct event *events; /* without the one that introduces the opportunity */
    size_t n;
};
enum { IMPORT_SAMPLES = 10 };

struct import_result { /* texts live in the app's arena */
    const char *path;
    enum import_kind kind;
    enum date_order order; /* as the dates of a table were read; unsaid where none needed it */
    int64_t read; /* rows, events, cards or entries of a calendar; each of them is one of the following or refused */
    int64_t added, already, suggested;
    int64_t left_out; /* mail that is not about the search; of those suggested: entries of a calendar that are no
                       * interview, contacts at organisations that are not in the record, and of them */
    int64_t nowhere; /* those that name no organisation */
    struct import_lines refused; /* and why */
    struct import_lines held; /* of those suggested: what a person has to decide, and how */
    struct import_sample samples[IMPORT_SAMPLES]; /* of opportunities or people, in a dry run */
    size_t n_samples;
};

struct import {
    struct app *app;
    struct import_options options;
    const struct zone *zone; /* of opportunities in tables */
    struct app_house house; /* of the opportunity that the options name */
    struct app_opp *opp; /* NULL: they name none */
    struct record record;
    int64_t *houses; /* touched; some more than once */
    size_t n_houses, houses_room;
    int64_t *peopled; /* where people were introduced; some more than once */
    size_t n_peopled, peopled_room;
    struct mail_import *mail; /* what files of mail share: rules, and whose mail it is; NULL: nothing yet */
    int64_t n_same; /* pairs of people offered for merging, when committed */
    bool exact; /* hearback's own document: nothing is added to what it says */
    bool settings; /* the document brought settings: what the app has loaded of them is out of date */
};

/* begin, then each file, then commit; close gives up what is not committed.  After a failure only close. */
MUST_USE enum err import_begin(
    struct import *ret, struct app *app, const struct import_options *o, struct err_info *info);
/* path "-": standard input.  The error names the file; nothing of it, nor of others before it, is then kept. */
MUST_USE enum err import_file(struct import *i, const char *path, struct import_result *ret, struct err_info *info);
MUST_USE enum err import_commit(struct import *i, struct err_info *info);
void import_close(struct import *i); /* for AUTO(import) */

/* --- private to import*.c --- */

extern const char import_opportunity_is_for[]; /* how a sentence begins that refuses --opportunity */

MUST_USE enum err import_table(struct import *i, struct str bytes, struct import_result *r, struct err_info *info);
MUST_USE enum err import_cards(struct import *i, struct str bytes, struct import_result *r, struct err_info *info);
MUST_USE enum err import_cards_one(
    struct import *i, const struct vcard *card, struct import_result *r, struct err_info *info); /* one alone */
MUST_USE enum err import_photo(struct import *i, struct import_result *r, struct err_info *info);
MUST_USE enum err import_json(struct import *i, struct str bytes, struct import_result *r, struct err_info *info);
/* Appends; as record_event, but keeps no list of events. */
MUST_USE enum err import_record(struct import *i, struct event *e, const struct zone *zone, struct err_info *info);
void import_touch(struct import *i, int64_t house);
void import_say(struct import *i, struct import_lines *lines, size_t line, struct str text);

#endif
