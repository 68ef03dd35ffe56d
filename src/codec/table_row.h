/* One record of a table -> one row with a meaning.  Private to table*.c. */
#ifndef CODEC_TABLE_ROW_H
#define CODEC_TABLE_ROW_H

#include "codec/table_header.h"

struct table_reading {
    struct table_header header;
    enum date_order order;
    struct arena row; /* what one row needs; renewed by table.c */
    struct table_other others[CSV_CELLS_MAX];
};

/* ERR_INPUT: this row cannot be taken, and why, without its line. */
MUST_USE enum err table_row_opportunity(
    struct table_reading *t, const struct csv_record *r, struct table_opportunity *ret, struct err_info *why);
MUST_USE enum err table_row_contact(
    struct table_reading *t, const struct csv_record *r, struct table_contact *ret, struct err_info *why);
MUST_USE enum err table_row_message(
    struct table_reading *t, const struct csv_record *r, struct table_message *ret, struct err_info *why);

/* For sentences: at most some 60 bytes of it, on one line, without control characters. */
struct str table_row_shown(struct arena *a, struct str s);

#endif
