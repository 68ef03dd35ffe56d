/* The header of a table: which column holds what.  Private to table*.c. */
#ifndef CODEC_TABLE_HEADER_H
#define CODEC_TABLE_HEADER_H

#include "codec/csv.h"
#include "codec/table.h"

enum column {
    COLUMN_OTHER, /* not understood */
    COLUMN_ORGANISATION,
    COLUMN_POSITION, /* of an opportunity; the title of a contact */
    COLUMN_LOCATION,
    COLUMN_URL,
    COLUMN_SOURCE,
    COLUMN_CONTACT, /* of an opportunity; the whole name of a contact */
    COLUMN_FIRST_NAME,
    COLUMN_MIDDLE_NAME,
    COLUMN_LAST_NAME,
    COLUMN_MAIL, /* contacts may have several */
    COLUMN_PHONE, /* likewise */
    COLUMN_NOTES,
    COLUMN_NEXT_ACTION,
    COLUMN_STATUS,
    COLUMN_STATUS_ELSE, /* a second status column: for rows where the first says nothing */
    COLUMN_APPLIED_SAID, /* yes/no, or a date where there is no column for it */
    COLUMN_ARCHIVED_SAID, /* yes/no */
    COLUMN_CONVERSATION,
    COLUMN_FROM,
    COLUMN_FROM_URL,
    COLUMN_TO,
    COLUMN_TO_URLS,
    COLUMN_SUBJECT,
    COLUMN_TEXT,
    COLUMN_DRAFT,
    COLUMN_WHEN, /* + enum table_when */
    COLUMNS = COLUMN_WHEN + TABLE_WHENS
};

struct table_header {
    enum table_kind kind;
    bool american; /* made by a program that always writes the month first */
    bool vague_date; /* the day of application stands under no more than "Date" */
    size_t line, n;
    struct str *names; /* as given, trimmed */
    uint8_t *meaning; /* enum column of each of the n */
    size_t place[COLUMNS]; /* 1 + the first column with this meaning; 0: there is none */
};

/* Whether this record is the header of a table we know; then *ret, whose arrays live in the arena. */
bool table_header_read(const struct csv_record *r, struct arena *a, struct table_header *ret);

/* The cell of a record under that meaning, trimmed; empty if there is none. */
struct str table_header_cell(const struct table_header *h, const struct csv_record *r, enum column column);

#endif
