/* The rules as they are kept: between rules and employer. */
#ifndef WORD_RULES_PART_H
#define WORD_RULES_PART_H

#include "letter/phrases_rules.h"
#include "word/rules.h"

struct word_rules {
    struct arena *arena;
    struct phrase_rules *phrases;
    struct lexicon domains; /* of mail/senders.txt */
    uint8_t *kinds; /* enum employer_domain, by a domain's number */
    size_t n_kinds, kinds_room;
};

#endif
