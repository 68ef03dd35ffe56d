/* Frames: records that travel between hearback and its helper programs.
 *
 * On the wire, all numbers little-endian: u32 length of what follows, u16 kind,
 * then fields, each u16 tag, u32 length and its bytes.  What the kinds and tags
 * mean is for those who write and read them to say.  A frame that was taken is
 * whole and consistent; what its fields hold is still to be checked. */
#ifndef CODEC_FRAME_H
#define CODEC_FRAME_H

#include "base/buf.h"

enum {
    FRAME_MAX = 64 << 20, /* bytes of a frame, without its length */
    FRAME_HEAD = 4 + 2, /* bytes before the first field: length and kind */
};

/* --- writing --- */

/* Begins a frame at the end of b; returns where, which frame_end needs. */
size_t frame_begin(struct buf *b, unsigned kind);
void frame_text(struct buf *b, unsigned tag, struct str value); /* any bytes */
void frame_int(struct buf *b, unsigned tag, int64_t value); /* eight bytes */

/* Completes it.  False where it does not fit into b or into FRAME_MAX: then b is as it was before the frame. */
MUST_USE bool frame_end(struct buf *b, size_t begin);

/* --- reading --- */

struct frame { /* a view of the stream */
    unsigned kind;
    struct str fields; /* those not yet iterated */
};

enum frame_state { FRAME_DONE, FRAME_MORE, FRAME_BAD };

/* Takes one frame off the front of the stream.  FRAME_MORE: it does not end within; FRAME_BAD: it is too long, or its
 * fields do not fill it; in both cases nothing is taken. */
enum frame_state frame_take(struct str *stream, struct frame *ret);

/* The next field; false after the last. */
bool frame_field(struct frame *f, unsigned *ret_tag, struct str *ret_value);

/* What frame_int wrote; false where it is none. */
bool frame_number(struct str value, int64_t *ret);

#endif
