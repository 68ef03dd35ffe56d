/* Text in pictures, by tesseract and leptonica, which are fenced in ocr.c. */
#ifndef CARD_OCR_H
#define CARD_OCR_H

#include "base/arena.h"
#include "codec/card_frame.h"

enum {
    OCR_FILE_MAX = 32 << 20, /* bytes */
    OCR_PIXELS_MAX = 120 << 20, /* the cameras of telephones have up to 108 million */
    OCR_SIDE_MAX = 30000,
};

/* The lines of a PNG, JPEG, TIFF or WebP picture (the first of several), from top to bottom, whichever of its sides is
 * up.  ERR_INPUT: no such picture, too large, damaged; ERR_NOT_FOUND: tesseract has no language here. */
MUST_USE enum err ocr_read(
    struct str picture, struct arena *a, struct card_line **ret, size_t *ret_n, struct err_info *info);

#endif
