/* Files that hold a letter: plain text, Markdown or a mail (.eml), read as the
 * words that a person will see.  Markup, code, headers and what is quoted from
 * others are left out; every place leads back to its line and column in the file.
 * Linear time. */
#ifndef CODEC_PROSE_H
#define CODEC_PROSE_H

#include "base/arena.h"

enum { PROSE_MAX = 1024 * 1024 }; /* bytes of the words, and of a file that is no mail */
enum { PROSE_MAIL_MAX = 32 * 1024 * 1024 }; /* bytes of a mail, as it may carry attachments */

enum prose_kind { PROSE_PLAIN, PROSE_MARKDOWN, PROSE_MAIL };

struct prose_run { /* from here on, bytes of the text are bytes of the file */
    uint32_t at, from;
};

struct prose {
    enum prose_kind kind;
    struct str text; /* UTF-8; of a mail: the subject, if any, an empty line, the body */
    size_t body; /* where the body begins in the text */
    struct str to; /* of a mail, as its header says */
    bool has_attachment; /* of a mail */
    /* private */
    struct str file;
    bool file_is_utf8;
    struct prose_run *runs;
    size_t n_runs;
    uint32_t *lines;
    size_t n_lines;
    size_t last_from, last_column; /* the place asked for last, so that those on one line are counted on from there */
};

/* The kind of a file by the ending of its name, else by what it holds. */
enum prose_kind prose_kind_of(const char *name, struct str bytes);
/* How large a file of that name may be; standard input ("-") is taken for a letter without attachments. */
size_t prose_limit(const char *name);

/* bytes must outlive the prose, which lives in the arena.  ERR_INPUT with a sentence that names the file, the line and
 * the way out: for what is binary, no UTF-8, too much text, or a mail without plain text. */
MUST_USE enum err prose_read(
    struct str bytes, const char *name, struct arena *a, struct prose *ret, struct err_info *info);

/* The line and column in the file of a place in the text, both from 1; columns in characters. */
void prose_place(struct prose *p, size_t at, size_t *ret_line, size_t *ret_column);

#endif
