/* The text that the readers of prose make, byte by byte, each with its place in
 * the file. */
#ifndef CODEC_PROSE_OUT_H
#define CODEC_PROSE_OUT_H

#include "codec/prose.h"

struct prose_out {
    struct arena *arena;
    char *p;
    size_t n, room;
    struct prose_run *runs;
    size_t n_runs, runs_room;
    bool full; /* more than PROSE_MAX came */
};

void prose_out_byte(struct prose_out *o, char c, size_t from);
void prose_out_bytes(struct prose_out *o, const char *p, size_t n, size_t from); /* one for one */
void prose_out_code(struct prose_out *o, uint32_t code_point, size_t from); /* as UTF-8 */

/* Where a place of the text is in the file. */
size_t prose_out_from(const struct prose_run *runs, size_t n_runs, size_t at);

/* The readers; file is all of the file, name is for sentences. */
void prose_markdown_read(struct str file, struct prose_out *out);
MUST_USE enum err prose_mail_read(
    struct str file, const char *name, struct prose_out *out, struct prose *ret, struct err_info *info);

#endif
