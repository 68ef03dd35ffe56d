/* The helper's side of the talk with hearback: frames from standard input, to
 * standard output. */
#ifndef NET_TALK_H
#define NET_TALK_H

#include "base/arena.h"
#include "codec/frame.h"

/* The next request, in the arena; *ret_end: there are no more.  ERR_INPUT: broken off, or too large. */
MUST_USE enum err talk_read(struct arena *a, struct frame *ret, bool *ret_end, struct err_info *info);

/* Writes what was gathered and clears it.  ERR_SYSTEM: nobody listens any more. */
MUST_USE enum err talk_write(struct buf *b, struct err_info *info);

/* The field of this tag, checked: a text of at most NET_TEXT_MAX bytes, without NUL, terminated; empty where missing or
 * not so.  A number: `otherwise` where missing. */
struct str talk_text(struct arena *a, struct frame f, unsigned tag);
int64_t talk_number(struct frame f, unsigned tag, int64_t otherwise);
struct str talk_bytes(struct frame f, unsigned tag); /* as they are */

/* Answers NET_PROBLEM; uid 0: of the request. */
void talk_problem(struct buf *out, enum err code, const char *sentence, uint32_t uid, bool lost);

#endif
