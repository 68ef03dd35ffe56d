/* The old character set of western Windows, which is also what is meant where ISO-8859-1 is said. */
#ifndef CODEC_WESTERN_H
#define CODEC_WESTERN_H

#include <stdint.h>

/* The code point of a byte; the five that windows-1252 leaves open are U+FFFD. */
uint32_t western_code(unsigned char byte);

#endif
