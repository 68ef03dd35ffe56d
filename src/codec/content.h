/* Content lines, of which contact cards and calendars are made: a name,
 * parameters and a value, folded over several lines of the file.
 *
 * Built to RFC 5545 and 6350 (section 3.1 and 3.2 of both), RFC 6868 and
 * versit's older formats.  What the properties mean is their readers'. */
#ifndef CODEC_CONTENT_H
#define CODEC_CONTENT_H

#include "base/arena.h"

/* A place in a file. */
struct content_file {
    struct str text; /* without the byte-order mark */
    size_t at;
    size_t line; /* from 1 */
    char end; /* of a line: LF (after CR or not), or CR where there is no LF */
};

struct content_line { /* as unfolded: views into the file, or the arena */
    size_t number;
    struct str name, params, value; /* name: without its group; of what is no property: empty */
};

struct content_file content_lines(struct str bytes);

/* False at the end.  old: as vCard 2.1 and vCalendar 1.0 fold, at a blank, which stays.  Linear in what it reads. */
bool content_next(struct content_file *f, struct arena *a, bool old, struct content_line *ret);
struct str content_peek(const struct content_file *f, size_t *ret_next); /* the line of the file at f->at, as it is */

/* The next parameter of those left in *params; false: no more.  A bare word, as the old formats have them, is all
 * value. */
bool content_param(struct str *params, struct str *ret_name, struct str *ret_value);

bool content_starts(struct str s, const char *with); /* whatever the case */
struct str content_unquoted(struct str s); /* without blanks and quotes around it */

#endif
