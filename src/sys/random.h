/* Randomness from the system, good enough for what nobody may guess or meet twice. */
#ifndef SYS_RANDOM_H
#define SYS_RANDOM_H

#include "base/err.h"

#include <stddef.h>

enum { RANDOM_MAX = 256 };
MUST_USE enum err random_fill(void *to, size_t n, struct err_info *info); /* at most RANDOM_MAX bytes */

#endif
