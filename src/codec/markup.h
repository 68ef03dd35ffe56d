/* Text with a little HTML in it, as websites export what was typed there, made
 * plain: tags off, entities as what they stand for. */
#ifndef CODEC_MARKUP_H
#define CODEC_MARKUP_H

#include "base/arena.h"

/* Paragraphs and line breaks become line feeds, at most two in a row; a < that begins no tag stays.  Linear. */
struct str markup_plain(struct arena *a, struct str s);

#endif
