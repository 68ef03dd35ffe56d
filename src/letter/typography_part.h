/* The parts of typography_check, one file each. */
#ifndef LETTER_TYPOGRAPHY_PART_H
#define LETTER_TYPOGRAPHY_PART_H

#include "letter/typography.h"

void typography_articles(const struct text *t, struct findings *ret); /* a and an */
void typography_marks(const struct text *t, struct findings *ret); /* blanks, stops */
void typography_pairs(const struct text *t, struct findings *ret); /* quotes and brackets */
void typography_places(const struct text *t, struct findings *ret); /* left to fill in */

/* As check_add, with a literal; NULL once there are too many. */
struct finding *typography_add(
    struct findings *f, enum finding_level level, const char *rule, size_t at, size_t n, const char *why);
/* A suggestion from up to three parts. */
void typography_suggest(struct findings *f, struct finding *to, struct str a, struct str b, struct str c);

bool typography_blank_between(const struct text *t, size_t i); /* nothing but blanks before word i, and some */
bool typography_opens(
    struct str word); /* begins many sentences, and is neither name nor abbreviation; in small letters */
bool typography_abbreviated(struct str word);
#endif
