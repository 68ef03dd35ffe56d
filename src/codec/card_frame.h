/* What hearback-card, which reads photographs of business cards, says on its
 * standard output: a frame (frame.h) for each line of text from top to bottom,
 * then one that ends them; or one that says why there is none. */
#ifndef CODEC_CARD_FRAME_H
#define CODEC_CARD_FRAME_H

#include "codec/frame.h"

struct card_line {
    struct str text; /* UTF-8 */
    int confidence; /* of its least certain word, 0 to 100 */
    int height; /* of its letters, in pixels */
};

enum { CARD_LINES_MAX = 200, CARD_LINE_MAX = 1000 /* bytes */ };

enum card_frame { CARD_FRAME_LINE = 1, CARD_FRAME_END = 2, CARD_FRAME_FAULT = 3 };

void card_frame_line(struct buf *b, const struct card_line *line);
void card_frame_end(struct buf *b);
void card_frame_fault(struct buf *b, enum err code, const char *sentence);

/* One frame off the stream, as helper_read gives it.  ERR_SYSTEM: it is none of the three; where it is a fault, that.
 * A line's text is a view of the stream. */
MUST_USE enum err card_frame_take(
    struct str stream, enum card_frame *ret_kind, struct card_line *ret, struct err_info *info);

#endif
