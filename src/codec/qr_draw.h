/* QR codes as text for a terminal and as pictures. */
#ifndef CODEC_QR_DRAW_H
#define CODEC_QR_DRAW_H

#include "base/buf.h"
#include "sys/qr.h"

/* How a module looks where it is shown.  In black on white whatever the terminal's own colours are; without colours,
 * what is printed is light on most terminals, and dark on paper and in most files. */
enum qr_ink { QR_BLACK_ON_WHITE, QR_INK_IS_LIGHT, QR_INK_IS_DARK };

/* Two rows of modules a line, by half blocks; or, where `plain`, a row a line by ## and two blanks, in ASCII.  With the
 * quiet zone. */
void qr_draw_text(struct buf *b, const struct qr *qr, enum qr_ink ink, bool plain);
size_t qr_draw_columns(const struct qr *qr, bool plain); /* that a line of it takes */

/* A picture of its own, with a title for those who cannot see it. */
void qr_draw_svg(struct buf *b, const struct qr *qr, struct str title);

#endif
