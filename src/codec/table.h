/* Tables that job seekers already keep or can export, as rows with a meaning.
 *
 * What kind of table it is, where its header stands and what each column holds
 * is found out from the names of the columns, never from their place.  Rows
 * come one by one, so that a table of any length needs the memory of one row.
 * What a row means as events is decided in app/. */
#ifndef CODEC_TABLE_H
#define CODEC_TABLE_H

#include "base/civil.h"
#include "base/err.h"
#include "codec/date.h"
#include "model/kinds.h"

enum table_kind {
    TABLE_OPPORTUNITIES,
    TABLE_SAVED_JOBS, /* opportunities that were only saved: LinkedIn Saved Jobs.csv */
    TABLE_CONTACTS, /* LinkedIn Connections.csv, Google, Outlook */
    TABLE_MESSAGES, /* LinkedIn messages.csv */
};
extern const char *const table_kind_names[];

enum table_status {
    TABLE_STATUS_UNSAID, /* no word in the status column, or no such column */
    TABLE_STATUS_UNKNOWN, /* a word that is not understood: see status_text */
    TABLE_STATUS_SAVED, /* found, wished for, draft: not applied yet */
    TABLE_STATUS_APPLIED,
    TABLE_STATUS_NO_ANSWER, /* ghosted: applied and nothing heard */
    TABLE_STATUS_IN_PROCESS, /* something is going on after the application */
    TABLE_STATUS_INTERVIEW,
    TABLE_STATUS_OFFER,
    TABLE_STATUS_ACCEPTED,
    TABLE_STATUS_DECLINED, /* the seeker said no, to an offer or before one ("turned down") */
    TABLE_STATUS_WITHDRAWN,
    TABLE_STATUS_REJECTED,
    TABLE_STATUS_FILLED, /* no position now: filled, cancelled, no project */
    TABLE_STATUS_EXPIRED,
    TABLE_STATUS_ARCHIVED,
    TABLE_STATUS_ON_HOLD,
};
extern const char *const table_status_names[];

/* What a dated column is about. */
enum table_when {
    TABLE_SAVED,
    TABLE_APPLIED,
    TABLE_PHONE_CALL,
    TABLE_INTERVIEW, /* the first; the n-th is TABLE_INTERVIEW + n - 1 */
    TABLE_INTERVIEW_LAST = TABLE_INTERVIEW + 8,
    TABLE_OFFER,
    TABLE_ANSWER, /* the final answer, a rejection */
    TABLE_STATUS, /* the day the status became what it is */
    TABLE_FOLLOW_UP,
    TABLE_NEXT_ACTION,
    TABLE_DEADLINE,
    TABLE_ARCHIVED,
    TABLE_CONNECTED, /* contacts */
    TABLE_SENT, /* messages */
};
enum { TABLE_WHENS = TABLE_SENT + 1 };

struct table_time {
    bool given; /* else all is zero */
    struct date date;
};

/* A cell that has no place in the row below but may be worth a note. */
struct table_other {
    struct str column, text;
};

/* Views live until the callback returns.  Names are on one line and at most EVENT_NAME_MAX bytes, url and notes at
 * most EVENT_TEXT_MAX; others may have CSV_CELL_MAX bytes. */
struct table_opportunity {
    size_t line;
    struct str organisation, position; /* one of the two may be empty */
    struct str location, url, source;
    struct str contact, contact_mail, contact_phone;
    struct str notes, next_action;
    struct str status_text;
    enum table_status status;
    uint8_t applied; /* enum answer: what a yes/no column says */
    uint8_t archived; /* likewise */
    struct table_time when[TABLE_WHENS];
    size_t n_others;
    const struct table_other *others;
};

enum { TABLE_VALUES_MAX = 8 };

struct table_contact {
    size_t line;
    struct str name, organisation, title, url,
        notes; /* organisation and title may hold several, as Google joins them */
    struct str plain_name; /* first and last name alone, where the name says more; else empty */
    size_t n_mails, n_phones; /* the default one first, where the table says which */
    struct str mails[TABLE_VALUES_MAX], phones[TABLE_VALUES_MAX];
    struct table_time connected; /* not given where it cannot be read: no contact is refused for it */
};

/* Who of the two is the seeker, the caller knows. */
struct table_message {
    size_t line;
    struct str conversation, from, from_url, to, to_urls, subject, text;
    struct table_time sent;
    bool draft; /* never sent */
};

/* Each may be NULL.  An error ends the reading and is handed on. */
struct table_visitor {
    void *context;
    enum err (*opportunity)(void *context, const struct table_opportunity *row, struct err_info *info);
    enum err (*contact)(void *context, const struct table_contact *row, struct err_info *info);
    enum err (*message)(void *context, const struct table_message *row, struct err_info *info);
    void (*refused)(void *context, size_t line, struct str why); /* this row, not the table */
};

struct table_summary {
    enum table_kind kind;
    enum date_order order; /* as decided; unsaid where no date needed it */
    size_t header_line;
    size_t read, refused; /* rows; read includes refused, neither includes empty rows */
};

/* Reads a whole table (see csv.h for sizes).  `order` is what the user said of its dates, else unsaid.  Before the
 * first callback the whole file has been looked through once, so that a file that is no table, was cut off, or does not
 * say whether days or months come first, fails without a callback.  Linear in the size of the file. */
MUST_USE enum err table_read(struct str bytes, enum date_order order, const struct table_visitor *visitor,
    struct table_summary *ret, struct err_info *info);

/* The meaning of a status as people and trackers write it, in English, French or German. */
enum table_status table_status_of(struct str text);

#endif
