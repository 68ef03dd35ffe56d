/* Templates of letters and calls, read from the text files of
 * letters/en/drafts; letters/README.md says how they are written. */
#ifndef LETTER_TEMPLATES_H
#define LETTER_TEMPLATES_H

#include "letter/places.h"

struct template_variant {
    struct str text; /* with its places; line breaks where a line of the letter ends */
    bool last; /* only where nothing else fits */
};

struct template_part {
    struct str name;
    uint32_t needs, needs_not; /* bits 1 << enum condition */
    bool optional; /* may be left out to keep the length */
    bool joined; /* continues the paragraph before */
    struct template_variant *variants;
    size_t n_variants, room;
    int line;
};

struct template
{
    struct str name, title;
    uint32_t purposes, channels, kinds, roles; /* bits 1 << code; purposes 0: asked for by name alone */
    uint32_t needs, needs_not;
    int64_t words, characters; /* at most; 0: no limit of its own */
    struct template_part *parts;
    size_t n_parts, room;
};

struct templates {
    struct template *items;
    size_t n, room;
};

enum { TEMPLATE_VARIANTS_MAX = 40, TEMPLATE_PARTS_MAX = 40, TEMPLATE_VARIANT_MAX = 1200 };

/* Adds the template that a file holds; name: the file's, without its ending.  text must outlive it.  ERR_INPUT:
 * "FILE:LINE: sentence". */
MUST_USE enum err templates_load(
    struct templates *t, struct str name, const char *where, struct str text, struct arena *a, struct err_info *info);

/* The template for a letter: the one of that name, else of those that fit the most particular one.  Where there is none
 * for the channel, the nearest channel's: e-mail for LinkedIn and notes, phone for what is said in person.  NULL: none. */
const struct template *templates_find(const struct templates *t, const struct letter_facts *f, struct str name);

/* The next piece of a variant: a place (enum place; *ret_capital: to begin with a capital letter), or -1 with the text in
 * *ret.  False at the end. */
bool templates_piece(struct str *variant, int *ret_place, bool *ret_capital, struct str *ret);

#endif
