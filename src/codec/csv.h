/* Comma-separated tables and their kin: bytes <-> records of cells.
 *
 * Reads a view of the whole file (mapped or read; at most CSV_FILE_MAX bytes)
 * without copying it: cells are views into it wherever that is possible.
 * Separator (comma, semicolon, tab, pipe) and line ends (LF, CRLF, CR) are
 * found out; a Markdown pipe table is one of the forms.  What a table means is
 * not here but in table.h. */
#ifndef CODEC_CSV_H
#define CODEC_CSV_H

#include "base/arena.h"
#include "base/buf.h"

enum {
    CSV_FILE_MAX = 1 << 30, /* bytes */
    CSV_RECORD_MAX = 4 << 20, /* bytes of one record as it stands in the file */
    CSV_CELL_MAX = 1 << 20, /* bytes */
    CSV_CELLS_MAX = 1024, /* in one record */
};

/* A place in a file.  May be copied, to come back to the same place. */
struct csv {
    struct str text; /* without the byte-order mark */
    size_t at; /* offset of the next record */
    size_t line; /* its line, from 1 */
    char separator;
    bool markdown;
};

struct csv_record {
    size_t line; /* where it begins, from 1 */
    bool unfinished; /* the file ended without a line end after it */
    size_t n;
    struct str cells[CSV_CELLS_MAX];
};

/* Refuses what is no text (UTF-16, archives, workbooks, other binary files) and what is too large. */
MUST_USE enum err csv_init(struct csv *ret, struct str bytes, struct err_info *info);

void csv_separate(struct csv *c, char separator); /* back to the start, with another separator */

/* The next record that is not an empty line; n is 0 at the end of the file.  Cells that had to be unquoted live in the
 * arena, the others in the bytes given to csv_init.  A protective ' before = + - @ tab CR LF has been taken off.
 * Fails, naming the line, on an unclosed quote, text after a closing one, bytes that are no UTF-8 and the sizes above;
 * *ret is then unspecified and reading cannot go on. */
MUST_USE enum err csv_next(struct csv *c, struct arena *a, struct csv_record *ret, struct err_info *info);

/* One record, RFC 4180, ended by CRLF.  What a spreadsheet might take for a formula gets a leading '. */
void csv_write(struct buf *b, const struct str *cells, size_t n);

#endif
