/* The steps of a pattern: between its reader and its matcher. */
#ifndef LETTER_PATTERN_STEP_H
#define LETTER_PATTERN_STEP_H

enum step_code {
    STEP_WORD, /* a: its number */
    STEP_LIST, /* a: of the lexicon */
    STEP_NOT, /* a: a list it is not in */
    STEP_ANY,
    STEP_NUMBER,
    STEP_NAME, /* capital within a sentence */
    STEP_GAP, /* nothing but blanks before the next word */
    STEP_COMMA, /* one comma, colon, semicolon or dash there */
    STEP_BEGIN, /* of the sentence */
    STEP_END,
    STEP_SPLIT, /* a first, then b */
    STEP_JUMP, /* a */
    STEP_OPEN, /* what is found begins here */
    STEP_CLOSE,
    STEP_MATCH,
};

#endif
